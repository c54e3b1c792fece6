"""The tissues of a synthetic head in T1-weighted MRI: proton density, T1 and uptake of gadolinium."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tissue:
    """What a tissue shows: M0 relative to water, T1 in ms by field in T, and mmol/L at the standard dose.

    T1 of brain: Stanisz et al. 2005 and Rooney et al. 2007, rounded; ``uptake`` is the range of patients.
    """

    name: str
    m0: float
    t1_ms: dict[float, float]
    uptake: tuple[float, float] = (0.0, 0.0)


SCALP, BONE, CSF, GRAY, WHITE, VESSEL, CHOROID, PITUITARY, LESION = range(9)
TISSUES = (
    Tissue("Scalp", 0.90, {1.5: 260, 3.0: 340}, (0.02, 0.06)),
    Tissue("Bone", 0.05, {1.5: 300, 3.0: 350}),
    Tissue("Cerebrospinal fluid", 1.00, {1.5: 4000, 3.0: 4000}),
    Tissue("Gray matter", 0.82, {1.5: 1000, 3.0: 1350}, (0.02, 0.05)),
    Tissue("White matter", 0.70, {1.5: 620, 3.0: 850}, (0.01, 0.03)),
    Tissue("Vessels", 0.85, {1.5: 1450, 3.0: 1650}, (2.0, 5.0)),
    Tissue("Choroid plexus", 0.85, {1.5: 1000, 3.0: 1300}, (0.5, 1.0)),
    Tissue("Pituitary gland", 0.80, {1.5: 1000, 3.0: 1300}, (0.5, 1.0)),
    Tissue("Lesions", 0.85, {1.5: 1100, 3.0: 1450}, (0.2, 1.0)),
)
"""In the order of the constants above."""
