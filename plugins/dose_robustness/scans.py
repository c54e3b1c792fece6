"""One full-dose scan of a case, the same at lower doses, and what the denoising options make of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ldct_studio.api import (
    Apodization,
    DoseLevel,
    LabelMap,
    LoadError,
    PluginError,
    Scan,
    Segmenter,
    Step,
    Volume,
    make,
    open_study,
    run_lane,
)

Option = Literal["none", "iterative", "cnn"]
OPTIONS: dict[Option, str] = {
    "none": "FBP",
    "iterative": "Hybrid (stand-in for iDose⁴)",
    "cnn": "U-Net (stand-in for Precise Image)",
}
"""What a denoising option is here; those of the publication are not public."""
SIMULATOR = Step("simulator", "rescan").replace(model="M4", once=True)
"""One realization of full dose, from which lower doses are resampled (eq. 1 to 4)."""


@dataclass(frozen=True)
class Case:
    """A scan as a study sees it: which rows of which file, and its photons per ray at full dose."""

    path: Path
    rows: int
    """The middle ones, 0 for all."""
    photons: float
    electronic: float
    seed: int
    denoiser: str
    """The model of the option cnn."""

    def dose(self, percent: float) -> DoseLevel:
        """Return a dose level."""
        scan = Scan((self.photons,), self.electronic, Apodization("hann"), source="user")
        return DoseLevel(percent / 100, scan)

    def lane(self, option: Option) -> tuple[Step, ...]:
        """Return the steps of a denoising option."""
        if option == "iterative":
            return SIMULATOR, Step("reconstructor", "hybrid")
        fbp = SIMULATOR, Step("reconstructor", "fbp")
        return (*fbp, Step("denoiser", "network").replace(model=self.denoiser)) if option == "cnn" else fbp

    @property
    def loaded(self) -> tuple[Volume, tuple[LabelMap, ...]]:
        """The rows of the case in HU, and all true labels that are known of them; kept for the next time.

        Raises ``LoadError`` with a sentence.
        """
        return _opened(self.path, self.rows)

    def picture(self, percent: float, option: Option) -> Volume:
        """Return the rows at a dose with an option, kept for the next models."""
        return _made(self, percent, option)

    def few(self, first: int, count: int, percent: float, option: Option, seed: int) -> Volume:
        """Return some rows of another scan at a dose, drawn with a seed of its own."""
        return _few(self, first, count, percent, option, seed)


@lru_cache(maxsize=2)
def _opened(path: Path, rows: int) -> tuple[Volume, tuple[LabelMap, ...]]:
    study = open_study([path])
    volume, labels = study.first, tuple(study.labels.values())
    if volume.unit != "HU":
        raise LoadError(f"“{path.name}” is no CT in HU; leave it out of the study.")
    count = volume.grid.shape[0]
    if not 0 < rows < count:
        return volume, labels
    first = (count - rows) // 2
    cut = (LabelMap(one.data[first : first + rows], one.grid.rows(first, rows), one.labels) for one in labels)
    return volume.rows(first, rows), tuple(cut)


@lru_cache(maxsize=2)
def _made(case: Case, percent: float, option: Option) -> Volume:
    volume, _ = case.loaded
    return run_lane(volume, case.dose(percent), case.lane(option), case.seed)


@lru_cache(maxsize=4)
def _few(case: Case, first: int, count: int, percent: float, option: Option, seed: int) -> Volume:
    rows = case.loaded[0].rows(first, count)
    return run_lane(rows, case.dose(percent), case.lane(option), seed)


def segmenter(model: str) -> Segmenter:
    """Return a model by its name: a trained one, or ``onnx:NAME`` and ``command:NAME`` for those of others.

    Raises ``PluginError`` where there is none.
    """
    kind, colon, name = model.partition(":")
    step = Step("segmenter", kind if colon else "network").replace(model=name if colon else model)
    made = make(step)
    if not isinstance(made, Segmenter):
        raise PluginError(f"“{model}” is no segmentation model.")
    return made
