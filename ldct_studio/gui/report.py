"""Errors to a sentence, crashes to a report: the log, the hooks, and the mark of an unclean end."""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import threading
import traceback
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import numpy as np
import psutil
import PySide6
import torch
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from .. import __version__
from ..core import device
from ..core.atomic import write_text
from ..core.errors import Cancelled, StudioError
from ..core.paths import log_dir
from .privacy import RedactingFormatter, redact

log = logging.getLogger(__name__)

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_BYTES, _KEPT = 1_000_000, 3
_TAIL = 200
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@dataclass(frozen=True)
class Failure:
    """Something that went wrong: a sentence for the user, and the details for a report."""

    sentence: str
    details: str


def log_file() -> Path:
    """Return where the log is."""
    return log_dir() / "ldct-studio.log"


def start_log() -> RotatingFileHandler:
    """Send every logger of the process to one rotating file, secrets hidden."""
    handler = RotatingFileHandler(log_file(), maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(RedactingFormatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    log.info("LDCT Studio %s starts: %s", __version__, versions().replace("\n", ", "))
    return handler


class Reporter(QObject):
    """Catches what nobody caught; ``failed`` hands it to the window, in the window's thread."""

    failed = Signal(object)
    """A Failure."""

    def install(self) -> None:
        """Take over the hooks of the interpreter, its threads and Qt."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(_qt_message)
        self._faults = (log_dir() / "faults.log").open("a", encoding="utf-8")
        faulthandler.enable(self._faults)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        self._faults.close()

    def report(self, error: BaseException) -> None:
        """Log an error and tell the window; a cancelled piece of work is no error."""
        if isinstance(error, Cancelled):
            return
        details = "".join(traceback.format_exception(error))
        if isinstance(error, StudioError):
            log.warning("%s", error)
            self.failed.emit(Failure(str(error), details))
            return
        log.critical("not caught:\n%s", details)
        name = type(error).__name__
        self.failed.emit(Failure(f"Something unexpected happened ({name}). You can go on working.", details))

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.report(args.exc_value)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        log.error("not raised: %s in %r", args.err_msg, args.object, exc_info=args.exc_value)


class Running:
    """The mark that a window is open; one left by a process that is gone tells of an unclean end."""

    def __init__(self) -> None:
        self._mark = log_dir() / f"running-{os.getpid()}"
        self.ended_early = _dead_marks()

    def begin(self) -> None:
        """Leave the mark."""
        self._mark.touch()

    def end(self) -> None:
        """Take the mark away."""
        self._mark.unlink(missing_ok=True)


def versions() -> str:
    """Return what a question about the program needs to say, one fact per line."""
    facts = {
        "LDCT Studio": __version__,
        "Python": platform.python_version(),
        "system": platform.platform(),
        "PySide6": PySide6.__version__,
        "torch": torch.__version__,
        "numpy": np.__version__,
        "device": device.name(),
    }
    return "\n".join(f"{name} {value}" for name, value in facts.items())


def report_text(details: str = "") -> str:
    """Return versions, the details and the end of the log, without secrets."""
    path = log_file()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    parts = ["LDCT Studio report", versions(), details.strip(), *lines[-_TAIL:]]
    return redact("\n".join(part for part in parts if part)) + "\n"


def save_report(path: Path, details: str = "") -> None:
    """Write a report; raise ``StudioError`` where it cannot be written."""
    try:
        write_text(path, report_text(details))
    except OSError as error:
        reason = error.strerror or str(error)
        raise StudioError(f"The report could not be saved: {reason}. Choose another folder.") from error


def _dead_marks() -> bool:
    """Remove the marks of processes that are gone; say whether there were any."""
    found = False
    for mark in log_dir().glob("running-*"):
        number = mark.name.partition("-")[2]
        if not number.isdigit() or not psutil.pid_exists(int(number)) or int(number) == os.getpid():
            mark.unlink(missing_ok=True)
            found = True
    return found


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    logging.getLogger("qt").log(_LEVELS[kind], "%s", text)
