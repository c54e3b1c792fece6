"""What tests of MVCT to kVCT share: the plug-in, its smallest trainings, and a slice."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from ldct_studio.core.paths import shipped_plugins
from ldct_studio.discovery import load_file
from ldct_studio.methods import denoisers  # noqa: F401  (non-local means, BM3D and TV are registered)
from ldct_studio.physics.neck import draw, neck
from ldct_studio.training.sources import Slices
from tests.plugins.recipe_runs import run_recipe

TINY = {
    **{"size": 32, "width": 4, "encoder_blocks": 1, "decoder_blocks": 1, "judge_width": 4},
    **{"judge_levels": 1, "views": 48, "each": 2},
}
SMALL = ",".join(f"{name}={value}" for name, value in TINY.items())


def part(name: str) -> ModuleType:
    assert load_file(shipped_plugins() / "mvct_to_kvct" / "__init__.py") is not None
    return importlib.import_module(f"ldct_studio_plugins.mvct_to_kvct.{name}")


@contextmanager
def few() -> Iterator[None]:
    """Look at one patient who was held back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part("scans"), "_HELD_PATIENTS", 1)
        yield


def run(text: str, folder: Path) -> list[Any]:
    return run_recipe(f"mvct_to_kvct.{text}", folder)


def disc(size: int = 64) -> torch.Tensor:
    """Return a slice (1, N, N) in HU: tissue with bone and a hole of air in it, air around."""
    y, x = torch.meshgrid(*(torch.linspace(-1, 1, size),) * 2, indexing="ij")
    hu = torch.full((size, size), -1000.0)
    hu[x.square() + y.square() < 0.6] = 40.0
    hu[(x - 0.4).square() + y.square() < 0.02] = 500.0
    hu[(x + 0.4).square() + y.square() < 0.02] = -1000.0
    return hu[None]


@dataclass(frozen=True)
class Drawn:
    """Stands in for ``Volumes``, which is tested elsewhere: a neck for every file, at pixels of its own."""

    folder: Path

    def patients(self) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self.folder.glob("*")))

    def slices(self, name: str) -> Slices:
        return Slices(draw(neck(int(name[-1])), 40, 4).hu, 6.4)


def filled(place: Path, kind: str, numbers: Iterable[int]) -> Path:
    (place / kind).mkdir(parents=True)
    for number in numbers:
        (place / kind / f"scan-{number}").write_text(f"{kind} {number}")
    return place
