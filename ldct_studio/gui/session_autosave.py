"""Autosave: whatever changes is on disk within two seconds, written beside the window, not by it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ..core.atomic import write_text
from ..core.errors import StudioError
from .language import tr
from .scene import Scene
from .session_file import session_of, text_of
from .session_place import Place, forget, last_file
from .state import AppState

log = logging.getLogger(__name__)
PAUSE = 1000
"""From a change to the file in ms; changes within it are written together, so a drag is one file a second."""


class Autosave(QObject):
    """Keeps the scene of one window in a file of its own, and the scene of the case before it as the last.

    Writing and letting go of files happens in one thread, one after the other. In privacy mode nothing is
    written.
    """

    saved = Signal(object)
    """The Scene that is on disk now."""
    kept = Signal(object)
    """The Path that ``save`` has written."""
    failed = Signal(object)
    """One sentence."""
    _autosaved = Signal(object, str)

    def __init__(self, state: AppState, private: Callable[[], bool]) -> None:
        super().__init__()
        self._state, self._private = state, private
        self.file = ""
        """Where the user keeps the session; the autosave remembers it."""
        self._place: Place | None = None  # the thread's alone
        self._busy = False
        self._trouble = ""
        self._thread = ThreadPoolExecutor(1, "autosave")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._write)
        self._autosaved.connect(self._written)
        state.changed.connect(self._changed)

    def save(self, path: Path) -> None:
        """Write the session where the user wants it; ``kept`` or ``failed`` tells how it went."""
        scene = self._state.scene

        def work() -> None:
            trouble = _wrote(path, scene, "", path.absolute().parent)
            if trouble:
                self.failed.emit(
                    tr("“{0}” could not be written: {1} Save it elsewhere.").format(path.name, trouble)
                )
            else:
                self.kept.emit(path)

        self._thread.submit(work)

    def adopt(self, place: Place) -> None:
        """Go on with the file of a window that is gone."""
        self._take(place)
        self._timer.start()

    def obey(self) -> None:
        """Take away what was written where the user has chosen privacy since."""
        if self._private():
            self._take(None)
            self._thread.submit(self._forget)
        elif self._state.scene.study is not None:
            self._timer.start()

    def close(self) -> None:
        """Keep the scene as the last session, and end; only where that fails is anything left to recover."""
        self._timer.stop()
        self._finish(self._state.scene)
        self._thread.shutdown(wait=True)

    def _changed(self, scene: Scene, old: Scene) -> None:
        if scene.study is None:
            self._timer.stop()
            self._finish(old)
            return
        if old.study is not None and scene.study.first is not old.study.first and self._keeps(old):
            file = self.file
            self._thread.submit(lambda: _kept(old, file))
        if not self._timer.isActive():
            self._timer.start()

    def _keeps(self, scene: Scene) -> bool:
        return scene.study is not None and scene.study.origin is not None and not self._private()

    def _finish(self, scene: Scene) -> None:
        """Keep a scene as the last session, then delete its autosave; where that fails, that is left."""
        file, keeps = self.file, self._keeps(scene)

        def work() -> None:
            trouble = _kept(scene, file) if keeps else ""
            old, self._place = self._place, None
            if old is not None and trouble:
                old.release()
            elif old is not None:
                old.drop()

        self._thread.submit(work)

    def _forget(self) -> None:
        """Delete what is kept for later, in the thread."""
        try:
            forget()
        except OSError as error:
            reason = error.strerror or error
            self.failed.emit(
                tr("What was kept of sessions could not be deleted ({0}); delete it.").format(reason)
            )

    def _write(self) -> None:
        scene, file = self._state.scene, self.file
        if self._busy:  # the disk is slower than the hand
            self._timer.start()
        elif self._keeps(scene):
            self._busy = True
            self._thread.submit(lambda: self._autosaved.emit(scene, self._autosave(scene, file)))

    def _autosave(self, scene: Scene, file: str) -> str:
        """Write the scene, in the thread; return what kept it from being written."""
        try:
            self._place = self._place or Place.new()
        except OSError as error:
            return f"{error.strerror or error}."
        return _wrote(self._place.path, scene, file)

    def _written(self, scene: Scene, trouble: str) -> None:
        self._busy = False
        if trouble and trouble != self._trouble:
            self.failed.emit(
                tr("Changes are not kept by themselves now: {0} Save the session elsewhere.").format(trouble)
            )
        self._trouble = trouble
        if not trouble:
            self.saved.emit(scene)

    def _take(self, place: Place | None) -> None:
        """Write to another place from now on and delete the file of the old one, after what is under way."""

        def work() -> None:
            old, self._place = self._place, place
            if old is not None:
                old.drop()

        self._thread.submit(work)


def _kept(scene: Scene, file: str) -> str:
    """Write a scene as the last session; return what kept it from being written, also to the log."""
    try:
        trouble = _wrote(last_file(), scene, file)
    except OSError as error:  # there can be no folder
        trouble = f"{error.strerror or error}."
    if trouble:
        log.warning("the last session was not kept: %s", trouble)
    return trouble


def _wrote(path: Path, scene: Scene, file: str, folder: Path | None = None) -> str:
    """Write the session of a scene; return what kept it from being written, '' where nothing did."""
    try:
        write_text(path, text_of(session_of(scene, file), folder))
    except StudioError as error:
        return str(error)
    except OSError as error:
        return f"{error.strerror or error}."
    except Exception as error:  # in a thread nobody else would hear of it
        log.exception("a session could not be written")
        return f"{type(error).__name__}."
    return ""
