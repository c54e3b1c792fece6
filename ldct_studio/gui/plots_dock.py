"""PlotsDock: the physics of the selected region in every pane, and plots on pages of their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ..core.errors import StudioError
from ..core.lane import Frame, Lane
from ..core.progress import Progress
from ..physics.detectability import Disc
from . import theme
from .background import Asked, Background, Report
from .buttons import IconButton
from .contrast_lanes import is_pair
from .dialogs import ask_target
from .dock import text_label
from .language import tr
from .measuring import keep, selected
from .plot_below import NumbersBelow, SpectraBelow
from .plot_charts import chart_text
from .plot_controls import PlotControls
from .plot_export import KINDS, SaveButton, save_chart
from .plot_kinds import PLOTS, RUNS, Need
from .plot_network import NETWORK_DEFINITION, NetworkPlot
from .plot_page import REST_MS, PlotPage
from .plot_profile import PROFILE_DEFINITION, ProfilePlot
from .plot_repeats import Courses, Repeats, find_courses, find_repeats, repeated_lanes
from .plot_tabs import PlotTabs
from .plot_uptake import UPTAKE_DEFINITION, UptakePlot
from .plot_view import Chart, PlotView
from .scene import Scene
from .state import AppState, only_dose
from .task_plot import DEFINITION, TaskPlot
from .told import has_network


class PlotsDock(QWidget):
    """One plot at a time, computed in the background as soon as all rests, and only while visible.

    What takes longer is computed where the user asks for it.
    """

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._frames: dict[Lane, Frame] = {}
        self._known: dict[Need, object] = {"task": Disc(), "repeats": None, "courses": None}
        self.setObjectName("plots-dock")
        self.setAccessibleName(self.tr("Plots"))
        theme.set_role(self, "panel")
        self._task = TaskPlot(state)
        self.profile, self.uptake = ProfilePlot(state), UptakePlot(state)
        self.network = NetworkPlot(state)
        self._pages: tuple[tuple[str, str, PlotPage], ...] = (
            (self.tr("Task"), self.tr(DEFINITION), self._task),
            (self.tr("Profile"), self.tr(PROFILE_DEFINITION), self.profile),
            (self.tr("Uptake"), self.tr(UPTAKE_DEFINITION), self.uptake),
            (self.tr("Network"), self.tr(NETWORK_DEFINITION), self.network),
        )
        self._tabs = self._make_tabs()
        self._copy = IconButton.plain(
            "plots-copy", "copy", self.tr("Copy the curves"), self.tr("Copy the curves as CSV"), 16
        )
        self._save = SaveButton()
        self._controls = PlotControls()
        self._body = QWidget()
        theme.set_role(self._body, "panel")
        self._view = PlotView("plots-plot", self.tr("Plot"), "")
        self._numbers, self._spectra = NumbersBelow(), SpectraBelow()
        self._note = text_label("plots-note", "caption", wrap=True)
        self._chart: Chart | None = None
        self._reason = text_label("plots-reason", "second", wrap=True)
        self._said = text_label("plots-said", "caption", wrap=True)
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._work: Background[Chart | str] = Background(tr("Plotting"))
        self._longer: Background[tuple[Need, object]] = Background(tr("Repeating"))
        self._arrange()
        self._connect()
        self._offer()
        self._turn()

    def show_frame(self, frame: Frame) -> None:
        """Take a new picture."""
        if frame.request.study is self._state.scene.study:
            keep(self._frames, frame, self._state.scene)
            self._later()

    def close_work(self) -> None:
        """Wait for a plot under way; call before the window goes."""
        self._timer.stop()
        self._work.close()
        self._longer.close()
        self._task.close_work()
        self.network.close_work()

    def copy(self) -> None:
        """Put the curves of the plot on show on the clipboard as CSV."""
        chart = self._shown
        if chart is not None:
            QGuiApplication.clipboard().setText(chart_text(chart))

    def save(self, path: Path) -> None:
        """Write the plot on show as the ending of the path says, and say how that went."""
        chart, page = self._shown, self._page
        if chart is None:
            return
        widget = self._body if page is None else page.findChild(PlotView) or page
        try:
            save_chart(path, chart, widget)
            self._say(self.tr("Saved as {0}.").format(path.name))
        except StudioError as error:
            self._say(str(error))

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was left out while hidden."""
        super().showEvent(event)
        self._draw()

    @property
    def _page(self) -> PlotPage | None:
        """The page on show that makes its charts itself."""
        number = self._tabs.currentIndex() - len(PLOTS)
        return self._pages[number][2] if number >= 0 else None

    @property
    def _shown(self) -> Chart | None:
        return self._chart if self._page is None else self._page.chart

    def _make_tabs(self) -> PlotTabs:
        tabs = PlotTabs()
        tabs.setObjectName("plots-tabs")
        tabs.setAccessibleName(self.tr("Kind of plot"))
        for plot in PLOTS:
            tabs.addTab(tr(plot.name), self.tr(plot.definition))
        for name, definition, _ in self._pages:
            tabs.addTab(name, definition)
        return tabs

    def _connect(self) -> None:
        self._timer.timeout.connect(self._draw)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._show)
        self._controls.work.follow(self._longer)
        self._longer.done.connect(self._take)
        self._longer.failed.connect(self._say)
        self._controls.task_changed.connect(self._take_task)
        self._controls.work.started.connect(self._begin)
        self._tabs.currentChanged.connect(self._turn)
        for _, _, page in self._pages:
            page.charted.connect(self._allow_copy)
        self._copy.clicked.connect(self.copy)
        self._save.asked.connect(self._ask)
        self._state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._timer.start)

    def _arrange(self) -> None:
        px = theme.current().px
        box = QVBoxLayout(self)
        box.setContentsMargins(px(12), px(4), px(12), px(8))
        box.setSpacing(px(8))
        for button in (self._copy, self._save):
            self._tabs.add_button(button)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(6))
        for part in (self._view, self._numbers, self._spectra, self._note):
            inside.addWidget(part, int(part is self._view))
        box.addWidget(self._tabs)
        for fixed in (self._controls, self._reason):
            box.addWidget(fixed)
        for tall in (self._body, *(page for _, _, page in self._pages)):
            box.addWidget(tall, 1)
        box.addWidget(self._said)
        self._view.setMinimumHeight(px(172))
        self._reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        for part in (self._reason, self._said):
            part.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.study is not old.study or new.volume != old.volume:
            self._frames = {}
            self._longer.cancel()
            self._known |= {"repeats": None, "courses": None}
            self._offer()
        if not only_dose(new, old):
            self._show_controls()
        self._later()

    def _later(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _offer(self) -> None:
        """Offer the plots of a scan in HU, or those of a scan before and after contrast."""
        scene = self._state.scene
        ct = scene.source is None or scene.source.unit == "HU"
        pages: dict[PlotPage, bool] = {
            self._task: ct,
            self.profile: True,
            self.uptake: is_pair(scene),
            self.network: has_network(scene),
        }
        fit = [*(plot.fits(scene) for plot in PLOTS), *(pages[page] for _, _, page in self._pages)]
        offered = [number for number, fits in enumerate(fit) if fits]
        network = len(fit) - 1  # a page that nobody opens first
        of_mr = sorted(offered, key=lambda number: (number == network, -number))
        self._tabs.offer(offered if ct else of_mr)  # the first of them stands for one that is gone

    def _turn(self) -> None:
        for _, _, page in self._pages:
            page.setVisible(page is self._page)
        for part in (self._body, self._reason, self._said):
            part.hide()
        self._chart = None
        self._show_controls()
        self._allow_copy()
        self._draw()

    def _allow_copy(self) -> None:
        for button in (self._copy, self._save):
            button.setEnabled(self._shown is not None)

    def _draw(self) -> None:
        self._timer.stop()
        if not self.isVisible() or self._page is not None:
            return
        scene = self._state.scene
        newest = {i: self._frames[pane.lane] for i, pane in scene.pictures if pane.lane in self._frames}
        frames = {i: frame for i, frame in newest.items() if frame.state == "full"}  # no half-made ones
        plot = PLOTS[self._tabs.currentIndex()]
        known = {need: self._known[need] for need in plot.needs}
        self._view.setToolTip(tr(plot.definition))
        self._work.start(lambda report, cancelled: plot.chart(scene, frames, **known))

    def _show(self, chart: Chart | str) -> None:
        if self._page is not None:
            return
        self._chart = chart if isinstance(chart, Chart) else None
        self._allow_copy()
        self._body.setVisible(isinstance(chart, Chart))
        self._reason.setVisible(isinstance(chart, str))
        if isinstance(chart, Chart):
            self._numbers.show_table(chart.table)
            self._spectra.show_tiles(chart.tiles)
            self._note.setText("\n".join(map(tr, chart.note.splitlines())))
            self._note.setVisible(bool(chart.note))
            self._view.show_chart(chart)
        else:
            self._reason.setText(tr(chart))

    def _take_task(self, task: Disc) -> None:
        self._known["task"] = task
        self._later()

    @property
    def _need(self) -> Need | None:
        """What the plot on show can have computed."""
        if self._page is not None:
            return None
        needs = PLOTS[self._tabs.currentIndex()].needs
        return next((need for need in needs if need in RUNS), None)

    def _show_controls(self) -> None:
        need, scene = self._need, self._state.scene
        word, tip = ("", "") if need is None else RUNS[need]
        missing = ""
        if selected(scene) is None:
            missing = self.tr("Draw a region first.")
        elif not repeated_lanes(scene):
            missing = self.tr("No pane lowers the dose.")
        task = self._page is None and "task" in PLOTS[self._tabs.currentIndex()].needs
        self._controls.show_for(task, self.tr(word), self.tr(tip), missing)

    def _begin(self) -> None:
        need, scene = self._need, self._state.scene
        request, roi, lanes = scene.request, selected(scene), repeated_lanes(scene)
        if need is None or request is None or roi is None:
            return

        def work(report: Report, cancelled: Asked) -> tuple[Need, object]:
            def tell(done: int, total: int) -> None:
                report(Progress(done, total, ""))

            found: Repeats | Courses
            if need == "repeats":
                found = find_repeats(request, lanes, tell)
            else:
                found = find_courses(request, lanes, roi, tell)
            return need, found

        self._said.hide()
        self._controls.work.show_busy(True)
        self._longer.start(work)

    def _take(self, found: tuple[Need, object]) -> None:
        self._known[found[0]] = found[1]
        self._later()

    def _say(self, sentence: str) -> None:
        self._said.setText(tr(sentence))
        self._said.show()

    def _ask(self, suffix: str) -> None:
        name = self._tabs.tabText(self._tabs.currentIndex()).lower().replace("′", "-prime")
        path = ask_target(self, self.tr("Save plot"), f"{name}.{suffix}", KINDS[suffix])
        if path is not None:
            self.save(path if path.suffix else path.with_suffix(f".{suffix}"))
