"""ContrastDesk: opens scans before and after contrast together, and offers it where two look like that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..core.origin import PairOrigin, ScanOrigin
from ..core.pairing import guess_pair
from ..core.study import Series, Study
from .cases import Cases
from .contrast_dialog import Candidate, ContrastDialog
from .language import tr
from .notice import Answer
from .privacy import keep_path_secret
from .state import AppState

if TYPE_CHECKING:
    from .window import MainWindow


class ContrastDesk(QObject):
    """Supplies the deeds of the menu Contrast; ``attach`` puts it into its window."""

    def __init__(self, state: AppState, cases: Cases) -> None:
        super().__init__()
        self._state, self._cases = state, cases
        self._window: MainWindow | None = None
        self.deeds: dict[str, Callable[[], None]] = {
            "contrast-pair": self.ask,
            "contrast-demo": self.open_demo,
        }

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds."""
        self._window = window
        self._cases.opened.connect(self._offer)

    def open_demo(self) -> None:
        """Open the synthetic head before and after contrast."""
        self._cases.open_pair(PairOrigin())

    def ask(self) -> None:
        """Let the user say which scans were made before and after contrast."""
        candidates = candidates_of(self._state.scene.study)
        dialog = ContrastDialog(candidates, _guess(candidates), self._window)
        dialog.chosen.connect(self.open)
        dialog.open()

    def open(self, origin: PairOrigin) -> None:
        """Open the scans of a pair."""
        for path in origin.paths:
            keep_path_secret(Path(path))
        self._cases.open_pair(origin)

    def _offer(self, study: Study) -> None:
        """Offer to compare where a case that was opened holds a scan before and one after contrast."""
        candidates = candidates_of(study)
        guess = _guess(candidates)
        if self._window is None or study.partner is not None or study.first.unit == "HU" or guess is None:
            return
        before, after = (candidates[place].title for place in guess[:2])
        text = tr("“{0}” and “{1}” look like scans before and after contrast.").format(before, after)
        compare = Answer(tr("Compare…"), self.ask, primary=True)
        self._window.notices.tell("info", text, Answer(tr("Not now")), compare)


def candidates_of(study: Study | None) -> list[Candidate]:
    """Return the series that were found with the study on show."""
    if study is None or study.origin is None or not study.origin.paths:
        return []
    return [
        Candidate(_named(one), ScanOrigin(study.origin.paths, one.key), one.magnet)
        for one in study.facts.series
        if one.modality in ("MR", "other")
    ]


def _named(one: Series) -> str:
    """Return what a series is called, with what its files say of contrast agent."""
    return " ".join(filter(None, (one.description or Path(one.key).name, one.note)))


def _guess(candidates: list[Candidate]) -> tuple[int, int, int | None] | None:
    """Return the places of the scans before and after contrast, and of one at full dose."""
    keys = [(str(place), candidate.title) for place, candidate in enumerate(candidates)]
    found = guess_pair(keys)
    if found is None:
        return None
    before, after, low = (None if key is None else int(key) for key in found)
    if before is None or after is None:
        return None
    return (before, after, None) if low is None else (before, low, after)
