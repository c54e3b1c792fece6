"""ITK: volumes and rigid motions as SimpleITK takes them, and a registration that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from torch.nn.functional import avg_pool3d

from ..core.cancel import check
from ..core.errors import Cancelled
from ..core.rigid import Rigid
from ..core.volume import Volume

if TYPE_CHECKING:
    import SimpleITK

Told = Callable[[int, int], None]
"""Hears how many of how many steps are done."""
_PADDED = 2


def image(volume: Volume, values: npt.NDArray[np.generic], flat: bool = False) -> SimpleITK.Image:
    """Return values (z, y, x) on a volume's grid as an image in LPS mm.

    A ``flat`` scan of few rows is continued above and below, as ITK knows no edge of it.
    """
    import SimpleITK

    grid, below = volume.grid, 0
    if flat:
        below = _PADDED
        values = np.pad(values, ((below, below), (0, 0), (0, 0)), mode="edge")
    made = SimpleITK.GetImageFromArray(values)
    made.SetSpacing(grid.spacing[::-1])
    made.SetOrigin(grid.patient((-below, 0, 0)))
    made.SetDirection(grid.direction)
    return made


def transform_of(rigid: Rigid) -> SimpleITK.Euler3DTransform:
    """Return a rigid motion as ITK's transform from the current scan to the other one."""
    import SimpleITK

    return SimpleITK.Euler3DTransform(rigid.center, *np.radians(rigid.angles).tolist(), rigid.shift)


def rigid_of(transform: SimpleITK.Euler3DTransform) -> Rigid:
    """Return the rigid motion that ITK's transform is."""
    *angles, right, back, up = (float(value) for value in transform.GetParameters())
    x, y, z = np.degrees(angles).tolist()
    along, across, height = (float(value) for value in transform.GetCenter())
    return Rigid((x, y, z), (right, back, up), (along, across, height))


def watched(method: SimpleITK.ImageRegistrationMethod, at_level: Callable[[int], None]) -> None:
    """Have a registration say which level begins, and end where nobody waits.

    Whoever starts it calls ``core.cancel.check`` afterwards: no error may pass through ITK.
    """
    import SimpleITK

    def look() -> None:
        try:
            check()
        except Cancelled:
            method.StopRegistration()

    method.AddCommand(SimpleITK.sitkIterationEvent, look)
    method.AddCommand(
        SimpleITK.sitkMultiResolutionIterationEvent, lambda: at_level(int(method.GetCurrentLevel()))
    )


def coarse(volume: Volume, mm: float, across: bool = True) -> Volume:
    """Return means of neighboring voxels, about ``mm`` wide; what is left over at an end is not in them.

    Rows stay as they are where they are not merged ``across``.
    """
    grid = volume.grid
    z, y, x = (
        min(max(round(mm / pitch), 1), length) for pitch, length in zip(grid.spacing, grid.shape, strict=True)
    )
    z = z if across else 1
    data = avg_pool3d(volume.data.cpu()[None, None], (z, y, x))[0, 0]
    height, rows, columns = data.shape
    spacing = (grid.spacing[0] * z, grid.spacing[1] * y, grid.spacing[2] * x)
    origin = grid.patient(((z - 1) / 2, (y - 1) / 2, (x - 1) / 2))
    return Volume(
        data, replace(grid, shape=(height, rows, columns), spacing=spacing, origin=origin), volume.modality
    )
