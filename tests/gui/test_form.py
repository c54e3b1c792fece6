"""Forms from any Config, and the preferences."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from ldct_studio.core.config import Config
from ldct_studio.core.settings import Settings
from ldct_studio.gui.form import Form
from ldct_studio.gui.preferences import PreferencesDialog
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


def test_an_onnx_model_is_chosen_among_its_own(qtbot):
    from tests.nets import toy_onnx as toy  # skips where the extra is absent

    denoiser("mine", "My U-Net")
    toy.keep("theirs", toy.same(), title="Their U-Net")
    form = Form(OnnxDenoiser.Config(model="theirs"))
    qtbot.addWidget(form)
    box = form.field("model")
    assert [box.itemText(i) for i in range(box.count())] == ["Their U-Net"]


def test_a_model_that_is_gone_stands_under_its_name(qtbot):
    form = Form(Chosen(model="gone"))
    qtbot.addWidget(form)
    assert form.field("model").currentText() == "gone"
    assert form.valid
