"""Dialogs: a frame for forms, opening files, about, plug-ins, the details of an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .. import __version__, discovery, plugin
from ..core import device
from ..core.licenses import licenses
from ..io.formats import ARCHIVE, ARRAYS, RAYS
from . import theme
from .application import app_icon
from .buttons import Line, label, push
from .icons import IconLabel
from .language import tr
from .report import Failure, versions
from .status_bar import RESEARCH

_WIDTH, _PADDING, _FORM = 600, 24, 460
_PATTERNS = ("*.dcm", "*.ima", *(f"*{ending}" for ending in (*ARRAYS, *RAYS, *ARCHIVE)), "DICOMDIR")


class CardDialog(QDialog):
    """Title and one line, a body, and buttons at the bottom right; Enter = primary, Esc = cancel."""

    def __init__(self, parent: QWidget | None, name: str, title: str, line: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        px = theme.current().px
        theme.set_role(self, "dialog")
        head = QVBoxLayout()
        head.setContentsMargins(px(_PADDING), px(16), px(_PADDING), px(14))
        head.setSpacing(px(2))
        head.addWidget(label(title, "title"))
        if line:
            head.addWidget(sentence(line, "second"))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(px(_PADDING), px(16), px(_PADDING), px(20))
        self.body.setSpacing(px(8))
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(px(_PADDING), px(14), px(_PADDING), px(14))
        self.foot.setSpacing(px(8))
        self.foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line(lying=True))
        column.addLayout(self.body, 1)
        column.addWidget(Line(lying=True))
        column.addLayout(self.foot)
        self.setMinimumWidth(px(_WIDTH))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that wrapped lines need, where the screen has it; Qt takes two thirds at most."""
        super().showEvent(event)
        needed = self.heightForWidth(self.width())
        if self.height() < needed:
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height()))

    def lay_form(self, area: QScrollArea, page: QWidget, error: QLabel, rest: int) -> None:
        """Fill the body with a page that scrolls, and a line for what is wrong with it, hidden at first.

        It is 460 px high where the window behind is that and ``rest`` px high, for head and foot.
        """
        px, window = theme.current().px, self.parentWidget()
        room = window.height() - px(rest) if window is not None else px(_FORM)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(min(px(_FORM), room))
        area.setWidget(page)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(area, 1)
        error.setContentsMargins(px(_PADDING), 0, px(_PADDING), px(8))
        self.body.addWidget(error)
        error.hide()

    def add_button(self, text: str, done: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
        """Add a button; the primary one is added last and answers to Enter."""
        made = push(text, f"{self.objectName()}-{text.rstrip('…').lower().replace(' ', '-')}", role, tip)
        made.clicked.connect(lambda: done())
        made.setDefault(role == "primary")
        self.foot.addWidget(made)
        return made


class AboutDialog(CardDialog):
    """Version, purpose, licenses, and the versions and devices of this computer, to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        line = tr("Version {0}").format(__version__)
        super().__init__(parent, "about", "LDCT Studio", line)
        row = QHBoxLayout()
        row.setSpacing(16)
        picture = QLabel()
        side = theme.current().px(64)
        picture.setPixmap(app_icon().pixmap(side, side))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.current().px(10))
        for text, role in (
            (tr("How low can the dose go before something that matters is lost? Simulate, reconstruct "
             "and compare low-dose CT live."), ""),
            (f"{RESEARCH}.", "warn"),
            (tr("Copyright the LDCT Studio maintainers. Apache License 2.0. Uses Qt and PySide6 (LGPL 3), "
             "PyTorch (BSD), NumPy, SciPy, scikit-image (BSD), pydicom (MIT), nibabel (MIT), "
             "pyqtgraph (MIT), Phosphor icons (MIT) and Inter (SIL Open Font License)."), "second"),
            (tr("Nothing leaves this computer."), "second"),
        ):  # fmt: skip
            words.addWidget(sentence(text, role))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        told = about_text()
        field = QPlainTextEdit(told)
        field.setObjectName("about-versions")
        field.setAccessibleName(tr("Versions and devices"))
        field.setReadOnly(True)
        field.setFixedHeight(theme.current().px(188))
        theme.set_role(field, "log")
        self.body.addWidget(field)
        copy = QGuiApplication.clipboard().setText
        self.add_button(
            tr("Copy"), lambda: copy(told), tip=tr("Copy versions and devices, to send with a question")
        )
        self.add_button(tr("Licenses…"), lambda: LicensesDialog(self).open())
        self.add_button(tr("Close"), self.accept, "primary")


class LicensesDialog(CardDialog):
    """The licenses of everything that the program stands on, to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "licenses", tr("Licenses"))
        field = QPlainTextEdit(licenses())
        field.setObjectName("licenses-text")
        field.setAccessibleName(tr("Licenses"))
        field.setReadOnly(True)
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        field.setMinimumHeight(theme.current().px(_FORM))
        theme.set_role(field, "log")
        self.body.addWidget(field)
        self.add_button(tr("Close"), self.accept, "primary")


