"""ConsolePanel: what was typed and what came of it, over the line to type in."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from . import theme
from .buttons import IconButton, push
from .console import Console, is_whole
from .dock import text_label
from .language import tr

_TICK = 50
"""Milliseconds from one look at the output to the next."""
_LINES = 5000
"""Lines of output that are kept."""
_LONGEST, _AT_ONCE = 1000, 20_000
"""Characters of a line that is shown unbroken, and of all that is shown in one tick: layout takes time."""
_HIGHEST = 6
"""Lines that the field to type in grows to."""
SAYS = tr(
    "studio.scene, studio.commands and studio.do(name), volume[z, y, x], panes['A'][row, column], np. The "
    "arrays are read-only: copy them to change them. Only studio.do(…) can be undone."
)


class ConsolePanel(QWidget):
    """Closes with its button or the key that opened it; a statement goes on meanwhile."""

    closed = Signal()

    def __init__(self, console: Console, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("console")
        self.setAccessibleName(self.tr("Python console"))
        theme.set_role(self, "dose")
        self._console = console
        self._break, self._waiting = "", ""
        self.output, self.input = QPlainTextEdit(), Typed()
        self._stop = push(self.tr("Stop"), "console-stop", tip=self.tr("Interrupt the statement that runs"))
        self._clear = push(self.tr("Clear"), "console-clear", tip=self.tr("Empty the output; values stay"))
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._show_output)
        self._build()
        self.input.entered.connect(self.run)
        self._stop.clicked.connect(self._interrupt)
        self._clear.clicked.connect(self._empty)
        console.ended.connect(self._ended)
        self._ended()

    def run(self, text: str) -> None:
        """Run a statement as if it had been typed."""
        if self._console.busy:
            return
        first, *rest = text.rstrip().split("\n")
        typed = "\n".join([f">>> {first}", *(f"... {line}" for line in rest)]) + "\n"
        self._waiting += self._console.take() + typed
        self._show_output()
        self.input.keep(text)
        self._stop.setEnabled(True)
        self.input.setReadOnly(True)
        self._console.run(text)
        self._timer.start()

    def _interrupt(self) -> None:
        """Stop, and be ready for the next statement: a button that goes dim would hand its focus to Clear."""
        self.input.setFocus()
        self._console.stop()

    def _build(self) -> None:
        px = theme.current().px
        close = IconButton.plain("console-close", "x", self.tr("Close"), self.tr("Close the console"), 16)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(text_label("console-title", "section", self.tr("Python")))
        head.addWidget(text_label("console-says", "caption", SAYS, wrap=True), 1)
        for button in (self._stop, self._clear, close):
            head.addWidget(button)
        self.output.setObjectName("console-output")
        self.output.setAccessibleName(self.tr("Output of the console"))
        self.output.setToolTip(self.tr("What was typed and what came of it"))
        self.output.setReadOnly(True)
        self.output.setMaximumBlockCount(_LINES)
        theme.set_role(self.output, "code")
        row = QHBoxLayout()
        row.setSpacing(px(6))
        prompt = text_label("console-prompt", "second", ">>>")
        prompt.setContentsMargins(0, px(5), 0, 0)
        row.addWidget(prompt, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.input, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(6), px(12), px(8))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self.output, 1)
        column.addLayout(row)
        self.setMinimumHeight(px(110))

    def _show_output(self) -> None:
        """Show the next of what was printed; what the panel has not taken is kept short by the console."""
        self._waiting = self._waiting or self._console.take()
        text, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        if text:
            self._add(text)
        elif not self._console.busy:
            self._timer.stop()

    def _add(self, text: str) -> None:
        bar = self.output.verticalScrollBar()
        at, at_end = bar.value(), bar.value() >= bar.maximum()
        cursor = self.output.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        used = 0 if self._break else self.output.document().lastBlock().length() - 1
        cursor.insertText(self._break + _broken(text.removesuffix("\n"), used))
        self._break = "\n" if text.endswith("\n") else ""  # no empty last line
        bar.setValue(bar.maximum() if at_end else at)

    def _empty(self) -> None:
        self.output.clear()
        self._console.take()
        self._break, self._waiting = "", ""

    def _ended(self) -> None:
        self._show_output()  # what is left follows with the ticks
        self._stop.setEnabled(False)
        self.input.setReadOnly(False)


def _broken(text: str, used: int) -> str:
    """Return text with its lines broken after 1000 characters; ``used`` are in the line it goes on with."""
    lines = []
    for line in text.split("\n"):
        room = max(_LONGEST - used, 0)
        parts = (line[at : at + _LONGEST] for at in range(room, len(line), _LONGEST))
        lines.append("\n".join((line[:room], *parts)))
        used = 0
    return "\n".join(lines)


class Typed(QPlainTextEdit):
    """The field to type in: Return runs what is whole, Shift+Return breaks the line, ↑ ↓ bring back."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past: list[str] = []
        self._place = 0
        self.setObjectName("console-input")
        self.setAccessibleName(self.tr("Python statement"))
        self.setToolTip(
            self.tr("Return runs, Shift+Return breaks the line, ↑ and ↓ bring back what was typed")
        )
        self.setPlaceholderText(self.tr("volume.mean(), or studio.do('invert')"))
        theme.set_role(self, "code")
        self.textChanged.connect(self._fit)
        theme.notifier.changed.connect(self._fit)
        self._fit()

    def keep(self, text: str) -> None:
        """Remember what was run, and be empty."""
        if text.strip() and self._past[-1:] != [text]:
            self._past.append(text)
        self._place = len(self._past)
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run, bring back, or type."""
        key, block = event.key(), self.textCursor().block()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            whole = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and is_whole(self.toPlainText())
            if whole and self.toPlainText().strip():
                self.entered.emit(self.toPlainText())
            elif not whole:
                self._break_line(block.text())
        elif key == Qt.Key.Key_Up and not block.previous().isValid():
            self._bring(-1)
        elif key == Qt.Key.Key_Down and not block.next().isValid():
            self._bring(1)
        elif key == Qt.Key.Key_Tab:
            self.insertPlainText("    ")
        else:
            super().keyPressEvent(event)

    def _break_line(self, line: str) -> None:
        """Go on in the next line, as deep as this one or one deeper after a colon."""
        depth = len(line) - len(line.lstrip()) + (4 if line.rstrip().endswith(":") else 0)
        self.insertPlainText("\n" + " " * depth)

    def _bring(self, by: int) -> None:
        place = self._place + by
        if not 0 <= place <= len(self._past):
            return
        self._place = place
        self.setPlainText(self._past[place] if place < len(self._past) else "")
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _fit(self) -> None:
        policy, lines = Qt.ScrollBarPolicy, self.blockCount()
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if lines <= _HIGHEST else policy.ScrollBarAsNeeded
        )
        self.setFixedHeight(self.fontMetrics().lineSpacing() * min(lines, _HIGHEST) + theme.current().px(18))
