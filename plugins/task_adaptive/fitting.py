"""The training loop that all recipes share."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from ldct_studio.api import Looks, Run, descend, schedule

PSNR = "PSNR (dB)"
LOOK = 250
"""Steps between two looks at the validation set."""
_WARM, _LOWEST = 200, 0.02
"""Steps over which the learning rate rises at first, and what part of it is left at the end."""


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
            group["lr"] = rate * schedule(step, total, _WARM, _LOWEST)
        loss = loss_of(ready, step)
        run.metrics(step, {"loss": descend(run, ready, optimizer, loss, step)})
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


class History(Looks):
    """What was measured on the validation set."""

    def spread(self, start: int) -> dict[str, float]:
        """Return how far the PSNR moved from a step on, where it was measured twice: whether it converged."""
        late = self.since(start, PSNR)
        return {"PSNR spread, last third (dB)": max(late) - min(late)} if len(late) > 1 else {}
