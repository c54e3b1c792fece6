"""The training on show: what it is and can be done with, its curves, pictures, settings and log."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from . import theme
from .buttons import IconButton, push
from .dock import text_label
from .language import tr
from .train_aside import TrainAside
from .train_charts import charts
from .train_curves import TrainCurves
from .train_news import JobView
from .train_pictures import TrainPictures
from .train_words import Deed, deeds, head_line, name

WIDE = 900
"""Below this width in px at 100 % settings and log stand under the curves."""
_BUTTONS: tuple[tuple[Deed, str, str], ...] = (
    (
        "compare-training",
        tr("Compare in a pane"),
        tr("Put the trained model into a pane; the reference stays"),
    ),
    ("resume-training", tr("Resume"), tr("Go on from where the training was saved")),
    ("cancel-training", tr("Cancel"), tr("Stop the training; it saves first and can be resumed")),
    ("delete-training", tr("Delete…"), tr("Delete the training with its model, pictures and log")),
)


class TrainJob(QScrollArea):
    """Shows one ``JobView``; ``wanted(Deed)`` with what the user asks for."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-job")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view: JobView | None = None
        self._title = TrainTitle()
        self._line = text_label("train-line", "second", wrap=True)
        self.buttons: dict[Deed, QPushButton] = {}
        self.curves, self.pictures = TrainCurves(), TrainPictures()
        self.aside = TrainAside()
        self._arrange()
        theme.notifier.changed.connect(self._redraw)

    def show_job(self, view: JobView) -> None:
        """Show a job; nothing is drawn anew where nothing changed."""
        old, self._view = self._view, view
        now = datetime.now()
        self._title.setText(name(view, now))
        self._title.setToolTip(f"{name(view, now)}\n{view.job.folder}")
        self._line.setText(head_line(view, now))
        able = deeds(view)
        for deed, button in self.buttons.items():
            button.setEnabled(deed in able)
        if view is old:
            return
        self._draw_curves(view)
        self.pictures.show_pictures(view.job.folder, view.pictures)
        self.aside.show_job(view)
        if old is None or old.job != view.job:
            self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put settings and log beside the curves, or under them."""
        super().resizeEvent(event)
        wide = self.width() >= theme.current().px(WIDE)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._head.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.aside.set_beside(wide)

    def _arrange(self) -> None:
        px = theme.current().px
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(px(8))
        self._head.addWidget(self._title, 1)
        self._head.addLayout(self._button_row())
        main = QVBoxLayout()
        main.setContentsMargins(px(16), px(8), px(16), px(12))
        main.setSpacing(px(4))
        main.addLayout(self._head)
        main.addWidget(self._line)
        main.addSpacing(px(8))
        main.addWidget(self.curves, 1)
        main.addSpacing(px(8))
        main.addWidget(self.pictures)
        self.pictures.hide()
        page = QWidget()
        theme.set_role(page, "panel")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self.aside)
        self.setWidget(page)

    def _button_row(self) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.current().px(8))
        for deed, text, tip in _BUTTONS:
            button = push(text, deed, tip=tip)
            button.clicked.connect(partial(self.wanted.emit, deed))
            row.addWidget(button)
            self.buttons[deed] = button
        tip = self.tr("Show the folder of the training with its models, pictures and log")
        folder = IconButton.plain("train-folder", "folder-open", self.tr("Open folder"), tip, 16)
        folder.clicked.connect(self._open_folder)
        row.addWidget(folder)
        row.addStretch()
        return row

    def _open_folder(self) -> None:
        if self._view is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._view.job.folder)))

    def _draw_curves(self, view: JobView) -> None:
        progress = view.status.progress
        none = (
            tr("Curves appear with the first steps.") if view.status.active else tr("Nothing was measured.")
        )
        self.curves.show_charts(charts(view.series, progress.total if progress else 0), none)

    def _redraw(self) -> None:
        if self._view is not None:
            self._draw_curves(self._view)


class TrainTitle(QLabel):
    """The name of a training on one line, which ends with … where there is too little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("train-title")
        self.setProperty("role", "title")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits of the name."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
