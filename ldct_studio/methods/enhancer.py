"""The learned step of a contrast lane: what the standard dose would have shown, from a lower one."""

from __future__ import annotations

from typing import Literal

import torch
from pydantic import Field

from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.contrast import Pair
from ..core.growth import grown
from ..core.lane import Request
from ..nets.catalog import card_of, models, network, titles
from ..physics.contrast.scans import Condition
from ..plugin import LanePlugin
from .contrast import NETWORK, given
from .enhancing import MODEL, outside_range, predict


class Gadolinium(LanePlugin, name=NETWORK, title="Predicted full dose", live=True):
    """A conditional network's prediction of the enhancement at the standard dose (Pinetz et al. 2024).

    Before contrast + gain · prediction, or low dose + gain · prediction, which goes beyond the standard dose.
    """

    kind = "denoiser"
    paired = True
    whole = True

    class Config(BaseConfig):
        """Which network, and what its prediction is added to."""

        model: str = Field(
            MODEL,
            title="Model",
            description="One of the models that ship with the program or were trained here.",
            json_schema_extra={"choices": "enhancer"},
        )
        onto: Literal["before", "low"] = Field(
            "before",
            title="Added to",
            description="The scan before contrast gives the standard dose, the low dose goes beyond it.",
            json_schema_extra={"names": {"before": "Before contrast", "low": "Low dose"}},
        )
        gain: float = Field(
            1.0,
            ge=0,
            le=5,
            title="Gain",
            description="Times what the network predicts; 1 is the standard dose.",
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say so where there is no model at all."""
        return "" if models("enhancer") else "there is no trained model; train one first"

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every model by its title."""
        found = {title: {"model": name} for name, title in titles("enhancer").items()}
        shipped: dict[str, dict[str, str]] = {cls.title: {}} if MODEL in models("enhancer") else {}
        return shipped | {title: one for title, one in found.items() if one["model"] != MODEL}

    @property
    def note(self) -> str:
        """Say that a model made the picture, times what where that is not 1, and the model's limit."""
        gain = self.config.gain
        made = "Model output" if gain == 1 else f"Model output × {gain:g}"
        return " · ".join(filter(None, (made, card_of(self.config.model, "enhancer").note)))

    def doubt(self, request: Request) -> str:
        """Say what of the scans or of how they were made lies outside of what the network was trained on."""
        if request.partner is None:
            return ""
        lowered = request.dose.fraction  # where the low dose was measured the slider stays at 100 %
        condition = _condition(request.partner.pair, 1.0 if request.partner.pair.measured else lowered)
        return outside_range(card_of(self.config.model, "enhancer"), condition, request.source.grid.spacing)

    def apply(self, case: Case) -> Case:
        """Predict from all rows together; raises ``Cancelled`` between blocks where nobody waits."""
        pre = case.contrast.pre.data
        base = pre if self.config.onto == "before" else case.image.data
        pair, lowered = case.contrast.pair, any(step.kind == "simulator" for step in case.steps)
        made_of = (case.steps, case.dose, case.seed) if lowered else case.steps
        key = ("predicted", pair, self.config.model, made_of)  # gain and base change nothing of it
        made = case.memo.make(key, lambda: self._predicted(case, base))
        return case.with_image(case.image.made(base + self.config.gain * made), self.step)

    def _predicted(self, case: Case, base: torch.Tensor) -> torch.Tensor:
        """Return what the network predicts, (z, y, x), telling how far it is."""
        net, card = network(self.config.model, "enhancer")
        partner, low = case.contrast, case.image.data

        def told(done: int, total: int) -> None:
            grown(case.image.made(base), done, total)

        condition = _condition(partner.pair, given(case) / partner.pair.injection.fraction)
        spacing = case.reference.grid.spacing
        return predict(
            net.to(low.device), card, partner.pre.data, low, partner.brain, condition, spacing, told
        )


def _condition(pair: Pair, fraction: float) -> Condition:
    """Return how a picture at a fraction of the pair's dose was made, as the network is told it."""
    injection = pair.injection
    return Condition(injection.fraction * fraction, injection.field, injection.agent, pair.noise)
