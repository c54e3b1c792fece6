"""The display check: a pattern in the pixels of the screen, honest words, and an answer that is kept."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from ldct_studio.core import settings as stored
from ldct_studio.core.settings import DisplayAnswer, Settings
from ldct_studio.gui import display_check
from ldct_studio.gui.display_check import DisplayCheck, facts, screen_name
from ldct_studio.gui.display_pattern import DisplayPattern, pattern


def grays(image):
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return lines[:, : image.width(), 0].astype(int)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_pattern_holds_even_steps_both_squares_and_lines_of_one_pixel(qapp, ratio):
    drawn = grays(pattern(760, 330, ratio))
    assert drawn.shape == (330 * ratio, 760 * ratio)
    steps = drawn[4, [int((n + 0.5) * drawn.shape[1] / 11) for n in range(11)]]
    assert list(steps) == [round(255 * n / 10) for n in range(11)]
    half = drawn.shape[0] // 2
    squares = drawn[half - 40 : half + 40]
    assert 13 in squares, "5 % in black"
    assert 242 in squares, "95 % in white"
    row = drawn[int(0.36 * drawn.shape[0])]
    pairs = [x for x in range(2, len(row)) if (row[x - 2], row[x - 1], row[x]) == (255, 0, 255)]
    assert len(pairs) > 10, "lines of one pixel of the screen at any scale"


def test_it_says_what_it_is_and_what_software_cannot_know(qtbot, qapp):
    page = DisplayCheck({})
    qtbot.addWidget(page)
    page.show()
    assert "not TG18" in page.findChild(DisplayPattern).accessibleName()
    words = page.findChild(QLabel, "display-cannot").text()
    assert all(word in words for word in ("luminance", "GSDF", "photometer"))
    told = dict(facts(QGuiApplication.primaryScreen()))
    assert {"Screen", "Pixels", "Scale factor", "Color depth"} <= set(told)
    assert not any(bad in " ".join(told.values()).lower() for bad in ("nan", "inf"))


def test_an_answer_is_kept_by_screen_and_logged(qtbot, qapp, caplog):
    page = DisplayCheck({})
    qtbot.addWidget(page)
    page.show()
    name = screen_name(page.screen())
    assert "Not answered" in page.findChild(QLabel, "display-before").text()
    with (
        caplog.at_level("INFO", logger=display_check.__name__),
        qtbot.waitSignal(page.answered) as told,
    ):
        page.findChild(QPushButton, "display-check-not-both").click()
    assert told.args == [name, DisplayAnswer(seen=False, day=date.today().isoformat())]
    assert "not seen" in caplog.text
    assert "a square not seen" in page.findChild(QLabel, "display-before").text()


def test_settings_keep_the_answers(tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "settings_file", lambda: tmp_path / "settings.json")
    answer = DisplayAnswer(seen=True, day="2026-11-29")
    stored.write(Settings(display_checks={"EIZO RX360 (DP-1)": answer}))
    assert stored.read().settings.display_checks == {"EIZO RX360 (DP-1)": answer}
