"""A small scan on disk, and a scene in which nothing is as at the first start."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import torch

from ldct_studio.core.dose import Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.marks import Angle, Profile, Ruler
from ldct_studio.core.origin import Origin
from ldct_studio.core.roi import Circle, Ellipse, Freehand, Rectangle
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui.pane import FBP, ORGANS, RESCAN, TV, Pane, View
from ldct_studio.gui.scene import Domain, Scene
from ldct_studio.io.save import save_labels_nifti, save_nifti

GRID = Grid((4, 48, 64), (2.5, 1.5, 1.5), (-37.0, 21.0, -110.0))


def volume(add: float = 0.0) -> Volume:
    """Return a disc of water with noise of its own, in air."""
    generator = torch.Generator().manual_seed(3)
    data = torch.full(GRID.shape, -1000.0)
    y, x = torch.meshgrid(torch.arange(48.0), torch.arange(64.0), indexing="ij")
    inside = ((x - 32) / 28) ** 2 + ((y - 24) / 20) ** 2 < 1
    noise = 12 * torch.randn(GRID.shape, generator=generator)
    data[:, inside] = 40 + add + noise[:, inside]
    return Volume(data.round(), GRID)


def write_scan(folder: Path, add: float = 0.0) -> Path:
    """Write the scan into a folder of its own, without labels beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_nifti(volume(add), folder / "scan.nii.gz")
    return folder / "scan.nii.gz"


def write_labels(folder: Path) -> Path:
    """Write a label map of one structure on the scan's grid."""
    folder.mkdir(parents=True, exist_ok=True)
    data = torch.zeros(GRID.shape, dtype=torch.int16)
    data[1:3, 20:28, 28:36] = 1
    save_labels_nifti(LabelMap(data, GRID, (Label(1, "Liver", "#AA0000"),)), folder / "organs.nii.gz")
    return folder / "organs.nii.gz"


def study(path: Path | None = None) -> Study:
    """Return the scan as a case that was opened from a path."""
    origin = Origin(() if path is None else (str(path),))
    scan = Scan((2e5,), 4.0, source="estimated", noise=12.0)
    return Study("scan", {"scan": volume()}, scan=scan, path=str(path or ""), origin=origin)


def full_scene(of: Study) -> Scene:
    """Return a scene of the study in which the fields differ from those of a new one."""
    low = (RESCAN, FBP)
    panes = (
        Pane(Lane("Reference", row=1), View(80.0, 35.0, 2.5, invert=True)),
        Pane(Lane("FBP", low)),
        Pane(Lane("TV", (*low, TV.replace(strength=0.2)))),
        Pane(Lane("FBP − reference", low, minus=())),
        Pane(Lane("Lost", (*low, Step("denoiser", "nobody", (("deep", True), ("rate", 1e-3)))))),
    )
    scene = replace(Scene().opened(of), panes=panes)
    return replace(
        scene,
        row=2,
        scan=Scan((3e4,), source="user", note="set by the user"),
        scan_volume="scan",
        fraction=0.31,
        simulator=RESCAN,
        seed=4242,
        auto=False,
        rows=2,
        columns=3,
        active=3,
        view=View(350.0, 40.0, 1.5, (-20.0, 60.0, -105.0)),
        difference_width=120.0,
        compare="swipe",
        swipe=0.3,
        tool="freehand",
        crosshair=(-5.0, 55.0, -107.5),
        overlay=False,
        opacity=0.4,
        hidden=frozenset({("organs", 1), ("", 4)}),
        segmenter=ORGANS,
        label="Liver",
        domain=Domain("disc", None),
        rois=(
            Ellipse("Liver", (0.0, 55.0, -107.5), 8.0, 6.0),
            Circle("Spleen", (5.0, 55.0, -107.5), 4.0),
            Rectangle("Air", (0.0, 55.0, -107.5), 8.0, 6.0, "coronal"),
            Freehand("Free", (0.0, 55.0, -107.5), ((-3.0, -3.0), (3.0, -3.0), (0.0, 3.0))),
        ),
        roi=1,
        marks=(
            Ruler("1", ((0.0, 50.0, -107.5), (9.0, 50.0, -107.5))),
            Angle("2", ((0.0, 50.0, -107.5), (9.0, 50.0, -107.5), (0.0, 60.0, -107.5))),
            Profile("3", ((0.0, 50.0, -107.5), (9.0, 58.0, -107.5))),
        ),
        mark=2,
        workspace="review",
        job="2026-11-20_153000_small_denoiser",
    )


def same(one: Scene, other: Scene) -> list[str]:
    """Return the names of the fields in which two scenes differ, the voxels left out."""
    names = [f.name for f in fields(Scene) if f.name != "study"]
    return [name for name in names if getattr(one, name) != getattr(other, name)]
