"""d′ of a disc in the noise of a region, at every picture: NPW from templates that are made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.lane import Frame
from ..core.roi import Region
from ..physics.detectability import Disc, disc_spectrum, frequencies
from ..physics.fbp import window
from ..physics.rows import pixel_of
from ..probe.reading import Reading
from . import figures
from .language import tr
from .plot_detect import LEAST_MM, apodization_of, beyond
from .plot_noise import square_around
from .probe_survey import Survey

_Array = npt.NDArray[np.float64]
TASK = Disc()
"""The task of the column, and of the plot until it is set there: a disc of 5 mm and 15 HU."""


@dataclass(frozen=True, eq=False)
class Template:
    """What one square of noise is read with: S² (s, s) in HU²·mm⁴ and its integral, and the trend's basis."""

    energy: _Array
    seen: float
    trend: _Array
    """The second-order polynomials of a square, orthonormal, (6, s²)."""
    pixel: float

    def npw(self, patch: _Array) -> float:
        """Return d′ of NPW in the noise of a square (s, s) in HU; raise ``GeometryError`` without noise.

        d′² = (Σ S² du²)² / Σ S² N du², N = Δx²/s² · |DFT(patch − trend)|² (AAPM TG-233), as the d′ plot; in
        numpy, whose small transforms wait for no other thread.
        """
        side = len(patch)
        power = np.abs(np.fft.fft2(self._rest(patch))) ** 2 * (self.pixel / side) ** 2
        noise = float((self.energy * power).sum()) / (side * self.pixel) ** 2
        if noise <= 0:
            raise GeometryError(tr("Without noise every signal is seen: there is no d'."))
        return float(self.seen / np.sqrt(noise))

    def variance(self, patch: _Array) -> float:
        """Return the integral of N of a square (s, s) in HU, a variance in HU²."""
        return float(np.square(self._rest(patch)).mean())

    def _rest(self, patch: _Array) -> _Array:
        flat = patch.ravel()
        trend: _Array = np.einsum("kn,k->n", self.trend, np.einsum("kn,n->k", self.trend, flat))
        return (flat - trend).reshape(patch.shape)


def detectability(frame: Frame, roi: Region) -> float:
    """Return d′ of NPW of `TASK` in a square of noise around a region; raise ``GeometryError``."""
    if frame.image is None:
        raise GeometryError(frame.error)
    square = square_around(roi, frame.cuts)
    patch, pixel = frame.image[square].astype(np.float64), pixel_of(frame.cuts)
    if not LEAST_MM <= TASK.diameter_mm <= len(patch) * pixel / 2:
        raise GeometryError(
            tr(
                "A disc of {0} mm needs a square of noise twice as wide, and this one is {1} mm; "
                "draw a larger region."
            ).format(figures.fixed(TASK.diameter_mm, 0), figures.fixed(len(patch) * pixel, 0))
        )
    return template(len(patch), pixel, apodization_of(frame), TASK).npw(patch)


def beyond_region(frame: Frame, roi: Region) -> str:
    """Return why the d′ that `detectability` finds is doubtful, or ''; raise ``GeometryError``."""
    if frame.image is None:
        raise GeometryError(frame.error)
    patch = frame.image[square_around(roi, frame.cuts)].astype(np.float64)
    read = template(len(patch), pixel_of(frame.cuts), apodization_of(frame), TASK)
    return beyond(frame, roi, read.variance(patch), len(patch))


@lru_cache(maxsize=32)
def template(side: int, pixel: float, apodization: Apodization, task: Disc) -> Template:
    """Return what squares of one size are read with: the spectrum of the disc, blurred by FBP's window."""
    kept = window(apodization, 2 * frequencies(side, pixel) * pixel).double()
    signal = disc_spectrum(side, pixel, task.diameter_mm, task.contrast) * kept
    energy = signal.square().numpy()
    y, x = np.meshgrid(np.linspace(-1, 1, side), np.linspace(-1, 1, side), indexing="ij")
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y]).reshape(6, -1)
    trend = np.ascontiguousarray(np.linalg.qr(terms.T).Q.T)
    return Template(energy, float(energy.sum()) / (side * pixel) ** 2, trend, pixel)


def probed(survey: Survey | None, frame: Frame, roi: Region) -> tuple[float, str] | None:
    """Return d′ of CHO in a pane and what it is, where the disc of `TASK` was probed in the region.

    None where nothing was probed there, or at another dose, noise, slice or method.
    """
    if survey is None or (survey.task.diameter, survey.task.contrast) != (TASK.diameter_mm, TASK.contrast):
        return None
    asked, shown = survey.request, frame.request
    if asked.source is not shown.source or (asked.dose, asked.seed) != (shown.dose, shown.seed):
        return None
    found = next((one for one in survey.results if one.lane.steps == frame.lane.steps), None)
    if found is None or not isinstance(found.reading, Reading) or not _inside(survey, frame, roi):
        return None
    seen = found.reading.detectability
    low, high = figures.fixed(seen.low, 2), figures.fixed(seen.high, 2)
    said = tr("CHO of {0} seeds in the region, 95 % CI {1} to {2} (Physics at this place).")
    return seen.value, said.format(survey.task.seeds, low, high)


def _inside(survey: Survey, frame: Frame, roi: Region) -> bool:
    """Whether the disc lay in the slice of the picture and in the region."""
    row, down, right = (round(place) for place in frame.cuts.index(survey.place))
    if row != frame.row:
        return False
    mask = roi.mask(frame.cuts)
    return 0 <= down < mask.shape[0] and 0 <= right < mask.shape[1] and bool(mask[down, right])
