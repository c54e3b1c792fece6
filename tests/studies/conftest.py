"""What tests of studies stand on: a toy that is a plug-in which the user allowed, and its plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldct_studio.core.paths import user_plugins
from ldct_studio.discovery import allow, load_file

TOY = Path(__file__).with_name("toy_study.py")


@pytest.fixture(autouse=True)
def _allowed(registry: None) -> None:
    """Make the toy a plug-in that the user of this test allowed, here and in the processes."""
    place = user_plugins() / TOY.name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(TOY.read_text(encoding="utf-8"), encoding="utf-8")
    allow(place)
    assert load_file(place) is not None


def plan_file(folder: Path, axes: str, settings: str = "") -> Path:
    """Write the plan of a study of the toy."""
    path = folder / "toy.toml"
    text = f'recipe = "toy_study.cell"\n[settings]\n{settings}\n[axes]\n{axes}\n'
    path.write_text(text, encoding="utf-8")
    return path
