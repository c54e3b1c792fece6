"""Region × pane: every number over dose equals what a plain script finds in the same pictures."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import pytest
import torch
from pytestqt.qtbot import QtBot
from scipy.special import j1

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.plane import Slab
from ldct_studio.core.roi import Circle, Freehand, Rectangle, Region
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.measuring import selected
from ldct_studio.gui.numbers_dock import NumbersDock
from ldct_studio.gui.plot_detect import detectability_chart
from ldct_studio.gui.probe_desk import ProbeDesk
from ldct_studio.gui.probe_survey import Result, Survey
from ldct_studio.gui.region_detect import TASK, detectability
from ldct_studio.gui.region_numbers import BIAS, CNR, DETECT, KEPT, MEAN, METRICS, NOISE, RegionNumbers
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.physics.detectability import Disc
from ldct_studio.physics.hotelling import Detectability
from ldct_studio.pipeline import frame
from ldct_studio.probe.reading import Reading
from ldct_studio.probe.task import Task
from tests.gui.four_panes import four_panes

GRID = Grid((3, 64, 64), (2.0, 1.5, 1.5), (-48.0, -48.0, 10.0))
LESION = Circle("Lesion", GRID.patient((1, 32, 24)), 9.0)
LIVER = Rectangle("Liver", GRID.patient((1, 32, 42)), 9.0, 12.0)
DOSES = (0.1, 0.25, 0.6)
_Image = npt.NDArray[np.float32]


def _scene() -> Scene:
    y, x = np.mgrid[:64, :64] * 1.5 - 48
    body = np.where(x**2 + y**2 < 42**2, 50.0, -1000.0)
    body[(x + 12) ** 2 + y**2 < 14**2] = 110.0
    noise = 6 * torch.randn(GRID.shape, generator=torch.Generator().manual_seed(3))
    volume = Volume((torch.from_numpy(body) + noise).float(), GRID)
    study = Study("Phantom", {"CT": volume}, scan=Scan((3e4,) * 3))
    return replace(four_panes().opened(study, 1), rois=(LESION, LIVER), roi=0)


def _smooth(image: _Image) -> _Image:
    """Stand in for a method that lowers noise and contrast."""
    return np.mean([np.roll(image, step, axis) for step in (-1, 0, 1) for axis in (0, 1)], axis=0)


def _pixels(image: _Image, inside: list[tuple[int, int]]) -> tuple[float, float]:
    values = [float(image[row, column]) for row, column in inside]
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (len(values) - 1))


def _matched(image: _Image) -> float:
    """Find d′ of a disc of 5 mm and 15 HU around the lesion, by sums over space instead of frequency.

    NPW answers with the sum of the picture times the disc as FBP blurs it; its answers to the noise are
    taken at every place of the square, whose borders meet.
    """
    side, pixel = 32, 1.5
    patch = image[16:48, 8:40].astype(np.float64)
    y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]
    terms = np.stack([x**i * y**j for i in range(3) for j in range(3 - i)]).reshape(6, -1).T
    rest = patch - (terms @ np.linalg.lstsq(terms, patch.ravel(), rcond=None)[0]).reshape(side, side)
    f = np.hypot(*np.meshgrid(np.fft.fftfreq(side, pixel), np.fft.fftfreq(side, pixel)))
    phase = 2 * np.pi * 2.5 * np.where(f > 0, f, 1.0)
    disc = 15 * np.pi * 2.5**2 * np.where(f > 0, 2 * j1(phase) / phase, 1.0)
    signal = np.fft.ifft2(disc * _hann(2 * f * pixel)).real / pixel**2  # in HU, its middle at pixel (0, 0)
    answers = [(rest * np.roll(signal, (r, c), (0, 1))).sum() for r in range(side) for c in range(side)]
    return float((signal**2).sum() / math.sqrt(np.mean(np.square(answers))))


def _hann(f: _Image) -> _Image:
    return np.where(f <= 1, 0.5 + 0.5 * np.cos(np.pi * f), 0.0)


def _offline(image: _Image, loaded: _Image) -> dict[str, float]:
    """Find the numbers of the two regions in loops over pixels, knowing nothing of the program."""
    places = [(row, column) for row in range(64) for column in range(64)]
    lesion = [(r, c) for r, c in places if math.hypot(1.5 * (r - 32), 1.5 * (c - 24)) <= 9 + 1e-6]
    liver = [(r, c) for r, c in places if abs(c - 42) <= 6 and abs(r - 32) <= 8]  # 9 and 12 mm
    (mean, sd), (other, noise) = _pixels(image, lesion), _pixels(image, liver)
    was, before = _pixels(loaded, lesion)[0], _pixels(loaded, liver)[0]
    return {
        NOISE.name: sd,
        BIAS.name: mean - was,
        CNR.name: abs(mean - other) / noise,
        KEPT.name: 100 * (mean - other) / (was - before),
        MEAN.name: mean,
        DETECT.name: _matched(image),
    }


def test_every_number_over_dose_equals_an_offline_script() -> None:
    scene, numbers, memo = _scene(), RegionNumbers(), Memo()
    loaded = scene.source.data[1].numpy() if scene.source else np.empty(0)
    expected: dict[int, dict[float, dict[str, float]]] = {1: {}, 2: {}}
    for fraction in DOSES:
        scene = replace(scene, fraction=fraction)
        request = scene.request
        assert request is not None
        low = frame(request, scene.panes[1].lane, memo).image
        assert low is not None
        for pane, image in ((1, low), (2, _smooth(low))):
            numbers.take(Frame(request, scene.panes[pane].lane, image), scene)
            expected[pane][fraction] = _offline(image, loaded)
        rows = numbers.rows(scene)
    for pane, by_dose in expected.items():
        for metric, cell in zip(METRICS, rows[pane].cells, strict=True):
            assert [dose for dose, _ in cell.curve] == list(DOSES)
            assert cell.now == DOSES[-1]
            for dose, value in cell.curve:
                assert value == pytest.approx(by_dose[dose][metric.name], rel=1e-3, abs=1e-3), metric.name


def test_the_reference_keeps_all_of_its_contrast() -> None:
    scene, numbers = _scene(), RegionNumbers()
    assert scene.request is not None
    numbers.take(frame(scene.request, scene.panes[0].lane, Memo()), scene)
    cells = dict(zip(METRICS, numbers.rows(scene)[0].cells, strict=True))
    assert (cells[BIAS].text, cells[KEPT].text) == ("0.0", "100")


def test_a_contrast_below_the_noise_is_refused() -> None:
    scene, numbers = _scene(), RegionNumbers()
    beside = replace(LIVER, name="Beside", center=GRID.patient((1, 32, 44)))
    scene = replace(scene, rois=(LIVER, beside))
    assert scene.request is not None
    numbers.take(frame(scene.request, scene.panes[0].lane, Memo()), scene)
    cell = numbers.rows(scene)[0].cells[METRICS.index(KEPT)]
    assert cell.text == "–"
    assert "does not stand out" in cell.reason


@pytest.mark.parametrize("thick", [False, True])
def test_a_region_is_measured_in_its_plane_only(thick: bool) -> None:
    scene, numbers = _scene(), RegionNumbers()
    lane = replace(scene.panes[0].lane, plane="coronal", slab=Slab("mean", 4.5) if thick else None)
    region: Region = Freehand(
        "r", GRID.patient((1, 32, 24)), ((-6.5, -1.0), (6.5, -1.0), (6.5, 1.0), (-6.5, 1.0)), "coronal"
    )
    scene = replace(scene.with_lane(0, lane), rois=(region, LIVER), roi=0, coronal=32)
    request = scene.request
    assert request is not None
    for pane in (0, 1):
        numbers.take(frame(request, scene.panes[pane].lane, Memo()), scene)
    coronal, axial = numbers.rows(scene)[:2]
    rows = slice(31, 34) if thick else slice(32, 33)
    inside = request.source.data[1, rows, 20:29].mean(0).double()
    assert coronal.cells[METRICS.index(MEAN)].text == f"{float(inside.mean()):.0f}"
    assert coronal.cells[METRICS.index(NOISE)].text == f"{float(inside.std()):.1f}"
    assert axial.cells[METRICS.index(MEAN)].text == "–"
    assert "coronal" in axial.cells[METRICS.index(MEAN)].reason
    assert "second region" in coronal.cells[METRICS.index(CNR)].reason, "the other one is axial"


def test_what_reads_axial_slices_takes_an_axial_region() -> None:
    coronal = replace(LESION, plane="coronal")
    scene = replace(_scene(), rois=(coronal, LIVER), roi=0)
    assert selected(scene) == LIVER
    assert selected(scene, None) == coronal
    assert selected(replace(scene, roi=1), None) == LIVER
    assert selected(replace(scene, rois=(coronal,))) is None


def test_a_region_of_one_value_as_low_as_air_is_doubted_as_padding() -> None:
    scene, numbers = _scene(), RegionNumbers()
    assert scene.source is not None
    data = scene.source.data.clone()
    data[:, :20, :20] = -1024
    study = Study("Phantom", {"CT": Volume(data, GRID)}, scan=Scan((3e4,) * 3))
    corner = Circle("Corner", GRID.patient((1, 8, 8)), 9.0)
    scene = replace(four_panes().opened(study, 1), rois=(corner,), roi=0)
    request = scene.request
    assert request is not None
    numbers.take(Frame(request, scene.panes[0].lane, data[1].numpy()), scene)
    cell = numbers.rows(scene)[0].cells[METRICS.index(NOISE)]
    assert cell.doubtful
    assert "padding" in cell.reason


def test_the_column_is_what_the_plot_of_d_prime_says() -> None:
    scene, numbers = _scene(), RegionNumbers()
    request = scene.request
    assert request is not None
    low = frame(request, scene.panes[1].lane, Memo())
    numbers.take(low, scene)
    plotted = detectability_chart(scene, {1: low}, Disc())
    assert not isinstance(plotted, str)
    assert plotted.table is not None
    cell = numbers.rows(scene)[1].cells[METRICS.index(DETECT)]
    plot = float(plotted.table.rows[0][1][0].text)
    assert cell.curve[0][1] == pytest.approx(plot, abs=0.005)


def test_what_is_not_linear_has_a_star_and_pictures_without_a_patient_a_reason() -> None:
    scene, numbers = _scene(), RegionNumbers()
    request = scene.request
    assert request is not None
    low = frame(request, scene.panes[1].lane, Memo())
    assert low.image is not None
    for pane in (0, 1, 2, 3):
        numbers.take(Frame(request, scene.panes[pane].lane, _smooth(low.image)), scene)
    cells = [row.cells[METRICS.index(DETECT)] for row in numbers.rows(scene)]
    assert [cell.mark for cell in cells] == ["", "", "*", ""]
    assert "Linear approximation" in cells[2].reason
    assert cells[3].text == "–"
    assert "patient" in cells[3].reason
    assert "disc 5 mm, 15 HU" in numbers.footnote(scene)


def test_a_disc_too_large_for_the_square_is_refused_in_the_column_as_in_the_plot() -> None:
    grid = Grid((1, 64, 64), (2.0, 0.25, 0.25), (-8.0, -8.0, 0.0))
    noise = torch.randn(grid.shape, generator=torch.Generator().manual_seed(3))
    study = Study("Fine", {"CT": Volume(noise, grid)}, scan=Scan((3e4,)))
    small, large = (Circle("Vessel", grid.patient((0, 32, 32)), mm) for mm in (2.0, 7.0))
    scene = replace(four_panes().opened(study, 0), rois=(small,), roi=0)
    assert scene.request is not None
    picture = Frame(scene.request, scene.panes[0].lane, noise[0].numpy())
    with pytest.raises(GeometryError, match=r"disc of 5 mm needs .* this one is 8 mm"):
        detectability(picture, small)
    assert "Choose a diameter" in str(detectability_chart(scene, {0: picture}, TASK))
    assert detectability(picture, large) > 0


def _survey(scene: Scene, request: Request) -> Survey:
    """Return what a probe of the disc in the lesion found in pane C."""
    reading = object.__new__(Reading)
    object.__setattr__(reading, "detectability", Detectability(1.234, 1.1, 1.4))
    object.__setattr__(reading, "site", SimpleNamespace(place=LESION.center))
    lane = scene.panes[2].lane
    return Survey(request, Task(LESION.center, 5.0, 15.0, 100), {"C": lane}, (Result("C", lane, reading),))


def test_the_dock_takes_what_a_probe_found(qtbot: QtBot) -> None:
    scene = _scene()
    state = AppState(scene)
    dock = NumbersDock(state)
    qtbot.addWidget(dock)
    assert scene.request is not None
    assert scene.source is not None
    dock.show_frame(Frame(scene.request, scene.panes[2].lane, scene.source.data[1].numpy()))
    probe = ProbeDesk(state)
    probe.found.connect(dock.show_survey)
    probe.found.emit(_survey(scene, scene.request))
    qtbot.waitUntil(lambda: dock._model.index(2, 1 + METRICS.index(DETECT)).data() == "1.2°")
    dock.close_work()


def test_the_observer_that_was_probed_in_the_region_takes_the_place_of_npw() -> None:
    scene, numbers = _scene(), RegionNumbers()
    request = scene.request
    assert request is not None
    low = frame(request, scene.panes[1].lane, Memo())
    assert low.image is not None
    numbers.take(Frame(request, scene.panes[2].lane, _smooth(low.image)), scene)
    survey = numbers.survey = _survey(scene, request)
    cell = numbers.rows(scene)[2].cells[METRICS.index(DETECT)]
    assert (cell.text, cell.mark, cell.curve) == ("1.2", "°", ())
    assert "95 % CI 1.10 to 1.40" in cell.reason
    elsewhere = replace(scene, rois=(LIVER,), roi=0)
    other_dose = replace(survey, request=replace(request, dose=replace(request.dose, fraction=0.5)))
    other_disc = replace(survey, task=replace(survey.task, diameter=8.0))
    assert numbers.rows(elsewhere)[2].cells[METRICS.index(DETECT)].mark == "*"
    for unfit in (other_dose, other_disc):
        numbers.survey = unfit
        assert numbers.rows(scene)[2].cells[METRICS.index(DETECT)].mark == "*"
