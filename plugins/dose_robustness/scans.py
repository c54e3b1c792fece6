"""One full-dose scan of a case, the same at lower doses, and what the denoising options make of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    Study,
    Volume,
    make,
    open_study,
    reference_scan,
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
_WANTED = "give photons a number in the plan."


@dataclass(frozen=True)
class Case:
    """A scan as a study sees it: which rows of which file, and what 100 % of its dose was."""

    path: Path
    rows: int
    """The middle ones, 0 for all."""
    said: Scan | None
    """What 100 % of the whole scan was, as a plan or a finished cell says; None: what its scan says."""
    seed: int
    denoiser: str
    """The model of the option cnn."""

    @property
    def settled(self) -> Case:
        """The case that says what 100 % was, whoever knows it.

        Raises ``LoadError`` with a sentence where nobody does.
        """
        return self if self.said is not None else replace(self, said=_own(self.path))

    @property
    def full(self) -> Scan:
        """What 100 % of the rows was; estimated once where nobody says it."""
        said = self.said if self.said is not None else _own(self.path)
        return said.rows(*_middle(self.path, self.rows)) if len(said.photons) > 1 else said

    def dose(self, percent: float, first: int = 0, count: int | None = None) -> DoseLevel:
        """Return a dose level of the rows, or of some of them."""
        return DoseLevel(percent / 100, self.full if count is None else self.full.rows(first, count))

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


def typed(photons: float, electronic: float) -> Scan:
    """Return what 100 % was as a plan says it."""
    return Scan((photons,), electronic, Apodization("hann"), source="study")


@lru_cache(maxsize=2)
def _study(path: Path) -> Study:
    study = open_study([path])
    if study.first.unit != "HU":
        raise LoadError(f"“{path.name}” is no CT in HU; leave it out of the study.")
    return study


def _middle(path: Path, rows: int) -> tuple[int, int]:
    """Return the first of the middle rows of a scan, and how many they are."""
    count = _study(path).first.grid.shape[0]
    return ((count - rows) // 2, rows) if 0 < rows < count else (0, count)


@lru_cache(maxsize=4)
def _own(path: Path) -> Scan:
    """Return what 100 % was of the scan itself; raise ``LoadError`` where its pictures do not say it."""
    study = _study(path)
    if next(iter(study.volumes)) in study.projections:
        raise LoadError(
            f"“{path.name}” has measured projections, whose photons are not those of its pictures; "
            "give photons a number in the plan."
        )
    scan = reference_scan(study)
    if scan.source == "default":
        why = "; ".join((scan.note.partition("; ")[0], _WANTED))  # and not what is assumed instead
        raise LoadError(f"How many photons “{path.name}” had at full dose cannot be told: {why}")
    return scan


@lru_cache(maxsize=2)
def _opened(path: Path, rows: int) -> tuple[Volume, tuple[LabelMap, ...]]:
    study, (first, count) = _study(path), _middle(path, rows)
    cut = (
        LabelMap(one.data[first : first + count], one.grid.rows(first, count), one.labels)
        for one in study.labels.values()
    )
    return study.first.rows(first, count), tuple(cut)


@lru_cache(maxsize=2)
def _made(case: Case, percent: float, option: Option) -> Volume:
    volume, _ = case.loaded
    return run_lane(volume, case.dose(percent), case.lane(option), case.seed)


@lru_cache(maxsize=4)
def _few(case: Case, first: int, count: int, percent: float, option: Option, seed: int) -> Volume:
    rows = case.loaded[0].rows(first, count)
    return run_lane(rows, case.dose(percent, first, count), case.lane(option), seed)


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
