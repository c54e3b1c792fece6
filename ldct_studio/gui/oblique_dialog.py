"""The angles of an oblique plane as numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from pydantic import Field
from pydantic.config import JsonDict
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ..core.config import Config
from .dialogs import CardDialog
from .form import Form
from .language import tr
from .oblique_turn import base_of, tilt_of, with_tilt
from .state import AppState

_UNIT: JsonDict = {"unit": "°"}


class Angles(Config):
    """How a plane is turned, one turn after the other, each about its own picture's axes."""

    tilt: float = Field(0.0, ge=-180, le=180, title=tr("Tilt"), json_schema_extra=_UNIT,
                        description=tr("About the line from left to right of the picture"))  # fmt: skip
    swing: float = Field(0.0, ge=-180, le=180, title=tr("Swing"), json_schema_extra=_UNIT,
                         description=tr("About the line from top to bottom of the picture"))  # fmt: skip
    rotation: float = Field(0.0, ge=-180, le=180, title=tr("Rotation"), json_schema_extra=_UNIT,
                            description=tr("Within the picture"))  # fmt: skip


class ObliqueDialog(CardDialog):
    """Turns the plane of one pane as the numbers change; Cancel takes that back."""

    def __init__(self, state: AppState, parent: QWidget | None = None) -> None:
        self._state, self._index, self._before = state, state.scene.active, state.scene.panes
        base = base_of(state.scene)
        plane = tr(state.scene.panes[self._index].lane.plane.capitalize())
        line = self.tr("Turned from {} about the crosshair; the picture follows.").format(plane)
        super().__init__(parent, "oblique-dialog", self.tr("Oblique angles"), line)
        self._base = base
        tilt = tilt_of(state.scene)
        tilt_, swing, rotation = (0.0, 0.0, 0.0) if tilt is None or base is None else tilt.angles(base)
        values = Angles(tilt=round(tilt_, 2), swing=round(swing, 2), rotation=round(rotation, 2))
        self.form = Form(values, self)
        self.form.changed.connect(self._turn)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Keep angles"), self.accept, "primary")
        state.settle()

    def accept(self) -> None:
        """Close where every angle is allowed."""
        if self.form.valid:
            self._state.settle()
            super().accept()

    def reject(self) -> None:
        """Close, and take back what was tried."""
        if self._state.scene.panes != self._before:
            self._state.update("Turn oblique cut", panes=self._before)
        self._state.settle()
        super().reject()

    def _turn(self, values: object) -> None:
        found, scene = cast(Angles, values), self._state.scene
        if self._base is None or self._index >= len(scene.panes):
            return
        tilt = self._base.turned_by(found.tilt, found.swing, found.rotation)
        self._state.become(with_tilt(scene, self._index, tilt), "Turn oblique cut")


class ObliqueDesk(QObject):
    """Supplies the deed of its command, over the window of ``stage``."""

    def __init__(self, state: AppState, stage: QWidget) -> None:
        super().__init__(stage)
        self._state, self._stage = state, stage
        self.dialog: ObliqueDialog | None = None
        self.deeds: dict[str, Callable[[], None]] = {"oblique-angles": self.open}

    def open(self) -> None:
        """Let the user type the angles of the active pane's plane."""
        self.dialog = ObliqueDialog(self._state, self._stage.window())
        self.dialog.open()
