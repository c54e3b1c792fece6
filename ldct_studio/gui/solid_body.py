"""SolidBody: the voxels of a volume in VTK, and the rays that are cast through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import torch

from ..core.grid import Grid
from ..core.volume import Volume
from .solid import Look, Range, Solid

if TYPE_CHECKING:
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkCommonMath import vtkMatrix4x4
    from vtkmodules.vtkRenderingCore import vtkVolume, vtkVolumeProperty
    from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper
    from vtkmodules.vtkRenderingVolumeOpenGL2 import vtkOpenGLGPUVolumeRayCastMapper

    Mapper = vtkFixedPointVolumeRayCastMapper | vtkOpenGLGPUVolumeRayCastMapper

MOST = 32 << 20
"""Voxels at most; larger volumes are averaged in blocks, which no screen has the pixels to show."""
Voxels = npt.NDArray[np.int16]
_SMALL, _THOUSANDTHS = 32.0, 1000.0
"""Values of a unit other than HU that are this small are drawn in thousandths: voxels are whole numbers."""

_LOOKS: dict[Look, tuple[tuple[float, float, tuple[float, float, float]], ...]] = {
    "bone": (
        (120.0, 0.0, (0.55, 0.25, 0.15)),
        (300.0, 0.35, (0.88, 0.6, 0.3)),
        (700.0, 0.8, (1.0, 0.94, 0.8)),
        (1500.0, 0.9, (1.0, 1.0, 1.0)),
    ),
    "soft tissue": (
        (-160.0, 0.0, (0.5, 0.3, 0.25)),
        (0.0, 0.02, (0.7, 0.4, 0.32)),
        (80.0, 0.12, (0.85, 0.5, 0.4)),
        (300.0, 0.7, (1.0, 0.9, 0.75)),
        (1200.0, 0.9, (1.0, 1.0, 1.0)),
    ),
    "lung": (
        (-950.0, 0.0, (0.2, 0.3, 0.5)),
        (-850.0, 0.05, (0.5, 0.6, 0.8)),
        (-600.0, 0.15, (0.85, 0.85, 0.95)),
        (-450.0, 0.0, (1.0, 0.8, 0.7)),
    ),
    "vessels": (
        (130.0, 0.0, (0.6, 0.1, 0.08)),
        (200.0, 0.4, (0.85, 0.2, 0.12)),
        (350.0, 0.75, (1.0, 0.6, 0.4)),
        (600.0, 0.85, (1.0, 0.95, 0.85)),
    ),
    "uptake": (
        (100.0, 0.0, (0.35, 0.12, 0.0)),
        (150.0, 0.25, (0.76, 0.34, 0.05)),
        (300.0, 0.6, (1.0, 0.71, 0.33)),
        (600.0, 0.9, (1.0, 0.96, 0.84)),
    ),
}
"""Points of opacity and color over HU, or over hundredths of the threshold of uptake."""
FAINTEST = 100.0
"""The value in 3-D of uptake at its threshold."""


class SolidBody:
    """Voxels (z, y, x) as VTK draws them; everything of it has to be called in one thread."""

    def __init__(self, voxels: Voxels, grid: Grid, software: bool) -> None:
        from vtkmodules.vtkRenderingCore import vtkVolume

        self._voxels, self.grid = voxels, grid
        self._look, self._box = "", cast("tuple[Range, Range, Range] | None", None)
        self._mapper = _mapper(image(voxels, grid), software)
        self.volume: vtkVolume = vtkVolume()
        self.volume.SetMapper(self._mapper)
        self.volume.SetUserMatrix(placed(grid))

    def prepare(self, solid: Solid, rays: float, samples: float) -> None:
        """Take colors, box and sampling: pixels per ray, and voxels per sample along it."""
        if solid.look != self._look:
            self._look = solid.look
            self.volume.SetProperty(_property(solid.look))
        self._mapper.SetImageSampleDistance(rays)
        self._mapper.SetSampleDistance(samples * min(self.grid.spacing))
        if solid.cut != self._box:
            self._box = solid.cut
            self._mapper.SetCroppingRegionPlanes(*_planes(solid, self.grid))


def reduced(volume: Volume, scale: float | None = None) -> tuple[Voxels, Grid]:
    """Return whole values on a grid of some ``MOST`` voxels at most, averaged in blocks of pixels.

    One more voxel of the darkest value lies on every side: where nothing is beyond, a surface would have no
    direction, and be black.
    """
    grid, data = volume.grid, volume.data
    step = 1
    while data.numel() / step**2 > MOST:
        step += 1
    rows, columns = grid.shape[1] // step, grid.shape[2] // step
    blocks = data[:, : rows * step, : columns * step]
    if scale is None:
        scale = _THOUSANDTHS if volume.unit != "HU" and float(data.max()) < _SMALL else 1.0
    darkest = max(scale * float(data.min()), -32768.0)
    shape = (grid.shape[0] + 2, rows + 2, columns + 2)
    made = torch.full(shape, int(darkest), dtype=torch.int16)
    for index, row in enumerate(blocks):  # slice by slice: no second copy in float32
        mean = torch.nn.functional.avg_pool2d(row[None, None], step)[0, 0] if step > 1 else row
        made[index + 1, 1:-1, 1:-1] = (scale * mean).round().clamp(-32768, 32767).to(torch.int16)
    first = (step - 1) / 2 - step
    spacing = (grid.spacing[0], grid.spacing[1] * step, grid.spacing[2] * step)
    return made.numpy(), Grid(shape, spacing, grid.patient((-1, first, first)), grid.direction)


def halved(voxels: Voxels, grid: Grid) -> tuple[Voxels, Grid]:
    """Return every 2 × 2 × 2 voxels as their mean, with the one darkest voxel at every side kept."""
    inner = voxels[1:-1, 1:-1, 1:-1]
    counts = [length // 2 for length in inner.shape]
    made = np.full([count + 2 for count in counts], voxels[0, 0, 0], np.int16)
    whole = inner[tuple(slice(2 * count) for count in counts)]
    for row, pair in enumerate(whole.reshape(counts[0], 2, *whole.shape[1:])):
        blocks = pair.reshape(2, counts[1], 2, counts[2], 2)
        made[row + 1, 1:-1, 1:-1] = blocks.mean((0, 2, 4), dtype=np.float32).round()
    origin = grid.patient((-0.5, -0.5, -0.5))
    z, y, x = grid.spacing
    shape = (made.shape[0], made.shape[1], made.shape[2])
    return made, Grid(shape, (2 * z, 2 * y, 2 * x), origin, grid.direction)


def image(voxels: Voxels, grid: Grid) -> vtkImageData:
    """Return voxels as VTK's image, sharing their memory; it begins at 0 and knows no direction."""
    from vtkmodules.vtkCommonCore import vtkShortArray
    from vtkmodules.vtkCommonDataModel import vtkImageData

    made = vtkImageData()
    made.SetDimensions(grid.shape[2], grid.shape[1], grid.shape[0])
    made.SetSpacing(grid.spacing[2], grid.spacing[1], grid.spacing[0])
    array = vtkShortArray()
    array.SetVoidArray(voxels, voxels.size, 1)  # 1: numpy frees it
    made.GetPointData().SetScalars(array)
    return made


