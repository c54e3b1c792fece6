"""Steps of Adam for a reconstruction and its dose module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

from ldct_studio.api import Run, descend, schedule

LOOK = 100
"""Steps between two measurements of cases held back."""
_RISE, _LAST = 50, 0.01
Net = Callable[[torch.Tensor], torch.Tensor]
Pair = tuple[Net, Net | None]
"""A reconstruction and its dose module, where the dose is learned."""


@dataclass(frozen=True)
class Stage:
    """How long and how fast."""

    name: str
    steps: int
    rate: float
    dose_rate: float
    """Rate of the dose module over ``rate``."""


class Both(nn.Module):
    """A reconstruction and a dose module as one network, which the devices of a run take together."""

    def __init__(self, picture: nn.Module, dose: nn.Module | None) -> None:
        super().__init__()
        self.picture, self.dose = picture, dose

    def forward(self, x: torch.Tensor, dose: bool) -> torch.Tensor:
        """Return what the dose module, or else the reconstruction, makes of ``x``."""
        net = self.dose if dose else self.picture
        assert net is not None
        y: torch.Tensor = net(x)
        return y


def fit(
    run: Run,
    both: Both,
    stage: Stage,
    loss_of: Callable[[Pair, int], torch.Tensor],
    look: Callable[[Pair], dict[str, float]] | None = None,
) -> None:
    """Take the steps of a stage down a loss; the networks are ready for use afterwards.

    The learning rate rises over the first steps and falls along a cosine, a function of the step alone. The
    length of both gradients together is held at 1. Raises ``StudioError`` where the loss or its gradient is
    no number any more.
    """
    groups = [{"params": list(both.picture.parameters()), "share": 1.0}]
    if both.dose is not None:
        groups.append({"params": list(both.dose.parameters()), "share": stage.dose_rate})
    ready, (optimizer,) = run.setup(both, torch.optim.Adam(groups, lr=stage.rate, fused=True))
    pair: Pair = (lambda hu: ready(hu, False), (lambda prior: ready(prior, True)) if both.dose else None)
    for step in run.steps(stage.steps, {"nets": ready, "optimizer": optimizer}):
        ready.train()
        for group in optimizer.param_groups:
            group["lr"] = stage.rate * group["share"] * schedule(step, stage.steps, _RISE, _LAST)
        loss = descend(run, ready, optimizer, loss_of(pair, step), step)
        run.metrics(step, {f"{stage.name}: loss": loss})
        if look is not None and (step % LOOK == LOOK - 1 or step == stage.steps - 1):
            ready.eval()
            with torch.no_grad():
                run.metrics(step, look(pair))
    ready.eval()
