"""Small controls of the bars: icon buttons, separators, labels with roles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget

from . import theme
from .icons import icon


class IconButton(QToolButton):
    """A tool button whose icon keeps its size in the theme's scale; ``beside`` shows the text too."""

    def __init__(self, name: str, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._size = size
        theme.notifier.changed.connect(self._scale)
        self._scale()

    @classmethod
    def of(cls, action: QAction, size: int = 18, beside: bool = False) -> IconButton:
        """Return the button of an action; it shares its state, tooltip and name."""
        button = cls(f"button-{action.objectName()}", size)
        button.setDefaultAction(action)
        button.setAccessibleName(action.iconText())
        button.set_beside(beside)
        return button

    @classmethod
    def plain(cls, name: str, picture: str, accessible: str, tip: str, size: int = 18) -> IconButton:
        """Return a button of its own with an icon."""
        button = cls(name, size)
        button.setIcon(icon(picture))
        button.setAccessibleName(accessible)
        button.setToolTip(tip)
        return button

    def set_beside(self, beside: bool) -> None:
        """Show the text beside the icon, or the icon alone."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if beside else style.ToolButtonIconOnly)
        self.setProperty("text_beside", "true" if beside else "false")
        theme.repolish(self)

    def _scale(self) -> None:
        side = theme.current().px(self._size)
        self.setIconSize(QSize(side, side))


class Line(QWidget):
    """A separator of one px: standing in a bar with a margin at its sides, or lying with ``lying``."""

    def __init__(self, lying: bool = False, margin: int = 0) -> None:
        super().__init__()
        self._lying, self._margin = lying, margin
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return self.minimumSize()

    def _scale(self) -> None:
        if self._lying:
            self.setFixedHeight(theme.current().px(1))
        else:
            self.setFixedSize(theme.current().px(1) + 2 * self._margin, theme.current().px(20))

    def paintEvent(self, event: object) -> None:
        """Draw the line in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect().adjusted(self._margin, 0, -self._margin, 0), theme.current().line_strong)
        painter.end()


def label(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label with a role of the stylesheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def push(text: str, name: str, role: str = "", tip: str = "") -> QPushButton:
    """Return a push button with a name, a role and a tooltip."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text.rstrip("…"))
    made.setToolTip(tip)
    made.setAutoDefault(role == "primary")
    if role:
        made.setProperty("role", role)
    return made


class _CalmWheel(QObject):
    """Leaves the wheel to the page where a box is not being used: scrolling would change its choice."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wheel away from a box without the focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def choice_box() -> QComboBox:
    """Return an empty combo box for a page that scrolls."""
    made = QComboBox()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.installEventFilter(_CalmWheel(made))
    return made


def narrow_box(name: str, accessible: str, tip: str) -> QComboBox:
    """Return an empty combo box that gives way to its neighbors, whatever its longest entry."""
    made = choice_box()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setToolTip(tip)
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made
