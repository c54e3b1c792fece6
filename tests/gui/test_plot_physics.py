"""The physics plots: what they say of pictures whose noise, edges and doses are known."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy import ndimage

from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.roi import Circle, Region
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.expected_noise import RootLaw
from ldct_studio.gui.oblique_commands import oblique
from ldct_studio.gui.plot_charts import chart_text
from ldct_studio.gui.plot_detect import detectability_chart
from ldct_studio.gui.plot_dose import DOSE_DEFINITION, LAW, noise_dose_chart
from ldct_studio.gui.plot_edge import edge_chart
from ldct_studio.gui.plot_noise import added_power, noise_power_chart
from ldct_studio.gui.plot_repeats import Courses, Repeats, repeated_lanes
from ldct_studio.gui.plot_view import Chart
from ldct_studio.gui.region_numbers import DETECT, METRICS, RegionNumbers
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.solid import Solid
from ldct_studio.gui.task_stability import DOSES
from ldct_studio.physics.detectability import Disc
from tests.conftest import ROOT
from tests.gui.four_panes import four_panes

PIXEL, SIDE, RADIUS, BLUR = 0.7, 128, 9.0, 0.6
GRID = Grid((1, SIDE, SIDE), (2.5, PIXEL, PIXEL))
MIDDLE = GRID.patient((0, 64.3, 63.6))
FLAT = Circle("Flat", GRID.patient((0, 28.0, 28.0)), 12.0)
AROUND = Circle("Insert", MIDDLE, 12.0)
BESIDE = Circle("Flat, with the insert in its square", GRID.patient((0, 64.3, 40.0)), 6.0)
FULL, LOW = 4.0, 10.0


def insert(contrast: float = 400.0) -> np.ndarray:
    y, x = np.mgrid[:SIDE, :SIDE]
    place = np.hypot(y - 64.3, x - 63.6) * PIXEL
    edge = torch.special.erfc(torch.from_numpy((place - RADIUS) / (BLUR * math.sqrt(2)))) / 2
    return 50 + contrast * edge.numpy()


def noise(seed: int, sd: float) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, sd, (SIDE, SIDE))


def scene(roi: Region, contrast: float = 400.0) -> Scene:
    loaded = torch.from_numpy((insert(contrast) + noise(1, FULL)).astype(np.float32))
    scan = Scan((1e5,), apodization=Apodization("ram-lak"))
    case = Study("Case", {"Axial": Volume(loaded[None], GRID)}, scan=scan)
    return replace(four_panes().opened(case), rois=(roi,), roi=0, fraction=(FULL / LOW) ** 2)


def frames(of: Scene, contrast: float = 400.0) -> dict[int, Frame]:
    """Return the loaded picture, one at a dose of 16 %, that one smoothed, and a difference."""
    request = of.request
    assert request is not None
    low = insert(contrast) + noise(2, LOW)
    loaded = request.source.data[0].numpy()
    pictures = (loaded, low, ndimage.gaussian_filter(low, 1.0), low - loaded)
    lanes = [pane.lane for pane in of.panes]
    made = (np.ascontiguousarray(picture, np.float32) for picture in pictures)
    return {
        i: Frame(request, lane, picture) for i, (lane, picture) in enumerate(zip(lanes, made, strict=True))
    }


def chart(found: Chart | str) -> Chart:
    assert isinstance(found, Chart), found
    return found


def table(of: Chart) -> dict[str, list[str]]:
    assert of.table is not None
    return {letter: [cell.text for cell in cells] for letter, cells in of.table.rows}


def repeats(of: Scene, count: int = 16) -> Repeats:
    request = of.request
    assert request is not None
    drawn = torch.stack([torch.from_numpy(insert() + noise(10 + n, LOW)) for n in range(count)])
    return Repeats(request, {of.panes[1].lane: drawn.to(torch.float32)})


def test_noise_power_states_peak_mean_and_integral() -> None:
    at = scene(FLAT)
    found = chart(noise_power_chart(at, frames(at)))
    numbers = table(found)
    assert float(numbers["B"][2]) == pytest.approx(LOW, rel=0.08)
    assert float(numbers["A"][2]) == pytest.approx(FULL, rel=0.08)
    assert float(numbers["C"][1]) < float(numbers["B"][1])
    assert numbers["B"][3] == "–"
    assert [tile.letter for tile in found.tiles] == ["A", "B", "C", "D"]
    assert found.tiles[0].edge == pytest.approx(0.5 / PIXEL)
    lines = chart_text(found).splitlines()
    assert lines[1].startswith("# B: f_peak (mm⁻¹) ")
    assert "Curve,Spatial frequency (mm⁻¹),NPS (HU²·mm²)" in lines


def test_drawn_noise_checks_the_integral_against_other_seeds() -> None:
    at = scene(AROUND)
    found = chart(noise_power_chart(at, frames(at), repeats(at)))
    numbers = table(found)
    assert float(numbers["B"][2]) == pytest.approx(LOW, rel=0.03), "the insert is no noise"
    assert abs(float(numbers["B"][3].replace("−", "-"))) < 5
    assert numbers["A"][3] == "–"
    assert found.note.startswith("B: the noise that the dose adds, from 8 seeds")
    other = replace(at, fraction=0.5)
    assert table(chart(noise_power_chart(other, frames(other), repeats(at))))["B"][3] == "–", "another dose"


def test_the_two_halves_share_no_noise() -> None:
    drawn = torch.randn(16, 64, 64, generator=torch.Generator().manual_seed(0)) * 5
    drawn[1::2] *= 2  # every other one is of the second half
    power, variance = added_power(drawn, PIXEL)
    assert float(power.mean()) == pytest.approx(25 * PIXEL**2, rel=0.05)
    assert variance == pytest.approx(100, rel=0.05)


def test_the_edge_of_an_insert_has_its_blur() -> None:
    at = scene(AROUND)
    found = chart(edge_chart(at, frames(at)))
    numbers = table(found)
    f50 = math.sqrt(math.log(2) / 2) / (math.pi * BLUR)
    assert float(numbers["A"][0]) == pytest.approx(f50, rel=0.05)
    assert float(numbers["C"][0]) < float(numbers["A"][0]) - 0.05, "smoothed"
    assert numbers["A"][2] == "+400"
    assert set(numbers) == {"A", "B", "C"}, "a difference has no edge of its own"
    size = re.match(r"Disc of (.*) mm", found.note)
    assert size is not None
    assert float(size[1]) == pytest.approx(2 * RADIUS, abs=0.4)


def test_an_edge_in_noise_waits_for_repeats() -> None:
    at = scene(AROUND, contrast=100)
    shown = frames(at, contrast=100)
    found = chart(edge_chart(at, shown))
    assert table(found)["B"][0] == "–"
    assert found.table is not None
    assert "TG-233" in found.table.rows[1][1][0].reason
    assert table(chart(edge_chart(at, shown, repeats(at))))["B"][0] != "–"


def test_a_region_without_an_edge_says_why() -> None:
    at = scene(FLAT)
    assert "no disc" in str(edge_chart(at, frames(at)))


def test_d_prime_in_white_noise_is_the_energy_of_the_disc() -> None:
    at, task = scene(FLAT), Disc(6.0, 20.0)
    found = chart(detectability_chart(at, frames(at), task))
    numbers = table(found)
    expected = 20 * math.sqrt(math.pi * 9) / (LOW * PIXEL)
    assert float(numbers["B"][0].rstrip("*")) == pytest.approx(expected, rel=0.2)
    assert found.mark == 6.0
    assert found.note.startswith("Task: disc 6 mm, 20 HU.")
    assert not numbers["B"][0].endswith("*"), "FBP is linear"
    assert numbers["C"][0].endswith("*")
    assert "Linear approximation" in found.note
    assert float(numbers["A"][0]) > float(numbers["B"][0])


@pytest.mark.parametrize(("roi", "doubtful"), [(FLAT, False), (BESIDE, True)])
def test_d_prime_of_a_square_that_holds_an_edge_is_doubtful(roi: Region, doubtful: bool) -> None:
    at, numbers = scene(roi), RegionNumbers()
    shown = frames(at)
    found = chart(detectability_chart(at, shown, Disc()))
    for frame in shown.values():
        numbers.take(frame, at)
    assert found.table is not None
    column = METRICS.index(DETECT)
    for row, (letter, plotted) in zip(numbers.rows(at), found.table.rows, strict=False):
        assert row.letter == letter
        for one in (row.cells[column], *plotted):
            assert one.text != "–"
            assert one.doubtful is doubtful
            assert ("beyond the region into anatomy: √∫NPS is" in one.reason) is doubtful
    assert ("Doubtful in A, B, C" in found.note) is doubtful


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda at: replace(at.with_solid(0, Solid()), maximized=True, active=0), "3-D"),
        (lambda at: replace(oblique(at), maximized=True), "axial slices"),
        (lambda at: replace(at, maximized=True, active=3), "Differences and maps do not show the patient"),
        (lambda at: at, "being computed"),
    ],
)
def test_without_pictures_d_prime_says_why(change: Callable[[Scene], Scene], reason: str) -> None:
    at = change(scene(FLAT))
    shown = [i for i, pane in at.pictures if pane.lane.is_axial] if at.maximized else []
    every = frames(scene(FLAT))
    assert reason in str(detectability_chart(at, {i: every[i] for i in shown}, Disc()))


def test_a_disc_that_does_not_fit_is_told() -> None:
    at = scene(FLAT)
    assert "Choose a diameter from 1 to" in str(detectability_chart(at, frames(at), Disc(80.0, 20.0)))


def test_noise_stands_at_its_dose_beside_the_law() -> None:
    at = scene(FLAT)
    found = chart(noise_dose_chart(at, frames(at)))
    law, reference, low, smooth = found.curves
    assert law.letter == "law"
    assert law.y[0] / law.y[-1] == pytest.approx(10)
    assert reference.x.tolist() == [100]
    assert low.x.tolist() == pytest.approx([16])
    assert low.y[0] == pytest.approx(LOW, rel=0.08)
    assert smooth.y[0] < low.y[0] / 2
    assert float(table(found)["B"][2]) == pytest.approx(100, abs=15)
    drawn = found.on_axis
    assert drawn.curves[0].y[0] - drawn.curves[0].y[-1] == pytest.approx(1)
    assert (0.0, "1") in drawn.y_ticks


def test_structure_in_the_region_does_not_follow_the_law() -> None:
    law = RootLaw(3.0, 4.0)
    assert law.at(1) == pytest.approx(5.0)
    assert law.at(0.25) == pytest.approx(math.hypot(4.0, 6.0))
    for text in (LAW.definition, DOSE_DEFINITION, (ROOT / "docs" / "physics.md").read_text("utf-8")):
        assert "√(structure² + noise² / a)" in text


def test_computed_doses_join_the_dot_of_now() -> None:
    at = scene(FLAT)
    request = at.request
    assert request is not None
    values = tuple(FULL / math.sqrt(dose) for dose in DOSES)
    courses = Courses(request, FLAT, {at.panes[1].lane: (*values[:-1], "No picture.")})
    low = chart(noise_dose_chart(at, frames(at), courses)).curves[2]
    assert len(low.x) == len(DOSES), "seven doses and now"
    moved = replace(at, rois=(replace(FLAT, radius=9.0),))
    assert len(chart(noise_dose_chart(moved, frames(moved), courses)).curves[2].x) == 1, "another region"


def test_what_can_be_repeated_lowers_the_dose_of_the_patient() -> None:
    at = scene(FLAT)
    assert repeated_lanes(at) == (at.panes[1].lane, at.panes[2].lane)


def test_pictures_of_another_plane_are_left_out() -> None:
    at = scene(FLAT)
    made = frames(at)
    made[1] = replace(made[1], lane=replace(made[1].lane, plane="coronal"))
    assert "B" not in table(chart(noise_power_chart(at, made)))
    only = {1: made[1]}
    for make in (noise_power_chart, edge_chart, noise_dose_chart):
        assert "drawn in axial pictures" in str(make(at, only))


def test_a_volume_without_noise_has_no_law() -> None:
    at = scene(FLAT)
    assert at.study is not None
    flat = Volume(torch.full(GRID.shape, 50.0), GRID)
    quiet = replace(at, study=replace(at.study, volumes={"Axial": flat}))
    assert "no noise" in str(noise_dose_chart(quiet, frames(quiet)))
    assert DoseLevel(0.16, quiet.reference_scan).fraction == 0.16
