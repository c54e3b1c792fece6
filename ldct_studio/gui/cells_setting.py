"""SettingRow: one setting of a cell, the same for all of them or an axis of the study."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ..core.config import Config, sentence
from ..core.step import Value
from . import theme
from .buttons import label
from .cells_values import AxisValues
from .form import Row
from .language import tr

_TITLE = 128


class SettingRow(QWidget):
    """Title, field, and “Several”: several values are an axis of the study."""

    changed = Signal()

    def __init__(self, name: str, field: FieldInfo, value: object) -> None:
        super().__init__()
        self.name, self._field = name, field
        self._fixed = Row(name, field, value)
        self._fixed.edited.connect(self.changed)
        self._axis: AxisValues | None = None
        self.several = QCheckBox(tr("Several"))
        self.several.setObjectName(f"several-{name}")
        self.several.setAccessibleName(tr("{0}: several values").format(self._fixed.title))
        self.several.setToolTip(
            tr("Several values of this setting: each is a step along an axis of the study")
        )
        self.several.setMinimumWidth(self.several.sizeHint().width() + theme.current().px(4))  # focus ring
        self.several.toggled.connect(self._switch)
        self._error = label("", "bad")
        self._error.setWordWrap(True)
        self._error.hide()
        self._arrange()

    @property
    def values(self) -> tuple[Value, ...] | None:
        """The values of the axis; None where the setting is the same for all cells."""
        return self._axis.values if self._axis is not None and self.several.isChecked() else None

    @property
    def value(self) -> object:
        """The value for all cells, as it stands in the field."""
        return self._fixed.value()

    def check(self, kind: type[Config]) -> str:
        """Say under the field what is wrong with its values, and return it; '' where all are allowed."""
        found = ""
        values = self.values
        if values is not None and not values:
            found = tr("Give this axis at least one value.")
        elif values is not None and len(set(values)) < len(values):
            found = tr("A value stands twice; leave one out.")
        for value in values if values is not None else (self.value,):
            found = found or _wrong(kind, self.name, value)
        self._error.setText(tr(found))
        self._error.setVisible(bool(found))
        return found

    def _arrange(self) -> None:
        px = theme.current().px
        title = label(self._fixed.title)
        title.setWordWrap(True)
        title.setFixedWidth(px(_TITLE))
        title.setContentsMargins(0, px(5), 0, 0)
        self._place = QVBoxLayout()
        self._place.setSpacing(px(4))
        self._place.addWidget(self._fixed)
        self._place.addWidget(self._error)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._place, 1)
        row.addWidget(self.several, 0, Qt.AlignmentFlag.AlignTop)

    def _switch(self, several: bool) -> None:
        if several and self._axis is None:
            first = self.value
            shown = first if isinstance(first, (bool, int, float, str)) else None
            self._axis = AxisValues(self.name, self._field, self._fixed.title, shown)
            self._axis.changed.connect(self.changed)
            self._place.insertWidget(1, self._axis)
        if self._axis is not None:
            self._axis.setVisible(several)
        self._fixed.setVisible(not several)
        self.changed.emit()


def _wrong(kind: type[Config], name: str, value: object) -> str:
    """Return what is wrong with one value of a setting, '' where nothing is; others have their defaults."""
    try:
        kind.model_validate({name: value})
    except ValidationError as error:
        own = [one for one in error.errors() if one["loc"][:1] == (name,)]
        return sentence(error) if own else ""
    return ""
