"""A form for any Config: one row per field, with limits, unit and the error under the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, get_args, get_origin

import annotated_types
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ..core.config import Config
from ..nets.catalog import titles
from ..nets.onnx_card import onnx_titles
from . import theme
from .buttons import label
from .figures import MINUS

_LABELS, _NUMBERS = 128, 96


class Form(QWidget):
    """Labels in one column, fields in another; ``changed`` carries each new valid Config."""

    changed = Signal(object)

    def __init__(self, values: Config, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self._values = values
        self._rows: dict[str, Row] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, theme.current().px(_LABELS))
        grid.setColumnStretch(1, 1)
        for name, field in type(values).model_fields.items():
            if not _extra(field).get("hidden"):
                self._add(grid, Row(name, field, getattr(values, name)))
        grid.setRowStretch(grid.rowCount(), 1)

    @property
    def values(self) -> Config:
        """The last valid settings."""
        return self._values

    @property
    def valid(self) -> bool:
        """Whether every field holds a value that is allowed."""
        return self.wrong is None

    @property
    def wrong(self) -> QWidget | None:
        """The first control that holds a value that is not allowed."""
        return next((row.control for row in self._rows.values() if row.error), None)

    def field(self, name: str) -> QWidget:
        """Return the control of a field."""
        return self._rows[name].control

    def _add(self, grid: QGridLayout, row: Row) -> None:
        place = grid.rowCount()
        self._rows[row.name] = row
        if not isinstance(row.control, QCheckBox):
            title = label(row.title)
            title.setBuddy(row.control)
            title.setWordWrap(True)
            title.setContentsMargins(0, theme.current().px(5), 0, 0)
            grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(row, place, 1)
        row.edited.connect(self._check)

    def _check(self) -> None:
        kept = self._values.model_dump()
        try:
            values = type(self._values).model_validate(kept | {n: r.value() for n, r in self._rows.items()})
        except ValidationError as error:
            self._show_errors({str(e["loc"][0]): e["msg"] for e in error.errors()})
            return
        self._show_errors({})
        if values != self._values:
            self._values = values
            self.changed.emit(values)

    def _show_errors(self, errors: dict[str, str]) -> None:
        for name, row in self._rows.items():
            row.show_error(errors.get(name, ""))


class Row(QWidget):
    """The control of one field, its unit, its hint and its error."""

    edited = Signal()

    def __init__(self, name: str, field: FieldInfo, value: object) -> None:
        super().__init__()
        self.name, self.error = name, ""
        self.title = field.title or name.replace("_", " ").capitalize()
        self._field = field
        self.control, self.value = _control(field, value, self.title, self.edited)
        self.control.setObjectName(f"form-{name}")
        self.control.setAccessibleName(self.title)
        self.control.setAccessibleDescription(field.description or "")
        self.control.setToolTip(" ".join(filter(None, (field.description, _allowed(field)))))
        self._error = label("", "bad")
        self._error.setWordWrap(True)
        self._error.hide()
        self._arrange()

    def show_error(self, message: str) -> None:
        """Say under the field what is wrong with it; '' takes the words away."""
        self.error = message and (_allowed(self._field) or f"{message[0].upper()}{message[1:]}.")
        self._error.setText(self.error)
        self._error.setVisible(bool(self.error))
        self.control.setProperty("invalid", "true" if self.error else "false")
        theme.repolish(self.control)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.control)
        unit = _extra(self._field).get("unit")
        if unit:
            line.addWidget(label(unit, "second"))
        if not isinstance(self.control, QComboBox):
            line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        if self._field.description:
            hint = label(self._field.description, "caption")
            hint.setWordWrap(True)
            if isinstance(self.control, QCheckBox):
                hint.setContentsMargins(theme.current().px(24), 0, 0, 0)
            column.addWidget(hint)
        column.addWidget(self._error)


class NumberField(QLineEdit):
    """A number; arrow keys and the wheel step it, and any text may be typed so that it can be judged."""

    def __init__(self, value: float, step: float) -> None:
        super().__init__(_printed(value))
        self._size = step
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.current().px(_NUMBERS))

    def number(self) -> object:
        """Return the number, or the text itself where it is none."""
        text = self.text().replace(MINUS, "-").replace(",", ".").replace("\u202f", "").strip()
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                continue
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrow keys."""
        steps: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.step(steps[event.key()])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step with the wheel while the field has the focus; else the page scrolls."""
        if self.hasFocus():
            self.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            event.ignore()

    def step(self, count: int) -> None:
        """Go up or down by some steps."""
        value = self.number()
        if isinstance(value, (int, float)):
            moved = value + count * self._size
            self.setText(_printed(round(moved, 10)))


def _control(field: FieldInfo, value: Any, title: str, edited: Any) -> tuple[QWidget, Callable[[], object]]:
    """Return the control for a field's type, and what reads its value."""
    if field.annotation is bool:
        box = QCheckBox(title)
        box.setChecked(value)
        box.toggled.connect(edited)
        return box, box.isChecked
    if get_origin(field.annotation) is Literal:
        names = _extra(field).get("names", {})
        words = ((n, names.get(n, str(n).replace("-", " ").capitalize())) for n in get_args(field.annotation))
        return _choice(words, value, edited)
    if "choices" in _extra(field):
        known = onnx_titles if _extra(field).get("format") == "onnx" else titles
        return _choice(known(_extra(field)["choices"]).items(), value, edited)
    if field.annotation in (int, float):
        number = NumberField(value, _step(field))
        number.textChanged.connect(edited)
        return number, number.number
    line = QLineEdit("" if value is None else str(value))
    line.textChanged.connect(edited)
    return line, lambda: line.text() or None if value is None else line.text()


