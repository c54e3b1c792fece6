"""The accuracy that the engine promises, measured on the very geometry that is timed beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ldct_studio.core.projections import FanGeometry, Geometry, ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.fan import fan_fbp
from ldct_studio.physics.fbp import fbp, ramp
from ldct_studio.physics.noise import normal_field
from ldct_studio.physics.preview import LEAST, Preview
from ldct_studio.physics.projector import project
from tests.bench import peers

LENGTH = 2048


@dataclass
class Gates:
    """Figures by name, and whether all of them are good enough."""

    figures: dict[str, float] = field(default_factory=dict)
    good: bool = True

    def check(self, name: str, value: float, limit: float, *, above: bool = False) -> None:
        """Print and keep a figure that must stay below, or ``above``, a limit."""
        kept = value > limit if above else value < limit
        word = "above" if above else "below"
        print(f"{name:52} {value:10.3g}  ({word} {limit:g}){'' if kept else '  MISSED'}", flush=True)
        self.figures[name] = value
        self.good &= kept


def gates(geometry: ScanGeometry, size: int, pixel: float, astra: peers.Astra | None) -> Gates:
    """Print every figure with its limit and return them."""
    found = Gates()
    _flat_regions(found, geometry, size, pixel, astra)
    _blocks(found, geometry, size, pixel)
    _bells(found, geometry, size, pixel)
    _projection(found, geometry, size, pixel)
    _preview(found, geometry)
    return found


def _flat_regions(
    found: Gates, geometry: ScanGeometry, size: int, pixel: float, astra: peers.Astra | None
) -> None:
    """Check FBP of exact line integrals against the truth, 6 pixels off every edge, at equal blur too."""
    ellipses = phantom.insert_phantom(320)
    sino, truth = phantom.line_integrals(ellipses, geometry), phantom.picture(ellipses, size, pixel)
    high = F.max_pool2d(truth[None, None], 13, 1, 6)[0, 0]
    flat = (high == -F.max_pool2d(-truth[None, None], 13, 1, 6)[0, 0]) & (truth > 0)

    def error(picture: torch.Tensor) -> tuple[float, float]:
        difference = ((picture - truth) * HU_PER_MU)[flat]
        return float(difference.mean()), float(difference.square().mean().sqrt())

    bias, rmse = error(fbp(sino[None], geometry, size, pixel)[0])
    _, equal = error(fbp(_blurred(sino)[None], geometry, size, pixel)[0])
    found.check("flat regions: |bias|, HU", abs(bias), 0.1)
    print(f"flat regions: RMSE {rmse:.2f} HU, at the blur of linear interpolation {equal:.2f} HU")
    if astra is not None:
        shift, other = error(astra.fbp(sino))
        print(f"ASTRA linear: bias {shift:+.3f} HU, RMSE {other:.2f} HU (its interpolation is that blur)")
        found.check("RMSE at equal blur over ASTRA's", equal / other, 1.0)


def _blocks(found: Gates, geometry: ScanGeometry, size: int, pixel: float) -> None:
    """Check means over blocks of 32² pixels against a direct FBP of finely sampled rows."""
    ellipses = phantom.insert_phantom(320)
    sino = phantom.line_integrals(ellipses, geometry)
    error = (fbp(sino[None], geometry, size, pixel)[0] - _direct(sino, geometry, size, pixel)) * HU_PER_MU
    inside = (
        torch.hypot(*torch.meshgrid(*(2 * [torch.arange(size) - (size - 1) / 2]), indexing="ij")) < size / 2
    )
    means = F.avg_pool2d(error[None, None] * inside, 32)
    found.check("means over 32² pixels against direct FBP, HU", float(means.abs().max()), 0.3)


def _direct(
    sino: torch.Tensor, geometry: ScanGeometry, size: int, pixel: float, fine: int = 8
) -> torch.Tensor:
    """Return the FBP by linear interpolation of rows sampled ``fine`` times as densely."""
    length = LENGTH * 2
    spectrum = torch.fft.rfft(sino.double(), n=length) * ramp(length)
    rows = torch.fft.irfft(spectrum, n=fine * length)[:, : fine * geometry.bins] * fine
    axis = (torch.arange(size) - (size - 1) / 2) * pixel
    picture = torch.zeros(size, size, dtype=torch.float64)
    angles, _ = geometry.rays()
    for row, angle in zip(rows, angles[:, 0].tolist(), strict=True):
        s = axis * math.cos(angle) - axis[:, None] * math.sin(angle)
        place = ((s / geometry.pitch + (geometry.bins - 1) / 2) * fine).clamp(0, len(row) - 2)
        left = place.long()
        picture += torch.lerp(row[left], row[left + 1], (place - left).double())
    return (picture * (math.pi / geometry.views / (geometry.pitch / 1000))).float()


def _bells(found: Gates, geometry: ScanGeometry, size: int, pixel: float) -> None:
    """Check the transfer at 0.25 cycles per pixel, at the center and off it, from narrow bells."""
    radius = 850 * pixel
    fans = (FanGeometry(1152, 736, 1 / 850, radius), FanGeometry(1152, 736, pixel, radius, "flat"))
    for name, rays in (("parallel", geometry), ("fan, arc", fans[0]), ("fan, flat", fans[1])):
        for where, spot in (("center", (0.0, 0.0)), ("off center", (100 * pixel, 140 * pixel))):
            found.check(
                f"transfer at 0.25/pixel, {name}, {where}",
                _transfer(rays, size, pixel, spot),
                0.97,
                above=True,
            )


def _transfer(rays: Geometry, size: int, pixel: float, spot: tuple[float, float]) -> float:
    sd = 0.8 * pixel
    angle, s = rays.rays()
    distance = s - spot[0] * angle.cos() - spot[1] * angle.sin()
    sino = (20 * sd / 1000 * math.sqrt(2 * math.pi) * torch.exp(-(distance**2) / (2 * sd**2))).float()[None]
    picture = (fbp if isinstance(rays, ScanGeometry) else fan_fbp)(sino, rays, size, pixel)[0]  # type: ignore[operator]
    axis = (torch.arange(size, dtype=torch.float64) - (size - 1) / 2) * pixel
    y, x = torch.meshgrid(-axis - spot[1], axis - spot[0], indexing="ij")
    near = torch.hypot(x, y) < 24 * pixel
    turn = torch.linspace(0, math.pi, 24, dtype=torch.float64)[:, None]
    phase = 0.25 / pixel * (x[near] * turn.cos() + y[near] * turn.sin())
    seen = (torch.exp(-2j * math.pi * phase) @ picture[near].to(torch.complex128)).real.mean()
    truth = 20 * 2 * math.pi * (sd / pixel) ** 2 * math.exp(-2 * (math.pi * sd / pixel * 0.25) ** 2)
    return float(seen) / truth


def _projection(found: Gates, geometry: ScanGeometry, size: int, pixel: float) -> None:
    """Check line integrals of a sum of Gaussians."""
    spots = ((60.0, -30.0, 12.0), (-70.0, 40.0, 20.0), (10.0, 90.0, 8.0))
    axis = (torch.arange(size, dtype=torch.float64) - (size - 1) / 2) * pixel
    angle, s = geometry.rays()
    picture, truth = torch.zeros(size, size), torch.zeros(geometry.views, geometry.bins, dtype=torch.float64)
    for x, y, sd in spots:
        picture += (20 * torch.exp(-((axis - x) ** 2 + (-axis[:, None] - y) ** 2) / (2 * sd**2))).float()
        distance = s - x * angle.cos() - y * angle.sin()
        truth += 20 * sd / 1000 * math.sqrt(2 * math.pi) * torch.exp(-(distance**2) / (2 * sd**2))
    error = project(picture[None], geometry, pixel)[0] - truth
    relative = float(error.square().mean().sqrt() / truth.square().mean().sqrt())
    found.check("projection of Gaussians, relative RMS", relative, 2e-4)


def _preview(found: Gates, geometry: ScanGeometry) -> None:
    """Check the SD of any ray in a preview against the formula, at 41 doses and 1e4 photons."""
    exp_p = torch.linspace(0, 5.5, geometry.views * geometry.bins).exp().view(geometry.views, -1)
    told = Preview.of(
        exp_p, exp_p, 1e4, math.sqrt(10), normal_field(7, 0, geometry), lambda rays: rays[:, :1]
    )
    basis = (told.rays[:, None] * (1 + told.taus * told.rays[:, None])).sqrt()
    worst = 0.0
    for dose in torch.logspace(math.log10(LEAST), math.log10(0.99), 41).tolist():
        dose = max(dose, LEAST)
        g = told.rays
        exact = ((1 / dose - 1) * g + (1 / dose**2 - 1) * 10 * g * g).sqrt()
        worst = max(worst, float((basis @ told.coefficients(dose) / exact - 1).abs().max()))
    found.check("SD of any ray in a preview, relative error", worst, 1e-3)


def _blurred(sino: torch.Tensor) -> torch.Tensor:
    """Return rows with the low-pass sinc² that linear interpolation between bins amounts to."""
    spectrum = torch.fft.rfft(sino, n=LENGTH) * torch.sinc(torch.fft.rfftfreq(LENGTH)) ** 2
    return torch.fft.irfft(spectrum, n=LENGTH)[:, : sino.shape[-1]]
