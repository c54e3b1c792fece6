"""SolidScene: a volume and its labels in VTK, rendered off screen into pictures.

VTK never meets Qt: an embedded window fails on Wayland and without a screen, a picture is shown anywhere.
All calls have to come from one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import DeviceError
from ..core.grid import Grid
from ..core.volume import Label, LabelMap, Volume
from .solid import Look, Range, Solid

if TYPE_CHECKING:
    from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPlaneCollection
    from vtkmodules.vtkCommonMath import vtkMatrix4x4
    from vtkmodules.vtkRenderingCore import vtkActor, vtkVolumeProperty
    from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper
    from vtkmodules.vtkRenderingVolumeOpenGL2 import vtkOpenGLGPUVolumeRayCastMapper

    Mapper = vtkFixedPointVolumeRayCastMapper | vtkOpenGLGPUVolumeRayCastMapper

Maps = tuple[tuple[str, LabelMap], ...]
"""Label maps by name."""
MOST = 32 << 20
"""Voxels at most; larger volumes are averaged in blocks, which no screen has the pixels to show."""
_COARSE, _FINE = (4.0, 2.0), (1.0, 1.0)
"""Pixels per ray, and voxels per sample along it: while the hand moves, and at rest."""

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
}
"""Points of opacity and color over HU."""


@dataclass(frozen=True)
class Shot:
    """A picture that is wanted, in px; a coarse one while the hand is ``moving``."""

    solid: Solid
    width: int
    height: int
    moving: bool = False
    hidden: frozenset[tuple[str, int]] = frozenset()
    """Labels that are switched off, as (label map, value)."""


class SolidScene:
    """One volume with the label maps that lie on it."""

    def __init__(self, volume: Volume, labels: Maps = ()) -> None:
        """Prepare a volume; raise ``DeviceError`` where nothing can be rendered here."""
        try:
            from vtkmodules import vtkRenderingOpenGL2  # noqa: F401  (registers what renders)
            from vtkmodules.vtkCommonCore import vtkCommand
            from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow
            from vtkmodules.vtkRenderingCore import vtkVolume as Body
        except ImportError as error:
            raise DeviceError(f"3-D needs VTK, which is not installed here ({error}).") from error
        self._size = _extent(volume.grid)
        self._voxels, self._grid = _reduced(volume)
        self._image = _image(self._voxels, self._grid)
        self._window, self._renderer = vtkRenderWindow(), vtkRenderer()
        self._window.SetOffScreenRendering(True)
        self._window.SetMultiSamples(0)
        self._window.AddRenderer(self._renderer)
        self._renderer.SetBackground(0.0, 0.0, 0.0)
        self._stops: Callable[[], bool] = lambda: False
        self._window.AddObserver(vtkCommand.AbortCheckEvent, self._look_up)
        self._body, self._look = Body(), ""
        self._box: tuple[Range, Range, Range] | None = None
        self._mapper = _mapper(self._image, self._software())
        self._body.SetMapper(self._mapper)
        self._body.SetUserMatrix(_placed(self._grid))
        self._renderer.AddVolume(self._body)
        self._surfaces = {
            (name, value): actor
            for name, part in labels
            for value, actor in _surfaces(part, self._grid).items()
        }
        for actor in self._surfaces.values():
            self._renderer.AddActor(actor)

    def picture(self, shot: Shot, stops: Callable[[], bool] = lambda: False) -> npt.NDArray[np.uint8] | None:
        """Return a picture (height, width, RGBA); None where ``stops`` ended it."""
        from vtkmodules.vtkCommonCore import vtkUnsignedCharArray

        self._prepare(shot)
        self._stops = stops
        self._window.SetAbortRender(0)
        self._window.Render()
        if self._window.GetAbortRender():
            return None
        pixels = vtkUnsignedCharArray()
        self._window.GetRGBACharPixelData(0, 0, shot.width - 1, shot.height - 1, 1, pixels, 0)
        flat = np.frombuffer(cast(bytes, pixels), np.uint8).reshape(shot.height, shot.width, 4)
        return np.ascontiguousarray(flat[::-1])

    def close(self) -> None:
        """Free what the renderer holds."""
        self._window.Finalize()

    def _look_up(self, *_: object) -> None:
        if self._stops():
            self._window.SetAbortRender(1)

    def _prepare(self, shot: Shot) -> None:
        if self._window.GetSize() != (shot.width, shot.height):
            self._window.SetSize(shot.width, shot.height)
        if shot.solid.look != self._look:
            self._look = shot.solid.look
            self._body.SetProperty(_property(shot.solid.look))
        rays, samples = _COARSE if shot.moving else _FINE
        self._mapper.SetImageSampleDistance(rays)
        self._mapper.SetSampleDistance(samples * min(self._grid.spacing))
        if shot.solid.box != self._box:
            self._box = shot.solid.box
            self._clip(shot.solid)
        for key, actor in self._surfaces.items():
            actor.SetVisibility(shot.solid.surfaces and key not in shot.hidden)
        self._aim(shot)

    def _clip(self, solid: Solid) -> None:
        """Cut the voxels and the surfaces off at the sides of the box."""
        self._mapper.SetCroppingRegionPlanes(*_planes(solid, self._grid))
        sides = _sides(solid, self._grid)
        for actor in self._surfaces.values():
            actor.GetMapper().SetClippingPlanes(sides)

    def _aim(self, shot: Shot) -> None:
        solid = shot.solid
        right, up, toward = solid.axes
        z, y, x = ((count - 1) / 2 for count in self._grid.shape)
        middle = np.asarray(self._grid.patient((z, y, x)))
        focus = middle - solid.shift[0] * right - solid.shift[1] * up
        camera = self._renderer.GetActiveCamera()
        camera.ParallelProjectionOn()
        camera.SetFocalPoint(*focus)
        camera.SetPosition(*(focus + 2 * self._size * toward))
        camera.SetViewUp(*up)
        tall = max(shot.height / shot.width, 1.0)  # the scale is of the height; the width has to fit as well
        camera.SetParallelScale(self._size / 2 * tall / solid.zoom)
        self._renderer.ResetCameraClippingRange()

    def _software(self) -> bool:
        """Whether OpenGL is computed by the processor, which VTK's own ray caster does ten times as fast."""
        self._window.SetSize(16, 16)
        self._window.Render()
        told = self._window.ReportCapabilities().lower()
        return any(name in told for name in ("llvmpipe", "softpipe", "swrast", "software"))


