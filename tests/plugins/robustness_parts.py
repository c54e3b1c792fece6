"""A scan whose liver anything finds, and small studies of it."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
import torch

from ldct_studio import discovery
from ldct_studio.core.grid import Grid
from ldct_studio.core.paths import shipped_plugins
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.io.save import save_labels_nifti, save_nifti
from ldct_studio.plugin import Segmenter, make
from ldct_studio.studies.cells import Cells, Result
from ldct_studio.studies.plan import Plan

SIZE, ROWS, MM = 64, 6, 4.0
LIVER, SPLEEN = Label(1, "Liver", "#B86728"), Label(3, "Spleen", "#42B0EA")


def part(name: str) -> ModuleType:
    return importlib.import_module(f"ldct_studio_plugins.dose_robustness.{name}")


def load() -> None:
    """Load the plug-in; before the registry is remembered, as it is loaded once."""
    assert discovery.load_file(shipped_plugins() / "dose_robustness" / "__init__.py") is not None


def register() -> None:
    """Register a segmenter that finds the liver below."""

    class Bright(Segmenter, name="bright", title="Bright"):
        """The liver is what lies between 70 and 140 HU."""

        def segment(self, volume: Volume) -> LabelMap:
            inside = (volume.data > 70) & (volume.data < 140)
            return LabelMap(inside.to(torch.uint8), volume.grid, (LIVER, SPLEEN))


def written(tmp_path: Path, value: float) -> Path:
    """Write a scan whose liver has a value in HU."""
    folder, grid = tmp_path / "scan", Grid((ROWS, SIZE, SIZE), (MM, MM, MM))
    folder.mkdir()
    y, x = torch.meshgrid(*[torch.arange(SIZE) - (SIZE - 1) / 2] * 2, indexing="ij")
    hu = torch.where(x**2 + y**2 < 26**2, 0.0, -1000.0).repeat(ROWS, 1, 1)
    liver = torch.zeros(ROWS, SIZE, SIZE, dtype=torch.bool)
    liver[1:-1, 20:44, 20:44] = True
    hu[liver] = value
    save_nifti(Volume(hu, grid), folder / "ct.nii.gz")
    save_labels_nifti(LabelMap(liver.to(torch.uint8), grid, (LIVER,)), folder / "labels.nii.gz")
    return folder


def computed(folder: Path, scan: Path, **axes: tuple[object, ...]) -> list[Result]:
    """Return the results of a small study of a scan, whose segmenter is the one above."""
    given = {"case": (str(scan),), "option": ("none",), "dose": (100.0, 20.0), "model": ("bright:",), **axes}
    plan = Plan(recipe="dose_robustness.cell", settings={"photons": 3e4}, axes=given)
    cells = Cells(folder / "cells")
    cells.keep_index(plan.cells())
    found = [cells.compute(cell) for cell in plan.cells()]
    assert all(found)
    return [one for one in found if one is not None]


def segmented(monkeypatch: pytest.MonkeyPatch, folder: Path, scan: Path) -> list[Result]:
    """Compute the cells of a scan with the toy segmenter; none fails."""
    monkeypatch.setattr(part("cells"), "segmenter", lambda model: make(Step("segmenter", "bright")))
    found = computed(folder, scan)
    assert [one.error for one in found] == ["", ""]
    return found


def counted(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let cells segment with the segmenter above; return what is told of every picture that it was given."""
    asked: list[float] = []

    class Counting:
        def segment(self, volume: Volume) -> LabelMap:
            asked.append(float(volume.data.std()))
            made = make(Step("segmenter", "bright"))
            assert isinstance(made, Segmenter)
            return made.segment(volume)

    monkeypatch.setattr(part("cells"), "segmenter", lambda model: Counting())
    return asked
