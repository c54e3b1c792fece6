"""The Python console: values to read, commands to do, and nothing that is typed ends or holds the program."""

from __future__ import annotations

import ast
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from weakref import ref

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

import ldct_studio.methods  # noqa: F401  (registers the steps of the panes)
from ldct_studio.core.lane import Frame
from ldct_studio.core.settings import Settings
from ldct_studio.gui import console as module
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.console import Console, is_whole
from ldct_studio.gui.console_desk import ConsoleDesk
from ldct_studio.gui.console_names import Handle, names
from ldct_studio.gui.console_panel import ConsolePanel, Typed
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState

PATIENCE = 20_000


@pytest.fixture
def console(qapp: object) -> Iterator[Console]:
    made = Console(lambda: {"np": np, "volume": np.zeros((2, 3, 4), np.float32)})
    yield made
    made.close()


def ran(qtbot: QtBot, console: Console, text: str) -> str:
    with qtbot.waitSignal(console.ended, timeout=PATIENCE):
        console.run(text)
    qtbot.waitUntil(lambda: not console.busy)
    return console.take()


# What is typed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("volume.shape", "(2, 3, 4)\n"),
        ("for n in range(2):\n    print(n)\n", "0\n1\n"),
        ("a = 3\nprint(a + 1)", "4\n"),
        ("import sys; print('x', file=sys.stderr)", "x\n"),
        ("", ""),
    ],
)
def test_a_statement_prints_its_value(qtbot: QtBot, console: Console, text: str, printed: str) -> None:
    assert ran(qtbot, console, text) == printed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero\n"),
        ("1 +", "SyntaxError"),
        ("exit()", "The console cannot end the program; the menu File can.\n"),
        ("raise SystemExit(3)", "The console cannot end the program; the menu File can.\n"),
        ("raise KeyboardInterrupt", "Stopped.\n"),
        ("raise BaseException('all')", "BaseException: all\n"),
        ("input('name? ')", "EOFError"),
        ("def f(): return f()\n\nf()", "RecursionError"),
        ("'\\0' + chr(0) + 'a'.encode()", "TypeError"),
    ],
)
def test_whatever_goes_wrong_is_words(
    qtbot: QtBot, console: Console, text: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: reported.append(error))
    real = sys.stdin, sys.stdout, sys.stderr
    assert said in ran(qtbot, console, text)
    assert ran(qtbot, console, "1 + 1") == "2\n"
    assert (sys.stdin, sys.stdout, sys.stderr) == real
    assert reported == [], "an error in the console is no failure of the program"


def test_a_statement_without_end_is_stopped_and_holds_nothing(qtbot: QtBot, console: Console) -> None:
    console.run("while True: pass")
    ticks: list[int] = []
    qtbot.waitUntil(lambda: ticks.append(1) or len(ticks) > 5)
    assert console.busy
    with qtbot.waitSignal(console.ended, timeout=PATIENCE):
        console.stop()
    assert console.take() == "Stopped.\n"


def test_endless_printing_fills_no_memory(qtbot: QtBot, console: Console) -> None:
    console.run("while True: print('x' * 1000)")
    qtbot.waitUntil(lambda: console._left_out, timeout=PATIENCE)
    with qtbot.waitSignal(console.ended, timeout=PATIENCE):
        console.stop()
    text = console.take()
    assert text.startswith("… earlier output is left out …\n")
    assert text.endswith("Stopped.\n")
    assert len(text) <= module.MOST + 100