def _mapper(image: vtkImageData, software: bool) -> Mapper:
    from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper
    from vtkmodules.vtkRenderingVolumeOpenGL2 import vtkOpenGLGPUVolumeRayCastMapper

    mapper = vtkFixedPointVolumeRayCastMapper() if software else vtkOpenGLGPUVolumeRayCastMapper()
    mapper.SetInputData(image)
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


def _reduced(volume: Volume) -> tuple[npt.NDArray[np.int16], Grid]:
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
    darkest = max(float(data.min()), -32768.0)
    shape = (grid.shape[0] + 2, rows + 2, columns + 2)
    made = torch.full(shape, int(darkest), dtype=torch.int16)
    for index, row in enumerate(blocks):  # slice by slice: no second copy in float32
        mean = torch.nn.functional.avg_pool2d(row[None, None], step)[0, 0] if step > 1 else row
        made[index + 1, 1:-1, 1:-1] = mean.round().clamp(-32768, 32767).to(torch.int16)
    first = (step - 1) / 2 - step
    spacing = (grid.spacing[0], grid.spacing[1] * step, grid.spacing[2] * step)
    return made.numpy(), Grid(shape, spacing, grid.patient((-1, first, first)), grid.direction)


def _image(voxels: npt.NDArray[np.int16], grid: Grid) -> vtkImageData:
    """Return voxels as VTK's image, sharing their memory; it begins at 0 and knows no direction."""
    from vtkmodules.vtkCommonCore import vtkShortArray
    from vtkmodules.vtkCommonDataModel import vtkImageData

    image = vtkImageData()
    image.SetDimensions(grid.shape[2], grid.shape[1], grid.shape[0])
    image.SetSpacing(grid.spacing[2], grid.spacing[1], grid.spacing[0])
    array = vtkShortArray()
    array.SetVoidArray(voxels, voxels.size, 1)  # 1: numpy frees it
    image.GetPointData().SetScalars(array)
    return image


