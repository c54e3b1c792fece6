"""Registration: known motions of the phantom are found again; what does not fit is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.grid import Grid, Point
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Volume
from ldct_studio.methods.demo import small_study
from ldct_studio.methods.loaders import open_study
from ldct_studio.physics import registration
from ldct_studio.physics.registration import register
from ldct_studio.physics.reslicing import resliced

MM, DEGREES = 0.5, 0.5


@cache
def phantom() -> Volume:
    """Return the noisy scan of the phantom on a coarse grid."""
    return small_study(128, 64).first


def moved(volume: Volume, truth: Rigid, grid: Grid) -> Volume:
    """Return another scan of the same patient on a grid, who lay as ``truth`` says."""
    turned = truth.matrix @ volume.grid.matrix
    lying = replace(
        volume.grid, origin=truth(volume.grid.origin), direction=tuple(float(v) for v in turned.ravel())
    )
    data = resliced(replace(volume, grid=lying), grid, slice(0, grid.shape[0]))
    return Volume(data.nan_to_num(-1000.0), grid)


def _shorter(grid: Grid) -> Grid:
    """Return a grid that ends before the patient does, between the slices of another."""
    return replace(grid.rows(12, 40), origin=(*grid.origin[:2], grid.origin[2] + 12.4 * grid.spacing[0]))


def middle(volume: Volume) -> Point:
    z, y, x = volume.grid.shape
    return volume.grid.patient(((z - 1) / 2, (y - 1) / 2, (x - 1) / 2))


@pytest.mark.parametrize(
    ("angles", "shift"),
    [((0.0, 0.0, 0.0), (4.3, -7.1, 3.2)), ((-4.0, 3.0, -8.0), (-25.0, 6.0, 14.0))],
)
def test_known_motions_are_found_again(angles: Point, shift: Point) -> None:
    current = phantom()
    truth = Rigid(angles, shift, middle(current))
    found = register(current, moved(current, truth, _shorter(current.grid)), Rigid())
    turn = found.rigid.matrix @ truth.matrix.T
    degrees = np.degrees(np.arccos(np.clip((np.trace(turn) - 1) / 2, -1, 1)))
    assert degrees < DEGREES
    assert float(np.linalg.norm(np.subtract(found.rigid(middle(current)), truth(middle(current))))) < MM
    assert found.after > 0.97 > found.before
    assert not found.in_plane


def test_a_single_slice_is_turned_and_moved_within_itself() -> None:
    current = phantom().rows(32, 1)
    truth = Rigid((0.0, 0.0, 6.0), (14.0, -9.0, 0.0), middle(current))
    other = moved(current, truth, current.grid)
    other = replace(other, grid=replace(other.grid, origin=(*other.grid.origin[:2], 55.0)))
    found = register(current, other, Rigid.between(middle(current), middle(other)))
    assert found.in_plane
    assert found.rigid.angles == pytest.approx((0, 0, 6), abs=DEGREES)
    x, y, z = found.rigid(middle(current))
    assert (x, y) == pytest.approx(truth(middle(current))[:2], abs=MM)
    assert z == pytest.approx(55.0)


def test_a_scan_that_lies_nowhere_better_stays_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    current = phantom().rows(32, 1)
    noise = 12 * torch.randn(current.data.shape, generator=torch.Generator().manual_seed(2))
    monkeypatch.setattr(registration, "_descended", lambda *_: Rigid(shift=(0.3, 0.0, 0.0)))
    found = register(current, current.made(current.data + noise), Rigid())
    assert found.rigid == Rigid()
    assert found.before == found.after > 0.99


@pytest.mark.parametrize("known", [True, False])
def test_few_slices_keep_a_known_height_and_else_find_the_slice(known: bool) -> None:
    whole = phantom()
    current, height = whole.rows(43, 1), whole.grid.spacing[0]
    other = replace(
        whole, grid=replace(whole.grid, origin=(whole.grid.origin[0] + 5, *whole.grid.origin[1:]))
    )
    start = Rigid() if known else Rigid.between(middle(current), middle(other))
    found = register(current, other, start, known=known)
    here = middle(current)
    assert found.in_plane
    assert found.step_mm == (0 if known else height)
    assert found.rigid(here)[0] == pytest.approx(here[0] + 5, abs=MM)
    assert found.rigid(here)[2] == pytest.approx(here[2], abs=1e-6 if known else 1.01 * height)


def test_another_modality_is_refused() -> None:
    other = replace(phantom(), modality="MR")
    with pytest.raises(GeometryError, match="Only CT is registered to CT"):
        register(phantom(), other, Rigid())


def test_what_shares_too_little_is_refused() -> None:
    grid = phantom().grid
    sliver = Volume(phantom().data[:, :, 60:66].contiguous(), replace(grid, shape=(64, 128, 6)))
    with pytest.raises(GeometryError, match="share less than 25%"):
        register(phantom(), sliver, Rigid())


def test_air_is_refused() -> None:
    with pytest.raises(GeometryError, match="nothing but air"):
        register(phantom(), phantom().made(torch.full_like(phantom().data, -1000.0)), Rigid())


def test_it_stops_where_nobody_waits() -> None:
    steps: list[int] = []
    with stop_when(lambda: len(steps) > 1), pytest.raises(Cancelled):
        register(phantom(), phantom().rows(12, 40), Rigid(), lambda done, total: steps.append(done))


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize("patient", ["A002304", "A027284", "A056642", "A058062"])
def test_two_exams_of_one_patient_get_more_alike(patient: str, shared_data: Path) -> None:
    files = sorted((shared_data / "ct_followup_slices" / patient).glob("*.dcm"))
    current, other = (open_study([file]).first for file in files)
    start = Rigid.between(middle(current), middle(other))
    found = register(current, other, start)
    assert found.in_plane
    assert found.after > max(0.5, found.before)
    assert found.rigid.degrees < 15
