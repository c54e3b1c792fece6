"""Log, hooks and reports: nothing is lost, and no patient is named."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from ldct_studio.core.errors import Cancelled, LoadError, StudioError
from ldct_studio.core.paths import log_dir
from ldct_studio.gui import privacy, report
from ldct_studio.gui.report import Reporter, Running


@pytest.fixture(autouse=True)
def _no_secrets():
    yield
    privacy.forget()


@pytest.fixture
def log():
    level = logging.getLogger().level
    handler = report.start_log()
    yield lambda: report.log_file().read_text(encoding="utf-8")
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(level)
    logging.captureWarnings(False)
    handler.close()


@pytest.fixture
def reporter(qtbot):
    was_on = faulthandler.is_enabled()
    made = Reporter()
    made.install()
    yield made
    made.uninstall()
    if was_on:
        faulthandler.enable(sys.__stderr__)


def test_the_log_names_no_patient_in_message_arguments_traceback_or_other_loggers(log, tmp_path):
    privacy.keep_secret("CANARY^WILMA", "PID-4711")
    privacy.keep_path_secret(tmp_path / "wilma canary" / "series 1")
    ours, theirs = logging.getLogger("ldct_studio.io"), logging.getLogger("pydicom")
    ours.warning("opened %s of %r", "Canary^Wilma", {"id": "PID-4711"})
    theirs.error("bad tag in %s", tmp_path / "wilma canary" / "series 1" / "IM1")
    try:
        raise ValueError("name CANARY WILMA is odd")
    except ValueError:
        ours.exception("failed")
    text = log()
    assert "failed" in text
    assert "ValueError" in text
    for canary in ("canary", "wilma", "4711"):
        assert canary not in text.lower()


def test_parts_of_names_are_hidden_as_whole_words_only():
    privacy.keep_secret("Lee^Anna")
    assert (
        privacy.redact("Lee_Anna.nii of LEE^ANNA, a fleet in Savannah")
        == "•••_•••.nii of •••, a fleet in Savannah"
    )


def test_short_parts_do_not_spoil_the_log():
    privacy.keep_secret("A^B", "")
    assert privacy.redact("A table of B") == "A table of B"


def test_uncaught_errors_are_logged_and_told(log, reporter, qtbot):
    with qtbot.waitSignal(reporter.failed) as told:
        try:
            raise KeyError("lost")
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    assert "KeyError" in told.args[0].sentence
    assert "lost" in told.args[0].details
    assert "not caught" in log()


def test_uncaught_errors_of_threads_are_told_in_the_windows_thread(log, reporter, qtbot):
    def fail():
        raise LoadError("The file is empty. Choose another one.")

    seen = []
    reporter.failed.connect(lambda failure: seen.append((failure.sentence, threading.current_thread())))
    thread = threading.Thread(target=fail)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("The file is empty. Choose another one.", threading.main_thread())]


def test_cancelled_work_is_no_failure(reporter, qtbot):
    with qtbot.assertNotEmitted(reporter.failed):
        reporter.report(Cancelled("stopped"))


def test_messages_of_qt_reach_the_log(log, reporter):
    qWarning("the display is odd")
    assert "the display is odd" in log()


def test_a_report_says_versions_and_the_end_of_the_log_without_secrets(log, tmp_path):
    privacy.keep_secret("CANARY^WILMA")
    logging.getLogger("x").warning("line one")
    target = tmp_path / "report.txt"
    report.save_report(target, "Traceback of Canary^Wilma")
    text = target.read_text(encoding="utf-8")
    assert "torch" in text
    assert "line one" in text
    assert "Traceback of •••" in text
    assert "wilma" not in text.lower()


def test_a_report_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(StudioError, match="could not be saved"):
        report.save_report(tmp_path / "missing" / "report.txt")


def test_an_unclean_end_is_noticed_once():
    first = Running()
    assert not first.ended_early
    first.begin()
    first.end()
    assert not Running().ended_early
    (log_dir() / "running-999999999").touch()
    assert Running().ended_early
    assert not Running().ended_early


def test_another_open_window_is_no_unclean_end():
    mark = Path(log_dir() / "running-1")
    mark.touch()
    assert not Running().ended_early
    assert mark.exists()
