"""Registering: how a scan of a brain lies on another one of it, and what it shows on that one's voxels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import torch

from ...core.cancel import check
from ...core.errors import GeometryError
from ...core.grid import Grid, Point
from ...core.rigid import Rigid
from ...core.volume import Volume
from ..itk import Told, coarse, image, rigid_of, transform_of
from ..reslicing import at_points, resliced
from .descent import descend
from .likeness import Floats, information, local_correlation

LEVELS_MM = (8.0, 4.0, 2.0, 1.0)
"""Voxels that each level sees: means of neighboring ones, so that thick slices stay as they are."""
LEAST_OVERLAP = 0.25
"""Of the brain in one scan, so much has to lie within the other one."""
_ALIKE = 0.5
"""Local correlation below which two scans hardly show one head."""
_HARDLY, _SHARED = 0.5, 0.9
_FAR_MM, _TURNED = 20.0, 20.0
"""Mean way of the brain and turn in degrees beyond which heads seldom move within an exam."""
_STEP_MM = 4.0


@dataclass(frozen=True)
class Registered:
    """Where the same anatomy lies in the other scan, and how sure that is."""

    rigid: Rigid
    before: float
    """Mutual information of both scans in bits, over the brain, where both lay by their positions."""
    after: float
    displacement_mm: tuple[float, float]
    """How far the brain lay off: mean and largest way of its voxels."""
    likeness: float = 1.0
    """Mean local correlation over the brain as both lie now: 0.6 and more in one head, 0.2 in two."""
    overlap: float = 1.0
    """Share of the brain that lies within the other scan."""
    warning: str = ""
    """One sentence where the result is poor."""


def register_mr(
    fixed: Volume,
    moving: Volume,
    told: Told = lambda done, total: None,
    mask: torch.Tensor | None = None,
) -> Registered:
    """Return how one MR scan of a head lies on another one, over a ``mask`` (z, y, x), bool, of ``fixed``.

    Mattes' mutual information of 32 bins is made largest by regular steps down its gradient, in four levels
    of ever finer voxels (Mattes et al. 2003, IEEE TMI 22: 120). The first place is the better one of both
    scans by their positions, and of their centers of mass on one another. Where nothing lies better than by
    positions, nothing moves. Without a mask what is brighter than the mean counts. Raises ``GeometryError``
    where the scans share too little of the brain, ``Cancelled`` where nobody waits.
    """
    mask = fixed.data > fixed.data.mean() if mask is None else mask
    sights = [_Sight(fixed, moving, mask, mm) for mm in LEVELS_MM]
    told(1, len(LEVELS_MM) + 2)
    place = sights[0].best([Rigid(center=sights[0].middle), sights[0].by_mass()])
    for level, sight in enumerate(sights, 2):
        place = sight.descended(place, _STEP_MM / 2 ** (level - 2))
        told(level, len(LEVELS_MM) + 2)
    judge, start = sights[2], Rigid(center=place.center)
    before, after = (judge.information(one) for one in (start, place))
    if after < before:
        place, after = start, before
    likeness, overlap, ways = judge.likeness(place), judge.overlap(place), judge.ways(place)
    apart = judge.overlap(Rigid(center=place.center)) < _HARDLY
    if apart and likeness < _ALIKE:
        raise GeometryError(
            "The two scans do not overlap where their files place them, and do not look alike elsewhere; "
            "choose two scans of the same part of one head."
        )
    told(len(LEVELS_MM) + 2, len(LEVELS_MM) + 2)
    found = Registered(place, before, after, ways, likeness, overlap)
    return replace(found, warning=_warning(found, apart))


def _warning(found: Registered, apart: bool) -> str:
    """Return what is most doubtful of a registration in one sentence, '' where nothing is."""
    if found.likeness < _ALIKE:
        return (
            f"The two scans do not look alike (local correlation {found.likeness:.2f}, in one head it is 0.6 "
            "or more): check that they are of the same patient, and the registration in the checkerboard."
        )
    if found.overlap < _SHARED:
        return f"Only {found.overlap:.0%} of the brain lies within the other scan; the rest is left out."
    if apart:
        return (
            "The files place the two scans apart, so they were laid onto one another by what they show; "
            "check the registration in the checkerboard."
        )
    mean, turn = found.displacement_mm[0], found.rigid.degrees
    if mean > _FAR_MM or turn > _TURNED:
        return (
            f"The head lies {mean:.0f} mm and {turn:.0f}° off, more than heads usually move; check the "
            "registration in the checkerboard."
        )
    return ""


def resampled(moving: Volume, grid: Grid, place: Rigid, linear: bool = False) -> tuple[Volume, torch.Tensor]:
    """Return what a scan shows on another grid, and where that lies within the scan, (z, y, x), bool.

    By a cubic B-spline, or ``linear``. Values keep to the range of the scan: a spline would swing beyond it
    at edges. 0 outside.
    """
    import SimpleITK

    check()
    onto = SimpleITK.ResampleImageFilter()
    onto.SetSize(grid.shape[::-1])
    onto.SetOutputSpacing(grid.spacing[::-1])
    onto.SetOutputOrigin(grid.origin)
    onto.SetOutputDirection(grid.direction)
    onto.SetInterpolator(SimpleITK.sitkLinear if linear else SimpleITK.sitkBSpline)
    onto.SetDefaultPixelValue(float("nan"))
    onto.SetTransform(transform_of(place))
    data = torch.from_numpy(
        SimpleITK.GetArrayFromImage(onto.Execute(image(moving, moving.data.cpu().numpy())))
    )
    inside = data.isfinite()
    data.clamp_(float(moving.data.min()), float(moving.data.max())).nan_to_num_(0.0)
    return Volume(data, grid, moving.modality), inside


class _Sight:
    """Two scans at one size of voxels, and what of the first one counts."""

    def __init__(self, fixed: Volume, moving: Volume, mask: torch.Tensor, mm: float) -> None:
        check()
        self._fixed, self._moving = coarse(fixed, mm), coarse(moving, mm)
        share = coarse(Volume(mask.float(), fixed.grid, fixed.modality), mm).data
        self._mask = (share > 0.5).numpy()
        self._points = self._places()
        x, y, z = (float(at) for at in self._points.mean(0))
        self.middle: Point = (x, y, z)

    def _places(self) -> Floats:
        """Return the patient positions (n, 3) of what counts."""
        index = np.stack(np.nonzero(self._mask))
        if index.shape[1] == 0:
            raise GeometryError("There is no brain where the scans are compared; choose another mask.")
        grid = self._fixed.grid
        steps = index[::-1] * np.asarray(grid.spacing[::-1])[:, None]
        return np.asarray((grid.matrix @ steps).T + np.asarray(grid.origin))

    def best(self, places: Iterable[Rigid]) -> Rigid:
        """Return the place with the most mutual information of those that overlap enough."""
        found = [(self.information(place), place) for place in places if self.overlap(place) > LEAST_OVERLAP]
        if not found:
            raise GeometryError(
                f"The two scans share less than {LEAST_OVERLAP:.0%} of the brain; choose scans of the same "
                "part of the head."
            )
        return max(found, key=lambda one: one[0])[1]

    def by_mass(self) -> Rigid:
        """Return the shift that lays the centers of mass on one another."""
        data = self._moving.data.double().clamp(min=0)
        data = torch.where(data > data.mean(), data, 0)
        total = float(data.sum())
        if total <= 0:
            raise GeometryError("The second scan is empty; choose another one.")
        z, y, x = (
            float((data.sum([other for other in range(3) if other != axis]) * torch.arange(size)).sum())
            / total
            for axis, size in enumerate(data.shape)
        )
        return Rigid.between(self.middle, self._moving.grid.patient((z, y, x)))

    def descended(self, first: Rigid, step_mm: float) -> Rigid:
        """Return the place after gradient descent from the first one, in steps of at most some mm."""
        transform = transform_of(first)
        try:
            descend(transform, self._fixed, self._moving, self._mask, step_mm)
        except RuntimeError as error:
            raise GeometryError(
                "The two scans drifted apart; choose scans of the same part of one patient's head."
            ) from error
        return rigid_of(transform)

    def _values(self, place: Rigid) -> tuple[Floats, Floats]:
        """Return what both show at the places that count and lie within the other scan."""
        there = at_points(self._moving, self._moved(place))
        inside = np.isfinite(there)
        here = self._fixed.data.numpy()[self._mask]
        return here[inside].astype(np.float64), there[inside].astype(np.float64)

    def _moved(self, place: Rigid) -> Floats:
        center = np.asarray(place.center)
        return np.asarray((self._points - center) @ place.matrix.T + center + np.asarray(place.shift))

    def information(self, place: Rigid) -> float:
        """Return the mutual information in bits."""
        return information(*self._values(place))

    def likeness(self, place: Rigid) -> float:
        """Return the mean local correlation."""
        grid = self._fixed.grid
        lying = replace(self._moving, grid=place.laid(self._moving.grid))
        there = resliced(lying, grid, slice(0, grid.shape[0])).double().numpy()
        inside = self._mask & np.isfinite(there)
        return local_correlation(
            self._fixed.data.double().numpy(), np.nan_to_num(there), inside, grid.spacing
        )

    def overlap(self, place: Rigid) -> float:
        """Return the share of what counts that lies within the other scan."""
        return self._values(place)[0].size / len(self._points)

    def ways(self, place: Rigid) -> tuple[float, float]:
        """Return by how many mm what counts moves, the mean and the most."""
        far = np.linalg.norm(self._moved(place) - self._points, axis=1)
        return float(far.mean()), float(far.max())
