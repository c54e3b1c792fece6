from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from ldct_studio.core.lane import Lane
from ldct_studio.core.plane import Slab
from ldct_studio.core.step import Step
from ldct_studio.gui import contrast_numbers
from ldct_studio.gui.contrast_card import Agreement, AgreementCard, agreement, predicted
from ldct_studio.gui.contrast_lanes import LOW, PREDICT, SCALED, UPTAKE
from ldct_studio.gui.contrast_measures import noise
from ldct_studio.gui.contrast_numbers import CE, CNR, METRICS, RATIO, SHARE, ContrastNumbers, standard_uptake
from ldct_studio.gui.export_numbers import numbers_csv
from ldct_studio.gui.export_report import charts
from ldct_studio.gui.image_numbers import ImageNumbers
from ldct_studio.gui.label_numbers import LabelNumbers
from ldct_studio.gui.marks_values import listed
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.pane import ORGANS
from ldct_studio.gui.region_numbers import RegionNumbers
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from tests.gui import uptake_case as case
from tests.gui.four_panes import four_panes
from tests.gui.session_case import study as ct_study
from tests.gui.uptake_case import LESION, B, C, D, E, F, frame, scene, study


def cells(numbers: ContrastNumbers, of: Scene, letter: str) -> dict[object, object]:
    row = next(row for row in numbers.rows(of) if row.letter == letter)
    return dict(zip(METRICS, row.cells, strict=True))


def taken(of: Scene, *parts: tuple[int, float]) -> ContrastNumbers:
    numbers = ContrastNumbers()
    for pane, part in parts:
        numbers.take(frame(of, pane, part), of)
    return numbers


def test_uptake_share_contrast_to_noise_and_ratio() -> None:
    at = scene(study(), LESION)
    numbers = taken(at, (B, 0.1), (C, 1.2), (D, 1.0))
    assert [row.letter for row in numbers.rows(at)] == ["B", "C", "D", "E"], (
        "not the scan before, nor an error"
    )
    assert [row.dose for row in numbers.rows(at)[:3]] == ["10\u00a0%", "10\u00a0%", "100\u00a0%"]
    low, scaled, full = (cells(numbers, at, letter) for letter in "BCD")
    assert (low[CE].text, scaled[CE].text, full[CE].text) == ("0.040", "0.48", "0.40")
    assert float(full[SHARE].text) == pytest.approx(50, abs=0.2)
    assert full[CNR].text == f"{case.CE / case.NOISE:.1f}"
    assert scaled[CNR].text == full[CNR].text, "its noise is scaled as well"
    assert low[CNR].text == f"{0.1 * case.CE / case.NOISE:.1f}", "at least the noise of the loaded scan"
    assert low[CNR].doubtful
    assert "noise" in low[CNR].reason
    assert (low[RATIO].text, scaled[RATIO].text) == ("10", "120")
    assert full[RATIO].text == "–"
    assert "itself" in full[RATIO].reason


def test_a_map_is_its_own_uptake() -> None:
    at = scene(study(), LESION)
    numbers = ContrastNumbers()
    shown = replace(frame(at, E), image=frame(at, E).image - case.PRE)
    numbers.take(shown, at)
    found = cells(numbers, at, "E")
    assert (found[CE].text, found[RATIO].text) == ("0.40", "100")
    assert float(found[SHARE].text) == pytest.approx(50, abs=0.2)
    assert "Noise was taken out" in found[CNR].reason
    percent = replace(at.panes[E].lane, steps=(UPTAKE.replace(percent=True),))
    panes = (*at.panes[:E], replace(at.panes[E], lane=percent), at.panes[F])
    other = replace(at, panes=panes)
    numbers.take(replace(frame(other, E), image=np.full((40, 40), 37.0, np.float32)), other)
    found = cells(numbers, other, "E")
    assert found[SHARE].text == "37.0"
    assert [found[metric].text for metric in (CE, CNR, RATIO)] == ["–"] * 3
    assert "percent" in found[CE].reason


def test_other_planes_and_slabs_are_measured_against_the_same_cut() -> None:
    at = scene(study(), replace(LESION, plane="coronal"))
    lane = replace(at.panes[D].lane, plane="coronal")
    at = replace(at, panes=(*at.panes[:D], replace(at.panes[D], lane=lane), *at.panes[E:]))
    assert cells(taken(at, (D, 1.0)), at, "D")[CE].text == "0.40"
    brightest = replace(lane, slab=Slab("max", 6.0))
    at = replace(at, panes=(*at.panes[:D], replace(at.panes[D], lane=brightest), *at.panes[E:]))
    assert "mean" in cells(taken(at, (D, 1.0)), at, "D")[CE].reason


