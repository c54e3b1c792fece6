"""Suggest a dose: the button, the popover, the marks on the axis."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio import plugin
from ldct_studio.api import (
    Advice,
    Advisor,
    Ask,
    Askable,
    GeometryError,
    PluginError,
    Scan,
    Volume,
)
from ldct_studio.core.study import Study
from ldct_studio.gui.app import Studio
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.dose_marks import DoseMark, spots
from ldct_studio.gui.dose_picture import Places
from ldct_studio.gui.scene import NOTCH
from ldct_studio.gui.state import AppState
from ldct_studio.gui.suggest_desk import SuggestDesk
from ldct_studio.gui.suggestion import refusal
from ldct_studio.methods.contrast_demo import small_brain
from tests.gui import walk
from tests.gui.dose_case import SCAN, N, scene

Asked = list[tuple[int, Ask, str]]


@pytest.fixture
def asked(registry: None) -> Asked:
    """Register one advisor alone; return what it is asked: row, Ask, and the name of the thread."""
    for key in [key for key in plugin._registry if key[0] == "advisor"]:
        del plugin._registry[key]
    seen: Asked = []

    class Toy(Advisor, name="toy", title="Toy"):
        """Wants ten times the dose for every 10 dB; says no above 44 dB and breaks at 45 dB."""

        learned = True

        def askable(self) -> Askable:
            if not Toy.learned:
                raise PluginError("Nothing has learned to propose a dose yet; run ldct-studio train toy.")
            return Askable("PSNR", "dB", 30.0, 45.0, 38.0)

        def advise(self, volume: Volume, row: int, scan: Scan, ask: Ask) -> Advice:
            seen.append((row, ask, threading.current_thread().name))
            if ask.target == 45:
                raise ZeroDivisionError("by nothing")
            if ask.target > 44:
                raise GeometryError("No dose reaches that; ask for less.")
            dose = 0.3 * 10 ** ((ask.target - 38) / 10)
            ways = (("Fixed dose", 2 * dose), ("Tube current modulation", 1.5 * dose))
            return Advice(dose, dose / 2, 2 * dose, ways, ("It is thick",), "Learned from toys.")

    return seen


@pytest.fixture
def toy(asked: Asked) -> type[Advisor]:
    """Return the class of the advisor."""
    made = plugin._registry["advisor", "toy"]
    assert issubclass(made, Advisor)
    return made


@pytest.fixture
def desk(asked: Asked, qtbot: QtBot, state: AppState, bar: DoseBar) -> Iterator[SuggestDesk]:
    """Return the desk of the dose bar's case."""
    made = SuggestDesk(state, bar)
    yield made
    made.popover.hide()
    made.close()


@pytest.fixture
def answer(qtbot: QtBot, desk: SuggestDesk, bar: DoseBar) -> Callable[[], None]:
    """Return what presses the button and waits for the answer."""

    def press() -> None:
        with qtbot.waitSignal(desk._work.done):
            qtbot.mouseClick(bar.suggest, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: desk._under_way is None)

    return press


def _text(desk: SuggestDesk, name: str) -> str:
    label = desk.popover.findChild(QLabel, f"suggest-{name}")
    assert label is not None
    return label.text() if label.isVisible() else ""


def _button(desk: SuggestDesk, name: str) -> QPushButton:
    button = desk.popover.findChild(QPushButton, f"suggest-{name}")
    assert button is not None
    return button


