"""Forms from any Config, and the preferences."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

import pytest
from pydantic import Field, model_validator
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton

from ldct_studio.core.config import Config
from ldct_studio.core.settings import Settings
from ldct_studio.gui.form import Form
from ldct_studio.gui.number_text import beside, printed, read
from ldct_studio.gui.preferences import PreferencesDialog
from ldct_studio.methods.commands import Command
from ldct_studio.methods.onnx import OnnxDenoiser
from tests.gui.toy_models import denoiser, segmenter


class Example(Config):
    strength: float = Field(default=0.2, ge=0, le=1, title="Strength", description="0 changes nothing.",
                            json_schema_extra={"unit": "mm"})  # fmt: skip
    steps: int = Field(default=40, ge=1, le=500)
    window: Literal["hann", "ram-lak"] = "hann"
    keep: bool = Field(default=True, title="Keep the edges")
    note: str = ""
    secret: int = Field(default=3, json_schema_extra={"hidden": True})


@pytest.fixture
def form(qtbot):
    made = Form(Example())
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_type_has_its_control(form):
    assert isinstance(form.field("strength"), QLineEdit)
    assert isinstance(form.field("window"), QComboBox)
    assert isinstance(form.field("keep"), QCheckBox)
    assert form.findChild(QLineEdit, "form-secret") is None
    assert form.field("strength").accessibleName() == "Strength"
    assert "from 0 to 1\u00a0mm" in form.field("strength").toolTip()
    assert "mm" in [label.text() for label in form.findChildren(QLabel)]


def test_a_valid_change_is_told_at_once(form, qtbot):
    with qtbot.waitSignal(form.changed) as told:
        form.field("strength").setText("0.5")
    assert told.args == [Example(strength=0.5)]
    with qtbot.waitSignal(form.changed) as told:
        form.field("window").setCurrentIndex(1)
    assert told.args[0].window == "ram-lak"
    with qtbot.waitSignal(form.changed) as told:
        form.field("note").setText("a")
    assert told.args[0].note == "a"


@pytest.mark.parametrize("text", ["2", "−0.1", "", "much", "nan"])
def test_a_bad_value_stays_in_sight_with_its_reason(form, qtbot, text):
    with qtbot.assertNotEmitted(form.changed):
        form.field("strength").setText(text)
    assert not form.valid
    assert form.values == Example()
    errors = [
        la.text() for la in form.findChildren(QLabel) if la.property("role") == "bad" and la.isVisible()
    ]
    assert errors == ["Choose a number from 0 to 1\u00a0mm."]
    assert form.field("strength").property("invalid") == "true"
    form.field("strength").setText("0.3")
    assert form.valid
    assert form.values.strength == 0.3


def test_a_whole_number_is_asked_for(form):
    form.field("steps").setText("12.5")
    assert not form.valid


def test_arrow_keys_step(form, qtbot):
    qtbot.keyClick(form.field("steps"), Qt.Key.Key_Up)
    qtbot.keyClick(form.field("strength"), Qt.Key.Key_Down)
    assert form.values.steps == 41
    assert form.values.strength == pytest.approx(0.15)


class Wide(Config):
    photons: float = Field(5e3, ge=100, le=1e9)
    rate: float = Field(1e-3, gt=0, le=0.1)
    count: int | None = Field(None, ge=1, le=10_000_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40,000", 40_000),
        ("−1,234,567", -1_234_567),
        ("40 000", 40_000),
        ("40\u00a0000,5", 40_000.5),
        ("5\u202f0000", 50_000),  # a digit was added to what the field had printed
        ("0,125", 0.125),
        ("12,5", 12.5),
        ("1234,567", 1234.567),
        ("1,234,5", "1,234,5"),
        ("4 0", "4 0"),
    ],
)
def test_typed_numbers_may_be_grouped(text, number):
    assert read(text) == number


def test_a_printed_number_reads_back_the_same():
    for value in (1_234_567, 1e9, 1e-5, 0.1 + 0.2, -40.0, 0.0, 2**63 - 1, 12_345.678):
        assert read(printed(value)) == value
    assert printed(1e7) == "10\u202f000\u202f000"


def test_wide_ranges_are_stepped_by_1_2_5(qtbot):
    assert [beside(v, True) for v in (1, 4, 1000, 0.2, 0, -2)] == [2, 5, 2000, 0.5, 1, -1]
    assert [beside(v, False) for v in (1, 4, 1000, 0.2, 0, -2)] == [0.5, 2, 500, 0.1, -1, -5]
    form = Form(Wide())
    qtbot.addWidget(form)
    for name, key in (("photons", Qt.Key.Key_Up), ("rate", Qt.Key.Key_Down)):
        qtbot.keyClick(form.field(name), key)
    assert (form.values.photons, form.values.rate) == (10_000, 5e-4)
    assert form.field("photons").text() == "10\u202f000"
    assert "to 1\u202f000\u202f000\u202f000." in form.field("photons").toolTip()


def test_a_number_may_be_left_out_where_its_field_says_so(qtbot):
    form = Form(Wide())
    qtbot.addWidget(form)
    field = form.field("count")
    assert field.text() == ""
    field.setText("40,000")
    assert form.values.count == 40_000
    field.setText("")
    assert form.valid
    assert form.values.count is None


def test_a_folder_is_empty_at_first_and_can_be_chosen(qtbot, monkeypatch, tmp_path):
    class Scans(Config):
        data: Path = Path()

    form = Form(Scans())
    qtbot.addWidget(form)
    assert form.field("data").text() == ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    form.findChild(QPushButton, "form-data-folder").click()
    assert form.values.data == tmp_path
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    form.findChild(QPushButton, "form-data-folder").click()
    assert form.values.data == tmp_path


def test_values_that_do_not_agree_say_so_under_the_form(qtbot):
    class Range(Config):
        low: int = 1
        high: int = 2

        @model_validator(mode="after")
        def _ordered(self) -> Self:
            if self.low > self.high:
                raise ValueError("the lower number is the larger one")
            return self

    form = Form(Range())
    qtbot.addWidget(form)
    form.field("low").setText("3")
    assert not form.valid
    assert form.wrong.text() == "The lower number is the larger one."
    form.field("high").setText("4")
    assert form.valid


def test_preferences_cancel_takes_back_what_was_tried(qtbot):
    dialog = PreferencesDialog(Settings())
    qtbot.addWidget(dialog)
    told = []
    dialog.changed.connect(told.append)
    dialog.form.field("theme").setCurrentIndex(1)
    assert told == [Settings(theme="light")]
    dialog.reject()
    assert told[-1] == Settings()


def test_preferences_do_not_close_over_a_bad_value(qtbot):
    dialog = PreferencesDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.field("ui_scale").setText("500")
    dialog.accept()
    assert dialog.isVisible()
    dialog.form.field("ui_scale").setText("150")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.settings.ui_scale == 150


def test_hidden_settings_are_not_preferences_and_survive(qtbot):
    dialog = PreferencesDialog(Settings(rows=3, hint_seen=True))
    qtbot.addWidget(dialog)
    dialog.form.field("privacy").setChecked(True)
    assert dialog.settings == Settings(rows=3, hint_seen=True, privacy=True)


class Chosen(Config):
    model: str = Field("mine", title="Model", json_schema_extra={"choices": "denoiser"})


def test_a_model_is_chosen_by_its_title(qtbot):
    denoiser("mine", "My U-Net")
    denoiser("yours", "Your U-Net")
    segmenter("organs-of-mine", "Organs of mine")
    form = Form(Chosen())
    qtbot.addWidget(form)
    box = form.field("model")
    assert isinstance(box, QComboBox)
    offered = [box.itemText(i) for i in range(box.count())]
    assert {"My U-Net", "Your U-Net"} <= set(offered)
    assert "Organs of mine" not in offered
    assert box.currentText() == "My U-Net"
    with qtbot.waitSignal(form.changed) as told:
        box.setCurrentText("Your U-Net")
    assert told.args == [Chosen(model="yours")]


def test_no_model_is_a_choice_with_a_name(qtbot):
    denoiser("mine", "My U-Net")
    form = Form(Chosen(model=""))
    qtbot.addWidget(form)
    box = form.field("model")
    assert box.currentText() == "None"
    box.setCurrentText("My U-Net")
    box.setCurrentText("None")
    assert form.values.model == ""


def test_an_onnx_model_is_chosen_among_its_own(qtbot):
    from tests.nets import toy_onnx as toy  # skips where the extra is absent

    denoiser("mine", "My U-Net")
    toy.keep("theirs", toy.same(), title="Their U-Net")
    form = Form(OnnxDenoiser.Config(model="theirs"))
    qtbot.addWidget(form)
    box = form.field("model")
    assert [box.itemText(i) for i in range(box.count())] == ["Their U-Net"]


def test_a_predictor_is_chosen_by_the_title_of_its_card(qtbot, home):
    folder = home / "data" / "predictors"
    folder.mkdir(parents=True)
    card = "title = 'Their organs'\ncommand = ['x', '{in}', '{out}']\nclasses = { 1 = 'Liver' }\n"
    (folder / "organs.toml").write_text(card)
    (folder / "broken.toml").write_text("title =")
    form = Form(Command.Config())
    qtbot.addWidget(form)
    box = form.field("model")
    offered = {box.itemData(i): box.itemText(i) for i in range(box.count())}
    assert {"": "None", "organs": "Their organs", "broken": "broken"}.items() <= offered.items()
    box.setCurrentText("Their organs")
    assert form.values.model == "organs"


def test_a_model_that_is_gone_stands_under_its_name(qtbot):
    form = Form(Chosen(model="gone"))
    qtbot.addWidget(form)
    assert form.field("model").currentText() == "gone"
    assert form.valid


def test_the_wheel_changes_only_a_box_that_is_used(form, qtbot):
    box = form.field("window")
    assert isinstance(box, QComboBox)

    def turn() -> None:
        at, down = QPointF(5, 5), QPoint(0, -120)
        wheel = QWheelEvent(
            at,
            box.mapToGlobal(at),
            QPoint(),
            down,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(box, wheel)

    form.field("strength").setFocus()
    turn()
    assert form.values.window == "hann"
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    turn()
    assert form.values.window == "ram-lak"
