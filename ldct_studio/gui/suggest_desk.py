"""SuggestDesk: asks which dose the slice on show needs, and marks the answer on the dose axis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from .background import Background
from .dose_bar import DoseBar
from .language import tr
from .scene import Scene
from .state import AppState, only_dose
from .suggest_popover import SuggestPopover
from .suggestion import Answer, Question, answered, marks, refusal

if TYPE_CHECKING:
    from .window import MainWindow

_REST_MS = 250
"""So long a slice or a field rests before it is asked about."""


class SuggestDesk(QObject):
    """One popover over the dose bar; the last answer stays, and its marks while its slice is on show."""

    def __init__(self, state: AppState, bar: DoseBar) -> None:
        super().__init__()
        self._state, self._bar = state, bar
        self._answer: Answer | None = None
        self._under_way: Question | None = None
        self._keys: Callable[[], str] = str
        self._work: Background[Answer] = Background(tr("Suggesting a dose"))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self.popover = SuggestPopover(bar)
        self.deeds: dict[str, Callable[[], None]] = {"suggest-dose": self.open}
        self._connect()
        self._show()

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds."""
        actions = window.actions_
        self._keys = lambda: actions.command("suggest-dose").tooltip()
        self.popover.training_wanted.connect(actions["new-training"].trigger)
        actions.rebound.connect(self._show)
        window.plugins_changed.connect(self._show)
        self._show()

    def open(self) -> None:
        """Open the popover and ask about the slice on show, where that was not answered yet."""
        if refusal(self._state.scene):
            return
        self._ask()
        self.popover.show_answer(self._answer, self._under_way, self._state.scene)
        self.popover.open_over(self._bar.suggest)

    def close(self) -> None:
        """End the work under way; call before the window goes."""
        self._rest.stop()
        self._work.close()

    def _connect(self) -> None:
        self._bar.suggest.clicked.connect(self.open)
        self.popover.asked.connect(self._rest.start)
        self.popover.used.connect(self._use)
        self.popover.training_wanted.connect(self.popover.hide)
        self._rest.timeout.connect(self._ask)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)
        self._work.cancelled.connect(self._end)
        self._state.changed.connect(self._follow)

    def _ask(self) -> None:
        scene = self._state.scene
        self.popover.fields.show_advisors()
        if scene.source is None or refusal(scene):
            return
        advisor, target, confidence = self.popover.fields.wish
        question = Question(advisor, scene.source, scene.row, scene.reference_scan, target, confidence)
        known = self._answer is not None and self._answer.advice is not None
        if known and self._answer is not None and self._answer.question == question:
            self._work.cancel()
            self._end()
            return
        self._under_way = question
        self._work.start(lambda report, cancelled: answered(question))
        self._show()

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self._end()

    def _fail(self, sentence: str) -> None:
        """Take what no advisor should do: an error that is not a sentence of ours."""
        if self._under_way is not None:
            able = self._answer.able if self._answer is not None else None
            self._answer = Answer(self._under_way, able, problem=sentence)
        self._end()

    def _end(self) -> None:
        self._under_way = None
        self._show()

    def _use(self, fraction: float) -> None:
        self.popover.hide()
        self._bar.go_to(fraction)

    def _follow(self, new: Scene, old: Scene) -> None:
        if only_dose(new, old):
            return
        place = (new.source, new.row, new.reference_scan)
        if (old.source, old.row, old.reference_scan) == place and new.study is old.study:
            return
        self._work.cancel()
        self._under_way = None
        if refusal(new):
            self.popover.hide()
        elif self.popover.isVisible():
            self._rest.start()
        self._show()

    def _show(self) -> None:
        """Bring button, marks and popover in step with the scene and with what is known."""
        scene, answer = self._state.scene, self._answer
        self._bar.show_suggestable(refusal(scene), self._keys())
        held = answer is not None and answer.question.about(scene) and not refusal(scene)
        advice = answer.advice if answer is not None and held else None
        self._bar.show_suggested(() if advice is None else marks(advice))
        if self.popover.isVisible():
            self.popover.show_answer(answer, self._under_way, scene)
