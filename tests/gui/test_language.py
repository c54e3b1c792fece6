"""Every text goes through ``tr``, every one has its German, and the window speaks it."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from ldct_studio.core.paths import resource
from ldct_studio.core.recent import size_words
from ldct_studio.core.roi import Ellipse
from ldct_studio.gui import language
from ldct_studio.gui.language import tr
from ldct_studio.gui.pane_menu import pane_menu
from ldct_studio.gui.region_numbers import RegionNumbers
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.gui.study_list import items
from ldct_studio.gui.thumbnails import Thumbnails
from ldct_studio.methods.demo import small_study

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "resources" / "translations" / "de.ts"
SINKS = frozenset(
    re.findall(
        r"\w+",
        "setText setToolTip setWindowTitle setTitle setAccessibleName setAccessibleDescription "
        "setPlaceholderText setTabToolTip setStatusTip setWhatsThis setHeaderLabels "
        "setHorizontalHeaderLabels setItemText setIconText addAction addMenu addTab addItem addItems "
        "QLabel QPushButton QCheckBox QRadioButton QGroupBox QAction label push sentence text_label "
        "plain narrow_box add_button tell emit Answer Notice Command Background Progress begin_progress "
        "show_text drawText draw_hint ask_target PlotView Readout HeaderText Field StudioError LoadError "
        "GeometryError PluginError DeviceError ",
    )
)
"""Calls that show a text."""
FILES = frozenset(("export_numbers", "export_report", "export_words", "marks_csv", "self_test"))
"""Modules whose texts stand in files or in a terminal, in English."""
PROGRAM = re.compile(r"(Ctrl|Alt|Shift)\+.+|Esc|Del|[a-z0-9]+([-_.][a-z0-9]*)*|-[a-z-]+|fill=.*|\w+ \(\*.*\)")
"""Keys, names of objects, endings of files, SVG."""
ALLOWED = frozenset(
    (
        *("LDCT Studio", "LDCT Studio – {0}", "LDCT Studio – {0} – {1}", "ldct-studio session"),
        *("Slurm", "Ray", "Low-dose comparison", "soft tissue", "found labels"),
        *(
            "{0}{1}min {2}{3}s",
            "pictures/s",
            "The program is incomplete: {0}.qm is missing. Install it again.",
        ),
        # texts of undo steps, which nothing shows
        *("Add pane", "Remove pane", "Change method", "Move pane", "Move region", "Resize region"),
        *("Turn volume", "Move volume", "Zoom volume"),
    )
)
"""What is a name, a key of a table, or translated from a value."""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


tool = _tool()


@pytest.fixture
def german() -> Iterator[None]:
    language.begin("de")
    yield
    language.begin("en")


def _unwrapped(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text, parent = tool.template(node), above.get(node)
        is_key = isinstance(parent, ast.Dict) and node in parent.keys
        if text is None or is_key or isinstance(parent, (ast.Expr, ast.JoinedStr, ast.FormattedValue)):
            continue
        calls = tool.calls_around(node, above)
        if "tr" in calls or tool.UNSEEN.intersection(calls):
            continue
        plain = tool.PLACE.sub("", text)
        shown = calls[:1] and calls[0] in SINKS and re.search("[A-Za-z]{3}", plain)
        if (shown or tool.reads(text, False)) and not (
            text in ALLOWED or PROGRAM.fullmatch(plain) or tool.MENU.fullmatch(text)
        ):
            yield f"{path.name}:{node.lineno}: {text}"


def test_no_text_goes_around_the_translation() -> None:
    paths = [path for path in sorted(tool.GUI.glob("*.py")) if path.stem not in tool.VALUES | FILES]
    assert [line for path in paths for line in _unwrapped(path)] == []


def test_a_text_without_translation_is_found(tmp_path: Path) -> None:
    module = tmp_path / "new.py"
    module.write_text('button.setToolTip("Erase")\nlabel(f"{n} cuts of it")\nlabel(tr("Fine"))\n', "utf-8")
    assert list(_unwrapped(module)) == ["new.py:1: Erase", "new.py:2: {0} cuts of it"]


def test_every_text_has_its_german() -> None:
    values = tool.value_texts()
    said = tool.read(GERMAN)
    assert sorted((values | tool.window_texts()).keys() ^ said.keys()) == [], "run packaging/translations.py"
    lines = resource("translations/sentences.txt").read_text(encoding="utf-8").splitlines()
    assert lines == tool.sentences(values)


def test_german_keeps_places_and_edges() -> None:
    for source, said in tool.read(GERMAN).items():
        assert sorted(tool.PLACE.findall(source)) == sorted(tool.PLACE.findall(said)), source
        for inside in (str.lstrip, str.rstrip):  # parts of sentences are put together as they are
            assert len(source) - len(inside(source)) == len(said) - len(inside(said)), source


def test_the_shipped_file_is_the_compiled_source(tmp_path: Path) -> None:
    tool.compile_to(GERMAN, tmp_path / "de.qm")
    assert (tmp_path / "de.qm").read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


def test_every_german_text_is_found(german: None) -> None:
    assert {source: tr(source) for source in tool.read(GERMAN)} == tool.read(GERMAN)


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Cancel", "Abbrechen"),
        ("“a.dcm” was left out: is not DICOM", "„a.dcm“ wurde ausgelassen: ist kein DICOM"),
        ("Reading slice 3 of 40", "Schicht 3 von 40 wird gelesen"),
        ("FBP − reference", "FBP − Referenz"),
        ("Nov 12, 2024", "12. Nov. 2024"),
        (
            "The picture is being computed. Press Repeat first.",
            "Das Bild wird berechnet. Erst „Wiederholen“ drücken.",
        ),
        (size_words(20, 256, 512), "20 Bilder · 512 × 256 Pixel"),
        (size_words(1, 256, 512), "1 Bild · 512 × 256 Pixel"),
        ("“a.dcm” is empty.", "„a.dcm“ ist leer."),
        (
            "“a.nii” was left out: “a.nii” is broken: its directory does not make sense.",
            "„a.nii“ wurde ausgelassen: „a.nii“ ist defekt: das Verzeichnis ergibt keinen Sinn.",
        ),
        (
            "3 slices are missing (gaps of 5.0, 7.5 mm after slices 3, 9) and shown empty.",
            "3 Schichten fehlen (Lücken von 5.0, 7.5 mm nach den Schichten 3, 9); leer gezeigt.",
        ),
        ("Nobody wrote this", "Nobody wrote this"),
        ("", ""),
    ],
)
def test_sentences_of_the_layers_below_are_known(german: None, english: str, said: str) -> None:
    assert tr(english) == said


def test_reasons_why_a_file_is_not_opened_speak_german(german: None) -> None:
    reasons = {
        re.sub(r"\{\d*\}", "7", text)
        for path in (ROOT / "ldct_studio" / "io").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "LoadError" and call.args
        if (text := tool.template(call.args[0])) and text[0].islower()
    }
    assert len(reasons) > 100
    assert [text for text in sorted(reasons) if "„x.dcm“" not in tr(f"“x.dcm” {text}.")] == []
    assert [text for text in sorted(reasons) if text in tr(f"“x.dcm” {text}.")] == []


def test_names_of_the_demo_and_of_looks_speak_german(qapp: QApplication, german: None) -> None:
    demo = small_study(32, 4)
    rows = items(demo, Thumbnails(AppState()))
    names = [item.text for item in rows if item.kind != "warning"]
    assert names == ["Demo-Abdomen", "Demo-Scan", "Rauschfreie Wahrheit", "Organe", "Läsionen"]
    state = AppState(Scene().opened(demo, 0))
    circles = Ellipse("Lesion 1", (0.0, 0.0, 0.0), 5.0, 5.0), Ellipse("Liver", (9.0, 0.0, 0.0), 5.0, 5.0)
    state.update(rois=circles, roi=0)
    assert "gegen Leber, σ von Leber" in RegionNumbers().footnote(state.scene)
    owner = QWidget()
    menu = pane_menu(owner, state, 1, (), lambda: None, lambda: None, lambda: None)
    texts = [action.text() for action in menu.findChildren(QAction)]
    assert {"3-D, Knochen", "3-D, Lunge", "3-D, Gefäße"} <= set(texts)
    owner.deleteLater()


def test_english_is_as_it_stands() -> None:
    assert tr("Reading slice 3 of 40") == "Reading slice 3 of 40"


@pytest.mark.parametrize(("system", "choice", "code"), [
    ("de_AT", "system", "de"), ("fr_FR", "system", "en"), ("en_US", "de", "de"), ("de_DE", "en", "en"),
])  # fmt: skip
def test_the_system_chooses_where_the_user_does_not(
    monkeypatch: pytest.MonkeyPatch, system: str, choice: language.Language, code: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(system))
    assert language.chosen(choice) == code


def test_qt_and_its_objects_speak_german(qapp: QApplication, german: None) -> None:
    language.install(qapp)
    try:
        assert QObject().tr("Cancel") == "Abbrechen"
        assert QObject().tr("Nobody wrote this") == "Nobody wrote this"
        assert qapp.translate("QPlatformTheme", "Discard") == "Verwerfen"
    finally:
        language.remove()
    assert QObject().tr("Cancel") == "Cancel"


def test_constants_and_menus_speak_german() -> None:
    """The language is taken before the other modules of the window are imported, so this needs a process."""
    code = (
        "from ldct_studio.gui import language; language.begin('de')\n"
        "from ldct_studio.gui.command_table import table\n"
        "from ldct_studio.gui.dose_bar import HINT\n"
        "command = next(c for c in table() if c.name == 'tool-window')\n"
        "print(command.text, '|', command.place, '|', HINT)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    text, place, hint = done.stdout.strip().split(" | ")
    assert (text, place) == ("Fenster", "Ansicht › Werkzeug")
    assert hint.startswith("Ziehen ändert die Dosis.")


def test_a_program_in_german_ends_without_a_crash() -> None:
    """Qt asks for words once more as Python ends, where nobody is left to answer."""
    code = """
from ldct_studio.gui import language
language.begin("de")
from ldct_studio.gui.application import application
print(application([]).translate("QPlatformTheme", "Discard"))
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, done.stdout) == (0, "Verwerfen\n"), done.stderr
