"""The plots of the region and the scan, and what each takes besides the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .plot_charts import VALUES_DEFINITION, photons_chart, values_chart
from .plot_detect import DETECT_DEFINITION, detectability_chart
from .plot_dose import DOSE_DEFINITION, noise_dose_chart
from .plot_edge import EDGE_DEFINITION, edge_chart
from .plot_noise import NOISE_DEFINITION, noise_power_chart
from .plot_repeats import SEEDS
from .plot_view import Chart
from .scene import Scene

Need = Literal["task", "repeats", "courses"]


@dataclass(frozen=True)
class Plot:
    """A tab: its word, its definition, what it shows, and what that takes besides scene and frames."""

    name: str
    definition: str
    chart: Callable[..., Chart | str]
    """Of scene and frames, and of ``needs`` by their names."""
    needs: tuple[Need, ...] = ()
    of_ct: bool = True
    """Whether it takes a scan in HU."""

    def fits(self, scene: Scene) -> bool:
        """Say whether it is of use for the volume on show."""
        return not self.of_ct or scene.source is None or scene.source.unit == "HU"


PLOTS = (
    Plot("NPS", NOISE_DEFINITION, noise_power_chart, ("repeats",)),
    Plot("TTF", EDGE_DEFINITION, edge_chart, ("repeats",)),
    Plot("d′", DETECT_DEFINITION, detectability_chart, ("task",)),
    Plot("Noise", DOSE_DEFINITION, noise_dose_chart, ("courses",)),
    Plot("Histogram", VALUES_DEFINITION, values_chart, of_ct=False),
    Plot(
        "Photons",
        "n0, photons per ray without the patient, in every slice; the line is the slice on show.",
        photons_chart,
    ),
)
RUNS: dict[Need, tuple[str, str]] = {
    "repeats": (
        f"Repeat {SEEDS}×",
        f"Make every pane at this dose with {SEEDS} other seeds: what noise the dose adds, without anatomy",
    ),
    "courses": ("Compute", "Make every pane at eight doses from 1 to 100 % and measure σ"),
}
"""The word and the tooltip of the button of what takes longer."""
