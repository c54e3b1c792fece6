from __future__ import annotations

import math
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import Apodization, Exposure
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.grid import Grid
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.volume import Volume
from ldct_studio.physics import matching, phantom
from ldct_studio.physics.attenuation import HU_PER_MU, MU_WATER, mu_to_hu
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.matching import FEWEST, estimate_scan
from ldct_studio.physics.matching_course import course_along, location
from ldct_studio.physics.matching_kernel import Fit, gain, levels, spectra_of
from ldct_studio.physics.matching_tissue import Tissue, gaussian, patches_of, without_padding
from ldct_studio.physics.noise import normal_field, photon_noise

SIZE, PIXEL = 256, 1.4
GEOMETRY = ScanGeometry.covering(SIZE, PIXEL)
HANN = Apodization("hann")


def body() -> tuple[phantom.Ellipse, ...]:
    """Return fat around muscle with organs, gas, bone and a texture of small discs."""
    hu = 1 / HU_PER_MU
    organs = [
        phantom.Ellipse(0, 0, 160, 112, MU_WATER - 100 * hu),
        phantom.Ellipse(0, 0, 147, 99, 150 * hu),
        phantom.Ellipse(-60, 12, 68, 58, 10 * hu, 0.3),
        phantom.Ellipse(78, 18, 30, 40, 5 * hu),
        phantom.Ellipse(0, -58, 22, 20, 250 * hu),
        phantom.Ellipse(30, 40, 20, 15, -1000 * hu),
    ]
    rng = np.random.default_rng(4)
    for _ in range(60):
        x, y = rng.uniform(-110, 110), rng.uniform(-70, 70)
        organs.append(phantom.Ellipse(x, y, 3, 3, rng.choice([-5, 5]) * hu))
    return tuple(organs)


@cache
def attenuation() -> torch.Tensor:
    """Return line integrals through bins as wide as their pitch, so that edges do not alias."""
    fine = ScanGeometry(GEOMETRY.views, 4 * GEOMETRY.bins, GEOMETRY.pitch / 4, GEOMETRY.start)
    return phantom.line_integrals(body(), fine).reshape(GEOMETRY.views, -1, 4).mean(2)


@cache
def scanned(photons: tuple[float, ...], window: Apodization = HANN, seed: int = 5) -> Volume:
    """Simulate one row per number of photons."""
    p = attenuation()
    rows = [
        mu_to_hu(
            fbp(
                photon_noise(p, n0, 5.0, normal_field(seed, row, GEOMETRY))[None],
                GEOMETRY,
                SIZE,
                PIXEL,
                window,
            )
        )
        for row, n0 in enumerate(photons)
    ]
    return volume(torch.cat(rows))


def volume(hu: torch.Tensor, pixel: tuple[float, float] = (PIXEL, PIXEL)) -> Volume:
    return Volume(hu, Grid(tuple(hu.shape), (3.0, *pixel)))


@pytest.mark.parametrize("n0", [1e4, 1e5, 1e6])
@pytest.mark.parametrize(
    "window", [Apodization(), HANN, Apodization("hann", 0.8)], ids=["ram-lak", "hann", "0.8"]
)
def test_photons_and_kernel_of_a_simulated_scan_are_found(n0, window):
    scan = estimate_scan(scanned((n0,) * 6, window))
    assert scan.source == "estimated"
    assert scan.photons_at(0) == pytest.approx(n0, rel=0.15)
    assert scan.apodization.name == window.name
    assert scan.apodization.cutoff == pytest.approx(window.cutoff, abs=0.05)
    assert scan.patches >= FEWEST
    assert scan.note == f"estimated from {scan.patches} patches"
    assert scan.uncertainty is not None
    assert 0 < scan.uncertainty < 0.4


def test_noise_is_that_of_the_flat_tissue():
    data = scanned((1e5,) * 6)
    truth = scanned((1e12,))
    scan = estimate_scan(data)
    flat = slice(120, 150), slice(70, 100)
    measured = (data.data - truth.data)[(slice(None), *flat)].std()
    assert scan.noise == pytest.approx(float(measured), rel=0.15)


def test_course_along_z_is_followed_where_it_is_clear():
    course = [1e5 * math.exp(0.5 * math.sin(row / 3.5)) for row in range(24)]
    scan = estimate_scan(scanned(tuple(course)))
    assert len(scan.photons) == 24
    error = np.log(np.array(scan.photons) / np.array(course))
    assert np.abs(error).max() < 0.25
    assert abs(error.mean()) < 0.1


def test_recorded_tube_current_gives_the_course():
    current = tuple(100.0 + 20 * row for row in range(6))
    n0 = [1e5 * ma / 150 for ma in current]
    scan = estimate_scan(scanned(tuple(n0)), Exposure(slice_ma=current))
    assert np.array(scan.photons) == pytest.approx(np.array(n0), rel=0.15)
    assert scan.exposure.slice_ma == current


def test_constant_photons_stay_one_number():
    assert len(estimate_scan(scanned((1e5,) * 12)).photons) == 1


