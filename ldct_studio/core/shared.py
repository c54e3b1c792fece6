"""Shared: a block of memory that two processes see as a NumPy array."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from typing import Any, Self

import numpy as np
import numpy.typing as npt

_patching = threading.Lock()


class SharedBlock:
    """Memory shared with one other process; unmapped when the last array on it is gone.

    The parent ``create``s a block, sends ``name`` to the child, which ``attach``es it, and
    ``unlink``s it as soon as the child has answered: from then on nothing is left behind, however the
    two processes end. On Windows the block lives as long as one of them holds it, and ``unlink`` does
    nothing.
    """

    def __init__(self, memory: SharedMemory) -> None:
        self._memory = memory
        self._linked = True

    @classmethod
    def create(cls, size: int) -> Self:
        """Reserve ``size`` bytes, in the parent; pages are taken only when they are written."""
        return cls(SharedMemory(create=True, size=max(size, 1)))

    @classmethod
    def attach(cls, name: str) -> Self:
        """Map a block of the parent, in the child."""
        if sys.version_info >= (3, 13):
            return cls(SharedMemory(name, track=False))
        with _untracked():
            return cls(SharedMemory(name))

    @property
    def name(self) -> str:
        """The name that the other process attaches."""
        return self._memory.name

    @property
    def size(self) -> int:
        """Size in bytes; at least what was asked for."""
        return self._memory.size

    def array(self, shape: tuple[int, ...], dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Return the start of the block as an array, which keeps the block mapped.

        Raises ValueError where the block is too small.
        """
        kind = np.dtype(dtype)
        if int(np.prod(shape, dtype=np.int64)) * kind.itemsize > self.size:
            raise ValueError(f"{shape} of {kind} do not fit {self.size} shared bytes.")
        return np.asarray(_Held(self, shape, kind))

    def unlink(self) -> None:
        """Forget the name, in the parent; mapped arrays stay valid."""
        if self._linked:
            self._linked = False
            self._memory.unlink()


class _Held:
    """Hands NumPy the address and stays behind the array as its base, so that the block stays mapped."""

    def __init__(self, block: SharedBlock, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        self._block = block
        view = block._memory.buf
        assert view is not None
        start = np.frombuffer(view, np.uint8, 1)
        self.__array_interface__ = {
            "version": 3,
            "shape": shape,
            "typestr": dtype.str,
            "data": (start.__array_interface__["data"][0], False),
        }


@contextmanager
def _untracked() -> Iterator[None]:
    """Keep Python < 3.13 from registering an attached block as the child's own.

    The child's resource tracker would unlink it or warn (https://github.com/python/cpython/issues/82300).
    """
    with _patching:
        register = resource_tracker.register
        resource_tracker.register = lambda name, rtype: None
        try:
            yield
        finally:
            resource_tracker.register = register
