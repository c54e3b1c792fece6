"""ClipDialog: the clipping box of the 3-D pane, a slider and a number for each of its six sides."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QSlider, QWidget

from ..core.grid import Grid
from . import theme
from .buttons import label
from .clip_box import End, letter, millimeters, moved, reset_box, share_at, side_name
from .dialogs import CardDialog, sentence
from .figures import NBSP, fixed
from .form import NumberField
from .scene import Scene
from .solid import WHOLE, Solid
from .state import AppState

_ORDER = (2, 1, 0)
"""Axes of the voxels from top to bottom: right to left, front to back, feet to head."""
_ENDS: tuple[End, End] = (0, 1)
_SLIDER = 280


@dataclass(frozen=True)
class Side:
    """The controls of one side of the box."""

    axis: int
    end: End
    name: QLabel
    slider: QSlider
    field: NumberField
    unit: QLabel


class ClipDialog(CardDialog):
    """Follows the active pane beside the window; every movement is a change of the scene."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        line = self.tr(
            "What is left, in mm of the patient: R right, L left, A front, P back, I feet, S head."
        )
        super().__init__(parent, "clip-box", self.tr("Clipping box"), line)
        self._state = state
        self._on = QCheckBox(self.tr("Cut the volume to the box"))
        self._on.setObjectName("clip-box-on")
        self._on.setToolTip(self.tr("Off: the volume is shown whole, and the box is kept (Shift B)"))
        self._on.toggled.connect(self._switch)
        self._none = sentence(self.tr("The active pane is not in 3-D. Press Alt 5 in a pane."), "second")
        self._none.setObjectName("clip-box-none")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.current().px(12))
        grid.setVerticalSpacing(theme.current().px(8))
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._on)
        self.body.addLayout(grid)
        self.body.addWidget(self._none)
        self.body.addStretch()
        self._sides = [self._side(grid, axis, end) for axis in _ORDER for end in _ENDS]
        tip = self.tr("Make the box as large as the volume")
        self._reset: QPushButton = self.add_button(self.tr("Reset"), self._whole, tip=tip)
        self.add_button(self.tr("Close"), self.accept, "primary")
        state.changed.connect(self._follow)
        self._show(state.scene)

    def _side(self, grid: QGridLayout, axis: int, end: End) -> Side:
        name = f"clip-{'zyx'[axis]}-{('from', 'to')[end]}"
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(name)
        slider.setMinimumWidth(theme.current().px(_SLIDER))
        slider.setPageStep(10)
        field = NumberField(0.0, 1.0)
        field.setObjectName(f"{name}-mm")
        side = Side(axis, end, label(""), slider, field, label("", "caption", f"{name}-unit"))
        slider.valueChanged.connect(partial(self._slide, side))
        slider.sliderReleased.connect(self._state.settle)
        field.editingFinished.connect(partial(self._type, side))
        row = grid.rowCount()
        for column, widget in enumerate((side.name, slider, field, side.unit)):
            grid.addWidget(widget, row, column)
        return side

    @property
    def _solid(self) -> Solid | None:
        scene = self._state.scene
        return scene.panes[scene.active].solid if scene.source is not None else None

    def _follow(self, scene: Scene, old: Scene) -> None:
        watched = [(s.source, s.active, s.panes[s.active].solid) for s in (scene, old)]
        if self.isVisible() and watched[0] != watched[1]:
            self._show(scene)

    def showEvent(self, event: object) -> None:
        """Show the box as it is now."""
        self._show(self._state.scene)

    def _show(self, scene: Scene) -> None:
        """Say where the sides are; nothing can be moved where the active pane is not in 3-D."""
        solid = self._solid
        self._none.setVisible(solid is None)
        for control in (self._on, *(w for s in self._sides for w in (s.slider, s.field))):
            control.setEnabled(solid is not None)
        self._reset.setEnabled(solid is not None and solid.box != WHOLE)
        if solid is None or scene.source is None:
            return
        self._on.blockSignals(True)
        self._on.setChecked(solid.clips)
        self._on.blockSignals(False)
        for side in self._sides:
            self._show_side(side, solid, scene.source.grid)

    def _show_side(self, side: Side, solid: Solid, grid: Grid) -> None:
        name = side_name(grid, side.axis, side.end)
        share = solid.box[side.axis][side.end]
        side.slider.blockSignals(True)
        side.slider.setRange(0, max(grid.shape[side.axis] - 1, 1))
        side.slider.setValue(round(share * side.slider.maximum()))
        side.slider.blockSignals(False)
        mm = millimeters(grid, side.axis, share)
        side.field.setText(fixed(abs(mm), 1))
        side.unit.setText(f"mm{NBSP}{letter(grid, side.axis, mm)}")
        if name == side.name.text():
            return
        side.name.setText(name)
        for control in (side.slider, side.field):
            control.setAccessibleName(self.tr("{0} of the box").format(name))
        side.slider.setToolTip(self.tr("{0}: drag or arrow keys, one slice per step").format(name))
        tip = self.tr("{0}: position in mm, below 0 toward the other side; arrow keys step by 1 mm")
        side.field.setToolTip(tip.format(name))

    def _slide(self, side: Side, value: int) -> None:
        self._move(side, value / max(side.slider.maximum(), 1))

    def _type(self, side: Side) -> None:
        """Take a typed position on the side that its letter says; no number gives way to what was there."""
        source, solid, number = self._state.scene.source, self._solid, side.field.number()
        mm = float(number) if isinstance(number, (int, float)) else math.nan
        if source is not None and solid is not None and math.isfinite(mm):
            now = millimeters(source.grid, side.axis, solid.box[side.axis][side.end])
            self._move(side, share_at(source.grid, side.axis, mm if now >= 0 else -mm))
            self._state.settle()
        self._show(self._state.scene)

    def _move(self, side: Side, share: float) -> None:
        scene, solid = self._state.scene, self._solid
        if solid is None or scene.source is None:
            return
        now = moved(solid, scene.source.grid, side.axis, side.end, share)
        self._state.become(scene.with_solid(scene.active, now), f"Move box: {side.name.text()}")
        self._show(self._state.scene)  # a side that met the other one goes back

    def _switch(self, on: bool) -> None:
        scene, solid = self._state.scene, self._solid
        if solid is not None:
            self._state.become(scene.with_solid(scene.active, replace(solid, clips=on)), "Cut to the box")
            self._state.settle()

    def _whole(self) -> None:
        self._state.become(reset_box(self._state.scene), "Reset the box")
        self._state.settle()
