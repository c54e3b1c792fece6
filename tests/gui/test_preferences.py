"""Preferences: the devices that are there, by name."""

from __future__ import annotations

import pytest

from ldct_studio.core import device
from ldct_studio.core.settings import Settings
from ldct_studio.gui.preferences import PreferencesDialog


@pytest.fixture
def offered(qtbot, monkeypatch):
    """Return what shows the preferences on a computer with some GPUs: the dialog and its devices."""

    def show(gpus, **settings):
        monkeypatch.setattr(device, "gpus", lambda: gpus)
        monkeypatch.setattr(device, "name", lambda place: f"Example {place.type}")
        dialog = PreferencesDialog(Settings(**settings))
        qtbot.addWidget(dialog)
        box = dialog.form.field("compute")
        return dialog, [box.itemText(i) for i in range(box.count())]

    return show


@pytest.mark.parametrize(
    ("gpus", "devices"),
    [
        ((), ["Automatic", "CPU"]),
        (("cuda",), ["Automatic", "CPU", "Example cuda"]),
        (("mps",), ["Automatic", "CPU", "Example mps"]),
    ],
)
def test_only_the_devices_that_are_there_are_offered(offered, gpus, devices):
    assert offered(gpus)[1] == devices


def test_a_device_is_chosen(offered):
    dialog, _ = offered(("mps",))
    box = dialog.form.field("compute")
    box.setCurrentIndex(box.findText("Example mps"))
    assert dialog.settings == Settings(compute="mps")
    assert "next start" in box.accessibleDescription()


def test_a_choice_that_is_missing_today_stays_until_another_is_made(offered):
    dialog, devices = offered((), compute="cuda")
    assert devices == ["Automatic", "CPU", "GPU, not found"]
    assert dialog.settings.compute == "cuda"
    told = []
    dialog.changed.connect(told.append)
    dialog.form.field("compute").setCurrentIndex(0)
    assert told == [Settings()]
