"""What is shipped besides the wheel: a menu entry, pinned versions, set-up scripts that fit the project."""

from __future__ import annotations

import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME = "org.ldct_studio.Studio"


def test_the_menu_entry_starts_the_command_with_its_icon() -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ROOT / "packaging" / "linux" / f"{NAME}.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] == "ldct-studio %F"
    assert entry["Desktop Entry"]["Icon"] == NAME
    metainfo = ET.parse(ROOT / "packaging" / "linux" / f"{NAME}.metainfo.xml")
    assert metainfo.findtext("id") == NAME


def _requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    names = ("dev", "train", "cluster", "onnx", "packaging")
    return [*project["dependencies"], *(need for name in names for need in extras[name])]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned_to_one_version() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    pinned = {_plain(name) for name in pins}
    assert len(pinned) == len(pins)
    for requirement in _requirements():
        assert _plain(re.split(r"[<>=!~ \[]", requirement)[0]) in pinned, requirement
    assert pins["torch"] == "2.13.0"


@pytest.mark.parametrize(
    "script", sorted([*(ROOT / "packaging").glob("*.sh"), ROOT / ".ci" / "run"]), ids=str
)
def test_scripts_are_well_formed(script: str) -> None:
    subprocess.run(["bash", "-n", str(ROOT / script)], check=True, timeout=20)


BANNED = {
    "lightning": ("2.6.2", "2.6.3"),  # malware
    "pyqtdarktheme": ("0",),
    "magicgui": ("0",),  # fetches icons over the network
    "bm3d": ("0",),  # not for commercial use
    "pylibjpeg-libjpeg": ("0",),  # GPL
}
"""Versions that must not be pinned; 0 for any (reliability.md, 3.10)."""
LEAST = {"pydicom": "3.0.2", "torch": "2.10", "monai": "1.5.2", "pynetdicom": "3.0.4"}


def _locked() -> dict[str, str]:
    text = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.+]+)", text, re.MULTILINE))


def _pinned() -> dict[str, str]:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {_plain(name): version for name, version in (line.split("==") for line in lines if "==" in line)}


@pytest.mark.parametrize("pins", [_pinned, _locked])
def test_no_banned_version_is_pinned(pins: Callable[[], dict[str, str]]) -> None:
    found = pins()
    for name, versions in BANNED.items():
        assert found.get(name) not in versions
        assert "0" not in versions or name not in found
    for name, least in LEAST.items():
        assert name not in found or _numbers(found[name]) >= _numbers(least)
    assert _numbers(found["pyside6-essentials"]) < (6, 12)  # it ends the process on Python 3.11


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0]))


def test_the_lock_has_the_pinned_versions_and_a_hash_for_each() -> None:
    text = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    pinned, locked = _pinned(), _locked()
    assert {_plain(name) for name in locked} >= {"torch", "pydicom", "pyside6-essentials", "pyinstaller"}
    for name, version in locked.items():
        assert pinned.get(name, version) == version
