"""What stands under a plot to say whose a curve is: rich text in the colors of the curves."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from . import figures
from .dock import text_label
from .lane_words import dose_of, named
from .language import tr
from .marks_values import Frames, shown
from .pane_numbers import LETTERS
from .plot_view import Chart
from .scene import Scene


def legend_label(name: str) -> QLabel:
    """Return a label for a legend."""
    label = text_label(name, "caption", wrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def legend(scene: Scene, chart: Chart, frames: Frames) -> str:
    """Return the letters of the curves in their colors with method and dose, as rich text."""
    said = []
    colors = {curve.letter: curve.color.name() for curve in chart.curves}
    for index, pane in shown(scene):
        letter, frame = LETTERS[index], frames.get(pane.lane)
        if letter not in colors or frame is None:
            continue
        made_at, asked = dose_of(frame), frame.request
        dose = "" if made_at is None else f" {figures.percent(made_at)}"
        mark = f'<span style="color:{colors[letter]}; font-weight:600">{letter}</span>'
        words = f"{tr(named(pane.lane, asked.study, asked.volume))}{dose}".replace(" ", figures.NBSP)
        words = words.replace("-", "\u2011")  # a hyphen where no line ends
        said.append(f"{mark}{figures.NBSP}{escape(words)}")
    return _joined(said)


def key(chart: Chart) -> str:
    """Return what the colors of keyed curves say, with a dot each, as rich text."""
    said = []
    for curve in chart.curves:
        if curve.keyed and curve.letter:
            words = escape(tr(curve.letter)).replace(" ", figures.NBSP)
            said.append(f'<span style="color:{curve.color.name()}">●</span>{figures.NBSP}{words}')
    return _joined(said)


def _joined(said: Iterable[str]) -> str:
    return " &nbsp; ".join(said)
