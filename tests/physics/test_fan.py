from __future__ import annotations

import dataclasses
import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import FanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU, mu_to_hu
from ldct_studio.physics.fan import fan_backproject, fan_fbp, fan_project
from ldct_studio.physics.fbp import ramp

PIXEL, RADIUS = 0.8, 500.0
TURN = 2 * math.pi


def fan(views: int, bins: int, kind: str = "arc", **others: float) -> FanGeometry:
    """One channel per pixel at the rotation center."""
    pitch = PIXEL / RADIUS if kind == "arc" else PIXEL
    return FanGeometry(views, bins, pitch, RADIUS, kind, **others)


LARGE = {
    "arc": fan(1000, 370),
    "flat": fan(1000, 384, "flat"),
    "clockwise": fan(1000, 370, start=1.0, arc=-TURN),
    "odd numbers": fan(999, 371, start=0.3),
    "quarter offset": fan(1000, 370, offset=0.25),
    "quarter offset, flat": fan(1000, 384, "flat", offset=-0.25),
    "some offset": fan(1000, 380, offset=2.6),
    "half a detector": fan(1000, 230, offset=70.25),
    "short": fan(700, 370, arc=0.7 * TURN, start=0.4),
    "short, flat": fan(700, 384, "flat", arc=0.7 * TURN),
    "short, clockwise": fan(700, 370, arc=-0.7 * TURN, start=0.4),
    "short, uneven": fan(683, 370, arc=4.3),
    "shortest": fan(720, 370, arc=math.pi + 370 * PIXEL / RADIUS),
    "short, quarter offset": fan(700, 370, arc=0.7 * TURN, offset=0.25),
}
EACH = pytest.mark.parametrize("geometry", LARGE.values(), ids=LARGE.keys())
SMALL = {
    "arc": fan(60, 76),
    "flat": fan(60, 77, "flat"),
    "clockwise": fan(61, 76, arc=-TURN),
    "offset": fan(60, 76, offset=0.25),
    "short": fan(45, 76, arc=0.7 * TURN, start=0.2),
    "short, uneven": fan(44, 76, "flat", arc=4.3),
}


@pytest.fixture(scope="module")
def regions():
    """Return the insert phantom, a mask well inside water and the insides of every insert."""
    body, *inserts = phantom.insert_phantom(260)
    inner = [dataclasses.replace(e, a=e.a - 4, b=e.b - 4) for e in inserts]
    outer = [dataclasses.replace(e, a=e.a + 5, b=e.b + 5) for e in inserts]
    core = dataclasses.replace(body, a=body.a - 5, b=body.b - 5)
    water = phantom.labels([core, *outer], 384, PIXEL) == 1
    return (body, *inserts), water, phantom.labels([core, *inner], 384, PIXEL)


@EACH
def test_ellipse_phantom_against_truth(regions, geometry):
    ellipses, water, inside = regions
    hu = mu_to_hu(fan_fbp(phantom.line_integrals(ellipses, geometry)[None], geometry, 384, PIXEL))[0]
    means = [float(hu[inside == k].mean()) for k in range(2, 10)]
    assert means == pytest.approx([50, -50, 50, -50, 20, -20, 20, -20], abs=1)
    assert abs(float(hu[water].mean())) < 0.1


@EACH
def test_detail_stands_where_it_is_and_keeps_its_sharpness(geometry):
    """The spectrum of a bell against that of the truth: a shift turns its phase, blur lowers it."""
    for spot in ((0.0, 0.0), (80.0, -60.0), (-30.0, 95.0)):
        found = fan_fbp(bell_integrals(spot, geometry)[None], geometry, 384, PIXEL)[0]
        middle = spectrum(found, spot, 0.22, 0.28)
        assert abs(spectrum(found, spot, 0.02, 0.15).real.mean() - 1) < 0.01
        assert 0.97 < middle.real.mean() < 1.03
        assert shift(found, spot) < 0.005


Spot = tuple[float, float]
BELL = 0.8 * PIXEL


def bell_integrals(spot: Spot, geometry: FanGeometry, sd: float = BELL) -> torch.Tensor:
    angle, s = geometry.rays()
    distance = s - spot[0] * angle.cos() - spot[1] * angle.sin()
    return (20 * sd / 1000 * math.sqrt(TURN) * torch.exp(-(distance**2) / (2 * sd**2))).float()


