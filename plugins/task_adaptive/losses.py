"""The losses of task-adaptive reconstruction (Sefercioglu 2025, eq. 5 to 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import torch
from torch import nn
from torch.nn import functional

from .examples import Batch

EPSILON = 1e-6
SCALE = 500.0
"""HU of one unit of intensity: the width of the soft-tissue window, so that squared errors compare with
those of pictures in [0, 1]."""
QUIET = 10.0
"""HU of error (RMS) of FBP from which on a picture counts less: where hardly any dose was taken away, no
network can tell the noise that should stay."""


class PictureLoss(Protocol):
    """A loss of reconstructed pictures, HU (n, 1, y, x), given what they were made from and should be."""

    def __call__(self, made: torch.Tensor, batch: Batch) -> torch.Tensor:
        """Return a scalar."""


def squared_error(made: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the mean squared error in units of ``SCALE`` (eq. 6)."""
    return functional.mse_loss(made / SCALE, batch.full / SCALE)


def relative_error(made: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the mean over pictures of their squared error over that of FBP.

    For networks that serve many doses: otherwise the noisiest pictures of a batch decide alone. Pictures
    with less than ``QUIET`` HU of error do not count more than one with that.
    """
    error = (made - batch.full).square().mean((1, 2, 3))
    before = (batch.low - batch.full).square().mean((1, 2, 3))
    return (error / before.clamp_min(QUIET**2)).mean()


def dice_loss(logits: torch.Tensor, labels: torch.Tensor, classes: Sequence[int] = ()) -> torch.Tensor:
    """Return one minus the soft Dice of all classes, the background among them (eq. 7 and 8).

    ``logits`` (n, classes, y, x), ``labels`` (n, y, x) of class numbers. Sums run over all pixels of a batch,
    so that a class that is absent from one slice does not decide alone. With ``classes`` these count alone.
    """
    from monai.losses import DiceLoss

    weight = None
    if classes:
        weight = torch.zeros(logits.shape[1])
        weight[list(classes)] = logits.shape[1] / len(classes)
    loss = DiceLoss(
        to_onehot_y=True, softmax=True, batch=True, smooth_nr=EPSILON, smooth_dr=EPSILON, weight=weight
    )
    value: torch.Tensor = loss(logits, labels[:, None])
    return value


def frozen(net: nn.Module) -> nn.Module:
    """Return a network that nothing changes any more, neither its weights nor its statistics.

    Gradients still pass through it to what made its picture.
    """
    return net.eval().requires_grad_(False)


def task_loss(
    segmenter: Callable[[torch.Tensor], torch.Tensor],
    alpha: float,
    normalized: bool = False,
    error: PictureLoss = squared_error,
    classes: Sequence[int] = (),
) -> PictureLoss:
    """Return (1 − α)·MSE + α·Dice loss of what a frozen segmenter finds in the picture (eq. 5 and 9).

    It fits every network that makes a picture. The Dice loss is some thousand times the squared error, so
    that α = 0.1 is all task already; with ``normalized`` both terms are divided by their own size first, and
    α is the share of the task. α = 0 does not look at the segmenter. With ``classes`` these are the task.
    """
    if alpha == 0:
        return error

    def loss(made: torch.Tensor, batch: Batch) -> torch.Tensor:
        terms = error(made, batch), dice_loss(segmenter(made), batch.labels, classes)
        if normalized:
            terms = terms[0] / terms[0].detach().clamp_min(1e-8), terms[1] / terms[1].detach().clamp_min(1e-8)
        return (1 - alpha) * terms[0] + alpha * terms[1]

    return loss
