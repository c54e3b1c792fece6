"""Find plug-ins: entry points, the folder that ships with the program, and the user's own, with consent."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import sys
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from .core.errors import PluginError
from .core.paths import config_dir, shipped_plugins, user_plugins

log = logging.getLogger(__name__)

_PARENT = "ldct_studio_plugins"
"""The package that plug-in files become modules of."""


@dataclass(frozen=True)
class Broken:
    """A plug-in file that could not be loaded, and why."""

    file: str
    reason: str


_broken: list[Broken] = []


def broken() -> tuple[Broken, ...]:
    """Return the plug-in files that could not be loaded, with the reason."""
    return tuple(_broken)


def discover() -> None:
    """Load the plug-ins of entry points, of the program and of the user where they were allowed.

    A broken plug-in is recorded with its reason and never fatal. The built-in methods are not found
    here but imported in plain sight by ``__main__``: a frozen program would lose them.
    """
    for entry in entry_points(group="ldct_studio.plugins"):
        try:
            entry.load()
        except Exception as error:  # a foreign package may raise anything
            _record(entry.value, error)
    for path in candidates(shipped_plugins()):
        load_file(path)
    allowed = _allowed()
    for path in candidates(user_plugins()):
        if allowed.get(str(path)) == fingerprint(path):
            load_file(path)


def waiting() -> tuple[Path, ...]:
    """Return the user's plug-in files that are new or changed and were not allowed yet."""
    allowed = _allowed()
    return tuple(path for path in candidates(user_plugins()) if allowed.get(str(path)) != fingerprint(path))


def allow(path: Path) -> None:
    """Remember that the user lets this file, as it is now, run code."""
    file = config_dir() / "plugins.json"
    text = json.dumps(_allowed() | {str(path): fingerprint(path)}, indent=1)
    temporary = file.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, file)


def _allowed() -> dict[str, str]:
    file = config_dir() / "plugins.json"
    if not file.exists():
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        log.warning("the list of allowed plug-ins is damaged; every plug-in is asked about again")
        return {}
    return {str(k): str(v) for k, v in data.items()} if isinstance(data, dict) else {}


def candidates(folder: Path) -> list[Path]:
    """Return the plug-in files of a folder: ``.py`` files and packages, names with ``_`` skipped."""
    if not folder.is_dir():
        return []
    found = [
        p if p.suffix == ".py" else p / "__init__.py"
        for p in sorted(folder.iterdir())
        if p.name[0] not in "_."
    ]
    return [p for p in found if p.is_file() and p.suffix == ".py"]


def load_file(path: Path) -> ModuleType | None:
    """Run one plug-in file; return None and record the reason where it is broken."""
    stem = path.parent.name if path.name == "__init__.py" else path.stem
    name = f"{_PARENT}.{stem}"
    parent = sys.modules.setdefault(_PARENT, ModuleType(_PARENT))
    parent.__path__ = []  # a package, so that the modules of a plug-in folder can import each other
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException as error:  # even SystemExit must not end the program
        if isinstance(error, KeyboardInterrupt):
            raise
        sys.modules.pop(name, None)
        _record(str(path), error)
        return None
    return module


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a plug-in's source: the file, or the whole package that the file is in."""
    package = (path.parent / "__init__.py").is_file()
    files = sorted(path.parent.rglob("*.py")) if package else [path]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(path.parent).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _record(file: str, error: BaseException) -> None:
    reason = str(error) if isinstance(error, PluginError) else f"{type(error).__name__}: {error}"
    log.warning("plug-in %s is broken: %s", file, reason)
    _broken.append(Broken(file, reason))
