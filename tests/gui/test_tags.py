"""The header of the file behind the slice on show: searched, copied, hidden, empty."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from ldct_studio.core.errors import LoadError
from ldct_studio.gui import tags_dialog
from ldct_studio.gui.state import AppState
from ldct_studio.gui.tags_dialog import TagsDialog, file_of
from ldct_studio.gui.tags_table import TagsTable
from ldct_studio.io.found import Element, Tags

TAGS = Tags(
    elements=(
        Element(tag="(0010,0010)", name="Patient's Name", vr="PN", value="•••", hidden=True),
        Element(tag="(0018,0060)", name="KVP", vr="DS", value="120"),
        Element(
            tag="(0018,9346)",
            name="CTDI Phantom Type Code Sequence",
            vr="SQ",
            value="1 item",
            children=(
                Element(
                    name="Item 1",
                    children=(Element(tag="(0008,0100)", name="Code Value", vr="SH", value="113691"),),
                ),
            ),
        ),
    )
)


class FakeReader:
    """Answers at once, and remembers what was asked."""

    def __init__(self):
        self.asked, self.error = [], ""

    def __call__(self):
        return self

    def read(self, path, hide, stopped):
        self.asked.append((str(path), hide))
        if self.error:
            raise LoadError(self.error)
        return TAGS

    def close(self):
        pass


@pytest.fixture
def fake(monkeypatch):
    made = FakeReader()
    monkeypatch.setattr(tags_dialog, "TagReader", made)
    return made


@pytest.fixture
def filed(opened):
    """Return the state with a case whose slices have files."""
    study = opened.scene.study
    facts = replace(study.facts, files=("/x/a.dcm", "/x/b.dcm", ""))
    opened.open(opened.scene.opened(replace(study, facts=facts, path="/x"), 1))
    return opened


@pytest.fixture
def show(qtbot, fake):
    dialogs = []

    def make(state, hide=False):
        dialog = TagsDialog(state, hide)
        qtbot.addWidget(dialog)
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield make
    for dialog in dialogs:
        dialog.end()


def table(dialog) -> TagsTable:
    return dialog.findChild(TagsTable)


def lines(dialog):
    model = table(dialog).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_header_of_the_slice_is_shown_and_follows_it(show, filed, fake, qtbot):
    dialog = show(filed)
    qtbot.waitUntil(lambda: lines(dialog) == ["(0010,0010)", "(0018,0060)", "(0018,9346)"])
    filed.update("Scroll", row=0)
    qtbot.waitUntil(lambda: fake.asked == [("/x/b.dcm", False), ("/x/a.dcm", False)])
    qtbot.waitUntil(lambda: dialog.findChild(QLabel, "tags-where").text().startswith("Slice 1 · a.dcm · 5"))
    filed.update("Scroll", row=2)
    qtbot.waitUntil(lambda: "missing in the series" in dialog.findChild(QLabel, "tags-empty").text())
    assert not table(dialog).isVisible()


def test_search_shows_the_lines_that_hold_the_text_with_what_they_belong_to(show, filed, qtbot):
    dialog = show(filed)
    qtbot.waitUntil(lambda: len(lines(dialog)) == 3)
    dialog.findChild(QLineEdit, "tags-search").setText("113691")
    assert lines(dialog) == ["(0018,9346)"]
    model = table(dialog).model()
    item = model.index(0, 0, model.index(0, 0, QModelIndex()))
    assert table(dialog).isExpanded(item)
    dialog.findChild(QLineEdit, "tags-search").setText("kvp")
    assert lines(dialog) == ["(0018,0060)"]


def test_a_row_is_copied_with_tabs(show, filed, qtbot):
    dialog = show(filed)
    qtbot.waitUntil(lambda: len(lines(dialog)) == 3)
    view = table(dialog)
    view.setCurrentIndex(view.model().index(1, 0))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "(0018,0060)\tKVP\tDS\t120")


def test_privacy_reads_again_and_names_no_file(show, filed, fake, qtbot):
    dialog = show(filed)
    where = dialog.findChild(QLabel, "tags-where")
    qtbot.waitUntil(lambda: "b.dcm" in where.text())
    dialog.set_privacy(True)
    assert lines(dialog) == [], "what was on show is gone at once"
    dialog.findChild(QLineEdit, "tags-search").setText("kvp")
    assert "b.dcm" not in where.text(), "so is the name of the file"
    qtbot.waitUntil(lambda: fake.asked[-1] == ("/x/b.dcm", True))
    qtbot.waitUntil(lambda: "identity hidden" in where.text())
    assert "b.dcm" not in where.text()


def test_without_a_file_it_says_why(show, opened, filed, fake, qtbot, qapp):
    empty = AppState()
    dialog = show(empty)
    said = dialog.findChild(QLabel, "tags-empty")
    assert said.text() == "No scan is open. Open a DICOM or NIfTI file to see its header."
    fake.error = "The file of this slice is truncated."
    broken = show(filed)
    qtbot.waitUntil(lambda: "is truncated" in broken.findChild(QLabel, "tags-empty").text())


def test_what_was_made_here_has_no_file(filed):
    scene = filed.scene
    assert file_of(scene) == "/x/b.dcm"
    demo = replace(scene.study, facts=replace(scene.study.facts, files=()), path="")
    assert file_of(replace(scene, study=demo)) == ""
