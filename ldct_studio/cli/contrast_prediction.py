"""What the network makes of a scan at a low dose, for the command `contrast`."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from ..core.contrast import Injection
from ..core.grid import Grid
from ..methods.enhancing import MODEL, outside_range, predict
from ..nets.catalog import models, network
from ..physics.contrast.scans import Condition
from ..physics.contrast.subtraction import Subtraction
from .meter import Meter


@dataclass(frozen=True)
class Predicted:
    """Images of the full dose by name, (z, y, x), and why they are doubtful; none where nothing is asked."""

    images: dict[str, torch.Tensor] = field(default_factory=dict)
    doubt: str = ""


def predicted(pair: Subtraction, grid: Grid, injection: Injection, meter: Meter) -> Predicted:
    """Return what the network makes of a low dose; nothing at the full dose, or where there is no model."""
    if injection.fraction >= 1 or MODEL not in models("enhancer"):
        return Predicted()
    net, card = network(MODEL, "enhancer")
    condition = Condition(injection.fraction, injection.field, injection.agent, pair.noise)

    def told(done: int, total: int) -> None:
        meter.say("Predicting the full dose", done, total)

    made = predict(net, card, pair.pre, pair.post, pair.mask, condition, grid.spacing, told)
    images = {"predicted-ce": made, "predicted": pair.pre + made, "beyond": pair.post + made}
    return Predicted(images, outside_range(card, condition, grid.spacing))
