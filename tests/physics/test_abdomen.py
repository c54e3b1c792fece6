"""The synthetic abdomen: where things are, what HU they have, and the truth about its lesions."""

from __future__ import annotations

import math
from functools import cache

import pytest
import torch

from ldct_studio.core.study import Lesion
from ldct_studio.physics import abdomen

GRID = abdomen.demo_grid(192, 48)
VALUE = {label.name: label.value for label in abdomen.ORGANS}
NAMES = [item.name for item in abdomen.truth()]


@cache
def drawn() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return abdomen.draw(GRID, 0, GRID.shape[0])


@cache
def around(name: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Return HU of the full-size slices around a lesion and the distance to its center in mm."""
    lesion = of(name)
    grid = abdomen.demo_grid()
    start = round(grid.index(lesion.center)[0]) - 12
    hu, _, labels = abdomen.draw(grid, start, 25)
    z, y, x = (torch.arange(n, dtype=torch.float64) for n in (start + 25, 512, 512))
    cz, cy, cx = grid.index(lesion.center)
    gaps = [
        ((axis - c) * step) ** 2
        for axis, c, step in zip((z[start:], y, x), (cz, cy, cx), grid.spacing, strict=True)
    ]
    distance = (gaps[0][:, None, None] + gaps[1][:, None] + gaps[2]).sqrt()
    number = NAMES.index(name) + 1
    clear = (distance - lesion.diameter / 2).abs() > 1e-3
    assert bool(((labels == number) == (distance < lesion.diameter / 2))[clear].all())
    return hu, distance


def of(name: str) -> Lesion:
    return next(item for item in abdomen.truth() if item.name == name)


def eroded(mask: torch.Tensor) -> torch.Tensor:
    kept = torch.nn.functional.max_pool2d(1 - mask[:, None].float(), 5, 1, 2)
    return kept[:, 0] == 0


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("Liver", 100, 116),
        ("Spleen", 110, 122),
        ("Aorta", 140, 165),
        ("Vena cava", 130, 150),
        ("Right kidney", 140, 195),
        ("Left kidney", 140, 195),
        ("Pancreas", 75, 105),
        ("Gallbladder", 0, 30),
        ("Spinal cord", 35, 50),
        ("Portal vein", 150, 175),
    ],
)
def test_organs_have_the_hu_of_the_portal_venous_phase(name: str, low: float, high: float) -> None:
    hu, organs, _ = drawn()
    mask = organs == VALUE[name]
    inside = eroded(mask) if name not in ("Portal vein", "Spinal cord") else mask
    assert low < float(hu[inside].median()) < high


def test_fat_lung_bone_and_gas_are_there() -> None:
    hu, _, _ = drawn()
    assert float(((hu > -130) & (hu < -80)).float().mean()) > 0.05, "fat"
    assert float(((hu > -900) & (hu < -780))[-6:].float().mean()) > 0.02, "lung bases in the top slices"
    assert float(((hu > -900) & (hu < -780))[:20].float().mean()) < 0.005, "no lung in the belly"
    assert float((hu > 500).float().mean()) > 0.002, "cortical bone"
    assert float(hu.min()) >= -1000
    assert float(hu.max()) < 1300


def test_right_is_right_and_front_is_front() -> None:
    """LPS: +x to the patient's left, +y to the back, +z to the head."""
    _, organs, _ = drawn()

    def center(name: str) -> tuple[float, float, float]:
        z, y, x = (float(v) for v in (organs == VALUE[name]).nonzero().double().mean(0))
        return GRID.patient((z, y, x))

    liver, spleen, stomach = center("Liver"), center("Spleen"), center("Stomach")
    assert liver[0] < -40
    assert center("Gallbladder")[0] < 0
    assert center("Vena cava")[0] < center("Aorta")[0]
    assert spleen[0] > 60
    assert stomach[0] > 20
    assert center("Right kidney")[0] < 0 < center("Left kidney")[0]
    assert stomach[1] < center("Spinal cord")[1]
    assert center("Left kidney")[2] > center("Right kidney")[2], "the right kidney is lower"
    assert center("Gallbladder")[2] < liver[2]


def test_volumes_are_those_of_a_person() -> None:
    _, organs, _ = drawn()
    voxel = math.prod(GRID.spacing) / 1000
    for name, low, high in (("Liver", 1100, 2400), ("Spleen", 120, 420), ("Left kidney", 90, 260)):
        assert low < float((organs == VALUE[name]).sum()) * voxel < high, f"{name} in mL"


def test_organs_go_on_from_slice_to_slice() -> None:
    _, organs, _ = drawn()
    for name in ("Liver", "Spleen", "Aorta", "Vena cava", "Right kidney", "Left kidney", "Stomach"):
        mask = organs == VALUE[name]
        rows = mask.flatten(1).any(1).nonzero().ravel()
        assert len(rows) == int(rows[-1] - rows[0]) + 1, f"{name} has no gap"
        for a, b in zip(rows[:-1].tolist(), rows[1:].tolist(), strict=True):
            if int(mask[a].sum()) > 60 and int(mask[b].sum()) > 60:
                assert bool((mask[a] & mask[b]).any()), f"{name} jumps at slice {b}"


def test_the_same_voxels_every_time_and_in_every_batch() -> None:
    grid = abdomen.demo_grid(96, 24)
    hu, organs, lesions = abdomen.draw(grid, 0, 24)
    again, organs_again, _ = abdomen.draw(grid, 0, 24)
    assert torch.equal(hu, again)
    assert torch.equal(organs, organs_again)
    part, part_organs, part_lesions = abdomen.draw(grid, 10, 3)
    assert float((part - hu[10:13]).abs().median()) < 1e-3
    assert float(((part - hu[10:13]).abs() < 1).float().mean()) > 0.999
    assert float((part_organs == organs[10:13]).float().mean()) > 0.999
    assert torch.equal(part_lesions, lesions[10:13])


def test_three_lesions_lie_in_the_opening_slice() -> None:
    grid = abdomen.demo_grid()
    _, organs, lesions = abdomen.draw(grid, 96, 1)
    assert set(lesions.unique().tolist()) == {0, 1, 2, 3}
    assert bool((organs[lesions > 0] == VALUE["Liver"]).all())


def test_the_table_holds_what_was_asked_for() -> None:
    diameters = {item.diameter for item in abdomen.truth()}
    assert {5.0, 8.0, 10.0, 12.0, 15.0, 20.0} <= diameters
    assert all(-60 <= item.contrast <= -20 for item in abdomen.truth())


@pytest.mark.parametrize("name", NAMES)
def test_lesions_have_their_contrast_and_size(name: str) -> None:
    lesion = of(name)
    hu, distance = around(name)
    radius = lesion.diameter / 2
    shell = (distance > radius + 1.5) & (distance < radius + 4.5)
    background = float(hu[shell].double().mean())
    assert float(hu[shell].std()) < 2.0, "flat liver all around"
    inside = float(hu[distance < radius - 1.0].double().mean())
    assert inside - background == pytest.approx(lesion.contrast, abs=1.0)
    near = distance < radius + 1.5
    grid = abdomen.demo_grid()
    volume = float((background - hu[near].double()).sum() / -lesion.contrast) * math.prod(grid.spacing)
    diameter = (6 * volume / math.pi) ** (1 / 3)
    assert diameter == pytest.approx(lesion.diameter, rel=0.05)
