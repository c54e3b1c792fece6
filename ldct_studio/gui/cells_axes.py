"""CellsAxes: a chooser per axis of a study: across, down, averaged, or one value of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ..studies.plan import Plan
from . import theme
from .buttons import label, narrow_box
from .cells_table import Role, axis_title, axis_words, roles
from .language import tr

_WIDE, _WIDEST, _MOST = 168, 240, 200
"""Least and greatest width of a chooser in px, and values that one offers."""
_ROLES: tuple[tuple[Role, str], ...] = (
    ("across", tr("Across")),
    ("down", tr("Down")),
    ("mean", tr("Mean of all")),
)


class CellsAxes(QWidget):
    """``changed`` when the user wants another arrangement; ``roles`` says which."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cells-axes")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.roles: dict[str, Role | int] = {}
        self.boxes: dict[str, QComboBox] = {}
        self._plan: Plan | None = None
        self._parts: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_plan(self, plan: Plan) -> None:
        """Offer the axes of another study, in a sensible arrangement."""
        if plan == self._plan:
            return
        self._plan, self.roles = plan, roles(plan)
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.boxes = {name: self._box(plan, name) for name in plan.axes}
        self._parts = [_titled(axis_title(plan, name), box) for name, box in self.boxes.items()]
        self._columns = 0
        self._flow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand as many beside each other as there is room for."""
        super().resizeEvent(event)
        self._flow()

    def _box(self, plan: Plan, name: str) -> QComboBox:
        title = axis_title(plan, name)
        tip = tr("Where “{0}” stands in the grid: across, down, averaged over, or one value alone")
        box = narrow_box(f"cells-axis-{name}", title, tip.format(title))
        for role, text in _ROLES:
            box.addItem(text, role)
        for place, word in enumerate(axis_words(plan, name)[:_MOST]):
            box.addItem(tr("Only {0}").format(word), place)
        box.setCurrentIndex(box.findData(self.roles[name]))
        box.currentIndexChanged.connect(lambda _: self._choose(name, box))
        return box

    def _choose(self, name: str, box: QComboBox) -> None:
        self.roles[name] = box.currentData()
        self.changed.emit()

    def _flow(self) -> None:
        px, gap = theme.current().px, theme.current().px(8)
        columns = max(1, min((self.width() + gap) // px(_WIDE), max(len(self._parts), 1)))
        for part in self._parts:
            part.setFixedWidth(min(px(_WIDEST), (self.width() + gap) // columns - gap))
        if columns == self._columns:
            return
        self._grid.setSpacing(gap)
        self._grid.setColumnStretch(self._columns, 0)
        self._columns = columns
        for part in self._parts:
            self._grid.removeWidget(part)
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, place // columns, place % columns)
            part.show()
        self._grid.setColumnStretch(columns, 1)


def _titled(title: str, box: QComboBox) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    head = label(title, "caption")
    head.setBuddy(box)
    column.addWidget(head)
    column.addWidget(box)
    return part
