"""The losses of structure-preserving CycleGAN (Ozaki 2022 and 2023), all as means, on pictures in [-1, 1].

The publication has sums; means do not depend on the number of pixels. Weights are those of the authors' code,
UnpairedImageTranslation, as the publication names none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import torch
from torch.nn import functional

from ldct_studio.api import Config, Field

LOW, HIGH = -1000.0, 600.0
"""HU that are -1 and 1 to the networks. With the code's -600 to 400 HU the air loss would be 0 everywhere."""
HALF = (HIGH - LOW) / 2
"""HU of one unit."""
Features = Callable[[torch.Tensor], torch.Tensor]
_CODE = "As in the authors' code."


class Losses(Config):
    """What counts how much; the plain CycleGAN has no perceptual, auto-encoder and air loss."""

    cycle: float = Field(10.0, ge=0, le=1000, title="Cycle loss", description=_CODE)
    perceptual: float = Field(
        1.0,
        ge=0,
        le=1000,
        title="Perceptual loss",
        description="As in the authors' example, but with its gradient, which their code leaves out.",
    )
    autoencoder: float = Field(1.0, ge=0, le=1000, title="Auto-encoder loss", description=_CODE)
    air: float = Field(1.0, ge=0, le=1000, title="Air loss", description="As in the authors' example.")
    domain: float = Field(
        0.1,
        ge=0,
        le=1000,
        title="Domain loss",
        description="A picture that is of the wanted kind already should stay as it is. As in the code.",
    )
    adversarial: float = Field(1.0, ge=0, le=1000, title="Adversarial loss", description=_CODE)
    jitter: float = Field(
        0.2,
        ge=0,
        le=1,
        title="Label jitter",
        description="SD of the noise on what a discriminator is taught. As in the authors' code.",
    )
    air_below: float = Field(
        -600.0,
        gt=LOW,
        lt=HIGH,
        title="Air below",
        description="As published.",
        json_schema_extra={"unit": "HU"},
    )
    air_kind: Literal["depth", "either"] = Field(
        "depth",
        title="Kind of air loss",
        description="Depth below the threshold, as published but continuous; or pixels that are air in one "
        "of the two pictures alone, as in the authors' code.",
    )


def scaled(hu: torch.Tensor) -> torch.Tensor:
    """Return HU as the networks see them: clipped, -1 at -1000 HU and 1 at 600 HU."""
    return (hu.clamp(LOW, HIGH) - LOW) / HALF - 1


def in_hu(picture: torch.Tensor) -> torch.Tensor:
    """Return pictures in [-1, 1] in HU."""
    return LOW + HALF * (picture + 1)


def judged_loss(answers: torch.Tensor, wanted: torch.Tensor | float) -> torch.Tensor:
    """Return the mean squared distance of a discriminator's answers from what it should say (LSGAN).

    ``wanted`` is 1 for real, 0 for made pictures, plus label jitter where there is any.
    """
    return (answers - wanted).square().mean()


def distance(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return the mean absolute difference: the cycle, auto-encoder and domain losses."""
    return (one - other).abs().mean()


def perceptual_loss(features: Features, made: torch.Tensor, given: torch.Tensor) -> torch.Tensor:
    """Return the mean squared difference of features of pictures (n, 1, y, x); it has a gradient."""
    with torch.no_grad():
        wanted = features(given)
    return (features(made) - wanted).square().mean()


def air_loss(
    made: torch.Tensor, given: torch.Tensor, below: float, kind: Literal["depth", "either"] = "depth"
) -> torch.Tensor:
    """Return by how much air was filled or made; pictures and threshold in the same unit.

    ``depth``: mean |ψ(made) - ψ(given)| with ψ(x) = min(x - below, 0), the publication's "x if x < C, else 0"
    made continuous, so that it is in HU what it is scaled but for the factor. ``either``: mean |made - given|
    where one of them alone is at or below the threshold.
    """
    if kind == "either":
        return (distance_map(made, given) * ((made <= below) ^ (given <= below))).mean()
    return distance((made - below).clamp(max=0), (given - below).clamp(max=0))


def distance_map(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return the absolute difference pixel by pixel."""
    return (one - other).abs()


def labels(like: torch.Tensor, real: bool, jitter: float, chance: torch.Generator) -> torch.Tensor:
    """Return what a discriminator should answer, with jitter, one number per picture, (n, 1, 1, 1)."""
    noise = torch.randn(len(like), 1, 1, 1, generator=chance).to(like)
    return float(real) + jitter * noise


def blurred(picture: torch.Tensor, sigma: float) -> torch.Tensor:
    """Return pictures (n, 1, y, x) smoothed by a Gaussian of an SD in pixels, the edge repeated outwards."""
    if sigma <= 0:
        return picture
    half = max(1, round(4 * sigma))
    line = torch.arange(-half, half + 1, dtype=picture.dtype, device=picture.device)
    weights = torch.exp(-line.square() / (2 * sigma**2))
    weights = weights / weights.sum()
    wide = functional.pad(picture, (half,) * 4, mode="replicate")
    rows = functional.conv2d(wide, weights.view(1, 1, 1, -1))
    return functional.conv2d(rows, weights.view(1, 1, -1, 1))
