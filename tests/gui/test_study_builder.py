"""The dialog New study: axes, their values, how many cells that is, and the file that comes of it."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ldct_studio import discovery, methods, plugin  # noqa: F401
from ldct_studio.core.errors import StudioError
from ldct_studio.core.paths import shipped_plugins
from ldct_studio.gui.cells_builder import CellsBuilder, NewStudy
from ldct_studio.gui.cells_setting import SettingRow
from ldct_studio.gui.cells_values import FileList, parsed
from ldct_studio.gui.cells_watch import CellsWatch
from ldct_studio.jobs import studying
from ldct_studio.studies.plan import Plan, plan_text, read_plan
from tests.gui.cells_case import make, register

NAMES = ("case", "way", "dose", "count", "sharp")


@pytest.fixture(autouse=True)
def _registered(registry: None) -> None:
    for key in [key for key in plugin._registry if key[1].endswith(".cell")]:
        plugin._registry.pop(key)
    register()


@pytest.fixture
def dialog(qtbot: QtBot) -> CellsBuilder:
    made = CellsBuilder()
    qtbot.addWidget(made)
    made.show()
    return made


def row(dialog: CellsBuilder, name: str) -> SettingRow:
    return next(row for row in dialog.rows if row.name == name)


def several(dialog: CellsBuilder, name: str, text: str) -> None:
    row(dialog, name).several.setChecked(True)
    row(dialog, name).findChild(QLineEdit, f"axis-{name}").setText(text)


def test_the_number_of_cells_is_told_while_one_types(dialog: CellsBuilder) -> None:
    assert [one.name for one in dialog.rows] == list(NAMES)
    assert dialog.count.text().startswith("No axis yet")
    several(dialog, "dose", "0.1; 0,25; 1")
    assert dialog.count.text() == "3 cells"
    row(dialog, "sharp").several.setChecked(True)
    for box in row(dialog, "sharp").findChildren(QCheckBox):
        box.setChecked(True)
    assert dialog.count.text() == "3\u00a0×\u00a02 = 6 cells"


def test_what_is_wrong_is_said_under_its_setting(dialog: CellsBuilder) -> None:
    several(dialog, "dose", "0.1; 7")
    assert row(dialog, "dose").check(plugin._registry["recipe", "look.cell"].Config) != ""
    started: list[NewStudy] = []
    dialog.started.connect(started.append)
    dialog.accept()
    several(dialog, "dose", "0.1; 0.1")
    dialog.accept()
    assert "stands twice" in " ".join(part.text() for part in row(dialog, "dose").findChildren(QLabel))
    several(dialog, "dose", "")
    dialog.accept()
    assert not started
    assert dialog.isVisible()


def test_files_are_added_by_dropping(dialog: CellsBuilder, tmp_path: Path) -> None:
    row(dialog, "case").several.setChecked(True)
    files = row(dialog, "case").findChild(FileList)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.nii", "b.nii", "a.nii")])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    files.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert row(dialog, "case").values == (str(tmp_path / "a.nii"), str(tmp_path / "b.nii"))
    files.list.item(0).setSelected(True)
    files._remove()
    assert row(dialog, "case").values == (str(tmp_path / "b.nii"),)


def test_a_study_without_an_axis_and_a_name_that_is_taken_are_refused(
    dialog: CellsBuilder, tmp_path: Path
) -> None:
    dialog.made.field("folder").setText(str(tmp_path))  # type: ignore[attr-defined]
    dialog.accept()
    said = [part.text() for part in dialog.findChildren(QLabel) if part.isVisible()]
    assert any("at least one setting several values" in text for text in said)
    (tmp_path / "study.toml").touch()
    several(dialog, "dose", "0.1; 0.5")
    dialog.accept()
    said = [part.text() for part in dialog.findChildren(QLabel) if part.isVisible()]
    assert any("is there already" in text for text in said)
    assert dialog.isVisible()


def test_the_study_is_written_as_it_was_put_together(dialog: CellsBuilder, tmp_path: Path) -> None:
    started: list[NewStudy] = []
    dialog.started.connect(started.append)
    dialog.made.field("folder").setText(str(tmp_path))  # type: ignore[attr-defined]
    dialog.made.field("name").setText("doses")  # type: ignore[attr-defined]
    several(dialog, "dose", "0.1; 0.5")
    several(dialog, "way", "fbp; unet")
    row(dialog, "count")._fixed.control.setText("5")  # type: ignore[attr-defined]
    dialog.accept()
    (new,) = started
    assert new.path == tmp_path / "doses.toml"
    assert new.plan.axes == {"way": ("fbp", "unet"), "dose": (0.1, 0.5)}
    assert new.plan.settings == {"count": 5}
    new.path.write_text(plan_text(new.plan), encoding="utf-8")
    assert read_plan(new.path) == new.plan


def test_photons_that_nobody_typed_are_written_as_those_of_each_scan(tmp_path: Path, qtbot: QtBot) -> None:
    started: list[NewStudy] = []
    assert discovery.load_file(shipped_plugins() / "dose_robustness" / "__init__.py") is not None
    cell = import_module("ldct_studio_plugins.dose_robustness.cells").Cell
    plugin._registry["recipe", cell.name] = cell  # also where another test loaded it before
    dialog = CellsBuilder()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.started.connect(started.append)
    dialog.recipe.setCurrentIndex([cls.name for cls in dialog._recipes].index(cell.name))
    field = row(dialog, "photons").findChild(QLineEdit, "form-photons")
    assert (field.text(), field.placeholderText()) == ("", "Of each scan")
    words = field.fontMetrics().horizontalAdvance(field.placeholderText())
    assert words < field.contentsRect().width() - 8, "the words are whole"
    dialog.made.field("folder").setText(str(tmp_path))  # type: ignore[attr-defined]
    several(dialog, "dose", "100; 20")
    for typed in ("", "30000", "100000", "7", ""):
        field.setText(typed)
        assert bool(row(dialog, "photons").check(cell.Config)) is (typed == "7")
        dialog.accept()
    written = [new.plan.settings for new in started]
    assert written == [{"photons": "scan"}, {"photons": 30000.0}, {}, {"photons": "scan"}]
    (tmp_path / "study.toml").write_text(plan_text(started[0].plan), encoding="utf-8")
    assert read_plan(tmp_path / "study.toml") == started[0].plan
    row(dialog, "electronic").findChild(QLineEdit, "form-electronic").setText("3")
    dialog.made.field("name").setText("other")  # type: ignore[attr-defined]
    dialog.accept()
    said = [part.text() for part in dialog.findChildren(QLabel)]
    assert any("leave electronic out" in text for text in said)
    assert len(started) == 4


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1; 2;3", (1, 2, 3)),
        ("0.1, 0.25, 1", (0.1, 0.25, 1)),
        ("0,1; 0,25", (0.1, 0.25)),
        ("1,2,3", (1, 2, 3)),
        ("1 000; 20 000", (1000, 20000)),
        ("fbp; my net", ("fbp", "my net")),
        (" ", ()),
        ("5;", (5,)),
    ],
)
def test_values_are_read_as_people_write_them(text: str, values: tuple[object, ...]) -> None:
    assert parsed(text) == values


VALUES = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)


@given(st.lists(VALUES, min_size=1, max_size=4), VALUES)
def test_a_plan_reads_back_as_it_was_written(values: list[object], value: object) -> None:
    plan = Plan.model_validate({"recipe": "x.cell", "settings": {"a b": value}, "axes": {"ä": values}})
    assert Plan.model_validate(tomllib.loads(plan_text(plan))) == plan


def test_none_is_no_value_of_an_axis() -> None:
    assert "gone" not in plan_text(Plan(recipe="x.cell", settings={"gone": None}, axes={"a": (1,)}))
    with pytest.raises(StudioError, match="none"):
        plan_text(Plan(recipe="x.cell", axes={"a": (None,)}))


def test_studies_are_found_again_wherever_they_lie(tmp_path: Path) -> None:
    one, two = make(tmp_path, name="one"), make(tmp_path, name="two")
    assert {job.folder for job in studying.known()} == {one.folder, two.folder}
    studying.forget(one)
    assert [job.folder for job in studying.known()] == [two.folder]
    (two.folder / "job.json").unlink()
    assert studying.known() == ()


def test_a_new_study_is_written_before_it_is_begun(
    dialog: CellsBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(studying, "begin", lambda path, workers: begun.append(path))
    watch = CellsWatch()
    said: list[str] = []
    watch.failed.connect(said.append)
    plan = Plan(recipe="look.cell", axes={"dose": (0.1, 0.5)})
    watch.write_and_begin(tmp_path / "new" / "doses.toml", plan, 2)
    qtbot.waitUntil(lambda: bool(begun))
    assert read_plan(begun[0]) == plan
    watch.write_and_begin(tmp_path / "new" / "doses.toml", plan, 2)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["doses.toml is there already; choose another name."]
    assert len(begun) == 1
    watch.close()