def spectrum(picture: torch.Tensor, spot: Spot, lowest: float, highest: float) -> torch.Tensor:
    """Return the transfer function at frequencies of a band in cycles per pixel, complex."""
    kx, ky = _band(lowest, highest)
    row, column = (
        slice(round(c) - 24, round(c) + 25) for c in (191.5 - spot[1] / PIXEL, spot[0] / PIXEL + 191.5)
    )
    axis = (torch.arange(384, dtype=torch.float64) - 191.5) * PIXEL
    y, x = torch.meshgrid(-axis[row] - spot[1], axis[column] - spot[0], indexing="ij")
    turns = (kx[:, None] * x.flatten() + ky[:, None] * y.flatten()) / PIXEL
    found = torch.exp(-2j * math.pi * turns) @ picture[row, column].flatten().to(torch.complex128)
    truth = 20 * TURN * (BELL / PIXEL) ** 2 * torch.exp(-2 * (math.pi * BELL / PIXEL) ** 2 * (kx**2 + ky**2))
    return found / truth


def shift(picture: torch.Tensor, spot: Spot) -> float:
    """Return how far, in pixels, the phase below 0.15 cycles per pixel says that a bell has moved."""
    kx, ky = _band(0.02, 0.15)
    phase = -spectrum(picture, spot, 0.02, 0.15).angle()
    return float(torch.linalg.lstsq(torch.stack((kx, ky), 1), phase[:, None]).solution.norm() / TURN)


def _band(lowest: float, highest: float) -> tuple[torch.Tensor, torch.Tensor]:
    axis = torch.linspace(-0.3, 0.3, 41, dtype=torch.float64)
    radius = torch.hypot(axis, axis[:, None])
    y, x = torch.nonzero((radius >= lowest) & (radius <= highest), as_tuple=True)
    return axis[x], axis[y]


def test_short_scan_equals_full_scan(regions):
    """Noise-free rays: within 0.4 HU RMS in the body, 0.2 HU in blocks: its edge aliases in other ways."""
    ellipses, *_ = regions
    body = phantom.labels([dataclasses.replace(ellipses[0], a=124, b=95)], 384, PIXEL) > 0
    for short, full in (("short", "arc"), ("short, flat", "flat"), ("short, clockwise", "clockwise")):
        there, here = (
            fan_fbp(phantom.line_integrals(ellipses, g)[None], g, 384, PIXEL)
            for g in (LARGE[full], LARGE[short])
        )
        error = (here - there)[0] * HU_PER_MU
        assert error[body].square().mean().sqrt() < 0.4
        assert torch.nn.functional.avg_pool2d((error * body)[None], 16).abs().max() < 0.2


@pytest.mark.parametrize("kind", ["arc", "flat"])
def test_agrees_with_direct_back_projection(kind):
    geometry = fan(500, 240, kind, start=0.1)
    ellipses = phantom.insert_phantom(100)
    sino = phantom.line_integrals(ellipses, geometry)
    error = (fan_fbp(sino[None], geometry, 160, PIXEL)[0] - direct(sino.double(), geometry, 160)) * HU_PER_MU
    assert torch.nn.functional.avg_pool2d(error[None], 32).abs().max() < 0.3


def direct(sino: torch.Tensor, geometry: FanGeometry, size: int) -> torch.Tensor:
    """Return the weighted back-projection of Kak and Slaney (1988, section 3.4), ray by ray, in 1/m."""
    finer, length = 16, 1024
    gamma, pitch = geometry.fan_angles(), geometry.pitch
    n = torch.arange(length, dtype=torch.float64)
    n = torch.where(n < length / 2, n, n - length)
    taps = torch.fft.irfft(ramp(length), n=length) / pitch**2
    if geometry.kind == "arc":
        stretch = torch.where(n == 0, 1.0, n * pitch / torch.sin((n * pitch).clamp(-1.5, 1.5)))
        taps, rows = taps * stretch**2 / 2, sino * RADIUS * torch.cos(gamma)
    else:
        taps, rows = taps / 2, sino * torch.cos(gamma)
    spectrum = torch.fft.rfft(rows, n=length) * torch.fft.rfft(taps) * pitch
    rows = torch.fft.irfft(spectrum, n=length * finer) * finer
    axis = (torch.arange(size, dtype=torch.float64) - (size - 1) / 2) * PIXEL
    x, y = axis, -axis[:, None]
    picture = torch.zeros(size, size, dtype=torch.float64)
    for view in range(geometry.views):
        beta = geometry.start + view * geometry.arc / geometry.views
        across = x * math.cos(beta) + y * math.sin(beta)
        depth = RADIUS + x * math.sin(beta) - y * math.cos(beta)
        flat = geometry.kind == "flat"
        place = RADIUS * across / depth if flat else torch.atan2(across, depth)
        weight = RADIUS**2 / depth**2 if flat else 1 / (depth**2 + across**2)
        where = ((place / pitch + geometry.center) * finer).clamp(0, (geometry.bins - 1) * finer - 1)
        low = where.long()
        row = rows[view]
        picture += weight * torch.lerp(row[low], row[low + 1], where - low)
    return (picture * (TURN / geometry.views) * 1000).float()


