from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from ldct_studio.gui.dose_scale import NOTCHES
from ldct_studio.gui.slice_pane import SlicePane
from tests.gui.hand import ALT, CTRL, LEFT, MIDDLE, NONE, RIGHT, SHIFT, Hand


@pytest.fixture
def hand(qtbot, opened, frame_of):
    made = []

    def make(index=1):
        pane = SlicePane(opened, index)
        qtbot.addWidget(pane)
        pane.resize(640, 506)
        pane.show()
        pane.show_frame(frame_of(opened, opened.scene.panes[index].lane))
        made.append(pane)  # the canvas lives as long as its pane
        return Hand(pane.canvas)

    return make


def steps(state):
    return [state.undo_stack.text(n) for n in range(state.undo_stack.count())]


def test_the_wheel_scrolls_up_to_the_head(hand, opened):
    mouse = hand()
    mouse.wheel(1)
    assert opened.scene.row == 2
    mouse.wheel(-1)
    mouse.wheel(-1)
    assert opened.scene.row == 0
    mouse.wheel(1, SHIFT, sideways=True)  # some systems turn the axis with Shift
    assert opened.scene.row == 2, "ten slices, held at the last"
    assert steps(opened) == ["Scroll"]


def test_a_touchpad_scrolls_by_what_adds_up(hand, opened):
    mouse = hand()
    for _ in range(3):
        mouse.wheel(pixels=12)
    assert opened.scene.row == 1
    mouse.wheel(pixels=12)
    assert opened.scene.row == 2


def test_a_fine_wheel_scrolls_by_what_adds_up(hand, opened):
    mouse = hand()
    for _ in range(7):
        mouse.wheel(1 / 8)
    assert opened.scene.row == 1
    mouse.wheel(1 / 8)
    assert opened.scene.row == 2


def test_ctrl_and_the_wheel_zoom_about_the_pointer(hand, opened):
    mouse = hand()
    place = QPointF(420, 130)
    before = mouse.canvas.placement.patient(place)
    mouse.wheel(3, CTRL, (420, 130))
    assert opened.scene.view.zoom == pytest.approx(1.1**3)
    assert mouse.canvas.placement.patient(place) == pytest.approx(before)


def test_alt_and_the_wheel_step_the_dose(hand, opened):
    mouse = hand()
    mouse.wheel(1, ALT, sideways=True)
    assert opened.scene.fraction == NOTCHES[3]
    mouse.wheel(-2, ALT)
    assert opened.scene.fraction == NOTCHES[5]


def test_a_wheel_gesture_is_one_undo_step(hand, opened, qtbot):
    mouse = hand()
    mouse.wheel(1)
    mouse.wheel(-1)
    qtbot.waitUntil(lambda: not mouse.canvas._gestures._rest.isActive())
    mouse.wheel(-1)
    assert steps(opened) == ["Scroll", "Scroll"]


def test_left_drag_sets_the_window(hand, opened):
    opened.update("x", view=replace(opened.scene.view, width=400.0, level=40.0))
    opened.undo_stack.clear()
    hand().drag((100, 200), (250, 140))
    view = opened.scene.view
    assert view.width == 800, "150 px to the right double it"
    assert view.level == 40 - round(60 * 400 / 300), "up is brighter"
    assert steps(opened) == ["Window"]
    opened.undo_stack.undo()
    assert (opened.scene.view.width, opened.scene.view.level) == (400, 40)


def test_a_click_changes_no_window(hand, opened):
    view = opened.scene.view
    hand().drag((100, 200), (102, 201))
    assert opened.scene.view == view
    assert opened.undo_stack.count() == 0


def test_dragging_a_difference_changes_its_own_window_only(hand, opened):
    view = opened.scene.view
    hand(3).drag((100, 200), (250, 140))
    assert opened.scene.view == view
    assert opened.scene.difference_width == 2 * round(6 * 12 / 0.64**2 / 10) * 10


def test_ctrl_drag_takes_the_window_from_the_box(hand, opened):
    mouse = hand()
    corner = [mouse.canvas.placement.screen(*pixel) for pixel in ((39.6, 11.6), (43.4, 15.4))]
    mouse.drag(*[(round(p.x()), round(p.y())) for p in corner], keys=CTRL)
    assert opened.scene.view.level == 500, "only the marker lies in the box"
    assert opened.scene.view.width == 8, "not narrower than 8 HU"


@pytest.mark.parametrize(("button", "keys"), [(MIDDLE, NONE), (LEFT, SHIFT)])
def test_middle_or_shift_drag_pans(hand, opened, button, keys):
    mouse = hand()
    before = mouse.canvas.placement.patient(QPointF(300, 200))
    mouse.drag((300, 200), (360, 170), button, keys)
    assert mouse.canvas.placement.patient(QPointF(360, 170)) == pytest.approx(before)
    assert steps(opened) == ["Pan"]


def test_right_drag_zooms_and_right_click_asks_for_the_menu(hand, opened, qtbot):
    mouse = hand()
    place = QPointF(300, 200)
    before = mouse.canvas.placement.patient(place)
    mouse.drag((300, 200), (300, 50), RIGHT)
    assert opened.scene.view.zoom == pytest.approx(2)
    assert mouse.canvas.placement.patient(place) == pytest.approx(before)
    with qtbot.waitSignal(mouse.canvas.menu_wanted):
        mouse.drag((300, 200), (301, 201), RIGHT)


