"""RMSE, PSNR and SSIM of every pane, in the body or the disc, with the data range that is said."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.image_numbers import ImageNumbers, similarities
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.scene import Domain, Scene
from ldct_studio.gui.state import AppState
from ldct_studio.physics.similarity import body, ssim
from tests.gui.four_panes import four_panes

GRID = Grid((2, 64, 64), (2.5, 1.0, 1.0))
A, B, C, D = range(4)
RMSE, PSNR, SSIM = range(3)


def scene(**changes: object) -> Scene:
    y, x = np.indices((64, 64)) - 31.5
    row = np.where(np.hypot(y, x) < 20, 50.0, -1000.0).astype(np.float32)
    data = torch.from_numpy(np.stack([row, np.full_like(row, -1000.0)]))
    return replace(four_panes().opened(Study("Case", {"Axial": Volume(data, GRID)}), 0), **changes)  # type: ignore[arg-type]


def frame(of: Scene, lane: int, inside: float = 0.0, outside: float = 0.0, **changes: object) -> Frame:
    """Return the loaded slice with so much added inside and outside the body."""
    request = of.request
    assert request is not None
    loaded = request.source.data[of.row].numpy()
    image = loaded + np.where(loaded > -500, inside, outside).astype(np.float32)
    return Frame(request, request.lanes[lane], image, **changes)  # type: ignore[arg-type]


def cells(numbers: ImageNumbers, of: Scene, pane: int) -> list[tuple[str, str]]:
    return [(cell.text, cell.reason) for cell in numbers.rows(of)[pane].cells]


def learned(numbers: ImageNumbers, of: Scene) -> ImageNumbers:
    numbers.learn(similarities(numbers.wanted(of)))
    return numbers


def test_only_the_body_counts_unless_the_disc_is_chosen() -> None:
    at, numbers = scene(), ImageNumbers()
    numbers.take(frame(at, B, inside=8.0, outside=80.0), at)
    assert cells(numbers, at, B)[RMSE][0] == "8.0"
    assert cells(numbers, at, B)[PSNR][0] == f"{20 * math.log10(4096 / 8):.1f}"
    wide = replace(at, domain=Domain("disc"))
    assert 8.0 < float(cells(numbers, wide, B)[RMSE][0]) < 80.0


def test_the_data_range_is_what_is_said() -> None:
    at, numbers = scene(domain=Domain("disc", None)), ImageNumbers()
    numbers.take(frame(at, B, inside=8.0, outside=8.0), at)
    assert cells(numbers, at, B)[PSNR][0] == f"{20 * math.log10(1050 / 8):.1f}"
    assert numbers.footnote(at) == (
        "Against the loaded slice, in the inscribed disc; data range 1\u202f050\u00a0HU"
    )
    assert "in the body; data range 4\u202f096" in numbers.footnote(replace(at, domain=Domain()))


def test_ssim_follows_and_is_that_of_the_engine() -> None:
    at, numbers = scene(), ImageNumbers()
    made = frame(at, B, inside=8.0, outside=80.0)
    numbers.take(made, at)
    assert cells(numbers, at, B)[SSIM] == ("–", "The SSIM follows once the pictures rest.")
    loaded = made.request.source.data[0]
    expected = ssim(torch.from_numpy(made.image), loaded, 4096.0, body(loaded))
    assert cells(learned(numbers, at), at, B)[SSIM][0] == f"{expected:.3f}"
    assert numbers.wanted(at) == []
    numbers.take(replace(made), at)  # the same picture comes again, with labels
    assert cells(numbers, at, B)[SSIM][0] == f"{expected:.3f}"
    assert len(numbers.wanted(replace(at, domain=Domain("disc")))) == 1


def test_what_has_no_number_says_why() -> None:
    at, numbers = scene(), ImageNumbers()
    numbers.take(frame(at, A), at)
    numbers.take(frame(at, D), at)
    assert cells(numbers, at, A)[RMSE][0] == "0.0"
    assert cells(numbers, at, A)[PSNR] == ("–", "The picture is the loaded one, so its PSNR has no limit.")
    assert {text for text, _ in cells(numbers, at, D)} == {"–"}
    assert "Only pictures of the patient" in cells(numbers, at, D)[RMSE][1]
    air, numbers = replace(at, row=1), ImageNumbers()
    numbers.take(frame(air, B), air)
    assert cells(numbers, air, B)[RMSE] == ("–", "There is only air in this slice. Choose the disc.")
    assert numbers.wanted(air) == []
    numbers = ImageNumbers()
    request = at.request
    assert request is not None
    numbers.take(Frame(request, request.lanes[C], None, "The GPU ran out of memory."), at)
    assert cells(numbers, at, C)[SSIM] == ("–", "The GPU ran out of memory.")


def test_a_flat_slice_has_no_data_range() -> None:
    at, numbers = replace(scene(domain=Domain("disc", None)), row=1), ImageNumbers()
    numbers.take(frame(at, B, outside=8.0), at)
    assert cells(numbers, at, B)[RMSE][0] == "8.0"
    for metric in (PSNR, SSIM):
        assert cells(numbers, at, B)[metric] == (
            "–",
            "The loaded slice is flat here, so it has no data range. Set one.",
        )
    assert not numbers.wanted(at)


def test_an_ssim_that_failed_says_so() -> None:
    at, numbers = scene(), ImageNumbers()
    numbers.take(frame(at, B, inside=8.0), at)
    numbers.fail(at, "out of memory.")
    assert cells(numbers, at, B)[SSIM] == ("–", "The SSIM was not computed: out of memory.")
    assert not numbers.wanted(at)


def test_numbers_of_a_preview_are_marked_and_no_point_of_the_curve() -> None:
    at, numbers = scene(), ImageNumbers()
    numbers.take(frame(at, B, inside=30.0, state="preview"), at)
    row = numbers.rows(at)[B]
    assert row.cells[RMSE].doubtful
    assert row.cells[RMSE].reason.startswith("Preview")
    assert row.cells[SSIM].reason == "The SSIM follows the finished picture."
    assert row.cells[RMSE].curve == ()
    assert numbers.wanted(at) == []


def test_curves_hold_every_dose_and_end_with_the_domain() -> None:
    at, numbers = scene(), ImageNumbers()
    for fraction, added in ((0.1, 30.0), (0.4, 15.0)):
        at = replace(at, fraction=fraction)
        numbers.take(frame(at, B, inside=added), at)
        learned(numbers, at).rows(at)
    found = numbers.rows(at)[B].cells
    assert [dose for dose, _ in found[RMSE].curve] == [0.1, 0.4]
    assert [dose for dose, _ in found[SSIM].curve] == [0.1, 0.4]
    assert len(numbers.rows(replace(at, domain=Domain("disc")))[B].cells[RMSE].curve) == 1


@pytest.fixture
def dock(qtbot: QtBot) -> Iterator[NumbersDock]:
    widget = NumbersDock(AppState(scene()))
    qtbot.addWidget(widget)
    widget.resize(348, 500)
    widget.show()
    yield widget
    widget.close_work()


def test_the_tab_fills_in_what_rests(qtbot: QtBot, dock: NumbersDock) -> None:
    dock._tabs.setCurrentIndex(1)
    dock.show_frame(frame(dock.state.scene, B, inside=8.0))
    model = dock._model
    heads = [model.headerData(i, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) for i in (1, 2, 3)]
    assert heads == ["RMSE HU", "PSNR dB", "SSIM"]
    assert model.index(B, 1).data() == "8.0"
    qtbot.waitUntil(lambda: model.index(B, 3).data() not in ("–", None))
    assert "data range" in dock.findChild(QLabel, "numbers-foot").text()
    box = dock.findChild(QComboBox, "numbers-area")
    assert box.isVisible()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert dock.state.scene.domain == Domain("disc")
    qtbot.waitUntil(lambda: model.index(B, 3).data() not in ("–", None))
    dock._tabs.setCurrentIndex(0)
    assert not box.isVisible()
    assert dock._empty.isVisible(), "no region was drawn"
