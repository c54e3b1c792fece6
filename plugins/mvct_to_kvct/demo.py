"""A case to try it: MVCT of a synthetic patient, and the planning CT that the translation never sees."""

from __future__ import annotations

from collections.abc import Callable

from ldct_studio.api import Demo, Facts, Lane, Progress, Step, Study, model_titles

from .lane import KIND, MODEL, MvctLeak, MvctToKvct
from .phantoms import Phantoms
from .scans import TESTED

GIVEN, TRUTH = "MVCT", "Planning CT (hidden truth)"
"""The names of the two volumes."""
SLICE_MM, MATRIX = 6.0, 128
"""Some 24 slices reach from the neck to the head; pixels of 2 mm are those of the network that ships."""


class MvctDemo(Demo, name="mvct_to_kvct", title="MVCT → kVCT: head and neck"):
    """MVCT of a patient of whom no training knows, with its translation, the hidden truth and the leak."""

    prior = TRUTH
    row = 10
    """Through teeth, airway, glands and a vertebra, between which fat draws fine lines."""
    map_white = 20.0
    """SDs of noise: a leak begins at 4."""

    @classmethod
    def missing(cls) -> str:
        """Say so where there is no model at all: a demo of nothing is none."""
        return MvctToKvct.missing()

    def study(self, report: Callable[[Progress], None]) -> Study:
        """Return MVCT and planning CT of one place and day, (24, 128, 128) at 2 mm, in HU, and the labels."""

        def told(done: int, total: int) -> None:
            report(Progress(done, total, "Drawing the synthetic patient."))

        config = Phantoms.Config(slice_mm=SLICE_MM, size=MATRIX)
        given, planning, labels = Phantoms(config).drawn(TESTED, told)
        return Study(
            name="Demo neck",
            volumes={GIVEN: given, TRUTH: planning},
            labels={"Structures": labels},
            facts=Facts(
                description="Synthetic head and neck, MVCT and planning CT of the same place and day",
                body_part="HEADNECK",
                scanner="Simulated parallel beam",
                slice_thickness=SLICE_MM,
                windows=((500.0, 40.0),),
            ),
        )

    def lanes(self) -> tuple[Lane, ...]:
        """Return MVCT and its translation above, the hidden truth and the structure leak below."""
        titles = model_titles(KIND)
        other = {} if MODEL in titles or not titles else {"model": next(iter(titles))}
        translated, leak = (Step("denoiser", cls.name).replace(**other) for cls in (MvctToKvct, MvctLeak))
        return (
            Lane("Reference"),
            Lane("MVCT → kVCT", (translated,)),
            Lane(TRUTH, prior=True),
            Lane("Structure leak", (leak,)),
        )
