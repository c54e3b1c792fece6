"""PlotTabs: the words of the plots in two rows, as one tab bar would not hold them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from . import theme

PER_ROW = 4
_FIRST, _NEXT = 200, 290
"""How wide the words of a row may be together, in px at 100 %; the first leaves room for the buttons."""


class PlotTabs(QWidget):
    """Words of which one is chosen; Left and Right move on, as in a tab bar."""

    currentChanged = Signal(int)  # noqa: N815  (as QTabBar has it)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(lambda number, on: self.currentChanged.emit(number) if on else None)
        self._rows: list[QHBoxLayout] = []
        self._offered: list[int] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def addTab(self, name: str, tip: str) -> None:
        """Add a word with a tooltip; the first is chosen."""
        tab = _Tab(name, tip)
        self._offered.append(self.count())
        self._group.addButton(tab, self.count())
        self._fill()
        if self.count() == 1:
            tab.setChecked(True)

    def offer(self, numbers: Sequence[int]) -> None:
        """Show some of the words, and turn from one that is not shown to the first of these."""
        self._offered = sorted(numbers)
        for number in range(self.count()):
            self._group.button(number).setVisible(number in numbers)
        self._fill()
        if self.currentIndex() not in numbers:
            self.setCurrentIndex(numbers[0])

    def _fill(self) -> None:
        """Stand the words that are shown in rows, as many in each as there is room for."""
        px, row, place, used = theme.current().px, 0, 0, 0
        for number in self._offered:
            tab = self._group.button(number)
            used += tab.sizeHint().width()
            if place == PER_ROW or (place and used > px(_NEXT if row else _FIRST)):
                row, place, used = row + 1, 0, tab.sizeHint().width()
            if row == len(self._rows):
                self._rows.append(QHBoxLayout())
                self._rows[-1].addStretch()
                self._box.addLayout(self._rows[-1])
            self._rows[row].insertWidget(place, tab)
            place += 1

    def add_button(self, button: QWidget) -> None:
        """Add a button at the right end of the first row."""
        self._rows[0].addWidget(button)

    def count(self) -> int:
        """Return how many words there are."""
        return len(self._group.buttons())

    def currentIndex(self) -> int:
        """Return which word is chosen."""
        return self._group.checkedId()

    def setCurrentIndex(self, number: int) -> None:
        """Choose a word."""
        self._group.button(number).setChecked(True)

    def tabText(self, number: int) -> str:
        """Return a word."""
        return self._group.button(number).text()

    def tabToolTip(self, number: int) -> str:
        """Return the tooltip of a word."""
        return self._group.button(number).toolTip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on with Left and Right."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not steps:
            super().keyPressEvent(event)
            return
        shown = self._offered
        number = shown[(shown.index(self.currentIndex()) + steps) % len(shown)]
        self.setCurrentIndex(number)
        self._group.button(number).setFocus()


class _Tab(QAbstractButton):
    """A word, underlined where it is chosen."""

    def __init__(self, name: str, tip: str) -> None:
        super().__init__()
        self.setObjectName(f"plots-tab-{name.lower()}")
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the word with its surroundings."""
        px = theme.current().px
        return QSize(round(QFontMetricsF(_font()).horizontalAdvance(self.text())) + px(18), px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Left and Right to the row."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word, and the line under a chosen one."""
        tokens, painter = theme.current(), QPainter(self)
        bright = self.isChecked() or self.underMouse()
        color = tokens.accent if self.hasFocus() else tokens.text if bright else tokens.text_3
        painter.setFont(_font())
        painter.setPen(color)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            high = tokens.px(2)
            painter.fillRect(QRectF(0, self.height() - high, self.width(), high), tokens.accent)
        painter.end()


def _font() -> QFont:
    font = theme.current().font("label")
    font.setWeight(QFont.Weight.Medium)
    return font
