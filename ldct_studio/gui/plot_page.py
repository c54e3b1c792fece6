"""PlotPage: a page of the plots with one that makes its charts itself, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from . import theme
from .dock import text_label
from .language import tr
from .plot_view import Chart, PlotView
from .scene import Scene
from .state import AppState, only_dose

REST_MS = 80
"""What is asked for while this passes is drawn once: with the pictures, a plot is there in 250 ms."""


class PlotPage(QWidget):
    """A plot with labels under it, which is drawn ``_later``: when all rests, and only while visible.

    Subclasses arrange it once, and say in ``_drawn`` what it shows and in ``_words`` what the labels say.
    """

    charted = Signal()
    """There is another chart, or none."""

    def __init__(
        self,
        state: AppState,
        name: str,
        title: str,
        tip: str,
        parent: QWidget | None = None,
        rest_ms: int = REST_MS,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self.chart: Chart | None = None
        self._view = PlotView(f"{name}-plot", title, tip)
        self._reason = text_label(f"{name}-reason", "second", wrap=True)
        self._labels: Sequence[QLabel] = ()
        self._timer = QTimer(self, singleShot=True, interval=rest_ms)
        self._timer.timeout.connect(self._draw)
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._later)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was left out while hidden."""
        super().showEvent(event)
        self._draw()

    def _drawn(self) -> Chart | str:
        """Return the chart of the scene, or the sentence why there is none."""
        raise NotImplementedError

    def _words(self, chart: Chart) -> tuple[str, ...]:
        """Return what the labels under a chart say, in their order; one without words is hidden."""
        return ()

    def _arrange(self, *under: QLabel, head: QLayout | None = None) -> QVBoxLayout:
        """Stand the plot, or the reason in its place, between a head and labels; return the layout."""
        self._labels = under
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().px(6))
        if head is not None:
            box.addLayout(head)
        for part in (self._reason, self._view, *under):
            box.addWidget(part, int(part is self._view))
        self._view.setMinimumHeight(theme.current().px(150))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return box

    def _follow(self, new: Scene, old: Scene) -> None:
        if not only_dose(new, old):
            self._later()

    def _later(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _draw(self) -> None:
        """Draw now, and say that it was."""
        self._timer.stop()
        drawn = self._drawn()
        self.chart = drawn if isinstance(drawn, Chart) else None
        self._view.setVisible(self.chart is not None)
        self._reason.setVisible(self.chart is None)
        if isinstance(drawn, Chart):
            self._view.show_chart(drawn)
        else:
            self._reason.setText(tr(drawn))
        words = ("",) * len(self._labels) if self.chart is None else self._words(self.chart)
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.charted.emit()
