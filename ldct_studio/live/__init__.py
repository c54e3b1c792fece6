"""Live pictures: the newest request wins, nothing finished is thrown away."""

from .live import Live

__all__ = ["Live"]
