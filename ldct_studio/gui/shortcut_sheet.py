"""The shortcut sheet (?) and the command palette: two readers of the command table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .actions import Actions
from .buttons import label
from .command import Command, shown
from .command_table import GESTURES
from .language import tr

_MOST_CAPS = 6
_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


def sheet_rows(commands: tuple[Command, ...]) -> dict[str, list[str]]:
    """Return the keys of each row of the sheet: those of the panes, gestures, those of the window."""
    in_pane = [c for c in commands if c.sheet and c.scope == "pane"]
    elsewhere = [c for c in commands if c.sheet and c.scope == "window"]
    pairs = [(c.sheet, shown(key)) for c in in_pane for key in c.keys]
    pairs += [*GESTURES, *((c.sheet, shown(key)) for c in elsewhere for key in c.keys)]
    rows: dict[str, list[str]] = {}
    for text, key in pairs:
        rows.setdefault(text, []).append(key)
    return rows


class Overlay(QWidget):
    """A dimmed layer over the whole window that a click beside its card, or Esc, puts away."""

    dim = 140
    """How much of the window it covers, of 255."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName(name)
        self.card = QFrame(self)
        theme.set_role(self.card, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self._before: QWidget | None = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.fill()
        return False

    def fill(self) -> None:
        """Cover the window and put the card in its middle."""
        area = self._window.rect()
        self.setGeometry(area)
        size = self.card.sizeHint().boundedTo(area.size())
        self.card.resize(size)
        self.card.move((area.width() - size.width()) // 2, self.card_top(area.height(), size.height()))

    def card_top(self, available: int, needed: int) -> int:
        """Return where the card begins."""
        return max(0, (available - needed) // 2)

    def appear(self) -> None:
        """Show over everything and take the focus."""
        self._before = self.window().focusWidget()
        self.fill()
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the card anew: the scale may have changed while it was away."""
        super().showEvent(event)
        self.fill()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go away on a click beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away with Esc or ?."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question):
            self.leave()

    def paintEvent(self, event: object) -> None:
        """Dim what lies under the card."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, self.dim))
        painter.end()


class ShortcutSheet(Overlay):
    """Every key, in two columns: text left, key caps right; scrolled where the window is too low."""

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window, "shortcut-sheet")
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._actions = actions
        self._page, self._area = QWidget(), QScrollArea()
        theme.set_role(self._page, "sheet")
        self._area.setWidget(self._page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._area)
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(24, 16, 24, 20)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)
        actions.rebound.connect(self._fill)
        self._fill()

    def fill(self) -> None:
        """Cover the window; the card is as high as its rows, or as the window."""
        needed, room = self._page.sizeHint(), self._window.height() - 2
        bar = self._area.verticalScrollBar().sizeHint().width() if needed.height() > room else 0
        self._page.setMinimumHeight(needed.height())  # or its rows were squeezed before they scroll
        self._area.setFixedSize(needed.width() + bar, min(needed.height(), room))
        super().fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the arrow and page keys."""
        move = _SCROLLS.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self._area.verticalScrollBar().triggerAction(move)

    def _fill(self) -> None:
        grid, actions = self._grid, self._actions
        for old in self._page.findChildren(QWidget):
            old.hide()
            old.deleteLater()
        while grid.takeAt(0) is not None:
            continue
        grid.addWidget(label(self.tr("Shortcuts"), "title"), 0, 0, 1, 5)
        grid.setRowMinimumHeight(0, theme.current().px(30))
        grid.setColumnMinimumWidth(2, 24)
        rows = list(sheet_rows(actions.commands).items())
        half = (len(rows) + 1) // 2
        for place, (text, keys) in enumerate(rows):
            column, row = 3 * (place // half), 1 + place % half
            grid.addWidget(label(text, "second"), row, column)
            grid.addLayout(_caps(text, keys), row, column + 1, Qt.AlignmentFlag.AlignRight)


class Palette(Overlay):
    """Search commands: type a part of a name, Enter does it."""

    dim = 40

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window, "palette")
        self.setAccessibleName(self.tr("Search commands"))
        self._actions = actions
        self._field = QLineEdit()
        self._field.setObjectName("palette-field")
        self._field.setAccessibleName(self.tr("Part of a command's name"))
        self._field.setPlaceholderText(self.tr("Search commands"))
        self._field.textChanged.connect(self._filter)
        self._field.installEventFilter(self)
        self._list = QTreeWidget()
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setColumnCount(2)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._run)
        nothing = self.tr("Nothing found. Only commands that can be used now are listed.")
        self._nothing = label(nothing, "second", "palette-nothing")
        over = QVBoxLayout(self._list)
        over.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)

    def appear(self) -> None:
        """Show every command, ready for typing."""
        tokens = theme.current()
        self._list.setFixedSize(tokens.px(520), tokens.px(10 * 28 + 8))
        self._list.setColumnWidth(0, tokens.px(370))
        self._field.clear()
        self._filter("")
        super().appear()
        self._field.setFocus()

    def card_top(self, available: int, needed: int) -> int:
        """Hang under the tool bar, so that the list grows downwards."""
        return min(theme.current().px(88), max(0, available - needed))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and choose from it while typing."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key
        count = self._list.topLevelItemCount()
        if event.key() in (key.Key_Up, key.Key_Down) and count:
            step = 1 if event.key() == key.Key_Down else -1
            self._select((self._list.currentIndex().row() + step) % count)
        elif event.key() in (key.Key_Return, key.Key_Enter):
            self._run(self._list.currentItem())
        elif event.key() == key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _filter(self, text: str) -> None:
        self._list.clear()
        words = text.lower().split()
        for command in self._actions.commands:
            place = command.place
            name = command.text.rstrip("…")
            if self._actions[command.name].isEnabled() and all(w in f"{place} {name}".lower() for w in words):
                keys = "   ".join(shown(key) for key in command.keys)
                item = QTreeWidgetItem(self._list, [f"{place} › {name}" if place else name, keys])
                item.setData(0, Qt.ItemDataRole.UserRole, command.name)
                item.setToolTip(0, command.tooltip())
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setForeground(1, theme.current().text_3)
        self._nothing.setVisible(not self._list.topLevelItemCount())
        self._select(0)

    def _select(self, row: int) -> None:
        item = self._list.topLevelItem(row)
        if item is not None:
            self._list.setCurrentItem(item)

    def _run(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        action: QAction = self._actions[item.data(0, Qt.ItemDataRole.UserRole)]
        self.leave()
        action.trigger()


def _caps(text: str, keys: list[str]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addStretch()
    span = text == tr("Window presets")
    for place, key in enumerate(keys[:_MOST_CAPS]):
        if span and place:
            row.addWidget(label("–", "second"))
        row.addWidget(label(key, "keycap"))
    return row
