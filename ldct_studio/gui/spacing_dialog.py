"""Asks for the voxel spacing of an array, which its file does not record."""

from __future__ import annotations

from typing import cast

from pydantic import Field
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ..core.config import Config
from ..io.opening import SpacingNeededError
from .dialogs import CardDialog
from .form import Form
from .language import tr


class Voxel(Config):
    """Size of a voxel."""

    slice: float = Field(
        default=1.0, gt=0, le=100, title=tr("Slice spacing"), json_schema_extra={"unit": "mm"}
    )
    pixel: float = Field(
        default=0.75,
        gt=0,
        le=100,
        title=tr("Pixel size"),
        description=tr("Wrong sizes make wrong doses: the path of the rays is measured in mm."),
        json_schema_extra={"unit": "mm"},
    )


class SpacingDialog(CardDialog):
    """``chosen((z, y, x))`` in mm."""

    chosen = Signal(object)

    def __init__(self, error: SpacingNeededError, parent: QWidget | None = None) -> None:
        slices, rows, columns = error.shape
        line = self.tr("{} images of {} × {} pixels. The file does not say how large they are.")
        title = self.tr("How large is a voxel?")
        super().__init__(parent, "spacing-dialog", title, line.format(slices, rows, columns))
        self.form = Form(Voxel(), self)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Open volume"), self.accept, "primary")

    def accept(self) -> None:
        """Hand over the spacing and close, where both sizes are allowed."""
        if self.form.valid:
            voxel = cast(Voxel, self.form.values)
            self.chosen.emit((voxel.slice, voxel.pixel, voxel.pixel))
            super().accept()