def test_others_print_where_they_always_did(
    qtbot: QtBot, console: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    console.run("import threading; t = threading.Thread(target=print, args=('aside',)); t.start(); t.join()")
    qtbot.waitUntil(lambda: not console.busy, timeout=PATIENCE)
    assert console.take() == ""
    assert capsys.readouterr().out == "aside\n"


def test_a_name_of_the_user_stays_and_others_follow(qtbot: QtBot, qapp: object) -> None:
    values: dict[str, object] = {"volume": 1, "np": 2}
    console = Console(lambda: values)
    ran(qtbot, console, "np = 'mine'")
    values["volume"] = 5
    assert ran(qtbot, console, "volume, np") == "(5, 'mine')\n"
    console.close()


def test_nothing_of_another_volume_is_held(qtbot: QtBot, qapp: object) -> None:
    values: dict[str, object] = {"volume": np.zeros(3)}
    console = Console(lambda: values)
    ran(qtbot, console, "volume")
    held = ref(values["volume"])
    values["volume"] = None
    gc.collect()
    assert held() is not None
    console.renew()
    gc.collect()
    assert held() is None
    assert ran(qtbot, console, "volume") == ""
    console.close()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1 + 1", True),
        ("f(1,", False),
        ("for i in x:", False),
        ("for i in x:\n    print(i)", False),
        ("for i in x:\n    print(i)\n    ", True),
        ("a = 1\nb = 2", True),
        ("1 +", True),
    ],
)
def test_what_is_whole(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


# What it can use


@pytest.fixture
def stage(qtbot: QtBot, opened: AppState) -> Stage:
    made = Stage(opened)
    qtbot.addWidget(made, before_close_func=lambda _: made.close_work())
    return made


@pytest.fixture
def handle(qtbot: QtBot, opened: AppState) -> Handle:
    return Handle(opened, Actions(opened, {}))


def test_volume_and_pictures_are_those_on_show_and_cannot_be_written(
    opened: AppState, stage: Stage, handle: Handle, frame_of: Callable[..., Frame]
) -> None:
    stage.show_frame(frame_of(opened, opened.scene.panes[1].lane, 7.0))
    given = names(handle, stage)()
    volume, panes = given["volume"], given["panes"]
    assert isinstance(volume, np.ndarray)
    assert isinstance(panes, dict)
    assert opened.scene.source is not None
    np.testing.assert_array_equal(volume, opened.scene.source.data.numpy())
    assert list(panes) == ["B"]
    np.testing.assert_array_equal(panes["B"], volume[opened.scene.row] + 7)
    for array in (volume, panes["B"]):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    opened.open(opened.scene.closed())
    assert names(handle, stage)()["volume"] is None


def test_a_command_is_done_in_the_thread_of_the_window(
    qtbot: QtBot, opened: AppState, handle: Handle
) -> None:
    console = Console(lambda: {"studio": handle})
    where: list[threading.Thread] = []
    opened.changed.connect(lambda *_: where.append(threading.current_thread()))
    assert ran(qtbot, console, "studio.do('invert'); studio.scene.view.invert") == "True\n"
    assert set(where) == {threading.main_thread()}
    opened.undo_stack.undo()
    assert not opened.scene.view.invert
    assert "There is no command “fly”" in ran(qtbot, console, "studio.do('fly')")
    assert "its menu entry is gray" in ran(qtbot, console, "studio.do('key-next')")
    assert ran(qtbot, console, "'invert' in studio.commands") == "True\n"
    console.close()


# The panel


@pytest.fixture
def panel(qtbot: QtBot, console: Console) -> ConsolePanel:
    made = ConsolePanel(console)
    qtbot.addWidget(made)
    made.resize(900, 220)
    made.show()
    return made


def typed(qtbot: QtBot, field: Typed, text: str) -> None:
    for line in text.split("\n"):
        qtbot.keyClicks(field, line)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_return_runs_what_is_whole_and_up_brings_it_back(
    qtbot: QtBot, panel: ConsolePanel, console: Console
) -> None:
    typed(qtbot, panel.input, "for n in range(2):\nprint(n)\n")
    qtbot.waitUntil(lambda: "1" in panel.output.toPlainText().split("\n"), timeout=PATIENCE)
    assert panel.output.toPlainText() == ">>> for n in range(2):\n...     print(n)\n0\n1"
    qtbot.waitUntil(lambda: not panel.input.isReadOnly())
    typed(qtbot, panel.input, "np.pi")
    qtbot.waitUntil(lambda: "3.14" in panel.output.toPlainText(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not panel.input.isReadOnly())
    qtbot.keyClick(panel.input, Qt.Key.Key_Up)
    assert panel.input.toPlainText() == "np.pi"
    qtbot.keyClick(panel.input, Qt.Key.Key_Up)
    assert panel.input.toPlainText().startswith("for n")
    panel.input.moveCursor(panel.input.textCursor().MoveOperation.End)
    qtbot.keyClick(panel.input, Qt.Key.Key_Down)
    assert panel.input.toPlainText() == "np.pi"


def test_stop_ends_what_runs(qtbot: QtBot, panel: ConsolePanel, console: Console) -> None:
    stop = panel.findChild(QPushButton, "console-stop")
    assert not stop.isEnabled()
    typed(qtbot, panel.input, "while True: pass\n")
    qtbot.waitUntil(stop.isEnabled)
    assert panel.input.isReadOnly()
    stop.setFocus()  # as a click of the mouse does
    with qtbot.waitSignal(console.ended, timeout=PATIENCE):
        stop.click()
    assert panel.window().focusWidget() is panel.input
    qtbot.waitUntil(lambda: panel.output.toPlainText().endswith("Stopped."))
    panel.findChild(QPushButton, "console-clear").click()
    assert panel.output.toPlainText() == ""
    assert not stop.isEnabled()


def test_a_stop_before_the_first_line_says_so_too(
    qtbot: QtBot, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ast, "parse", interrupted)
    with qtbot.waitSignal(console.ended, timeout=PATIENCE):
        console.run("1 + 1")
    assert console.take() == "Stopped.\n"


def test_output_without_line_breaks_is_broken_and_shown_bit_by_bit(
    qtbot: QtBot, panel: ConsolePanel, console: Console
) -> None:
    console.write("x" * 90_000)
    panel._show_output()
    assert len(panel.output.toPlainText()) < 25_000
    panel.run("print('y' * 30_000 + '!')")
    qtbot.waitUntil(lambda: panel.output.toPlainText().endswith("!"), timeout=PATIENCE)
    text = panel.output.toPlainText()
    assert max(map(len, text.split("\n"))) == 1000
    assert (text.count("x"), text.count("y")) == (90_000, 30_001)
    assert text.index(">>> print") > text.rindex("x")
    qtbot.waitUntil(lambda: not panel._timer.isActive())


def test_every_control_is_named_and_explained(panel: ConsolePanel) -> None:
    for widget in (panel.output, panel.input, *panel.findChildren(QPushButton)):
        assert widget.accessibleName()
        assert widget.toolTip()


def test_it_is_off_until_the_user_switches_it_on(opened: AppState, stage: Stage) -> None:
    assert not Settings().console
    desk, told = ConsoleDesk(opened, stage, Settings()), []

    class Notices:
        def tell(self, kind: str, text: str, *answers: object) -> None:
            told.append(text)

    class Window:
        notices = Notices()
        actions_ = Actions(opened, {"preferences": lambda: None})

    desk._window = Window()  # type: ignore[assignment]
    desk.toggle()
    assert told == ["The Python console is off. What is typed there runs with all your rights."]
    assert desk.panel is None
    desk.close()


def test_it_opens_under_the_pages_and_goes_when_it_is_switched_off(
    qtbot: QtBot, opened: AppState, stage: Stage
) -> None:
    class Window(QWidget):
        actions_ = Actions(opened, {})
        settings_changed = SimpleNamespace(connect=lambda do: None)

    window = Window()
    window.middle = QSplitter(Qt.Orientation.Vertical, window)  # type: ignore[attr-defined]
    window.middle.resize(900, 600)
    window.middle.addWidget(stage)
    desk = ConsoleDesk(opened, stage, Settings(console=True))
    desk.attach(window)  # type: ignore[arg-type]
    qtbot.addWidget(window, before_close_func=lambda _: desk.close())
    window.show()
    desk.toggle()
    panel = desk.panel
    assert panel is not None
    assert panel.isVisible()
    assert panel.height() <= 220
    panel.run("volume.shape")
    qtbot.waitUntil(lambda: "(3, 48, 64)" in panel.output.toPlainText(), timeout=PATIENCE)
    console = desk.console
    assert console is not None
    qtbot.waitUntil(lambda: not console.busy, timeout=PATIENCE)
    opened.open(opened.scene.closed())
    assert console._space["volume"] is None, "a closed case is not held"
    desk.toggle()
    assert not panel.isVisible()
    desk.toggle()
    assert panel.isVisible(), "with what was typed before"
    assert "volume.shape" in panel.output.toPlainText()
    desk._obey(Settings())
    assert not panel.isVisible()
