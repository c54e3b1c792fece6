"""DoseValue: the dose in large figures, to read and to type."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QToolTip

from . import dose_agent, dose_scale, figures, theme
from .dose_scale import DoseScale
from .language import tr

OUT_OF_RANGE = tr("Type a percentage from 1 to 100.")


class DoseValue(QLineEdit):
    """The dose in large figures; click, type a percentage, Enter."""

    entered = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._fraction = dose_scale.DEFAULT
        self.setObjectName("dose-value")
        self.setProperty("role", "display")
        self.show_scale(dose_scale.RADIATION)
        self.setTextMargins(-5, 0, 0, 0)
        self.returnPressed.connect(self._enter)

    def show_scale(self, scale: DoseScale) -> None:
        """Say what 100 % is, and let the dose be typed where it can be changed."""
        self.setReadOnly(not scale.movable)
        self.setAccessibleName(
            self.tr("Contrast dose in percent") if scale.agent else self.tr("Dose in percent")
        )
        if not scale.movable:
            self.setToolTip(dose_agent.FIXED)
        elif scale.agent:
            self.setToolTip(
                self.tr("Dose in percent of the standard dose, 1 to 100. Click, type, press Enter.")
            )
        else:
            self.setToolTip(self.tr("Dose in percent of the scan, 1 to 100. Click, type, press Enter."))

    def show_fraction(self, fraction: float) -> None:
        """Print a dose, unless one is being typed."""
        self._fraction = fraction
        if not (self.hasFocus() and self.isModified()):
            self.setText(figures.percent(fraction))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces."""
        super().focusInEvent(event)
        self.selectAll()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select all: a part of a number is no number."""
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Print the dose again where nothing was entered."""
        super().focusOutEvent(event)
        self._restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc as if nothing was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self._restore()
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        fraction = parse_percent(self.text())
        self._mark(fraction is None)
        if fraction is not None:
            self.setModified(False)
            self.entered.emit(fraction)
            self.clearFocus()

    def _restore(self) -> None:
        self._mark(False)
        self.setText(figures.percent(self._fraction))

    def _mark(self, invalid: bool) -> None:
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            theme.repolish(self)
        self.setAccessibleDescription(OUT_OF_RANGE if invalid else "")
        if invalid:
            above = QPoint(0, -theme.current().px(48))  # Qt puts the text below the place it is given
            QToolTip.showText(self.mapToGlobal(above), OUT_OF_RANGE, self)
        elif QToolTip.text() == OUT_OF_RANGE:
            QToolTip.hideText()


def parse_percent(text: str) -> float | None:
    """Read 17, 17 % or 6.9; None where it is no percentage from 1 to 100."""
    plain = text.replace("%", "").replace(",", ".").strip()
    try:
        fraction = float(plain) / 100
    except ValueError:
        return None
    return fraction if dose_scale.LOWEST <= fraction <= 1 else None
