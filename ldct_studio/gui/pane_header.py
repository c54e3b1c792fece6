"""PaneHeader: letter, method, dose, state and time of the picture below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMoveEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from . import theme
from .icons import State, paint_state
from .language import tr
from .pane_paint import stage_accent

WORDS: dict[State, str] = {
    "full": "",
    "off": "",
    "preview": tr("Preview"),
    "refining": tr("Refining"),
    "stale": tr("Out of date"),
    "unapplied": tr("Not applied"),
    "failed": tr("Failed"),
}
_TURN, _TICK = 1200, 60
"""One turn of the refining arc, and how often it is drawn, in ms."""
_CHIP = QColor("#3A3A3A")
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class HeaderText:
    """What a header says."""

    letter: str
    title: str
    dose: str = ""
    word: str = ""
    time: str = ""
    state: State = "off"
    active: bool = False


class PaneHeader(QWidget):
    """One line over a picture, 26 px high; what does not fit is left out from the right."""

    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = HeaderText("", "")
        self._phase = 0.0
        self._turning = QTimer(self)
        self._turning.setInterval(_TICK)
        self._turning.timeout.connect(self._turn)
        self.button = _Dots(self)
        self.button.clicked.connect(self.menu_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)

    @property
    def said(self) -> HeaderText:
        """What the header says now."""
        return self._said

    def say(self, text: HeaderText) -> None:
        """Say something else; nothing is drawn when nothing changed."""
        if text == self._said:
            return
        self._said = text
        self.button.setObjectName(f"pane-menu-{text.letter}")
        self.button.setAccessibleName(self.tr("Menu of pane {}").format(text.letter))
        turning = text.state == "refining" and not theme.current().reduce_motion
        if turning != self._turning.isActive():
            (self._turning.start if turning else self._turning.stop)()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a header."""
        return QSize(theme.current().px(200), theme.current().size("pane_header"))

    def resizeEvent(self, event: object) -> None:
        """Keep the menu button at the right end."""
        side = self.height()
        self.button.setGeometry(self.width() - side, 0, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        tokens, said = theme.current(), self._said
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.stage.header_active if said.active else tokens.stage.header)
        paint_state(painter, self._state_box, said.state, self._phase, stage=True)
        if not self._state_around.contains(event.rect()):  # else the state alone turns
            self._draw_texts(painter)
        painter.end()

    @property
    def _state_box(self) -> QRectF:
        side, left = theme.current().px(10), theme.current().px(2)
        return QRectF(self.width() - self.height() - side - left, (self.height() - side) / 2, side, side)

    @property
    def _state_around(self) -> QRect:
        return self._state_box.toAlignedRect().adjusted(-1, -1, 1, 1)

    def _draw_texts(self, painter: QPainter) -> None:
        said, tokens = self._said, theme.current()
        end = self._draw_time(painter)
        place = self._draw_chip(painter)
        texts = (
            (said.title, _weight("label", QFont.Weight.DemiBold), tokens.stage.text),
            (said.dose, tokens.font("label"), tokens.stage.text_2),
            (said.word, tokens.font("caption"), tokens.stage.text_2),
        )
        for text, font, color in texts:
            if text:
                place += self._draw(painter, place, end, text, font, color) + tokens.px(10)

    def _draw_chip(self, painter: QPainter) -> float:
        tokens, said = theme.current(), self._said
        side, left = tokens.px(16), tokens.px(8)
        chip = QRectF(left, (self.height() - side) / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF") if said.active else _CHIP)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(QColor("#000000") if said.active else tokens.stage.text)
        painter.setFont(_weight("caption", QFont.Weight.DemiBold))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, said.letter)
        return float(chip.right() + tokens.px(8))

    def _draw_time(self, painter: QPainter) -> float:
        """Draw the time before the state's shape, where there is room; return where that begins."""
        tokens, said = theme.current(), self._said
        right = float(self._state_box.left() - tokens.px(8))
        if not said.time or self.width() <= tokens.px(260):
            return right
        font = tokens.font("caption")
        width = QFontMetricsF(font).horizontalAdvance(said.time)
        painter.setFont(font)
        painter.setPen(tokens.stage.text_3)
        painter.drawText(QRectF(right - width, 0, width + 1, self.height()), _LEFT, said.time)
        return right - width - tokens.px(8)

    def _draw(
        self, painter: QPainter, place: float, end: float, text: str, font: QFont, color: QColor
    ) -> float:
        """Draw one text, shortened where it must be; return its width."""
        room = end - place
        metrics = QFontMetricsF(font)
        if room < metrics.horizontalAdvance("M…"):
            return max(room, 0.0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QRectF(place, 0, room, self.height()), _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _turn(self) -> None:
        self._phase = (self._phase + _TICK / _TURN) % 1
        self.update(self._state_around)


class HeaderPlace(QWidget):
    """The place of a header over a picture; below a message the header lies over the picture instead.

    So the message hides no title, and neither picture nor place changes its size.
    """

    def __init__(self, header: PaneHeader, pane: QWidget) -> None:
        super().__init__(pane)
        self._header, self._covered = header, 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the header."""
        return self._header.sizeHint()

    def give_way(self, covered: int) -> None:
        """Put the header below so many px that a message covers."""
        self._covered = covered
        self._follow()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the header along."""
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the header along."""
        self._follow()

    def _follow(self) -> None:
        self._header.setGeometry(self.geometry().translated(0, self._covered))
        self._header.raise_()


class _Dots(QAbstractButton):
    """Three dots that open the pane's menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pane menu"))
        self.setToolTip(self.tr("Choose the method, unlink, maximize or copy this pane"))

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().size("pane_header")
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.stage.frame)
            painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(stage_accent(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.stage.text if self.underMouse() else tokens.stage.text_3)
        for step in (-1, 0, 1):
            center = QRectF(self.rect()).center() + QPointF(0, step * tokens.px(4))
            painter.drawEllipse(center, 1.2 * tokens.scale, 1.2 * tokens.scale)
        painter.end()


def _weight(role: theme.Role, weight: QFont.Weight) -> QFont:
    font = theme.current().font(role)
    font.setWeight(weight)
    return font
