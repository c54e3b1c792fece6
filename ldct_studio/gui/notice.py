"""Messages: a bar over the top edge of the area it concerns; never a modal box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from ..core.progress import Progress
from . import theme
from .buttons import label, push
from .icons import IconLabel
from .language import tr

Kind = Literal["error", "warning", "info"]

_ICONS: dict[Kind, tuple[str, str]] = {
    "error": ("x-circle", "bad"),
    "warning": ("warning", "warn"),
    "info": ("info", "info"),
}
MOST_BUTTONS = 3
_HEIGHT, _MARGIN, _WIDEST, _FADE = 44, 8, 1120, 180


@dataclass(frozen=True)
class Answer:
    """One button of a message; without ``do`` it only puts the message away."""

    text: str
    do: Callable[[], object] | None = None
    primary: bool = False


DISMISS = Answer(tr("Dismiss"))


@dataclass(frozen=True)
class Notice:
    """One sentence, what happened and what to do, with at most three answers, the safest first."""

    kind: Kind
    text: str
    answers: tuple[Answer, ...] = (DISMISS,)

    def __post_init__(self) -> None:
        if not 1 <= len(self.answers) <= MOST_BUTTONS:
            raise ValueError("A message has one to three answers.")


@runtime_checkable
class GivesWay(Protocol):
    """An area that keeps what has to be read below so many px that messages cover."""

    def give_way(self, covered: int) -> None:
        """Keep titles and marks below so many px of the top edge."""


class Pages(QStackedWidget):
    """Pages one at a time, which begin below what messages cover."""

    def give_way(self, covered: int) -> None:
        """Keep so many px of the top edge free."""
        self.setContentsMargins(0, covered, 0, 0)

    def minimumSizeHint(self) -> QSize:
        """Return what the pages need: a message takes its room from them and not from what lies below."""
        return super().minimumSizeHint().shrunkBy(self.contentsMargins())


class NoticeFrame(QFrame):
    """One message, 44 px high: edge and icon in the color of its kind, the sentence, its answers."""

    answered = Signal(object)
    """The Answer that was chosen."""

    def __init__(self, name: str = "notice", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon = IconLabel("info", 18, "info")
        self._text = label("", "", f"{name}-text")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setWordWrap(True)
        self._count = label("", "caption")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._count)
        self._buttons: list[QPushButton] = []

    def show_notice(self, notice: Notice, waiting: int = 0) -> None:
        """Show a message, and how many more wait behind it."""
        picture, color = _ICONS[notice.kind]
        self._icon.show_icon(picture, color)
        text = tr(notice.text)
        self._text.setText(text)
        self._text.setToolTip(text)
        self._count.setText(self.tr("{0} more").format(waiting) if waiting else "")
        self.setAccessibleName(text)
        self.setProperty("kind", notice.kind)
        theme.set_role(self, "notice")
        self._show_answers(notice.answers)

    def _show_answers(self, answers: tuple[Answer, ...]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(answer) for answer in answers]

    def _button(self, answer: Answer) -> QPushButton:
        name = f"{self.objectName()}-{answer.text.rstrip('…').lower().replace(' ', '-')}"
        button = push(answer.text, name, "primary" if answer.primary else "")
        button.clicked.connect(lambda: self.answered.emit(answer))
        self._row.addWidget(button)
        button.show()  # at once, not only with the next layout: a key may follow
        return button


class ProgressFrame(QFrame):
    """How far a long piece of work is, in the place of a message, with a Cancel that answers at once."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setProperty("kind", "info")
        theme.set_role(self, "notice")
        self._text = label("", "", "progress-text")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress-bar")
        self._bar.setTextVisible(False)
        self._cancel = push(
            self.tr("Cancel"), "progress-cancel", tip=self.tr("Stop; what was open stays open")
        )
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)

    def begin(self, text: str) -> None:
        """Start with a sentence and no measure yet."""
        self._cancel.setEnabled(True)
        self.show_progress(Progress(0, 0, text))

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is; a total of 0 means that nobody knows yet."""
        if not self._cancel.isEnabled():
            return
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        text = tr(progress.text)
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText(self.tr("Cancelling…"))
        self.cancelled.emit()


class Notices(QWidget):
    """The messages of a window, one at a time, the newest first, over the top edge of an area."""

    def __init__(self, window: QWidget, work: QWidget | None = None) -> None:
        """``work`` gets the focus of a button that goes with its message, if it is on show."""
        super().__init__(window)
        self._under, self._work = window, work
        self.setObjectName("notices")
        self._queue: list[Notice] = []
        self._frame = NoticeFrame(parent=self)
        self._frame.answered.connect(self._answer)
        self.progress = ProgressFrame(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._back_to_work)
        self._area: QWidget | None = None
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        theme.notifier.changed.connect(self._place)
        self.hide()

    @property
    def current(self) -> Notice | None:
        """The message on show."""
        return self._queue[0] if self._queue else None

    def tell(self, kind: Kind, text: str, *answers: Answer) -> None:
        """Show a message in front of those that wait; one that is told again comes to the front."""
        notice = Notice(kind, text, answers or (DISMISS,))
        if notice == self.current:
            return
        self._queue = [notice, *(other for other in self._queue if other.text != text)]
        self._refresh()
        QAccessible.updateAccessibility(QAccessibleEvent(self._frame, QAccessible.Event.Alert))

    def begin_progress(self, text: str) -> None:
        """Show that something long has begun."""
        self.progress.begin(text)
        self.progress.show()
        self._refresh()

    def end_progress(self) -> None:
        """Take the progress away."""
        self.progress.hide()
        self._refresh()

    def clear(self) -> None:
        """Put every message away."""
        self._queue.clear()
        self._refresh()

    def lie_over(self, area: QWidget) -> None:
        """Lie over the top edge of an area of the window.

        Where it can give way it hears how much of it is covered, so that no title and no mark is.
        """
        if isinstance(self._area, GivesWay) and self._area is not area:
            self._area.give_way(0)
        self._area = area
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the message away with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._queue:
            self._answer(DISMISS)
        else:
            super().keyPressEvent(event)

    def _answer(self, answer: Answer) -> None:
        self._queue.pop(0)
        self._refresh()
        if answer.do is not None:
            answer.do()

    @property
    def _wanted(self) -> bool:
        """Whether there is anything to show."""
        return self.current is not None or not self.progress.isHidden()

    def _back_to_work(self) -> None:
        if self._work is not None and self._work.isVisible():
            self._work.setFocus()

    def _refresh(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self._frame.isAncestorOf(focus):
            self._back_to_work()  # or Qt hands it on to a control whose keys do something else
        if self.current is not None:
            self._frame.show_notice(self.current, len(self._queue) - 1)
        self._frame.setVisible(self.current is not None)
        appears = self._wanted and not self.isVisible()
        self._place()
        self.setVisible(self._wanted)
        self.raise_()
        if appears:
            self._slide_in()

    def _place(self) -> None:
        tokens = theme.current()
        margin, high = tokens.px(_MARGIN), tokens.px(_HEIGHT)
        area = self._rect()
        wide = min(area.width() - 2 * margin, tokens.px(_WIDEST))
        bars = [bar for bar in (self.progress, self._frame) if not bar.isHidden()]
        left = area.left() + (area.width() - wide) // 2
        self._slide.stop()
        self.setGeometry(left, area.top() + margin, wide, len(bars) * (high + margin))
        if isinstance(self._area, GivesWay):
            self._area.give_way(margin + self.height() if self._wanted else 0)
        for place, bar in enumerate(bars):
            bar.setGeometry(0, place * (high + margin), wide, high)

    def _rect(self) -> QRect:
        """Return the area in the coordinates of the window."""
        if self._area is None:
            return QRect()
        return QRect(self._area.mapTo(self._under, QPoint(0, 0)), self._area.size())

    def _slide_in(self) -> None:
        duration = theme.current().motion(_FADE)
        if not duration:
            return
        end = self.pos()
        self._slide.setDuration(duration)
        self._slide.setStartValue(end - QPoint(0, theme.current().px(_MARGIN)))
        self._slide.setEndValue(end)
        self._slide.start()
