"""The plots of a training, beside and below each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from . import theme
from .buttons import label
from .dock import text_label
from .language import tr
from .plot_view import PlotView
from .train_charts import TrainChart

_LEAST = 150
"""Height in px that a plot needs."""
_VALUES = 3
"""Newest values that stand over one plot; of more curves only the words at them are shown."""


class TrainCurves(QWidget):
    """A grid of plots; one sentence where nothing was measured yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-curves")
        self.cards: list[CurveCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._empty = text_label("train-no-curves", "second", wrap=True)
        self._grid.addWidget(self._empty, 0, 0)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_charts(self, charts: Sequence[TrainChart], sentence: str) -> None:
        """Draw the plots, or say why there are none."""
        if len(charts) != len(self.cards):
            self._arrange(len(charts))
        self._empty.setText(sentence)
        self._empty.setVisible(not charts)
        for card, chart in zip(self.cards, charts, strict=True):
            card.show_chart(chart)

    def _arrange(self, count: int) -> None:
        """Make so many places, as near to a square as they go."""
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [CurveCard(number) for number in range(count)]
        columns = math.ceil(math.sqrt(count))
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < columns))

    def _scale(self) -> None:
        self._grid.setSpacing(theme.current().px(20))


class CurveCard(QWidget):
    """One plot under its title and its newest values."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"train-plot-{number + 1}")
        self._title = label("", "section")
        self._values = [label("", "strong") for _ in range(_VALUES)]
        self.plot = PlotView(f"train-plot-{number + 1}-curves", "", "")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        for value in self._values:
            head.addWidget(value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.current().px(_LEAST))

    def show_chart(self, made: TrainChart) -> None:
        """Draw other curves."""
        self._title.setText(tr(made.title))
        self.plot.show_chart(made.chart)
        shown = made.newest if len(made.newest) <= _VALUES else ()
        for place, value in enumerate(self._values):
            value.setVisible(place < len(shown))
            if place < len(shown):
                word, text, color = shown[place]
                value.setText(" ".join(filter(None, (word if len(shown) > 1 else "", text))))
                _color(value, color if len(shown) > 1 else theme.current().text)
        told = ", ".join(" ".join(filter(None, (word, text))) for word, text, _ in made.newest)
        self.setAccessibleName(f"{tr(made.title)}: {told}")
        self.setToolTip(tr("{0} over the steps of the training. Newest: {1}").format(made.title, told))


def _color(text: QLabel, color: QColor) -> None:
    sheet = f"color: {color.name()}"  # a palette would lose against the sheet of the program
    if text.styleSheet() != sheet:
        text.setStyleSheet(sheet)
