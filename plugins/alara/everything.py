"""The set that the evaluation compares: ALARA, and every rule trained at the doses at which it is scored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import torch

from ldct_studio.api import (
    Config,
    Effort,
    Field,
    Recipe,
    Run,
    read_finished,
    write_text,
)

from .calibration import write_calibration
from .effort import effort
from .members import Tuned, Work
from .recipes import PUBLISHED, Training

CARD = "card.json"
ALARA, FIXED = "alara", "fixed"
RULES = (FIXED, "tcm", "angular")
ADVISED = (ALARA, f"{FIXED}-all", "tcm-all")
"""Whose doses can be proposed: of rules those that were trained where nearly all cases reach the target."""
BEFORE, FOR_ALL = "-before", "-all"
"""Stand behind the name of a rule that was trained at the dose that nearly all cases need: with the warm-up
network, and then with the network that was trained at that dose."""
PRESETS: dict[str, Mapping[str, float | str]] = {
    "small": {},
    "desk": {
        "size": 200,
        "field_mm": 500.0,
        "views": 320,
        "patients": 640,
        "photons": 1e5,
        "highest": 1e8,
        "truth": "scan",
        "width": 8,
        "depth": 4,
        "batch": 4,
        "warm_steps": 800,
        "steps": 500,
    },
    "clinical": {
        "size": 320,
        "field_mm": 500.0,
        "views": 500,
        "patients": 4000,
        "photons": 1e5,
        "highest": 1e8,
        "truth": "scan",
        "width": 24,
        "depth": 4,
        "dose_width": 32,
        "warm_steps": 10_000,
        "steps": 20_000,
        "rate": 3e-4,
    },
    "paper": {
        "size": 362,
        "views": 1000,
        "patients": 35_820,
        "width": 32,
        "depth": 4,
        "dose_width": 64,
        "electronic": 0.0,
        "warm_steps": 50_000,
        "steps": 200_000,
        "rate": 1e-4,
    },
}
"""Desk: pixels of 2.5 mm over the whole field of a scanner, the largest that say enough for the dose of a
scan, in an hour without a GPU. Clinical: pixels of 1.6 mm, larger networks, many more patients. Both are
compared with the scan without noise: against the patient a PSNR stops rising at 45 dB, as blurred pixels
count at every dose. Paper: LoDoPaB-CT's size and number of slices, of synthetic patients; q is the
publication's 38.57 dB."""


class Everything(Recipe, name="alara.all", title="Dose policies"):
    """Train ALARA and the rules it is compared with, each at the doses at which it is scored."""

    class Config(Config):
        """How large and how long."""

        preset: Literal["small", "desk", "clinical", "paper"] = Field(
            "small",
            title="Preset",
            description="Small: 64², to try it. Desk: 200², for doses of scans, an hour without a GPU. "
            "Clinical: 320², on a GPU. Of these the target is what a fixed dose reaches on average. "
            "Paper: LoDoPaB-CT's size, 38.57 dB.",
        )
        steps: int | None = Field(
            None, ge=1, le=10_000_000, title="Steps", description="Of each network; empty for the preset's."
        )
        trade: float = Field(0.5, gt=0, le=10, title="λ", description="Quality given for an e-fold of dose.")
        leak: float = Field(
            0.0, ge=0, le=5, title="Leak", description="Learning above the target; 0 as published."
        )

    config: Config

    def train(self, run: Run) -> None:
        """Train the warm-up, the rules, ALARA, and the rules again at the dose that nearly all cases need.

        The dose of a rule is set on cases of their own so that the mean quality is the target, which in the
        small preset is what the fixed dose of the reference reaches on average. The dose that nearly all
        cases need depends on the network, so it is found in two rounds.
        """
        work, tuned = Work(run, self._settings()), dict[str, Tuned]()
        target = PUBLISHED if self.config.preset == "paper" else None
        for name in RULES:
            scale = work.reference if target is None else work.scale_for_mean(name, target)
            work.train(name, name, scale, target or PUBLISHED)
            target = target or work.quality(name)
            tuned[name] = work.tuned(name, scale, target)
        assert target is not None
        work.train(ALARA, ALARA, work.reference, target)
        tuned[ALARA] = work.tuned(ALARA, 1.0, target)
        for name in RULES:
            scale = work.scale_for_all(name, target)
            for step in (BEFORE, FOR_ALL):
                work.train(name + step, name, scale, target)
                tuned[name + FOR_ALL] = work.tuned(name + step, scale, target)
                scale = tuned[name + FOR_ALL].for_all
        card = SetCard(preset=self.config.preset, target=target, policies=tuned)
        known = {name: work.calibrated(name) for name in ADVISED}
        run.once(lambda: write_calibration(work.models, known))
        run.once(lambda: write_text(work.models / CARD, card.model_dump_json(indent=1) + "\n"))
        run.message(f"The set is finished: {len(tuned)} networks, target {target:.2f} dB.")

    def _settings(self) -> dict[str, float | str]:
        settings: dict[str, float | str] = {
            **PRESETS[self.config.preset],
            "trade": self.config.trade,
            "leak": self.config.leak,
        }
        if self.config.steps:
            settings |= {"steps": self.config.steps, "warm_steps": self.config.steps}
        return settings

    def effort(self, device: torch.device) -> Effort:
        """Estimate the work from one step of small size."""
        config = Training.model_validate(self._settings())
        return effort(config, device, 3 * len(RULES) + 1)


class SetCard(Config):
    """What a set is; written when it is finished."""

    version: Literal[1] = 1
    preset: Literal["small", "desk", "clinical", "paper"]
    target: float
    """dB."""
    policies: dict[str, Tuned]


def pixel_of_preset(name: str) -> float:
    """Return the side in mm of the pixels that a preset works on."""
    return Training.model_validate(PRESETS[name]).pixel_mm


def read_set(models: Path) -> SetCard:
    """Return the card of a finished set, or raise ``PluginError`` with what to do."""
    return read_finished(
        models / CARD,
        SetCard,
        missing=f"There is no finished set in {models}; run ldct-studio train alara:all, or resume it.",
        damaged=f"The card of the set in {models} is damaged; train it again.",
    )
