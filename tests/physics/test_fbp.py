from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU, mu_to_hu
from ldct_studio.physics.fbp import fbp, prepare, ramp, window

PIXEL = 0.8
HALF = math.pi / 400 / 2
GEOMETRIES = {
    "covering": (128, ScanGeometry(400, 183, PIXEL, start=HALF)),
    "odd size": (127, ScanGeometry(400, 183, PIXEL, start=HALF)),
    "odd views": (128, ScanGeometry(301, 183, PIXEL, start=0.3)),
    "full turn": (128, ScanGeometry(800, 183, PIXEL, start=HALF, arc=2 * math.pi)),
    "even bins": (128, ScanGeometry(400, 184, PIXEL, start=HALF)),
    "detector offset": (128, ScanGeometry(400, 201, PIXEL, start=HALF, offset=5.3)),
    "wide bins": (128, ScanGeometry(400, 93, 2 * PIXEL, start=HALF)),
    "narrow bins": (128, ScanGeometry(400, 365, PIXEL / 2, start=HALF)),
}
CASES = pytest.mark.parametrize(("size", "geometry"), GEOMETRIES.values(), ids=GEOMETRIES.keys())


@pytest.fixture(scope="module")
def scanned():
    """Scan the insert phantom; return also masks well inside water and every insert."""
    geometry = ScanGeometry.covering(384, PIXEL, views=800)
    body, *inserts = phantom.insert_phantom(260)
    inner = [dataclasses.replace(e, a=e.a - 4, b=e.b - 4) for e in inserts]
    outer = [dataclasses.replace(e, a=e.a + 5, b=e.b + 5) for e in inserts]
    core = dataclasses.replace(body, a=body.a - 5, b=body.b - 5)
    water = phantom.labels([core, *outer], 384, PIXEL) == 1
    inside = phantom.labels([core, *inner], 384, PIXEL)
    return phantom.line_integrals((body, *inserts), geometry)[None], geometry, water, inside


@pytest.mark.parametrize("name", ["ram-lak", "shepp-logan", "cosine", "hamming", "hann"])
def test_ellipse_phantom_against_truth(scanned, name):
    sino, geometry, water, inside = scanned
    hu = mu_to_hu(fbp(sino, geometry, 384, PIXEL, Apodization(name)))[0]
    means = [float(hu[inside == k].mean()) for k in range(2, 10)]
    assert means == pytest.approx([50, -50, 50, -50, 20, -20, 20, -20], abs=1)
    assert abs(float(hu[water].mean())) < 0.1
    corner = hu[:30, :30].mean() - mu_to_hu(torch.zeros(()))
    assert abs(float(corner)) < 0.3


@CASES
def test_smooth_picture(size, geometry):
    axis = (torch.arange(size, dtype=torch.float64) - (size - 1) / 2) * PIXEL
    view = torch.arange(geometry.views, dtype=torch.float64)[:, None]
    angle = geometry.start + view * geometry.arc / geometry.views
    s = (torch.arange(geometry.bins) - (geometry.bins - 1) / 2) * geometry.pitch - geometry.offset
    x, y, sd = 18.0, -9.0, 5.0
    truth = 20 * torch.exp(-((axis - x) ** 2 + (-axis[:, None] - y) ** 2) / (2 * sd**2))
    distance = s - x * angle.cos() - y * angle.sin()
    sino = 20 * sd / 1000 * math.sqrt(2 * math.pi) * torch.exp(-(distance**2) / (2 * sd**2))
    error = (fbp(sino.float()[None], geometry, size, PIXEL)[0] - truth) * HU_PER_MU
    assert error.abs().max() < 0.3
    assert abs(error.mean()) < 0.05


@CASES
def test_gradient_is_the_transpose(size, geometry):
    generator = torch.Generator().manual_seed(6)
    sino = torch.rand(2, geometry.views, geometry.bins, generator=generator, requires_grad=True)
    weight = torch.rand(2, size, size, generator=generator)
    picture = fbp(sino, geometry, size, PIXEL, Apodization("hann", 0.8))
    (slope,) = torch.autograd.grad((picture * weight).sum(), sino)
    left, right = (picture.double() * weight).sum(), (sino.double() * slope).sum()
    assert abs(left / right - 1) < 1e-6


def test_gradient_along_one_ray():
    geometry = ScanGeometry(60, 93, 1.0, start=0.01)
    sino = torch.rand(1, 60, 93, generator=torch.Generator().manual_seed(7), requires_grad=True)
    fbp(sino, geometry, 64, 1.0).square().sum().backward()
    ray = torch.zeros(1, 60, 93)
    ray[0, 17, 40] = 1
    with torch.no_grad():
        ahead, back = (fbp(sino + e * ray, geometry, 64, 1.0).double().square().sum() for e in (1, -1))
    assert float(sino.grad[0, 17, 40]) == pytest.approx(float(ahead - back) / 2, rel=1e-3)