def _placed(grid: Grid) -> vtkMatrix4x4:
    """Return the matrix from the image's own mm to the patient."""
    from vtkmodules.vtkCommonMath import vtkMatrix4x4

    matrix = vtkMatrix4x4()
    for row in range(3):
        for column in range(3):
            matrix.SetElement(row, column, float(grid.matrix[row, column]))
        matrix.SetElement(row, 3, grid.origin[row])
    return matrix


def _planes(solid: Solid, grid: Grid) -> tuple[float, ...]:
    """Return the box in the image's own mm: x, y and z from and to."""
    planes: list[float] = []
    for axis in (2, 1, 0):
        inner = grid.shape[axis] - 3
        planes += [(1 + share * inner) * grid.spacing[axis] for share in solid.box[axis]]
    return tuple(planes)


def _sides(solid: Solid, grid: Grid) -> vtkPlaneCollection:
    """Return the sides of the box that cut something off, in the patient; what they keep lies inward."""
    from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPlaneCollection

    sides, across = vtkPlaneCollection(), np.linalg.inv(grid.matrix)
    for axis, (start, end) in enumerate(solid.box):
        for share, inward, whole in ((start, 1.0, 0.0), (end, -1.0, 1.0)):
            if share == whole:
                continue
            index = [1.0, 1.0, 1.0]
            index[axis] += share * (grid.shape[axis] - 3)
            normal = inward * across[2 - axis]
            side = vtkPlane()
            side.SetOrigin(*grid.patient((index[0], index[1], index[2])))
            side.SetNormal(*(normal / np.linalg.norm(normal)))
            sides.AddItem(side)
    return sides


def _surfaces(labels: LabelMap, grid: Grid) -> dict[int, vtkActor]:
    """Return every label of a map as a smooth surface in its color, by its value."""
    step = max(round(grid.spacing[1] / labels.grid.spacing[1]), 1)
    voxels = labels.data[:, ::step, ::step].to(torch.int16).contiguous().numpy()
    z, y, x = labels.grid.spacing
    own = Grid(voxels.shape, (z, y * step, x * step), labels.grid.origin, labels.grid.direction)
    image, place = _image(voxels, own), _placed(own)
    return {label.value: _surface(image, place, label) for label in labels.labels}


def _surface(image: vtkImageData, place: vtkMatrix4x4, label: Label) -> vtkActor:
    from vtkmodules.vtkFiltersCore import vtkPolyDataNormals, vtkWindowedSincPolyDataFilter
    from vtkmodules.vtkFiltersGeneral import vtkDiscreteFlyingEdges3D
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

    edges, smooth = vtkDiscreteFlyingEdges3D(), vtkWindowedSincPolyDataFilter()
    edges.SetInputData(image)
    edges.SetValue(0, label.value)
    smooth.SetInputConnection(edges.GetOutputPort())
    smooth.SetNumberOfIterations(25)
    smooth.SetPassBand(0.01)
    smooth.BoundarySmoothingOff()
    smooth.NonManifoldSmoothingOn()
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(smooth.GetOutputPort())
    normals.SplittingOff()
    normals.Update()  # while the voxels live
    mapper, actor = vtkPolyDataMapper(), vtkActor()
    mapper.SetInputData(normals.GetOutput())
    mapper.ScalarVisibilityOff()
    actor.SetMapper(mapper)
    actor.SetUserMatrix(place)
    actor.GetProperty().SetColor(*(int(label.color[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return actor


def _extent(grid: Grid) -> float:
    """Return the largest side in mm."""
    return max(count * spacing for count, spacing in zip(grid.shape, grid.spacing, strict=True))
