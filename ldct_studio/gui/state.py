"""AppState: the one object that changes."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter, is_
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from ..core.volume import Volume
from .marks import dropped
from .prior import Prior
from .scene import Scene

_NOT_UNDONE = frozenset(
    {"study", "volume", "tool", "active", "workspace", "crosshair", "roi", "mark", "label", "domain", "job"}
)
"""Changes of these alone make no undo step."""
_OF_VOLUME = ("row", "coronal", "sagittal", "panes")
"""Numbers of cuts mean something in the volume only that they were set in; undo goes back to it."""
_PRIORS = 2
"""Priors that undo brings back, the one on show included: each is a whole scan in memory."""
_ALL_BUT_DOSE = attrgetter(*(f.name for f in fields(Scene) if f.name != "fraction"))


class AppState(QObject):
    """The current scene; ``changed(new, old)`` tells everyone who shows a part of it.

    Every control calls ``update``; nobody keeps a copy of what the scene says.
    """

    changed = Signal(object, object)

    def __init__(self, scene: Scene | None = None) -> None:
        super().__init__()
        self.scene = scene or Scene()
        self.undo_stack = QUndoStack(self)

    def update(self, text: str = "", **changes: Any) -> None:
        """Change parts of the scene as one undoable step; steps of the same ``text`` in a row merge."""
        self.become(replace(self.scene, **changes), text)

    def become(self, scene: Scene, text: str = "") -> None:
        """Make ``scene`` the current one, undoable as ``text``."""
        changed = _differences(self.scene, scene)
        if not changed:
            return
        if set(changed) <= _NOT_UNDONE:
            self._apply({name: new for name, (_, new) in changed.items()})
        else:
            if any(name in changed for name in _OF_VOLUME):
                changed["volume"] = (self.scene.volume, scene.volume)
            self.undo_stack.push(_Change(self, text or "change", changed))
            if "prior" in changed:
                self._let_go()

    def open(self, scene: Scene) -> None:
        """Begin with a newly opened study; what was done to the old one cannot be undone."""
        self.undo_stack.clear()
        self._apply({name: new for name, (_, new) in _differences(self.scene, scene).items()})

    def settle(self) -> None:
        """End a gesture: the next change starts a new undo step even if it has the same text."""
        command = self.undo_stack.command(self.undo_stack.index() - 1) if self.undo_stack.index() else None
        if isinstance(command, _Change):
            command.open = False

    def _let_go(self) -> None:
        """Keep the newest priors alone in the undo steps; the pane of an older one says that none is open."""
        own: set[Volume] = set(self.scene.study.volumes.values()) if self.scene.study else set()
        kept: set[Volume] = set()
        for index in reversed(range(self.undo_stack.count())):
            command = self.undo_stack.command(index)
            if isinstance(command, _Change):
                command.let_go(own, kept)

    def _apply(self, values: dict[str, Any]) -> None:
        self._show(replace(self.scene, **values))

    def _show(self, scene: Scene) -> None:
        old, self.scene = self.scene, _sound(scene)
        self.changed.emit(self.scene, old)

    def _apply_again(self, values: dict[str, Any]) -> None:
        """Apply what is undone or redone; nobody goes on with a mark that was half drawn then."""
        self._show(dropped(replace(self.scene, **values)))


class _Change(QUndoCommand):
    """Old and new values of the scene fields that one gesture changed."""

    def __init__(self, state: AppState, text: str, values: dict[str, tuple[Any, Any]]) -> None:
        super().__init__(text)
        self._state, self._values = state, values
        self.open = True
        self._done = False

    def redo(self) -> None:
        apply = self._state._apply_again if self._done else self._state._apply
        self._done = True
        apply({name: new for name, (_, new) in self._values.items()})

    def undo(self) -> None:
        self._state._apply_again({name: old for name, (old, _) in self._values.items()})

    def let_go(self, own: set[Volume], kept: set[Volume]) -> None:
        """Forget priors that are neither of the study's ``own`` volumes nor the first that are ``kept``."""

        def still(prior: Prior | None) -> Prior | None:
            if prior is None or prior.source in own:
                return prior
            if len(kept) < _PRIORS:
                kept.add(prior.source)
            return prior if prior.source in kept else None

        if "prior" in self._values:
            old, new = self._values["prior"]
            new = still(new)
            self._values["prior"] = still(old), new

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or not self.open or other.text() != self.text():
            return False
        for name, (old, new) in other._values.items():
            self._values[name] = (self._values[name][0] if name in self._values else old, new)
        return True


def only_dose(new: Scene, old: Scene) -> bool:
    """Say whether nothing but the dose changed, as in every step of a drag along the axis."""
    return all(map(is_, _ALL_BUT_DOSE(new), _ALL_BUT_DOSE(old)))


def _sound(scene: Scene) -> Scene:
    """Return the scene with an active pane, cuts and a selected region that exist, whatever was undone."""
    stage, beside = scene.places
    if scene.active not in stage and scene.active not in beside:
        scene = replace(scene, active=stage[-1])
    if scene.roi is not None and scene.roi >= len(scene.rois):
        scene = replace(scene, roi=None)
    if scene.mark is not None and not 0 <= scene.mark < len(scene.marks):
        scene = replace(scene, mark=None, placed=0)
    return scene.held()


def _differences(old: Scene, new: Scene) -> dict[str, tuple[Any, Any]]:
    return {
        f.name: (getattr(old, f.name), getattr(new, f.name))
        for f in fields(Scene)
        if getattr(old, f.name) != getattr(new, f.name)
    }
