"""The popover where n0, the photons per ray at 100 %, is read and overridden."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent, QValidator
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..core.dose import Scan
from . import dose_facts, figures, theme
from .dose_scanner import ScannerChoice

LOWEST, HIGHEST = 1e2, 1e8
_DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def parse_photons(text: str) -> float | None:
    """Read 170000, 1.7e5 or 1.7 × 10⁵; None where it is no number from 100 to 10⁸."""
    plain = re.sub(r"\s", "", text).replace(",", "")
    plain = re.sub(r"[×x*]10\^?([⁻⁰¹²³⁴⁵⁶⁷⁸⁹−\-\d]+)$", r"e\1", plain).translate(_DIGITS)
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if LOWEST <= value <= HIGHEST else None


class PhotonsBox(QDoubleSpinBox):
    """A field for a number of photons; arrow keys and wheel step by a twentieth of a decade."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(LOWEST, HIGHEST)
        self.setDecimals(2)
        self.setKeyboardTracking(False)
        self.setObjectName("dose-n0")
        self.setAccessibleName(self.tr("Photons per ray at 100 %"))
        self.setToolTip(
            self.tr("n0: mean photons per detector bin and view without the patient, 10² to 10⁸; type 1.7e5")
        )

    def textFromValue(self, value: float) -> str:
        """Print as a power of ten."""
        return figures.power(value, 3)

    def valueFromText(self, text: str) -> float:
        """Read what was typed."""
        return parse_photons(text) or self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept every number in the range."""
        known = parse_photons(text) is not None
        return (QValidator.State.Acceptable if known else QValidator.State.Intermediate), text, position

    def stepBy(self, steps: int) -> None:
        """Step on a logarithmic scale."""
        self.setValue(self.value() * 10 ** (steps / 20))


class CourseAlongZ(QWidget):
    """A small curve of n0 over the slices, with a line at the slice on show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photons: tuple[float, ...] = ()
        self._row = 0
        self.setObjectName("dose-n0-course")
        self.setAccessibleName(self.tr("Photons per ray along z"))
        self.setToolTip(self.tr("n0 at 100 % per slice; the line is the slice on show"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_course(self, photons: tuple[float, ...], row: int) -> None:
        """Draw another course; ``row`` is the slice on show."""
        self._photons, self._row = photons, row
        self.setVisible(len(photons) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a small curve."""
        return QSize(theme.current().px(220), theme.current().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the curve over its own range, from zero."""
        if len(self._photons) < 2:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = max(self._photons)
        step = (self.width() - 2) / (len(self._photons) - 1)
        height = self.height() - 4
        points = [QPointF(1 + i * step, 2 + height * (1 - n / top)) for i, n in enumerate(self._photons)]
        x = 1 + min(self._row, len(self._photons) - 1) * step
        painter.setPen(QPen(tokens.accent, 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(QPen(QColor(tokens.text_2), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.end()


class PhotonsPopover(QFrame):
    """Opens under the read-out; its signals tell which n0 is wanted: a number, the estimate, a model's."""

    chosen = Signal(float)
    estimate_wanted = Signal()
    model_wanted = Signal(object, object)
    """A ScannerModel and its Setting."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        theme.set_role(self, "card")
        self.setObjectName("dose-n0-popover")
        self._box = PhotonsBox()
        self._course = CourseAlongZ()
        self._origin = _text("dose-n0-origin", "caption", "")
        self._estimate = QPushButton(self.tr("Use estimate"))
        self._estimate.setObjectName("dose-n0-estimate")
        self._estimate.setAccessibleName(self.tr("Use the estimated photons per ray"))
        self._estimate.setToolTip(self.tr("Go back to the n0 estimated from the noise of the pictures"))
        self._estimate.clicked.connect(self.estimate_wanted)
        self._box.valueChanged.connect(self._choose)
        self._shown = 0.0
        self._scanner = ScannerChoice()
        self._scanner.chosen.connect(self.model_wanted)
        self._arrange()

    def show_scan(self, scan: Scan, row: int) -> None:
        """Show what is known of 100 %."""
        self._shown = sum(scan.photons) / len(scan.photons)
        self._box.blockSignals(True)
        self._box.setValue(self._shown)
        self._box.blockSignals(False)
        self._course.show_course(scan.photons, row)
        self._origin.setText(dose_facts.origin(scan))
        self._estimate.setEnabled(scan.source in ("user", "study") or bool(scan.scanner))
        self._scanner.show_scan(scan)
        self.adjustSize()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the number be typed at once."""
        super().showEvent(event)
        self._box.setFocus(Qt.FocusReason.PopupFocusReason)
        self._box.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Enter, which the field has taken by then."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        px = theme.current().px
        fields = QGridLayout()
        fields.setSpacing(px(8))
        fields.addWidget(self._box, 0, 0)
        fields.addWidget(self._estimate, 0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(12), px(12), px(12), px(12))
        box.setSpacing(px(8))
        box.addWidget(_text("dose-n0-title", "section", self.tr("Photons per ray at 100 %")))
        box.addLayout(fields)
        box.addWidget(self._scanner)
        box.addWidget(self._origin)
        box.addWidget(self._course)

    def _choose(self, photons: float) -> None:
        if abs(photons / self._shown - 1) > 5e-3:
            self.chosen.emit(photons)


def _text(name: str, role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
