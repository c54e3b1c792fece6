from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.roi import Ellipse, measure
from ldct_studio.core.step import Step
from ldct_studio.gui import regions
from ldct_studio.gui.pane import FBP, INSERT, View
from ldct_studio.gui.pane_menu import in_plane
from ldct_studio.gui.pane_paint import corners, guarding
from ldct_studio.gui.scale_bars import scale_length
from ldct_studio.gui.slice_pane import SlicePane
from ldct_studio.gui.transform import Placement

MARKER = (1, 12, 40)


@pytest.fixture
def pane(qtbot, opened):
    def make(index=1, width=640, height=506):
        pane = SlicePane(opened, index)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        pane.show()
        return pane

    return make


def lane(state, index=1):
    return state.scene.panes[index].lane


def bright_box(picture):
    """Return the box of the bright block (the white window text is smaller than 9 × 9)."""
    image = picture.convertToFormat(picture.Format.Format_Grayscale8)
    height, step = image.height(), image.bytesPerLine()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, step)[:, : image.width()] > 200
    block = np.lib.stride_tricks.sliding_window_view(pixels, (9, 9)).all((2, 3))
    y, x = np.nonzero(block)
    return x.min(), x.max() + 8, y.min(), y.max() + 8


def test_the_marker_is_drawn_where_the_patient_has_it(pane, opened, frame_of):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    canvas = shown.canvas
    left, right, top, bottom = bright_box(canvas.grab().toImage())
    grid = opened.scene.source.grid
    middle = canvas.placement.locate(grid.patient((1, 12 + 1.5, 40 + 1.5)))
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((middle.x(), middle.y()), abs=1.0)
    assert right - left == pytest.approx(4 * canvas.placement.scale, abs=3)
    assert bottom - top == pytest.approx(4 * 1.5 * canvas.placement.scale, abs=3)
    assert middle.x() > canvas.width() / 2, "columns run to the right"
    assert middle.y() < canvas.height() / 2, "rows run downward"


def test_the_patients_right_is_on_the_left(pane, opened):
    shown = pane()
    assert shown.canvas.placement.letters == ("R", "L", "A", "P")


def test_the_window_maps_to_gray(pane, opened, frame_of):
    opened.update("Window", view=View(width=400, level=40))
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened), add=np.full((48, 64), 1000.0)))
    low = shown.canvas.grab().toImage().pixelColor(200, 150)  # 0 HU: (0 + 160) / 400 of 255
    assert low.red() == low.green() == low.blue()
    assert low.red() == pytest.approx(102, abs=1)
    opened.update("Invert", view=View(width=400, level=40, invert=True))
    assert shown.canvas.grab().toImage().pixelColor(200, 150).red() == pytest.approx(153, abs=1)


def test_a_difference_is_blue_below_and_orange_above(pane, opened, frame_of):
    shown = pane(3)
    opened.update("Difference window", difference_width=100.0)
    values = np.where(np.arange(64) < 32, -50.0, 50.0) * np.ones((48, 1))
    image = values.astype(np.float32)
    shown.show_frame(frame_of(opened, lane(opened, 3), image=image))
    picture = shown.canvas.grab().toImage()
    assert picture.pixelColor(160, 150) == QColor("#2C7BE5")
    assert picture.pixelColor(450, 150) == QColor("#F0803C")


def test_the_header_tells_what_the_frame_shows_not_what_the_slider_says(pane, opened, frame_of):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    opened.update("Dose", fraction=0.41)
    said = shown.header.said
    assert (said.letter, said.title, said.dose) == ("B", "FBP", "17\u00a0%")
    shown.show_frame(frame_of(opened, lane(opened)))
    assert shown.header.said.dose == "41\u00a0%"
    assert shown.header.said.time == "12\u00a0ms"


def test_the_reference_is_at_full_dose_and_needs_no_update(pane, opened, frame_of):
    shown = pane(0)
    shown.show_frame(frame_of(opened, lane(opened, 0)))
    opened.update("Dose", fraction=0.41, auto=False)
    assert shown.shows == "off"
    assert shown.header.said.dose == "100\u00a0%"


def test_a_slow_picture_is_refining_after_a_moment(pane, opened, frame_of, qtbot):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    assert shown.shows == "full"
    opened.update("Dose", fraction=0.41)
    assert shown.shows == "full", "nothing flickers while pictures follow at once"
    qtbot.waitUntil(lambda: shown.shows == "refining")
    assert shown.header.said.word == "Refining"
    shown.show_frame(frame_of(opened, lane(opened), state="preview"))
    assert shown.shows == "preview"
    shown.show_frame(replace(frame_of(opened, lane(opened), state="preview"), rounds=(12, 60)))
    assert "Preview 12 of 60" in shown.header.said.word


