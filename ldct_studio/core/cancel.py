"""One way to stop: a loop that ends when nobody waits for its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from .errors import Cancelled

T = TypeVar("T")

_stop: ContextVar[Callable[[], bool] | None] = ContextVar("stop", default=None)


@contextmanager
def stop_when(condition: Callable[[], bool]) -> Iterator[None]:
    """Within this block, ``interruptible`` loops end as soon as ``condition()`` is true."""
    token = _stop.set(condition)
    try:
        yield
    finally:
        _stop.reset(token)


def check() -> None:
    """Raise ``Cancelled`` when nobody waits any more."""
    condition = _stop.get()
    if condition is not None and condition():
        raise Cancelled("Stopped, because something newer is wanted.")


def interruptible(items: Iterable[T]) -> Iterator[T]:
    """Yield the items, looking before each whether to stop."""
    for item in items:
        check()
        yield item