def test_the_answer_is_shown_used_and_taken_back(
    qtbot: QtBot, desk: SuggestDesk, state: AppState, asked: Asked, answer: Callable[[], None]
) -> None:
    answer()
    row, ask, thread = asked[0]
    assert (row, ask) == (state.scene.row, Ask(38.0, 0.95))
    assert thread != threading.main_thread().name
    assert _text(desk, "dose") == f"30{N}%"
    assert _text(desk, "state") == "Slice 3 of 4"
    assert _text(desk, "exposure") == f"CTDIvol 4.05{N}mGy · 60 effective mAs"
    assert _text(desk, "around") == f"Nine of ten like cases need 15{N}% to 60{N}%."
    assert _text(desk, "why").startswith("It is thick.\n100 % is 1.0")
    assert _text(desk, "caution") == "Learned from toys."
    assert [_button(desk, f"other-{n}").text() for n in (0, 1)] == [f"60{N}%", f"45{N}%"]
    before = state.undo_stack.count()
    qtbot.mouseClick(_button(desk, "use"), Qt.MouseButton.LeftButton)
    assert state.scene.fraction == pytest.approx(0.3)
    assert state.undo_stack.count() == before + 1
    assert not desk.popover.isVisible()
    state.undo_stack.undo()
    assert state.scene.fraction == NOTCH**4


def test_another_way_is_used_as_well(desk: SuggestDesk, state: AppState, answer: Callable[[], None]) -> None:
    answer()
    _button(desk, "other-1").click()
    assert state.scene.fraction == pytest.approx(0.45)


def test_another_target_and_confidence_are_asked_for(
    qtbot: QtBot, desk: SuggestDesk, asked: Asked, answer: Callable[[], None]
) -> None:
    answer()
    fields = desk.popover.fields
    qtbot.waitUntil(fields.target.hasFocus)
    qtbot.keyClicks(fields.target, "35")
    with qtbot.waitSignal(desk._work.done):
        qtbot.keyClick(fields.target, Qt.Key.Key_Return)
    assert desk.popover.isVisible()
    with qtbot.waitSignal(desk._work.done):
        fields.sure.setValue(80)
    assert [ask for _, ask, _ in asked] == [Ask(38.0, 0.95), Ask(35.0, 0.95), Ask(35.0, 0.8)]
    assert _text(desk, "dose") == f"15{N}%"
    assert (fields.target.minimum(), fields.target.maximum()) == (30, 45)
    assert _text(desk, "range") == "30 to 45"


def test_all_of_it_goes_by_keys(
    qtbot: QtBot, desk: SuggestDesk, state: AppState, answer: Callable[[], None]
) -> None:
    answer()
    qtbot.waitUntil(desk.popover.fields.target.hasFocus)
    use = _button(desk, "use")
    for _ in range(9):
        if use.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget() or desk.popover, Qt.Key.Key_Tab)
    assert use.hasFocus()
    qtbot.keyClick(use, Qt.Key.Key_Return)
    assert state.scene.fraction == pytest.approx(0.3)
    answer_again = desk.open
    answer_again()
    qtbot.keyClick(desk.popover, Qt.Key.Key_Escape)
    assert not desk.popover.isVisible()


def test_an_answer_is_of_its_slice_alone(
    qtbot: QtBot, desk: SuggestDesk, bar: DoseBar, state: AppState, asked: Asked, answer: Callable[[], None]
) -> None:
    answer()
    desk.popover.hide()
    assert len(bar.axis._picture.marks) == 3
    state.update("Slice", row=0)
    assert bar.axis._picture.marks == ()
    state.update("Slice", row=2)
    assert len(bar.axis._picture.marks) == 3
    state.update("Photons per ray", scan=SCAN.overridden(5e4))
    assert bar.axis._picture.marks == ()
    state.undo_stack.undo()
    state.update("Dose", fraction=0.5)
    assert len(bar.axis._picture.marks) == 3
    desk.open()
    assert len(asked) == 1, "it is known already"
    state.open(scene())
    assert bar.axis._picture.marks == ()


def test_an_open_popover_asks_again_for_another_slice(
    qtbot: QtBot, desk: SuggestDesk, state: AppState, asked: Asked, answer: Callable[[], None]
) -> None:
    answer()
    with qtbot.waitSignal(desk._work.done):
        state.update("Slice", row=0)
        assert _text(desk, "state") == "Of slice 3, out of date"
        assert not _button(desk, "use").isEnabled()
    assert asked[-1][0] == 0
    assert _text(desk, "state") == "Slice 1 of 4"
    assert _button(desk, "use").isEnabled()


