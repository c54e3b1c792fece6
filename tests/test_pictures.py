"""The pictures of the documentation: every state and layout at every scale in both themes, and small."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter

from ldct_studio.gui.command_table import table
from ldct_studio.gui.top_bar import WORKSPACES
from tests.conftest import ROOT
from tests.pictures.files import FOLDER, MOST_BYTES, SCALES, THEMES, keep, path_of
from tests.pictures.shots import (
    CONTRAST,
    DEMOS,
    DIALOGS,
    DOSES,
    LAYOUTS,
    PATIENTS,
    PROJECTIONS,
    STATES,
    shots,
)

WANTED_STATES = {
    "welcome", "dragging", "refining", "home", "stale", "failed", "training-beside", "cancelling",
    "cancelled", "cpu-only", "recovery",
}  # fmt: skip
"""Those that the window can be in; “home” is the state in which all is computed."""
HOW = "bash packaging/pictures.sh NAME makes it."


def test_every_state_layout_and_workspace_has_its_picture_in_the_list() -> None:
    names = list(shots())
    parts = (LAYOUTS, DIALOGS, STATES, CONTRAST, DEMOS, DOSES, PATIENTS, PROJECTIONS)
    assert len(names) == sum(map(len, parts)) + len(WORKSPACES)
    assert set(STATES) >= WANTED_STATES
    assert {f"workspace-{name}" for name, _, _ in WORKSPACES} <= set(names)
    modes = {c.name for c in table() if c.name.startswith("compare-")}
    assert modes - set(LAYOUTS) <= {"compare-side", "compare-cycle", "compare-training"}
    commands = {c.name for c in table()}
    assert {name.removeprefix("dialog-") for name in DIALOGS} - commands <= {"menu", "method"}


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_was_made(scale: float, theme: str) -> None:
    missing = [name for name in shots() if not path_of(name, theme, scale).is_file()]
    assert not missing, HOW


def test_no_picture_is_left_over_and_all_are_small() -> None:
    files = set(FOLDER.rglob("*.png"))
    known = {path_of(name, theme, scale) for name in shots() for theme in THEMES for scale in SCALES}
    assert not {path.name for path in files - known}
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_pages_show_pictures_that_are_there() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page.name} shows {link}"


def test_a_kept_picture_has_its_colors_and_is_no_wider_than_wanted(tmp_path: Path) -> None:
    picture = QImage(2560, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#E8E8E8"))
    painter = QPainter(picture)
    painter.fillRect(0, 0, 1600, 40, QColor("#121212"))
    painter.fillRect(0, 0, 400, 40, QColor("#86B9E8"))
    painter.end()
    keep(picture, tmp_path / "a.png", 2.0)
    image = Image.open(tmp_path / "a.png")
    assert image.mode == "P"
    assert image.width < 1280
    pixels = np.asarray(image.convert("RGB")).astype(int)
    middle = pixels[pixels.shape[0] // 2]
    wide = image.width
    assert np.abs(middle[wide // 16] - (0x86, 0xB9, 0xE8)).max() <= 6
    assert np.abs(middle[wide // 3] - 0x12).max() <= 8
    assert np.abs(middle[-5] - 0xE8).max() <= 8