def test_a_pair_at_a_low_dose_is_compared_with_its_full_scan_or_says_that_there_is_none() -> None:
    alone = scene(study(0.2), LESION)
    found = cells(taken(alone, (D, 1.0)), alone, "D")
    assert "No scan at the standard dose" in found[RATIO].reason
    assert taken(alone, (D, 1.0)).footnote(alone)
    assert next(row.dose for row in taken(alone, (D, 1.0)).rows(alone) if row.letter == "D") == "20\u00a0%"
    both = scene(study(0.2, "Full"), LESION)
    assert cells(taken(both, (D, 1.0)), both, "D")[RATIO].text == "50"
    flat = scene(study(lesion=0.0), LESION)
    assert "does not enhance" in cells(taken(flat, (B, 0.1)), flat, "B")[RATIO].reason


def test_few_pixels_previews_and_other_volumes_say_so() -> None:
    at = scene(study(), replace(LESION, radius=1.0))
    assert "Fewer than 10 pixels" in cells(taken(at, (D, 1.0)), at, "D")[CE].reason
    numbers = ContrastNumbers()
    numbers.take(replace(frame(at, C), state="preview"), at)
    assert all(cell.doubtful for cell in cells(numbers, at, "C").values())
    assert ContrastNumbers().rows(replace(at, volume="Before")) == ()


def test_visited_doses_make_curves() -> None:
    at, numbers = scene(study(), LESION), ContrastNumbers()
    for dose in (0.1, 0.5, 0.2):
        at = replace(at, fraction=dose)
        numbers.take(frame(at, B, dose), at)
        found = cells(numbers, at, "B")[CE]
    assert np.array(found.curve) == pytest.approx(np.array([(0.1, 0.04), (0.2, 0.08), (0.5, 0.2)]), abs=1e-3)
    assert found.now == 0.2


def test_other_sheets_are_in_the_unit_of_the_scan() -> None:
    at = scene(study(), LESION)
    region, image = RegionNumbers(), ImageNumbers()
    for sheet in (region, image):
        sheet.take(frame(at, B, 0.1), at)
    heads = {metric.name: metric.unit for metric in (*region.columns(at), *image.columns(at))}
    assert "HU" not in heads.values()
    assert "d′" not in heads
    row = dict(zip((m.name for m in region.columns(at)), region.rows(at)[B].cells, strict=True))
    assert (row["Mean"].text, row["Bias"].text) == ("0.84", "−0.36")
    assert not row["Bias"].doubtful
    assert "HU" not in region.footnote(at)
    assert "a.u." in image.footnote(at)
    assert "4\u202f096" not in image.footnote(at)
    assert float(image.rows(at)[B].cells[1].text) < 30, "the range is that of the slice"
    assert listed(at, region.frames)[0].cells[B].text == "0.84\n± 0.002"


@pytest.mark.parametrize("name", ["Lesions", "Findings"])
def test_the_quiet_brain_leaves_out_lesions_and_findings(name: str) -> None:
    """A lesion that is too weak to be told from noise pixel by pixel is left out where it is known."""
    weak = study(labels=True, lesion=0.03)
    at = scene(replace(weak, labels={name: weak.labels["Lesions"]}), LESION)
    assert noise(frame(at, D)) == pytest.approx(case.NOISE, rel=0.002)
    bare = scene(replace(weak, labels={}), LESION)
    assert noise(frame(bare, D)) != pytest.approx(case.NOISE, rel=0.002)
    assert "finding" in CNR.definition


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        ((LOW, SCALED), True),
        ((LOW, PREDICT), True),
        ((LOW, PREDICT.replace(onto="before", gain=1.0)), True),
        ((LOW, PREDICT.replace(onto="low")), False),
        ((LOW, PREDICT.replace(gain=2.0)), False),
        ((LOW, PREDICT, SCALED), False),
        ((LOW, SCALED, UPTAKE), False),
        ((LOW, Step("denoiser", "nlm")), False),
        ((), False),
    ],
)
def test_only_what_predicts_the_full_dose_is_compared_with_it(steps: tuple[Step, ...], counts: bool) -> None:
    at = scene(study(), LESION)
    at = replace(at, panes=(replace(at.panes[B], lane=Lane("Shown", steps)),), rows=1, columns=1, active=0)
    assert predicted(at) == (0 if counts else None)


def test_the_exported_table_names_region_and_unit() -> None:
    at = scene(study(), LESION)
    text = numbers_csv((("Contrast", taken(at, (D, 1.0))),), at)
    assert "Contrast,Rim,D,Reference,100,6,CE,a.u.,0.40," in text


def test_the_report_has_no_plots_of_ct() -> None:
    at = scene(study(), LESION)
    shown = {pane: frame(at, pane, 0.1) for pane in (B, D)}
    assert [name.partition(":")[0] for name, _ in charts(at, shown)] == ["Histogram"]