def _choice(
    items: Iterable[tuple[object, str]], value: object, edited: Any
) -> tuple[QWidget, Callable[[], object]]:
    """Return a box of (value, words); a value that is not offered any more stands last as it is."""
    box = QComboBox()
    for choice, words in items:
        box.addItem(words, choice)
    if box.findData(value) < 0:
        box.addItem(str(value), value)
    box.setCurrentIndex(box.findData(value))
    box.currentIndexChanged.connect(edited)
    return box, box.currentData


def _limits(field: FieldInfo) -> tuple[float | None, float | None]:
    low: Any = None
    high: Any = None
    for rule in field.metadata:
        if isinstance(rule, (annotated_types.Ge, annotated_types.Gt)):
            low = rule.ge if isinstance(rule, annotated_types.Ge) else rule.gt
        if isinstance(rule, (annotated_types.Le, annotated_types.Lt)):
            high = rule.le if isinstance(rule, annotated_types.Le) else rule.lt
    return low, high


def _allowed(field: FieldInfo) -> str:
    """Say which values are allowed, in one sentence; '' where any is."""
    low, high = _limits(field)
    unit = _extra(field).get("unit", "")
    after = f"\u00a0{unit}" if unit else ""
    kind = "a whole number" if field.annotation is int else "a number"
    if low is not None and high is not None:
        return f"Choose {kind} from {_printed(low)} to {_printed(high)}{after}."
    if low is not None:
        return f"Choose {kind} from {_printed(low)}{after} on."
    if high is not None:
        return f"Choose {kind} up to {_printed(high)}{after}."
    return f"Choose {kind}." if field.annotation in (int, float) else ""


def _step(field: FieldInfo) -> float:
    extra = _extra(field).get("step")
    if extra:
        return float(extra)
    if field.annotation is int:
        return 1
    low, high = _limits(field)
    return (high - low) / 20 if low is not None and high is not None else 0.1


def _printed(value: float) -> str:
    return f"{value:g}".replace("-", MINUS)


def _extra(field: FieldInfo) -> dict[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
