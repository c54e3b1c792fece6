"""Log, help, compute and about."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
)

from ldct_studio.core import device
from ldct_studio.gui import compute_page, help_view, log_lines, privacy
from ldct_studio.gui.compute_page import ComputePage
from ldct_studio.gui.dialogs import AboutDialog
from ldct_studio.gui.help_view import HelpView
from ldct_studio.gui.log_view import LogView
from ldct_studio.gui.speed import Speed
from tests.conftest import ROOT

LOG = """2026-11-20 15:30:00,120 INFO    ldct_studio.a: began
2026-11-20 15:30:01,000 ERROR   ldct_studio.b: not caught:
Traceback (most recent call last):
ValueError: QUETZAL
2026-11-20 15:30:02,000 WARNING ldct_studio.c: careful
"""


@pytest.fixture
def log(qtbot, tmp_path):
    path = tmp_path / "ldct-studio.log"
    path.write_text(LOG)
    privacy.keep_secret("QUETZAL")
    view = LogView(path, lambda: None)
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(view)
    view.show()
    yield view
    privacy.forget()


def text(view):
    return view.findChild(QPlainTextEdit).toPlainText()


def test_the_log_is_filtered_by_level_and_word_and_a_traceback_stays_whole(log):
    assert log.findChild(QLabel, "log-count").text() == "3 of 3"
    level = log.findChild(QComboBox, "log-level")
    level.setCurrentIndex(level.findText("Errors"))
    assert text(log).splitlines()[1] == "Traceback (most recent call last):"
    assert "careful" not in text(log)
    level.setCurrentIndex(0)
    log.findChild(QLineEdit, "log-search").setText("CAREFUL")
    assert text(log).endswith("ldct_studio.c: careful")
    assert log.findChild(QLabel, "log-count").text() == "1 of 3"
    log.copy()
    assert QGuiApplication.clipboard().text() == text(log)


def test_the_log_shows_no_secret_and_follows_the_file(log, tmp_path, qtbot):
    assert "QUETZAL" not in text(log)
    with (tmp_path / "ldct-studio.log").open("a") as file:
        file.write("2026-11-20 15:30:03,000 INFO    ldct_studio.d: more\n")
    qtbot.waitUntil(lambda: "more" in text(log))


def test_of_a_long_log_the_end_is_read(tmp_path):
    path = tmp_path / "long.log"
    line = "2026-11-20 15:30:00,120 INFO    ldct_studio.a: " + "x" * 200 + "\n"
    path.write_text(line * 5000)
    found, end = log_lines.added(path)
    assert len(found) <= log_lines.MOST_BYTES
    assert end == path.stat().st_size
    assert {entry.level for entry in log_lines.entries(found)} == {"INFO"}
    assert log_lines.added(tmp_path / "none.log") == ("", 0)


def test_of_a_log_only_what_was_added_is_read(tmp_path):
    path = tmp_path / "a.log"
    path.write_text(LOG + "2026-11-20 15:30:03,000 ERR")
    found, end = log_lines.added(path)
    assert (found, end) == (LOG, len(LOG)), "half a line waits for its end"
    with path.open("a") as file:
        file.write("OR   ldct_studio.d: more\nTraceback\n")
    more, end = log_lines.added(path, end)
    assert more == "2026-11-20 15:30:03,000 ERROR   ldct_studio.d: more\nTraceback\n"
    before = log_lines.entries(LOG)
    assert len(log_lines.entries("Traceback\n", before)) == len(before), "it belongs to the last one"
    path.write_text(LOG[:100])
    assert log_lines.added(path, end)[1] < end, "it began anew"


def test_a_log_that_cannot_be_read_says_so(log, monkeypatch):
    def denied(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(log_lines, "added", denied)
    log.look()
    assert log.findChild(QLabel, "log-count").text() == "The log cannot be read: permission denied"
    assert "began" in text(log)


def test_every_page_of_the_documentation_is_in_the_help_and_ships(qtbot):
    view = HelpView()
    qtbot.addWidget(view)
    listed = view.findChild(QListWidget)
    titles = [listed.item(n).text() for n in range(listed.count())]
    assert titles[0] == "Using LDCT Studio"
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert len(titles) == len(pages)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {f"docs/{name}": f"ldct_studio/_docs/{name}" for name in pages}.items() <= included.items()


def test_links_turn_pages_and_the_web_is_never_opened(qtbot):
    view = HelpView()
    qtbot.addWidget(view)
    browser = view.findChild(QTextBrowser)
    assert "Starved rays" in browser.toPlainText()
    browser.anchorClicked.emit(QUrl("plugins.md#onnx-models"))
    titles = {path.name: title for title, path in help_view.pages()}
    assert view.findChild(QListWidget).currentItem().text() == titles["plugins.md"]
    browser.anchorClicked.emit(QUrl("https://example.org/page"))
    assert QGuiApplication.clipboard().text() == "https://example.org/page"
    assert "was copied" in view.findChild(QLabel, "help-says").text()


@pytest.fixture
def page(qtbot, monkeypatch):
    """Return what shows the compute page on a computer whose devices answer as told."""
    pages = []

    def make(answers):
        monkeypatch.setattr(device, "gpus", lambda: tuple(kind for kind in answers if kind != "cpu"))
        monkeypatch.setattr(device, "name", lambda place=None: f"Example {place.type if place else 'cpu'}")

        def timed(place):
            answer = answers[place.type]
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(compute_page, "timed", timed)
        made = ComputePage()
        qtbot.addWidget(made)
        made.show()
        pages.append(made)
        return made

    yield make
    for made in pages:
        made.end()


def after_test(page, qtbot):
    button = page.findChild(QPushButton, "compute-page-test")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Test again")
    return {kind: page.findChild(QLabel, f"compute-{kind}").text() for kind in ("cpu", "cuda") if
            page.findChild(QLabel, f"compute-{kind}")}  # fmt: skip


def picture(add=0.0):
    return np.full((4, 4), add, np.float32)


def test_a_gpu_that_agrees_with_the_cpu_passes(page, qtbot):
    made = page({"cuda": Speed(0.02, picture(0.03)), "cpu": Speed(0.4, picture())})
    said = after_test(made, qtbot)
    assert said["cpu"].startswith("Test passed. A preview takes about 400")
    assert "differ from the CPU's by at most 0.030 HU" in said["cuda"]


def test_a_gpu_that_fails_or_is_wrong_says_so_and_the_fallback_is_named(page, qtbot):
    broken = page({"cuda": RuntimeError("CUDA error: no kernel image\nmore"), "cpu": Speed(0.1, picture())})
    assert after_test(broken, qtbot)["cuda"] == "The test failed: CUDA error: no kernel image"
    wrong = page({"cuda": Speed(0.02, picture(7.0)), "cpu": Speed(0.1, picture())})
    assert "differ from the CPU's by 7.0 HU. Compute on the CPU." in after_test(wrong, qtbot)["cuda"]
    nothing = page({"cuda": Speed(0.02, picture(float("nan"))), "cpu": Speed(0.1, picture())})
    assert "Compute on the CPU." in after_test(nothing, qtbot)["cuda"]
    gpu, both = torch.device("cuda"), (torch.device("cuda"), torch.device("cpu"))
    assert "the CPU takes over" in compute_page.fallback(both, gpu)


def test_without_a_gpu_it_says_why(page):
    made = page({"cpu": Speed(0.1, picture())})
    assert compute_page.why_no_gpu()
    assert "nothing to fall back to" in made.findChild(QLabel, "compute-says").text()


def test_about_shows_the_licenses_of_all_that_is_used(qtbot):
    about = AboutDialog()
    qtbot.addWidget(about)
    qtbot.mouseClick(about.findChild(QPushButton, "about-licenses"), Qt.MouseButton.LeftButton)
    told = about.findChild(QPlainTextEdit, "licenses-text").toPlainText()
    for word in ("torch", "pydicom", "LGPL-3.0", "Permission is hereby granted", "Apache License"):
        assert word in told


def test_about_names_versions_and_devices_to_copy(qtbot):
    about = AboutDialog()
    qtbot.addWidget(about)
    qtbot.mouseClick(about.findChild(QPushButton, "about-copy"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for word in ("LDCT Studio", "Python", "torch", "PySide6", "GPU", "CPU cores", "GiB"):
        assert word in copied
