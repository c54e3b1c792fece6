"""SolidScene: a volume and its labels in VTK, rendered off screen into pictures.

VTK never meets Qt: an embedded window fails on Wayland and without a screen, a picture is shown anywhere.
All calls have to come from one thread.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from ..core.errors import DeviceError
from ..core.grid import Grid
from ..core.volume import Volume
from .solid import Box, Solid
from .solid_body import MOST, SolidBody, halved, reduced
from .solid_surfaces import Maps, sides, surfaces

LIVELY = MOST // 6
"""Voxels at most while the hand moves, where the processor casts the rays."""
_RAYS = (2.0, 8.0)
"""Fewest and most pixels per ray while the hand moves; one at rest."""
_SAMPLES = 2.0
"""Voxels per sample along a ray while the hand moves; one at rest."""
_AIM = 0.065
"""Seconds that a coarse picture may take: ten per second, with room for what the window does beside."""


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

    def __init__(self, volume: Volume, labels: Maps = (), scale: float | None = None) -> None:
        """Prepare a volume; raise ``DeviceError`` where nothing can be rendered here."""
        try:
            from vtkmodules import vtkRenderingOpenGL2  # noqa: F401  (registers what renders)
            from vtkmodules.vtkCommonCore import vtkCommand
            from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow
        except ImportError as error:
            raise DeviceError(f"3-D needs VTK, which is not installed here ({error}).") from error
        self._size = _extent(volume.grid)
        self._window, self._renderer = vtkRenderWindow(), vtkRenderer()
        self._window.SetOffScreenRendering(True)
        self._window.SetMultiSamples(0)
        self._window.AddRenderer(self._renderer)
        self._renderer.SetBackground(0.0, 0.0, 0.0)
        self._stops: Callable[[], bool] = lambda: False
        self._window.AddObserver(vtkCommand.AbortCheckEvent, self._look_up)
        self._rays, self._box = 4.0, cast("Box | None", None)
        self._fine, self._coarse = _bodies(volume, scale, self._software())
        self._grid = self._fine.grid
        for body in {self._fine, self._coarse}:
            self._renderer.AddVolume(body.volume)
        self._surfaces = {
            (name, value): actor
            for name, part in labels
            for value, actor in surfaces(part, self._grid).items()
        }
        for actor in self._surfaces.values():
            self._renderer.AddActor(actor)

    def picture(self, shot: Shot, stops: Callable[[], bool] = lambda: False) -> npt.NDArray[np.uint8] | None:
        """Return a picture (height, width, RGBA); None where ``stops`` ended it."""
        from vtkmodules.vtkCommonCore import vtkUnsignedCharArray

        self._prepare(shot)
        self._stops = stops
        self._window.SetAbortRender(0)
        began = time.perf_counter()
        self._window.Render()
        if self._window.GetAbortRender():
            return None
        if shot.moving:
            self._rays = paced(self._rays, time.perf_counter() - began)
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
        body = self._coarse if shot.moving else self._fine
        for one in (self._fine, self._coarse):
            one.volume.SetVisibility(one is body)
        body.prepare(shot.solid, *((self._rays, _SAMPLES) if shot.moving else (1.0, 1.0)))
        if shot.solid.cut != self._box:
            self._box = shot.solid.cut
            self._clip(shot.solid)
        for key, actor in self._surfaces.items():
            actor.SetVisibility(shot.solid.surfaces and key not in shot.hidden)
        self._aim(shot)

    def _clip(self, solid: Solid) -> None:
        """Cut the surfaces off at the sides of the box."""
        planes = sides(solid, self._grid)
        for actor in self._surfaces.values():
            actor.GetMapper().SetClippingPlanes(planes)

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


def paced(rays: float, seconds: float) -> float:
    """Return the pixels per ray of the next coarse picture, after one that took so many seconds."""
    if 0.7 * _AIM <= seconds <= 1.1 * _AIM:
        return rays
    change = min(max(math.sqrt(seconds / _AIM), 0.7), 1.5)
    return min(max(rays * change, _RAYS[0]), _RAYS[1])


def _bodies(volume: Volume, scale: float | None, software: bool) -> tuple[SolidBody, SolidBody]:
    """Return the voxels for pictures at rest, and those while the hand moves; they may be the same."""
    voxels, grid = reduced(volume, scale)
    fine = SolidBody(voxels, grid, software)
    if not software or voxels.size <= LIVELY:
        return fine, fine
    while voxels.size > LIVELY:
        voxels, grid = halved(voxels, grid)
    return fine, SolidBody(voxels, grid, software)


def _extent(grid: Grid) -> float:
    """Return the largest side in mm."""
    return max(count * spacing for count, spacing in zip(grid.shape, grid.spacing, strict=True))
