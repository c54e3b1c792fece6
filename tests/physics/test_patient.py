from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.physics import patient


def disk(size: int, pixel: float, diameter: float, hu: float = 0.0, center: tuple[float, float] = (0, 0)):
    """Return a disk in air with exact coverage to 1/8 pixel, HU (size, size)."""
    fine = 8
    axis = (torch.arange(size * fine) - (size * fine - 1) / 2) * pixel / fine
    inside = (axis[:, None] - center[0]) ** 2 + (axis[None, :] - center[1]) ** 2 <= (diameter / 2) ** 2
    cover = inside.float().reshape(size, fine, size, fine).mean((1, 3))
    return -1000 + cover * (hu + 1000)


def diameter(row: torch.Tensor, pixel: float) -> float:
    return patient.water_equivalent_diameter(row, (pixel, pixel)).diameter


@pytest.mark.parametrize(("size", "pixel"), [(512, 0.7), (256, 1.4), (128, 2.8)])
@pytest.mark.parametrize("wanted", [160.0, 320.0])
def test_water_cylinder_has_its_own_diameter(size, pixel, wanted):
    assert diameter(disk(size, pixel, wanted), pixel) == pytest.approx(wanted, abs=0.5)


def test_noise_and_blur_hardly_matter():
    row = disk(512, 0.7, 320)
    blurred = torch.nn.functional.avg_pool2d(row[None], 5, 1, 2, count_include_pad=False)[0]
    noisy = blurred + 40 * torch.randn(512, 512, generator=torch.Generator().manual_seed(1))
    assert diameter(noisy, 0.7) == pytest.approx(320, abs=2)


def test_fat_is_smaller_than_water():
    assert diameter(disk(256, 1.4, 300, hu=-100), 1.4) == pytest.approx(300 * math.sqrt(0.9), abs=0.6)


def test_lungs_belong_to_the_body_and_count_with_their_own_attenuation():
    row = disk(256, 1.4, 300)
    lung = disk(256, 1.4, 100, hu=-200, center=(0, 60)) + 1000
    row = row - lung  # 800 HU less: -800 inside
    found = patient.water_equivalent_diameter(row, (1.4, 1.4))
    assert found.area == pytest.approx(math.pi * 150**2, rel=0.01)
    assert found.diameter == pytest.approx(math.sqrt(300**2 - 0.8 * 100**2), abs=1)


def test_table_and_tube_are_left_out_and_limbs_are_not():
    row = disk(256, 1.4, 240)
    table = row.clone()
    table[230:234, 40:216] = 200
    table[20:24, 120:124] = 500
    assert diameter(table, 1.4) == pytest.approx(240, abs=1)
    legs = torch.maximum(disk(256, 1.4, 140, center=(0, -80)), disk(256, 1.4, 140, center=(0, 80)))
    assert diameter(legs, 1.4) == pytest.approx(140 * math.sqrt(2), abs=1)


def test_table_that_touches_the_patient_hardly_matters():
    row = disk(256, 1.4, 240)
    row[213:216, 30:226] = 200
    assert diameter(row, 1.4) == pytest.approx(240, abs=3)


def test_pixels_need_not_be_square():
    row = disk(256, 1.4, 240)
    wide = row.reshape(128, 2, 256).mean(1)
    found = patient.water_equivalent_diameter(wide, (2.8, 1.4))
    assert found.diameter == pytest.approx(240, abs=1)


def test_truncation_is_said():
    whole = patient.water_equivalent_diameter(disk(256, 1.4, 320), (1.4, 1.4))
    assert not whole.truncated
    assert whole.warning == ""
    cut = patient.water_equivalent_diameter(disk(256, 1.0, 320), (1.0, 1.0))
    assert cut.truncated
    assert "cut by the field of view" in cut.warning


def test_truncation_by_the_circle_of_reconstruction_is_said():
    row = disk(256, 1.0, 240, center=(0, 60))
    axis = torch.arange(256) - 127.5
    row[torch.hypot(axis[:, None], axis[None, :]) > 128] = -2000
    assert patient.water_equivalent_diameter(row, (1.0, 1.0)).truncated
    centered = disk(256, 1.0, 240)
    centered[torch.hypot(axis[:, None], axis[None, :]) > 128] = -2000
    found = patient.water_equivalent_diameter(centered, (1.0, 1.0))
    assert not found.truncated
    assert found.diameter == pytest.approx(240, abs=0.5)


@pytest.mark.parametrize("value", [-1000.0, -3024.0, float("nan")])
def test_no_patient_is_a_sentence(value):
    found = patient.water_equivalent_diameter(torch.full((64, 64), value), (1.0, 1.0))
    assert found.diameter == 0
    assert "No patient" in found.warning


def test_all_tissue_is_truncated():
    assert patient.water_equivalent_diameter(torch.full((64, 64), 40.0), (1.0, 1.0)).truncated


@pytest.mark.parametrize(
    ("phantom", "cm", "factor"), [(32, 20.0, 1.78), (32, 30.0, 1.23), (32, 40.0, 0.85), (16, 15.0, 1.05)]
)
def test_conversion_factors_of_report_204(phantom, cm, factor):
    """Tables 1D and 2D of AAPM Report 204, rounded to two digits."""
    assert patient.size_factor(cm * 10, phantom) == pytest.approx(factor, abs=0.006)
    assert patient.size_specific_dose(10, cm * 10, phantom) == pytest.approx(10 * factor, abs=0.06)
