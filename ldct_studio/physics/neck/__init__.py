"""Synthetic heads and necks: varied anatomy by slice with labels, for training; no patient data.

``neck(seed)`` draws by lot what a patient is, ``draw`` its slices from the seventh vertebra of the neck to
the middle of the brain. The same seed always gives the same patient.
"""

from .drawing import draw
from .making import neck
from .values import LABELS, Mass, Neck, Tissues

__all__ = ["LABELS", "Mass", "Neck", "Tissues", "draw", "neck"]
