"""The frame of the window: forms, panels, names, dropping, focus, privacy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ldct_studio.core import recent
from ldct_studio.core.grid import Grid
from ldct_studio.core.recent import Recent
from ldct_studio.core.settings import Settings
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import privacy, theme
from ldct_studio.gui.hover import Hover
from ldct_studio.gui.report import Failure
from ldct_studio.gui.state import AppState
from ldct_studio.gui.status_bar import RESEARCH
from ldct_studio.gui.welcome import WelcomePage
from ldct_studio.gui.window import MainWindow, Parts

DOCKS = ("study", "layers", "window", "numbers", "plots", "recipe")


class Part(QWidget):
    """Stands in for a dock, the stage or the dose bar."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.button = QPushButton(name)
        self.button.setObjectName(f"{name}-button")
        layout = QVBoxLayout(self)
        layout.addWidget(self.button)
        self.compact = False

    def set_compact(self, compact: bool) -> None:
        self.compact = compact


@pytest.fixture(autouse=True)
def _clean():
    yield
    privacy.forget()
    theme.apply(QApplication.instance(), "dark")


def study(name: str = "Abdomen CT") -> Study:
    volume = Volume(torch.zeros(4, 8, 8), Grid((4, 8, 8), (3, 1, 1)))
    return Study(name, {"CT": volume}, facts=Facts(windows=((400, 40),)))


@pytest.fixture
def build(qtbot, qapp):
    def make(settings: Settings | None = None, size=(1920, 1000)) -> MainWindow:
        settings = settings or Settings()
        theme.apply(qapp, settings.theme, settings.ui_scale / 100)
        state = AppState()
        stage = Part("stage-part")
        stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pages = {"train": Part("train-part"), "study": Part("study-part")}
        parts = Parts(stage, {name: Part(name) for name in DOCKS}, Part("dose-part"), pages)
        window = MainWindow(state, parts, settings, WelcomePage("CPU", lambda: 0.04), {"demo": lambda: None})
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        return window

    return make


def opened(window: MainWindow, name: str = "Abdomen CT") -> MainWindow:
    window.state.open(window.state.scene.opened(study(name)))
    return window


def visible(window: MainWindow, name: str) -> bool:
    return window.findChild(Part, name).isVisible()


def test_the_empty_window_welcomes_and_a_study_replaces_it(build):
    window = build()
    assert window.welcome.isVisible()
    assert window.windowTitle() == "LDCT Studio"
    opened(window)
    assert not window.welcome.isVisible()
    assert window.windowTitle() == "LDCT Studio – Abdomen CT"
    window.state.open(replace(window.state.scene, study=None, volume=""))
    assert window.welcome.isVisible()


def test_no_workspace_is_cut_off_whichever_is_chosen(build, qapp):
    window = build()
    tabs = window.findChild(QTabBar, "workspaces")
    assert not tabs.usesScrollButtons()  # they lay over the last one where the chosen one had grown
    for name in ("train", "review", "train", "physics"):
        window.state.update(workspace=name)
        qapp.processEvents()
        assert tabs.tabRect(tabs.count() - 1).right() < tabs.width()


def test_loading_shows_the_stage_before_anything_is_open(build):
    window = build()
    window.set_loading(True)
    assert visible(window, "stage-part")
    window.set_loading(False)
    assert window.welcome.isVisible()


def test_wide_form_has_two_columns(build):
    window = opened(build())
    assert all(visible(window, name) for name in DOCKS)
    assert window.panels.right.isVisible()
    assert not window.findChild(Part, "dose-part").compact
    assert window.panels.left.width() == 264
    assert window.panels.right.width() == 348


def test_narrow_form_puts_the_docks_into_tabs_and_back(build, qtbot):
    window = opened(build(size=(1280, 800)))
    tabs = window.panels.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Numbers", "Data", "Layers", "Recipe"]
    assert visible(window, "numbers")
    assert not visible(window, "recipe")
    assert tabs.width() == 316
    assert window.findChild(Part, "dose-part").compact
    assert window.width() == 1280
    window.resize(1700, 900)
    qtbot.waitUntil(lambda: all(visible(window, name) for name in DOCKS))
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: visible(window, "plots"))


def test_review_puts_the_numbers_away(build):
    window = opened(build())
    window.state.update(workspace="review")
    assert not visible(window, "numbers")
    assert visible(window, "study")
    window.state.update(workspace="physics")
    assert visible(window, "numbers")