def test_pixels_need_not_be_in_a_square():
    data = scanned((1e5,) * 6)
    wide = volume(data.data[:, 24:-24].contiguous())
    assert estimate_scan(wide).photons_at(0) == pytest.approx(1e5, rel=0.15)


def test_padding_is_air():
    data = scanned((1e5,) * 6).data.clone()
    axis = torch.arange(SIZE) - (SIZE - 1) / 2
    data[:, torch.hypot(axis[:, None], axis[None, :]) > SIZE / 2] = -3024
    data[0, 0, 0] = math.nan
    assert estimate_scan(volume(data)).photons_at(0) == pytest.approx(1e5, rel=0.15)
    assert float(without_padding(data).min()) > -1990


def test_drawn_regions_restrict_the_search():
    data = scanned((1e5,) * 6)
    drawn = [
        Ellipse(f"{row}", data.grid.patient((row, y, x)), 25.0, 25.0)
        for row in range(6)
        for y, x in ((118.0, 84.0), (150.0, 128.0))
    ]
    scan = estimate_scan(data, regions=drawn)
    assert scan.photons_at(0) == pytest.approx(1e5, rel=0.2)
    assert scan.patches < estimate_scan(data).patches
    small = replace(drawn[0], half_x=12.0, half_y=12.0)
    assert estimate_scan(data, regions=[small]).source == "default"


@pytest.mark.parametrize(
    "hu",
    [
        torch.zeros(3, 64, 64),
        torch.full((3, 64, 64), -1000.0),
        torch.full((3, 64, 64), -3024.0),
        torch.full((1, 5, 9), 40.0),
        torch.full((2, 64, 64), math.nan),
        torch.linspace(-1000, 3000, 2 * 64 * 64).reshape(2, 64, 64),
        1000 * torch.randn(2, 64, 64, generator=torch.Generator().manual_seed(1)),
    ],
    ids=["water", "air", "padding", "tiny", "nan", "ramp", "chaos"],
)
def test_odd_volumes_fall_back_with_a_sentence(hu):
    scan = estimate_scan(volume(hu), Exposure(kvp=120))
    assert scan.source == "default"
    assert scan.photons == (1e5,)
    assert "10⁵" in scan.note
    assert scan.uncertainty is None
    assert scan.exposure.kvp == 120


def test_other_modalities_and_oblong_pixels_fall_back_with_a_sentence():
    data = scanned((1e5,) * 2)
    assert "CT" in estimate_scan(replace(data, modality="MR")).note
    assert "square" in estimate_scan(volume(data.data, (1.4, 0.7))).note


def test_estimate_stops_where_nobody_waits():
    with stop_when(lambda: True), pytest.raises(Cancelled):
        estimate_scan(scanned((1e5,) * 2))


