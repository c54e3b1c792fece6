"""What a pane shows of its method: the picture, the residual, data consistency, or the error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from .checked import refusal
from .lane_words import is_in_unit
from .lanes import is_map, subtracted
from .language import tr
from .scene import Scene
from .state import AppState

Shown = Literal["picture", "residual", "consistency", "error"]

WORDS: dict[Shown, tuple[str, str]] = {
    "picture": (tr("Picture"), tr("Show the picture of the active pane again")),
    "residual": (
        tr("Residual"),
        tr("What the method took away: FBP at this dose − picture, with its structure leak"),
    ),
    "consistency": (
        tr("Data consistency"),
        tr("Where the method changed more than the noise of the rays allows"),
    ),
    "error": (tr("Error against full dose"), tr("The picture − the loaded one, which is the full dose")),
}
"""What each is called, and what it is."""


def shown_in(scene: Scene, index: int) -> Shown:
    """Return what pane ``index`` shows of its method."""
    pane = scene.panes[index]
    return pane.check or ("picture" if pane.lane.minus is None else "error")


def shown_as(scene: Scene, index: int, shown: Shown) -> Scene:
    """Return the scene where pane ``index`` shows something else of its method."""
    pane = scene.panes[index]
    if (shown == "error") != (pane.lane.minus is not None):
        pane = replace(pane, lane=subtracted(pane.lane))
    pane = replace(pane, check=shown if shown in ("residual", "consistency") else None, solid=None)
    return replace(scene, panes=(*scene.panes[:index], pane, *scene.panes[index + 1 :]))


def why_not(scene: Scene, index: int, shown: Shown) -> str:
    """Return in one sentence why pane ``index`` cannot show it, or ''."""
    lane = scene.panes[index].lane
    if shown == "picture":
        return ""
    if scene.source is None:
        return tr("Open a study first.")
    if shown != "error":
        return refusal(replace(lane, minus=None), scene.source)
    if not lane.steps:
        return tr("The reference is the full-dose picture itself, so it has no error.")
    if is_map(replace(lane, minus=None)) or not is_in_unit(lane, scene.source):
        return tr("A map does not show the patient, so there is no full-dose picture of it.")
    return ""


def add_menu(menu: QMenu, title: str, state: AppState, index: int) -> None:
    """Add what pane ``index`` can show to its menu; what it cannot is gray, with the reason as its tip."""
    choices = menu.addMenu(title)
    choices.setToolTipsVisible(True)
    group = QActionGroup(choices)
    current = shown_in(state.scene, index)
    for shown, (text, tip) in WORDS.items():
        action = QAction(text, choices)
        why = why_not(state.scene, index, shown)
        action.setCheckable(True)
        action.setChecked(shown == current)
        action.setEnabled(not why)
        action.setToolTip(why or tip)
        action.triggered.connect(_doing(state, index, shown))
        group.addAction(action)
        choices.addAction(action)


def _doing(state: AppState, index: int, shown: Shown) -> Callable[[], None]:
    def do() -> None:
        state.become(shown_as(state.scene, index, shown), "Show")
        state.settle()

    return do
