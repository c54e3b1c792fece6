"""Where the program's own files and the user's folders are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from .errors import StudioError

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(installed: str, checkout: str) -> Path:
    """Return a shipped folder: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / installed
    return inside if inside.is_dir() else _PACKAGE.parent / checkout


def resource(name: str) -> Path:
    """Return the path of a shipped resource such as ``fonts/Inter.otf``."""
    path = _shipped("_resources", "resources") / name
    if not path.exists():
        raise StudioError(f"The program is incomplete: {name} is missing. Install it again.")
    return path


def documentation() -> Path:
    """Return the folder of the pages that the program's help shows."""
    return _shipped("_docs", "docs")


def shipped_licenses() -> Path:
    """Return where an installer puts the licenses of all that it ships; absent elsewhere."""
    return _PACKAGE / "_licenses.txt"


def shipped_plugins() -> Path:
    """Return the folder of the plug-ins that ship with the program."""
    return _shipped("_plugins", "plugins")


def _user(kind: str) -> Path:
    home = os.environ.get("LDCT_STUDIO_HOME")
    if home:  # our processes start in another folder than this one
        home = os.environ["LDCT_STUDIO_HOME"] = str(Path(home).resolve())
    path = Path(home) / kind if home else Path(getattr(platformdirs, f"user_{kind}_dir")("ldct-studio"))
    path = path.resolve()  # one folder has one name, by which its jobs are known
    path.mkdir(parents=True, exist_ok=True)
    return path


def config_dir() -> Path:
    """Return where settings live; ``LDCT_STUDIO_HOME`` moves this and the next three."""
    return _user("config")


def data_dir() -> Path:
    """Return where jobs, sessions and plug-ins of the user live."""
    return _user("data")


def cache_dir() -> Path:
    """Return where things live that can be made again."""
    return _user("cache")


def log_dir() -> Path:
    """Return where the log lives."""
    return _user("log")


def user_plugins() -> Path:
    """Return the folder for the user's own plug-ins."""
    path = data_dir() / "plugins"
    path.mkdir(exist_ok=True)
    return path
