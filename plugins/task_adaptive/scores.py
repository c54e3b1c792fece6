"""Scores of pictures and labels, in the soft-tissue window (Sefercioglu 2025)."""

from __future__ import annotations

import torch

from ldct_studio.api import body, disc, ssim

LOW, HIGH = -200.0, 300.0
"""The soft-tissue window in HU that pictures are compared in; its width is the data range."""


def psnr(made: torch.Tensor, full: torch.Tensor, signed: bool = False) -> float:
    """Return the mean over pictures (n, 1, y, x) of the PSNR in dB, within the inscribed circle.

    Both are clipped to the window; where ``signed``, the noise of the first one is not.
    """
    circle = disc(*made.shape[-2:]).to(made.device)
    made, full = _compared(made, full, signed)
    error = (made - full)[:, 0, circle] / (HIGH - LOW)
    return float(-10 * error.square().mean(1).clamp_min(1e-12).log10().mean())


def similarity(made: torch.Tensor, full: torch.Tensor, signed: bool = False) -> tuple[float, float]:
    """Return the SSIM of a picture (y, x) within the inscribed circle, and within the body in it.

    The circle holds air, which a sigmoid never quite reaches; the body does not. Clipped as for the PSNR.
    """
    pictures, circle = _compared(made, full, signed), disc(*made.shape)
    return ssim(*pictures, HIGH - LOW, circle), ssim(*pictures, HIGH - LOW, circle & body(full))


def _compared(made: torch.Tensor, full: torch.Tensor, signed: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """Return two pictures as they are compared: in the window.

    A signed one is the reference in the window plus its noise. Not clipped itself, it would differ from the
    reference by 800 HU in all air, and nothing else would count.
    """
    shown = full.clamp(LOW, HIGH)
    return (shown + (made - full) if signed else made.clamp(LOW, HIGH)), shown


def dice_of_classes(found: torch.Tensor, truth: torch.Tensor, classes: int) -> tuple[float | None, ...]:
    """Return the Dice of each class but the background, from class maps (y, x).

    None for a class that is neither in the truth nor was found.
    """
    scores: list[float | None] = []
    for number in range(1, classes):
        a, b = found == number, truth == number
        size = int(a.sum()) + int(b.sum())
        scores.append(2 * int((a & b).sum()) / size if size else None)
    return tuple(scores)


def dice_by_class(found: torch.Tensor, truth: torch.Tensor) -> dict[str, float]:
    """Return the mean Dice of each class over slices (n, y, x), those left out that do not show it."""
    classes = int(truth.amax()) + 1
    by_slice = [dice_of_classes(a, b, classes) for a, b in zip(found, truth, strict=True)]
    means = {}
    for number, scores in enumerate(zip(*by_slice, strict=True), 1):
        known = [score for score in scores if score is not None]
        if known:
            means[f"Dice {number}"] = sum(known) / len(known)
    return means