def placed(grid: Grid) -> vtkMatrix4x4:
    """Return the matrix from the image's own mm to the patient."""
    from vtkmodules.vtkCommonMath import vtkMatrix4x4

    matrix = vtkMatrix4x4()
    for row in range(3):
        for column in range(3):
            matrix.SetElement(row, column, float(grid.matrix[row, column]))
        matrix.SetElement(row, 3, grid.origin[row])
    return matrix


def _mapper(voxels: vtkImageData, software: bool) -> Mapper:
    from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper
    from vtkmodules.vtkRenderingVolumeOpenGL2 import vtkOpenGLGPUVolumeRayCastMapper

    mapper = vtkFixedPointVolumeRayCastMapper() if software else vtkOpenGLGPUVolumeRayCastMapper()
    mapper.SetInputData(voxels)
    mapper.SetAutoAdjustSampleDistances(False)
    mapper.CroppingOn()
    mapper.SetCroppingRegionFlagsToSubVolume()
    return mapper


def _property(look: Look) -> vtkVolumeProperty:
    from vtkmodules.vtkCommonDataModel import vtkPiecewiseFunction
    from vtkmodules.vtkRenderingCore import vtkColorTransferFunction, vtkVolumeProperty

    color, opacity, made = vtkColorTransferFunction(), vtkPiecewiseFunction(), vtkVolumeProperty()
    for hu, share, rgb in _LOOKS[look]:
        color.AddRGBPoint(hu, *rgb)
        opacity.AddPoint(hu, share)
    made.SetColor(color)
    made.SetScalarOpacity(opacity)
    made.SetInterpolationTypeToLinear()
    made.ShadeOn()
    made.SetAmbient(0.25)
    made.SetDiffuse(0.75)
    made.SetSpecular(0.2)
    return made


def _planes(solid: Solid, grid: Grid) -> tuple[float, ...]:
    """Return the box in the image's own mm: x, y and z from and to."""
    planes: list[float] = []
    for axis in (2, 1, 0):
        inner = grid.shape[axis] - 3
        planes += [(1 + share * inner) * grid.spacing[axis] for share in solid.cut[axis]]
    return tuple(planes)
