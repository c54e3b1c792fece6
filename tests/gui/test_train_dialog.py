"""The start dialog of trainings: which recipes it offers, what it checks and what it hands over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from ldct_studio import api, methods, plugin  # noqa: F401
from ldct_studio.core import device
from ldct_studio.gui.train_dialog import TrainDialog
from ldct_studio.studies.running import Study
from tests.gui.train_case import Make


@pytest.fixture
def dialog(make: Make, qtbot) -> TrainDialog:
    made = TrainDialog()
    qtbot.addWidget(made)
    made.recipe.setCurrentText("Toy net")
    made.show()
    return made


def test_the_dialog_hands_over_a_checked_description(dialog: TrainDialog, qtbot) -> None:
    field = dialog.form.field("steps")
    assert isinstance(field, QLineEdit)
    field.setText("0")
    dialog.start.field("seed").setFocus()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.focusWidget() is field  # what is wrong comes into view
    field.setText("120")
    dialog.start.field("seed").setText("9")  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.started) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    (spec,) = told.args
    assert (spec.recipe, spec.settings, spec.seed, spec.on) == ("toy.base", {"steps": 120}, 9, "local")
    assert not dialog.isVisible()


def test_a_folder_that_is_not_there_is_refused_and_edits_outlast_another_recipe(
    make: Make, tmp_path: Path, qtbot
) -> None:
    class Scans(api.Recipe, name="toy.scans", title="Toy of scans"):
        """Fit to scans."""

        class Config(api.Config):
            data: Path = api.Field(Path(), title="Scans")

        def train(self, run: api.Run) -> None:
            raise NotImplementedError

    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.recipe.setCurrentText("Toy of scans")
    field = dialog.form.field("data")
    assert isinstance(field, QLineEdit)
    field.setText(str(tmp_path / "none"))
    dialog.recipe.setCurrentText("Toy net")
    dialog.recipe.setCurrentText("Toy of scans")
    assert dialog.form.field("data") is field
    assert field.isVisible()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._error.text() == f"Scans: there is no folder {tmp_path / 'none'}; choose another one."
    assert dialog.focusWidget() is field
    field.setText(str(tmp_path))
    with qtbot.waitSignal(dialog.started):
        dialog.accept()


def test_a_recipe_that_cannot_run_here_says_why(make: Make, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.Recipe, "missing", classmethod(lambda cls: "needs the extra train"))
    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    assert not dialog.findChild(QPushButton, "train-dialog-start-training").isEnabled()
    assert any("needs the extra train" in text.text() for text in dialog.findChildren(type(dialog._error)))


def test_trainings_come_first_and_studies_have_their_own_door(
    make: Make, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plugin._registry, ("recipe", "study"), Study)
    own = ("report", "cell", "x.report", "x.study", "My.x.cell")  # of no study
    names = ("a.evaluation", "a.cell", "a.report", "a.phantoms", "a.all", "b.evaluation", "b.net", *own)
    for name in names:
        type("Named", (api.Recipe,), {"train": lambda self, run: None}, name=name, title=f"About {name}")
    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    offered = [dialog.recipe.itemText(n).removeprefix("About ") for n in range(dialog.recipe.count())]
    assert [text for text in offered if text in names] == [
        "a.all",
        "b.net",
        *own,
        "a.evaluation",
        "b.evaluation",
        "a.phantoms",
    ]
    assert Study.title not in offered
    assert dialog.recipe.currentText() == offered[0]
    assert offered.index("Toy net") < offered.index("a.evaluation")


def test_rare_settings_are_behind_a_button(dialog: TrainDialog, qtbot) -> None:
    assert not dialog.resources.isVisible()
    qtbot.mouseClick(dialog.findChild(QPushButton, "train-more"), Qt.MouseButton.LeftButton)
    assert dialog.resources.isVisible()
    assert dialog.focusWidget() is dialog.resources.field("threads")


def test_a_training_computes_where_the_preferences_say(
    make: Make, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device, "_choice", "cpu")
    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    assert dialog.resources.values.compute == "cpu"  # type: ignore[attr-defined]