def test_while_it_is_computed_nothing_is_used(qtbot: QtBot, desk: SuggestDesk, bar: DoseBar) -> None:
    with qtbot.waitSignal(desk._work.done):
        desk.open()
        assert _text(desk, "state") == "Computing the dose of slice 3…"
        assert not _button(desk, "use").isVisible()
    assert _button(desk, "use").isVisible()


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        (44.5, "No dose reaches that; ask for less."),
        (45.0, "Suggesting a dose failed: by nothing. The log says more."),
    ],
)
def test_an_error_is_a_sentence(
    qtbot: QtBot, desk: SuggestDesk, bar: DoseBar, answer: Callable[[], None], target: float, sentence: str
) -> None:
    answer()
    desk.popover.fields.target.setValue(target)
    qtbot.waitUntil(lambda: _text(desk, "state") == sentence)
    assert not _button(desk, "use").isVisible()
    assert not _button(desk, "learn").isVisible()
    assert bar.axis._picture.marks == ()
    desk.popover.fields.target.setValue(38)
    qtbot.waitUntil(_button(desk, "use").isVisible)


def test_where_nothing_was_learned_it_says_how_to_learn(
    qtbot: QtBot,
    desk: SuggestDesk,
    toy: type[Advisor],
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[[], None],
) -> None:
    monkeypatch.setattr(toy, "learned", False)
    answer()
    assert _text(desk, "state") == "Nothing has learned to propose a dose yet; run ldct-studio train toy."
    assert not desk.popover.fields.target.isVisible()
    with qtbot.waitSignal(desk.popover.training_wanted):
        _button(desk, "learn").click()
    assert not desk.popover.isVisible()
    monkeypatch.setattr(toy, "learned", True)
    answer()
    assert _text(desk, "dose") == f"30{N}%"


def test_only_ct_in_hu_has_a_suggestion(desk: SuggestDesk, bar: DoseBar, state: AppState) -> None:
    assert state.scene.source is not None
    assert refusal(state.scene) == ""
    assert bar.suggest.isEnabled()
    volume = replace(state.scene.source, modality="MR")
    state.open(state.scene.opened(Study("Case", {"T1": volume})))
    assert not bar.suggest.isEnabled()
    assert bar.suggest.toolTip() == "This volume is not in HU: there is no X-ray dose to suggest."
    desk.open()
    assert not desk.popover.isVisible()
    state.open(state.scene.closed())
    assert bar.suggest.toolTip() == "Open a study first."
    assert bar.suggest.isVisible()
    state.open(state.scene.opened(small_brain()))
    assert "contrast agent" in refusal(state.scene)
    assert not bar.suggest.isVisible()


def test_without_an_advisor_the_button_says_so(registry: None, desk: SuggestDesk, state: AppState) -> None:
    del plugin._registry["advisor", "toy"]
    assert refusal(state.scene) == "No plug-in here suggests doses."


def test_the_popover_is_whole(qtbot: QtBot, desk: SuggestDesk, answer: Callable[[], None]) -> None:
    answer()
    for target in (44.0, 44.5, 38.0):
        with qtbot.waitSignal(desk._work.done):
            desk.popover.fields.target.setValue(target)
        QApplication.processEvents()
        assert not [*walk.cut_off(desk.popover), *walk.overlapping(desk.popover), *walk.outside(desk.popover)]
        layout = desk.popover.layout()
        assert layout is not None
        assert desk.popover.height() == layout.totalHeightForWidth(desk.popover.width())


def test_several_advisors_are_a_choice(
    qtbot: QtBot, desk: SuggestDesk, toy: type[Advisor], answer: Callable[[], None]
) -> None:
    class Other(Advisor, name="other", title="Other"):
        def askable(self) -> Askable:
            return Askable("SSIM", "", 0.5, 0.99, 0.9)

        def advise(self, volume: Volume, row: int, scan: Scan, ask: Ask) -> Advice:
            return Advice(0.2, 0.1, 0.3)

    answer()
    choice = desk.popover.findChild(QComboBox, "suggest-advisor")
    assert choice is not None
    assert choice.isVisible()
    choice.setCurrentIndex(1)
    with qtbot.waitSignal(desk._work.done):
        choice.activated.emit(1)
    assert _text(desk, "quality") == "SSIM at least"
    assert desk.popover.fields.target.value() == 0.9
    assert _text(desk, "dose") == f"20{N}%"


