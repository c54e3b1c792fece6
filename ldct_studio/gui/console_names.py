"""What the console can use: the scene, the voxels, the pictures, and the commands of the menus."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt, Signal

from ..core.errors import StudioError
from ..core.volume import Volume
from .actions import Actions
from .language import tr
from .measuring import known
from .pane_numbers import LETTERS
from .scene import Scene
from .stage import Stage
from .state import AppState

Array = npt.NDArray[np.float32]


@dataclass(eq=False)
class _Wish:
    """A command that the console waits for, and why it could not be done."""

    name: str
    done: threading.Event = field(default_factory=threading.Event)
    refused: str = ""


class Handle(QObject):
    """What the console calls ``studio``: the scene to read, and the commands of the menus to do."""

    _asked = Signal(object)

    def __init__(self, state: AppState, actions: Actions) -> None:
        super().__init__()
        self._state, self._actions = state, actions
        self._asked.connect(self._obey, Qt.ConnectionType.QueuedConnection)

    @property
    def scene(self) -> Scene:
        """All that the window shows, as a value that never changes; ask again for what is there now."""
        return self._state.scene

    @property
    def commands(self) -> tuple[str, ...]:
        """The names of what ``do`` can do."""
        return tuple(command.name for command in self._actions.commands)

    def do(self, name: str) -> None:
        """Do what a menu entry does, and wait for it; Undo takes back what it takes back there.

        Raises StudioError where there is no such command or it cannot be done now.
        """
        wish = _Wish(name)
        self._asked.emit(wish)
        while not wish.done.wait(0.05):  # short, so that Stop is heard
            continue
        if wish.refused:
            raise StudioError(wish.refused)

    def __repr__(self) -> str:
        return "studio: .scene, .commands, .do(name)"

    def _obey(self, wish: _Wish) -> None:
        try:
            if wish.name not in self._actions:
                wish.refused = tr("There is no command “{0}”; studio.commands names them.").format(wish.name)
            elif not self._actions[wish.name].isEnabled():
                wish.refused = tr("“{0}” cannot be done now; its menu entry is gray.").format(wish.name)
            else:
                self._actions[wish.name].trigger()
        finally:
            wish.done.set()


def names(handle: Handle, stage: Stage) -> Callable[[], Mapping[str, object]]:
    """Return what says the names and values of the console: ``studio``, ``volume``, ``panes``, ``np``."""
    seen: list[tuple[Volume | None, Array | None]] = [(None, None)]

    def now() -> Mapping[str, object]:
        source = handle.scene.source
        if seen[0][0] is not source:
            seen[0] = source, None if source is None else _fixed(source.data.cpu().numpy())
        frames = {LETTERS[i]: stage.panes[i].frame for i, _ in handle.scene.pictures}
        pictures = {letter: known(frame) for letter, frame in frames.items() if frame}
        shown = {letter: _fixed(image) for letter, image in pictures.items() if image is not None}
        return {"studio": handle, "volume": seen[0][1], "panes": shown, "np": np}

    return now


def _fixed(values: Array) -> Array:
    """Return a view that cannot be written to: the panes show these very numbers."""
    view = values.view()
    view.flags.writeable = False
    return view
