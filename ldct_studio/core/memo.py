"""Memo: results kept by what they were made from, the newest few hundred megabytes of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from typing import TypeVar, cast

import torch

T = TypeVar("T")


class Memo:
    """A bounded store of results; the least recently used go first.

    Keys hold the values themselves (a ``Study``, never ``id(study)``, which Python reuses), or a weak
    reference to what must not be kept for its results.
    """

    def __init__(self, limit: int = 384 << 20) -> None:
        self.limit = limit
        self._items: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> object | None:
        """Return what was kept, or None."""
        with self._lock:
            if key not in self._items:
                return None
            self._items.move_to_end(key)
            return self._items[key][0]

    def put(self, key: Hashable, value: object) -> None:
        """Keep a result and drop the oldest ones above the limit."""
        size = sum({t.data_ptr(): t.nbytes for t in _tensors(value)}.values())
        with self._lock:
            self._bytes += size - self._items.pop(key, (None, 0))[1]
            self._items[key] = (value, size)
            while self._bytes > self.limit and len(self._items) > 1:
                self._bytes -= self._items.popitem(last=False)[1][1]

    def make(self, key: Hashable, build: Callable[[], T]) -> T:
        """Return what was kept under ``key``, or build and keep it."""
        found = self.get(key)
        if found is None:
            found = build()
            self.put(key, found)
        return cast(T, found)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._items.clear()
            self._bytes = 0

    @property
    def nbytes(self) -> int:
        """How many bytes of tensors are kept, shared ones counted where they are kept."""
        return self._bytes


def _tensors(value: object) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, tuple):
        return [t for item in value for t in _tensors(item)]
    if is_dataclass(value):
        return [t for f in fields(value) for t in _tensors(getattr(value, f.name))]
    return []