def white_noise_pictures(seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    sinogram = torch.randn(8, GEOMETRY.views, GEOMETRY.bins, generator=generator)
    return fbp(sinogram, GEOMETRY, SIZE, PIXEL, HANN) * HU_PER_MU


def test_gain_predicts_the_variance_of_reconstructed_white_noise():
    middle = white_noise_pictures(6)[:, 40:-40, 40:-40]
    expected = gain(HANN, PIXEL, GEOMETRY.views)
    assert float(middle.square().mean()) == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize("side", [8, 20])
def test_patches_tell_the_level_of_noise_and_how_it_scatters(side):
    noise = white_noise_pictures(7)
    high = (noise - gaussian(noise, 1.5 / PIXEL))[:, 40:-40, 40:-40]
    patches = patches_of(Tissue(high, torch.ones_like(high, dtype=torch.bool), PIXEL), side)
    found, shape = levels(spectra_of(patches), Fit(HANN, 0.0, 0.0))
    assert float(found.mean()) == pytest.approx(gain(HANN, PIXEL, GEOMETRY.views), rel=0.03)
    assert shape == pytest.approx(float(found.mean().square() / found.var()), rel=0.25)


def test_location_ignores_the_long_tail_of_anatomy():
    rng = np.random.default_rng(8)
    noise = rng.gamma(12, 2 / 12, 1500)
    anatomy = rng.gamma(12, 2 / 12, 700) * rng.lognormal(1.2, 0.6, 700)
    both = torch.from_numpy(np.log(np.concatenate([noise, anatomy])))
    assert location(both[:1500], 12) == pytest.approx(math.log(2), abs=0.03)
    assert location(both, 12) == pytest.approx(math.log(2), abs=0.08)


def test_scatter_of_rows_is_measured():
    generator = torch.Generator().manual_seed(9)
    row = torch.arange(20).repeat_interleave(40)
    rate = 0.2 * torch.randn(20, generator=generator, dtype=torch.float64)
    noise = torch.from_numpy(np.log(np.random.default_rng(9).gamma(12, 1 / 12, 800)))
    course = course_along(noise + rate[row], row, 20, 12)
    assert course.is_flat
    assert course.scatter == pytest.approx(0.2, rel=0.4)
    assert course_along(noise[:40], row[:40], 20, 12).rows == 0


def shared(folder: str) -> Path:
    found = Path(os.environ.get("LDCT_STUDIO_TEST_DATA", "../shared/data")) / folder
    if not found.is_dir():
        pytest.skip(f"the shared test data are not here: {found}")
    return found


@pytest.mark.data
def test_doses_of_a_foreign_simulation_are_found():
    """The low-contrast phantom of the FDA at 10, 55 and 100 % of one dose, fan beam, another program."""

    def found(dose: str) -> float:
        files = sorted((shared("phantom_dose_sim") / "fbp" / f"dose_{dose}" / "signal_absent").iterdir())
        hu = np.stack([np.fromfile(f, "<i2").reshape(256, 256) for f in files]) - 1000.0
        return estimate_scan(volume(torch.from_numpy(hu.astype(np.float32)), (1.0, 1.0))).photons_at(0)

    full = found("100")
    assert found("055") / full == pytest.approx(0.55, rel=0.1)
    assert 0.08 < found("010") / full < 0.16  # the electronic noise of that program is not ours


@pytest.mark.data
def test_real_abdomen_is_plausible():
    folder = shared("ct_abdomen_dicom") / "dicom"
    import pydicom

    files = sorted(
        (pydicom.dcmread(f) for f in folder.iterdir()), key=lambda d: float(d.ImagePositionPatient[2])
    )
    hu = np.stack([d.pixel_array * float(d.RescaleSlope) + float(d.RescaleIntercept) for d in files])
    pixel = float(files[0].PixelSpacing[0])
    scan = estimate_scan(volume(torch.from_numpy(hu.astype(np.float32)), (pixel, pixel)))
    assert scan.source == "estimated"
    assert 1e5 < scan.photons_at(10) < 3e7
    assert scan.coarser > 0, "it was reconstructed iteratively, at strength 3"
    assert scan.noise == pytest.approx(10.6, rel=0.05)


def coarse_grained(noise: torch.Tensor, more: float = 5.0, pitch: float = 0.075) -> torch.Tensor:
    """Return noise (n, y, x) with its low frequencies amplified, as iterative reconstruction leaves them."""
    axis = torch.fft.fftfreq(SIZE, PIXEL)
    frequency = torch.hypot(axis[:, None], axis[None, :])
    return torch.fft.ifft2(torch.fft.fft2(noise) * (1 + more * torch.exp(-frequency / pitch))).real


@pytest.mark.parametrize("shared_share", [0.0, 0.5])
def test_noise_of_coarse_grain_is_matched_in_strength(shared_share):
    """Slices that overlap share a part of their noise; what is coarser than patches is not seen."""
    data, truth = scanned((1e5,) * 9), scanned((1e12,))
    noise = coarse_grained(data.data - truth.data)
    noise = (1 - shared_share) * noise[:-1] + shared_share * noise[1:]
    coarse = truth.data + noise
    flat = slice(120, 150), slice(70, 100)
    real = float(noise[(slice(None), *flat)].std())
    scan = estimate_scan(volume(coarse))
    blind = estimate_scan(Volume(coarse, Grid(tuple(coarse.shape), (5.0, PIXEL, PIXEL))))
    assert 0.7 < scan.noise / real < 1.1
    assert blind.noise / real < 0.6
    assert scan.coarser > math.log(1.5)
    assert "coarser than that of filtered back-projection" in scan.note
    assert estimate_scan(data).coarser == 0


def test_grain_is_not_looked_for_in_slices_that_are_far_apart_or_the_same():
    one = scanned((1e5,) * 4).data
    noise = coarse_grained(one - scanned((1e12,)).data)
    coarse = scanned((1e12,)).data + noise
    far = Volume(coarse, Grid(tuple(coarse.shape), (5.0, PIXEL, PIXEL)))
    twice = volume(coarse.repeat_interleave(2, 0))
    assert estimate_scan(far).coarser == 0
    assert "slices this far apart do not tell" in estimate_scan(far).note
    assert estimate_scan(volume(torch.cat([coarse[:1]] * 4))).coarser == 0, "nothing but one slice"
    assert estimate_scan(twice).coarser > 0, "every second slice is another one"
    assert estimate_scan(volume(coarse[:1])).coarser == 0


def test_a_slice_that_is_there_twice_hides_no_grain():
    clean, one = scanned((1e12,)).data, scanned((1e5,) * 9).data
    coarse = clean + coarse_grained(one - clean)
    coarse[4] = coarse[3].clone()
    found = estimate_scan(volume(coarse))
    assert found.coarser > math.log(1.5)
    assert found.overridden(1e5).coarser == 0
    assert found.photons_at(0) < 0.7 * estimate_scan(volume(one)).photons_at(0)


def test_noise_that_no_dose_explains_is_no_estimate(monkeypatch):
    monkeypatch.setattr(matching, "_PHOTONS", (math.log(1e6), math.log(1e9)))
    found = estimate_scan(scanned((1e5,) * 4))
    assert found.source == "default"
    assert found.photons == (1e5,)
    assert "fits no number of photons" in found.note
