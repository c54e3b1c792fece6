"""Registering: how a scan of a brain lies on another one of it, and what it shows on that one's voxels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch

from ...core.cancel import check
from ...core.errors import GeometryError
from ...core.grid import Grid
from ...core.rigid import Rigid
from ...core.volume import Volume
from ..itk import Told, image, transform_of
from .sights import Sight

LEVELS_MM = (8.0, 4.0, 2.0, 1.0)
"""Voxels that each level sees: means of neighboring ones, so that thick slices stay as they are."""
_ALIKE = 0.5
"""Local correlation below which two scans hardly show one head."""
_HARDLY, _SHARED = 0.5, 0.9
"""Shares of the brain within the other scan, by its position and as it lies, below which it is said."""
_FAR_MM, _TURNED = 20.0, 20.0
"""Mean way of the brain and turn in degrees beyond which heads seldom move within an exam."""
_STEP_MM = 4.0
"""First step of the coarsest level; each finer one begins with half."""


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

    @property
    def alike(self) -> bool:
        """Whether both scans look like those of one head."""
        return self.likeness >= _ALIKE


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
    sights = [Sight(fixed, moving, mask, mm) for mm in LEVELS_MM]
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
    if not found.alike:
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
