"""The command line: the engine of the window, without the window."""

from .commands import main

__all__ = ["main"]