@pytest.mark.parametrize(
    "geometry",
    [*SMALL.values(), fan(7, 76), fan(500, 76, arc=4.3)],
    ids=[*SMALL, "seven views", "short, uneven, many views"],
)
def test_line_integrals_of_a_smooth_picture(geometry):
    axis = (torch.arange(64, dtype=torch.float64) - 31.5) * PIXEL
    angle, s = geometry.rays()
    picture, truth = torch.zeros(64, 64, dtype=torch.float64), torch.zeros(geometry.views, geometry.bins)
    for a, b, sd, height in ((0.0, 0.0, 5.0, 20.0), (8.0, -6.0, 2.0, 8.0)):
        picture += height * torch.exp(-((axis - a) ** 2 + (-axis[:, None] - b) ** 2) / (2 * sd**2))
        distance = s - a * angle.cos() - b * angle.sin()
        bell = torch.exp(-(distance**2) / (2 * sd**2))
        truth = truth + height * sd / 1000 * math.sqrt(TURN) * bell
    found = fan_project(picture.float()[None], geometry, PIXEL)[0]
    assert (found - truth).square().mean().sqrt() / truth.square().mean().sqrt() < 3e-4


@pytest.mark.parametrize("geometry", SMALL.values(), ids=SMALL.keys())
def test_transposes(geometry):
    generator = torch.Generator().manual_seed(3)
    picture = torch.rand(2, 64, 64, generator=generator)
    sino = torch.rand(2, geometry.views, geometry.bins, generator=generator, requires_grad=True)
    left = (fan_project(picture, geometry, PIXEL).double() * sino).sum()
    right = (picture.double() * fan_backproject(sino, geometry, 64, PIXEL)).sum()
    assert abs(left / right - 1) < 1e-6
    found = (fan_fbp(sino, geometry, 64, PIXEL) * picture).sum()
    (slope,) = torch.autograd.grad(found, sino)
    left, right = (fan_fbp(sino, geometry, 64, PIXEL).double() * picture).sum(), (sino.double() * slope).sum()
    assert abs(left / right - 1) < 1e-6


def test_interleaved_channels_hold_twice_the_detail():
    """Channels of two pixels, whose Nyquist frequency is 0.25 cycles per pixel."""
    passed = []
    for offset in (0.0, 0.25):
        geometry = FanGeometry(1000, 190, 2 * PIXEL / RADIUS, RADIUS, offset=offset)
        found = fan_fbp(bell_integrals((10.0, 20.0), geometry)[None], geometry, 384, PIXEL)[0]
        passed.append(float(spectrum(found, (10.0, 20.0), 0.28, 0.32).real.mean()))
    assert passed[0] < 0.1
    assert passed[1] > 0.9


def test_slices_together_and_alone():
    geometry = SMALL["short"]
    sino = torch.rand(5, geometry.views, geometry.bins, generator=torch.Generator().manual_seed(4))
    together = fan_fbp(sino, geometry, 64, PIXEL)
    alone = torch.cat([fan_fbp(s[None], geometry, 64, PIXEL) for s in sino])
    assert (together - alone).abs().max() < 1e-6 * together.abs().max()


def test_scans_that_cannot_be():
    with pytest.raises(GeometryError, match="short scan must turn by"):
        fan_fbp(torch.zeros(1, 60, 76), fan(60, 76, arc=3.2), 64, PIXEL)
    with pytest.raises(GeometryError, match="evenly"):
        fan_fbp(torch.zeros(1, 60, 76), fan(60, 76, arc=TURN * 60 / 59.5), 64, PIXEL)
    with pytest.raises(GeometryError, match="do not fit"):
        fan_fbp(torch.zeros(1, 60, 75), fan(60, 76), 64, PIXEL)
