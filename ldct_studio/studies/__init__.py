"""Studies of many cells: cases × doses × methods, each computed once, here or on a cluster."""

from .running import Study

__all__ = ["Study"]
