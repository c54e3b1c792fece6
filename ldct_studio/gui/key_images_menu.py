"""The key images of the case as a menu; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from . import key_images
from .gray import unit_of
from .language import tr
from .scene import Scene
from .state import AppState


class KeyImagesMenu(QObject):
    """Keeps the entries of a menu true to the scene; those of the command table stay below them."""

    def __init__(self, state: AppState, menu: QMenu) -> None:
        super().__init__(menu)
        self._state, self._menu = state, menu
        self._entries: list[QAction] = []
        state.changed.connect(self._follow)

    def _follow(self, scene: Scene, old: Scene) -> None:
        if scene.key_images == old.key_images:
            return
        for entry in self._entries:
            self._menu.removeAction(entry)
            entry.deleteLater()
        first = self._menu.actions()[0] if self._menu.actions() else None
        self._entries = [self._entry(index) for index in range(len(scene.key_images))]
        if self._entries:
            separator = QAction(self._menu)
            separator.setSeparator(True)
            self._entries.append(separator)
        for entry in self._entries:
            if first is None:
                self._menu.addAction(entry)
            else:
                self._menu.insertAction(first, entry)

    def _entry(self, index: int) -> QAction:
        scene = self._state.scene
        key = scene.key_images[index]
        entry = QAction(key_images.title(key, unit_of(scene), scene.study), self._menu)
        entry.setObjectName(f"key-image-{index + 1}")
        entry.setToolTip(tr("Show this slice of {0} as it was marked").format(key.volume))
        entry.triggered.connect(lambda: self._go(index))
        return entry

    def _go(self, index: int) -> None:
        self._state.settle()
        self._state.become(key_images.go(index)(self._state.scene), "Show key image")
        self._state.settle()
