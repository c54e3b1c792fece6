"""The user's scanner models: one JSON file each, in the folder ``scanners`` of the user's data."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from pydantic import ValidationError

from ..core.atomic import write_text
from ..core.config import sentence
from ..core.errors import LoadError
from ..core.paths import data_dir
from ..core.scanner import ScannerModel

log = logging.getLogger(__name__)
_LARGEST = 1_000_000
"""Bytes; a longer file is no scanner model."""


def scanners_dir() -> Path:
    """Return the folder of the models."""
    path = data_dir() / "scanners"
    path.mkdir(exist_ok=True)
    return path


def file_of(name: str) -> Path:
    """Return the file of a model by its name; raise ``LoadError`` for a name that makes no file name."""
    plain = re.sub(r"[^\w .()+-]", "_", name).strip(" .")
    if not plain or len(plain) > 64:
        raise LoadError(f"“{name}” is no name for a scanner model; take letters and digits, up to 64.")
    return scanners_dir() / f"{plain}.json"


def read(path: Path) -> ScannerModel:
    """Return the model in a file; raise ``LoadError`` with a sentence where it is damaged."""
    try:
        if path.stat().st_size > _LARGEST:
            raise LoadError(f"“{path.name}” is no scanner model; remove it.")
        return ScannerModel.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise LoadError(f"The scanner model “{path.name}” is damaged: {sentence(error)}") from error
    except OSError as error:
        raise LoadError(f"“{path.name}” cannot be read ({error.strerror}).") from error


def models() -> tuple[ScannerModel, ...]:
    """Return all models that can be read, by name; damaged ones are logged and left out."""
    found = []
    for path in sorted(scanners_dir().glob("*.json")):
        try:
            found.append(read(path))
        except LoadError as error:
            log.warning("%s", error)
    return tuple(found)


def keep(model: ScannerModel) -> Path:
    """Write a model whose one setting joins those of the same name and scanner; return its file.

    Raises ``LoadError`` where another scanner has that name.
    """
    path = file_of(model.name)
    if path.exists():
        there = read(path)
        if there.scanner != model.scanner:
            raise LoadError(
                f"“{model.name}” is the model of another scanner ({there.scanner or 'unknown'}); "
                "choose another name."
            )
        merged = there
        for setting in model.settings:
            merged = merged.with_setting(setting)
        model = merged.model_copy(update={"day": model.day, "phantom": model.phantom or there.phantom})
    write_text(path, model.model_dump_json(indent=1) + "\n")
    return path
