"""Preparing: scans with other grids, gains and motion come out on one grid and one scale, or are refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.volume import Volume
from ldct_studio.methods.loaders import open_study
from ldct_studio.physics.contrast.brains import Brain, draw_brain
from ldct_studio.physics.contrast.enhancement import enhancement
from ldct_studio.physics.contrast.findings import Findings, find
from ldct_studio.physics.contrast.midline import Midline, find_midline
from ldct_studio.physics.contrast.preparing import Prepared, order_warning, prepare
from ldct_studio.physics.contrast.registering import resampled
from ldct_studio.physics.contrast.scans import Condition, image
from ldct_studio.physics.contrast.signal import Sequence, rician
from ldct_studio.physics.contrast.subtraction import subtract

SHAPE, VOXEL = (70, 88, 72), 2.5
MOTION = Rigid((2.0, -3.0, 4.0), (3.0, -2.0, 1.5))
GAIN = 1.07


@cache
def brain() -> Brain:
    return draw_brain(3, SHAPE, VOXEL)


@cache
def scans() -> tuple[Volume, Volume, Volume]:
    """Return a head before contrast, at a fifth of the dose, and at the standard dose; the last two moved."""
    z, y, x = (-(size - 1) / 2 * VOXEL for size in SHAPE)
    grid = Grid(SHAPE, (VOXEL,) * 3, (x, y, z))
    clean = [image(brain(), dose, Condition(0.2), Sequence()) for dose in (0.0, 0.2, 1.0)]
    unit, chance = float(clean[0].max()) / 800, torch.Generator().manual_seed(6)
    pre = Volume(rician(clean[0] / unit, 8.0, chance), grid, "MR")
    other = Grid((68, 80, 80), (2.6, 2.6, 2.2), (-86.0, -103.0, -86.0))
    lying = replace(
        grid, origin=MOTION(grid.origin), direction=tuple(float(v) for v in MOTION.matrix.ravel())
    )
    posts = []
    for one in clean[1:]:
        there, _ = resampled(Volume(one / unit / GAIN, lying, "MR"), other, Rigid())
        posts.append(replace(there, data=rician(there.data, 8.0, chance)))
    return pre, posts[0], posts[1]


@cache
def prepared() -> Prepared:
    pre, low, standard = scans()
    return prepare(pre, [low, standard], mask=brain().mask)


def test_everything_lies_on_the_grid_before_contrast_in_its_unit() -> None:
    found, (pre, *_) = prepared(), scans()
    assert found.pre.grid == found.mask.grid == pre.grid
    assert len(found.posts) == len(found.subtractions) == len(found.registrations) == 2
    for volume in (found.pre, *found.posts):
        assert (volume.grid, volume.modality, volume.data.dtype) == (pre.grid, "MR", torch.float32)
        assert bool(volume.data.isfinite().all())
    inside = found.mask.data == 1
    assert found.mask.labels[0].name == "Brain"
    assert float(found.pre.data[inside].quantile(0.95)) == pytest.approx(1.0, abs=1e-3)
    assert float((inside & ~brain().mask).sum()) == 0
    assert float(inside.sum()) > 0.97 * float(brain().mask.sum())
    assert found.warnings == ()


def test_the_gain_and_the_enhancement_are_those_that_were_put_in() -> None:
    found, (pre, *_) = prepared(), scans()
    before, *after = (image(brain(), dose, Condition(0.2), Sequence()) for dose in (0.0, 0.2, 1.0))
    unit = float(before.max()) / 800 * found.subtractions[0].quantile
    assert pre.grid == found.pre.grid
    for pair, clean in zip(found.subtractions, after, strict=True):
        # Healthy brain enhances as well, by 5 % at the standard dose, which no gain can tell.
        assert 0.93 < pair.gain / GAIN < 1.01
        # What voxels share with their neighbors stays where the head is laid onto other voxels.
        truth, seen = (_mean_of_3(one * pair.mask) for one in ((clean - before) / unit, pair.difference))
        truth, seen = truth[pair.mask], seen[pair.mask]
        slope = float(((truth - truth.mean()) * seen).sum() / (truth - truth.mean()).square().sum())
        assert slope == pytest.approx(1.0, abs=0.12)


def _mean_of_3(values: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.avg_pool3d(values[None, None], 3, 1, 1)[0, 0]


def test_a_brain_is_found_where_no_mask_is_given_and_voxels_outside_a_scan_are_left_out() -> None:
    pre, low, _ = scans()
    cut = replace(low, data=low.data[20:].contiguous(), grid=low.grid.rows(20, 48))
    told: list[tuple[int, int]] = []
    found = prepare(pre, [cut], lambda done, total: told.append((done, total)))
    inside = found.mask.data == 1
    assert 0.5 < float((inside & brain().mask).sum() / brain().mask.sum()) < 0.95
    assert not bool(inside[:12].any())
    assert any("of the brain lies within the other scan" in warning for warning in found.warnings)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_what_cannot_be_compared_is_refused_in_one_sentence() -> None:
    pre, low, _ = scans()
    mask = brain().mask
    with pytest.raises(GeometryError, match="no scan after contrast"):
        prepare(pre, [])
    with pytest.raises(GeometryError, match="The scan after contrast is CT in HU"):
        prepare(pre, [replace(low, modality="CT")])
    disguised = replace(low, data=torch.where(low.data < 100, -1000.0, 40.0))
    with pytest.raises(GeometryError, match="The scan after contrast is CT in HU"):
        prepare(pre, [disguised])
    broken = pre.data.clone()
    broken[3, 3, 3] = float("nan")
    with pytest.raises(GeometryError, match="before contrast holds values that are no numbers"):
        prepare(replace(pre, data=broken), [low])
    with pytest.raises(GeometryError, match="after contrast is empty"):
        prepare(pre, [replace(low, data=torch.zeros_like(low.data))])
    flat = replace(low.rows(30, 3), data=low.data[30:33].contiguous())
    with pytest.raises(GeometryError, match=r"The scan after contrast has too few slices \(3\)"):
        prepare(pre, [flat], mask=mask)
    with pytest.raises(GeometryError, match="Two of the scans hold the same values"):
        prepare(pre, [pre], mask=mask)
    with pytest.raises(GeometryError, match="The brain mask is empty"):
        prepare(pre, [low], mask=torch.zeros_like(mask))
    with pytest.raises(GeometryError, match="other voxels than"):
        prepare(pre, [low], mask=mask[1:])


def test_swapped_scans_are_told() -> None:
    right, spacing = prepared().subtractions[1], prepared().pre.grid.spacing
    assert order_warning(right, spacing) == ""
    swapped = subtract(right.post, right.pre, right.mask, spacing)
    assert "gets darker after contrast" in order_warning(swapped, spacing)
    still = subtract(right.pre, right.pre + 1e-3 * torch.randn_like(right.pre), right.mask, spacing)
    assert order_warning(still, spacing) == ""


def test_it_stops_where_nobody_waits() -> None:
    pre, low, _ = scans()
    with stop_when(lambda: True), pytest.raises(Cancelled):
        prepare(pre, [low], mask=brain().mask)


# A box around the enhancing rim in the right frontal lobe of TCGA-FG-6692, in voxels of the scan before
# contrast, as seen in pictures of it. The right frontal tumor of TCGA-DU-7294 stays dark.
RIM = (slice(15, 20), slice(70, 103), slice(54, 93))


def _real(folder: Path, patient: str) -> tuple[Prepared, Findings]:
    files = (folder / "mri_pre_post_gd" / patient / f"{name}.nii.gz" for name in ("t1", "t1c"))
    pre, post = (open_study([file]).first for file in files)
    found = prepare(pre, [post])
    return found, find(found.subtractions[0], found.pre.grid)


def _on_the_other_side(box: tuple[slice, ...], grid: Grid, midline: Midline) -> torch.Tensor:
    """Return the voxels whose mirrored place lies within a box, (z, y, x), bool."""
    index = np.stack(np.meshgrid(*[np.arange(size) for size in grid.shape], indexing="ij"), -1)
    steps = (index * np.asarray(grid.spacing)).reshape(-1, 3)[:, ::-1]
    there = midline.mirrored(steps @ grid.matrix.T + np.asarray(grid.origin))
    back = np.linalg.solve(grid.matrix, (there - np.asarray(grid.origin)).T)[::-1]
    places = np.rint(back / np.asarray(grid.spacing)[:, None]).astype(int)
    ends = zip(places, box, strict=True)
    inside = np.logical_and.reduce([(place >= part.start) & (place < part.stop) for place, part in ends])
    return torch.from_numpy(inside.reshape(grid.shape))


@pytest.mark.data
def test_the_enhancing_rim_of_a_real_patient_stands_out(shared_data: Path) -> None:
    found, findings = _real(shared_data, "TCGA-FG-6692")
    pair, grid = found.subtractions[0], found.pre.grid
    ce = enhancement(pair)
    mirror = _on_the_other_side(RIM, grid, find_midline(found.pre, pair.mask)) & pair.mask
    box = torch.zeros_like(pair.mask)
    box[RIM] = True
    box &= pair.mask
    assert 0.7 < float(mirror.sum() / box.sum()) < 1.3
    assert float(ce[box].mean()) > 3 * float(ce[mirror].mean())
    assert findings.enhances
    assert findings.found[0].volume_ml > 2
    assert float((findings.labels == 1)[box].sum()) > 0.95 * float((findings.labels == 1).sum())
    one_sided = torch.where(
        findings.labels > 0, ce, 0
    )  # the brightest of all voxels are those of the sinuses
    assert bool(box[_place(one_sided)])
    laid = found.registrations[0]
    assert laid.after > 2 * laid.before
    assert 5 < laid.displacement_mm[0] < 12
    (warning,) = found.warnings
    assert "difference drifts by 0." in warning


def _place(image: torch.Tensor) -> tuple[int, ...]:
    return tuple(int(at) for at in np.unravel_index(int(image.argmax()), image.shape))


@pytest.mark.data
def test_a_real_tumor_that_does_not_enhance_says_so(shared_data: Path) -> None:
    found, findings = _real(shared_data, "TCGA-DU-7294")
    assert not findings.enhances
    assert findings.all_ml > 20, "sinuses, plexus and dura do"
    laid = found.registrations[0]
    assert laid.after > laid.before
    assert laid.likeness > 0.8
    assert found.warnings == ()
    tumor = (slice(20, 25), slice(150, 200), slice(180, 225))
    assert float(enhancement(found.subtractions[0])[tumor].mean()) < 0.02


@pytest.mark.data
@pytest.mark.slow
def test_two_real_patients_do_not_look_alike(shared_data: Path) -> None:
    folder = shared_data / "mri_pre_post_gd"
    pre = open_study([folder / "TCGA-FG-6692" / "t1.nii.gz"]).first
    post = open_study([folder / "TCGA-DU-7294" / "t1c.nii.gz"]).first
    warning = prepare(pre, [post]).warnings[0]
    assert "check that they are of the same patient" in warning
