"""The finished demo scan on disk, so that it is made once: checked when read, made again when damaged."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch

from .. import __version__
from ..core.atomic import write_text
from ..core.paths import cache_dir
from ..physics import abdomen

_log = logging.getLogger(__name__)
_INDEX = "index.json"


@cache
def key() -> str:
    """Return what the voxels depend on as a short name: program version and the code that makes them."""
    digest = hashlib.sha256(__version__.encode())
    physics = Path(abdomen.__file__).parent.parent
    for path in (*sorted(physics.rglob("*.py")), Path(__file__).with_name("demo.py")):
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def folder() -> Path:
    """Return where the demo of this program lies, present or not."""
    return cache_dir() / f"demo-{key()}"


def load(count: int, shape: tuple[int, int, int], case: str = "") -> list[torch.Tensor] | None:
    """Return the ``count`` kept arrays of ``shape`` of a demo ``case``; None where missing or damaged."""
    try:
        index = json.loads((folder() / case / _INDEX).read_text(encoding="utf-8"))
        arrays = [_array(folder() / case / f"{i}.npy", index[i]) for i in range(count)]
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, TypeError, LookupError) as error:
        _log.warning("The stored demo is damaged and is made again: %s", error)
        return None
    if any(a.shape != shape for a in arrays):
        _log.warning("The stored demo has another shape and is made again.")
        return None
    return [torch.from_numpy(a) for a in arrays]


def _array(path: Path, expected: str) -> np.ndarray:
    array = np.load(path, allow_pickle=False)
    if _digest(array) != expected:
        raise ValueError(f"{path.name} is not what was written")
    return np.asarray(array)


def _digest(array: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).data).hexdigest() + f" {array.dtype} {array.shape}"


def keep(arrays: Sequence[torch.Tensor], case: str = "") -> None:
    """Write the arrays of a demo ``case``, the index last, and remove demos of other versions.

    A full or read-only disk only means that the demo is made again next time.
    """
    try:
        _write([a.numpy() for a in arrays], folder() / case)
    except OSError as error:
        _log.warning("The demo could not be kept and is made again next time: %s", error)


def _write(arrays: list[np.ndarray], place: Path) -> None:
    for old in cache_dir().glob("demo-*"):
        if old != folder():
            shutil.rmtree(old, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    (place / _INDEX).unlink(missing_ok=True)
    for i, array in enumerate(arrays):
        part = place / f"{i}.{os.getpid()}.part"
        try:
            with part.open("wb") as file:
                np.save(file, array, allow_pickle=False)
            os.replace(part, place / f"{i}.npy")
        finally:
            part.unlink(missing_ok=True)
    write_text(place / _INDEX, json.dumps([_digest(a) for a in arrays]))