def test_only_the_newest_picture_grows(pane, opened, frame_of):
    shown = pane()
    assert not shown.growing
    shown.show_frame(frame_of(opened, lane(opened), state="preview", rounds=(12, 60)))
    assert shown.growing
    opened.update("Dose", fraction=0.41)
    assert not shown.growing, "what grows now is another picture"
    shown.show_frame(frame_of(opened, lane(opened), state="preview", rounds=(1, 60)))
    assert shown.growing
    other = replace(lane(opened), title="Other", steps=(*lane(opened).steps, Step("denoiser", "tv")))
    opened.become(opened.scene.with_lane(1, other))
    assert not shown.growing
    opened.become(opened.scene.with_lane(1, shown.frame.lane))
    shown.show_frame(frame_of(opened, lane(opened)))
    assert not shown.growing


def test_an_old_picture_is_out_of_date_where_nothing_follows(pane, opened, frame_of, qtbot):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    opened.update("Auto", auto=False, fraction=0.41)
    assert shown.shows == "stale"
    assert shown.canvas.stale
    button = shown.findChild(object, "pane-update")
    assert button.isVisible()
    with qtbot.waitSignal(shown.update_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_failure_keeps_the_last_good_picture_and_says_why(pane, opened, frame_of, qtbot):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    good = shown.canvas.image
    shown.show_frame(frame_of(opened, lane(opened), image=None, error="The GPU ran out of memory."))
    assert shown.shows == "failed"
    assert shown.canvas.image is good
    retry = shown.findChild(object, "pane-retry")
    assert retry.isVisible()
    with qtbot.waitSignal(shown.retry_wanted):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    shown.show_frame(frame_of(opened, lane(opened)))
    assert shown.shows == "full"
    assert not retry.isVisible()


def test_a_cut_that_needs_its_volume_offers_to_make_it(pane, opened, frame_of, qtbot):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    opened.become(in_plane(opened.scene, 1, "coronal"))
    coronal = Frame(opened.scene.request, lane(opened), np.zeros((3, 64), np.float32))
    needs = replace(coronal, image=None, error="Apply it first.", unapplied=True)
    shown.show_frame(needs)
    assert shown.shows == "unapplied"
    assert shown.header.said.word == "Not applied"
    assert not shown.canvas.failed
    assert not shown.canvas.has_picture, "the axial slice is none of this plane"
    apply = shown.findChild(object, "pane-apply")
    assert apply.text() == "Apply to volume"
    assert apply.isVisible()
    assert not shown.findChild(object, "pane-retry").isVisible()
    with qtbot.waitSignal(shown.apply_wanted):
        qtbot.mouseClick(apply, Qt.MouseButton.LeftButton)
    opened.update("Dose", fraction=0.41)
    assert shown.shows == "unapplied", "until a picture of the new dose is there"
    shown.show_frame(replace(coronal, request=opened.scene.request))
    assert shown.shows == "full"
    assert not apply.isVisible()
    shown.show_frame(replace(needs, request=opened.scene.request))
    assert shown.canvas.has_picture
    assert shown.canvas.stale, "another picture of the same plane is out of date"


def test_a_failed_picture_is_dimmed_to_forty_percent(pane, opened, frame_of):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened), add=np.full((48, 64), 1000.0)))
    bright = shown.canvas.grab().toImage().pixelColor(100, 100).red()
    shown.show_frame(frame_of(opened, lane(opened), image=None, error="It failed."))
    assert shown.canvas.grab().toImage().pixelColor(100, 100).red() == pytest.approx(0.4 * bright, abs=2)


def placed(opened):
    return Placement.of(opened.scene.source.grid, 1, View(), 640, 480)


def test_few_photons_are_told(opened, frame_of):
    few = frame_of(opened, lane(opened), counts=31.4)
    place = placed(opened)
    assert "Photon-starved, 31\u00a0counts" in corners(opened.scene, few, View(), place).warning
    many = frame_of(opened, lane(opened), counts=81.0)
    assert not corners(opened.scene, many, View(), placed(opened)).warning


