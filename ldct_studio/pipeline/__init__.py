"""From values to pictures: fold the steps of a lane, sharing what lanes have in common."""

from .folding import Elsewhere, fold
from .frames import frame, part, preview, shown
from .labels import known_labels, segmented
from .running import BATCH, run
from .starting import start

__all__ = [
    "BATCH",
    "Elsewhere",
    "fold",
    "frame",
    "known_labels",
    "part",
    "preview",
    "run",
    "segmented",
    "shown",
    "start",
]
