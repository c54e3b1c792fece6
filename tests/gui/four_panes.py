"""The panes of most tests: a picture of each kind, made without a network."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ldct_studio.core.lane import Lane
from ldct_studio.core.study import Study
from ldct_studio.gui.pane import FBP, INSERT, REFERENCE, TV, Pane
from ldct_studio.gui.scene import Scene
from ldct_studio.methods.demo import small_study


@cache
def small_demo() -> Study:
    """Return a demo of few pixels, drawn and scanned once for all tests of a process."""
    return small_study(96, 8)


def live_panes() -> tuple[Pane, ...]:
    """Return four panes whose pictures are there at once: starting the lane worker takes seconds."""
    reference, fbp, _, difference = four_panes().panes
    soft = Pane(Lane("Soft", (INSERT, FBP.replace(window="hann", cutoff=0.8))))
    return reference, fbp, soft, difference


def four_panes() -> Scene:
    """Return an empty scene with reference, FBP, total variation and the difference of FBP."""
    low = (INSERT, FBP)
    lanes = (
        REFERENCE,
        Lane("FBP", low),
        Lane("Total variation", (*low, TV)),
        Lane("FBP − reference", low, minus=()),
    )
    return replace(Scene(), panes=tuple(map(Pane, lanes)))
