"""Settings: what the user chose once, in ``settings.json``."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from .atomic import write_text
from .config import Config, sentence
from .paths import config_dir
from .resources import Compute

log = logging.getLogger(__name__)

Language = Literal["system", "en", "de"]
"""What the user says to read."""


class DisplayAnswer(Config):
    """What a person saw of the display check on a screen, and on which day (ISO)."""

    seen: bool
    day: str = Field(max_length=10)


class Settings(Config):
    """The user's choices; fields marked ``hidden`` are changed by the window, not in the preferences."""

    theme: Literal["dark", "light", "system"] = Field(
        default="dark",
        title="Theme",
        description="Pictures look the same in every theme.",
        json_schema_extra={"names": {"dark": "Dark", "light": "Light", "system": "As the system"}},
    )
    language: Language = Field(
        default="system",
        title="Language",
        description="From the next start on. As the system takes English where it speaks another one.",
        json_schema_extra={"names": {"system": "As the system", "en": "English", "de": "Deutsch"}},
    )
    ui_scale: int = Field(
        default=100,
        ge=75,
        le=200,
        title="Size of text and controls",
        description="75 to 200. Pictures keep their size.",
        json_schema_extra={"unit": "%", "step": 25},
    )
    color_blind: bool = Field(
        default=False,
        title="Colors for color-blind users",
        description="Blue, yellow and orange states instead of green, amber and red. Shapes stay the same.",
    )
    reduce_motion: bool = Field(
        default=False,
        title="Reduce motion",
        description="No fades and no turning arc; changes happen at once.",
    )
    privacy: bool = Field(
        default=False,
        title="Privacy mode",
        description="No study name in the window title, no list of recent cases, no session kept by itself.",
    )
    lowering: Literal["insert", "rescan"] = Field(
        default="insert",
        title="Lower the dose by",
        description="Insert adds only the missing noise, so 100 % is the loaded image. "
        "Rescan projects the image again, as LoDoPaB-CT was made.",
        json_schema_extra={"names": {"insert": "Insert", "rescan": "Rescan"}},
    )
    cine_rate: int = Field(
        default=10,
        ge=1,
        le=30,
        title="Cine",
        description="At most so many slices per second; fewer where pictures take longer.",
        json_schema_extra={"unit": "frames/s"},
    )
    compute: Compute = Field(
        default="auto",
        title="Compute on",
        description="From the next start on. Automatic takes a CUDA GPU where there is one.",
        json_schema_extra={"names": {"auto": "Automatic", "cpu": "CPU", "cuda": "GPU", "mps": "Apple GPU"}},
    )
    console: bool = Field(
        default=False,
        title="Python console",
        description="Ctrl+` opens it under the pictures. What is typed there runs with all your rights.",
    )
    shortcuts: dict[str, tuple[str, ...]] = Field(default_factory=dict, json_schema_extra={"hidden": True})
    """Keys that the user chose, by the name of the command; the others have those of the command table."""
    display_checks: dict[str, DisplayAnswer] = Field(default_factory=dict, json_schema_extra={"hidden": True})
    """The last answer to the display check, by the name of the screen."""
    workspace: Literal["review", "physics", "train", "study"] = Field(
        default="physics", json_schema_extra={"hidden": True}
    )
    rows: int = Field(default=2, ge=1, le=3, json_schema_extra={"hidden": True})
    columns: int = Field(default=2, ge=1, le=3, json_schema_extra={"hidden": True})
    left_dock: bool = Field(default=True, json_schema_extra={"hidden": True})
    right_dock: bool = Field(default=True, json_schema_extra={"hidden": True})
    hint_seen: bool = Field(default=False, json_schema_extra={"hidden": True})
    """Whether the one line for beginners was read."""


class Stored(NamedTuple):
    """Settings as read, with a sentence for each value that could not be used."""

    settings: Settings
    messages: tuple[str, ...] = ()


def settings_file() -> Path:
    """Return where the settings live."""
    return config_dir() / "settings.json"


def read() -> Stored:
    """Read the settings; a bad value falls back to its default and is told about."""
    path = settings_file()
    if not path.exists():
        return Stored(Settings())
    data = _json(path)
    if data is None:
        kept = path.with_suffix(".damaged.json")
        os.replace(path, kept)
        return Stored(
            Settings(),
            (f"The settings could not be read. Defaults are used; the file is kept as {kept.name}.",),
        )
    return _checked({key: value for key, value in data.items() if key in Settings.model_fields})


def write(settings: Settings) -> None:
    """Store the settings; keys that this version does not know are kept."""
    path = settings_file()
    data = (_json(path) if path.exists() else None) or {}
    known = settings.model_dump(mode="json", exclude_defaults=True)
    unknown = {key: value for key, value in data.items() if key not in Settings.model_fields}
    write_text(path, json.dumps(unknown | known, indent=1, ensure_ascii=False) + "\n")


def _checked(values: dict[str, Any]) -> Stored:
    messages: list[str] = []
    while True:
        try:
            return Stored(Settings(**values), tuple(messages))
        except ValidationError as error:
            messages.append(f"A setting was reset. {sentence(error)}")
            del values[str(error.errors()[0]["loc"][0])]


def _json(path: Path) -> dict[str, Any] | None:
    """Return the object in a file, or None where it holds none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        log.warning("%s cannot be read: %s", path.name, error)
        return None
    return data if isinstance(data, dict) else None
