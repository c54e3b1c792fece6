"""The noise of a scan in a flat region: its variance, how sure that is, and its spectrum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError
from .quality import Spectrum, noise_power, radial

Blocks = Sequence[Sequence[int]]
"""Rows that show the same structure: each block is freed from its own mean."""
_SIDES = (64, 48, 32, 24, 16, 12, 8)
"""Squares that a spectrum is taken of, in pixels."""
_COVERED = 0.75
"""The largest squares are taken that cover at least this share of what the best ones cover."""
_TREND = 6
"""Terms of the polynomial that a single row is freed from."""
_FEWEST = 40
"""Pixels without which a region says too little."""


@dataclass(frozen=True, eq=False)
class RegionNoise:
    """What a flat region shows: ``mean`` in HU, ``variance`` in HU², and the freedom of the variance.

    ``freedom`` is the number of independent values behind the variance: its relative SD is √(2/freedom).
    ``spectrum`` is None where no square lies in the region, else that of ``averaged`` independent squares.
    """

    mean: float
    variance: float
    freedom: float
    spectrum: Spectrum | None
    averaged: float = 1.0
    beyond: float = 0.0
    """Share of the noise power beyond the Nyquist frequency of rows and columns, along the diagonals."""

    @property
    def sd(self) -> float:
        """SD of the noise in HU."""
        return math.sqrt(self.variance)

    @property
    def mean_frequency(self) -> float | None:
        """Mean frequency of the noise power up to Nyquist in 1/mm, every sample of the 2-D spectrum alike.

        f_av of TG-233 takes every ring alike, and hangs on those of few samples.
        """
        if self.spectrum is None:
            return None
        weight = self.spectrum.power * self.spectrum.samples
        return float((self.spectrum.frequency * weight).sum() / weight.sum())

    @property
    def frequency_error(self) -> float:
        """Relative SD of the mean frequency; infinite without a spectrum.

        Of n samples of a real picture in a ring n/2 are independent, each with an exponential law.
        """
        s, mean = self.spectrum, self.mean_frequency
        if s is None or not mean:
            return math.inf
        weight = s.power * s.samples
        error = (weight * (s.frequency - mean)).square() * 2 / (s.samples * self.averaged)
        return math.sqrt(float(error.sum())) / float(weight.sum()) / mean


def without_structure(rows: torch.Tensor, mask: torch.Tensor, blocks: Blocks) -> torch.Tensor:
    """Return rows (n, y, x), float64, whose mean square in ``mask`` (y, x) is the variance of their noise.

    Rows of a block are freed from the block's mean, which holds what does not change from one to the next,
    and scaled for what the mean took of the noise. A block of one row is freed from the second-order
    polynomial that fits best within the mask.
    """
    result = torch.empty(rows.shape, dtype=torch.float64)
    for block in blocks:
        chosen = rows[list(block)].double()
        if len(block) > 1:
            scale = math.sqrt(len(block) / (len(block) - 1))
            result[list(block)] = (chosen - chosen.mean(0)) * scale
        else:
            result[list(block)] = _untrended(chosen[0], mask)[None]
    return result


def _untrended(row: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    y = torch.linspace(-1, 1, row.shape[0], dtype=torch.float64)[:, None].expand(row.shape)
    x = torch.linspace(-1, 1, row.shape[1], dtype=torch.float64).expand(row.shape)
    terms = torch.stack([torch.ones_like(x), x, y, x * x, x * y, y * y], -1)
    inside = terms[mask]
    if len(inside) <= 2 * _TREND:
        raise GeometryError("A region holds too few pixels; draw it larger.")
    found = torch.linalg.lstsq(inside, row[mask][:, None]).solution[:, 0]
    freed: torch.Tensor = row - terms @ found
    return freed * math.sqrt(len(inside) / (len(inside) - _TREND))


def region_noise(
    pictures: Sequence[torch.Tensor], mask: torch.Tensor, blocks: Blocks, pixel_mm: float
) -> RegionNoise:
    """Measure the noise in ``mask`` (y, x) of ``pictures``: stacks (n, y, x) in HU of the same rows.

    Several stacks are of several noises over the same structure; their freedoms add up. Noise of
    neighboring pixels is alike: a field with the power spectrum P has (ΣP)²/(M·ΣP²) independent values per
    pixel for its variance, M being the number of frequencies. Raises ``GeometryError`` for a region of fewer
    than 40 pixels or with values that are not numbers.
    """
    count = int(mask.sum())
    if count < _FEWEST:
        raise GeometryError(f"A region of {count} pixels says too little; draw it larger.")
    cleaned = [without_structure(rows, mask, blocks) for rows in pictures]
    values = torch.stack([part[:, mask] for part in cleaned])
    if not bool(torch.isfinite(values).all()):
        raise GeometryError("A region lies in padding, where the scan has no values; move it.")
    mean = float(torch.stack([rows[:, mask].double().mean() for rows in pictures]).mean())
    free_rows = sum(len(block) - 1 for block in blocks if len(block) > 1) or len(blocks)
    squares = torch.cat([_squares(part, mask) for part in cleaned])
    share, spectrum, averaged, beyond = 1.0, None, 1.0, 0.0
    if len(squares):
        power = noise_power(squares, pixel_mm, "mean")
        spectrum = radial(power, pixel_mm, max(0.05, 1 / (squares.shape[-1] * pixel_mm)))
        averaged = len(squares) * free_rows / sum(len(block) for block in blocks)
        share = _independent(power, averaged)
        beyond = _beyond(power)
    freedom = count * free_rows * len(pictures) * share
    return RegionNoise(mean, float(values.square().mean()), freedom, spectrum, averaged, beyond)


def _independent(power: torch.Tensor, averaged: float) -> float:
    """Return independent values per pixel; of ``averaged`` squares the mean square is too large by 1/n."""
    square = float(power.square().mean()) / (1 + 1 / max(1.0, averaged))
    return min(1.0, float(power.mean()) ** 2 / square) if square > 0 else 1.0


def _beyond(power: torch.Tensor) -> float:
    axis = torch.fft.fftfreq(power.shape[0], dtype=torch.float64)
    outside = torch.hypot(axis[:, None], axis[None, :]) > 0.5 + 1e-9
    return float(power[outside].sum() / power.sum())


def _squares(rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return squares (m, s, s) of rows (n, y, x) that lie in a mask (y, x), beside one another."""
    found = {side: _places(mask, side) for side in _SIDES}
    best = max(len(places) * side**2 for side, places in found.items())
    if not best:
        return rows.new_zeros(0, 1, 1)
    side = next(side for side in _SIDES if len(found[side]) * side**2 >= _COVERED * best)
    return torch.cat([rows[:, y : y + side, x : x + side] for y, x in found[side]])


def _places(mask: torch.Tensor, side: int) -> list[tuple[int, int]]:
    """Return the corners of the squares in a mask, of the grid of squares that has most of them."""
    at = mask.nonzero()
    (top, left), (bottom, right) = at.amin(0).tolist(), at.amax(0).tolist()
    middle = ((top + bottom + 1) // 2, (left + right + 1) // 2)
    best: list[tuple[int, int]] = []
    for shift in (0, side // 2):
        ys, xs = (
            [m - shift + k * side for k in range(-8, 8) if 0 <= m - shift + k * side <= size - side]
            for m, size in zip(middle, mask.shape, strict=True)
        )
        found = [(y, x) for y in ys for x in xs if bool(mask[y : y + side, x : x + side].all())]
        best = max(best, found, key=len)
    return best
