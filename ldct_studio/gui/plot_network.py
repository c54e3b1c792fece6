"""NetworkPlot: what the network of a case makes of what it is told, as a page of the plots."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ..methods.condition_sweeps import QUANTITIES, Embedding, embedding
from ..methods.enhancing import outside_range
from ..nets.catalog import network
from ..nets.model import Card
from . import figures, theme
from .background import Asked, Background, Report
from .buttons import narrow_box
from .dock import text_label
from .language import tr
from .measuring import selected
from .plot_embedding import COLORINGS, EMBEDDING_DEFINITION, embedding_chart
from .plot_legend import key, legend_label
from .plot_page import PlotPage
from .plot_sweeps import DRAW, STATED, SWEEPS_DEFINITION, sweep_chart
from .plot_view import Chart
from .scene import Scene
from .state import AppState, only_dose
from .told import Network, Told, find_told, network_of
from .work_button import WorkButton

NETWORK_DEFINITION = (
    "What the network makes of what it is told of the scans: its embedding, and what it predicts in the "
    "region as it is told something else."
)
NO_NETWORK = "No network predicts the full dose of this volume; show the scan after contrast."
COMPUTING = "The embedding is being computed."
NOT_YET = "Press Compute to tell the network other doses, r1, noise and fields than the true ones."
_Known = tuple[Network, Embedding, Card]


class NetworkPlot(PlotPage):
    """The embedding, colored by one quantity, or the uptake predicted as one quantity is stated otherwise."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(state, "network", tr("Network"), "", parent)
        self._network: Network | None = None
        self._known: _Known | None = None
        self._told: Told | None = None
        self._why = COMPUTING
        self._said = ""
        self._embedding: Background[_Known] = Background(tr("The embedding"))
        self._work: Background[Told] = Background(tr("Stating something else"))
        self._kind = narrow_box("network-kind", self.tr("Plot of the network"), self.tr(NETWORK_DEFINITION))
        self._color = narrow_box(
            "network-color", self.tr("Color by"), self.tr("What the dots are colored by")
        )
        self._stated = narrow_box(
            "network-stated", self.tr("Stated otherwise"), self.tr("What the network is told otherwise")
        )
        self._by = text_label("network-by", "second")
        self._run = WorkButton("network", "compute")
        legend, note = legend_label("network-legend"), text_label("network-note", "caption", wrap=True)
        self._arrange(legend, note, head=self._head())
        self._connect()
        self._draw()

    def close_work(self) -> None:
        """Wait for the work under way; call before the window goes."""
        self._timer.stop()
        self._embedding.close()
        self._work.close()

    def _head(self) -> QGridLayout:
        """Return the choices and the button over the plot."""
        self._kind.addItems([self.tr("Embedding"), self.tr("Told something else")])
        self._color.addItems([tr(one.name) for one in COLORINGS])
        for quantity in QUANTITIES:
            self._stated.addItem(tr(STATED[quantity]), quantity)
        head = QGridLayout()
        head.setSpacing(theme.current().px(8))
        head.addWidget(self._kind, 0, 0, 1, 2)
        head.addWidget(self._by, 1, 0)
        for choice in (self._color, self._stated):
            head.addWidget(choice, 1, 1)
        head.addWidget(self._run, 2, 0, 1, 2)
        head.setColumnStretch(1, 1)
        return head

    def _connect(self) -> None:
        for choice in (self._kind, self._color, self._stated):
            choice.currentIndexChanged.connect(self._draw)
        self._run.started.connect(self._begin)
        self._run.follow(self._work)
        self._embedding.done.connect(self._take_embedding)
        self._work.done.connect(self._take_told)
        self._embedding.failed.connect(self._fail_embedding)
        self._work.failed.connect(self._fail)

    def _follow(self, new: Scene, old: Scene) -> None:
        if new.source is not old.source:
            self._work.cancel()
            self._told = None
        if new is not old:
            self._said = "" if not only_dose(new, old) else self._said
            self._later()

    def _begin(self) -> None:
        scene = self._state.scene
        told, request, roi = network_of(scene), scene.request, selected(scene, None)
        if told is None or request is None or roi is None:
            return
        row = scene.row_in(roi.plane)

        def work(report: Report, cancelled: Asked) -> Told:
            return find_told(told, request, roi, row, report)

        self._said = ""
        self._run.show_busy(True)
        self._work.start(work)

    def _take_embedding(self, known: _Known) -> None:
        self._known = known
        self._draw()

    def _take_told(self, found: Told) -> None:
        self._told = found
        self._draw()

    def _fail_embedding(self, sentence: str) -> None:
        self._why = sentence
        self._draw()

    def _fail(self, sentence: str) -> None:
        self._said = sentence
        self._draw()

    @property
    def _states(self) -> bool:
        """Whether the choice is what the network predicts told otherwise."""
        return self._kind.currentIndex() == 1

    def _draw(self) -> None:
        if not self.isVisible():
            return
        self._by.setText(self.tr("Stated otherwise") if self._states else self.tr("Color by"))
        self._color.setVisible(not self._states)
        self._stated.setVisible(self._states)
        self._offer(self._state.scene)
        self._view.setToolTip(self.tr(SWEEPS_DEFINITION if self._states else EMBEDDING_DEFINITION))
        super()._draw()

    def _drawn(self) -> Chart | str:
        return self._sweeps() if self._states else self._components(self._state.scene)

    def _words(self, chart: Chart) -> tuple[str, ...]:
        said = (*map(tr, chart.note.splitlines()), self._place(self._state.scene), tr(self._said))
        return "" if self._states else key(chart), "\n".join(filter(None, said))

    def _offer(self, scene: Scene) -> None:
        word = self.tr("Compute") if self._states else ""
        missing = "" if selected(scene, None) is not None else self.tr("Draw a region first.")
        tip = self.tr("Tell the network other doses, r1, noise and fields, one at a time")
        stays = self.tr("Stop; the plot stays as it is")
        self._run.offer(word, missing or tip, stays, able=not missing, note=missing)
        self._run.setVisible(self._states or self._run.busy)

    def _components(self, scene: Scene) -> Chart | str:
        """Return the plot of the embedding; where it is not known yet it begins to be computed."""
        told, request = network_of(scene), scene.request
        if told is None or request is None or request.partner is None:
            return NO_NETWORK
        if self._known is None or self._known[0].model != told.model:
            if self._network != told:
                self._network, self._why = told, COMPUTING
                self._embedding.start(lambda report, cancelled: _embed(told))
            return self._why
        _, found, card = self._known
        condition = told.condition(request.partner, request.dose.fraction)
        spacing = request.source.grid.spacing
        doubt, coloring = outside_range(card, condition, spacing), COLORINGS[self._color.currentIndex()]
        return embedding_chart(found, coloring, found.place(condition, spacing), doubt)

    def _sweeps(self) -> Chart | str:
        if network_of(self._state.scene) is None:
            return NO_NETWORK
        if self._told is None:
            return self._said or (NOT_YET if selected(self._state.scene, None) else DRAW)
        return sweep_chart(self._told, self._stated.currentData())

    def _place(self, scene: Scene) -> str:
        """Say of which region and dose the numbers are, and whether the case shows something else now."""
        if not self._states or self._told is None:
            return ""
        said = self.tr("{0}, slice {1}, {2} of the loaded dose.").format(
            self._told.roi.name, self._told.row + 1, figures.percent(self._told.request.dose.fraction)
        )
        return said if self._told.answers(scene) else self.tr("{0} Out of date: compute again.").format(said)


def _embed(told: Network) -> _Known:
    net, card = network(told.model, "enhancer")
    return told, embedding(net, card), card
