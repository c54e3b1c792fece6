"""Descent: a transform moved to where two scans of heads tell the most of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...core.cancel import check
from ...core.volume import Volume
from ..itk import image, watched
from .likeness import BINS

if TYPE_CHECKING:
    import SimpleITK

_RADIUS_MM = 70.0
"""Unit of length: a turn by 1 rad then moves the cortex about as far as a shift by 1, and one step length
fits both. ITK measures its steps in plain parameters."""
_SMALLEST_MM, _ROUNDS, _RELAXED = 0.02, 80, 0.6
_SAMPLES, _SEED = 50_000, 7


def descend(
    place: SimpleITK.Euler3DTransform | SimpleITK.AffineTransform,
    fixed: Volume,
    moving: Volume,
    mask: npt.NDArray[np.bool_],
    step_mm: float,
) -> None:
    """Move a transform, in LPS mm, from a scan to another one so that the first comes to lie on the second.

    Mattes' mutual information of 32 bins over at most 50 000 random voxels of a mask (z, y, x) is made
    largest by regular steps down its gradient, shortened where that turns back (Mattes et al. 2003, IEEE
    TMI 22: 120). The same scans give the same place. Raises RuntimeError where the scans lose one another,
    ``Cancelled`` where nobody waits.
    """
    import SimpleITK

    method = SimpleITK.ImageRegistrationMethod()
    method.SetMetricAsMattesMutualInformation(BINS)
    method.SetMetricUseMovingImageGradientFilter(False)
    method.SetInterpolator(SimpleITK.sitkLinear)
    method.SetMetricFixedMask(_small(fixed, mask.astype(np.uint8)))
    method.SetMetricSamplingStrategy(method.RANDOM)
    method.SetMetricSamplingPercentage(min(1.0, _SAMPLES / max(int(mask.sum()), 1)), _SEED)
    method.SetOptimizerAsRegularStepGradientDescent(
        step_mm / _RADIUS_MM,
        _SMALLEST_MM / _RADIUS_MM,
        _ROUNDS,
        relaxationFactor=_RELAXED,
        gradientMagnitudeTolerance=1e-8,
    )
    _scaled(place, 1 / _RADIUS_MM)
    method.SetInitialTransform(place, inPlace=True)
    watched(method, lambda level: None)
    method.Execute(*(_small(one, one.data.numpy()) for one in (fixed, moving)))
    check()
    _scaled(place, _RADIUS_MM)


def _small(volume: Volume, values: npt.NDArray[np.generic]) -> SimpleITK.Image:
    made = image(volume, values)
    made.SetSpacing([pitch / _RADIUS_MM for pitch in made.GetSpacing()])
    made.SetOrigin([at / _RADIUS_MM for at in made.GetOrigin()])
    return made


def _scaled(place: SimpleITK.Euler3DTransform | SimpleITK.AffineTransform, factor: float) -> None:
    center, shift = place.GetCenter(), place.GetTranslation()
    place.SetCenter([at * factor for at in center])
    place.SetTranslation([way * factor for way in shift])
