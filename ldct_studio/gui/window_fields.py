"""The window in the tool bar: its preset, width and level."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from ..core.presets import preset_of
from . import commands, figures, gray, theme
from .buttons import label
from .form import NumberField
from .language import tr
from .pane import View
from .scene import Scene
from .state import AppState, only_dose


class PresetBox(QComboBox):
    """Names the preset on show; its list is the menu with numbers, keys and check marks."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self._menu = menu
        self.setObjectName("preset")
        self.setAccessibleName(self.tr("Window preset"))
        self.addItem("")
        self._hounsfield = True
        menu.aboutToShow.connect(lambda: self._offer(self._hounsfield))
        menu.aboutToHide.connect(lambda: self._offer(True))
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_view(self, view: View, recorded: tuple[float, float] | None, unit: str) -> None:
        """Name the window on show; presets are those of CT."""
        self._hounsfield = unit == gray.HU
        self.setToolTip(
            self.tr("Window preset: named width and level in HU (1 to 9, 0 as recorded)")
            if self._hounsfield
            else self.tr("Window presets are for CT; 0 gives the recorded, then the automatic window")
        )
        preset = preset_of(view.width, view.level) if self._hounsfield else None
        other = self.tr("Recorded") if (view.width, view.level) == recorded else self.tr("Custom")
        self.setItemText(0, tr(preset.name) if preset else other)

    def showPopup(self) -> None:
        """Show the menu instead of a list."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _offer(self, on: bool) -> None:
        """Show the presets in the menu, or leave them out; their keys stay, to say why."""
        for action in self._menu.actions():
            if action.objectName().startswith("preset-"):
                action.setVisible(on)

    def _scale(self) -> None:
        self.setFixedWidth(theme.current().px(116))


_USUAL, _AROUND = 56, 22
"""Width in px of a field, and what of it is around its number."""


class GrayField(NumberField):
    """A number in the unit of the volume; ``chosen`` after typing and with each step of keys or wheel."""

    chosen = Signal()

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(0, 1)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.editingFinished.connect(self.chosen)
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def value(self, otherwise: float) -> float:
        """Return the number; what is none is ``otherwise``."""
        number = self.number()
        finite = isinstance(number, (int, float)) and math.isfinite(number)
        return float(number) if finite and isinstance(number, (int, float)) else otherwise

    def show_value(self, text: str, step: float, tip: str) -> None:
        """Print a number, and step it so from now on; what is being typed is left alone."""
        self._size = step
        self.setToolTip(tip)
        if self.text() != text:
            self.setText(text)
        self._scale()

    def step(self, count: int) -> None:
        """Step and apply."""
        super().step(count)
        self.chosen.emit()

    def _scale(self) -> None:
        """Be as wide as four digits and a sign, or as the number is."""
        px = theme.current().px
        needed = self.fontMetrics().horizontalAdvance(self.text()) + px(_AROUND)
        self.setFixedWidth(max(px(_USUAL), needed))


class WindowFields(QWidget):
    """Preset, W and L of the active pane and those linked with it."""

    def __init__(self, state: AppState, menu: QMenu) -> None:
        super().__init__()
        self._state = state
        self.setObjectName("window-fields")
        self._preset = PresetBox(menu)
        self._width = GrayField("window-width", tr("Window width"))
        self._level = GrayField("window-level", tr("Window level"))
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
        view, unit = scene.view_of(scene.panes[scene.active]), gray.unit_of(scene)
        width = gray.bounded(self._width.value(view.width), unit)
        level = gray.bounded_level(self._level.value(view.level), width, unit)
        shown = (gray.rounded(view.width, view.width, unit), gray.rounded(view.level, view.width, unit))
        if shown != (width, level):
            self._state.become(commands.window(width, level)(scene), self.tr("Window"))
        self._follow(self._state.scene, None)

    def _follow(self, scene: Scene, old: Scene | None) -> None:
        if old is not None and only_dose(scene, old):
            return
        view = scene.view_of(scene.panes[scene.active])
        recorded = scene.study.facts.windows[0] if scene.study and scene.study.facts.windows else None
        unit = gray.unit_of(scene)
        self._preset.show_view(view, recorded, unit)
        step = gray.step(view.width, unit)
        self._width.show_value(
            figures.gray(view.width, view.width, unit),
            step,
            tr("Window width: {0} from black to white").format(unit),
        )
        self._level.show_value(
            figures.gray(view.level, view.width, unit),
            step / 2,
            tr("Window level: {0} at middle gray").format(unit),
        )