def test_more_than_the_scan_had_is_said_and_held(
    qtbot: QtBot, desk: SuggestDesk, state: AppState, answer: Callable[[], None]
) -> None:
    answer()
    with qtbot.waitSignal(desk._work.done):
        desk.popover.fields.target.setValue(44)
    assert _text(desk, "dose") == f"119{N}%"
    assert _text(desk, "beyond") == "This scan had less than that: no lower dose reaches the target."
    assert _button(desk, "use").text() == f"Use 100{N}%"
    _button(desk, "use").click()
    assert state.scene.fraction == 1


@pytest.mark.parametrize("compact", [False, True])
def test_a_click_on_a_mark_moves_the_slider_there(
    qtbot: QtBot,
    desk: SuggestDesk,
    bar: DoseBar,
    state: AppState,
    answer: Callable[[], None],
    compact: bool,
) -> None:
    bar.set_compact(compact)
    QApplication.processEvents()
    answer()
    desk.popover.hide()
    places = bar.axis.places()
    for fraction in (0.3, 0.45, 0.6):
        before = state.undo_stack.count()
        point = QPointF(places.x(fraction), places.marks)
        spot = bar.axis.spot_at(point)
        assert spot is not None
        assert spot.mark.fraction == pytest.approx(fraction)
        qtbot.mouseClick(bar.axis, Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert state.scene.fraction == pytest.approx(fraction)
        assert state.undo_stack.count() == before + 1
        if spot.words is not None:
            written = bar.axis.spot_at(spot.words.center())
            assert written is not None
            assert written.mark == spot.mark
    assert f"Suggested 30{N}%" in bar.axis.accessibleDescription()


def _marks(*doses: float) -> tuple[DoseMark, ...]:
    return tuple(DoseMark(dose, f"Tube current modulation {100 * dose:.0f} %", "") for dose in doses)


@pytest.mark.parametrize("width", [420, 700, 1400])
@pytest.mark.parametrize(
    "doses",
    [(0.34, 0.37, 0.41), (1.4, 1.7, 0.9), (0.02, 0.3, 1.0), (0.005, 0.011), (0.05,), (0.1, 0.11, 0.8)],
)
def test_words_of_marks_keep_apart(width: int, doses: tuple[float, ...]) -> None:
    places = Places.of(width, 104, 1.0, False)
    made = spots(_marks(*doses), places, lambda mark: 40.0, 14.0, 10.0)
    words = [spot.words for spot in made if spot.words is not None]
    assert len(words) == len(doses)
    assert all(not one.intersects(other) for one in words for other in words if one is not other)
    for spot in made:
        assert all(abs(spot.at.x() - end) > 4 for place in words for end in (place.left(), place.right()))
        assert not any(place.contains(spot.at) for place in words)
        assert spot.words is not None
        assert spot.words.left() >= 0
        assert spot.words.right() <= width + 1


def test_the_command_opens_it_in_the_window(studio: Studio, asked: Asked, qtbot: QtBot) -> None:
    action = studio.window.actions_["suggest-dose"]
    assert not action.isEnabled()
    studio.state.open(scene())
    assert action.isEnabled()
    assert "Alt D" in studio.dose_bar.suggest.toolTip()
    with qtbot.waitSignal(studio.suggest._work.done):
        action.trigger()
    popover = studio.suggest.popover
    assert popover.isVisible()
    inside = studio.dose_bar.mapToGlobal(studio.dose_bar.rect().topLeft())
    assert popover.geometry().bottom() < inside.y()
    popover.hide()
