"""What a suggested dose is asked for: who is asked, the image quality, and how surely it is to be reached."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QWidget

from ..core.advice import Askable
from . import figures, theme
from .buttons import label, narrow_box
from .language import tr
from .suggestion import CONFIDENCE, advisors

_LABELS, _NUMBERS = 112, 84
_DIGITS = 4
"""Significant digits of a target."""


class SuggestFields(QWidget):
    """``changed`` comes after typing and with every step of keys or wheel."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._able: Askable | None = None
        self._known: dict[str, str] = {}
        self._target: float | None = None
        self._advisor = narrow_box("suggest-advisor", tr("Who is asked"), tr("Plug-ins that suggest doses"))
        self._quality, self._unit = label("", "", "suggest-quality"), label("", "second", "suggest-unit")
        self._range = label("", "caption", "suggest-range")
        self.target = NumberBox("suggest-target", tr("Image quality to reach"))
        self.sure = NumberBox("suggest-confidence", tr("Confidence"), 1)
        self.sure.setRange(50, 99.9)
        self.sure.setValue(100 * CONFIDENCE)
        self.sure.setToolTip(
            tr("In how many of a hundred like cases the target is to be reached, 50 to 99.9")
        )
        self._arrange()
        self._advisor.activated.connect(self._choose)
        self.target.valueChanged.connect(self._take)
        self.sure.valueChanged.connect(lambda _: self.changed.emit())
        self.show_able(None)

    @property
    def wish(self) -> tuple[str, float | None, float]:
        """Who is asked, for which target (None: the usual one), and with which probability."""
        return self._advisor.currentData() or "", self._target, round(self.sure.value() / 100, 6)

    @property
    def choosable(self) -> bool:
        """Whether there is a choice of who is asked."""
        return len(self._known) > 1

    def show_advisors(self) -> None:
        """Offer those who can be asked, where there is a choice."""
        known = advisors()
        if known != self._known:
            self._known, chosen = known, self._advisor.currentData()
            self._advisor.clear()
            for name, title in known.items():
                self._advisor.addItem(tr(title), name)
            self._advisor.setCurrentIndex(max(self._advisor.findData(chosen), 0))
        for part in (self._asked, self._advisor):
            part.setVisible(self.choosable)

    def show_able(self, able: Askable | None) -> None:
        """Let a target be set within what can be asked for; None where that is not known hides the fields."""
        for part in self._rows:
            part.setVisible(able is not None)
        if able is None or able == self._able:
            return
        self._able = able
        unit = tr(able.unit)
        self._quality.setText(tr("{0} at least").format(tr(able.name)))
        self._unit.setText(unit)
        self.target.allow(able.low, able.high, able.usual if self._target is None else self._target)
        self._target = None if self._target is None else self.target.value()
        ends = tuple(self.target.textFromValue(end) for end in (self.target.minimum(), self.target.maximum()))
        self._range.setText(tr("{0} to {1}").format(*ends))
        told = tr("{0} to be reached, {1} to {2}").format(
            tr(able.name), ends[0], figures.with_unit(ends[1], unit)
        )
        self.target.setToolTip(told)
        self.target.setAccessibleName(tr("{0} at least").format(tr(able.name)))

    def _arrange(self) -> None:
        px = theme.current().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(8))
        grid.setColumnMinimumWidth(0, px(_LABELS))
        grid.setColumnStretch(3, 1)
        self._asked = label(tr("Asked"))
        grid.addWidget(self._asked, 0, 0)
        grid.addWidget(self._advisor, 0, 1, 1, 3)
        sure, cases = label(tr("Confidence")), label(tr("% of like cases"), "second")
        for column, part in enumerate((self._quality, self.target, self._unit, self._range)):
            grid.addWidget(part, 1, column)
        grid.addWidget(sure, 2, 0)
        grid.addWidget(self.sure, 2, 1)
        grid.addWidget(cases, 2, 2, 1, 2)
        self._range.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._rows = (self._quality, self.target, self._unit, self._range, sure, self.sure, cases)

    def _choose(self) -> None:
        self._target, self._able = None, None
        self.changed.emit()

    def _take(self, value: float) -> None:
        self._target = value
        self.changed.emit()


class NumberBox(QDoubleSpinBox):
    """A number with a point in every language; where it is whole it is printed so."""

    def __init__(self, name: str, accessible: str, decimals: int = 2) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setLocale(QLocale.c())
        self.setDecimals(decimals)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.current().px(_NUMBERS))

    def allow(self, low: float, high: float, value: float) -> None:
        """Take other limits, with as many decimals as four digits need; this tells nobody."""
        decimals = max(_DIGITS - 1 - math.floor(math.log10(max(abs(high), 1e-9))), 0)
        one = 10.0**-decimals
        self.blockSignals(True)
        self.setDecimals(decimals)
        self.setSingleStep(10 * one)
        self.setRange(math.ceil(low / one) * one, math.floor(high / one) * one)
        self.setValue(value)
        self.blockSignals(False)

    def textFromValue(self, value: float) -> str:
        """Print without zeros behind the point."""
        text = f"{value:.{self.decimals()}f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", figures.MINUS)

    def valueFromText(self, text: str) -> float:
        """Read it with either sign for minus, and with a comma."""
        try:
            return float(text.replace(figures.MINUS, "-").replace(",", "."))
        except ValueError:
            return self.value()
