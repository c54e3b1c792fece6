"""AxisValues: the field for several values of one setting of a study."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from ..core.step import Value
from . import theme
from .buttons import label, push
from .form import choices_of
from .language import tr
from .number_text import printed, read

_SPLIT = re.compile(r"\s*[;\n]\s*|,\s+")
_HIGH = 92


class AxisValues(QWidget):
    """Several values: check boxes where the field offers choices, a list of files, or words with “;”."""

    changed = Signal()

    def __init__(self, name: str, field: FieldInfo, title: str, first: Value) -> None:
        super().__init__()
        self._boxes: list[tuple[QCheckBox, Value]] = []
        self._line: QLineEdit | None = None
        self._files: FileList | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        offered = offered_values(field)
        if offered:
            for value, words in offered:
                box = QCheckBox(words)
                box.setObjectName(f"axis-{name}-{value}")
                box.setChecked(value == first)
                box.toggled.connect(self.changed)
                column.addWidget(box)
                self._boxes.append((box, value))
        elif field.annotation is Path:
            self._files = FileList(name, title)
            self._files.changed.connect(self.changed)
            column.addWidget(self._files)
        else:
            numbers = first if isinstance(first, (int, float)) else None
            self._line = QLineEdit(printed(numbers) if numbers is not None else str(first or ""))
            self._line.setObjectName(f"axis-{name}")
            self._line.setAccessibleName(title)
            self._line.setToolTip(tr("Several values, with “;” between them"))
            self._line.setPlaceholderText(tr("Values with “;” between them"))
            self._line.textChanged.connect(self.changed)
            row = QHBoxLayout()
            row.setSpacing(theme.current().px(8))
            row.addWidget(self._line, 1)
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            if extra.get("unit"):
                row.addWidget(label(tr(str(extra["unit"])), "second"))
            column.addLayout(row)

    @property
    def values(self) -> tuple[Value, ...]:
        """The values; what is no number is a text, for the setting to judge."""
        if self._boxes:
            return tuple(value for box, value in self._boxes if box.isChecked())
        if self._files is not None:
            return tuple(self._files.paths)
        assert self._line is not None
        return parsed(self._line.text())


class FileList(QWidget):
    """Files or folders that are added by a button, or dropped."""

    changed = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.list = _PathList()
        self.list.setObjectName(f"axis-{name}")
        self.list.setAccessibleName(title)
        self.list.setToolTip(tr("The files of the study; drop more here"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(theme.current().px(_HIGH))
        theme.set_role(self.list, "card")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        for key, text, tip, deed in (
            ("files", tr("Add files…"), tr("Choose files, such as NIfTI volumes"), self._ask_files),
            (
                "folder",
                tr("Add folder…"),
                tr("Choose a folder, such as one of a DICOM series"),
                self._ask_folder,
            ),
            ("remove", tr("Remove"), tr("Leave the selected ones out"), self._remove),
        ):
            button = push(text, f"axis-{name}-{key}", tip=tip)
            button.clicked.connect(deed)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(self.list)
        column.addLayout(row)

    @property
    def paths(self) -> list[str]:
        """The paths in their order."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def add(self, paths: list[str]) -> None:
        """Add paths that are not there yet."""
        there = set(self.paths)
        for path in paths:
            if path not in there:
                there.add(path)
                self.list.addItem(path)
                self.list.item(self.list.count() - 1).setToolTip(path)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders."""
        if _local(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Accept them wherever they are held."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.add(_local(event))

    def _ask_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Add files"), self._folder())
        if chosen:
            self.add(chosen)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Add folder"), self._folder())
        if chosen:
            self.add([chosen])

    def _folder(self) -> str:
        return str(Path(self.paths[-1]).parent if self.paths else Path.home())

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self.changed.emit()


class _PathList(QListWidget):
    """A list that says what to do while it is empty."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paths, or the words in their place."""
        super().paintEvent(event)
        if self.count():
            return
        tokens, painter = theme.current(), QPainter(self.viewport())
        painter.setFont(tokens.font("caption"))
        painter.setPen(tokens.text_3)
        painter.drawText(
            self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("Drop files or folders here")
        )
        painter.end()


def offered_values(field: FieldInfo) -> list[tuple[Value, str]]:
    """Return the values that a setting offers with their words; none where any may be typed."""
    if field.annotation is bool:
        return [(True, tr("Yes")), (False, tr("No"))]
    if get_origin(field.annotation) is Literal:
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        names: Any = extra.get("names", {})
        values = get_args(field.annotation)
        return [(v, tr(str(names.get(str(v), str(v).replace("-", " ").capitalize())))) for v in values]
    return [(value, words) for value, words in choices_of(field)]


def parsed(text: str) -> tuple[Value, ...]:
    """Return the values in a line: with “;” or a comma and a space between them, or commas alone."""
    parts = [part for part in _SPLIT.split(text.strip().rstrip(",;")) if part]
    if len(parts) == 1 and isinstance(read(parts[0]), str) and parts[0].count(",") > 1:
        parts = [part for part in parts[0].split(",") if part]
    return tuple(read(part) for part in parts)


def _local(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
