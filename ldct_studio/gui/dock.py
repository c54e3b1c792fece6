"""Dock: a titled part of the left or right column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from . import theme
from .icons import icon
from .state import AppState


class Dock(QWidget):
    """A section title with buttons at its right, over a body.

    Subclasses fill ``body``; they show the scene and change it, and keep no truth of their own.
    """

    def __init__(self, state: AppState, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.setObjectName(name)
        self.setAccessibleName(title)
        theme.set_role(self, "panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        px = theme.current().px
        self.title = text_label(f"{name}-title", "section", title)
        self.head = QHBoxLayout()
        self.head.setSpacing(px(4))
        self.head.addWidget(self.title)
        self.head.addStretch()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(12), px(8), px(12), px(10))
        self.body.setSpacing(px(6))
        self.body.addLayout(self.head)

    def add_button(self, name: str, picture: str, text: str, tip: str) -> QToolButton:
        """Add an icon button to the head."""
        button = QToolButton()
        button.setObjectName(f"{self.objectName()}-{name}")
        button.setIcon(icon(picture))
        button.setAccessibleName(text)
        button.setToolTip(tip)
        self.head.addWidget(button)
        return button


def text_label(name: str, role: str, text: str = "", wrap: bool = False) -> QLabel:
    """Return a label of plain text in a role of the stylesheet."""
    label = QLabel(text)
    label.setObjectName(name)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    return label
