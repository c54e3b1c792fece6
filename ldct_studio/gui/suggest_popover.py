"""The popover over the dose bar where a dose is asked for and suggested."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from . import theme
from .buttons import Line, label, push
from .icons import State, StateShape
from .language import tr
from .scene import Scene
from .suggest_answer import SuggestAnswer
from .suggest_fields import SuggestFields
from .suggestion import Answer, Question

_WIDTH = 348


class SuggestPopover(QFrame):
    """Fields over the answer; ``asked`` tells that they changed, ``used`` carries a dose that was chosen."""

    asked = Signal()
    used = Signal(float)
    training_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._bar = parent
        theme.set_role(self, "card")
        self.setObjectName("suggest-popover")
        self.setAccessibleName(tr("Suggested dose"))
        self.fields, self._answer, self._line = SuggestFields(), SuggestAnswer(), Line(lying=True)
        self._shape, self._said = StateShape(), label("", "second", "suggest-state")
        self._said.setWordWrap(True)
        self._learn = push(tr("New training…"), "suggest-learn")
        self._learn.setToolTip(tr("Choose a recipe that learns to suggest doses, and start it"))
        self._bottom = QPoint()
        self._arrange()
        self.fields.changed.connect(self.asked)
        self._answer.used.connect(self.used)
        self._learn.clicked.connect(self.training_wanted)

    def open_over(self, anchor: QWidget) -> None:
        """Open above the bar of a button, ready for a target to be typed."""
        above = self._bar.mapToGlobal(QPoint(0, -theme.current().px(6))).y()
        self._bottom = QPoint(anchor.mapToGlobal(QPoint(0, 0)).x(), above)
        self._fit()
        self.show()
        self._focus()

    def show_answer(self, answer: Answer | None, under_way: Question | None, scene: Scene) -> None:
        """Show what is known: an answer, that it is of another slice, that one is computed, or why not."""
        current = answer is not None and answer.question.about(scene) and under_way is None
        asked = self.fields.wish[0]
        able = answer.able if answer is not None and answer.question.advisor == asked else None
        self.fields.show_advisors()
        self.fields.show_able(able)
        for part in (self.fields, self._line):
            part.setVisible(able is not None or self.fields.choosable)
        state, words = _state(answer, under_way, scene)
        self._shape.show_state(state)
        self._said.setText(words)
        told = answer is not None and answer.advice is not None
        if answer is not None and told:
            self._answer.show_answer(answer)
        self._answer.setVisible(told)
        self._answer.setEnabled(current)
        self._learn.setVisible(under_way is None and answer is not None and answer.unlearned)
        if self.isVisible():
            self._fit()
            self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus on Enter; a field has taken its number by then."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QPushButton):
                focus.click()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        px = theme.current().px
        said = QHBoxLayout()
        said.setSpacing(px(8))
        said.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._said, 1)
        self._shape.setFixedHeight(px(17))  # beside the first line
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Suggested dose"), "section", "suggest-title"))
        column.addWidget(self.fields)
        column.addWidget(self._line)
        column.addLayout(said)
        column.addWidget(self._answer)
        column.addWidget(self._learn, 0, Qt.AlignmentFlag.AlignRight)

    def _fit(self) -> None:
        """Grow upward from the button; a layout of wrapped lines knows its height by its width alone."""
        layout = self.layout()
        assert layout is not None
        width = theme.current().px(_WIDTH)
        for inner in (self.fields.layout(), self._answer.layout(), layout):
            if inner is not None:
                inner.activate()  # else it goes by the texts of before
        self.resize(width, layout.totalHeightForWidth(width))
        self.move(self._bottom.x(), self._bottom.y() - self.height())

    def _focus(self) -> None:
        """Begin with the target, once it is known what can be asked for."""
        target = self.fields.target
        if target.isVisible() and self.focusWidget() is None:
            target.setFocus(Qt.FocusReason.PopupFocusReason)
            target.selectAll()


def _state(answer: Answer | None, under_way: Question | None, scene: Scene) -> tuple[State, str]:
    if under_way is not None:
        return "refining", tr("Computing the dose of slice {0}…").format(under_way.row + 1)
    if answer is None:
        return "off", ""
    if answer.problem:
        return ("off" if answer.unlearned else "failed"), tr(answer.problem)
    row = answer.question.row + 1
    if not answer.question.about(scene):
        return "stale", tr("Of slice {0}, out of date").format(row)
    return "full", tr("Slice {0} of {1}").format(row, answer.question.volume.grid.shape[0])
