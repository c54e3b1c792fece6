"""Small controls of the bars: icon buttons, separators, labels with roles."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

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
    """A separator of one px: standing in a bar, or lying with ``lying``."""

    def __init__(self, lying: bool = False, length: int = 20) -> None:
        super().__init__()
        self._lying, self._length = lying, length
        theme.set_role(self, "line")
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def _scale(self) -> None:
        if self._lying:
            self.setFixedHeight(theme.current().px(1))
        else:
            self.setFixedSize(theme.current().px(1), theme.current().px(self._length))


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
