"""Measured projections, where their files are there: a tooth, and discs seen from a sixth of all sides."""

from __future__ import annotations

from tests.conftest import shared_folder
from tests.pictures.hand import Hand

FILES = {"tooth": "tooth_parallel/tooth.h5", "disc": "htc2022/ta_60deg.mat"}
_LAYERS = 2
"""The tab with what is known of the projections."""
_FOLDER = "raw_projections"


def opened(hand: Hand, name: str) -> None:
    """Show a scan as it opens, with what is known of its projections."""
    hand.put_away()
    hand.size(1280, 800)
    hand.studio.open([shared_folder() / _FOLDER / FILES[name]])
    hand.until(lambda: _has_projections(hand) and not hand.studio.busy, "The projections", 300)
    hand.window.panels.tabs.setCurrentIndex(_LAYERS)
    hand.stage_focus()
    hand.settle()
    hand.window.notices.clear()


def _has_projections(hand: Hand) -> bool:
    study = hand.state.scene.study
    return study is not None and bool(study.projections)
