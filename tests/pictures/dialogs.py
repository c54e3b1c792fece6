"""The dialogs and the windows beside the window: what opens each of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTreeView, QWidget

from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io.target import save
from tests.pictures.hand import Hand

_SEEDS = "20"
_FEW = 10
"""Lines of a header that are surely there."""


def chosen(hand: Hand, command: str) -> QWidget:
    """Open the dialog of a command."""
    hand.begin()
    hand.do(command)
    hand.turn()
    return hand.dialog()


def about(hand: Hand) -> QWidget:
    """Open what tells versions and devices, without the name of this computer's system."""
    dialog = chosen(hand, "about")
    field = dialog.findChild(QPlainTextEdit, "about-versions")
    assert field is not None
    told = field.toPlainText().splitlines()
    field.setPlainText("\n".join(line for line in told if not line.startswith("system")))
    return dialog


def overlay(hand: Hand, command: str) -> None:
    """Lay something over the window."""
    hand.begin()
    hand.settle()
    hand.do(command)
    hand.settle()


def menu(hand: Hand) -> QWidget:
    """Open the longest menu."""
    hand.begin()
    made = hand.window.menus["View"]
    made.popup(hand.window.mapToGlobal(QPoint(80, 36)))
    hand.turn()
    return made


def photons(hand: Hand) -> QWidget:
    """Edit the photons per ray."""
    hand.begin()
    hand.do("photons")
    hand.turn()
    popover = QApplication.activePopupWidget()
    assert popover is not None
    return popover


def method_settings(hand: Hand) -> QWidget:
    """Open the settings of the methods in a pane."""
    hand.begin()
    hand.studio.stage.settings_requested.emit(1)
    hand.turn()
    return hand.dialog()


def probe(hand: Hand) -> QWidget:
    """Measure with few seeds what two panes keep of a disc at the lesion."""
    hand.begin()
    hand.do("layout-1x2")
    hand.settle()
    hand.do("probe")
    dialog = hand.studio.probe.dialog
    assert dialog is not None
    if dialog.survey is None:
        seeds = dialog.form.field("seeds")
        assert isinstance(seeds, QLineEdit)
        seeds.setText(_SEEDS)
        seeds.editingFinished.emit()
        dialog.begin()
        hand.settle()
    return dialog


def tags(hand: Hand) -> QWidget:
    """Show the header of a DICOM file: three slices of the demo, written as a series."""
    hand.begin()
    demo, series = hand.state.scene.source, hand.folder / "series"
    assert demo is not None
    if not series.exists():
        grid = Grid((3, *demo.grid.shape[1:]), demo.grid.spacing, demo.grid.patient((96, 0, 0)))
        save(Volume(demo.data[96:99], grid), series)
    hand.do("close-case")
    hand.studio.open([series])
    hand.until(lambda: hand.state.scene.study is not None and not hand.studio.busy, "The series")
    hand.do("tags")
    dialog = hand.dialog("tags")
    table = dialog.findChild(QTreeView)
    assert table is not None
    hand.until(lambda: table.model().rowCount() > _FEW, "The header")
    return dialog
