"""One cell of the study: a scan, at a dose, with a denoising option, before a segmentation model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from ldct_studio.api import (
    CellView,
    Config,
    DoseLevel,
    Field,
    LabelMap,
    PluginError,
    Recipe,
    Run,
    Scan,
    Volume,
    mean,
    write_text,
)

from .noise import Liver
from .scans import Case, Option, segmenter, typed
from .shelf import Shelf
from .structures import Compared
from .used import Used

FULL = 100.0


class Cell(Recipe, name="dose_robustness.cell", title="Dose robustness of segmentation"):
    """Compare what a model finds at a dose with what it finds at full dose (dose robustness, eq. 1 to 7)."""

    headline = "dice"

    class Config(Config):
        """Which scan, and what is done to it."""

        case: Path = Field(
            Path(), title="Scan", description="A file or folder; labels in the same folder are the truth."
        )
        option: Option = Field(
            "none",
            title="Denoising",
            description="None is FBP. The other two stand in for vendors' methods that are not public.",
            json_schema_extra={
                "names": {
                    "none": "None (FBP)",
                    "iterative": "Iterative (hybrid, stand-in)",
                    "cnn": "CNN (U-Net, stand-in)",
                }
            },
        )
        dose: float = Field(
            FULL,
            gt=0,
            le=FULL,
            title="Dose",
            description="Of the full-dose scan.",
            json_schema_extra={"unit": "%"},
        )
        model: str = Field(
            "family-plain-base",
            title="Model",
            description="A trained segmenter, or onnx:NAME and command:NAME for those of others.",
            json_schema_extra={"choices": "segmenter"},
        )
        reference: Literal["same", "none", "iterative", "cnn"] = Field(
            "same",
            title="Compared with",
            description="Full dose with the same denoising, or with that of one option for all.",
            json_schema_extra={
                "names": {
                    "same": "Same denoising",
                    "none": "None (FBP)",
                    "iterative": "Iterative (hybrid, stand-in)",
                    "cnn": "CNN (U-Net, stand-in)",
                }
            },
        )
        photons: Annotated[float, Field(ge=100, le=1e9)] | Literal["scan"] = Field(
            1e5,
            title="Photons per ray at full dose",
            description="Without the patient. Empty, or “scan” in a plan: those of each scan, known or "
            "estimated from its noise, as in the dose bar.",
            json_schema_extra={"empty": "scan", "placeholder": "Of each scan"},
        )
        electronic: float | None = Field(
            None,
            ge=0,
            le=50,
            title="Electronic noise",
            description="Empty: none, or that of each scan where its photons are taken.",
            json_schema_extra={"unit": "photons"},
        )
        rows: int = Field(0, ge=0, title="Slices", description="The middle ones at most; 0 for all.")
        denoiser: str = Field(
            "unet",
            title="Network of the CNN",
            json_schema_extra={"choices": "denoiser"},
        )
        seed: int = Field(7, ge=0, lt=2**31, title="Seed of the noise")
        shelf: Path = Field(
            Path(),
            title="Folder of what was found at full dose",
            description="Empty for one beside the cells.",
        )

        @model_validator(mode="after")
        def _agreed(self) -> Self:
            if self.photons == "scan" and self.electronic is not None:
                text = 'The electronic noise of each scan comes with photons = "scan"; leave electronic out.'
                raise PydanticCustomError("electronic", text)
            return self

    config: Config

    def train(self, run: Run) -> None:
        """Leave the numbers of the cell in ``cell.json``.

        Raises ``PluginError`` where the model finds nothing at full dose, so that nothing can be lost.
        """
        config, case = self.config, self.scan.settled
        volume, truth = case.loaded
        shelf = Shelf(run.folder.parents[1] / "full-dose" if config.shelf == Path() else config.shelf)
        full = shelf.get(
            self._key(case), volume.grid, lambda: self._found(case.picture(FULL, self.reference), run)
        )
        if not bool(full.data.any()):
            raise PluginError("The model finds nothing in this scan at full dose; leave one of them out.")
        picture = case.picture(config.dose, config.option)
        alike = config.dose == FULL and self.reference == config.option
        found = full if alike else self._found(picture, run)
        structures = dict(Compared(volume, full, truth).against(found))
        dices = [one.dice for one in structures.values() if one.dice is not None]
        noise = Liver.of(case, full).noise(picture.data, config.dose, config.option)
        result = {
            "scan": Used.of(case.said or case.full, case.full).model_dump(),
            "dice": mean(dices) if dices else None,
            "structures": {name: one.model_dump() for name, one in structures.items()},
            "liver": noise.model_dump(),
        }
        write_text(run.folder / "cell.json", json.dumps(result, indent=1, allow_nan=False) + "\n")

    def view(self) -> CellView:
        """Show the loaded scan, and the dose of the cell with its option and without any."""
        return self._view(self.scan)

    def finished_view(self, found: Mapping[str, Any]) -> CellView:
        """Show the same at the full dose that the cell was computed with, whatever is estimated now."""
        return self._view(self.scan_with(Used.read(found)))

    def _view(self, case: Case) -> CellView:
        config = self.config
        options: tuple[Option, ...] = ("none",) if config.option == "none" else ("none", config.option)
        lanes = ((), *(case.lane(option) for option in options))
        dose = DoseLevel(config.dose / FULL, case.said or Scan())
        return CellView(config.case, dose, config.seed, lanes, segmenter(config.model).step)

    @property
    def scan(self) -> Case:
        """The scan, with its photons where the plan says them."""
        config = self.config
        said = None if config.photons == "scan" else typed(config.photons, config.electronic or 0.0)
        return Case(config.case, config.rows, said, config.seed, config.denoiser)

    def scan_with(self, used: Used | None) -> Case:
        """Return the scan with the full dose that a finished cell records."""
        return self.scan if used is None else replace(self.scan, said=used.scan)

    @property
    def reference(self) -> Option:
        """The option whose full dose is compared with."""
        named = self.config.reference
        return self.config.option if named == "same" else named

    def _key(self, case: Case) -> str:
        """Return what the labels at full dose depend on, with the photons that are really used."""
        full = case.full
        dose = full.photons, full.electronic, full.apodization
        return (
            f"{case.path} {case.rows} {dose} {case.seed} {case.denoiser} {self.reference} {self.config.model}"
        )

    def _found(self, picture: Volume, run: Run) -> LabelMap:
        """Return what the model finds, on the CPU."""
        labels = segmenter(self.config.model).segment(picture.made(picture.data.to(run.device)))
        return LabelMap(labels.data.cpu(), picture.grid, labels.labels)
