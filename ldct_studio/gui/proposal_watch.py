"""ProposalWatch: looks for evaluations in a thread while somebody watches."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from .background import Asked, Background, Report
from .language import tr
from .proposal_news import ProposalNews, ProposalReader

EVERY_MS = 1500


class ProposalWatch(QObject):
    """``changed(ProposalNews)`` after every look that found something new."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = ProposalReader()
        self._news: ProposalNews | None = None
        self._work: Background[ProposalNews] = Background(tr("Looking for evaluations"))
        self._work.done.connect(self._take)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, on: bool) -> None:
        """Look regularly, or no more."""
        if on:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Look once, unless a look is under way."""
        if not self._work.busy:
            self._work.start(self._look)

    def close(self) -> None:
        """End the thread; call before the window goes."""
        self._timer.stop()
        self._work.close()

    def _look(self, report: Report, cancelled: Asked) -> ProposalNews:
        return self._reader.look()

    def _take(self, news: ProposalNews) -> None:
        if news is not self._news:
            self._news = news
            self.changed.emit(news)
