"""The Contrast workspace: the demo brain, real patients where their files are there, and the dialog."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ldct_studio.core.origin import PairOrigin, ScanOrigin
from ldct_studio.gui.pane_menu import in_3d
from tests.conftest import shared_folder
from tests.pictures.hand import Hand

PATIENTS = ("TCGA-DU-7294", "TCGA-FG-6692")
_FOLDER = "mri_pre_post_gd"


def demo(hand: Hand) -> None:
    """Show the demo brain as it opens, after some doses were looked at."""
    _begin(hand)
    for fraction in (1.0, 0.5, 0.33, 0.2, 0.05, 0.1):
        hand.state.update("Dose", fraction=fraction)
        hand.settle()


def demo_wide(hand: Hand) -> None:
    """Show the same in a large window."""
    demo(hand)
    hand.size(1920, 1080)
    hand.settle()


def planes(hand: Hand) -> None:
    """Show the uptake of the full dose in three planes and in three dimensions."""
    _begin(hand)
    hand.do("layout-2x2")
    scene = hand.state.scene
    uptake = replace(scene.panes[4].lane, title="Contrast uptake", steps=scene.panes[4].lane.steps[-1:])
    cuts = ("axial", "coronal", "sagittal", "axial")
    panes = tuple(replace(scene.panes[0], lane=replace(uptake, plane=plane)) for plane in cuts)
    hand.state.become(in_3d(replace(scene, panes=panes, rows=2, columns=2, active=3), 3, "uptake"), "Planes")
    hand.settle()


def real(hand: Hand, patient: str) -> None:
    """Show a real patient as the pair opens, in a large window."""
    hand.put_away()
    hand.size(1920, 1080)
    folder = shared_folder() / _FOLDER / patient
    before, after = (ScanOrigin((str(folder / f"{name}.nii.gz"),)) for name in ("t1", "t1c"))
    hand.studio.cases.open_pair(PairOrigin(before, after))
    hand.until(lambda: not hand.studio.busy, "The pair", 300)
    hand.settle()


def pair_dialog(hand: Hand) -> QWidget:
    """Open the dialog that asks for a scan before and one after contrast."""
    hand.begin()
    hand.do("contrast-pair")
    hand.turn()
    return hand.dialog()


def _begin(hand: Hand) -> None:
    hand.put_away()
    hand.size(1280, 800)
    hand.do("contrast-demo")
    hand.until(lambda: _has_brain(hand) and not hand.studio.busy, "The demo brain", 600)
    hand.window.panels.tabs.setCurrentIndex(0)
    hand.stage_focus()
    hand.settle()


def _has_brain(hand: Hand) -> bool:
    study = hand.state.scene.study
    return study is not None and study.partner is not None and not study.path
