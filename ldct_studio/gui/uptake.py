"""Uptake: the map of contrast over the scan before it, from a threshold in units of the noise on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from ..core.lane import Frame
from . import theme
from .contrast_lanes import SCALED
from .figures import fixed, with_unit
from .outlined import draw_text, text_width
from .picture import Picture
from .scene import Scene
from .transform import Placement

TOP, TOP_PERCENT = 0.5, 100.0
"""Where the scale ends, in a.u. and in %; it follows neither dose nor threshold, so maps can be compared."""
_LEAST_TOP = 10.0
"""Times the noise that it ends at least, of noisy scans."""
_OPACITY = 0.8
_DARKEST = 0.05


@dataclass(frozen=True)
class Scale:
    """From where to where uptake is drawn, and what the ends say."""

    low: float
    high: float
    unit: str
    words: str
    """Of the lower end, such as 3 σ."""


def scale_of(scene: Scene, frame: Frame) -> Scale | None:
    """Return the scale of a map that is drawn over the scan before contrast; None for other pictures."""
    partner = frame.request.partner
    if frame.under is None or partner is None:
        return None
    steps, fraction = frame.lane.steps, frame.request.dose.fraction
    scaled = any(step.name == SCALED.name for step in steps)
    given = partner.pair.injection.fraction * (fraction if frame.lane.is_lowered else 1)
    sigma = partner.pair.sigma / given if scaled else partner.pair.sigma
    low, words, least = scene.uptake_sigma * sigma, f"{scene.uptake_sigma:g} σ", _LEAST_TOP * sigma
    if bool(steps[-1].settings.get("percent")):
        return Scale(100 * low, max(TOP_PERCENT, 100 * least), "%", words)
    return Scale(low, max(TOP, least), "a.u.", words)


class UptakePicture:
    """A map and what lies under it; ``draw`` is cheap when neither changed."""

    def __init__(self) -> None:
        self.under = Picture()
        self._map: npt.NDArray[np.float32] | None = None
        self._key: tuple[float, float] | None = None
        self._drawn = QImage()

    def show_frame(self, frame: Frame | None) -> None:
        """Take the map of a frame."""
        image = frame.image if frame is not None and frame.under is not None else None
        if image is not self._map:
            self._map, self._key = image, None
        self.under.show(frame.under if frame is not None else None)

    def draw(
        self, painter: QPainter, placement: Placement, window: tuple[float, float], scale: Scale
    ) -> None:
        """Draw the scan before contrast in a window, and over it the map within its scale."""
        self.under.draw(painter, placement, *window)
        if self._map is None:
            return
        if self._key != (scale.low, scale.high):
            self._drawn = rendered(self._map, scale, self.under.image)
            self._key = (scale.low, scale.high)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(placement.bounds, self._drawn, QRectF(self._drawn.rect()))


def rendered(
    image: npt.NDArray[np.float32], scale: Scale, under: npt.NDArray[np.float32] | None = None
) -> QImage:
    """Return a map (y, x) in colors, transparent below its scale.

    In percent the noise is a share of what lies ``under`` it, and larger where that is dark.
    """
    floor = scale.low if scale.unit != "%" or under is None else scale.low / np.clip(under, _DARKEST, None)
    place = np.clip((image - scale.low) / (scale.high - scale.low) * 255, 0, 255).astype(np.uint8)
    argb = np.ascontiguousarray(np.where(image >= floor, _colors()[place], np.uint32(0)))
    height, width = image.shape
    picture = QImage(argb.data, width, height, 4 * width, QImage.Format.Format_ARGB32)
    return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # a copy of its own


def draw_scale(painter: QPainter, placement: Placement, scale: Scale, font: QFont, top: float) -> None:
    """Draw the colors upright at the right edge from ``top`` px down, with what their ends mean."""
    tokens = theme.current()
    height, gap = QFontMetricsF(font).height(), tokens.px(6)
    digits = 0 if scale.unit == "%" else 2
    high, low = (with_unit(fixed(value, digits), scale.unit) for value in (scale.high, scale.low))
    right = placement.width - tokens.px(10)
    room = placement.height / 2 - 1.5 * height - top - height
    long = min(float(tokens.px(96)), room)
    if long < tokens.px(32):
        return
    bar = QRectF(right - tokens.px(8), top + height / 2, tokens.px(8), long)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for step in range(round(long)):
        color = QColor.fromRgb(int(_colors()[255 - round(255 * step / max(long - 1, 1))]))
        painter.fillRect(QRectF(bar.left(), bar.top() + step, bar.width(), 1), color)
    painter.setPen(QPen(tokens.stage.text_2, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5))
    for text, y in ((high, bar.top() - height / 2), (f"{scale.words} = {low}", bar.bottom() - height / 2)):
        draw_text(
            painter, QPointF(bar.left() - gap - text_width(text, font), y), text, font, tokens.stage.corner
        )


@cache
def _colors() -> npt.NDArray[np.uint32]:
    """Return 256 colors, brown to cream, at the opacity of the map: black would hide what lies under it."""
    stops = np.array([(c.red(), c.green(), c.blue()) for c in theme.current().uptake[1:]], np.float64)
    place, known = np.linspace(0, 1, 256), np.linspace(0, 1, len(stops))
    red, green, blue = (np.interp(place, known, stops[:, i]).round().astype(np.uint32) for i in range(3))
    return np.asarray((round(255 * _OPACITY) << 24) | (red << 16) | (green << 8) | blue, np.uint32)
