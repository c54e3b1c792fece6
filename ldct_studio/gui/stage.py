"""Stage: all pictures, side by side or compared in one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QStackedLayout, QWidget

from ..core.lane import Frame, Lane
from ..core.plane import PLANES
from ..core.progress import Progress
from ..live.noise_maps import NoiseMaps
from . import theme
from .canvas import Canvas
from .compare import ComparePane, compared
from .contrast_lanes import lanes_of
from .figures import places
from .gray import unit_of
from .guard_panes import Guards
from .hover import Hover
from .label_numbers import result
from .label_overlay import LabelOverlay
from .lane_words import lane_unit
from .lanes import shows_patient
from .loading import LoadingView
from .oblique_dialog import ObliqueDesk
from .pane_grid import PaneGrid
from .pane_menu import assigned, lane_menu, pane_menu
from .places import room_for, with_pane
from .scene import Scene
from .slice_pane import SlicePane
from .state import AppState
from .transform import Placement


class Stage(QWidget):
    """The panes of the scene, the compare modes and the picture while a case is being opened."""

    hovered = Signal(object)
    """A ``Hover``, or None when the pointer left the pictures."""
    update_requested = Signal()
    """Update was pressed in a pane that is out of date."""
    retry_requested = Signal()
    """Retry was pressed in a pane that failed."""
    apply_requested = Signal()
    """The method of the active pane shall be applied to the volume, as its cut needs that."""
    stop_requested = Signal(object)
    """The Lane whose picture grows and shall be left as it is."""
    settings_requested = Signal(object)
    """The index of the pane whose methods shall be set."""
    cancel_requested = Signal()
    """Cancel was pressed while a case was being opened."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._frames: dict[Lane, Frame] = {}
        self._overlay = LabelOverlay()
        self._pointer: tuple[Canvas, QPointF] | None = None
        self._held: SlicePane | None = None
        self.panes: list[SlicePane] = []
        self._dates, self._covered = False, 0
        self.oblique = ObliqueDesk(state, self)
        self._arranged: object = None
        self.setObjectName("stage")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_role(self, "stage")
        self._grid = PaneGrid(self)
        self.beside = PaneGrid(self)
        """The panes of the second window, which takes it in."""
        self.beside.hide()
        self.compare = ComparePane(state, self._overlay, self)
        self.guards = self.compare.canvas.guards = Guards(state)
        self.guards.starvation.changed.connect(self._draw_again)
        self.guards.checks.changed.connect(self._show_checks)
        self.loading = LoadingView(self)
        self._pages = QStackedLayout(self)
        self._build()
        state.changed.connect(self._follow)
        self._arrange(state.scene)

    def show_frame(self, frame: Frame) -> None:
        """Show a picture in every pane of its lane, if it belongs to the study and volume on show."""
        scene = self._state.scene
        if scene.study is None or frame.request.source is not scene.source:
            return
        lanes = {pane.lane for pane in scene.panes} | {scene.loaded(i) for i in range(len(scene.panes))}
        if frame.lane not in lanes:
            return
        self._frames[frame.lane] = frame
        self._frames = {lane: kept for lane, kept in self._frames.items() if lane in lanes}
        for index, pane in enumerate(self.panes):
            if scene.panes[index].lane == frame.lane:
                pane.show_frame(frame)
        self.guards.checks.take(frame)
        if frame.labels is not None:
            self._show_results()
        if self._held is not None:
            self._peek(self._held, True)
        self._compare_now()
        self._tell_hover()

    def show_noise(self, maps: NoiseMaps) -> None:
        """Take the noise that is expected in the pictures of a lane."""
        if self.guards.expected.take(maps):
            self._draw_again()

    def show_loading(self, progress: Progress) -> None:
        """Show how far opening is instead of the pictures."""
        self.loading.show_progress(progress)
        self._pages.setCurrentWidget(self.loading)

    def hide_loading(self) -> None:
        """Show the pictures again."""
        self.loading.clear()
        self._turn_page(self._state.scene)

    def show_dates(self, dates: bool) -> None:
        """Tell the day of the prior over its picture, or leave it out."""
        self._dates = dates
        for pane in self.panes:
            pane.show_dates(dates)

    def photographed(self, widget: QWidget) -> QPixmap:
        """Return stage or pane as it may leave the program: without day of the prior and message."""
        dates, covered = self._dates, self._covered
        self.show_dates(False)
        self.give_way(0)
        picture = widget.grab()
        self.give_way(covered)
        self.show_dates(dates)
        return picture

    def give_way(self, covered: int) -> None:
        """Keep titles and marks below so many px of the top edge, which a message covers."""
        if covered != self._covered:
            self._covered = covered
            self._give_way(self._state.scene)

    def _give_way(self, scene: Scene) -> None:
        first = 1 if _stands_alone(scene) else scene.columns
        for place, index in enumerate(scene.shown[0]):
            self.panes[index].give_way(self._covered if place < first else 0)
        for index in scene.shown[1]:
            self.panes[index].give_way(0)
        self.compare.give_way(self._covered)

    def close_work(self) -> None:
        """End what the panes compute themselves, before the window goes."""
        for pane in self.panes:
            pane.close_work()

    def copy_picture(self, index: int | None = None) -> None:
        """Copy a pane (the active one by default) with its header and marks to the clipboard."""
        index = self._state.scene.active if index is None else index
        alone = self._state.scene.compare == "side" or index in self._state.scene.places[1]
        pane: QWidget = self.panes[index] if alone else self.compare
        QGuiApplication.clipboard().setPixmap(self.photographed(pane))

    def _build(self) -> None:
        self._grid.add_wanted.connect(partial(self._offer, False))
        self.beside.add_wanted.connect(partial(self._offer, True))
        for page in (self._grid, self.compare, self.loading):
            self._pages.addWidget(page)
        self.compare.pointed.connect(partial(self._pointed, self.compare.canvas))
        self.compare.held.connect(self.compare.peek)
        self.compare.menu_wanted.connect(lambda place: self._menu(self.compare.canvas.index, place))
        self.loading.cancel_wanted.connect(self.cancel_requested)

    def _follow(self, scene: Scene, old: Scene) -> None:
        self._arrange(scene)  # first, as a session may bring another study and other panes at once
        if scene.source is not old.source:
            self._forget()
        if scene.panes != old.panes:
            self._reassign(scene)
        fewer_or_more = len(scene.panes) != len(old.panes)
        if fewer_or_more or (scene.label, scene.segmenter) != (old.label, old.segmenter):
            self._show_results()
        if scene.compare != "side":
            self._compare_now()
        if scene.active != old.active:
            self._lead_focus()
            if self._focused() is not None:
                self._current().setFocus(Qt.FocusReason.TabFocusReason)
                self._current().activateWindow()
        if scene.panes != old.panes or any(scene.row_in(p) != old.row_in(p) for p in PLANES):
            self._tell_hover()

    def _forget(self) -> None:
        self._frames.clear()
        for pane in self.panes:
            pane.clear()
        self._compare_now()

    def _reassign(self, scene: Scene) -> None:
        """Give panes whose lane changed the picture that another pane already has of it."""
        for index, pane in enumerate(self.panes):
            frame = self._frames.get(scene.panes[index].lane)
            if frame is not None and pane.frame is not frame:
                pane.show_frame(frame)

    def _arrange(self, scene: Scene) -> None:
        """Place the panes; nothing moves unless layout, number or compare mode changed."""
        side = scene.compare == "side"
        arranged = (len(scene.panes), scene.rows, scene.columns, scene.shown, scene.maximized, side)
        if arranged == self._arranged:
            return
        self._arranged = arranged
        focused = self._holds_focus()
        if focused is not None:
            focused.clearFocus()  # or Qt hands it to the next pane, which would become the active one
        for part in (self, self.beside):
            part.setUpdatesEnabled(False)
        self._make_panes(len(scene.panes))
        self._place(scene)
        self._turn_page(scene)
        for part in (self, self.beside):
            part.setUpdatesEnabled(True)
        self._lead_focus()
        if focused is not None:
            self._current().setFocus()

    def _make_panes(self, count: int) -> None:
        while len(self.panes) < count:
            pane = SlicePane(self._state, len(self.panes), self._overlay, self._grid)
            pane.canvas.guards = self.guards
            pane.show_dates(self._dates)
            pane.pointed.connect(partial(self._pointed, pane.canvas))
            pane.held.connect(partial(self._peek, pane))
            pane.menu_wanted.connect(partial(self._menu, pane.index))
            pane.update_wanted.connect(self.update_requested)
            pane.retry_wanted.connect(self.retry_requested)
            pane.apply_wanted.connect(partial(self._apply, pane.index))
            pane.grew_late.connect(self._compare_now)
            self.panes.append(pane)
        while len(self.panes) > count:
            pane = self.panes.pop()
            if self._held is pane:
                self._held = None
            if self._pointer and self._pointer[0] is pane.canvas:
                self._pointer = None
            pane.retire()
            pane.hide()
            pane.deleteLater()

    def _draw_again(self) -> None:
        for canvas in (self.compare.canvas, *(pane.canvas for pane in self.panes)):
            canvas.update()

    def _place(self, scene: Scene) -> None:
        stage, beside = ([self.panes[i] for i in part] for part in scene.shown)
        for pane in self.panes:
            if pane not in stage and pane not in beside:
                pane.hide()
        self._grid.arrange(stage, *((1, 1) if _stands_alone(scene) else (scene.rows, scene.columns)))
        self.beside.arrange(beside, *room_for(max(len(beside), 1)))
        self._give_way(scene)

    def _lead_focus(self) -> None:
        """Hand the focus of the stage on to the active picture, unless that stands in the other window."""
        current = self._current()
        self.setFocusProxy(current if self.isAncestorOf(current) else self.panes[0])

    def _offer(self, beside: bool, button: QWidget) -> None:
        add = partial(self.add_pane, beside=beside)
        menu = lane_menu(button, lanes_of(self._state.scene), add)
        menu.exec(button.mapToGlobal(QPoint(0, button.height())))

    def add_pane(self, lane: Lane, beside: bool = False) -> None:
        """Add a pane that shows ``lane``, on the stage or in the second window."""
        scene = with_pane(self._state.scene, lane, beside)
        self._state.become(assigned(scene, scene.active, lane), "Add pane")
        self._state.settle()

    def _turn_page(self, scene: Scene) -> None:
        self._pages.setCurrentWidget(self._grid if scene.compare == "side" else self.compare)

    def _compare_now(self) -> None:
        scene = self._state.scene
        if scene.compare != "side" and self.panes:
            first, other = self.panes[0], self.panes[compared(scene)]
            self.compare.show_frames(first.frame, other.frame, first.shows, other.shows)

    def _show_results(self) -> None:
        scene = self._state.scene
        reference = self.panes[scene.reference].frame
        for pane in self.panes:
            pane.canvas.show_result(pane.frame, result(scene, pane.frame, reference))

    def _show_checks(self) -> None:
        for pane in self.panes[: len(self._state.scene.panes)]:
            pane.show_checked(self.guards.checks.of(pane.index))

    def _apply(self, index: int) -> None:
        self._state.update(active=index)
        self.apply_requested.emit()

    def _peek(self, pane: SlicePane, on: bool) -> None:
        self._held = pane if on else None
        pane.peek(self._frames.get(self._state.scene.loaded(pane.index)) if on else None)

    def _menu(self, index: int, place: QPoint) -> None:
        copy, settings = partial(self.copy_picture, index), partial(self.settings_requested.emit, index)
        stop = partial(self.stop_requested.emit, self._state.scene.panes[index].lane)
        growing = self.panes[index].growing
        offered = lanes_of(self._state.scene)
        menu = pane_menu(self, self._state, index, offered, copy, settings, stop, growing)
        menu.exec(place)
        menu.deleteLater()

    def _current(self) -> QWidget:
        scene = self._state.scene
        pane = self.panes[scene.active]
        if scene.compare != "side":
            return self.compare.canvas
        return pane.focusProxy() or pane.canvas

    def _focused(self) -> Canvas | None:
        """Return the picture that has the keyboard."""
        focused = QGuiApplication.focusObject()
        if not isinstance(focused, Canvas):
            return None
        return focused if self.isAncestorOf(focused) or self.beside.isAncestorOf(focused) else None

    def _holds_focus(self) -> QWidget | None:
        """Return what has the keyboard among the pictures and the places for more of them."""
        focused = QGuiApplication.focusObject()
        grids = (self._grid, self.beside)
        inside = isinstance(focused, QWidget) and any(grid.isAncestorOf(focused) for grid in grids)
        return focused if inside and isinstance(focused, QWidget) else self._focused()

    def _pointed(self, canvas: Canvas, place: QPointF | None) -> None:
        self._pointer = (canvas, place) if place is not None else None
        self._tell_hover()

    def _tell_hover(self) -> None:
        if self._pointer is None:
            self.hovered.emit(None)
            return
        canvas, place = self._pointer
        self.hovered.emit(self._hover(canvas, place))

    def _hover(self, canvas: Canvas, place: QPointF) -> Hover | None:
        placement = canvas.placement
        scene = self._state.scene
        voxel = placement.voxel(place) if placement else None
        if placement is not None and placement.plane == "oblique" and scene.source is not None:
            voxel = scene.source.grid.nearest(placement.patient(place))
        if placement is None or voxel is None:
            return None
        other = self.panes[canvas.index or compared(scene)]
        first, second = (_value(pane.frame, placement, place) for pane in (self.panes[0], other))
        lanes = [pane.frame.lane if pane.frame else None for pane in (self.panes[0], other)]
        slabs = {lane.slab for lane in lanes if lane is not None}
        alike = len(slabs) == 1 and all(lane is not None and shows_patient(lane) for lane in lanes)
        unit, other_unit = (_unit(lane, scene) for lane in lanes)
        alike = alike and unit == other_unit
        difference = second - first if alike and first is not None and second is not None else None
        if lanes[1] is not None and lanes[1].minus is not None:
            difference, second = second, None
        told = places(scene.view_of(scene.panes[canvas.index]).width, unit_of(scene))
        values = first, second, other.letter, difference, unit, told, other_unit
        return Hover(placement.patient(place), voxel, *values)


def _stands_alone(scene: Scene) -> bool:
    """Say whether one pane fills the stage; one in the second window may be maximized there instead."""
    return scene.maximized and scene.compare == "side" and scene.active in scene.shown[0]


def _unit(lane: Lane | None, scene: Scene) -> str:
    return unit_of(scene) if lane is None or scene.source is None else lane_unit(lane, scene.source)


def _value(frame: Frame | None, placement: Placement, place: QPointF) -> float | None:
    """Return a picture's value under a place; None where it shows another cut or is of another size."""
    if frame is None or frame.image is None or frame.image.shape != placement.grid.shape[1:]:
        return None
    if frame.row != placement.slice or not frame.cuts.same_place(placement.grid):
        return None
    column, row = (round(position) for position in placement.pixel(place))
    if frame.outside is not None and frame.outside[row, column]:
        return None
    return float(frame.image[row, column])
