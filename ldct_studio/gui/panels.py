"""The docks around the stage: two columns, or tabs on the left where the window is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from . import theme
from .language import tr

LEFT = ("study", "layers", "registration", "projections", "window")
RIGHT = ("numbers", "plots", "recipe")
TABS = (
    (tr("Numbers"), ("numbers", "plots")),
    (tr("Data"), ("study",)),
    (tr("Layers"), ("layers", "registration", "projections", "window")),
    (tr("Recipe"), ("recipe",)),
)
_TALL = frozenset({"plots"})
"""Docks that take the height that is left."""
_NARROW_LEFT = 316
_LEAST_LEFT = 220
"""How narrow the left column may be dragged: its lists shorten their texts. Tables keep their whole width."""


class Panels(QWidget):
    """Left column, stage, right column; the docks move into left tabs when narrow."""

    def __init__(self, stage: QWidget, docks: Mapping[str, QWidget]) -> None:
        super().__init__()
        self.setObjectName("panels")
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._docks = dict(docks)
        self._aside = QWidget(self)
        self._aside.hide()
        self._pages: list[Column] = []
        self._narrow: bool | None = None
        self._shown = (True, True)
        self.left, self.right = Column("left-panel"), Column("right-panel")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("left-tabs")
        self.tabs.setDocumentMode(True)
        theme.set_role(self.tabs, "panel")
        for widget in (self.left, self.tabs, stage, self.right):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(self._splitter.indexOf(stage), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        theme.notifier.changed.connect(self._scale)

    def arrange(self, narrow: bool, left: bool, right: bool) -> None:
        """Put the docks where they belong; ``left`` and ``right`` say which columns are wanted."""
        if (narrow, left, right) == (self._narrow, *self._shown):
            return
        rebuild = narrow != self._narrow or (narrow and right != self._shown[1])
        self._narrow, self._shown = narrow, (left, right)
        if rebuild:
            self._park()
        if rebuild and narrow:
            self._fill_tabs(right)
        elif rebuild:
            self._fill_columns()
        self.left.setVisible(left and not narrow)
        self.tabs.setVisible(left and narrow)
        self.right.setVisible(right and not narrow)
        self._scale()

    def _park(self) -> None:
        """Take the docks out of their places: a page that is deleted must hold none."""
        for dock in self._docks.values():
            dock.setParent(self._aside)

    def _fill_columns(self) -> None:
        self.left.fill(self._present(LEFT))
        self.right.fill(self._present(RIGHT))

    def _fill_tabs(self, numbers: bool) -> None:
        chosen = self.tabs.tabText(self.tabs.currentIndex())
        while self.tabs.count():
            self.tabs.removeTab(0)
        for page in self._pages:
            page.deleteLater()
        self._pages = []
        for title, names in TABS:
            docks = self._present(names)
            if docks and (numbers or title in (tr("Data"), tr("Layers"))):
                page = Column(f"tab-{title.lower()}")
                page.fill(docks)
                self._pages.append(page)
                self.tabs.addTab(page, title)
        for index in range(self.tabs.count()):
            if self.tabs.tabText(index) == chosen:
                self.tabs.setCurrentIndex(index)

    def _present(self, names: Sequence[str]) -> list[tuple[QWidget, bool]]:
        return [(self._docks[name], name in _TALL) for name in names if name in self._docks]

    def _scale(self) -> None:
        tokens = theme.current()
        left = tokens.px(_NARROW_LEFT) if self._narrow else tokens.size("left_dock")
        right = tokens.size("right_dock")
        widths: dict[QWidget, int] = {self.left: left, self.tabs: left, self.right: right}
        places = (self._splitter.widget(n) for n in range(self._splitter.count()))
        self._splitter.setSizes(
            [10_000 if widget is None else widths.get(widget, 10_000) for widget in places]
        )
        self.left.setMinimumWidth(tokens.px(_LEAST_LEFT))
        self.tabs.setMinimumWidth(left)
        self.right.setMinimumWidth(right)


class Column(QScrollArea):
    """Docks over each other, scrolled where they do not fit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fill(self, docks: Sequence[tuple[QWidget, bool]]) -> None:
        """Take docks in, those marked tall with the height that is left."""
        page = QWidget()
        theme.set_role(page, "panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for dock, tall in docks:
            column.addWidget(dock, 1 if tall else 0)
            dock.show()
        if not any(tall for _, tall in docks):
            column.addStretch(1)
        self.setWidget(page)