def test_double_click_maximizes_and_never_resets_the_window(hand, opened):
    opened.update("x", view=replace(opened.scene.view, width=123.0))
    mouse = hand(2)
    mouse.double((100, 100))
    assert opened.scene.maximized
    assert opened.scene.active == 2
    assert opened.scene.view.width == 123
    mouse.double((100, 100))
    assert not opened.scene.maximized


def test_ctrl_double_click_sets_the_recorded_window(hand, opened):
    opened.update("x", view=replace(opened.scene.view, width=123.0, zoom=2.0))
    hand().double((100, 100), CTRL)
    view = opened.scene.view
    assert (view.width, view.level, view.zoom) == (1500, -250, 2)
    assert not opened.scene.maximized


def test_shift_and_moving_move_the_crosshair_without_an_undo_step(hand, opened):
    mouse = hand()
    mouse.move((200, 150), Qt.MouseButton.NoButton, SHIFT)
    assert opened.scene.crosshair == mouse.canvas.placement.patient(QPointF(200, 150))
    mouse.move((220, 150), Qt.MouseButton.NoButton)
    assert opened.scene.crosshair == mouse.canvas.placement.patient(QPointF(200, 150))
    assert opened.undo_stack.count() == 0


def test_the_ellipse_tool_draws_moves_and_resizes_a_region(hand, opened):
    opened.update(tool="ellipse")
    mouse, view = hand(), opened.scene.view
    mouse.drag((200, 150), (260, 190))
    (region,) = opened.scene.rois
    placement = mouse.canvas.placement
    assert region.name == "Region 1"
    assert opened.scene.roi == 0
    assert region.center == pytest.approx(placement.patient(QPointF(230, 170)))
    assert (region.half_x, region.half_y) == pytest.approx((30 / placement.scale, 20 / placement.scale))
    assert opened.scene.view == view, "no window while a drawing tool is armed"

    opened.update(tool="window")
    mouse.drag((230, 170 - 20), (230, 170 - 40))  # the upper handle
    assert opened.scene.rois[0].half_y == pytest.approx(40 / placement.scale)
    edge = 230 + round(30 * 0.8), 170 + round(40 * 0.6)
    mouse.drag(edge, (edge[0] + 50, edge[1] + 10))
    assert opened.scene.rois[0].center == pytest.approx(placement.patient(QPointF(280, 180)))
    assert steps(opened) == ["Add region", "Resize region", "Move region"]
    for _ in range(3):
        opened.undo_stack.undo()
    assert opened.scene.rois == ()
    assert opened.scene.view == view


def test_dragging_inside_a_region_still_sets_the_window(hand, opened):
    opened.update(tool="ellipse")
    mouse = hand()
    mouse.drag((200, 100), (400, 300))
    opened.update(tool="window")
    mouse.drag((300, 200), (350, 200))
    assert steps(opened)[-1] == "Window"


@pytest.mark.parametrize(
    ("tool", "end", "text"),
    [("zoom", (300, 100), "Zoom"), ("pan", (350, 200), "Pan"), ("scroll", (300, 30), "Scroll")],
)
def test_the_left_button_does_what_the_tool_says(hand, opened, tool, end, text):
    opened.update(tool=tool)
    hand().drag((300, 200), end)
    assert steps(opened) == [text]


def test_the_crosshair_tool_needs_no_drag(hand, opened):
    opened.update(tool="crosshair")
    mouse = hand()
    mouse.press((210, 160))
    assert opened.scene.crosshair == mouse.canvas.placement.patient(QPointF(210, 160))


def test_a_press_makes_the_pane_active(hand, opened):
    hand(2).press((10, 10))
    assert opened.scene.active == 2


def test_an_unlinked_pane_is_zoomed_alone(hand, opened):
    from ldct_studio.gui.pane_menu import linked, unlinked

    opened.become(unlinked(opened.scene, 2), "Unlink")
    common = opened.scene.view
    hand(2).wheel(2, CTRL)
    hand(2).wheel(1)
    assert opened.scene.view == common
    assert opened.scene.row == 1
    assert opened.scene.panes[2].own.zoom == pytest.approx(1.21)
    assert opened.scene.panes[2].lane.row == 2
    again = linked(opened.scene, 2)
    assert again.panes[2].own is None
    assert again.panes[2].lane.row is None


def test_values_in_a_box_are_those_of_its_pixels(hand):
    from PySide6.QtCore import QRectF

    from ldct_studio.gui.drags import values_in

    canvas = hand().canvas
    placement = canvas.placement
    image = np.arange(48 * 64, dtype=np.float32).reshape(48, 64)
    box = QRectF(placement.screen(3.5, 4.5), placement.screen(6.5, 5.5))
    assert values_in(image, placement, box).tolist() == [[5 * 64 + 4, 5 * 64 + 5, 5 * 64 + 6]]
    everything = QRectF(placement.screen(-9, -9), placement.screen(99, 99))
    assert values_in(image, placement, everything).shape == (48, 64)