def about_text() -> str:
    """Return the versions of what the program stands on and the devices of this computer, a fact per line."""
    gpus = [device.name(torch.device(kind)) for kind in device.gpus()] or [tr("none that torch can use")]
    memory = psutil.virtual_memory().total / 2**30
    facts = [f"GPU {name}" for name in gpus] + [
        tr("CPU cores {0}").format(device.cores()),
        tr("memory {0} GiB").format(f"{memory:.0f}"),
    ]
    return "\n".join(
        [versions(), *facts, tr("torch CUDA {0}").format(torch.version.cuda or tr("not built in"))]
    )


class DetailsDialog(CardDialog):
    """The details of a failure, to read, copy or save."""

    def __init__(
        self, failure: Failure, text: str, save: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "details", tr("Details"), failure.sentence)
        field = QPlainTextEdit(text)
        field.setObjectName("details-text")
        field.setAccessibleName(tr("Details, without patient names"))
        field.setReadOnly(True)
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        field.setMinimumHeight(theme.current().px(260))
        self.body.addWidget(field)
        self.add_button(tr("Copy"), lambda: QGuiApplication.clipboard().setText(text))
        self.add_button(tr("Save report…"), save)
        self.add_button(tr("Close"), self.reject, "primary")


class PluginsDialog(CardDialog):
    """Which methods are there, which cannot run here and why, and new files that wait for consent."""

    def __init__(self, allow: Callable[[Path], None], parent: QWidget | None = None) -> None:
        line = tr("Methods that a pane, the command line or a job can use.")
        super().__init__(parent, "plugins-dialog", tr("Plug-ins"), line)
        self._allow = allow
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(theme.current().px(340))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._area)
        self.add_button(tr("Close"), self.accept, "primary")
        self._fill()

    def _fill(self) -> None:
        page = QWidget()
        theme.set_role(page, "panel")
        column = QVBoxLayout(page)
        padding = theme.current().px(_PADDING)
        column.setContentsMargins(padding, 12, padding, 16)
        column.setSpacing(8)
        self._add_waiting(column, discovery.waiting())
        for broken in discovery.broken():
            text = Path(broken.file).name
            column.addLayout(_plugin_row("x-circle", "bad", text, tr(broken.reason)))
        for kind in dict.fromkeys(cls.kind for cls in plugin.plugins()):
            column.addSpacing(8)
            column.addWidget(label(tr(_plural(kind)), "section"))
            for cls in plugin.plugins(kind):
                reason = cls.missing()
                picture, color = ("warning", "warn") if reason else ("check", "ok")
                text = tr("Cannot run here: {0}.").format(tr(reason)) if reason else f"{cls.kind}:{cls.name}"
                column.addLayout(_plugin_row(picture, color, tr(cls.title), text))
        column.addStretch()
        self._area.setWidget(page)

    def _add_waiting(self, column: QVBoxLayout, files: Sequence[Path]) -> None:
        for file in files:
            name = file.parent.name if file.name == "__init__.py" else file.name
            text = tr("New or changed. It can do whatever you can; allow it only if you trust its author.")
            row = _plugin_row("warning", "warn", name, text)
            button = push(tr("Allow"), f"allow-{name}", tip=tr("Let {0} run code, as it is now").format(name))
            button.clicked.connect(lambda _=False, path=file: self._let(path))
            row.addWidget(button)
            column.addLayout(row)

    def _let(self, path: Path) -> None:
        self._allow(path)
        discovery.load_file(path)
        self._fill()


def ask_files(parent: QWidget) -> list[Path]:
    """Ask for files to open; an empty list where the user changed their mind."""
    names, _ = QFileDialog.getOpenFileNames(
        parent,
        tr("Open files"),
        str(Path.home()),
        # DICOM files often have no ending at all
        tr("All files (*);;Images ({0})").format(" ".join(_PATTERNS)),
    )
    return [Path(name) for name in names]


def ask_folder(parent: QWidget) -> list[Path]:
    """Ask for a folder to open; an empty list where the user changed their mind."""
    name = QFileDialog.getExistingDirectory(parent, tr("Open folder"), str(Path.home()))
    return [Path(name)] if name else []


def ask_target(parent: QWidget, title: str, suggested: str, kinds: str) -> Path | None:
    """Ask where to save; None where the user changed their mind."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / suggested), kinds)
    return Path(name) if name else None


def sentence(text: str, role: str = "") -> QLabel:
    """Return a label that wraps, a long path behind any of its folders."""
    made = label(re.sub(r"\S{30,}", lambda word: re.sub(r"(?<=[/\\])", "\u200b", word[0]), text), role)
    made.setWordWrap(True)
    return made


def _plural(kind: str) -> str:
    return f"{kind.capitalize()}s"


def _plugin_row(picture: str, color: str, title: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(picture, 16, color), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(title))
    words.addWidget(sentence(text, "caption"))
    row.addLayout(words, 1)
    return row
