"""RT structure sets: contours become the voxels that they enclose, or a sentence says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch

from ldct_studio.core.errors import GeometryError, LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io import dicom_labels
from ldct_studio.io.contour_filling import filled
from ldct_studio.io.labels import OpenedLabels
from ldct_studio.io.opening import open_labels, open_paths
from ldct_studio.io.structures_opening import drawn_on
from tests.io.label_files import circle, read, started, write_scan, write_structures

Array = npt.NDArray[Any]
GRID = Grid((8, 60, 64), (2.0, 0.8, 0.7), (-20.0, -24.0, 100.0))
FRAME = "1.2.3"
Onto = Callable[..., OpenedLabels]


@pytest.fixture(scope="module")
def onto() -> Iterator[Onto]:
    """Return a function that opens a file onto the grid; all through one reader process, for speed."""
    with started() as readers:
        yield lambda path, frame=FRAME: read(readers, path, GRID, frame)


def shifted(points: Array, x: float = 0, y: float = 0, z: float = 0) -> Array:
    moved: Array = points + np.array([x, y, z])
    return moved


def levels(*slices: float) -> list[float]:
    return [100.0 + 2.0 * n for n in slices]


def area(mask: Array) -> float:
    """Return mm² of a slice."""
    return float(mask.sum()) * 0.8 * 0.7


def test_a_cylinder_with_a_hole_has_its_area_place_name_and_color(tmp_path: Path, onto: Onto) -> None:
    ring = [circle(3.0, -1.5, z, r) for z in levels(2, 3, 4) for r in (15.0, 6.0)]
    found = onto(write_structures(tmp_path / "rs.dcm", {"Bowel wall": ring}, FRAME))
    assert found.title == "Plan"
    assert found.notes == ()
    assert [(one.name, one.color) for one in found.only.labels] == [("Bowel wall", "#008005")]
    mask = found.only.data.numpy() > 0
    assert [bool(one.any()) for one in mask] == [False, False, True, True, True, False, False, False]
    rim = 2 * np.pi * 21 * 0.75 / 2
    assert area(mask[2]) == pytest.approx(np.pi * (15**2 - 6**2), abs=0.1 * rim)
    z, y, x = np.argwhere(mask).mean(axis=0)
    assert GRID.patient((z, y, x)) == pytest.approx((3.0, -1.5, 106.0), abs=0.05)
    y, x = np.meshgrid(-24 + 0.8 * np.arange(60), -20 + 0.7 * np.arange(64), indexing="ij")
    radius = np.hypot(x - 3.0, y + 1.5)
    assert np.array_equal(mask[3], (radius < 15) & (radius > 6))


def test_structures_that_overlap_and_one_within_another_keep_all_voxels(tmp_path: Path, onto: Onto) -> None:
    inner, outer = circle(0, 0, levels(3)[0], 4.0), circle(0, 0, levels(3)[0], 12.0)
    found = onto(write_structures(tmp_path / "rs.dcm", {"Body": [outer], "GTV": [inner]}, FRAME))
    assert [labels.labels[0].name for labels in found.maps] == ["Body", "GTV"]
    body, tumor = (labels.data.numpy() > 0 for labels in found.maps)
    assert (body & tumor).sum() == tumor.sum() > 80


def test_areas_side_by_side_share_no_pixel_and_leave_out_none() -> None:
    left = np.array([[0, 0], [0, 5], [9, 5], [9, 0]], np.float64)
    right = np.array([[0, 5], [0, 10], [9, 10], [9, 5]], np.float64)
    both = filled([left], (12, 12)).astype(int) + filled([right], (12, 12))
    assert np.array_equal(both, filled([left, right], (12, 12)))
    assert both.sum() == 90
    keyhole = np.array([[1, 1], [1, 9], [9, 9], [9, 1], [1, 1], [3, 3], [6, 3], [6, 6], [3, 6], [3, 3]])
    hole = filled([keyhole.astype(float)], (12, 12))
    assert hole.sum() == 64 - 9


def test_filling_is_that_of_scikit_image() -> None:
    from skimage.measure import grid_points_in_poly

    random = np.random.default_rng(3)
    for _ in range(20):
        ring = random.uniform(-3, 33, (17, 2))  # it crosses itself and leaves the picture
        assert np.array_equal(filled([ring], (30, 31)), grid_points_in_poly((30, 31), ring))


def test_a_contour_that_is_written_twice_is_one(tmp_path: Path, onto: Onto) -> None:
    one = circle(0, 0, levels(3)[0], 8.0)
    found = onto(write_structures(tmp_path / "rs.dcm", {"GTV": [one, one]}, FRAME))
    assert area(found.only.data[3].numpy() > 0) == pytest.approx(np.pi * 64, rel=0.02)


@pytest.mark.parametrize(
    ("slices", "filled_slices", "off"),
    [
        ((2.5, 3.5, 4.5), [3, 4, 5], True),  # halfway: each plane in one slice
        ((2.0, 4.0, 6.0), [2, 3, 4, 5, 6, 7], True),  # planes 4 mm apart fill 2 mm slices
        ((2.02, 3.0, 3.98), [2, 3, 4], False),
        ((2.0, 2.5, 3.0, 3.5), [2, 3], True),  # finer than slices
        ((1.0, 7.0), [1, 7], False),  # 12 mm apart: two lesions
        ((4.0,), [4], False),
    ],
)
def test_a_slice_takes_the_nearest_plane(
    tmp_path: Path, onto: Onto, slices: tuple[float, ...], filled_slices: list[int], off: bool
) -> None:
    rings = [circle(0, 0, z, 8.0, 90) for z in levels(*slices)]
    found = onto(write_structures(tmp_path / "rs.dcm", {"GTV": rings}, FRAME))
    mask = found.only.data.numpy() > 0
    assert [n for n in range(8) if mask[n].any()] == filled_slices
    assert found.notes == (
        ("Contours lie off the slices; each slice took the nearest ones: “GTV”.",) if off else ()
    )


def test_contours_across_other_axes_and_tilted_grids_are_drawn() -> None:
    sagittal = shifted(circle(0, 0, 0, 6.0)[:, [2, 0, 1]], x=1, z=107)
    drawn = drawn_on(GRID, [sagittal])
    assert (drawn.axis, list(drawn.planes)) == (2, [30])
    assert drawn.planes[30].sum() * 0.8 * 2.0 == pytest.approx(np.pi * 36, rel=0.05)
    angle = np.radians(15)
    turn = np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])
    tilted = Grid(GRID.shape, GRID.spacing, (0.0, 0.0, 0.0), tuple(turn.ravel()))
    along = (circle(20, 20, 6.0, 9.0)) @ turn.T
    drawn = drawn_on(tilted, [along])
    assert (drawn.axis, list(drawn.planes), drawn.exact) == (0, [3], True)
    with pytest.raises(LoadError, match="oblique"):
        drawn_on(GRID, [along])


def test_points_oblique_and_far_ones_are_named_and_the_rest_is_shown(tmp_path: Path, onto: Onto) -> None:
    good = circle(0, 0, levels(3)[0], 8.0, 90)
    oblique = shifted(good @ np.array([[1, 0, 0], [0, 0.9, 0.44], [0, -0.44, 0.9]]), y=45, z=10)
    regions = {
        "GTV": [good],
        "Oblique": [oblique],
        "Far": [shifted(good, x=500)],
        "Edge": [shifted(good, x=-22)],
        "Tiny": [circle(0.35, 0.35, levels(3)[0], 0.01, 9)],
        "Marks": [good[:1], good[:40], good[:2]],
    }
    path = write_structures(tmp_path / "rs.dcm", regions, FRAME, ("POINT", "OPEN_PLANAR"))
    found = onto(path)
    assert [one.name for labels in found.maps for one in labels.labels] == ["GTV", "Edge"]
    assert found.notes[:5] == (
        "“Oblique” was left out: it has contours that are oblique to the slices of the volume.",
        "Points and open contours, which enclose nothing, are left out: “Marks”.",
        "Parts outside of the volume are left out: “Edge”.",
        "Structures outside of the volume are left out: “Far”.",
        "Structures that hold no center of a voxel are left out: “Tiny”.",
    )


def test_of_another_scan_or_place_it_is_refused(tmp_path: Path, onto: Onto) -> None:
    good = circle(0, 0, levels(3)[0], 8.0, 90)
    path = write_structures(tmp_path / "rs.dcm", {"GTV": [good]}, FRAME)
    with pytest.raises(GeometryError, match="another frame of reference"):
        onto(path, "1.2.4")
    assert "positions alone" in onto(path, "").notes[0]
    with pytest.raises(GeometryError, match="do not overlap"):
        onto(write_structures(tmp_path / "far.dcm", {"GTV": [shifted(good, z=900)]}, FRAME))
    with pytest.raises(LoadError, match=r"no closed contour to show. Points .* “GTV”"):
        onto(write_structures(tmp_path / "empty.dcm", {"GTV": []}, FRAME))


def test_hostile_contours_cost_a_sentence(
    tmp_path: Path, onto: Onto, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = circle(0, 0, levels(3)[0], 8.0, 90)
    text = write_structures(tmp_path / "rs.dcm", {"GTV": [good], "Bad": [shifted(good, x=5)]}, FRAME)
    last = f"{good[-1, 2]:.4f}".encode()
    raw = text.read_bytes()
    place = raw.rindex(last)
    for n, value in enumerate((b"nan     ", b"1e300   ", b"x       ", b"1\\2     ")):
        bad = tmp_path / f"bad{n}.dcm"
        bad.write_bytes(raw[:place] + value[: len(last)] + raw[place + len(last) :])
        found = onto(bad)
        assert [one.name for one in found.only.labels] == ["GTV"]
        assert found.notes[0].startswith("“Bad” was left out: it is broken: a ")
    monkeypatch.setattr(dicom_labels, "MOST_POINTS", 80)
    with pytest.raises(LoadError, match="more than 80 points"):
        dicom_labels.read_contours(text, 1, lambda shape: np.empty(shape, np.float32))
    zigzag = np.column_stack([np.tile([0.0, 4000.0], 3000), np.arange(6000) % 7])
    with pytest.raises(LoadError, match="16 million"):
        filled([zigzag], (4096, 4096))
    many = {f"R{n}": [] for n in range(4097)}
    with pytest.raises(LoadError, match="more than 4,096 structures"):
        onto(write_structures(tmp_path / "many.dcm", many, FRAME))


def test_beside_its_series_it_opens_by_itself(tmp_path: Path) -> None:
    slices = write_scan(tmp_path, GRID)
    good = circle(0, 0, levels(3)[0], 8.0, 90)
    write_structures(tmp_path / "rs.dcm", {"GTV": [good]}, str(slices[0].FrameOfReferenceUID))
    write_structures(tmp_path / "other.dcm", {"GTV": [good]}, FRAME)
    study = open_paths([tmp_path])
    assert list(study.labels) == ["Plan"]
    left = [sentence for sentence in study.facts.warnings if "dcm”" in sentence]
    assert len(left) == 1
    assert "“other.dcm” was left out" in left[0]
    assert "CANARY" not in left[0]


@pytest.mark.data
def test_a_real_tumor_is_that_of_its_mask_voxel_for_voxel(shared_data: Path) -> None:
    folder = shared_data / "ct_sarcoma_gtv"
    study = open_paths([folder / "dicom_CT"])
    truth = open_labels(folder / "CT_mask.nii.gz", study.first)
    assert truth.notes == ()
    (found,) = study.labels.values()
    assert torch.equal(found.data > 0, truth.only.data > 0)
    assert [(one.name, one.color) for one in found.labels] == [("GTV_Mass_CT", "#FF0000")]


@pytest.mark.data
def test_other_real_structure_sets_open_or_say_why_not(shared_data: Path) -> None:
    folder = shared_data / "dicom_odd"
    study = open_paths([folder / "rt_utils"])
    labels = study.labels["RTstruct"].labels
    assert [one.name for one in labels] == ["ROI-1", "ROI-2", "ROI-3", "ROI-4"]
    assert any("Parts outside of the volume" in sentence for sentence in study.facts.warnings)
    frame = "1.2.826.0.1.3680043.8.498.2010020400001.2"
    grid = Grid((5, 60, 60), (10.0, 10.0, 10.0), (-295.0, -295.0, -200.0))
    found = open_labels(
        folder / "pydicom" / "rtstruct.dcm", Volume(torch.zeros(grid.shape), grid), frame_of_reference=frame
    )
    assert [one.name for one in found.only.labels] == ["patient"]
    assert "“Isocenter 1”, “Isocenter 2”" in " ".join(found.notes)
    with pytest.raises(GeometryError, match="frame of reference"):
        open_labels(
            folder / "pydicom" / "rtstruct.dcm",
            study.first,
            frame_of_reference=study.facts.frame_of_reference,
        )
