"""The dialog New study: what a cell computes, what differs from cell to cell, and where it is written."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from math import prod
from pathlib import Path

from pydantic import Field, ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from ..core.config import Config
from ..core.config import sentence as said
from ..core.errors import StudioError
from ..core.step import Value
from ..plugin import Recipe, plugins
from ..studies.plan import Plan
from . import figures, theme
from .buttons import choice_box, label
from .cells_setting import SettingRow
from .dialogs import CardDialog, sentence
from .form import Form
from .language import tr

_FRAME, _WIDE = 250, 680
"""Height in px of what is around the form, and the width of the dialog."""
_NAME = re.compile(r"[\w][\w .-]*")


class Made(Config):
    """What a study needs besides its cells."""

    name: str = Field("study", min_length=1, max_length=80, title=tr("Name"))
    folder: Path = Field(
        Path(),
        title=tr("Folder"),
        description=tr("Gets the file NAME.toml, which says what the study is, and beside it its results."),
    )
    seed: int = Field(0, ge=0, title=tr("Seed"), description=tr("The same seed gives the same noise."))
    workers: int = Field(
        0, ge=0, le=1024, title=tr("Processes"), description=tr("Of this machine; 0 for one per core.")
    )


@dataclass(frozen=True)
class NewStudy:
    """A study that was put together, the file it gets, and how many processes compute it."""

    path: Path
    plan: Plan
    workers: int


class CellsBuilder(CardDialog):
    """``started(NewStudy)`` with a checked study."""

    started = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        line = tr("Every combination of several values is a cell, which is computed once.")
        super().__init__(parent, "cells-builder", tr("New study"), line)
        self.setMinimumWidth(theme.current().px(_WIDE))
        self._recipes = cell_recipes()
        self.rows: list[SettingRow] = []
        self.recipe = self._make_choice()
        self.made = Form(Made.model_validate({"folder": Path.home() / "ldct-studies"}))
        self.count = label("", "strong", "cells-count")
        self._about, self._error = sentence("", "caption"), sentence("", "bad")
        self._area, self._place = QScrollArea(), QVBoxLayout()
        self._arrange()
        self.add_button(tr("Cancel"), self.reject)
        self._go = self.add_button(tr("Start study"), self.accept, "primary")
        self.recipe.currentIndexChanged.connect(self._choose)
        self._choose()

    def accept(self) -> None:
        """Hand over the study and close, where every value is allowed."""
        if not self._recipes:
            return
        cls = self._recipes[self.recipe.currentIndex()]
        wrong = [row for row in self.rows if row.check(cls.Config)]
        if wrong or self.made.wrong is not None:
            self._area.ensureWidgetVisible(wrong[0] if wrong else self.made)
            return
        try:
            new = self.study
            new.plan.cells()
        except StudioError as error:
            self._say(str(error))
            return
        except ValidationError as error:
            self._say(said(error))
            return
        if new.path.exists():
            self._say(tr("{0} is there already; choose another name.").format(new.path.name))
            return
        self.started.emit(new)
        super().accept()

    @property
    def study(self) -> NewStudy:
        """The study in the fields; raise ``StudioError`` or ``ValidationError`` where it is none."""
        made = self.made.values
        assert isinstance(made, Made)
        if _NAME.fullmatch(made.name) is None:
            raise StudioError(tr("Choose a name of letters, digits, spaces, - and _."))
        cls = self._recipes[self.recipe.currentIndex()]
        axes = {row.name: row.values for row in self.rows if row.values is not None}
        if not axes:
            raise StudioError(tr("Give at least one setting several values; they are an axis of the study."))
        plan = Plan(recipe=cls.name, seed=made.seed, settings=self._settings(cls), axes=axes)
        return NewStudy(made.folder.expanduser().absolute() / f"{made.name}.toml", plan, made.workers)

    def _settings(self, cls: type[Recipe]) -> dict[str, Value]:
        """Return the settings of all cells that differ from the defaults."""
        fixed = {row.name: row.value for row in self.rows if row.values is None}
        config = cls.Config.model_validate(fixed)
        chosen = config.model_dump(mode="json", exclude_defaults=True)
        return {name: value for name, value in chosen.items() if name in fixed}

    def _make_choice(self) -> QComboBox:
        box = choice_box()
        box.setObjectName("cells-recipe")
        box.setAccessibleName(tr("A cell computes"))
        box.setToolTip(tr("What is computed for every combination of values"))
        for cls in self._recipes:
            box.addItem(tr(cls.title))
        return box

    def _choose(self) -> None:
        """Show the settings of the chosen recipe, or say why there is none."""
        for row in self.rows:
            self._place.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        if not self._recipes:
            self._go.setEnabled(False)
            self._say(tr("No plug-in brings the recipe of a cell; see Plug-ins › Plug-ins."))
            return
        cls = self._recipes[self.recipe.currentIndex()]
        self._about.setText(tr(" ".join((inspect.getdoc(cls) or "").partition("\n\n")[0].split())))
        defaults = cls.Config.model_construct()
        for name, field in cls.Config.model_fields.items():
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            if not extra.get("hidden"):
                value = getattr(defaults, name, Path() if field.annotation is Path else None)
                # what an empty field stands for is written into the plan, whatever the recipe has by itself
                row = SettingRow(name, field, extra.get("empty", value))
                row.changed.connect(self._count)
                self._place.addWidget(row)
                self.rows.append(row)
        self._count()

    def _count(self) -> None:
        """Say how many cells that is, and what is wrong so far."""
        cls = self._recipes[self.recipe.currentIndex()]
        for row in self.rows:
            row.check(cls.Config)
        sizes = [len(row.values) for row in self.rows if row.values is not None]
        if not sizes:
            self.count.setText(tr("No axis yet: tick “Several” beside a setting"))
        else:
            product = f"{figures.NBSP}×{figures.NBSP}".join(map(str, sizes))
            cells = figures.fixed(prod(sizes), 0)
            self.count.setText(
                tr("{0} = {1} cells").format(product, cells)
                if len(sizes) > 1
                else tr("{0} cells").format(cells)
            )
        self._say("")

    def _arrange(self) -> None:
        px = theme.current().px
        page = QWidget()
        theme.set_role(page, "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("A cell computes"), "section"))
        column.addWidget(self.recipe)
        column.addWidget(self._about)
        column.addSpacing(px(8))
        column.addWidget(label(tr("Settings of a cell"), "section"))
        self._place.setSpacing(px(10))
        column.addLayout(self._place)
        column.addSpacing(px(8))
        column.addWidget(label(tr("Study"), "section"))
        column.addWidget(self.made)
        column.addStretch()
        self._area.setObjectName("cells-form")
        self.lay_form(self._area, page, self._error, _FRAME)
        self.foot.insertWidget(0, self.count, 0, Qt.AlignmentFlag.AlignVCenter)

    def _say(self, text: str) -> None:
        self._error.setText(tr(text))
        self._error.setVisible(bool(text))


def cell_recipes() -> list[type[Recipe]]:
    """Return the recipes that compute a cell and can run here."""
    found = [cls for cls in plugins("recipe") if issubclass(cls, Recipe) and cls.name.endswith(".cell")]
    return [cls for cls in found if not cls.missing()]