def test_a_window_narrower_than_four_sigma_is_told(opened, frame_of):
    frame = frame_of(opened, lane(opened))
    place = placed(opened)
    plain = corners(opened.scene, frame, View(width=40), place)
    said = guarding(plain, View(width=40), 31.0, plain.unit)
    assert (said.guard, said.warning) == ("Window 40 HU, noise 31 HU", ())
    assert not guarding(plain, View(width=400), 31.0, plain.unit).guard


def test_simulated_pictures_say_so(opened, frame_of):
    def said(index):
        frame = frame_of(opened, lane(opened, index))
        return corners(opened.scene, frame, View(), placed(opened)).result

    assert said(0) == ()
    assert said(1) == said(2) == said(3) == ("Simulated",)


def test_a_volume_of_lowered_dose_says_so_in_every_pane(opened, frame_of):
    study = opened.scene.study
    lowered = replace(study.volumes["CT"], history=(INSERT, FBP))
    opened.open(replace(opened.scene, study=replace(study, volumes={"CT": lowered})))
    frame = frame_of(opened, lane(opened, 0))
    assert corners(opened.scene, frame, View(), placed(opened)).result == ("Simulated",)


def test_a_region_measures_the_picture_of_its_own_pane(opened, frame_of):
    grid = opened.scene.source.grid
    region = Ellipse("Region 1", grid.patient((1, 30, 20)), 6.0, 9.0)
    noise = np.random.default_rng(1).normal(0, 20, (48, 64)).astype(np.float32)
    frame = frame_of(opened, lane(opened), add=noise)
    found = regions.statistics(frame.image, region, grid)
    y, x = np.mgrid[:48, :64]
    inside = ((x - 20) / 6) ** 2 + ((y - 30) * 1.5 / 9) ** 2 <= 1
    assert found == measure(frame.image, inside)
    assert found.count == inside.sum()
    assert found.sd == pytest.approx(frame.image[inside].std(ddof=1), rel=1e-6)
    far = replace(region, center=(1e4, 0.0, 0.0))
    assert regions.statistics(frame.image, far, grid) is None


def test_nothing_is_drawn_when_nothing_changed(pane, opened, frame_of, qtbot, monkeypatch):
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened)))
    qtbot.waitExposed(shown)
    drawn = []
    monkeypatch.setattr(shown.canvas, "update", lambda: drawn.append(1))
    opened.update("Dose", fraction=0.41)
    assert not drawn, "a dose alone changes no pixel of the picture that is there"
    opened.update("Window", view=View(width=300))
    assert drawn


def test_a_pane_of_any_width_is_drawn(pane, opened, frame_of):
    """Corner texts and the scale bar must not fail on any width."""
    shown = pane()
    shown.show_frame(frame_of(opened, lane(opened), counts=10.0))
    opened.update("x", crosshair=opened.scene.source.grid.patient((0, 3, 3)))
    for width in (150, 230, 350, 700):
        shown.resize(width, 200)
        assert not shown.grab().isNull()


def test_places_in_the_pane_are_patient_places(pane, opened):
    shown = pane()
    placement = shown.canvas.placement
    grid = opened.scene.source.grid
    assert placement.patient(placement.screen(40, 12)) == pytest.approx(grid.patient((1, 12, 40)))
    assert placement.voxel(placement.screen(40, 12)) == MARKER
    assert placement.voxel(QPointF(-5, -5)) is None


@pytest.mark.parametrize(("zoom", "length"), [(1, 1.0), (4, 0.2), (40, 0.1), (0.2, 5.0)])
def test_the_scale_bar_has_a_round_length_that_fits(opened, zoom, length):
    """The slice is 72 mm tall: 480 px give 6.7 px per mm, and the bar has room for 109 px."""
    placement = Placement.of(opened.scene.source.grid, 1, View(zoom=zoom), 640, 480)
    assert scale_length(placement) == length


def test_a_map_has_the_scale_of_differences_from_zero_on(opened, qtbot, frame_of):
    steps = (Step("simulator", "insert"), Step("reconstructor", "noise-map"))
    noise = Lane("Noise map", steps)
    opened.become(opened.scene.with_lane(1, noise))
    pane = SlicePane(opened, 1)
    qtbot.addWidget(pane)
    pane.show_frame(frame_of(opened, noise, add=30.0))
    assert pane.canvas.mapped
    assert pane.canvas.own_scale
    assert not pane.canvas.signed
    opened.become(opened.scene.with_lane(1, Lane("FBP", (steps[0], Step("reconstructor", "fbp")))))
    pane.show_frame(frame_of(opened, opened.scene.panes[1].lane))
    assert not pane.canvas.own_scale
