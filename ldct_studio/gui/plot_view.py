"""PlotView: curves drawn the house way: letters at the curves, units at the axes, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from . import figures, theme
from .language import tr
from .pane_numbers import Cell, Metric

Values = npt.NDArray[np.float64]
_HEADROOM = 1.2
"""The plot is at least this many times as high as its highest curve, for the letter on it."""
_MOST = 2.5
"""Letters that take more than this many times that are cut off, lest the curves lie flat."""
_TURNS = 10
_BELOW = 4
"""Px between a letter and the place it is set at, as Qt draws it."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One curve: the letter or word that stands at it, its points and its color."""

    letter: str
    x: Values
    y: Values
    color: QColor
    dashed: bool = False
    place: float | None = None
    """Where along x the letter stands; None = where the curve is farthest from the others."""
    joined: npt.NDArray[np.bool_] | None = None
    """Whether each point is joined to the next; None = all are."""
    dots: bool = False
    """Whether every point has a dot."""
    keyed: bool = False
    """Whether a legend under the plot says what it is, so that no letter stands at it."""


@dataclass(frozen=True)
class Table:
    """Numbers under a plot: a row for every pane, by its letter."""

    metrics: tuple[Metric, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, eq=False)
class Tile:
    """A small picture under a plot: a spectrum (s, s) of the pane with a letter, zero frequency first."""

    letter: str
    power: Values
    edge: float
    """The frequency in 1/mm at the border of the picture."""


@dataclass(frozen=True, eq=False)
class Chart:
    """What a plot shows; ``mark`` is a vertical line, ``levels`` are dashed horizontal ones."""

    x_title: str
    y_title: str
    curves: tuple[Curve, ...]
    mark: float | None = None
    levels: tuple[float, ...] = ()
    log_ticks: tuple[float, ...] = ()
    """Where numbers stand along a logarithmic x axis; none = x is linear."""
    x_range: tuple[float, float] | None = None
    """The ends of the x axis; None = those of the curves."""
    y_range: tuple[float, float] | None = None
    """The ends of the y axis; None = zero and all of every curve, with room for the letters."""
    y_ticks: tuple[tuple[float, str], ...] = ()
    """Where which numbers stand along y; none = the axis finds its own."""
    log_values: bool = False
    """Whether y is logarithmic; every value is then above 0."""
    table: Table | None = None
    tiles: tuple[Tile, ...] = ()
    note: str = ""
    """What has to be known of the numbers, under them."""

    @property
    def on_axis(self) -> Chart:
        """The chart with x and y as they lie along the axes."""
        chart = self._log_y() if self.log_values else self
        if not self.log_ticks:
            return chart
        curves = tuple(replace(curve, x=np.log10(curve.x)) for curve in chart.curves)
        return replace(chart, curves=curves, mark=None if self.mark is None else float(np.log10(self.mark)))

    def _log_y(self) -> Chart:
        ends = [float(end) for curve in self.curves for end in (curve.y.min(), curve.y.max())]
        low, high = np.log10(min(ends)) - 0.08, np.log10(max(ends)) + 0.16
        ones = [factor * 10.0**power for power in range(-4, 7) for factor in (1, 2, 5)]
        return replace(
            self,
            curves=tuple(replace(curve, y=np.log10(curve.y)) for curve in self.curves),
            levels=tuple(float(np.log10(level)) for level in self.levels),
            y_range=(float(low), float(high)),
            y_ticks=tuple((float(np.log10(one)), figures.number(one, 1)) for one in ones),
        )

    @property
    def marked(self) -> list[list[tuple[float, str]]] | None:
        """The ticks as the axis takes them, or None where it finds its own."""
        ticks = [(float(np.log10(tick)), figures.plain(tick)) for tick in self.log_ticks]
        return [ticks] if ticks else None

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and highest value to show: zero, the levels, and all of every curve."""
        ends = [float(end) for curve in self.curves for end in (curve.y.min(), curve.y.max())]
        return min(0.0, *self.levels, *ends), max(*self.levels, *ends, 1e-9)


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """Ticks with a real minus and thin-space groups, in the unit of the title, without a prefix."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self.setSIPrefixEnableRanges(())  # every change of label or style asks for a prefix again

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        places = max(0, -int(np.floor(np.log10(spacing * scale) + 1e-9)))
        return [figures.fixed(value * scale, places) for value in values]


