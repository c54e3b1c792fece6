"""Growth: what a method that iterates has so far, shown to whoever waits for its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .cancel import check
from .volume import Volume

Watcher = Callable[[Volume, int, int], None]
"""Hears the rows so far, and how many of how many rounds made them."""

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Within this block, ``grown`` tells ``watcher``."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def grown(volume: Volume, done: int, total: int) -> None:
    """Show the rows after ``done`` of ``total`` rounds; raise ``Cancelled`` when nobody waits any more."""
    check()
    watcher = _watcher.get()
    if watcher is not None:
        watcher(volume, done, total)
