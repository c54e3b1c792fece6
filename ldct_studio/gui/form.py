"""A form for any Config: one row per field, with limits, unit and the error under the field."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import annotated_types
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.config import Config
from ..nets.catalog import titles
from ..nets.onnx_card import onnx_titles
from ..nets.predictors import predictor_titles
from . import theme
from .buttons import choice_box, label, push
from .language import tr
from .number_text import beside, printed, read

_LABELS, _NUMBERS, _AROUND = 128, 96, 28
_TITLES = {"onnx": onnx_titles, "command": predictor_titles}
"""What lists the models of a format by name; without one, the trained networks."""
_NARROW: dict[type, float] = {int: 10_000, float: 100}
"""Widest limits within which a number is stepped evenly; whole numbers are counted one by one."""


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
        self._whole = label("", "bad")
        self._whole.setWordWrap(True)
        self._whole.hide()
        grid.addWidget(self._whole, grid.rowCount(), 0, 1, 2)
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
        """The first control that holds a value that is not allowed, or the words why values do not agree."""
        whole = self._whole if self._whole.text() else None
        return next((row.control for row in self._rows.values() if row.error), whole)

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
            # what a check of the whole Config refuses belongs to no field
            self._show_errors({str((*e["loc"], "")[0]): _sentence(e["msg"]) for e in error.errors()})
            return
        self._show_errors({})
        if values != self._values:
            self._values = values
            self.changed.emit(values)

    def _show_errors(self, errors: dict[str, str]) -> None:
        for name, row in self._rows.items():
            row.show_error(errors.get(name, ""))
        self._whole.setText(tr(errors.get("", "")))
        self._whole.setVisible("" in errors)


class Row(QWidget):
    """The control of one field, its unit, its hint and its error."""

    edited = Signal()

    def __init__(self, name: str, field: FieldInfo, value: object) -> None:
        super().__init__()
        self.name, self.error = name, ""
        self.title = tr(field.title or name.replace("_", " ").capitalize())
        self._field = field
        self.control, self.value = _control(field, value, self.title, self.edited)
        self.control.setObjectName(f"form-{name}")
        self.control.setAccessibleName(self.title)
        described = tr(field.description or "")
        self.control.setAccessibleDescription(described)
        self.control.setToolTip(" ".join(filter(None, (described, _allowed(field)))) or self.title)
        self._error = label("", "bad")
        self._error.setWordWrap(True)
        self._error.hide()
        self._arrange()

    def show_error(self, message: str) -> None:
        """Say under the field what is wrong with it; '' takes the words away."""
        self.error = message and (_allowed(self._field) or tr(message))
        self._error.setText(self.error)
        self._error.setVisible(bool(self.error))
        self.control.setProperty("invalid", "true" if self.error else "false")
        theme.repolish(self.control)

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.control)
        if self._field.annotation is Path:
            line.addWidget(self._chooser())
        unit = _extra(self._field).get("unit")
        if unit:
            line.addWidget(label(tr(unit), "second"))
        if not isinstance(self.control, QComboBox) and self._field.annotation is not Path:
            line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        if self._field.description:
            hint = label(tr(self._field.description), "caption")
            hint.setWordWrap(True)
            if isinstance(self.control, QCheckBox):
                hint.setContentsMargins(theme.current().px(24), 0, 0, 0)
            column.addWidget(hint)
        column.addWidget(self._error)

    def _chooser(self) -> QPushButton:
        name, tip = f"form-{self.name}-folder", self.tr("Choose the folder of “{0}”").format(self.title)
        button = push(self.tr("Choose folder…"), name, tip=tip)
        button.clicked.connect(self._choose_folder)
        return button

    def _choose_folder(self) -> None:
        """Ask for a folder, from the one in the field on; none chosen changes nothing."""
        assert isinstance(self.control, QLineEdit)
        chosen = QFileDialog.getExistingDirectory(self, self.title, self.control.text() or str(Path.home()))
        if chosen:
            self.control.setText(chosen)


class NumberField(QLineEdit):
    """A number; arrow keys and the wheel step it, and any text may be typed so that it can be judged.

    Without a ``step`` it goes through 1, 2 and 5 times powers of ten; a value of None is an empty field,
    which shows the ``placeholder``.
    """

    def __init__(self, value: float | None, step: float | None, placeholder: str = "") -> None:
        super().__init__(printed(value))
        self._size = step
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(placeholder)
        px = theme.current().px
        needed = self.fontMetrics().horizontalAdvance(placeholder) + px(_AROUND) if placeholder else 0
        self.setFixedWidth(max(px(_NUMBERS), needed))

    def number(self) -> object:
        """Return the number, or the text itself where it is none."""
        return read(self.text())

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
        if not isinstance(value, (int, float)) or not math.isfinite(value):
            return
        if self._size is not None:
            value = round(value + count * self._size, 10)
        else:
            for _ in range(abs(count)):
                value = beside(value, count > 0)
        self.setText(printed(value))


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
        known = _TITLES.get(_extra(field).get("format", ""), titles)
        none = [("", tr("None"))] if value == "" else []
        return _choice([*none, *known(_extra(field)["choices"]).items()], value, edited)
    if _kind(field) is not None:
        empty = _extra(field).get("empty", None if NoneType in get_args(field.annotation) else "")
        shown = None if value == empty else value
        number = NumberField(shown, _step(field), tr(_extra(field).get("placeholder", "")))
        number.textChanged.connect(edited)
        return number, lambda: empty if number.text() == "" else number.number()
    line = QLineEdit("" if value is None or value == Path() else str(value))
    line.textChanged.connect(edited)
    return line, lambda: line.text() or None if value is None else line.text()


def choices_of(field: FieldInfo) -> list[tuple[str, str]]:
    """Return the models that a setting offers, by name, with their titles; none where it offers none."""
    kind = _extra(field).get("choices")
    known = _TITLES.get(_extra(field).get("format", ""), titles)
    return [] if kind is None else list(known(kind).items())


def _choice(
    items: Iterable[tuple[object, str]], value: object, edited: Any
) -> tuple[QWidget, Callable[[], object]]:
    """Return a box of (value, words); a value that is not offered any more stands last as it is."""
    box = choice_box()
    for choice, words in items:
        box.addItem(tr(words), choice)
    if box.findData(value) < 0:
        box.addItem(str(value), value)
    box.setCurrentIndex(box.findData(value))
    box.currentIndexChanged.connect(edited)
    return box, box.currentData


def _kind(field: FieldInfo) -> type | None:
    """Return which numbers a field holds, also where it may be empty or a word; None where it holds none."""
    held = get_args(field.annotation)
    others = [kind for kind in held if kind is NoneType or get_origin(kind) is Literal]
    kinds = [kind for kind in held if kind not in others] if others else [field.annotation]
    bare = [get_args(kind)[0] if get_origin(kind) is Annotated else kind for kind in kinds]
    return next((kind for kind in (int, float) if bare == [kind]), None)


def _rules(field: FieldInfo) -> list[Any]:
    """Return the limits of a field, also where they are of the numbers alone that stand beside a word."""
    inner = [get_args(kind)[1:] for kind in get_args(field.annotation) if get_origin(kind) is Annotated]
    parts = [part for one in inner for part in one]
    return [*field.metadata, *(rule for part in parts for rule in getattr(part, "metadata", [part]))]


def _limits(field: FieldInfo) -> tuple[float | None, float | None]:
    low: Any = None
    high: Any = None
    for rule in _rules(field):
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
    kind = tr("a whole number") if _kind(field) is int else tr("a number")
    if low is not None and high is not None:
        return tr("Choose {0} from {1} to {2}{3}.").format(kind, printed(low), printed(high), after)
    if low is not None:
        return tr("Choose {0} from {1}{2} on.").format(kind, printed(low), after)
    if high is not None:
        return tr("Choose {0} up to {1}{2}.").format(kind, printed(high), after)
    return tr("Choose {0}.").format(kind) if _kind(field) is not None else ""


def _step(field: FieldInfo) -> float | None:
    """Return what one step adds; None where the limits span decades."""
    extra = _extra(field).get("step")
    if extra:
        return float(extra)
    kind = _kind(field) or float
    if _span(field) > _NARROW[kind]:
        return None
    if kind is int:
        return 1
    low, high = _limits(field)
    return (high - low) / 20 if low is not None and high is not None else 0.1


def _span(field: FieldInfo) -> float:
    """Return the ratio of the limits, or their difference where values may be 0; 0 where one is missing."""
    low, high = _limits(field)
    above = any(isinstance(rule, annotated_types.Gt) for rule in _rules(field))
    if _kind(field) is float and low == 0 and above:
        return math.inf
    if low is None or high is None:
        return 0.0
    return high / low if low > 0 else high - low


def _sentence(message: str) -> str:
    """Return what pydantic or a check of a Config says as a sentence."""
    said = message.removeprefix("Value error, ")
    return f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."


def _extra(field: FieldInfo) -> dict[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
