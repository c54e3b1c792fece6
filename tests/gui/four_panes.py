"""The panes of most tests: a picture of each kind, made without a network."""

from __future__ import annotations

from dataclasses import replace

from ldct_studio.core.lane import Lane
from ldct_studio.gui.pane import FBP, INSERT, REFERENCE, TV, Pane
from ldct_studio.gui.scene import Scene


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