class PlotView(QWidget):
    """A plot without frame, menu, mouse or legend; colors follow the theme."""

    def __init__(self, name: str, title: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._lines: list[Any] = []
        self._letters: list[Any] = []
        self._levels: list[Any] = []
        self._words = name, title, tip
        self._mark: Any = None  # made with the plot: without a scene it might die in another thread
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)
        theme.notifier.changed.connect(self._restyle)

    @cached_property
    def _plot(self) -> Any:
        """Made when it is first shown or has something to show: the window begins without ten of them."""
        plot = pg.PlotWidget(axisItems={side: _Axis(side) for side in ("left", "bottom")}, enableMenu=False)
        name, title, tip = self._words
        plot.setObjectName(name)
        plot.setAccessibleName(title)
        plot.setToolTip(tip)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = plot.plotItem.ctrlMenu  # never shown, and otherwise nobody's child
        menu.setParent(plot, Qt.WindowType.Popup)
        plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        plot.hideButtons()
        plot.setMouseEnabled(False, False)
        plot.plotItem.vb.sigResized.connect(self._fit_again)
        self._mark = pg.InfiniteLine(angle=90)
        plot.addItem(self._mark)
        _style(plot, self._mark)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(plot)
        return plot

    def showEvent(self, event: QShowEvent) -> None:
        """Show the axes at least."""
        super().showEvent(event)
        self._plot.show()

    def show_chart(self, chart: Chart) -> None:
        """Draw other curves; the axes hold zero in y and end with the data in x."""
        self._chart = chart
        chart = chart.on_axis
        self._plot.getAxis("bottom").setTicks(chart.marked)
        self._plot.getAxis("left").setTicks([list(chart.y_ticks)] if chart.y_ticks else None)
        self._draw_levels(chart.levels)
        self._keep(len(chart.curves))
        for line, letter, curve in zip(self._lines, self._letters, chart.curves, strict=True):
            self._draw(line, letter, curve)
        self._title("left", chart.y_title)
        self._title("bottom", chart.x_title)
        self._mark.setVisible(chart.mark is not None)
        if chart.mark is not None:
            self._mark.setValue(chart.mark)
        if chart.curves:
            ends = min(c.x.min() for c in chart.curves), max(c.x.max() for c in chart.curves)
            self._plot.setXRange(*(chart.x_range or ends), padding=0)
            self._fit_height(chart)

    def _fit_height(self, chart: Chart) -> None:
        """Show the whole of every curve, and above the highest what the letters on it take."""
        bottom, top = chart.y_range or (_HEADROOM * end for end in chart.span)
        most = top if chart.y_range else _MOST * top
        for _ in range(_TURNS):  # the more is shown, the more of it a letter takes
            self._plot.setYRange(bottom, top, padding=0)
            highest = min(self._place_letters(chart), most)
            if highest <= top:
                return
            top = highest

    def _fit_again(self) -> None:
        if self._chart is not None and self._chart.curves:
            self._fit_height(self._chart.on_axis)

    def _place_letters(self, chart: Chart) -> float:
        """Set every letter at its curve, and none on another; return how high the highest reaches."""
        box, metrics = self._plot.plotItem.vb, QFontMetricsF(_letter_font())
        (low, high), (bottom, top) = box.viewRange()
        pixel = (top - bottom) / max(box.height(), 1.0)
        tall = metrics.height() * pixel
        wide = [
            (metrics.horizontalAdvance(c.letter) + 2) * (high - low) / max(box.width(), 1.0)
            for c in chart.curves
        ]
        gap = 0.01 * (top - bottom)
        named = [i for i, curve in enumerate(chart.curves) if not curve.keyed]
        places = [letter_place(chart.curves[i], chart) for i in named]
        spread = apart([(x, y + gap) for x, y in places], [wide[i] for i in named], tall)
        for i, (x, y) in zip(named, spread, strict=True):
            self._letters[i].setPos(x, y)
        return float(max((y + tall + _BELOW * pixel for _, y in spread), default=bottom))

    def _keep(self, count: int) -> None:
        while len(self._lines) < count:
            self._lines.append(self._plot.plot(antialias=True))
            self._letters.append(pg.TextItem(anchor=(0.5, 1.0)))
            self._plot.addItem(self._letters[-1])
        while len(self._lines) > count:
            self._plot.removeItem(self._lines.pop())
            self._plot.removeItem(self._letters.pop())

    def _draw(self, line: Any, letter: Any, curve: Curve) -> None:
        style = Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine
        connect = "all" if curve.joined is None else curve.joined
        dots = {"symbol": "o", "symbolSize": 6, "symbolBrush": curve.color, "symbolPen": None}
        line.setData(
            curve.x,
            curve.y,
            connect=connect,
            pen=pg.mkPen(curve.color, width=1.8, style=style),
            **(dots if curve.dots else {"symbol": None}),
        )
        letter.setText("" if curve.keyed else tr(curve.letter))
        letter.setColor(curve.color)
        letter.setFont(_letter_font())

    def _draw_levels(self, levels: tuple[float, ...]) -> None:
        for line in self._levels:
            self._plot.removeItem(line)
        pen = pg.mkPen(theme.current().text_3, width=1, style=Qt.PenStyle.DashLine)
        self._levels = [pg.InfiniteLine(level, angle=0, pen=pen) for level in levels]
        for line in self._levels:
            self._plot.addItem(line)

    def _restyle(self) -> None:
        if "_plot" in self.__dict__:
            _style(self._plot, self._mark)
            if self._chart is not None:
                self.show_chart(self._chart)

    def _title(self, side: str, text: str) -> None:
        tokens = theme.current()
        css = {"color": tokens.text_2.name(), "font-size": f"{tokens.px(11)}px"}
        axis = self._plot.getAxis(side)
        axis.setLabel(tr(text), **css)
        axis.resizeEvent()  # centers another text, which an axis of fixed size does not do by itself


