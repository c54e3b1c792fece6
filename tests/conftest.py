"""What every test stands on: no screen, a home of its own, nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import ldct_studio  # isort: skip  (before torch: it says how torch's threads wait)
import pytest
import torch

from ldct_studio import discovery, plugin
from ldct_studio.core.paths import shipped_plugins

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ldct_studio.gui.app import Studio

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the windows on a real screen")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--headed"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("LDCT_STUDIO_DEVICE", "cpu")
    os.environ["LC_ALL"] = "C.UTF-8"  # tests read the English window
    gc.disable()  # as in the program: it would delete what Qt is drawing


def shared_folder() -> Path:
    """Return where the real test data lie, present or not."""
    return Path(os.environ.get("LDCT_STUDIO_TEST_DATA", ROOT.parent / "shared" / "data"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("gpu") and not torch.cuda.is_available():
        pytest.skip("this machine has no CUDA device")
    if item.get_closest_marker("data") and not shared_folder().is_dir():
        pytest.skip("the shared test data are absent; LDCT_STUDIO_TEST_DATA names their folder")


def pytest_runtest_logfinish() -> None:
    """Collect garbage between the tests, and what has grown old now and then."""
    gc.collect(2 if gc.get_count()[2] > 100 else 1)


@pytest.fixture
def shared_data() -> Path:
    """Return the folder of real test data; skip the test where it is absent."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip("the shared test data are absent; LDCT_STUDIO_TEST_DATA names their folder")
    return folder


@pytest.fixture
def studio(home: Path, qtbot: QtBot) -> Iterator[Studio]:
    """Return the whole program with its window on show, nothing open."""
    from ldct_studio.gui.app import Studio
    from ldct_studio.gui.application import application

    studio = Studio(application([]))
    studio.window.resize(1600, 900)
    studio.window.show()
    yield studio
    studio.window.close()
    studio.window.deleteLater()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home of its own for settings, logs and plug-ins."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LDCT_STUDIO_HOME", str(folder))
    return folder


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget after the test which plug-ins it registered or broke, but for the shipped ones.

    Their modules stay imported, and would not register what they hold a second time.
    """
    monkeypatch.setattr(discovery, "_broken", list(discovery._broken))
    before, ours = dict(plugin._registry), {Path(ldct_studio.__file__).parent, shipped_plugins()}
    yield
    for key, cls in list(plugin._registry.items()):
        if not ours & set(Path(cls.file).parents):
            del plugin._registry[key]
    plugin._registry.update(before)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a window or a running thread behind."""
    widgets, threads = set(_top_widgets()), set(threading.enumerate())
    yield
    left = _new_widgets(widgets)
    if left:
        gc.collect()  # a reference cycle is no leak
        left = _new_widgets(widgets)
    assert not left, f"the test leaves widgets behind: {left}"
    running = [t for t in threading.enumerate() if t not in threads and not _foreign(t)]
    for thread in running:
        thread.join(timeout=2)
    alive = [thread.name for thread in running if thread.is_alive()]
    assert not alive, f"the test leaves threads running: {alive}"


def _top_widgets() -> list[object]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [w for w in widgets.QApplication.topLevelWidgets() if w.parent() is None]


def _new_widgets(before: set[object]) -> list[object]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return [w for w in _top_widgets() if w not in before]


def _foreign(thread: threading.Thread) -> bool:
    """Say whether a library keeps the thread, or it is one that Python did not start."""
    return isinstance(thread, threading._DummyThread) or thread.name.startswith(("pytest_timeout", "execnet"))
