"""A dose that is suggested for the slice on show."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from tests.conftest import shared_folder
from tests.pictures.hand import Hand

ABDOMEN = "ct_abdomen_dicom"


def popover(hand: Hand) -> QWidget:
    """Ask for the demo's slice."""
    hand.begin()
    hand.settle()
    return _asked(hand)


def used(hand: Hand) -> None:
    """Use what is suggested for the demo's slice, whose marks are on the axis then."""
    popover(hand)
    _use(hand)


def used_on_abdomen(hand: Hand) -> None:
    """Do the same on a real abdomen."""
    hand.put_away()
    hand.size(1280, 800)
    hand.studio.open([shared_folder() / ABDOMEN])
    hand.until(lambda: _is_open(hand) and not hand.studio.busy, "The abdomen", 300)
    hand.window.notices.clear()
    hand.stage_focus()
    hand.settle()
    _asked(hand)
    _use(hand)


def _asked(hand: Hand) -> QWidget:
    """Ask about the slice on show, and wait until the button is there that uses the answer."""
    hand.do("suggest-dose")
    hand.until(lambda: _button(hand).isEnabled() and _button(hand).isVisible(), "A suggestion")
    hand.turn()
    return hand.studio.suggest.popover


def _use(hand: Hand) -> None:
    _button(hand).click()
    hand.settle()


def _button(hand: Hand) -> QPushButton:
    button = hand.studio.suggest.popover.findChild(QPushButton, "suggest-use")
    assert button is not None
    return button


def _is_open(hand: Hand) -> bool:
    study = hand.state.scene.study
    return study is not None and ABDOMEN in study.path
