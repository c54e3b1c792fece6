"""The training loop that all recipes share."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import nn

from ldct_studio.api import Run, StudioError

PSNR = "PSNR (dB)"
LOOK = 250
"""Steps between two looks at the validation set."""
_WARM = 200
"""Steps over which the learning rate rises at first."""


def fit(
    run: Run,
    net: nn.Module,
    total: int,
    rate: float,
    loss_of: Callable[[nn.Module, int], torch.Tensor],
    look: Callable[[nn.Module, int], dict[str, float]],
) -> dict[str, float]:
    """Take so many steps of Adam down a loss; return what ``look`` measures on the validation set then.

    The learning rate rises over the first steps and falls along a cosine, a function of the step alone, so
    that resumed work goes on as if nothing had happened. The network is ready for use afterwards. Raises
    ``StudioError`` where the loss or its gradient is no number any more.
    """
    ready, (optimizer,) = run.setup(net, torch.optim.Adam(net.parameters(), lr=rate, fused=True))
    seen = History()
    for step in run.steps(total, {"net": ready, "optimizer": optimizer, "seen": seen}):
        ready.train()
        for group in optimizer.param_groups:
            group["lr"] = rate * schedule(step, total)
        loss = loss_of(ready, step)
        optimizer.zero_grad(set_to_none=True)
        run.backward(loss)
        norm = nn.utils.clip_grad_norm_(ready.parameters(), 1.0)
        value, length = torch.stack((loss.detach(), norm)).tolist()
        if not math.isfinite(value + length):  # before the weights and the next checkpoint take it over
            raise StudioError(
                f"The training diverged at step {step + 1}; begin it again with a lower learning rate."
            )
        optimizer.step()
        run.metrics(step, {"loss": value})
        if step % LOOK == LOOK - 1:
            with torch.no_grad():
                seen.add(step, look(ready.eval(), step))
            run.metrics(step, seen.last)
    ready.eval()
    figures = seen.at(total - 1)
    if figures is None:
        with torch.no_grad():
            figures = look(ready, total - 1)
        run.metrics(total - 1, figures)
    return figures | seen.spread(2 * total // 3)


class History:
    """What was measured on the validation set, kept with the checkpoints."""

    def __init__(self) -> None:
        self._looks: dict[str, dict[str, float]] = {}

    @property
    def last(self) -> dict[str, float]:
        """The newest figures."""
        return next(reversed(self._looks.values()))

    def add(self, step: int, figures: dict[str, float]) -> None:
        """Remember the figures of a step."""
        self._looks[str(step)] = figures

    def at(self, step: int) -> dict[str, float] | None:
        """Return the figures of a step, None where it was not measured."""
        return self._looks.get(str(step))

    def spread(self, start: int) -> dict[str, float]:
        """Return how far the PSNR moved from a step on, where it was measured twice: whether it converged."""
        late = [
            figures[PSNR] for step, figures in self._looks.items() if int(step) >= start and PSNR in figures
        ]
        return {"PSNR spread, last third (dB)": max(late) - min(late)} if len(late) > 1 else {}

    def state_dict(self) -> dict[str, object]:
        """Return the figures by step."""
        return {"looks": self._looks}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Take figures over."""
        looks = state_dict["looks"]
        assert isinstance(looks, dict)
        self._looks = looks


def schedule(step: int, total: int) -> float:
    """Return the learning rate of a step as a part of the highest."""
    rising = min(1.0, (step + 1) / _WARM)
    return rising * (0.02 + 0.98 * (1 + math.cos(math.pi * step / total)) / 2)
