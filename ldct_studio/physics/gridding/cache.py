"""Large tables, kept while they are used and small enough together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import RLock
from typing import Self

import torch

Tensors = tuple[torch.Tensor, ...]


@dataclass(frozen=True)
class Place:
    """Where tables are wanted and in which real type."""

    device: torch.device
    dtype: torch.dtype = torch.float32

    @classmethod
    def of(cls, data: torch.Tensor) -> Self:
        """Return the place of data: float64 stays, everything else is worked on as float32."""
        return cls(data.device, torch.float64 if data.dtype == torch.float64 else torch.float32)


class TableCache:
    """Tuples of tensors by key; the least recently used go first when ``limit`` bytes are passed.

    Safe for threads: a table is built once, and whoever needs it meanwhile waits.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._lock = RLock()
        self._tables: OrderedDict[Hashable, Tensors] = OrderedDict()

    def get(self, key: Hashable, build: Callable[[], Tensors]) -> Tensors:
        """Return the tables of ``key``, built on the first call."""
        with self._lock:
            tables = self._tables.get(key)
            if tables is None:
                with torch.inference_mode(False), torch.no_grad():
                    tables = build()
                self._tables[key] = tables
                self._trim()
            self._tables.move_to_end(key)
            return tables

    @property
    def bytes(self) -> int:
        """Bytes of all tables together."""
        return sum(t.nbytes for tables in self._tables.values() for t in tables)

    def clear(self) -> None:
        """Forget every table."""
        with self._lock:
            self._tables.clear()

    def _trim(self) -> None:
        while self.bytes > self.limit and len(self._tables) > 1:
            self._tables.popitem(last=False)


tables = TableCache(400 * 2**20)
