"""The demo study: a simulated scan of the synthetic abdomen, with its truth beside it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

import torch

from ..core.cancel import check, stop_when
from ..core.device import device
from ..core.dose import Apodization, Exposure, Scan
from ..core.errors import StudioError
from ..core.grid import Grid
from ..core.progress import Progress
from ..core.study import Facts, Study
from ..core.volume import Label, LabelMap, Volume
from ..io.save import save_labels_nifti, save_nifti
from ..physics import abdomen
from ..physics.attenuation import hu_to_mu, mu_to_hu
from ..physics.fbp import fbp
from ..physics.noise import normal_field, photon_noise
from ..physics.projector import project
from ..physics.rows import geometry_of, pixel_of, size_of
from . import demo_cache

PHOTONS = 1e6
"""Photons per ray of the demo scan."""
ELECTRONIC = 5.0
"""Electronic noise of the demo scan in photons (SD)."""
SEED = 2026
"""Seed of the noise in the demo scan."""
STEP = 0.125
"""The voxels of the demo are whole multiples of this many HU, so made and loaded ones are the same."""
SCAN, TRUTH = "Demo scan", "Noise-free truth"
"""The names of the two volumes."""
OPENING_ROW = 96
"""The slice that is shown first: the middle one, with three lesions in the liver."""
_WINDOW = Apodization("hann")
_BATCH = 16
_PALETTE = ("#49E4FD", "#FDE425", "#EC009D", "#7BF7E1", "#FF8308", "#D4EC9F", "#E989A7", "#42B0EA")

Report = Callable[[Progress], None]


@dataclass(frozen=True)
class Voxels:
    """All voxels of the demo: HU int16 in steps of ``STEP``, labels uint8; each (z, y, x)."""

    scan: torch.Tensor
    truth: torch.Tensor
    organs: torch.Tensor
    lesions: torch.Tensor


def demo_study(
    on_progress: Report = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Study:
    """Return the demo study (192 × 512 × 512, 1 mm slices), loaded from the cache or made and cached.

    ``on_progress`` hears first of the opening slice with its picture. Raises ``Cancelled``.
    """
    grid = abdomen.demo_grid()
    with stop_when(cancelled):
        stored = demo_cache.load(4, grid.shape)
        voxels = Voxels(*stored) if stored else _make_and_keep(grid, on_progress)
    study = _study(grid, voxels)
    row = OPENING_ROW
    picture = study.first.data[row].numpy()
    on_progress(Progress(grid.shape[0], grid.shape[0], "The demo is ready.", (row, picture)))
    return study


def small_study(size: int = 128, slices: int = 24) -> Study:
    """Return the same anatomy and scan on a coarse grid, for quick tests: never cached."""
    grid = abdomen.demo_grid(size, slices)
    return _study(grid, _make(grid, lambda progress: None))


def demo_files(folder: Path, study: Study | None = None) -> list[Path]:
    """Write scan, truth, labels (NIfTI) and the table of lesions (CSV) into a folder; return the files.

    Raises StudioError where they cannot be written.
    """
    demo = demo_study() if study is None else study
    try:
        folder.mkdir(parents=True, exist_ok=True)
        table = folder / "truth.csv"
        with table.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(truth_rows(demo))
    except OSError as error:
        raise StudioError(
            f"The folder {folder} cannot be written ({error.strerror or error}); choose another."
        ) from None
    files = [table]
    for name, stem in ((SCAN, "volume"), (TRUTH, "truth")):
        files.append(folder / f"{stem}.nii.gz")
        save_nifti(demo.volumes[name], files[-1])
    for name, labels in demo.labels.items():
        files.append(folder / f"{name.lower()}.nii.gz")
        save_labels_nifti(labels, files[-1])
    return files


def truth_rows(study: Study) -> list[tuple[str, ...]]:
    """Return the table of lesions, header first: name, center in LPS mm, diameter in mm, contrast in HU."""
    rows: list[tuple[str, ...]] = [("name", "x_mm", "y_mm", "z_mm", "diameter_mm", "contrast_hu")]
    for item in study.truth:
        rows.append((item.name, *(f"{v:g}" for v in (*item.center, item.diameter, item.contrast))))
    return rows


def _make_and_keep(grid: Grid, on_progress: Report) -> Voxels:
    voxels = _make(grid, on_progress)
    demo_cache.keep((voxels.scan, voxels.truth, voxels.organs, voxels.lesions))
    return voxels


def _make(grid: Grid, on_progress: Report) -> Voxels:
    """Draw and scan all slices, the opening one first."""
    count = grid.shape[0]
    first = count // 2
    preview = scanned(grid, first, 1).scan[0].float().mul_(STEP).numpy()
    on_progress(Progress(1, count, "Making the demo scan.", (first, preview)))
    parts = []
    for start in range(0, count, _BATCH):
        check()
        stop = min(start + _BATCH, count)
        parts.append(scanned(grid, start, stop - start))
        on_progress(Progress(stop, count, "Making the demo scan."))
    return Voxels(*(torch.cat([getattr(p, f.name) for p in parts]) for f in fields(Voxels)))


def scanned(grid: Grid, start: int, count: int) -> Voxels:
    """Return some slices, drawn and scanned: each voxel depends on the grid and its place alone."""
    hu, organs, lesions = abdomen.draw(grid, start, count)
    geometry, pixel, size = geometry_of(grid), pixel_of(grid), size_of(grid)
    p = project(hu_to_mu(hu.to(device())), geometry, pixel)
    for i in range(count):
        p[i] = photon_noise(p[i], PHOTONS, ELECTRONIC, normal_field(SEED, start + i, geometry))
    scan = mu_to_hu(fbp(p, geometry, size, pixel, _WINDOW)).cpu()
    return Voxels(_steps(scan), _steps(hu), organs, lesions)


def _steps(hu: torch.Tensor) -> torch.Tensor:
    return (hu / STEP).round_().clamp_(-32768, 32767).to(torch.int16)


def _study(grid: Grid, voxels: Voxels) -> Study:
    scan = Volume(voxels.scan.float().mul_(STEP), grid)
    truth = Volume(voxels.truth.float().mul_(STEP), grid)
    names = tuple(
        Label(value, f"{item.name}: {item.diameter:g} mm, {item.contrast:+g} HU".replace("-", "−"), color)
        for value, (item, color) in enumerate(zip(abdomen.truth(), _PALETTE, strict=True), 1)
    )
    return Study(
        noise_free=(TRUTH,),
        name="Demo abdomen",
        volumes={SCAN: scan, TRUTH: truth},
        labels={
            "Organs": LabelMap(voxels.organs, grid, abdomen.ORGANS),
            "Lesions": LabelMap(voxels.lesions, grid, names),
        },
        scan=_scan(_liver_noise(scan, truth, voxels.organs)),
        facts=Facts(
            description="Synthetic abdomen, portal venous phase",
            body_part="ABDOMEN",
            scanner="Simulated parallel beam",
            slice_thickness=grid.spacing[0],
            windows=((400.0, 40.0),),
        ),
        truth=abdomen.truth(),
    )


def _liver_noise(scan: Volume, truth: Volume, organs: torch.Tensor) -> float:
    """Return the SD in HU of scan minus truth in the liver of the opening slice, robust to its edges."""
    row = scan.grid.shape[0] // 2
    noise = (scan.data[row] - truth.data[row])[organs[row] == 1]
    return float((noise - noise.median()).abs().median() * 1.4826)


def _scan(noise: float) -> Scan:
    return Scan(
        photons=(PHOTONS,),
        electronic=ELECTRONIC,
        apodization=_WINDOW,
        source="known",
        noise=noise,
        note="simulated scan: 10⁶ photons per ray",
        exposure=Exposure(
            kvp=120.0,
            mas=200.0,
            mas_as_recorded=False,
            ctdi_vol=13.5,
            ctdi_phantom_cm=32,
            kernel="Hann",
        ),
    )
