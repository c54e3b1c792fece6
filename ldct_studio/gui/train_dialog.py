"""The start dialog: which recipe, with which settings, seed and resources, and where it runs."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import cast

from pydantic import Field
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from ..core.config import Config
from ..core.device import chosen, cores
from ..core.errors import StudioError
from ..core.resources import Resources
from ..jobs import store
from ..jobs.job import Place
from ..plugin import Recipe, plugins
from ..studies.running import Study
from . import theme
from .buttons import choice_box, label, push
from .dialogs import CardDialog, sentence
from .form import Form
from .language import tr

_FRAME = 220
"""Height in px of what is around the form."""
_CELL = re.compile(r"[a-z0-9_]+\.cell")
"""What a recipe is called that a study can be made of."""
_AROUND = ("evaluation", "phantoms")
"""How recipes end that train nothing: they measure what was trained, or draw patients."""


class Start(Config):
    """What a training needs besides its recipe."""

    on: Place = Field(
        default="local",
        title=tr("Runs on"),
        description=tr(
            "Slurm and Ray take it where their commands are installed and the nodes see its folder."
        ),
        json_schema_extra={"names": {"local": tr("This machine"), "slurm": "Slurm", "ray": "Ray"}},
    )
    seed: int = Field(
        default=0, ge=0, title=tr("Seed"), description=tr("The same seed gives the same weights.")
    )


class TrainDialog(CardDialog):
    """``started(Spec)`` with a checked description of the training."""

    started = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        line = self.tr("It runs in the background and goes on when the window is closed.")
        super().__init__(parent, "train-dialog", self.tr("New training"), line)
        self._recipes = recipes()
        self._forms: dict[int, Form] = {}
        self.form = Form(Config())
        self.start = Form(Start(), self)
        self.resources = Form(Resources(threads=max(1, cores() // 2), compute=chosen()), self)
        self.recipe = self._make_choice()
        self._about = sentence("", "caption")
        self._error = sentence("", "bad")
        self._area = QScrollArea()
        self._place = QVBoxLayout()
        self._more = push(self.tr("More settings"), "train-more", "quiet", self.tr("Threads, GPUs, memory"))
        self._more.clicked.connect(self._show_more)
        self._arrange()
        self.add_button(self.tr("Cancel"), self.reject)
        self._go = self.add_button(self.tr("Start training"), self.accept, "primary")
        self.recipe.currentIndexChanged.connect(self._choose)
        self._choose()

    def accept(self) -> None:
        """Hand over what to do and close, where every field holds an allowed value."""
        wrong = [form.wrong for form in (self.form, self.start, self.resources) if form.wrong]
        if wrong:
            self._area.ensureWidgetVisible(wrong[0])
            wrong[0].setFocus()
            return
        cls, start = self._recipes[self.recipe.currentIndex()], cast(Start, self.start.values)
        if start.on == "local" and (lost := self._lost_folder()):  # nodes of a cluster may see others
            self.form.field(lost).setFocus()
            return
        try:
            step = cls(self.form.values).step
            spec = store.plan(step, start.seed, start.on, cast(Resources, self.resources.values))
        except (StudioError, OSError) as error:
            self._say(str(error))
            return
        self.started.emit(spec)
        super().accept()

    def choose(self, name: str, models: Path | None) -> None:
        """Begin with a recipe of this name, on the models of a set; one that is not there changes nothing."""
        index = next((n for n, cls in enumerate(self._recipes) if cls.name == name), -1)
        if index < 0:
            return
        fields = self._recipes[index].Config.model_fields
        if models is not None and "models" in fields:
            self._forms[index] = Form(self._recipes[index].Config.model_validate({"models": models}))
            self._place.addWidget(self._forms[index])
        self.recipe.setCurrentIndex(index)
        self._choose()

    def _lost_folder(self) -> str:
        """Return the field that names a folder which is not there, and say so; '' where there is none."""
        for name, path in self.form.values:
            if isinstance(path, Path) and not path.exists():
                title = self.form.field(name).accessibleName()
                self._say(self.tr("{0}: there is no folder {1}; choose another one.").format(title, path))
                return str(name)
        return ""

    def _make_choice(self) -> QComboBox:
        box = choice_box()
        box.setObjectName("train-recipe")
        box.setAccessibleName(self.tr("Recipe"))
        box.setToolTip(self.tr("What is trained, and how"))
        for cls in self._recipes:
            box.addItem(tr(cls.title))
            if cls.missing():
                item = cast(QStandardItemModel, box.model()).item(box.count() - 1)
                item.setEnabled(False)
                item.setToolTip(cls.missing())
        first = next((n for n, cls in enumerate(self._recipes) if not cls.missing()), 0)
        box.setCurrentIndex(first if self._recipes else -1)
        return box

    def _arrange(self) -> None:
        px = theme.current().px
        page = QWidget()
        theme.set_role(page, "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(self.tr("Recipe"), "section"))
        column.addWidget(self.recipe)
        column.addWidget(self._about)
        column.addSpacing(px(8))
        column.addLayout(self._place)
        column.addSpacing(px(8))
        column.addWidget(label(self.tr("Run"), "section"))
        column.addWidget(self.start)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.resources)
        column.addStretch()
        self.resources.hide()
        self._area.setObjectName("train-form")
        self.lay_form(self._area, page, self._error, _FRAME)

    def _choose(self) -> None:
        """Show the settings of the chosen recipe, as they were left, or say why there is none."""
        index = self.recipe.currentIndex()
        cls = self._recipes[index] if index >= 0 else None
        self.form.hide()
        if index not in self._forms:
            self._forms[index] = Form(cls.Config() if cls is not None else Config())
            self._place.addWidget(self._forms[index])
        self.form = self._forms[index]
        self.form.show()
        self._about.setText(tr(_first_sentence(cls)) if cls is not None else "")
        reason = cls.missing() if cls is not None else tr("no plug-in brings one")
        self._say(self.tr("No recipe can run here: {}.").format(tr(reason)) if reason else "")
        self._go.setEnabled(not reason)

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _show_more(self) -> None:
        self._more.hide()
        self.resources.show()
        self.resources.field("threads").setFocus()


def recipes() -> list[type[Recipe]]:
    """Return the recipes of the dialog: trainings first, by plug-in, then what is done around them."""
    every = [cls for cls in plugins("recipe") if issubclass(cls, Recipe)]
    cells = {cls.name for cls in every if _CELL.fullmatch(cls.name)}
    found = [cls for cls in every if not _of_study(cls, cells)]
    return sorted(found, key=lambda cls: _AROUND.index(_ending(cls)) + 1 if _ending(cls) in _AROUND else 0)


def _of_study(cls: type[Recipe], cells: set[str]) -> bool:
    """Say whether the workspace Study begins a recipe: itself, its cells, and the report beside a cell."""
    whole, _, ending = cls.name.rpartition(".")
    return issubclass(cls, Study) or cls.name in cells or (ending == "report" and f"{whole}.cell" in cells)


def _ending(cls: type[Recipe]) -> str:
    return cls.name.rpartition(".")[2]


def _first_sentence(cls: type[Recipe]) -> str:
    """Return what a recipe does, from its docstring."""
    return " ".join((inspect.getdoc(cls) or "").partition("\n\n")[0].split())
