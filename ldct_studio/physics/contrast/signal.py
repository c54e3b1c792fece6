"""The signal of a spoiled gradient echo with gadolinium, and the concentration behind a signal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import torch

from ...core.errors import GeometryError

Agent = Literal["gadobutrol", "gadoterate", "gadoteridol"]

STANDARD_DOSE = 0.1
"""mmol of gadolinium per kg of body weight."""
RELAXIVITY: dict[Agent, dict[float, float]] = {
    "gadoterate": {1.5: 3.9, 3.0: 3.4},
    "gadobutrol": {1.5: 4.6, 3.0: 4.5},
    "gadoteridol": {1.5: 4.4, 3.0: 3.5},
}
"""r1 in L/(mmol·s) at 37 °C in plasma (Shen et al. 2015, Invest. Radiol. 50: 330)."""
MOST = 20.0
"""mmol/L that a concentration is at most: beyond it T2* takes the signal away, which is not modeled."""


@dataclass(frozen=True)
class Sequence:
    """A T1-weighted spoiled gradient echo: repetition time in ms and flip angle in degrees."""

    tr_ms: float = 5.0
    flip_deg: float = 15.0

    def __post_init__(self) -> None:
        if not (self.tr_ms > 0 and 0 < self.flip_deg < 90):
            raise GeometryError(
                "A spoiled gradient echo needs a repetition time above 0 ms and a flip angle between "
                "0° and 90°; correct them."
            )


def relaxivity(agent: Agent, field: float) -> float:
    """Return r1 in L/(mmol·s) of an agent at a field in T; ``GeometryError`` where nobody measured."""
    known = RELAXIVITY[agent]
    if field not in known:
        fields = " or ".join(f"{one:g}" for one in known)
        raise GeometryError(f"The relaxivity of {agent} at {field:g} T is not known; choose {fields} T.")
    return known[field]


def gradient_echo(t1_ms: torch.Tensor, added: torch.Tensor | float, sequence: Sequence) -> torch.Tensor:
    """Return the signal over M0, like ``t1_ms``, of tissue whose rate rose by ``added`` in 1/s.

    S/M0 = sin α (1 - E) / (1 - E cos α), E = exp(-TR·R1), R1 = 1/T1 + r1·C.
    """
    angle = math.radians(sequence.flip_deg)
    decay = torch.exp(-sequence.tr_ms * (1 / t1_ms + added / 1000))
    return math.sin(angle) * (1 - decay) / (1 - math.cos(angle) * decay)


def added_rate(signal: torch.Tensor, t1_ms: torch.Tensor, sequence: Sequence) -> torch.Tensor:
    """Return by how much the rate rose, r1·C in 1/s: the inverse of `gradient_echo`.

    A signal that no concentration reaches, because noise took it over sin α, gives infinity; one below that
    of the tissue gives a negative rate.
    """
    angle = math.radians(sequence.flip_deg)
    decay = (math.sin(angle) - signal) / (math.sin(angle) - math.cos(angle) * signal)
    rate = -torch.log(decay.clamp_(min=0)) / sequence.tr_ms
    return (rate - 1 / t1_ms) * 1000


def at_dose(
    pre: torch.Tensor, standard: torch.Tensor, fraction: float, t1_ms: torch.Tensor, sequence: Sequence
) -> torch.Tensor:
    """Return the image of a fraction of the contrast agent, like ``pre``, without added noise.

    Through the concentration: M0 is what makes ``pre`` of the tissue, the rate that makes ``standard`` of
    it is scaled by ``fraction``. A mix of the two images would be undone by scaled subtraction exactly,
    while a real signal saturates. ``t1_ms`` is that of the tissue without contrast; both images share one
    scale. The rate is at most that of ``MOST`` mmol/L of the strongest agent. Raises ``GeometryError`` for
    a negative fraction.
    """
    return with_share(taken_up(pre, standard, t1_ms, sequence), fraction, t1_ms, sequence)


def taken_up(
    pre: torch.Tensor, standard: torch.Tensor, t1_ms: torch.Tensor, sequence: Sequence
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return M0 and by how much the rate rose in 1/s, each like ``pre``: what no dose changes."""
    without = gradient_echo(t1_ms, 0.0, sequence)
    m0 = pre / without
    signal = torch.where(m0 > 0, standard / m0, without)
    strongest = max(rates[1.5] for rates in RELAXIVITY.values())
    return m0, added_rate(signal, t1_ms, sequence).clamp_(max=MOST * strongest)


def with_share(
    uptake: tuple[torch.Tensor, torch.Tensor], fraction: float, t1_ms: torch.Tensor, sequence: Sequence
) -> torch.Tensor:
    """Return the image of a fraction of what was `taken_up`; ``GeometryError`` for a negative one."""
    if not fraction >= 0:
        raise GeometryError("A dose of contrast agent cannot be negative; choose 0 % or more.")
    m0, rate = uptake
    return m0 * gradient_echo(t1_ms, rate * fraction, sequence)


def rician(image: torch.Tensor, sigma: float, generator: torch.Generator) -> torch.Tensor:
    """Return the magnitude of an image with complex Gaussian noise of this SD per channel, like ``image``."""
    real, imaginary = complex_noise(image.shape, generator, image.dtype)
    return magnitude(image, sigma, real.to(image.device), imaginary.to(image.device))


def complex_noise(
    shape: torch.Size, generator: torch.Generator, dtype: torch.dtype = torch.float32
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the two channels of standard complex Gaussian noise on the CPU."""
    real, imaginary = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    return real, imaginary


def magnitude(image: torch.Tensor, sigma: float, real: torch.Tensor, imaginary: torch.Tensor) -> torch.Tensor:
    """Return the magnitude of an image with noise of this SD in both channels, each like ``image``."""
    return torch.hypot(image + sigma * real, sigma * imaginary)


def missing_noise(sigma: float, fraction: float) -> float:
    """Return the SD per channel of what a low dose made of a real pair lacks.

    What `at_dose` makes carries ``fraction`` of the subtraction's noise; the rest has to be drawn anew, with
    variance 2 σ² (1 - fraction²), σ being the SD of either image, so that scaling the subtraction scales its
    noise as that of a true low-dose scan. Nothing is missing at a fraction of 1.
    """
    return sigma * math.sqrt(2 * max(0.0, 1 - fraction**2))
