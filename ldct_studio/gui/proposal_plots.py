"""The plots of an evaluation of dose policies, each with its title and what its colors say."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from . import theme
from .buttons import label
from .dock import text_label
from .language import tr
from .plot_legend import key, legend_label
from .plot_view import Chart, PlotView
from .proposal_charts import FOR_ALL, boxes, courses, paths, scatter, unreachable
from .proposal_news import Evaluated

_LEAST = 336
"""Height in px that a card needs."""
_TITLES = (
    (
        "scatter",
        tr("Quality and dose of every case"),
        tr("A dot per case: PSNR over the photons it was given"),
    ),
    ("boxes", tr("Dose that a case needs"), tr("Searched case by case, with each reconstruction")),
    ("paths", tr("Dose and patient size"), tr("Whether a policy gives more to cases with a denser path")),
    ("loss", tr("Loss of the training"), tr("Of every policy over the steps of its training")),
    (
        "below",
        tr("Fraction of cases below q"),
        tr("Of the cases watched in training, below the target quality"),
    ),
)


class ProposalPlots(QWidget):
    """Five cards in a grid."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposal-plots")
        self.cards = {name: PlotCard(name, title, tip) for name, title, tip in _TITLES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._columns = 0
        self.set_columns(3)

    def show_evaluation(self, found: Evaluated) -> None:
        """Draw the plots of an evaluation."""
        nothing = tr("The training of this set told none.")
        target = "" if found.target is None else tr("Dashed: target {0} dB.").format(f"{found.target:.2f}")
        if any(one.name.endswith(FOR_ALL) for one in found.policies):
            target = f"{target} {tr('Fainter: trained at the dose that nearly all cases need.')}".strip()
        self.cards["scatter"].show_chart(scatter(found), "", target)
        self.cards["boxes"].show_chart(boxes(found), "", unreachable(found))
        chart = paths(found)
        none = tr("Every policy gives all cases the same dose.")
        self.cards["paths"].show_chart(
            chart if chart.curves else None, none, tr("r: correlation over the cases.")
        )
        self.cards["loss"].show_chart(courses(found, "loss", tr("Loss")), nothing, "")
        self.cards["below"].show_chart(courses(found, "target", tr("Fraction below q")), nothing, "")

    def set_columns(self, columns: int) -> None:
        """Stand so many beside each other; the last row fills its width."""
        if columns == self._columns:
            return
        self._columns = columns
        cards = list(self.cards.values())
        for card in cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(cards):
            row, column = divmod(place, columns)
            beside = min(columns, len(cards) - row * columns)
            wide = 6 // beside
            self._grid.addWidget(card, row, column * wide, 1, wide)
        for column in range(6):
            self._grid.setColumnStretch(column, 1)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, int(row <= (len(cards) - 1) // columns))
        self._grid.setHorizontalSpacing(theme.current().px(20))
        self._grid.setVerticalSpacing(theme.current().px(12))


class PlotCard(QWidget):
    """A plot under its title, over its key and a note; one sentence where there is none."""

    def __init__(self, name: str, title: str, tip: str) -> None:
        super().__init__()
        self.setObjectName(f"proposal-{name}")
        self.setAccessibleName(title)
        self.setToolTip(tip)
        self.plot = PlotView(f"proposal-{name}-plot", title, tip)
        self._reason = text_label(f"proposal-{name}-reason", "second", wrap=True)
        self.key = legend_label(f"proposal-{name}-key")
        self.note = text_label(f"proposal-{name}-note", "caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(label(title, "section"))
        column.addWidget(self.plot, 1)
        column.addWidget(self._reason)
        column.addWidget(self.key)
        column.addWidget(self.note)
        self.setMinimumHeight(theme.current().px(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart | None, reason: str, note: str) -> None:
        """Draw a chart, or say why there is none."""
        self.plot.setVisible(chart is not None)
        self._reason.setText(reason if chart is None else "")
        self._reason.setVisible(chart is None)
        said = key(chart) if chart is not None else ""
        self.key.setText(said)
        self.key.setVisible(bool(said))
        self.note.setText(note if chart is not None else "")
        self.note.setVisible(bool(note) and chart is not None)
        if chart is not None:
            self.plot.show_chart(chart)
