"""The pattern of the display check: drawn by us in the pixels of the screen, and nobody's test pattern."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import theme
from .language import tr

STEPS = 11
"""Grays from black to white, evenly in the values that are sent to the screen."""
DARK, BRIGHT = 0.05, 0.95
"""The squares in black and in white."""
LINES = (1, 2, 3)
"""Widths of the lines in pixels of the screen."""
_GROUND = 0.5


def gray(share: float) -> QColor:
    """Return the gray that is sent to the screen for a share of white; nothing is bent in between."""
    value = round(255 * share)
    return QColor(value, value, value)


def pattern(width: int, height: int, ratio: float) -> QImage:
    """Return the pattern for a place of so many px, drawn in the pixels that the screen has there."""
    image = QImage(math.ceil(width * ratio), math.ceil(height * ratio), QImage.Format.Format_RGB32)
    image.fill(gray(_GROUND))
    painter = QPainter(image)
    font = QFont(theme.current().font("corner"))
    font.setPixelSize(round(theme.current().px(12) * ratio))
    painter.setFont(font)
    wide, tall = image.width(), image.height()
    line = round(painter.fontMetrics().height() * 1.4)
    top, foot = round(0.24 * tall), tall - line
    _draw_steps(painter, QRect(0, 0, wide, top))
    ramp = QRect(0, foot - top // 2, wide, top // 2)
    _draw_ramp(painter, ramp)
    middle = QRect(0, top + line // 2, wide, ramp.top() - top - line)
    side = min(middle.height(), wide // 4)
    _draw_square(painter, QRect(line, middle.top(), side, side), 0.0, DARK)
    _draw_square(painter, QRect(wide - line - side, middle.top(), side, side), 1.0, BRIGHT)
    left = 2 * line + side
    _draw_lines(painter, QRect(left, middle.top(), wide - 2 * left, side))
    painter.setPen(gray(1.0))
    flags = Qt.AlignmentFlag.AlignCenter
    painter.drawText(QRect(0, foot, wide, line), flags, tr("Synthetic pattern, not TG18"))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _draw_steps(painter: QPainter, box: QRect) -> None:
    for step in range(STEPS):
        share = step / (STEPS - 1)
        left, right = (box.width() * n // STEPS for n in (step, step + 1))
        field = QRect(left, box.top(), right - left, box.height())
        painter.fillRect(field, gray(share))
        _write(painter, field, share, f"{round(100 * share)} %")


def _draw_ramp(painter: QPainter, box: QRect) -> None:
    ramp = QLinearGradient(box.left(), 0, box.right(), 0)
    ramp.setColorAt(0, gray(0.0))
    ramp.setColorAt(1, gray(1.0))
    painter.fillRect(box, ramp)


def _draw_square(painter: QPainter, box: QRect, around: float, inside: float) -> None:
    painter.fillRect(box, gray(around))
    inset = box.width() // 3
    painter.fillRect(box.adjusted(inset, inset, -inset, -inset), gray(inside))
    said = tr("{0} % in {1} %").format(round(100 * inside), round(100 * around))
    _write(painter, box, around, said)


def _draw_lines(painter: QPainter, box: QRect) -> None:
    """Draw pairs of black and white lines, standing and lying, each as wide as named."""
    line = round(painter.fontMetrics().height() * 1.4)
    column = box.width() // len(LINES)
    side = min(column - line, (box.height() - line) // 2 - line // 4)
    for number, width in enumerate(LINES):
        left = box.left() + number * column + (column - side) // 2
        for lying in (False, True):
            top = box.top() + lying * (side + line // 4)
            field = QRect(left, top, side, side)
            painter.fillRect(field, gray(0.0))
            for start in range(0, side, 2 * width):
                thick = min(width, side - start)
                bar = (left, top + start, side, thick) if lying else (left + start, top, thick, side)
                painter.fillRect(QRect(*bar), gray(1.0))
        painter.setPen(gray(1.0))
        under = QRect(left - line, box.bottom() - line, side + 2 * line, line)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, tr("{0} px").format(width))


def _write(painter: QPainter, box: QRect, ground: float, text: str) -> None:
    """Write at the foot of a field, in a gray that does not outshine it."""
    painter.setPen(gray(0.62 if ground < 0.25 else 1.0 if ground < 0.5 else 0.3 if ground > 0.75 else 0.0))
    margin = painter.fontMetrics().height() // 3
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    painter.drawText(QRectF(box.adjusted(0, 0, 0, -margin)), flags, text)


class DisplayPattern(QWidget):
    """Shows the pattern pixel by pixel, also where the screen is scaled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setObjectName("display-pattern")
        self.setAccessibleName(self.tr("Synthetic pattern, not TG18: gray steps, two squares, line pairs"))
        self.setToolTip(self.tr("Gray steps, 5 % in black, 95 % in white, and lines of 1 to 3 pixels"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.current().px(600), theme.current().px(270))

    def sizeHint(self) -> QSize:
        """Return a size at which every part has room."""
        return QSize(theme.current().px(760), theme.current().px(330))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pattern, again only when size or scale changed."""
        ratio = self.devicePixelRatioF()
        wanted = math.ceil(self.width() * ratio), math.ceil(self.height() * ratio)
        if (self._image.width(), self._image.height()) != wanted or self._image.devicePixelRatio() != ratio:
            self._image = pattern(self.width(), self.height(), ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()
