"""Synthetic patients: the same for the same seed, plausible, and labeled truly."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest
import torch

from ldct_studio.physics.patients import LABELS, Drawn, Patient, draw, patient, reproduction_patient
from ldct_studio.physics.patients.warp import at_rest

VALUE = {label.name: label.value for label in LABELS}
SIZE = 128


@cache
def drawn(seed: int, kind: str, z: float | None = None) -> tuple[Patient, Drawn]:
    """Return a patient with one slice, near the middle of the liver or of the heart."""
    made = patient(seed, "abdomen") if kind == "abdomen" else patient(seed, "chest")
    height = (15.0 if kind == "abdomen" else 30.0) * made.shape.size if z is None else z
    return made, draw(made, SIZE, [height])


def eroded(mask: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.max_pool2d(1 - mask[:, None].float(), 5, 1, 2)[:, 0] == 0


def median(made: Drawn, name: str) -> float:
    mask = eroded(made.organs == VALUE[name]) & (made.lesions == 0)
    assert int(mask.sum()) > 10, f"no {name}"
    return float(made.hu[mask].median())


@pytest.mark.parametrize("kind", ["abdomen", "chest"])
def test_the_same_seed_gives_the_same_slices_in_any_order(kind: str) -> None:
    first, one = drawn(3, kind)
    again = draw(patient(3, kind), SIZE, [-5.0 + one.z[0], one.z[0]])  # type: ignore[arg-type]
    assert patient(3, kind) == first  # type: ignore[arg-type]
    assert torch.equal(again.hu[1], one.hu[0])
    assert torch.equal(again.organs[1], one.organs[0])
    assert torch.equal(again.lesions[1], one.lesions[0])
    other = draw(patient(4, kind), SIZE, [one.z[0]])  # type: ignore[arg-type]
    assert float((other.hu - one.hu).abs().mean()) > 20


def test_a_seed_means_the_same_patient_tomorrow() -> None:
    """Written down once: what a training learned from can be drawn again."""
    made = patient(5)
    assert (made.region, made.tissue.phase, len(made.lesions)) == ("abdomen", "unenhanced", 22)
    assert made.shape.size == pytest.approx(0.7461318264303931)


def test_a_seed_is_of_the_region_asked_for() -> None:
    regions = [patient(seed).region for seed in range(40)]
    assert 12 < regions.count("abdomen") < 36
    assert {patient(seed, "chest").region for seed in range(5)} == {"chest"}


def test_many_slices_are_spread_over_the_reach() -> None:
    low, high = 10.0, 16.0
    made = replace(patient(1, "abdomen"), reach=(low, high))
    heights = draw(made, 32, 3).z
    assert heights == pytest.approx([low + (high - low) * share for share in (1 / 6, 1 / 2, 5 / 6)])


@pytest.mark.parametrize("seed", range(6))
def test_organs_have_the_hu_of_their_phase(seed: int) -> None:
    made, slices = drawn(seed, "abdomen")
    for name in ("Liver", "Spleen"):
        assert median(slices, name) == pytest.approx(made.tissue.organs[VALUE[name]], abs=6), name
    assert slices.hu.dtype == torch.float32
    assert slices.organs.dtype == slices.lesions.dtype == torch.uint8
    assert float(slices.hu.min()) >= -1000


def test_phases_differ_as_contrast_agent_does() -> None:
    found = {made.tissue.phase: made.tissue.organs for made in (patient(s, "abdomen") for s in range(60))}
    aorta, liver = VALUE["Aorta"], VALUE["Liver"]
    assert set(found) == {"unenhanced", "arterial", "portal venous", "delayed"}
    assert found["arterial"][aorta] > found["portal venous"][aorta] > found["unenhanced"][aorta]
    assert found["portal venous"][liver] > found["arterial"][liver]
    assert all(45 <= hu[liver] <= 120 for hu in found.values())


@pytest.mark.parametrize("kind", ["abdomen", "chest"])
def test_bone_and_lung_are_labeled_where_they_are(kind: str) -> None:
    _, slices = drawn(2, kind, 32.0 if kind == "abdomen" else None)
    bone, lung = slices.organs == VALUE["Bone"], slices.organs == VALUE["Lung"]
    assert int(bone.sum()) > 60
    assert float(slices.hu[bone].median()) > 130
    assert float((slices.hu > 350)[~bone].float().mean()) < 0.02, "most of what is that dense is bone"
    assert int(lung.sum()) > (40 if kind == "abdomen" else 900)
    assert -920 < float(slices.hu[lung].median()) < -760


def test_the_chest_has_its_organs() -> None:
    made = patient(0, "chest")
    slices = draw(made, 256, [40.0 * made.shape.size])
    assert median(slices, "Aorta") == pytest.approx(made.tissue.organs[VALUE["Aorta"]], abs=8)
    assert median(slices, "Lung") == pytest.approx(made.tissue.organs[VALUE["Lung"]], abs=60)
    assert int((slices.organs == VALUE["Spinal cord"]).sum()) > 3


def body_area(made: Patient, height: float) -> float:
    slices = draw(replace(made, table=None), SIZE, [height * made.shape.size])
    solid = (slices.hu[0] > -300).float().sum()
    return float(solid) * slices.pixel_mm**2


def test_a_larger_patient_has_the_larger_body() -> None:
    made = patient(1, "abdomen")
    small, large = (
        replace(made, shape=replace(made.shape, size=s, fat=0.0, shift=(0.0, 0.0))) for s in (0.6, 1.1)
    )
    ratio = body_area(large, -20) / body_area(small, -20)
    assert ratio == pytest.approx((1.1 / 0.6) ** 2, rel=0.06)


def test_fat_goes_under_the_skin() -> None:
    made = patient(1, "abdomen")
    shape = replace(made.shape, size=0.8, aspect=1.0, shift=(0.0, 0.0))
    thin, fat = (replace(made, shape=replace(shape, fat=f), table=None) for f in (0.0, 30.0))
    one, two = (draw(p, 256, [0.0]).hu[0] for p in (thin, fat))
    middle = slice(60, 196)
    assert float((two > -300).float().sum() / (one > -300).float().sum()) > 1.2
    grown = [int((hu[:, middle] > -300).any(1).nonzero()[0]) for hu in (one, two)]
    assert (grown[0] - grown[1]) * 400 / 256 == pytest.approx(30, abs=7), "in front, in mm"
    added = (two > -300) & (one < -300)
    assert -130 < float(two[added].median()) < -70
    assert float(((one > 20) & (one < 80)).sum()) == pytest.approx(
        float(((two > 20) & (two < 80)).sum()), rel=0.1
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_bend_never_folds(seed: int) -> None:
    """The map to the anatomy at rest keeps its orientation everywhere."""
    from ldct_studio.physics.patients.atlas import atlas

    made = patient(seed, "abdomen")
    axis = torch.linspace(-190, 190, 96)
    shape = replace(made.shape, fat=0.0)
    place, _ = at_rest(shape, atlas("abdomen"), 0.0, axis, axis)
    dx, dy = place[:2].diff(dim=2)[:, :-1], place[:2].diff(dim=1)[:, :, :-1]
    assert float((dx[0] * dy[1] - dx[1] * dy[0]).min()) > 0


def test_lesions_lie_in_the_liver_with_their_contrast() -> None:
    seen = 0
    for made in (patient(seed, "abdomen") for seed in range(14)):
        for lesion in made.lesions:
            assert 10 <= abs(lesion.contrast) <= 60
            assert 3.5 < 2 * sum(lesion.radii) / 3 < 50
            if min(lesion.radii) < 6 or abs(lesion.center[2] - 15) > 20:
                continue
            alone = replace(made, lesions=(lesion,))
            slices = draw(alone, SIZE, [lesion.center[2] * made.shape.size])
            mask = slices.lesions == 1
            assert bool((slices.organs[mask] == VALUE["Liver"]).all())
            if int(mask.sum()) > 40 and lesion.core == lesion.contrast:
                found = float(slices.hu[mask].median()) - made.tissue.organs[VALUE["Liver"]]
                assert found == pytest.approx(lesion.contrast, abs=10)
                seen += 1
    assert seen > 3


def test_a_ring_has_another_core() -> None:
    made = reproduction_patient(0)
    lesion = replace(made.lesions[0], contrast=30.0, core=-50.0, edge=1.0)
    slices = draw(replace(made, lesions=(lesion,)), 256, [lesion.center[2] * made.shape.size])
    inside = slices.hu[slices.lesions == 1] - 105
    assert float((inside > 15).float().mean()) > 0.15
    assert float((inside < -30).float().mean()) > 0.15


def test_no_slice_has_more_than_a_few_lesions() -> None:
    for seed in range(30):
        made = patient(seed, "abdomen")
        for z in range(-80, 90, 10):
            assert sum(abs(s.center[2] - z) < s.radii[2] for s in made.lesions) <= 5


def test_nodules_are_dense_and_in_the_lung() -> None:
    made = patient(0, "chest")
    lesion = min(made.lesions, key=lambda s: abs(s.center[2] - 40) - 2 * min(s.radii))
    slices = draw(made, 256, [lesion.center[2] * made.shape.size])
    assert set(slices.lesions.unique().tolist()) == {0, 2}
    assert float(slices.hu[slices.lesions == 2].mean()) > -700


def test_reproduction_patients_show_their_tumors() -> None:
    for seed in range(25):
        made = reproduction_patient(seed)
        slices = draw(made, 64, 2)
        liver = (slices.organs == VALUE["Liver"]) & (slices.lesions == 0)
        assert 1 <= len(made.lesions) <= 3
        assert int((slices.lesions == 1).flatten(1).sum(1).min()) >= 4, f"seed {seed}: too small to see"
        assert float(slices.hu[eroded(liver)].median()) == pytest.approx(105, abs=3)
        for lesion in made.lesions:
            assert 45 <= 105 + lesion.contrast <= 70
            assert 16 < 2 * made.shape.size * math.prod(lesion.radii) ** (1 / 3) < 60


def test_pixels_of_any_size_show_the_same_anatomy() -> None:
    made = patient(6, "abdomen")
    fine, coarse = draw(made, 256, [0.0]), draw(made, 64, [0.0])
    pooled = torch.nn.functional.avg_pool2d(fine.hu[None], 4)[0]
    assert float((pooled - coarse.hu).abs().mean()) < 12
    labels = fine.organs[:, 1::4, 1::4]
    assert float((labels == coarse.organs).float().mean()) > 0.97