def test_train_takes_the_whole_window_also_where_nothing_is_open(build):
    window = build()
    window.state.update(workspace="train")
    assert visible(window, "train-part")
    assert not window.welcome.isVisible()
    opened(window)
    assert visible(window, "train-part")
    assert not visible(window, "dose-part")
    window.set_loading(True)
    assert visible(window, "stage-part")
    window.set_loading(False)
    window.state.update(workspace="review")
    assert visible(window, "dose-part")


def test_whoever_ignores_the_question_keeps_the_window_open(build):
    window = build()
    closed = []
    window.closing.connect(lambda: closed.append(True))
    ignore = window.close_asked.connect(lambda event: event.ignore())
    assert not window.close()
    assert not closed
    window.close_asked.disconnect(ignore)
    assert window.close()
    assert closed


def test_review_in_the_narrow_form_keeps_data_and_layers(build):
    window = opened(build(size=(1280, 800)))
    window.state.update(workspace="review")
    tabs = window.panels.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Data", "Layers"]
    window.state.update(workspace="physics")
    assert tabs.count() == 4


def test_panels_can_be_hidden_and_are_remembered(build):
    window = opened(build())
    told = []
    window.settings_changed.connect(told.append)
    window.actions_["left-dock"].trigger()
    assert not visible(window, "study")
    assert not window.actions_["left-dock"].isChecked()
    assert told[-1].left_dock is False


@pytest.mark.parametrize("scale", [75, 125, 150, 200])
def test_no_bar_forces_the_window_wider_than_the_screen(build, scale):
    window = opened(build(Settings(ui_scale=scale), size=(1280, 800)))
    assert window.tool_bar.minimumSizeHint().width() < 800
    assert window.tool_bar.width() <= 1280
    last = [w for w in window.tool_bar.findChildren(QToolButton) if w.isVisible()]
    assert all(w.geometry().right() < window.tool_bar.width() for w in last)


@pytest.mark.parametrize("size", [(1920, 1000), (1280, 800)])
def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(build, size):
    window = opened(build(size=size))
    window.welcome.show_ended_early()
    own = [window.top_bar, window.tool_bar, window.status, window.welcome]
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider)
    controls = [w for area in own for kind in kinds for w in area.findChildren(kind)]
    assert len(controls) > 25
    for control in controls:
        if control.objectName().startswith(("qt_", "ScrollLeftButton", "ScrollRightButton")):
            continue
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()
        if not control.objectName().startswith("recovery"):
            assert control.toolTip(), control.objectName()


def test_research_use_never_leaves_the_status_bar(build):
    for size in ((1920, 1000), (1280, 800), (900, 600)):
        window = build(size=size)
        label = next(w for w in window.status.findChildren(QWidget) if w.objectName() == "status-research")
        assert label.isVisible()
        assert label.text() == RESEARCH
        assert label.width() >= label.sizeHint().width()


def test_hover_is_told_and_forgotten(build):
    window = opened(build())
    reading = window.findChild(QWidget, "status-reading")
    window.show_hover(Hover((32.1, 8.0, -412.0), (96, 244, 201), 58, 71, "C", 13))
    assert "Voxel 201, 244, 96" in reading.text()
    assert "Δ +13" in reading.text()
    window.show_hover(None)
    assert reading.text() == ""


def test_dropping_files_opens_them(build, qtbot, tmp_path):
    window = build()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.nii")), QUrl("https://example.org/b.nii")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.opened) as told:
        window.dropEvent(event)
    assert told.args[0] == [tmp_path / "a.nii"]


def test_chosen_files_are_opened_and_a_changed_mind_is_not(build, qtbot, monkeypatch):
    window = build()
    monkeypatch.setattr("ldct_studio.gui.dialogs.ask_folder", lambda parent: [Path("/data/series")])
    with qtbot.waitSignal(window.opened) as told:
        window.actions_["open-folder"].trigger()
    assert told.args[0] == [Path("/data/series")]
    monkeypatch.setattr("ldct_studio.gui.dialogs.ask_files", lambda parent: [])
    with qtbot.assertNotEmitted(window.opened):
        window.actions_["open-files"].trigger()


def test_f6_goes_through_the_areas(build, qtbot):
    window = opened(build())
    window.findChild(Part, "stage-part").setFocus()
    areas = []
    for _ in range(5):
        window.next_area()
        focus = window.focusWidget()
        areas.append(next(a.objectName() for a in (
            window.panels.right, window.findChild(Part, "dose-part"), window.tool_bar, window.panels.left,
            window.findChild(Part, "stage-part")) if a is focus or a.isAncestorOf(focus)))  # fmt: skip
    assert areas == ["right-panel", "dose-part", "tool-bar", "left-panel", "stage-part"]
    window.next_area(-1)
    assert window.panels.left.isAncestorOf(window.focusWidget())


