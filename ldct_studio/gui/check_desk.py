"""CheckDesk: computes what panes show of their methods, off the window's thread, and keeps the newest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal

from ..core.lane import Frame, Lane
from ..core.memo import Memo
from .background import Background
from .check_commands import command
from .check_views import Shown, shown_as, why_not
from .checked import Checked, unanswered
from .checks import checked
from .language import tr
from .pane import Check
from .scene import Scene
from .state import AppState

log = logging.getLogger(__name__)
REST_MS = 150
"""A picture is checked once no other came for so long: while the dose is dragged, pictures go first."""


class CheckDesk(QObject):
    """Checks the pictures on show, one question after the other; the last answer stays until the next."""

    changed = Signal()
    """There is another answer."""
    told = Signal(str, str)
    """The kind of a notice and its sentence: a pane was asked for what it cannot show."""

    def __init__(self, state: AppState) -> None:
        super().__init__()
        self._state = state
        self._memo = Memo(limit=96 << 20)
        self._frames: dict[Lane, Frame] = {}
        self._answers: dict[tuple[Lane, Check], Checked] = {}
        self._asked: tuple[tuple[Frame, Check], ...] = ()
        self._work: Background[tuple[Checked, ...]] = Background(tr("Checks"))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.deeds: dict[str, Callable[[], None]] = {
            command(shown): partial(self.show_active, shown) for shown in get_args(Shown)
        }
        self._rest.timeout.connect(self._ask)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)
        state.changed.connect(self._follow)

    def take(self, frame: Frame) -> None:
        """Take a new picture."""
        if frame.state == "full" and frame.image is not None:
            self._frames[frame.lane] = frame
            self._rest.start()

    def of(self, index: int) -> Checked | None:
        """Return what pane ``index`` shows instead of its picture; None where it shows that."""
        pane = self._state.scene.panes[index]
        return None if pane.check is None else self._answers.get((pane.lane, pane.check))

    def show_active(self, shown: Shown) -> None:
        """Show something else of the method in the active pane, or say why that cannot be."""
        scene = self._state.scene
        why = why_not(scene, scene.active, shown)
        if why:
            self.told.emit("info", why)
            return
        self._state.become(shown_as(scene, scene.active, shown), "Show")
        self._state.settle()

    def close(self) -> None:
        """End the thread."""
        self._rest.stop()
        self._work.close()

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.source is not old.source:
            self._frames, self._answers = {}, {}
            self._memo.clear()
        if scene.panes != old.panes:
            shown = {pane.lane for pane in scene.panes}
            self._frames = {lane: frame for lane, frame in self._frames.items() if lane in shown}
            self._answers = {key: answer for key, answer in self._answers.items() if key[0] in shown}
            self.changed.emit()
            self._ask()

    def _ask(self) -> None:
        if self._asked:
            return  # the newest is asked for when this is done
        checks = dict.fromkeys(
            (pane.lane, pane.check) for _, pane in self._state.scene.pictures if pane.check is not None
        )
        pairs = [(self._frames.get(lane), check) for lane, check in checks]
        missing = tuple(pair for pair in pairs if pair[0] is not None and not self._known(*pair))
        self._asked = tuple((frame, check) for frame, check in missing if frame is not None)
        if self._asked:
            asked, memo = self._asked, self._memo
            self._work.start(lambda report, cancelled: tuple(checked(*pair, memo) for pair in asked))

    def _known(self, frame: Frame | None, check: Check) -> bool:
        answer = self._answers.get((frame.lane, check)) if frame is not None else None
        return answer is not None and answer.is_of(frame)

    def _take(self, found: tuple[Checked, ...]) -> None:
        self._asked = ()
        source = self._state.scene.source
        for answer in found:
            if answer.request.source is source:
                self._answers[answer.lane, answer.check] = answer
        self.changed.emit()
        self._ask()

    def _fail(self, reason: str) -> None:
        log.warning("a check failed: %s", reason)
        self._take(tuple(unanswered(frame, check, reason) for frame, check in self._asked))
