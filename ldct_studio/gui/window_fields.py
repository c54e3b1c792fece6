"""The window in the tool bar: its preset, width and level."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from ..core.presets import preset_of
from . import commands, figures, theme
from .buttons import label
from .form import NumberField
from .language import tr
from .scene import Scene, View
from .state import AppState, only_dose


class PresetBox(QComboBox):
    """Names the preset on show; its list is the menu with numbers, keys and check marks."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self._menu = menu
        self.setObjectName("preset")
        self.setAccessibleName(self.tr("Window preset"))
        self.setToolTip(self.tr("Window preset: named width and level in HU (1 to 9, 0 as recorded)"))
        self.addItem("")
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_view(self, view: View, recorded: tuple[float, float] | None) -> None:
        """Name the window on show."""
        preset = preset_of(view.width, view.level)
        other = self.tr("Recorded") if (view.width, view.level) == recorded else self.tr("Custom")
        self.setItemText(0, tr(preset.name) if preset else other)

    def showPopup(self) -> None:
        """Show the menu instead of a list."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _scale(self) -> None:
        self.setFixedWidth(theme.current().px(116))


class HuField(NumberField):
    """A whole number of HU; ``chosen`` after typing and with each step of arrow keys or wheel."""

    chosen = Signal()

    def __init__(self, name: str, accessible: str, tip: str, limits: tuple[int, int], step: int) -> None:
        super().__init__(0, step)
        self._limits = limits
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setToolTip(tip)
        self.editingFinished.connect(self.chosen)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def value(self, otherwise: float) -> float:
        """Return the number within its limits; what is no number is ``otherwise``."""
        number = self.number()
        return (
            min(max(number, self._limits[0]), self._limits[1])
            if isinstance(number, (int, float))
            else otherwise
        )

    def show_value(self, value: float) -> None:
        """Print a number; what is being typed is left alone."""
        text = figures.plain(value)
        if self.text() != text:
            self.setText(text)

    def step(self, count: int) -> None:
        """Step and apply."""
        super().step(count)
        self.chosen.emit()

    def _scale(self) -> None:
        self.setFixedWidth(theme.current().px(56))


class WindowFields(QWidget):
    """Preset, W and L of the active pane and those linked with it."""

    def __init__(self, state: AppState, menu: QMenu) -> None:
        super().__init__()
        self._state = state
        self.setObjectName("window-fields")
        self._preset = PresetBox(menu)
        self._width = HuField(
            "window-width", tr("Window width"), tr("Window width: HU from black to white"), (1, 10_000), 10
        )
        self._level = HuField(
            "window-level", tr("Window level"), tr("Window level: HU at middle gray"), (-20_000, 20_000), 5
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._preset)
        for text, field in (("W", self._width), ("L", self._level)):
            layout.addWidget(label(text, "second"))
            layout.addWidget(field)
            field.chosen.connect(self._apply)
        state.changed.connect(self._follow)
        self._follow(state.scene, None)

    def _apply(self) -> None:
        scene = self._state.scene
        view = scene.view_of(scene.panes[scene.active])
        width, level = self._width.value(view.width), self._level.value(view.level)
        if (round(view.width), round(view.level)) != (width, level):
            self._state.become(commands.window(width, level)(scene), self.tr("Window"))
        self._follow(self._state.scene, None)

    def _follow(self, scene: Scene, old: Scene | None) -> None:
        if old is not None and only_dose(scene, old):
            return
        view = scene.view_of(scene.panes[scene.active])
        recorded = scene.study.facts.windows[0] if scene.study and scene.study.facts.windows else None
        self._preset.show_view(view, recorded)
        self._width.show_value(view.width)
        self._level.show_value(view.level)