def test_typing_a_window_applies_it_and_undo_takes_it_back(build, qtbot):
    window = opened(build())
    field = window.findChild(QLineEdit, "window-level")
    field.setFocus()
    field.setText("−600")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.state.scene.view.level == -600
    field.setText("nonsense")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "−600"
    field.setText("99999")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.state.scene.view.level == 20_000
    window.state.undo_stack.undo()
    assert window.findChild(QLineEdit, "window-level").text() in ("−600", "40")


def test_the_preset_box_names_what_is_on_show(build):
    window = opened(build())
    box = window.findChild(QComboBox, "preset")
    assert box.currentText() == "Abdomen"
    window.actions_["preset-Lung"].trigger()
    assert box.currentText() == "Lung"
    window.state.become(window.state.scene.with_view(1, window.state.scene.view.__class__(123, 4)))
    assert box.currentText() == "Custom"


def test_settings_change_theme_and_scale_at_once(build):
    window = opened(build())
    window.apply_settings(Settings(theme="light", ui_scale=150))
    assert not theme.current().dark
    assert window.tool_bar.height() == 60
    assert window.panels.tabs.isVisible() == (window.width() < 2250)


def test_a_failure_is_told_without_names_and_with_details(build):
    privacy.keep_secret("CANARY^WILMA")
    window = build()
    window.show_failure(Failure("The file of Canary^Wilma is empty.", "Traceback"))
    assert window.notices.current.text == "The file of ••• is empty."
    assert [answer.text for answer in window.notices.current.answers] == ["Dismiss", "Details"]


def test_privacy_mode_names_no_study_and_lists_no_cases(build, tmp_path):
    (tmp_path / "case").mkdir()
    recent.remember(Recent.now(str(tmp_path / "case"), "CANARY abdomen", "20 images"))
    window = build()
    menu = window.menus["File/Recent"]
    assert "CANARY abdomen" in [action.text() for action in menu.actions()]
    window.apply_settings(Settings(privacy=True))
    opened(window, "CANARY abdomen")
    assert "CANARY" not in window.windowTitle()
    assert "CANARY abdomen" not in [action.text() for action in menu.actions()]


def test_a_recent_case_opens_from_the_menu_and_the_list_can_be_cleared(build, qtbot, tmp_path):
    recent.remember(Recent.now(str(tmp_path), "Abdomen", ""))
    window = build()
    menu = window.menus["File/Recent"]
    with qtbot.waitSignal(window.recent_wanted) as told:
        menu.actions()[0].trigger()
    assert told.args[0].path == str(tmp_path)
    window.actions_["clear-recent"].trigger()
    assert not menu.menuAction().isEnabled()
    assert recent.read() == ()


def test_a_message_that_goes_hands_its_focus_to_the_stage(build):
    window = opened(build())
    window.notices.tell("info", "Saved.")
    dismiss = window.notices.findChild(QPushButton, "notice-dismiss")
    dismiss.setFocus()  # as a click of the mouse does
    dismiss.click()
    assert window.focusWidget() is window.findChild(Part, "stage-part")


def test_sheet_and_palette_come_and_go_by_keyboard(build, qtbot):
    window = opened(build())
    window.actions_["shortcuts"].trigger()
    assert window.sheet.isVisible()
    assert window.sheet.geometry() == window.rect()
    qtbot.keyClick(window.sheet, Qt.Key.Key_Escape)
    assert not window.sheet.isVisible()
    window.actions_["palette"].trigger()
    field = window.findChild(QLineEdit, "palette-field")
    qtbot.keyClicks(field, "light lung")
    assert window.palette_.findChild(QWidget, "palette-list").topLevelItemCount() == 0
    nothing = window.palette_.findChild(QWidget, "palette-nothing")
    assert nothing.isVisible()
    field.clear()
    qtbot.keyClicks(field, "window lung")
    assert not nothing.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not window.palette_.isVisible()
    assert window.state.scene.view.level == -600


def test_closing_tells_and_keeps_the_geometry(build, qtbot, tmp_path):
    window = build(size=(1333, 777))
    with qtbot.waitSignal(window.closing):
        window.close()
    again = build(size=(1333, 777))
    assert again.size() == window.size()
    assert json.dumps(str(tmp_path)) not in (tmp_path / "home" / "config" / "window.ini").read_text()
