"""Settings survive other versions, bad values and damaged files."""

from __future__ import annotations

import json

import pytest

from ldct_studio.core import settings
from ldct_studio.core.settings import Settings


def test_nothing_stored_means_defaults():
    assert settings.read() == (Settings(), ())


def test_what_is_written_is_read():
    chosen = Settings(theme="light", ui_scale=150, privacy=True, rows=1)
    settings.write(chosen)
    assert settings.read() == (chosen, ())


def test_unknown_keys_of_a_newer_version_are_kept():
    settings.settings_file().write_text(json.dumps({"theme": "light", "hologram": {"on": True}}))
    stored = settings.read()
    assert stored.settings.theme == "light"
    assert not stored.messages
    settings.write(Settings(ui_scale=125))
    assert json.loads(settings.settings_file().read_text()) == {"hologram": {"on": True}, "ui_scale": 125}


def test_bad_values_fall_back_one_by_one_with_a_sentence_each():
    bad = {"theme": "pink", "ui_scale": 500, "privacy": True}
    settings.settings_file().write_text(json.dumps(bad))
    stored = settings.read()
    assert stored.settings == Settings(privacy=True)
    assert len(stored.messages) == 2
    assert "theme" in stored.messages[0]
    assert "500" in stored.messages[1]


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '"words"', "\x00\x01"])
def test_a_damaged_file_is_kept_aside(text):
    settings.settings_file().write_text(text)
    stored = settings.read()
    assert stored.settings == Settings()
    assert "could not be read" in stored.messages[0]
    assert settings.settings_file().with_suffix(".damaged.json").read_text() == text
    assert settings.read().messages == ()


def test_a_failed_write_leaves_the_old_file(monkeypatch):
    settings.write(Settings(ui_scale=125))
    before = settings.settings_file().read_bytes()

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        settings.write(Settings(ui_scale=175))
    assert settings.settings_file().read_bytes() == before
    assert [p.name for p in settings.settings_file().parent.iterdir()] == ["settings.json"]


def test_every_visible_setting_explains_itself():
    for name, field in Settings.model_fields.items():
        if not (field.json_schema_extra or {}).get("hidden"):
            assert field.title, name
            assert (field.description or "").endswith("."), name
