"""Picture: a float32 image as Qt draws it, windowed again only when the image or the window changes."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ..core.lane import Frame
from . import gray, theme
from .dose_scale import DEFAULT
from .pane import View
from .scene import Scene
from .transform import Placement

_HATCH = 7
"""Pixels from one line to the next where a picture has no value."""
_SHARP_FROM = 6.0
"""From so many screen px per pixel on, pixels are drawn as squares."""
USUAL_NOISE = 12.0
"""Noise in HU assumed for the difference window where a scan has no flat tissue to measure it."""


class Picture:
    """An image ``(y, x)`` and its window; ``draw`` is cheap when neither changed (0.5 ms at 512²)."""

    def __init__(self) -> None:
        self.image: npt.NDArray[np.float32] | None = None
        self.outside: npt.NDArray[np.bool_] | None = None
        """Where the image has no value, as its volume has ended: that is hatched."""
        self._key: tuple[float, float, bool] | None = None
        self._work = np.empty((0, 0), np.float32)
        self._bytes = np.empty((0, 0), np.uint8)
        self._colors = np.empty((0, 0), np.uint32)
        self._drawn = QImage()
        self._hatched: QImage | None = None

    def show(
        self, image: npt.NDArray[np.float32] | None, outside: npt.NDArray[np.bool_] | None = None
    ) -> None:
        """Take another image, and where it has no value; they are not copied and must not change."""
        if image is not self.image:
            self.image, self._key = image, None
        if outside is not self.outside:
            self.outside, self._hatched = outside, None

    def show_frame(self, frame: Frame | None) -> None:
        """Take the picture of a frame; None shows nothing."""
        self.show(frame.image if frame else None, frame.outside if frame else None)

    def draw(
        self, painter: QPainter, placement: Placement, low: float, high: float, signed: bool = False
    ) -> None:
        """Draw the image where the placement says; ``signed`` uses the map of differences."""
        if self.image is None:
            return
        drawn = self.rendered(low, high, signed)
        ratio = painter.device().devicePixelRatio()
        pixel = placement.bounds.width() * ratio / drawn.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, pixel < _SHARP_FROM)
        painter.drawImage(placement.bounds, drawn, QRectF(drawn.rect()))
        if self.outside is not None:
            if self._hatched is None:
                self._hatched = _hatched(self.outside)
            painter.drawImage(placement.bounds, self._hatched, QRectF(self._hatched.rect()))

    def rendered(self, low: float, high: float, signed: bool = False) -> QImage:
        """Return the windowed image; ``low`` is black and ``high`` white (may be exchanged)."""
        key = (low, high, signed)
        if self.image is not None and key != self._key:
            self._drawn = self._render(self.image, low, high, signed)
            self._key = key
        return self._drawn

    def _render(self, image: npt.NDArray[np.float32], low: float, high: float, signed: bool) -> QImage:
        if self._work.shape != image.shape:
            self._work = np.empty(image.shape, np.float32)
            self._bytes = np.empty(image.shape, np.uint8)
        gain = 255.0 / (high - low)
        np.multiply(image, np.float32(gain), out=self._work)
        np.add(self._work, np.float32(0.5 - low * gain), out=self._work)
        np.clip(self._work, 0, 255, out=self._work)
        np.copyto(self._bytes, self._work, casting="unsafe")
        height, width = image.shape
        if not signed:
            gray = QImage(self._bytes.data, width, height, width, QImage.Format.Format_Grayscale8)
            return gray.convertToFormat(QImage.Format.Format_RGB32)  # scaled twice as fast
        if self._colors.shape != image.shape:
            self._colors = np.empty(image.shape, np.uint32)
        np.take(_difference_colors(), self._bytes, out=self._colors, mode="clip")
        return QImage(self._colors.data, width, height, 4 * width, QImage.Format.Format_RGB32)


def _hatched(outside: npt.NDArray[np.bool_]) -> QImage:
    """Return dark lines where there is no value, transparent elsewhere."""
    height, width = outside.shape
    lines = (np.arange(height)[:, None] + np.arange(width)) % _HATCH == 0
    colors = np.where(lines, np.uint32(0xFF3A3A3A), np.uint32(0xFF161616))
    argb = np.ascontiguousarray(np.where(outside, colors, np.uint32(0)))
    image = QImage(argb.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # it outlives the array


def limits(view: View) -> tuple[float, float]:
    """Return the values in HU that are drawn black and white."""
    low, high = view.level - view.width / 2, view.level + view.width / 2
    return (high, low) if view.invert else (low, high)


def difference_width(scene: Scene) -> float:
    """Return the full width of the symmetric window of differences, in the unit of the volume.

    The user's, else six times the noise that the scan would have at the opening dose, in steps of
    10 HU. It does not follow the slider: a locked scale shows noise grow. Of scans before and after
    contrast it is ten times the noise of their subtraction, else without HU a quarter of the window.
    """
    if scene.difference_width is not None:
        return scene.difference_width
    if gray.unit_of(scene) != gray.HU:
        return _width_without_dose(scene)
    noise = scene.study.scan.noise if scene.study else None
    expected: float = (noise or USUAL_NOISE) / DEFAULT**0.5
    return max(round(6 * expected / 10), 1) * 10.0


def _width_without_dose(scene: Scene) -> float:
    study = scene.study
    if study is not None and study.partner is not None and study.partner.pair.sigma > 0:
        return 2 * float(f"{5 * study.partner.pair.sigma:.1e}")
    recorded = study.facts.windows[:1] if study else ()
    return 2 * float(f"{(recorded[0][0] if recorded else scene.view.width) / 8:.1e}")


def difference_color(value: float) -> QColor:
    """Return the color of a difference, -1 to 1 over the window."""
    index = round((min(max(value, -1.0), 1.0) + 1) * 127.5)
    return QColor.fromRgb(int(_difference_colors()[index]))


@cache
def _difference_colors() -> npt.NDArray[np.uint32]:
    """Return 256 colors, blue over black to orange, with black at 127 and 128."""
    colors = theme.current().difference
    stops = np.array([(color.red(), color.green(), color.blue()) for color in colors], np.float64)
    place = np.linspace(0, 1, 256)
    red, green, blue = (np.interp(place, [0, 0.5, 1], stops[:, channel]) for channel in range(3))
    levels = np.stack([red, green, blue]).round().astype(np.uint32)
    return np.asarray((0xFF << 24) | (levels[0] << 16) | (levels[1] << 8) | levels[2], np.uint32)