def _style(plot: Any, mark: Any) -> None:
    """Give a plot and its vertical mark the colors and sizes of the theme."""
    tokens = theme.current()
    plot.setBackground(tokens.panel)
    mark.setPen(pg.mkPen(tokens.accent, width=1))
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(tokens.line_strong))
        axis.setTextPen(pg.mkPen(tokens.text_2))
        font = tokens.font("caption")
        axis.setStyle(tickLength=-4, tickFont=font, hideOverlappingLabels=True, maxTextLevel=1)
    plot.getAxis("left").setWidth(tokens.px(52))
    plot.getAxis("bottom").setHeight(tokens.px(38))
    plot.getAxis("left").setGrid(26)


def letter_place(curve: Curve, chart: Chart) -> tuple[float, float]:
    """Return where the letter of a curve stands: on it, and farthest from the other curves."""
    if curve.place is not None:
        return curve.place, float(np.interp(curve.place, curve.x, curve.y))
    low, high = curve.x.min(), curve.x.max()
    x = np.linspace(low + 0.12 * (high - low), high - 0.12 * (high - low), 40)
    y = np.interp(x, curve.x, curve.y)
    others = [np.abs(y - np.interp(x, o.x, o.y)) for o in chart.curves if o is not curve]
    distance = np.min(others, axis=0) if others else y
    best = int(np.argmax(distance))
    return float(x[best]), float(y[best])


def apart(places: list[tuple[float, float]], widths: list[float], height: float) -> list[tuple[float, float]]:
    """Return the places (x, y) of letters, raised where one of a width and height would lie on another."""
    held: dict[int, tuple[float, float]] = {}
    for i in sorted(range(len(places)), key=lambda i: places[i][1]):
        x, y = places[i]
        near = sorted(v for j, (u, v) in held.items() if abs(u - x) < (widths[i] + widths[j]) / 2)
        for other in near:
            if abs(other - y) < height:
                y = other + height
        held[i] = (x, y)
    return [held[i] for i in range(len(places))]


def _letter_font() -> QFont:
    font = theme.current().font("caption")
    font.setWeight(font.Weight.DemiBold)
    return font
