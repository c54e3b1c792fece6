"""What the menu of a pane offers, and what it does to the scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import get_args

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ..core.lane import Lane
from ..core.plane import PLANES, Plane
from .check_views import add_menu
from .checked import with_check
from .contrast_lanes import is_pair
from .language import tr
from .pane import lowered_by
from .places import moved_over, removed, with_pane
from .scene import Scene
from .solid import Look, Solid
from .state import AppState


def pane_menu(
    parent: QWidget,
    state: AppState,
    index: int,
    choices: Sequence[Lane],
    copy: Callable[[], None],
    settings: Callable[[], None],
    stop: Callable[[], None],
    growing: bool = False,
) -> QMenu:
    """Return the menu of pane ``index``; a ``growing`` picture may be left as it is."""
    menu = QMenu(parent)
    menu.setObjectName("pane-menu-popup")
    tr = parent.tr
    pane = state.scene.panes[index]
    _add_lanes(menu, tr("Method"), state, index, choices)
    _add_planes(menu, tr("Plane"), state, index)
    _add(menu, tr("Method settings…"), settings).setEnabled(bool(pane.lane.steps))
    _add(menu, tr("Stop here"), stop).setEnabled(growing)
    add_menu(menu, tr("Show"), state, index)
    linked = _add(menu, tr("Linked with the others"), lambda: toggle_link(state, index))
    linked.setCheckable(True)
    linked.setChecked(pane.own is None)
    menu.addSeparator()
    restore = state.scene.maximized
    text = tr("Restore all panes") if restore else tr("Maximize")
    _add(menu, text, lambda: state.update("Maximize pane", active=index, maximized=not restore))
    more = partial(
        _become, state, "Add pane", lambda scene: with_pane(scene, pane.lane, index in scene.places[1])
    )
    _add(menu, tr("Add a pane"), more)
    drop = partial(_become, state, "Remove pane", lambda scene: removed(scene, index))
    remove = _add(menu, tr("Remove this pane"), drop)
    remove.setEnabled(removed(state.scene, index) is not state.scene)
    beside = index in state.scene.places[1]
    text = tr("Move to the main window") if beside else tr("Move to the second window")
    over = _add(menu, text, partial(_become, state, "Move pane", lambda scene: moved_over(scene, index)))
    over.setEnabled(moved_over(state.scene, index) is not state.scene)
    menu.addSeparator()
    _add(menu, tr("Copy picture"), copy)
    return menu


def lane_menu(parent: QWidget, choices: Sequence[Lane], chosen: Callable[[Lane], object]) -> QMenu:
    """Return a menu of methods for a new pane."""
    menu = QMenu(parent)
    for lane in choices:
        _add(menu, tr(lane.title), partial(chosen, lane))
    return menu


def toggle_link(state: AppState, index: int) -> None:
    """Link a pane with the others again, or give it a view and a slice of its own."""
    scene = state.scene
    state.become(
        linked(scene, index) if scene.panes[index].own is not None else unlinked(scene, index),
        "Link pane" if scene.panes[index].own is not None else "Unlink pane",
    )
    state.settle()


def unlinked(scene: Scene, index: int) -> Scene:
    """Return the scene where pane ``index`` keeps a view and a slice of its own, at first the common ones."""
    pane = scene.panes[index]
    alone = replace(pane, own=scene.view, lane=replace(pane.lane, row=scene.row_of(index)))
    return replace(scene, panes=(*scene.panes[:index], alone, *scene.panes[index + 1 :]))


def linked(scene: Scene, index: int) -> Scene:
    """Return the scene where pane ``index`` follows the common view and slice again."""
    pane = scene.panes[index]
    together = replace(pane, own=None, lane=replace(pane.lane, row=None))
    return replace(scene, panes=(*scene.panes[:index], together, *scene.panes[index + 1 :]))


def assigned(scene: Scene, index: int, lane: Lane) -> Scene:
    """Return the scene with another method in a pane, cut as the pane is and with the scene's simulator.

    A check of the pane stays and is then of this method, but a difference is shown itself.
    """
    lane = lowered_by(lane, scene.simulator)
    if lane.minus is not None:
        scene = with_check(scene, index, None)
    return scene.with_solid(index, None).with_lane(index, lane.placed_as(scene.panes[index].lane))


def in_plane(scene: Scene, index: int, plane: Plane) -> Scene:
    """Return the scene with pane ``index`` in another plane, at the cut that the others are set to."""
    lane = scene.panes[index].lane
    row = None if lane.row is None else scene.row_in(plane)
    return scene.with_solid(index, None).with_lane(index, replace(lane, plane=plane, row=row, tilt=None))


def _add_lanes(menu: QMenu, title: str, state: AppState, index: int, choices: Sequence[Lane]) -> None:
    methods = menu.addMenu(title)
    group = QActionGroup(methods)
    current = state.scene.panes[index].lane
    for lane in choices:
        action = _add(methods, tr(lane.title), partial(_assign, state, index, lane))
        action.setCheckable(True)
        action.setChecked(lane.title == current.title)
        group.addAction(action)
    methods.setEnabled(bool(choices))


def in_3d(scene: Scene, index: int, look: Look | None = None) -> Scene:
    """Return the scene with pane ``index`` in three dimensions, with the colors of a look."""
    solid = scene.panes[index].solid or Solid()
    return scene.with_solid(index, solid if look is None else replace(solid, look=look))


def _add_planes(menu: QMenu, title: str, state: AppState, index: int) -> None:
    pane = state.scene.panes[index]
    planes = menu.addMenu(title)
    group = QActionGroup(planes)
    for plane in PLANES:
        change = partial(in_plane, index=index, plane=plane)
        action = _add(planes, tr(plane.capitalize()), partial(_become, state, "Plane", change))
        _check(group, action, pane.solid is None and plane == pane.lane.seen_as)
    pair = is_pair(state.scene)
    for look in (look for look in get_args(Look) if pair or look != "uptake"):
        change = partial(in_3d, index=index, look=look)
        action = _add(planes, f"3-D, {tr(look)}", partial(_become, state, "3-D", change))
        _check(group, action, pane.solid is not None and look == pane.solid.look)


def _check(group: QActionGroup, action: QAction, on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(on)
    group.addAction(action)


def _assign(state: AppState, index: int, lane: Lane) -> None:
    _become(state, "Change method", lambda scene: assigned(scene, index, lane))


def _become(state: AppState, text: str, change: Callable[[Scene], Scene]) -> None:
    state.become(change(state.scene), text)
    state.settle()


def _add(menu: QMenu, text: str, done: Callable[[], object]) -> QAction:
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked=False: done())
    menu.addAction(action)
    return action
