"""The tab Dose proposal: what the newest evaluation of dose policies found on cases that were held back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ..core.recent import when
from . import theme
from .buttons import IconButton, label, push
from .dialogs import sentence
from .language import tr
from .proposal_aside import ProposalAside
from .proposal_news import EVALUATION, TRAINING, Evaluated, ProposalNews
from .proposal_panel import ProposalPanel
from .proposal_plots import ProposalPlots
from .proposal_watch import ProposalWatch

WIDE = 1500
"""Below this width in px at 100 % the statements stand under the plots."""
_WORDS = 620
_TRAIN = tr(
    "A dose is proposed for each case by policies that are trained for it. Train them first: choose “Dose "
    "policies”, best on a GPU, or run: ldct-studio train alara:all --preset clinical"
)
_EVALUATE = tr(
    "The policies are trained. Evaluate them on cases that were held back from training, or run: ldct-studio "
    "evaluate alara"
)


class ProposalPage(QWidget):
    """``training_wanted(recipe, models)`` asks for the start dialog of a recipe, with the folder of a set."""

    training_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposal-page")
        self.setAccessibleName(tr("Dose proposal"))
        theme.set_role(self, "panel")
        self.watch = ProposalWatch(self)
        self.news = ProposalNews()
        self._pages, self._area = QStackedWidget(), QScrollArea()
        self.plots, self.aside, self.panel = ProposalPlots(), ProposalAside(), ProposalPanel()
        self._title = label(tr("Dose proposal"), "title", "proposal-title")
        self._line = sentence("", "second")
        self._arrange()
        self.watch.changed.connect(self.show_news)
        theme.notifier.changed.connect(self._redraw)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_news(self, news: ProposalNews) -> None:
        """Show what is known now."""
        old, self.news = self.news.evaluated, news
        self._pages.setCurrentIndex(int(news.evaluated is not None))
        self._show_empty(news)
        if news.evaluated is None:
            return
        self._line.setText(_about(news))
        self._again.setVisible(news.models is not None and news.running is None)
        if news.evaluated is not old:
            self.plots.show_evaluation(news.evaluated)
            self.aside.show_evaluation(news.evaluated)
            self.panel.show_pictures(news.evaluated.job.folder, news.evaluated.pictures)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for evaluations from now on."""
        super().showEvent(event)
        self.watch.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        super().hideEvent(event)
        self.watch.watch(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the statements beside the plots, or under them."""
        super().resizeEvent(event)
        self._scale()

    def _show_empty(self, news: ProposalNews) -> None:
        trained = news.models is not None
        self._say.setText(tr(news.problem) or (_EVALUATE if trained else _TRAIN))
        self._start.setText(tr("Evaluate policies…") if trained else tr("Train policies…"))
        self._start.setAccessibleName(self._start.text().rstrip("…"))
        self._under_way.setText(_running(news))
        self._under_way.setVisible(news.running is not None)
        self._start.setVisible(news.running is None)

    def _ask(self) -> None:
        models: Path | None = self.news.models
        self.training_wanted.emit(TRAINING if models is None else EVALUATION, models)

    def _open_folder(self) -> None:
        if self.news.evaluated is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.news.evaluated.job.folder)))

    def _redraw(self) -> None:
        found: Evaluated | None = self.news.evaluated
        if found is not None:
            self.plots.show_evaluation(found)
            self.aside.show_evaluation(found)

    def _arrange(self) -> None:
        px = theme.current().px
        page = QWidget()
        theme.set_role(page, "panel")
        main = QVBoxLayout()
        main.setContentsMargins(px(16), px(10), px(16), px(12))
        main.setSpacing(px(4))
        main.addLayout(self._head())
        main.addWidget(self._line)
        main.addSpacing(px(8))
        main.addWidget(self.panel)
        main.addSpacing(px(8))
        main.addWidget(self.plots, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self.aside)
        self._area.setObjectName("proposal-area")
        self._area.setAccessibleName(tr("Evaluation of dose policies"))
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrow keys scroll it
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(page)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _head(self) -> QHBoxLayout:
        tip = tr("Measure the newest finished set of policies on cases that were held back")
        self._again = push(tr("Evaluate again…"), "proposal-again", tip=tip)
        self._again.clicked.connect(self._ask)
        tip = tr("Show the folder of the evaluation with its table and its report")
        folder = IconButton.plain("proposal-folder", "folder-open", tr("Open folder"), tip, 16)
        folder.clicked.connect(self._open_folder)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(self._title)
        row.addStretch()
        row.addWidget(self._again)
        row.addWidget(folder)
        return row

    def _empty_page(self) -> QWidget:
        page, middle = QWidget(), Qt.AlignmentFlag.AlignHCenter
        theme.set_role(page, "base")
        self._say = sentence(_TRAIN, "second")
        self._say.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._under_way = sentence("", "strong")
        for part in (self._say, self._under_way):
            part.setAlignment(middle)
        self._start = push(tr("Train policies…"), "proposal-start", "primary")
        self._start.setToolTip(tr("Choose the settings and start it in the background"))
        self._start.clicked.connect(self._ask)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(label(tr("No evaluation yet"), "display", "proposal-empty"), 0, middle)
        column.addSpacing(8)
        column.addWidget(self._say)
        column.addSpacing(8)
        column.addWidget(self._under_way)
        column.addSpacing(8)
        column.addWidget(self._start, 0, middle)
        column.addStretch(3)
        row = QHBoxLayout(page)
        row.addStretch()
        row.addLayout(column)
        row.addStretch()
        return page

    def _scale(self) -> None:
        px = theme.current().px
        for part in (self._say, self._under_way):
            part.setFixedWidth(px(_WORDS))
        wide = self.width() >= px(WIDE)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.aside.set_beside(wide)
        self.plots.set_columns(3 if self.width() >= px(WIDE) else 2)


def _about(news: ProposalNews) -> str:
    found = news.evaluated
    assert found is not None
    written = tr(when(datetime.fromtimestamp(found.told).isoformat(timespec="seconds"), datetime.now()))
    said = " · ".join(filter(None, (tr("Evaluated {0}").format(written), found.about)))
    return "\n".join(filter(None, (said, _running(news))))


def _running(news: ProposalNews) -> str:
    """Say what is at work, and how far it is."""
    if news.running is None:
        return ""
    recipe, now = news.running
    what = tr("The evaluation is under way") if recipe == EVALUATION else tr("The policies are being trained")
    if now.progress is None:
        return tr("{0}.").format(what)
    step, total = now.progress.step, now.progress.total
    return tr("{0}: step {1} of {2}.").format(what, step, total)
