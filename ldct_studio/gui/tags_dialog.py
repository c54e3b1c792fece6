"""The header of the file behind the slice on show."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from ..io.found import Tags
from ..io.tags import TagReader
from . import theme
from .background import Background
from .buttons import label
from .dialogs import CardDialog, sentence
from .language import tr
from .scene import Scene
from .state import AppState
from .tags_table import TagsTable

_REST = 150
"""Milliseconds without scrolling after which a header is read."""


class TagsDialog(CardDialog):
    """Follows the active pane; headers are read in a process of their own that ends with the dialog."""

    def __init__(self, state: AppState, hide: bool, parent: QWidget | None = None) -> None:
        line = self.tr("DICOM tags or NIfTI fields of the file behind the slice on show.")
        super().__init__(parent, "tags", self.tr("File header"), line)
        self._state, self._hide_identity = state, hide
        self._asked: tuple[str, bool] | None = None
        self._left_out = 0
        self._shown = ""
        """Which file the lines are of, in words."""
        self._reader = TagReader()
        self._work: Background[tuple[Tags, str]] = Background(tr("Reading the header"))
        self._where = label("", "second", "tags-where")
        self._search = QLineEdit()
        self._table = TagsTable()
        self._pages = QStackedWidget()
        self._empty = sentence("", "second")
        self._empty.setObjectName("tags-empty")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._build()
        self._rest.timeout.connect(self._read)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._say)
        state.changed.connect(self._follow)

    def set_privacy(self, hide: bool) -> None:
        """Read again, with or without what tells who the patient is; what is on show goes at once."""
        if hide == self._hide_identity:
            return
        self._hide_identity = hide
        self._table.show_tags(Tags(elements=()))
        self._shown, self._left_out = "", 0
        self._where.setText("")
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the header of the slice on show."""
        super().showEvent(event)
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """End the process that reads; nothing is followed until the dialog is shown again."""
        super().hideEvent(event)
        self.end()

    def end(self) -> None:
        """End the process that reads."""
        self._rest.stop()
        self._work.cancel()
        self._reader.close()
        self._work.close()
        self._reader, self._asked = TagReader(), None

    def _build(self) -> None:
        px = theme.current().px
        self._search.setObjectName("tags-search")
        self._search.setAccessibleName(self.tr("Search in the header"))
        self._search.setPlaceholderText(self.tr("Search tag, name or value"))
        self._search.setToolTip(self.tr("Show the lines that hold this text"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _: self._count())
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        self.body.addWidget(self._where)
        self.body.addWidget(self._search)
        self.body.addWidget(self._pages, 1)
        tip = self.tr("Copy the selected rows (Ctrl C)")
        self._copy = self.add_button(self.tr("Copy rows"), self._table.copy, tip=tip)
        self.add_button(self.tr("Close"), self.accept, "primary")
        self.resize(px(860), px(620))

    def _follow(self, scene: Scene, old: Scene) -> None:
        if self.isVisible() and file_of(scene) != file_of(old):
            self._rest.start()

    def _read(self) -> None:
        """Read the file of the slice on show; say so where there is none."""
        scene = self._state.scene
        path = file_of(scene)
        if not path:
            self._asked = None
            self._work.cancel()
            self._say(_why_none(scene))
            return
        asked = (path, self._hide_identity)
        if asked == self._asked:
            return
        self._asked = asked
        reader, hide, words = self._reader, self._hide_identity, self._words(scene, path)
        self._work.start(lambda report, cancelled: (reader.read(Path(path), hide, cancelled), words))

    def _words(self, scene: Scene, path: str) -> str:
        one = scene.study is not None and len(scene.study.facts.files) == 1
        place = self.tr("All slices") if one else self.tr("Slice {}").format(_row(scene) + 1)
        return f"{place} · {self.tr('identity hidden') if self._hide_identity else Path(path).name}"

    def _show(self, answer: tuple[Tags, str]) -> None:
        tags, self._shown = answer
        self._pages.setCurrentWidget(self._table)
        self._search.setEnabled(True)
        self._copy.setEnabled(True)
        self._left_out = tags.left_out
        self._table.show_tags(tags)
        self._count()

    def _say(self, text: str) -> None:
        self._empty.setText(text)
        self._where.setText("")
        self._search.setEnabled(False)
        self._copy.setEnabled(False)
        self._pages.setCurrentWidget(self._empty)

    def _count(self) -> None:
        """Search, and say of which file and slice how many lines are on show."""
        lines = self._table.search(self._search.text())
        said = [self._shown, self.tr("{} lines").format(lines)]
        if self._left_out:
            said.append(self.tr("{} more are not listed").format(self._left_out))
        self._where.setText(" · ".join(said))


def file_of(scene: Scene) -> str:
    """Return the path of the file that the slice in the active pane was read from, or ''."""
    if scene.study is None or scene.source is None or not scene.study.facts.files:
        return ""
    if not scene.source.grid.same_place(scene.study.first.grid):
        return ""
    files = scene.study.facts.files
    return files[min(_row(scene), len(files) - 1)]


def _row(scene: Scene) -> int:
    """Return the axial slice in the active pane, or the one that a pane of another plane goes with."""
    lane = scene.panes[scene.active].lane
    return scene.row if lane.row is None or lane.plane != "axial" else lane.row


def _why_none(scene: Scene) -> str:
    if scene.study is None:
        return tr("No scan is open. Open a DICOM or NIfTI file to see its header.")
    if not scene.study.path:
        return tr("The demo is synthetic, so there is no file behind it. Open a DICOM or NIfTI file.")
    if scene.study.facts.files and scene.source is not None:
        if scene.source.grid.same_place(scene.study.first.grid):
            return tr(
                "This slice is missing in the series, so there is no file behind it. Scroll to another."
            )
        return tr("This volume was not read from a file. Show the volume that was opened.")
    return tr("What opened this case does not say which files it read, so there is no header to show.")
