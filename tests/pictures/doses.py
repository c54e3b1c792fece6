"""A dose that is suggested for the slice on show, and the evaluation that such doses stand on."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from ldct_studio.core.paths import resource
from ldct_studio.core.step import Step
from ldct_studio.gui.proposal_news import EVALUATION, REPORT
from ldct_studio.jobs import store
from tests.conftest import shared_folder
from tests.pictures.hand import Hand

ABDOMEN = "ct_abdomen_dicom"
_PROPOSAL = 1
"""The tab Dose proposal."""
_PATIENTS = 500
"""Cases of the evaluation, as many as it has by itself: some minutes."""


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


def evaluated(hand: Hand) -> None:
    """Show the tab Dose proposal after an evaluation of the small set that ships."""
    hand.begin()
    hand.size(1920, 1080)
    models = resource("studies") / "alara-small"
    step = Step("recipe", EVALUATION).replace(models=str(models), patients=_PATIENTS)
    job = store.create(store.plan(step, 0))
    store.start(job)
    hand.until(lambda: (job.folder / REPORT).is_file(), "The evaluation", 1200)
    hand.state.update("Workspace", workspace="study")
    page = hand.studio.studies.page
    page.tabs.setCurrentIndex(_PROPOSAL)
    hand.until(lambda: page.proposal.news.evaluated is not None, "What was found", 60)
    hand.turn()


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
