"""PlotsDock: noise power and values of the region in every pane, photons along z, and task stability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from ..core.lane import Frame, Lane
from . import theme
from .background import Background
from .buttons import IconButton
from .dock import text_label
from .measuring import keep
from .plot_charts import Frames, chart_text, noise_power_chart, photons_chart, values_chart
from .plot_view import Chart, PlotView
from .scene import Scene
from .state import AppState
from .task_plot import DEFINITION, TaskPlot

REST_MS = 250


@dataclass(frozen=True)
class Plot:
    """A tab: its word, its definition and what it shows."""

    name: str
    definition: str
    chart: Callable[[Scene, Frames], Chart | str]


PLOTS = (
    Plot(
        "NPS",
        "Noise power spectrum of a detrended square of 32 to 64 px around the region, averaged over "
        "directions, in HU²·mm². Where noise is at low frequencies the picture is blotchy.",
        noise_power_chart,
    ),
    Plot("Histogram", "How often each value occurs in the region, in % of its pixels.", values_chart),
    Plot(
        "Photons",
        "n0, photons per ray without the patient, in every slice; the line is the slice on show.",
        photons_chart,
    ),
)


class PlotsDock(QWidget):
    """One plot at a time, computed in the background once all rested for 250 ms, and only while visible.

    Task stability takes longer, and is computed where the user asks for it.
    """

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._frames: dict[Lane, Frame] = {}
        self.setObjectName("plots-dock")
        self.setAccessibleName(self.tr("Plots"))
        theme.set_role(self, "panel")
        self._tabs = self._make_tabs()
        self._task = TaskPlot(state)
        self._copy = IconButton.plain(
            "plots-copy", "copy", self.tr("Copy the curves"), self.tr("Copy the curves as CSV"), 16
        )
        self._view = PlotView("plots-plot", self.tr("Plot"), "")
        self._chart: Chart | None = None
        self._reason = text_label("plots-reason", "second", wrap=True)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._draw)
        self._work: Background[Chart | str] = Background("Plotting")
        self._work.done.connect(self._show)
        self._work.failed.connect(self._show)
        self._task.charted.connect(self._allow_copy)
        self._copy.clicked.connect(self.copy)
        self._arrange()
        state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._timer.start)

    def show_frame(self, frame: Frame) -> None:
        """Take a new picture."""
        if frame.request.study is self._state.scene.study:
            keep(self._frames, frame, self._state.scene)
            self._later()

    def close_work(self) -> None:
        """Wait for a plot under way; call before the window goes."""
        self._timer.stop()
        self._work.close()
        self._task.close_work()

    def copy(self) -> None:
        """Put the curves of the plot on show on the clipboard as CSV."""
        chart = self._task.chart if self._on_task else self._chart
        if chart is not None:
            QGuiApplication.clipboard().setText(chart_text(chart))

    @property
    def _on_task(self) -> bool:
        return self._tabs.currentIndex() == len(PLOTS)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was left out while hidden."""
        super().showEvent(event)
        self._draw()

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("plots-tabs")
        tabs.setAccessibleName(self.tr("Kind of plot"))
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        for number, plot in enumerate(PLOTS):
            tabs.addTab(plot.name)
            tabs.setTabToolTip(number, plot.definition)
        tabs.addTab("Task")
        tabs.setTabToolTip(len(PLOTS), self.tr(DEFINITION))
        tabs.currentChanged.connect(self._turn)
        return tabs

    def _arrange(self) -> None:
        px = theme.current().px
        box = QVBoxLayout(self)
        box.setContentsMargins(px(12), px(4), px(12), px(8))
        box.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(self._tabs, 1)
        head.addWidget(self._copy)
        box.addLayout(head)
        box.addWidget(self._reason)
        box.addWidget(self._view, 1)
        box.addWidget(self._task, 1)
        self._view.setMinimumHeight(px(150))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._reason.hide()
        self._task.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.study is not old.study or new.volume != old.volume:
            self._frames = {}
        self._later()

    def _later(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _turn(self) -> None:
        self._task.setVisible(self._on_task)
        for part in (self._view, self._reason):
            part.hide()
        self._allow_copy()
        self._draw()

    def _allow_copy(self) -> None:
        self._copy.setEnabled((self._task.chart if self._on_task else self._chart) is not None)

    def _draw(self) -> None:
        self._timer.stop()
        if not self.isVisible() or self._on_task:
            return
        scene = self._state.scene
        panes = [(i, pane) for i, pane in enumerate(scene.panes) if pane in scene.visible]
        newest = {i: self._frames[pane.lane] for i, pane in panes if pane.lane in self._frames}
        frames = {i: frame for i, frame in newest.items() if frame.state == "full"}  # no half-made ones
        plot = PLOTS[self._tabs.currentIndex()]
        self._view.setToolTip(plot.definition)
        self._work.start(lambda report, cancelled: plot.chart(scene, frames))

    def _show(self, chart: Chart | str) -> None:
        if self._on_task:
            return
        self._chart = chart if isinstance(chart, Chart) else None
        self._allow_copy()
        self._view.setVisible(isinstance(chart, Chart))
        self._reason.setVisible(isinstance(chart, str))
        if isinstance(chart, Chart):
            self._view.show_chart(chart)
        else:
            self._reason.setText(chart)
