"""The empty state: drop something, open the demo, go on with a recent case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Thread

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ..core.recent import Recent, when
from . import figures, theme
from .buttons import label, push
from .icons import IconLabel, StateShape
from .language import tr
from .notice import Answer, Notice, NoticeFrame

_COLUMN, _HIGH, _PICTURE, _SHOWN = 1120, 276, 236, 5
_SLOW = 0.25
"""Previews slower than this many seconds are shown as a warning."""


class DropTarget(QFrame):
    """The dashed place for folders and files; the window itself takes the drop, wherever it falls."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop-target")
        self._over = False

    def show_over(self, over: bool) -> None:
        """Light up while something is held over the window."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed outline."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(tokens.accent if self._over else tokens.control, tokens.px(1.5), Qt.PenStyle.DashLine)
        )
        if self._over:
            painter.setBrush(tokens.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class DemoPicture(QWidget):
    """The picture of the demo card, cut to its left corners."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setObjectName("demo-picture")

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture."""
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the place with the middle of the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 8, 0), 5, 5)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), theme.current().stage.image)
        if not self._picture.isNull():
            scale = max(self.width() / self._picture.width(), self.height() / self._picture.height())
            size = self._picture.size() * scale
            corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
            painter.drawPixmap(QRectF(corner, size), self._picture, QRectF(self._picture.rect()))
        painter.end()


class RecentRow(QFrame):
    """One recent case; a click or Enter opens it."""

    chosen = Signal(object)
    """The Recent."""

    def __init__(self, entry: Recent) -> None:
        super().__init__()
        self._entry = entry
        self.setObjectName("recent-row")
        self.setAccessibleName(tr("Open {0}, {1}").format(tr(entry.title), tr(entry.detail)))
        self.setToolTip(entry.path)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_role(self, "row")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(tr(entry.title)))
        words.addWidget(label(tr(entry.detail), "caption"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(10)
        row.addWidget(IconLabel("stack", 20, "text_3"))
        row.addLayout(words, 1)
        row.addWidget(label(tr(when(entry.opened, datetime.now())), "caption"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the case."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the case with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._entry)
        else:
            super().keyPressEvent(event)


class ComputeCard(QFrame):
    """What computes, and how long one preview takes; the test runs in a thread of its own."""

    tested = Signal(object)
    """Seconds for one preview, or the exception that ended the test."""

    def __init__(self, device: str, test: Callable[[], float]) -> None:
        super().__init__()
        self.device = device
        self._test = test
        self._thread: Thread | None = None
        self.setObjectName("compute-card")
        theme.set_role(self, "card")
        self._shape = StateShape("off")
        self._detail = label(tr("Not tested yet"), "caption", "compute-detail")
        self._again = push(
            tr("Test again"), "compute-test", tip=tr("Time one projection-noise-FBP tick of 512² pixels")
        )
        self._again.clicked.connect(self.test)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(device, "", "compute-device"))
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 10, 9)
        row.setSpacing(10)
        row.addWidget(self._shape)
        row.addLayout(words, 1)
        row.addWidget(self._again)
        self.tested.connect(self._show)

    def test(self) -> None:
        """Run the test; the window stays usable."""
        self._again.setEnabled(False)
        self._shape.show_state("refining")
        self._detail.setText(tr("Testing"))
        self._thread = Thread(target=self._run, name="compute test", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait for a test that is running: its result needs the window."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            result: object = self._test()
        except Exception as error:  # whatever the device says is what the user is told
            result = error
        self.tested.emit(result)

    def _show(self, result: object) -> None:
        self._again.setEnabled(True)
        if isinstance(result, float):
            slow = result > _SLOW
            self._shape.show_state("preview" if slow else "full")
            self._detail.setText(
                tr("Test passed. A preview takes about {0}.").format(figures.duration(result))
            )
        else:
            self._shape.show_state("failed")
            self._detail.setText(tr("The test failed: {0}").format(result))


class WelcomePage(QScrollArea):
    """One column, 1120 wide: recovery, name, open and demo, recent cases and compute."""

    files_wanted = Signal()
    folder_wanted = Signal()
    demo_wanted = Signal()
    brain_wanted = Signal()
    log_wanted = Signal()
    chosen = Signal(object)
    """The Recent that was chosen."""

    def __init__(self, device: str, test: Callable[[], float]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.recovery = NoticeFrame("recovery")
        self.recovery.hide()
        self.recovery.answered.connect(self._recovered)
        self.target = DropTarget()
        self.picture, self.brain = DemoPicture(), DemoPicture()
        self.compute = ComputeCard(device, test)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._build()
        self.show_recent(())
        theme.notifier.changed.connect(self._scale)
        self._scale()

    def show_recent(self, entries: Sequence[Recent]) -> None:
        """List the recent cases."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for entry in entries[:_SHOWN]:
            row = RecentRow(entry)
            row.chosen.connect(self.chosen)
            self._recent.addWidget(row)
        if not entries:
            self._recent.addWidget(label(tr("Cases that you open are listed here."), "caption"))

    def show_ended_early(self) -> None:
        """Say that the program ended early the last time, and where the log is."""
        answers = (Answer(tr("Open log"), self.log_wanted.emit), Answer(tr("Dismiss")))
        text = tr("The program ended early the last time. The log says what it was doing.")
        self.show_recovery(Notice("info", text, answers))

    def show_recovery(self, notice: Notice) -> None:
        """Show what can be done about a run that ended early, above everything else."""
        self.recovery.show_notice(notice)
        self.recovery.show()

    def _recovered(self, answer: Answer) -> None:
        self.recovery.hide()
        if answer.do is not None:
            answer.do()

    def _build(self) -> None:
        page = QWidget()
        theme.set_role(page, "base")
        self._column = QWidget()
        grid = QGridLayout(self._column)
        grid.setContentsMargins(0, 24, 0, 24)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 49)
        grid.setColumnStretch(1, 49)
        grid.addWidget(self.recovery, 0, 0, 1, 2)
        name = label("LDCT Studio", "display")
        name.setContentsMargins(0, 24, 0, 0)
        grid.addWidget(name, 1, 0, 1, 2)
        line = tr("Open a scan, or start with the demo. Nothing leaves this computer.")
        grid.addWidget(label(line, "second"), 2, 0, 1, 2)
        for place, column, text in (
            (3, 0, tr("Open")),
            (3, 1, tr("Demo")),
            (5, 0, tr("Recent")),
            (5, 1, tr("Compute")),
        ):
            title = label(text, "section")
            title.setContentsMargins(0, 24, 0, 10)
            grid.addWidget(title, place, column)
        grid.addWidget(self.target, 4, 0)
        grid.addLayout(self._demo_cards(), 4, 1)
        grid.addLayout(self._recent, 6, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.compute, 6, 1, Qt.AlignmentFlag.AlignTop)
        self._fill_target()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._column, 100)
        row.addStretch(1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(32, 0, 32, 0)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
        self.setWidget(page)

    def _fill_target(self) -> None:
        folder = push(
            tr("Open folder…"), "welcome-open-folder", "primary", tr("Open a folder with a DICOM series")
        )
        files = push(
            tr("Open files…"),
            "welcome-open-files",
            tip=tr("Open DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy or zip files, or projections (Ctrl O)"),
        )
        folder.clicked.connect(self.folder_wanted)
        files.clicked.connect(self.files_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(folder)
        buttons.addWidget(files)
        buttons.addStretch()
        column = QVBoxLayout(self.target)
        column.setSpacing(8)
        column.addStretch()
        center = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("download-simple", 26, "text_2"), 0, center)
        title = label(tr("Drop a folder or files here"), "title")
        column.addWidget(title, 0, center)
        column.addWidget(
            label(tr("DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy, zip, projections"), "second"), 0, center
        )
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch()

    def _demo_cards(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.current().px(12))
        abdomen = push(
            tr("Open demo"), "welcome-open-demo", tip=tr("Open the synthetic abdomen at 17 % dose")
        )
        abdomen.clicked.connect(self.demo_wanted)
        told = (
            tr("Synthetic, known truth. Opens at 17\u00a0% dose."),
            tr("Reference, FBP, U-Net, task-adaptive."),
        )
        column.addWidget(_card("demo", self.picture, tr("Abdomen with liver lesions"), told, abdomen))
        brain = push(tr("Open brain demo"), "welcome-open-brain", tip=tr("Open the synthetic head"))
        brain.clicked.connect(self.brain_wanted)
        told = (
            tr("Synthetic MR, known truth. Opens at 10\u00a0% of the agent."),
            tr("Low dose, prediction, full dose, uptake."),
        )
        column.addWidget(_card("brain", self.brain, tr("Brain before and after contrast"), told, brain))
        return column

    def _scale(self) -> None:
        tokens = theme.current()
        self._column.setMaximumWidth(tokens.px(_COLUMN))
        self.target.setMinimumHeight(tokens.px(_HIGH))
        for picture in (self.picture, self.brain):
            picture.setFixedWidth(tokens.px(_PICTURE))
        self.recovery.setFixedHeight(tokens.px(44))


def _card(name: str, picture: QWidget, title: str, told: Sequence[str], button: QPushButton) -> QFrame:
    """Return a demo with its picture, what it shows, and the button that opens it."""
    card = QFrame()
    card.setObjectName(f"{name}-card")
    theme.set_role(card, "card")
    words = QVBoxLayout()
    words.setContentsMargins(16, 8, 16, 8)
    words.setSpacing(4)
    words.addStretch()
    words.addWidget(label(title, "title"))
    for text in told:
        words.addWidget(label(text, "second"))
    words.addSpacing(6)
    words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    words.addStretch()
    row = QHBoxLayout(card)
    row.setContentsMargins(1, 1, 1, 1)
    row.setSpacing(0)
    row.addWidget(picture)
    row.addLayout(words, 1)
    return card
