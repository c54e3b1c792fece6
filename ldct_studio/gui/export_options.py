"""What can be chosen before an export, and where it goes: a form in a dialog, then the file dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import Field
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ..core.config import Config
from ..core.errors import StudioError
from . import dialogs, theme
from .buttons import label, narrow_box
from .dialogs import CardDialog
from .form import Form
from .language import tr

Chosen = Callable[[Config, int], None]
"""Takes the options, and which thing was chosen among those that were offered."""
_STAMP = tr("A line under the pixels says that the dose is simulated. The text in the file says so anyway.")


class PictureOptions(Config):
    """How a picture is saved."""

    what: Literal["layout", "pane"] = Field(
        default="layout",
        title=tr("Picture of"),
        json_schema_extra={"names": {"layout": tr("All panes"), "pane": tr("Active pane")}},
    )
    stamp: bool = Field(default=True, title=tr("Stamp “not for diagnosis”"), description=_STAMP)


class MovieOptions(Config):
    """How a movie is made."""

    through: Literal["slices", "doses"] = Field(
        default="slices",
        title=tr("Go through"),
        json_schema_extra={"names": {"slices": tr("All slices"), "doses": tr("Doses from 100 to 1.2 %")}},
    )
    every: int = Field(default=1, ge=1, le=50, title=tr("Every"), json_schema_extra={"unit": "slices"})
    speed: int = Field(default=8, ge=1, le=30, title=tr("Speed"), json_schema_extra={"unit": "pictures/s"})
    kind: Literal["webp", "gif", "png"] = Field(
        default="webp",
        title=tr("Save as"),
        description=tr(
            "WebP keeps noise nearly as it is. GIF opens everywhere and has few gray levels. "
            "Single PNG files keep every pixel."
        ),
        json_schema_extra={
            "names": {"webp": tr("WebP movie"), "gif": tr("GIF movie"), "png": tr("Folder of PNG files")}
        },
    )
    stamp: bool = Field(default=True, title=tr("Stamp “not for diagnosis”"), description=_STAMP)


class LabelOptions(Config):
    """How labels are saved."""

    kind: Literal["nifti", "dicom"] = Field(
        default="nifti",
        title=tr("Save as"),
        description=tr(
            "A DICOM segmentation goes into a folder with the images that it refers to, as both have "
            "new identifiers."
        ),
        json_schema_extra={"names": {"nifti": tr("NIfTI file"), "dicom": tr("DICOM segmentation")}},
    )


class ExportDialog(CardDialog):
    """A form, and where there are several things to choose from a list of them; hands both over."""

    def __init__(
        self,
        title: str,
        line: str,
        options: Config,
        chosen: Chosen,
        offered: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, "export-dialog", title, line)
        self._chosen = chosen
        self._box = self._choice(offered)
        self.form = Form(options, self)
        self.body.addWidget(self.form)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Choose where…"), self.accept, "primary")

    def accept(self) -> None:
        """Close where every field holds an allowed value, and hand over what was chosen."""
        if self.form.valid:
            super().accept()
            self._chosen(self.form.values, self._box.currentIndex())

    def _choice(self, offered: tuple[str, ...]) -> QComboBox:
        box = narrow_box("export-what", self.tr("What"), self.tr("What to save"))
        box.addItems(offered)
        if offered:
            row = QHBoxLayout()
            title = label(self.tr("What"))
            title.setMinimumWidth(theme.current().px(128))
            title.setBuddy(box)
            row.setSpacing(16)
            row.addWidget(title)
            row.addWidget(box, 1)
            self.body.addLayout(row)
        else:
            box.setParent(self)
            box.hide()
        return box


def ask_path(parent: QWidget, title: str, suggested: str, kinds: str, ending: str = "") -> Path | None:
    """Ask where to save; None where the user changed their mind.

    A name without any of the kinds' endings gets ``ending``. The file dialog asks before a file is replaced;
    where the ending makes another name of it, that one is refused here: raises StudioError.
    """
    path = dialogs.ask_target(parent, title, suggested, kinds)
    if path is None or not ending or any(path.name.lower().endswith(known) for known in _endings(kinds)):
        return path
    whole = path.with_name(path.name + ending)
    if whole.exists():
        raise StudioError(tr("{0} exists already; choose another name.").format(whole.name))
    return whole


def _endings(kinds: str) -> list[str]:
    """Return the endings in a file dialog's list of kinds: ``PNG (*.png)``."""
    return [part.strip("*()") for part in kinds.replace(";;", " ").split() if "*." in part]