def test_the_interval_is_that_of_a_bootstrap() -> None:
    draw = np.random.default_rng(3)
    full = draw.normal(0.3, 0.05, 389).astype(np.float32)
    made = (0.92 * full + draw.normal(0, 0.05, 389)).astype(np.float32)
    found = agreement(made, full)
    again = draw.integers(0, 389, (4000, 389))
    ratios = made[again].mean(1) / full[again].mean(1)
    low, high = np.quantile(ratios, (0.025, 0.975))
    assert found.ratio == pytest.approx(made.mean() / full.mean(), rel=1e-5)
    assert 2 * found.margin == pytest.approx(high - low, rel=0.06)
    assert found.headline == f"CE lower by {100 - 100 * found.ratio:.0f}\u00a0%"
    unsure = Agreement(0.98, 0.05, 0.4)
    assert unsure.headline == "CE lower by 2\u00a0%, within chance"
    assert unsure.interval == "95 % CI −7 to +3\u00a0% · difference −0.01\u00a0a.u."


def test_what_is_less_than_the_noise_of_a_pixel_does_not_enhance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many pixels that agree on a little may show a shift of the scans."""
    at = scene(study(), LESION)
    full = standard_uptake(frame(at, D, 1.0), LESION)
    assert isinstance(full, float)
    monkeypatch.setattr(contrast_numbers, "loaded_noise", lambda *_: 1.01 * full)
    assert "does not enhance here" in str(standard_uptake(frame(at, D, 1.0), LESION))


def test_a_gain_is_told_where_its_numbers_stand(dock: NumbersDock, qtbot: QtBot) -> None:
    twice = Lane("Predicted full dose", (LOW, PREDICT.replace(gain=2.0)))
    dock.state.become(dock.state.scene.with_lane(C, twice))
    dock.show_frame(frame(dock.state.scene, C, 1.2))
    said = dock.findChild(QLabel, "agreement-said")
    qtbot.waitUntil(lambda: said.text() == "C shows 2 times the prediction.")
    at = dock.state.scene
    doses = {row.letter: (row.dose, row.method) for row in taken(at, (C, 1.2)).rows(at)}
    assert doses["C"] == ("10\u00a0%", "Predicted full dose, gain 2")


@pytest.fixture
def dock(qtbot: QtBot) -> Iterator[NumbersDock]:
    widget = NumbersDock(AppState(scene(study(), LESION)))
    qtbot.addWidget(widget)
    widget.resize(340, 700)
    widget.show()
    yield widget
    widget.close_work()


def names(tabs: QTabBar) -> list[str]:
    return [tabs.tabText(i) for i in range(tabs.count()) if tabs.isTabVisible(i)]


def test_the_tabs_of_contrast_come_and_go_with_the_study(dock: NumbersDock) -> None:
    tabs = dock.findChild(QTabBar, "numbers-tabs")
    assert names(tabs) == ["Contrast", "Lesions", "Region", "Image", "List"]
    assert tabs.currentIndex() == 0
    dock.state.open(four_panes().opened(ct_study()))
    assert names(tabs) == ["Region", "Image", "Labels", "List"]
    assert tabs.currentIndex() == 0
    at = replace(scene(study(), LESION), segmenter=ORGANS)
    assert LabelNumbers().subject(at) is None, "segmenters know CT"
    dock.state.open(at)
    assert tabs.tabText(tabs.currentIndex()) == "Contrast"
    assert "Labels" not in names(tabs)


def test_the_card_compares_the_predicted_pane(qtbot: QtBot, dock: NumbersDock) -> None:
    said = dock.findChild(QLabel, "agreement-said")
    title = dock.findChild(QLabel, "agreement-title")
    below = dock.findChild(QLabel, "agreement-interval")
    assert title.text() == "Agreement of C with the measured full dose"
    for pane, part in ((C, 1.2), (D, 1.0)):
        dock.show_frame(frame(dock.state.scene, pane, part))
    qtbot.waitUntil(lambda: said.text() == "CE higher by 20\u00a0%")
    assert below.text() == "95 % CI 20–20\u00a0% · difference +0.08\u00a0a.u."
    assert said.isVisible()
    dock.state.open(scene(study(0.2), LESION))
    assert said.text() == "There is no measured full dose."


def test_the_range_of_the_image_sheet_is_that_of_the_slice(qtbot: QtBot, dock: NumbersDock) -> None:
    dock.findChild(QTabBar, "numbers-tabs").setCurrentIndex(3)
    box = dock.findChild(QComboBox, "numbers-range")
    assert box.currentText() == "Range of the slice"
    assert not box.isEnabled()
    assert dock.state.scene.domain.data_range == 4096.0


def test_the_card_of_agreement_asks_for_the_height_of_its_lines(qtbot: QtBot) -> None:
    """A column that scrolls gives wrapped lines the height of one, and takes the rest from the table."""
    card = AgreementCard()
    qtbot.addWidget(card)
    card.resize(560, 200)
    card.show()
    interval = "95 % CI −24 to +1 % · difference −0.09 ± 0.11 a.u."
    card._say("CE lower by 12 %, within chance", interval)
    low = card.minimumHeight()
    card.resize(220, 200)
    assert card.minimumHeight() >= low + card._below.fontMetrics().height()
    card._say("CE lower by 12 %, within chance", interval, "Outside the training range: voxels of 3 mm.")
    assert card.minimumHeight() >= low + 3 * card._below.fontMetrics().height()
