"""SlicePane: a header over a picture, and in what state the picture is."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..core.lane import Frame
from ..methods.contrast_study import UPTAKE
from .canvas import Canvas
from .checked import Checked
from .figures import duration, percent
from .icons import State
from .label_overlay import LabelOverlay
from .lane_words import dose_of, gain_of, named, with_gain
from .language import tr
from .measuring import answers
from .pane_card import PaneCard
from .pane_header import WORDS, HeaderPlace, HeaderText, PaneHeader
from .scene import Scene
from .solid_canvas import SolidCanvas
from .state import AppState

_LATE = 150
"""A pane says “Refining” when its picture is older than the controls for so many ms."""


class SlicePane(QWidget):
    """Pane ``index`` of the stage. Pictures come by ``show_frame``; what they show is said from the frame."""

    pointed = Signal(object)
    """The place (QPointF) under the pointer in the picture, or None."""
    held = Signal(object)
    """True while Space is held, False when it is released."""
    menu_wanted = Signal(object)
    """The global place (QPoint) for the pane's menu."""
    update_wanted = Signal()
    retry_wanted = Signal()
    apply_wanted = Signal()
    grew_late = Signal()
    """The picture is older than the controls, and now says so."""

    def __init__(
        self, state: AppState, index: int, overlay: LabelOverlay | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self.index = state, index
        self._newest: Frame | None = None
        self._good: Frame | None = None
        self._peeked: Frame | None = None
        self._checked: Checked | None = None
        self.header = PaneHeader(self)
        self.canvas = self._make_canvas(overlay or LabelOverlay())
        self.solid: SolidCanvas | None = None
        """The volume in three dimensions, made when it is first wanted."""
        self._card = PaneCard(self.canvas)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._is_late = self._dates = False
        self._build()
        self._connect()
        self._look = self.canvas.look(state.scene)
        self._show_solid(state.scene.panes[index].solid is not None)
        self._describe()

    @property
    def letter(self) -> str:
        """A for the first pane, B for the second, …"""
        return "ABCDEFGHI"[self.index]

    @property
    def frame(self) -> Frame | None:
        """The last good picture of this pane."""
        return self._good

    @property
    def shows(self) -> State:
        """In what state the picture is."""
        scene, frame = self._state.scene, self._newest
        lane, request = scene.panes[self.index].lane, scene.request
        if request is None:
            return "off"
        if frame is None or frame.lane != lane or not answers(frame, request):
            if not scene.auto and frame is not None:
                return "stale"
            return "refining" if self._is_late or frame is None else self._rested(frame)
        if not scene.auto and request.segmenter not in (None, frame.request.segmenter):
            return "stale"  # its labels wait for Update
        if frame.unapplied:
            return "unapplied"
        if frame.error or (self._checked is not None and self._checked.error):
            return "failed"
        checking = scene.panes[self.index].check is not None
        if checking and (self._checked is None or not self._checked.is_of(self._good)):
            return "refining"
        return self._rested(frame)

    @property
    def _shown(self) -> Frame | None:
        """What the canvas shows: what it is held to, what a check says, or the picture."""
        checked = self._checked if self._checked is not None and self._checked.image is not None else None
        return self._peeked or checked or (None if self._is_of_another_plane else self._good)

    @property
    def _is_of_another_plane(self) -> bool:
        """Whether the last good picture is not even cut as the one that the method has to be applied for."""
        new, good = self._newest, self._good
        return bool(new and new.unapplied and good and good.lane.seen_as != new.lane.seen_as)

    @property
    def growing(self) -> bool:
        """Whether the picture answers the scene as it is, by a method that iterates and has not finished."""
        scene, frame = self._state.scene, self._newest
        if frame is None or frame.rounds is None or scene.request is None:
            return False
        return frame.lane == scene.panes[self.index].lane and answers(frame, scene.request)

    def show_frame(self, frame: Frame) -> None:
        """Show a picture, or why there is none over the last good one."""
        self._newest = frame
        if frame.image is not None:
            self._good = frame
        self._is_late = False
        self._late.stop()
        self._present()

    def clear(self) -> None:
        """Forget all pictures: another study came."""
        self._newest = self._good = self._peeked = self._checked = None
        self._is_late = False
        self._present()

    def show_dates(self, dates: bool) -> None:
        """Tell the day of a prior in the header, or leave it out, as pictures that leave the program do."""
        if dates != self._dates:
            self._dates = dates
            self._describe()

    def show_checked(self, checked: Checked | None) -> None:
        """Show what a check says of the method instead of its picture; None shows the picture."""
        if checked is not self._checked:
            self._checked = checked
            self._present()

    def peek(self, frame: Frame | None) -> None:
        """Show another pane's picture until ``None`` comes."""
        if frame is not self._peeked:
            self._peeked = frame
            self._present()

    def give_way(self, covered: int) -> None:
        """Keep title and marks below so many px of the top edge, which a message covers."""
        self.canvas.cover(covered)
        if self.solid is not None:
            self.solid.cover(covered)
        self._header_place.give_way(covered)

    def retire(self) -> None:
        """Hear no more of the scene: the pane was removed."""
        self._state.changed.disconnect(self._follow)
        self._late.stop()
        if self.solid is not None:
            self.solid.changed.disconnect(self._describe)
            self.solid.retire()

    def close_work(self) -> None:
        """End the rendering of three dimensions before the window goes."""
        if self.solid is not None:
            self.solid.close_work()

    def _make_canvas(self, overlay: LabelOverlay) -> Canvas:
        return Canvas(self._state, self.index, overlay, self)

    def _build(self) -> None:
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header_place = HeaderPlace(self.header, self)
        column.addWidget(self._header_place)
        column.addWidget(self.canvas, 1)
        self.setObjectName(f"pane-{self.letter}")
        self.canvas.setObjectName(f"picture-{self.letter}")
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.canvas.pointed.connect(self.pointed)
        self.canvas.held.connect(self.held)
        self.canvas.menu_wanted.connect(self.menu_wanted)
        self.header.menu_wanted.connect(self._menu_from_header)
        self._card.update_wanted.connect(self.update_wanted)
        self._card.retry_wanted.connect(self.retry_wanted)
        self._card.apply_wanted.connect(self.apply_wanted)
        self._late.timeout.connect(self._became_late)
        self._state.changed.connect(self._follow)

    def _menu_from_header(self) -> None:
        button = self.header.button
        self.menu_wanted.emit(button.mapToGlobal(QPoint(0, button.height())))

    def _follow(self, scene: Scene, old: Scene) -> None:
        if self.index >= len(scene.panes):
            return  # the stage removes this pane in a moment
        look = self.canvas.look(scene)
        if look != self._look:
            self._look = look
            self.canvas.update()
        self._show_solid(scene.panes[self.index].solid is not None)
        self._describe()

    def _show_solid(self, on: bool) -> None:
        """Show the volume in three dimensions instead of the picture, or the picture again."""
        if on == (self.solid is not None and not self.solid.isHidden()):
            return
        focused = self.canvas.hasFocus() or (self.solid is not None and self.solid.hasFocus())
        if self.solid is None:
            self.solid = SolidCanvas(self._state, self.index, self)
            self.solid.setObjectName(f"solid-{self.letter}")
            self.solid.menu_wanted.connect(self.menu_wanted)
            self.solid.changed.connect(self._describe)
            self.column.addWidget(self.solid, 1)
            self.solid.cover(self.canvas.covered)
            self.header.raise_()
        self.solid.setVisible(on)
        self.canvas.setVisible(not on)
        self.setFocusProxy(self.solid if on else self.canvas)
        if focused:
            self.setFocus()

    def _became_late(self) -> None:
        self._is_late = True
        self._describe()
        self.grew_late.emit()

    def _present(self) -> None:
        self.canvas.show_frame(self._shown)
        self._look = self.canvas.look(self._state.scene)
        self._describe()

    def _describe(self) -> None:
        """Write the header, dim or hatch the picture, and show the card that the state asks for."""
        if self.index >= len(self._state.scene.panes):
            return  # the stage removes this pane in a moment
        if self._state.scene.panes[self.index].solid is not None:
            self._describe_solid()
            return
        state = self.shows
        self._watch(state)
        self.header.say(self._header(state))
        unapplied = state == "unapplied"
        self._mark(failed=state == "failed", stale=unapplied or state == "stale")
        active = self._state.scene.active == self.index
        failed = self._newest if self._newest and self._newest.error else self._checked
        error = tr(failed.error) if state in ("failed", "unapplied") and failed else ""
        self._card.show_card(error, update=state == "stale" and active, unapplied=unapplied)
        self.canvas.hint = self.tr("Computing the first picture") if state == "refining" else ""
        spoken = self._spoken(state)
        if spoken != self.canvas.accessibleName():
            self.canvas.setAccessibleName(spoken)

    def _describe_solid(self) -> None:
        """Write the header of a volume in three dimensions."""
        scene = self._state.scene
        done = self.solid is not None and (self.solid.finished or bool(self.solid.error))
        state: State = "off" if done or scene.source is None else "refining"
        active = scene.active == self.index
        solid = scene.panes[self.index].solid
        title = UPTAKE if solid is not None and solid.look == "uptake" else scene.volume
        self.header.say(HeaderText(self.letter, tr(title), "", WORDS[state], "", state, active))

    def _watch(self, state: State) -> None:
        """Wait a moment before saying that a picture is being refined, so that nothing flickers."""
        scene, frame = self._state.scene, self._newest
        request = scene.request
        lane = scene.panes[self.index].lane
        current = request is None or (frame is not None and frame.lane == lane and answers(frame, request))
        if current:
            self._is_late = False
            self._late.stop()
        elif not self._is_late and not self._late.isActive() and scene.auto and state != "refining":
            self._late.start()

    def _mark(self, failed: bool, stale: bool) -> None:
        if (failed, stale) != (self.canvas.failed, self.canvas.stale):
            self.canvas.failed, self.canvas.stale = failed, stale
            self.canvas.update()

    def _header(self, state: State) -> HeaderText:
        scene = self._state.scene
        pane = scene.panes[self.index]
        frame = self._shown
        lane = frame.lane if frame else pane.lane
        dose, asked = (None, scene) if frame is None else (dose_of(frame), frame.request)
        title = named(lane, asked.study, asked.volume)
        day = scene.prior.day if scene.prior and lane.prior and self._dates else ""
        alone = self.tr("Unlinked") if pane.own is not None else ""
        words = [self._said(state, self._newest or frame), alone]
        timed = frame is not None and state == "full" and frame.seconds > 0
        return HeaderText(
            self.letter,
            " · ".join(filter(None, (frame.title if isinstance(frame, Checked) else tr(title), day))),
            with_gain("" if dose is None else percent(dose), gain_of(lane)),
            " · ".join(filter(None, words)),
            duration(frame.seconds) if frame is not None and timed else "",
            state,
            scene.active == self.index,
        )

    def _said(self, state: State, frame: Frame | None) -> str:
        """Name the state; of a picture that grows say how far it is."""
        if state != "preview" or frame is None or frame.rounds is None:
            return WORDS[state]
        return self.tr("Preview {0} of {1}").format(*frame.rounds)

    def _spoken(self, state: State) -> str:
        said = self.header.said
        return ", ".join(
            filter(None, (tr("Pane {0}").format(self.letter), said.title, said.dose, WORDS[state]))
        )

    @staticmethod
    def _rested(frame: Frame) -> State:
        if frame.unapplied:
            return "unapplied"
        return "off" if frame.lane.is_reference and not frame.error else cast(State, frame.state)
