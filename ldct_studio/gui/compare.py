"""ComparePane: pane A and the active pane in one large picture: swipe, checkerboard, difference, flicker."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..core.lane import Frame
from .compare_canvas import CompareCanvas
from .figures import percent
from .icons import State
from .label_overlay import LabelOverlay
from .lane_words import dose_of, named
from .language import tr
from .pane_header import WORDS, HeaderPlace, HeaderText, PaneHeader
from .scene import Scene
from .state import AppState

_FLICKER = 500
"""Each picture stands so many ms: two changes a second, well under WCAG's three flashes."""
_UNFINISHED: tuple[State, ...] = ("off", "full", "preview", "refining", "stale", "unapplied", "failed")
"""By how little can be read from a picture: two in one are as good as the worse."""


class ComparePane(QWidget):
    """Shows what ``scene.compare`` says of two frames; the stage hands them over."""

    pointed = Signal(object)
    held = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, state: AppState, overlay: LabelOverlay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._shows: tuple[State, State] = ("off", "off")
        self.header = PaneHeader(self)
        self.header.button.hide()
        self.canvas = CompareCanvas(state, compared(state.scene), overlay, self)
        self._flicker = QTimer(self)
        self._flicker.setInterval(_FLICKER)
        self._flicker.timeout.connect(self._flip)
        self.setObjectName("compare")
        self.canvas.setObjectName("compare-picture")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header_place = HeaderPlace(self.header, self)
        column.addWidget(self._header_place)
        column.addWidget(self.canvas, 1)
        self.canvas.pointed.connect(self.pointed)
        self.canvas.held.connect(self.held)
        self.canvas.menu_wanted.connect(self.menu_wanted)
        self.setFocusProxy(self.canvas)
        state.changed.connect(self._follow)
        self._follow(state.scene, state.scene)

    def show_frames(
        self, first: Frame | None, second: Frame | None, first_shows: State, second_shows: State
    ) -> None:
        """Compare pane A's picture with the other pane's, and take in what state either is."""
        self._shows = first_shows, second_shows
        self.canvas.show_pair(first, second)
        self._describe()

    def give_way(self, covered: int) -> None:
        """Keep title and marks below so many px of the top edge, which a message covers."""
        self.canvas.cover(covered)
        self._header_place.give_way(covered)

    def peek(self, on: bool) -> None:
        """Show pane A alone while ``on``."""
        self.canvas.peeking = on
        self.canvas.refresh()
        self._describe()

    def _flip(self) -> None:
        self.canvas.flipped = not self.canvas.flipped
        self.canvas.refresh()
        self._describe()

    def _follow(self, scene: Scene, old: Scene) -> None:
        flickers = scene.compare == "flicker"
        if flickers != self._flicker.isActive():
            (self._flicker.start if flickers else self._flicker.stop)()
            self.canvas.flipped = False
        if scene.compare != "side":
            self.canvas.index = compared(scene)
            self.canvas.refresh()
            self._describe()

    def _describe(self) -> None:
        first, second = (_named(frame) for frame in self.canvas.pair)
        letter, shown = "ABCDEFGHI"[self.canvas.index], self.canvas.alone
        state = max(self._shows, key=_UNFINISHED.index) if shown is None else self._shows[shown]
        mode = self._state.scene.compare
        if shown is not None:
            title, dose = first if shown == 0 else second
            text = HeaderText(
                "A" if shown == 0 else letter, title, dose, WORDS[state], state=state, active=True
            )
        elif mode == "difference":
            title = f"{letter} − A:  {second[0]} {second[1]}  −  {first[0]} {first[1]}"
            text = HeaderText("Δ", title, "", WORDS[state], state=state, active=True)
        else:
            title = f"{first[0]} {first[1]}  |  {letter}  {second[0]} {second[1]}"
            text = HeaderText("A", title, "", WORDS[state], state=state, active=True)
        self.header.say(text)
        self.canvas.setAccessibleName(f"{mode}: {text.title}")


def compared(scene: Scene) -> int:
    """Return the pane that A is compared with: the active one, or B while A is active."""
    return scene.active if scene.active else min(1, len(scene.panes) - 1)


def _named(frame: Frame | None) -> tuple[str, str]:
    if frame is None:
        return "", ""
    dose = dose_of(frame)
    title = named(frame.lane, frame.request.study, frame.request.volume)
    return tr(title), "" if dose is None else percent(dose)
