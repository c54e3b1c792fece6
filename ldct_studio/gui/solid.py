"""Solid: how a pane shows a volume in three dimensions, as a value."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

Look = Literal["bone", "soft tissue", "lung", "vessels", "uptake"]
Range = tuple[float, float]
Box = tuple[Range, Range, Range]
WHOLE: Box = ((0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
"""The box that cuts nothing off."""

ZOOMS = (0.2, 20.0)
"""Smallest and largest zoom; 1 = the longest side of the volume just fits."""


@dataclass(frozen=True)
class Solid:
    """What the eye sees of a volume: from where, how near, by which colors, and cut to which box."""

    look: Look = "bone"
    azimuth: float = 0.0
    """Degrees about the patient's axis; 0 = from the front, 90 = from the patient's left."""
    elevation: float = 10.0
    """Degrees above the level of the patient, -90 to 90."""
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)
    """Of the picture to the right and upward, in mm."""
    box: Box = WHOLE
    """What is left of the volume along z, y and x, as fractions."""
    clips: bool = True
    """Whether the volume is cut to the box, or shown whole for now."""
    surfaces: bool = True
    """Whether the labels of the study are shown as surfaces."""

    def whole(self) -> Self:
        """Return the view of another volume: in the same look, from the same side, nothing cut off."""
        return replace(self, zoom=1.0, shift=(0.0, 0.0), box=WHOLE, clips=True)

    def rotated(self, right: float, down: float) -> Self:
        """Return the view after the volume was turned by degrees to the right and downward."""
        azimuth = (self.azimuth - right + 180) % 360 - 180
        return replace(self, azimuth=azimuth, elevation=min(max(self.elevation + down, -90.0), 90.0))

    def zoomed(self, factor: float) -> Self:
        """Return the view from nearer."""
        return replace(self, zoom=min(max(self.zoom * factor, ZOOMS[0]), ZOOMS[1]))

    def moved(self, right: float, up: float) -> Self:
        """Return the view with the picture moved, in mm."""
        return replace(self, shift=(self.shift[0] + right, self.shift[1] + up))

    @property
    def cut(self) -> Box:
        """What is shown of the volume along z, y and x, as fractions."""
        return self.box if self.clips else WHOLE

    @property
    def axes(self) -> npt.NDArray[np.float64]:
        """Unit vectors (LPS) of right, up and toward the eye, as rows."""
        azimuth, elevation = math.radians(self.azimuth), math.radians(self.elevation)
        right = np.array([math.cos(azimuth), math.sin(azimuth), 0.0])
        level = np.array([math.sin(azimuth), -math.cos(azimuth), 0.0])
        toward = math.cos(elevation) * level + np.array([0.0, 0.0, math.sin(elevation)])
        return np.array([right, np.cross(toward, right), toward])

    @property
    def letters(self) -> tuple[str, str, str, str]:
        """What lies to the left, right, top and bottom of the picture, such as R, L, S, I."""
        right, up, _ = self.axes
        return _letter(-right), _letter(right), _letter(up), _letter(-up)


def _letter(direction: npt.NDArray[np.float64]) -> str:
    axis = int(np.argmax(np.abs(direction)))
    return ("RL", "AP", "IS")[axis][int(direction[axis] > 0)]
