"""A preset does what it says: menu, tool bar, panel, corner of the picture and the grays all agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.presets import Preset, presets
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import pane_paint
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.canvas import Canvas
from ldct_studio.gui.command import FIGURE_SPACE
from ldct_studio.gui.figures import MINUS, NBSP
from ldct_studio.gui.pane import REFERENCE, Pane

GRID = Grid((1, 40, 400), (2.0, 4.0, 1.0))
FIRST, STEP = -1500.0, 10.0
"""HU of the first column, and from each column to the next."""


@pytest.fixture(scope="module")
def studio(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """Show a ramp from -1500 to 2490 HU in a pane of a whole window."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LDCT_STUDIO_HOME", str(tmp_path_factory.mktemp("home")))
        studio = Studio(application([]))
        studio.window.resize(1600, 900)
        studio.state.update("Panes", panes=(Pane(REFERENCE),), rows=1, columns=1, active=0, segmenter=None)
        ramp = (FIRST + STEP * torch.arange(400.0)).expand(GRID.shape).contiguous()
        study = Study("Ramp", {"CT": Volume(ramp, GRID)}, facts=Facts(windows=((777.0, 33.0),)))
        studio.state.open(studio.state.scene.opened(study))
        studio.window.show()
        yield studio
        studio.window.close()
        studio.window.deleteLater()


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_preset_labels_show_the_value_that_is_applied(studio: Studio, preset: Preset, qtbot: QtBot) -> None:
    window, canvas = studio.window, studio.stage.panes[0].canvas
    qtbot.waitUntil(lambda: canvas.has_picture, timeout=60_000)
    canvas.setFocus()
    window.activateWindow()
    qtbot.waitUntil(canvas.hasFocus, timeout=60_000)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    action = window.actions_[f"preset-{preset.name}"]
    if preset.key:
        qtbot.keyClick(canvas, preset.key)
    else:
        action.trigger()
    assert action.isChecked()
    numbers = action.text().split("\t")[1].replace(FIGURE_SPACE, "").replace(MINUS, "-").split()
    said = {
        "menu": (float(numbers[0]), float(numbers[2])),
        "tool bar": (field(studio, "window-width"), field(studio, "window-level")),
        "panel": hu(studio.window_dock.findChild(QLabel, "window-numbers").text()),
        "corner": hu(corner(canvas)),
    }
    assert set(said.values()) == {(preset.width, preset.level)}, said
    box = window.findChild(QComboBox, "preset")
    assert isinstance(box, QComboBox)
    assert box.currentText() == preset.name
    assert_grays(canvas, preset)


def assert_grays(canvas: Canvas, preset: Preset) -> None:
    """See in the picture itself which HU are black, white, and between them."""
    picture, placement = canvas.grab().toImage(), canvas.placement
    assert placement is not None
    for column in range(20, 380, 6):
        value = FIRST + STEP * column
        gray = picture.pixelColor(placement.screen(column, 10).toPoint())
        off = STEP / preset.width * 255  # a pixel of the screen lies between two columns
        expected = min(max((value - preset.low) / preset.width, 0.0), 1.0) * 255
        assert gray.red() == gray.green() == gray.blue()
        assert gray.red() == pytest.approx(expected, abs=off + 1), value


def field(studio: Studio, name: str) -> float:
    found = studio.window.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return float(found.text().replace(MINUS, "-"))


def corner(canvas: Canvas) -> str:
    """Return the text that is drawn in the lower right corner of the picture."""
    scene, placement = canvas.state.scene, canvas.placement
    assert placement is not None
    return pane_paint.corners(scene, canvas.frame, scene.view, placement).window


def hu(text: str) -> tuple[float, float]:
    """Read ``W 400 L 40``."""
    words = text.replace(MINUS, "-").replace(NBSP, " ").split()
    return float(words[words.index("W") + 1]), float(words[words.index("L") + 1])
