"""Dice and area of what was found in every pane, against the reference's labels and the true ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui.label_numbers import FINDING, LabelNumbers, true_mask
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.pane_menu import unlinked
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from tests.gui.four_panes import four_panes

GRID = Grid((3, 40, 40), (2.5, 1.0, 1.0))
SEGMENTER = Step("segmenter", "threshold")
LABELS = (Label(1, "Liver", "#B86728"), Label(2, "Spleen", "#42B0EA"))
A, B, C, D = range(4)
DICE, AREA, TRUE_DICE, TRUE_AREA = range(4)


def scene(truth: bool = True, **changes: object) -> Scene:
    voxels = torch.zeros(GRID.shape, dtype=torch.int16)
    voxels[:, 10:30, 10:20] = 7  # the study numbers its labels otherwise
    labels = {"Organs": LabelMap(voxels, GRID, (Label(7, "liver", "#FFFFFF"),))} if truth else {}
    study = Study("Case", {"Axial": Volume(torch.zeros(GRID.shape), GRID)}, labels)
    return replace(four_panes().opened(study, 1), segmenter=SEGMENTER, **changes)  # type: ignore[arg-type]


def frame(of: Scene, pane: int, columns: tuple[int, int] | None, **changes: object) -> Frame:
    """Return a frame in whose columns a liver was found; None = no labels came yet."""
    request = of.request
    assert request is not None
    lane = of.panes[pane].lane
    made = Frame(request, lane, np.zeros(GRID.shape[1:], np.float32), **changes)  # type: ignore[arg-type]
    if columns is None:
        return made
    grid = GRID.rows(made.row, 1)
    voxels = torch.zeros(grid.shape, dtype=torch.uint8)
    voxels[:, 10:30, slice(*columns)] = 1
    return replace(made, labels=LabelMap(voxels, grid, LABELS))


def cells(numbers: LabelNumbers, of: Scene, pane: int) -> list[tuple[str, str]]:
    return [(cell.text, cell.reason) for cell in numbers.rows(of)[pane].cells]


def taken(of: Scene, *frames: Frame) -> LabelNumbers:
    numbers = LabelNumbers()
    for made in frames:
        numbers.take(made, of)
    return numbers


def test_against_the_reference_and_the_truth() -> None:
    at = scene()
    numbers = taken(at, frame(at, A, (10, 22)), frame(at, B, (16, 28)))
    assert [text for text, _ in cells(numbers, at, B)] == ["0.500", "0.0", "0.364", "+20.0"]
    assert [text for text, _ in cells(numbers, at, A)] == ["1.000", "0.0", "0.909", "+20.0"]


def test_names_are_those_of_the_segmenter_and_the_first_is_shown() -> None:
    at = scene()
    numbers = taken(at, frame(at, A, (10, 20)))
    assert numbers.names(at) == ("Liver", "Spleen")
    shown = numbers.subject(at)
    assert shown is not None
    assert shown.name == "Liver"
    other = replace(at, label="Spleen")
    assert cells(numbers, other, A)[DICE] == (
        "–",
        "Neither of the two holds this label, so they cannot be compared.",
    )
    assert "no label map with “Spleen”" in cells(numbers, other, A)[TRUE_DICE][1]


def test_what_is_missing_says_why() -> None:
    at = scene(truth=False)
    numbers = taken(at, frame(at, B, (10, 20)), frame(at, C, None), frame(at, D, None))
    assert cells(numbers, at, B)[DICE][1] == "In the reference pane: The labels are being found."
    lost = taken(at, frame(at, A, None, labels_error="The segmenter failed."), frame(at, B, (10, 20)))
    assert cells(lost, at, B)[DICE][1] == "In the reference pane: The segmenter failed."
    assert "truth is not known" in cells(numbers, at, B)[TRUE_AREA][1]
    assert cells(numbers, at, C)[DICE] == ("–", FINDING)
    assert cells(numbers, at, D)[DICE] == ("–", "Only pictures of the patient are segmented.")
    numbers = taken(at, frame(at, C, None, labels_error="The segmenter failed. Choose another."))
    assert cells(numbers, at, C)[AREA][1] == "The segmenter failed. Choose another."
    numbers = taken(at, frame(at, C, None, state="preview"))
    assert cells(numbers, at, C)[AREA][1] == "The labels follow the finished picture."
    assert LabelNumbers().rows(replace(at, segmenter=None)) == ()


def test_maps_of_both_sides_count_and_what_lies_within_is_not_counted_twice() -> None:
    at = scene()
    assert at.study is not None
    parts = {}
    for name, columns in (("spleen left", (22, 26)), ("spleen right", (30, 34)), ("spots", (10, 15))):
        voxels = torch.zeros(GRID.shape, dtype=torch.int16)
        voxels[:, 10:30, slice(*columns)] = 1
        parts[name] = LabelMap(voxels, GRID, (Label(1, name.replace("spots", "lesion"), "#FFFFFF"),))
    study = replace(at.study, labels={**at.study.labels, **parts})
    request = replace(at, study=study).request
    assert request is not None
    made = Frame(request, at.panes[B].lane, np.zeros(GRID.shape[1:], np.float32))

    def columns(name: str, *names: str) -> list[int]:
        found = true_mask(study, made, name, names)
        assert isinstance(found, torch.Tensor)
        return found[15].nonzero()[:, 0].tolist()

    assert columns("Spleen") == [*range(22, 26), *range(30, 34)]
    assert columns("Liver", "Liver", "Spleen") == list(range(10, 20))
    assert columns("Liver", "Liver", "Liver lesion") == list(range(15, 20))
    assert columns("Liver lesion", "Liver", "Liver lesion") == list(range(10, 15))


def test_labels_that_are_lost_or_new() -> None:
    at = scene()
    numbers = taken(at, frame(at, A, (10, 20)), frame(at, B, (0, 0)))
    assert [text for text, _ in cells(numbers, at, B)] == ["0.000", "−100", "0.000", "−100"]
    numbers = taken(at, frame(at, A, (0, 0)), frame(at, B, (10, 20)))
    assert cells(numbers, at, B)[DICE][0] == "0.000"
    assert "reference does not hold" in cells(numbers, at, B)[AREA][1]


def test_labels_of_another_segmenter_or_slice_do_not_count() -> None:
    at = scene()
    numbers = taken(at, frame(at, A, (10, 20)), frame(at, B, (10, 20)))
    later = replace(at, segmenter=SEGMENTER.replace(low=7.0))
    assert cells(numbers, later, B)[DICE] == ("–", FINDING)
    apart = unlinked(at, A)
    apart = apart.with_row(A, 2)
    numbers = taken(apart, frame(apart, A, (10, 20)), frame(apart, B, (10, 20)))
    assert "another slice" in cells(numbers, apart, B)[DICE][1]
    assert cells(numbers, apart, B)[TRUE_DICE][0] == "1.000"


def test_curves_go_on_while_the_reference_is_found_anew() -> None:
    at, numbers = scene(), LabelNumbers()
    for fraction, end in ((0.1, 12), (0.4, 16)):
        at = replace(at, fraction=fraction)
        for made in (frame(at, A, (10, 20)), frame(at, B, (10, end))):
            numbers.take(made, at)
        rows = numbers.rows(at)
    assert [dose for dose, _ in rows[B].cells[DICE].curve] == [0.1, 0.4]
    assert numbers.footnote(at) == "ref. = A Reference; true = label map of the study"


@pytest.fixture
def dock(qtbot: QtBot) -> Iterator[NumbersDock]:
    widget = NumbersDock(AppState(scene()))
    qtbot.addWidget(widget)
    widget.resize(348, 500)
    widget.show()
    widget._tabs.setCurrentIndex(2)
    yield widget
    widget.close_work()


def test_the_label_is_chosen_over_the_table(dock: NumbersDock) -> None:
    for made in (frame(dock.state.scene, A, (10, 20)), frame(dock.state.scene, B, (10, 15))):
        dock.show_frame(made)
    dock._pace.now()
    box = dock.findChild(QComboBox, "numbers-label")
    assert [box.itemText(i) for i in range(box.count())] == ["Liver", "Spleen"]
    assert dock._model.index(B, 1).data() == "0.667"
    box.setCurrentText("Spleen")
    box.textActivated.emit("Spleen")
    assert dock.state.scene.label == "Spleen"
    assert dock._model.index(B, 1).data() == "–"
    assert not dock.state.undo_stack.canUndo()
    dock.state.update("Segmentation", segmenter=None)
    assert dock.findChild(QLabel, "numbers-empty").isVisible()
    assert "Layers" in dock.findChild(QLabel, "numbers-empty").text()
