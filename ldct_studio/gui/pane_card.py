"""PaneCard: a sentence and what to do, in the middle of a picture that failed or is out of date."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from . import theme
from .language import tr

_WIDEST = 420


class PaneCard(QFrame):
    """A dark card that stays in the middle of its parent."""

    update_wanted = Signal()
    retry_wanted = Signal()
    apply_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("pane-card")
        theme.set_role(self, "stage-card")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._update = _button(self.tr("Update"), self.tr("Compute the pictures for the dose that is set"))
        self._retry = _button(self.tr("Retry"), self.tr("Compute this picture again"))
        self._apply = _button(
            self.tr("Apply to volume"), self.tr("Make every slice with this method; then this cut is there")
        )
        self._update.setObjectName("pane-update")
        self._retry.setObjectName("pane-retry")
        self._apply.setObjectName("pane-apply")
        self._update.clicked.connect(self.update_wanted)
        self._retry.clicked.connect(self.retry_wanted)
        self._apply.clicked.connect(self.apply_wanted)
        self._build()
        parent.installEventFilter(self)
        self.hide()

    def show_card(self, error: str, update: bool, unapplied: bool = False) -> None:
        """Show why there is no picture with what helps, or the Update button, or nothing."""
        self._text.setText(tr(error))
        self._text.setVisible(bool(error))
        self._retry.setVisible(bool(error) and not unapplied)
        self._apply.setVisible(bool(error) and unapplied)
        self._update.setVisible(update and not error)
        self.setVisible(bool(error) or update)
        if not self.isHidden():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _build(self) -> None:
        space = theme.current().px(12)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self._text)
        row = QHBoxLayout()
        row.addWidget(self._update)
        row.addWidget(self._retry)
        row.addWidget(self._apply)
        row.addStretch(1)
        column.addLayout(row)

    def _place(self) -> None:
        room = self._over.rect()
        widest = min(theme.current().px(_WIDEST), room.width() - 16)
        self._text.setFixedWidth(max(widest - 2 * theme.current().px(12) - 2, 60))
        self._column.activate()
        self.resize(self.sizeHint())
        self.move(room.center() - self.rect().center())


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    theme.set_role(button, "primary")
    return button