def test_rows_together_and_alone():
    geometry = ScanGeometry(180, 183, PIXEL, start=0.01)
    sino = torch.rand(9, 180, 183, generator=torch.Generator().manual_seed(8))
    together = fbp(sino, geometry, 128, PIXEL)
    alone = torch.cat([fbp(s[None], geometry, 128, PIXEL) for s in sino])
    assert (together - alone).abs().max() < 1e-6 * together.abs().max()


@pytest.mark.parametrize("cutoff", [0.4, 0.7])
def test_nothing_passes_the_cutoff(cutoff):
    geometry = ScanGeometry(400, 183, 1.0, start=HALF)
    noise = torch.randn(1, 400, 183, generator=torch.Generator().manual_seed(9))
    picture = fbp(noise, geometry, 128, 1.0, Apodization("ram-lak", cutoff))[0]
    taper = torch.hann_window(128)
    power = torch.fft.fft2(picture * taper * taper[:, None]).abs() ** 2
    axis = torch.fft.fftfreq(128)
    radius = torch.hypot(axis, axis[:, None])
    passed = power[(radius > 0.15) & (radius < 0.18)].mean()
    assert power[radius > cutoff / 2 + 0.03].mean() < 1e-3 * passed


def test_window_shapes():
    f = torch.tensor([0.0, 0.25, 0.5, 0.501])
    expected = {
        "ram-lak": (1, 1, 1, 0),
        "shepp-logan": (1, math.sin(math.pi / 4) / (math.pi / 4), 2 / math.pi, 0),
        "cosine": (1, math.sqrt(0.5), 0, 0),
        "hamming": (1, 0.54, 0.08, 0),
        "hann": (1, 0.5, 0, 0),
    }
    for name, values in expected.items():
        assert window(Apodization(name, 0.5), f).tolist() == pytest.approx(values, abs=1e-6)
    boosted = window(Apodization("hann", 0.5, boost=2.0), f)
    assert boosted.tolist() == pytest.approx([1, 1.5, 0, 0], abs=1e-6)


@pytest.mark.parametrize("length", [16, 1500, 1536, 1620])
def test_ramp_taps(length):
    taps = np.fft.irfft(ramp(length).numpy(), n=length)
    n = np.minimum(np.arange(length), length - np.arange(length))
    odd = n % 2 == 1
    assert taps[0] == pytest.approx(0.25)
    assert np.allclose(taps[odd], -1 / (np.pi * n[odd]) ** 2)
    assert np.allclose(taps[~odd][1:], 0)
    assert 0 < float(ramp(length)[0]) < 0.01 * 16 / length * 6


def test_white_noise_has_the_theoretical_sd():
    """Kak and Slaney: var = π²/(12 views) for unit noise, bin = pixel, Ram-Lak."""
    geometry = ScanGeometry.covering(256, 1.0, views=500)
    noise = torch.randn(3, 500, geometry.bins, generator=torch.Generator().manual_seed(10))
    picture = fbp(noise, geometry, 256, 1.0)[:, 60:196, 60:196] / 1000
    assert float(picture.std()) == pytest.approx(math.pi / math.sqrt(12 * 500), rel=0.01)


def test_units_are_pixels_in_mm():
    disc = phantom.water_cylinder(60)
    for pixel in (0.5, 1.0):
        geometry = ScanGeometry.covering(160, pixel, views=400)
        picture = fbp(phantom.line_integrals(disc, geometry)[None], geometry, 160, pixel)
        assert float(picture[0, 70:90, 70:90].mean()) == pytest.approx(20, rel=2e-3)


def test_agrees_with_another_implementation(scanned):
    transform = pytest.importorskip("skimage.transform")
    sino, geometry, water, inside = scanned
    angles = np.degrees(geometry.start + np.arange(800) * np.pi / 800)
    other = transform.iradon(
        sino[0].T.numpy().astype(np.float64), theta=angles, output_size=384, circle=False
    )
    hu = mu_to_hu(torch.from_numpy(other / (PIXEL / 1000)))
    ours = mu_to_hu(fbp(sino, geometry, 384, PIXEL))[0]
    for mask in [water, *(inside == k for k in range(2, 10))]:
        assert float(ours[mask].mean()) == pytest.approx(float(hu[mask].mean()), abs=1)


def test_rays_that_cannot_be_reconstructed():
    with pytest.raises(GeometryError, match="half a turn"):
        fbp(torch.zeros(1, 90, 93), ScanGeometry(90, 93, 1.0, arc=1.0), 64, 1.0)
    geometry = ScanGeometry(90, 93, 1.0)
    prepare(geometry, 64, 1.0)
    with pytest.raises(GeometryError, match="cut-off"):
        fbp(torch.zeros(1, 90, 93), geometry, 64, 1.0, Apodization(cutoff=0.0))
