"""Sights: two scans of a head at one size of voxels, and how they look laid onto one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import torch

from ...core.cancel import check
from ...core.errors import GeometryError
from ...core.grid import Point
from ...core.rigid import Rigid
from ...core.volume import Volume
from ..itk import coarse, rigid_of, transform_of
from ..reslicing import at_points, resliced
from .descent import descend
from .likeness import Floats, information, local_correlation

LEAST_OVERLAP = 0.25
"""Of the brain in one scan, so much has to lie within the other one."""


class Sight:
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
