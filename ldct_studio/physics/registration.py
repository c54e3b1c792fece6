"""Registration: the turn and the shift that lay another scan of a patient onto the current one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from ..core.cancel import check
from ..core.errors import GeometryError
from ..core.grid import Point
from ..core.rigid import Rigid
from ..core.volume import Volume
from .itk import Told, coarse, image, rigid_of, transform_of, watched
from .reslicing import at_points

FINE_MM, COARSE_MM = 2.0, 8.0
"""Voxels that the last level sees, and those that the first place is looked for with."""
LEAST_OVERLAP = 0.25
"""Of the body in the current scan, so much has to lie within the other one."""
LEAST_ALIKE = 0.4
"""Correlation of two scans of one part of one body, below which a result is not believed."""
_RANGE = (-1000.0, 600.0)
"""HU that are compared: metal and what lies outside the field of view do not decide."""
_BODY, _ROOM_MM = -300.0, 6.0
_FEW_ROWS = 4
"""Below this many rows of 2 mm a scan says nothing about tilts and the way along z."""
_LEVELS = ((4, 2.0), (2, 1.0), (1, 0.0))
"""Shrink factor of each level, and its smoothing (SD) in widths of the thickest voxel."""
_ROUNDS, _STEP_MM, _SMALLEST_MM, _SAMPLES = 120, 2.0, 0.01, 120_000
_STEP_Z_MM = 10.0


@dataclass(frozen=True)
class Registration:
    """Where the same anatomy lies, and the correlation of both scans in the body before and after."""

    rigid: Rigid
    before: float
    after: float
    in_plane: bool = False
    """Whether a scan had too few slices to tell more than a turn and a shift within them."""
    step_mm: float = 0.0
    """Where ``in_plane``, how far apart the places along z were that it was chosen from; 0: it was kept."""


def register(
    current: Volume,
    other: Volume,
    start: Rigid,
    told: Told = lambda done, total: None,
    *,
    known: bool = True,
) -> Registration:
    """Return how the other scan lies on the current one; ``start`` is where it lies by its positions.

    The correlation of both, over the body in the current scan, is made largest by gradient descent in three
    levels (ITK's image registration); the first place is the best of ``start``, the middles of the bodies on
    one another, and shifts of them along z. Scans of too few slices are turned and moved within them alone;
    the way along z is then that of ``start`` where it is ``known``, else that of the other scan's slice that
    looks most alike. Where nothing lies better than ``start``, that is returned, ``after`` being ``before``.
    ``told`` hears how many of how many steps are done. Raises
    ``GeometryError`` where modality, overlap or likeness do not suffice, ``Cancelled`` where nobody waits.
    """
    if {current.unit, other.unit} != {"HU"}:
        raise GeometryError("Only CT is registered to CT, as both have to be in HU; choose another prior.")
    fixed, moving = coarse(current, FINE_MM), coarse(other, FINE_MM)
    body = _body(fixed)
    flat = min(fixed.grid.shape[0], moving.grid.shape[0]) < _FEW_ROWS
    sight = _Sight(coarse(current, COARSE_MM), coarse(other, COARSE_MM, across=not flat))
    places = sight.within(start, known) if flat else sight.around(start)
    first = sight.best(places)
    told(1, len(_LEVELS) + 2)
    rigid = _descended(fixed, body, moving, first, flat, told)
    before, after = (_correlation(fixed, body, moving, place) for place in (start, rigid))
    if max(before, after) < LEAST_ALIKE:
        raise GeometryError(
            f"The two scans do not get more alike than a correlation of {max(before, after):.2f}; "
            "check that they show the same part of the same patient."
        )
    told(len(_LEVELS) + 2, len(_LEVELS) + 2)
    if after < before:
        return Registration(start, before, before, flat)
    return Registration(rigid, before, after, flat, other.grid.spacing[0] if flat and not known else 0.0)


class _Sight:
    """Two coarse scans, and how alike they are where one is laid onto the other."""

    def __init__(self, current: Volume, other: Volume) -> None:
        self._current, self._other = current, other
        self._body, self._other_body = _body(current), _body(other)

    def best(self, places: Iterable[Rigid]) -> Rigid:
        """Return the best of some first places; raise GeometryError where none overlaps enough."""
        found = [(self._score(place), place) for place in places]
        alike, place = max(found, key=lambda one: one[0])
        if alike <= -1:
            raise GeometryError(
                f"The two scans share less than {LEAST_OVERLAP:.0%} of the body; "
                "choose a prior of the same part."
            )
        return place

    def around(self, start: Rigid) -> Iterator[Rigid]:
        """Return ``start``, the middles of the bodies on one another, and shifts of them along z."""
        here, there = _middle(self._current, self._body), _middle(self._other, self._other_body)
        yield replace(start, center=here) if start == Rigid() else start
        heights = [volume.grid.shape[0] * volume.grid.spacing[0] for volume in (self._current, self._other)]
        steps = int(sum(heights) / 2 // _STEP_Z_MM) if max(heights) > _STEP_Z_MM else 0
        for step in range(-steps, steps + 1):
            yield Rigid.between(here, (there[0], there[1], there[2] + step * _STEP_Z_MM))

    def within(self, start: Rigid, known: bool) -> Iterator[Rigid]:
        """Return ``start``, and the middle of the current body on those of the other scan's slices.

        Where the way along z is ``known``, only the slice that is nearest there, moved to it.
        """
        here = _middle(self._current, self._body)
        yield replace(start, center=here) if start == Rigid() else start
        middles = list(_row_middles(self._other, self._other_body))
        if known:
            z = start(here)[2]
            x, y, _ = min(middles, key=lambda middle: abs(middle[2] - z))
            middles = [(x, y, z)]
        for there in middles:
            yield Rigid.between(here, there)

    def _score(self, place: Rigid) -> float:
        check()
        try:
            return _correlation(self._current, self._body, self._other, place)
        except GeometryError:
            return -1.0


def _descended(
    fixed: Volume, body: npt.NDArray[np.bool_], moving: Volume, first: Rigid, flat: bool, told: Told
) -> Rigid:
    """Return the place after gradient descent from the first one."""
    import SimpleITK

    method = SimpleITK.ImageRegistrationMethod()
    method.SetMetricAsCorrelation()
    method.SetInterpolator(SimpleITK.sitkLinear)
    method.SetMetricFixedMask(image(fixed, body.astype(np.uint8), flat))
    method.SetMetricSamplingStrategy(method.RANDOM)
    shares = [min(1.0, _SAMPLES * (1 if flat else shrink**3) / fixed.data.numel()) for shrink, _ in _LEVELS]
    method.SetMetricSamplingPercentagePerLevel(shares, 7)
    method.SetShrinkFactorsPerLevel([1 if flat else shrink for shrink, _ in _LEVELS])
    widest = max(*fixed.grid.spacing[1:], 0 if flat else fixed.grid.spacing[0], *moving.grid.spacing[1:])
    method.SetSmoothingSigmasPerLevel([share * widest for _, share in _LEVELS])
    method.SmoothingSigmasAreSpecifiedInPhysicalUnitsOn()
    method.SetOptimizerAsRegularStepGradientDescent(
        _STEP_MM, _SMALLEST_MM, _ROUNDS, relaxationFactor=0.6, gradientMagnitudeTolerance=1e-8
    )
    method.SetOptimizerScalesFromPhysicalShift()
    if flat:
        method.SetOptimizerWeights([0, 0, 1, 1, 1, 0])
    start = transform_of(first)
    method.SetInitialTransform(start, inPlace=True)
    watched(method, lambda level: told(2 + level, len(_LEVELS) + 2))
    images = [image(v, v.data.clamp(*_RANGE).numpy(), flat) for v in (fixed, moving)]
    try:
        method.Execute(*images)
    except RuntimeError as error:
        raise GeometryError("The two scans drifted apart; choose a prior of the same part.") from error
    check()
    return rigid_of(start)


def _body(volume: Volume) -> npt.NDArray[np.bool_]:
    """Return the largest connected body, its lungs filled row by row, with some air around it."""
    parts, count = ndimage.label(volume.data.numpy() > _BODY)
    if count == 0:
        raise GeometryError("One of the two scans shows nothing but air; choose another prior.")
    body = parts == 1 + int(np.argmax(np.bincount(parts.ravel())[1:]))
    room = [max(round(_ROOM_MM / pitch), 1) for pitch in volume.grid.spacing[1:]]
    around = np.ones((1, 2 * room[0] + 1, 2 * room[1] + 1), bool)
    filled = np.stack([ndimage.binary_fill_holes(row) for row in body])
    return np.asarray(ndimage.binary_dilation(filled, around))


def _middle(volume: Volume, body: npt.NDArray[np.bool_]) -> Point:
    z, y, x = (float(place.mean()) for place in np.nonzero(body))
    return volume.grid.patient((z, y, x))


def _row_middles(volume: Volume, body: npt.NDArray[np.bool_]) -> Iterator[Point]:
    for row in np.nonzero(body.any((1, 2)))[0]:
        y, x = (float(place.mean()) for place in np.nonzero(body[row]))
        yield volume.grid.patient((float(row), y, x))


def _correlation(fixed: Volume, body: npt.NDArray[np.bool_], moving: Volume, place: Rigid) -> float:
    """Return Pearson's correlation over the body; GeometryError where the other scan holds little of it."""
    index = np.stack(np.nonzero(body))
    index = index[:, :: max(index.shape[1] // _SAMPLES, 1)]
    steps = index[::-1] * np.asarray(fixed.grid.spacing[::-1])[:, None]
    center = np.asarray(place.center)
    points = (fixed.grid.matrix @ steps).T + np.asarray(fixed.grid.origin) - center
    there = at_points(moving, points @ place.matrix.T + center + np.asarray(place.shift))
    inside = np.isfinite(there)
    if inside.mean() < LEAST_OVERLAP:
        raise GeometryError("Too little of the body is in both scans.")
    here = fixed.data.numpy()[tuple(index)]
    pair = np.stack([here[inside], there[inside]]).clip(*_RANGE)
    spread = pair.std(1)
    return float(np.corrcoef(pair)[0, 1]) if spread.min() > 0 else 0.0
