"""What models find at full dose: needed at every dose, found once per study."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from filelock import FileLock

from ldct_studio.api import Grid, Label, LabelMap, write_bytes


@dataclass(frozen=True)
class Shelf:
    """A folder of label maps by what they were made of; safe among processes and computers."""

    folder: Path

    def get(self, key: str, grid: Grid, make: Callable[[], LabelMap]) -> LabelMap:
        """Return the label map of a key on a grid, made where nobody made it yet; others wait meanwhile."""
        path = self.folder / f"{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}.npz"
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            if not path.exists():
                made = make()
                write_bytes(path, _packed(made))
                return made
        return _read(path, grid)


def _packed(labels: LabelMap) -> bytes:
    buffer, names = io.BytesIO(), json.dumps([asdict(label) for label in labels.labels])
    np.savez_compressed(buffer, data=labels.data.cpu().numpy(), names=names)
    return buffer.getvalue()


def _read(path: Path, grid: Grid) -> LabelMap:
    with np.load(path, allow_pickle=False) as file:
        names = json.loads(str(file["names"]))
        return LabelMap(torch.from_numpy(file["data"]), grid, tuple(Label(**name) for name in names))
