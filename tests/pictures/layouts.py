"""The layouts, planes, ways of comparing and looks in 3-D: what brings each of them about."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ldct_studio.core.plane import Plane
from ldct_studio.gui.lanes import subtracted
from ldct_studio.gui.pane import Pane
from tests.pictures.hand import Hand


def chosen(hand: Hand, command: str) -> None:
    """Choose a command of the menus."""
    hand.begin()
    hand.do(command)
    hand.settle()


def loaded(hand: Hand, command: str) -> None:
    """Choose a command for the loaded volume, whose cuts are there at once."""
    hand.begin()
    hand.state.update("Active pane", active=0)
    hand.do(command)
    hand.settle()


def console(hand: Hand) -> None:
    """Show the Python console below the pictures, with an answer in it."""
    hand.begin()
    allowed = hand.studio.settings.model_copy(update={"console": True})
    hand.window.settings_changed.emit(allowed)
    hand.do("console")
    panel, made = hand.studio.console.panel, hand.studio.console.console
    assert panel is not None
    assert made is not None
    made.run("studio.scene.fraction, volume.shape, list(panes)")
    hand.turn()
    hand.settle()


def box(hand: Hand) -> QWidget:
    """Cut the volume to a box, and show the dialog of its sides."""
    solid(hand)
    hand.do("clip-box")
    hand.turn()
    return hand.dialog()


def laid_out(hand: Hand, command: str) -> None:
    """Show a layout with a picture in every place: other planes, and what methods change."""
    hand.begin()
    scene = hand.state.scene
    rows, columns = (int(number) for number in command.removeprefix("layout-").split("x"))
    lanes = [pane.lane for pane in scene.panes]
    planes: tuple[Plane, ...] = ("coronal", "sagittal")
    more = [*(replace(lanes[0], plane=plane) for plane in planes), *map(subtracted, lanes[1:])]
    if rows * columns > len(lanes):
        panes = (*scene.panes, *map(Pane, more))[: rows * columns]
        hand.state.become(replace(scene, panes=panes), "Panes")
    hand.do(command)
    hand.settle()


def solid(hand: Hand) -> None:
    """Show the volume in three dimensions beside a picture."""
    hand.begin()
    hand.do("layout-1x2")
    hand.do("solid-bone")
    hand.settle()


def solid_beside_planes(hand: Hand) -> None:
    """Show three planes and the volume, as viewers do."""
    loaded(hand, "three-planes")
    hand.do("layout-2x2")
    scene = hand.state.scene
    hand.state.become(replace(scene, active=3), "Active pane")
    hand.do("solid-bone")
    hand.settle()
