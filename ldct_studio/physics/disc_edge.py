"""Where in a picture a disc lies whose edge can be measured, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from ..core.errors import GeometryError

Picture = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

LEAST_CONTRAST = 15.0
"""Contrast over noise from which on an edge counts (AAPM TG-233)."""
LEAST_RADIUS = 6.0
"""Radius in pixels: the edge takes six pixels of its surroundings, and no more than its radius."""
_ROUND = 0.08
"""How far, as a part of the radius, the outline may be from a circle (RMS)."""
_SMOOTH = 1.0
"""SD in pixels of the Gaussian before pieces are told apart."""
_STANDS_OUT = 3.0
"""How many times the SD of the smoothed ring a piece has to stand out of it not to be noise."""


@dataclass(frozen=True)
class DiscEdge:
    """A disc: center (row, column) and radius in pixels, and how it stands out of the ring around it."""

    center: tuple[float, float]
    radius: float
    contrast: float
    """Mean of the disc less that of the ring, in HU."""
    noise: float
    """SD in HU in the ring, what is no noise included."""


@dataclass(frozen=True)
class _Piece:
    """A piece of a picture: the middle (row, column) and radius in pixels of a circle of its area."""

    center: tuple[float, float]
    radius: float
    roughness: float
    """RMS distance of its outline from a circle, as a part of the radius."""

    @classmethod
    def of(cls, piece: Mask) -> _Piece:
        """Measure a piece (y, x)."""
        row, column = (float(at) for at in ndimage.center_of_mass(piece))
        radius = math.sqrt(piece.sum() / math.pi)
        distance = _distance(piece.shape, (row, column))[piece & ~ndimage.binary_erosion(piece)]
        return cls((row, column), radius, float(distance.std()) / radius)


def find_disc(picture: Picture, wanted: Mask) -> DiscEdge:
    """Return the disc in a picture (y, x) in HU that a region (y, x) holds or was drawn on.

    It stands out of its surroundings at half height, is closed and round, and has its middle in the region.
    Raises ``GeometryError`` with the reason where there is none.
    """
    smooth = ndimage.gaussian_filter(picture, _SMOOTH)
    halved = (_half_height(smooth, piece) for piece in _pieces(smooth, wanted))
    pieces = [piece for piece in halved if piece is not None]
    if not pieces:
        raise GeometryError(
            "There is no disc in the region: nothing closed stands out of it. Draw it around a round insert "
            "or vessel, with some of its surroundings."
        )
    round_ = [piece for piece in pieces if piece.roughness <= _ROUND]
    if not round_:
        raise GeometryError("What stands out of the region is not round; choose a round insert or vessel.")
    largest = max(round_, key=lambda piece: piece.radius)
    if largest.radius < LEAST_RADIUS:
        raise GeometryError(
            f"The disc has a radius of {largest.radius:.1f} px, and the profile of its edge needs "
            f"{LEAST_RADIUS:g} px. Choose a larger one."
        )
    return seen_in(picture, largest.center, largest.radius)


def seen_in(picture: Picture, center: tuple[float, float], radius: float) -> DiscEdge:
    """Return how a disc of known place and radius stands out of a picture (y, x) in HU."""
    distance = _distance(picture.shape, center)
    inner, ring = distance < 0.7 * radius, (distance > 1.35 * radius) & (distance < 1.85 * radius)
    if not ring.any() or not inner.any():
        raise GeometryError("The disc and its surroundings do not lie in the picture.")
    contrast = float(picture[inner].mean() - picture[ring].mean())
    return DiscEdge(center, radius, contrast, float(picture[ring].std(ddof=1)))


def why_doubtful(disc: DiscEdge) -> str:
    """Return why the edge of a disc cannot be measured, or ''."""
    if disc.noise > 0 and abs(disc.contrast) < LEAST_CONTRAST * disc.noise:
        return (
            f"The contrast of {disc.contrast:.0f} HU is {abs(disc.contrast) / disc.noise:.1f} times the SD "
            f"of {disc.noise:.0f} HU around the disc, and {LEAST_CONTRAST:g} times are needed (AAPM TG-233). "
            "Repeat averages the noise that the dose adds; other tissue in the ring does not average."
        )
    return ""


def _pieces(smooth: Picture, wanted: Mask) -> list[_Piece]:
    """Return the closed pieces above or below half height whose middle is in the region."""
    found = []
    least, most = max(0.02 * wanted.sum(), 20.0), 4 * wanted.sum()
    for level in _levels(smooth[wanted], smooth):
        for side in (smooth > level, smooth < level):
            labels, _ = ndimage.label(side)
            sizes = np.bincount(labels.ravel())
            for number in np.flatnonzero((sizes > least / 2) & (sizes < most)):
                piece = np.asarray(ndimage.binary_fill_holes(labels == number), np.bool_)
                if number and least < piece.sum() < most and _is_inside(piece, wanted):
                    found.append(_Piece.of(piece))
    return found


def _half_height(smooth: Picture, piece: _Piece) -> _Piece | None:
    """Return what stands halfway between a piece and the ring around it; None where that is noise."""
    seen = seen_in(smooth, piece.center, piece.radius)
    if abs(seen.contrast) < _STANDS_OUT * seen.noise:
        return None
    row, column = (round(at) for at in piece.center)
    ring = float(smooth[_distance(smooth.shape, piece.center) < 0.7 * piece.radius].mean()) - seen.contrast
    labels, _ = ndimage.label((smooth - ring) / seen.contrast > 0.5)
    whole = np.asarray(ndimage.binary_fill_holes(labels == labels[row, column]), np.bool_)
    return _Piece.of(whole) if labels[row, column] and not _is_open(whole) else None


def _levels(values: Picture, smooth: Picture) -> list[float]:
    """Return values halfway between tissues: within the region, and between it and its surroundings."""
    low, high = np.quantile(values, (0.05, 0.95))
    around = float(np.median(smooth))
    return [float(low + high) / 2, (float(np.median(values)) + around) / 2]


def _is_open(piece: Mask) -> bool:
    return bool(piece[0].any() or piece[-1].any() or piece[:, 0].any() or piece[:, -1].any())


def _is_inside(piece: Mask, wanted: Mask) -> bool:
    """Say whether a piece is closed within the picture and has its middle in the region."""
    if _is_open(piece):
        return False
    row, column = (round(float(at)) for at in ndimage.center_of_mass(piece))
    return bool(wanted[row, column])


def _distance(shape: tuple[int, ...], center: tuple[float, float]) -> Picture:
    y = np.arange(shape[0], dtype=np.float64)[:, None] - center[0]
    x = np.arange(shape[1], dtype=np.float64)[None, :] - center[1]
    return np.hypot(y, x)
