"""The loss of Pinetz et al. (2024): Huber's, where it matters."""

from __future__ import annotations

import torch
from scipy import ndimage
from torch.nn import functional

BETA = 0.01
EVERYWHERE = 0.01
_BRIGHT = 0.15
_LESION = 5.0
"""How much more a lesion counts than other places that enhance."""
_VOXELS = 1.0
"""SD of the Gaussians: the half mm of the publication's voxels."""


def weight_map(
    difference: torch.Tensor, sure: torch.Tensor, brain: torch.Tensor, sigma: float
) -> torch.Tensor:
    """Return the weight of every voxel of a subtraction at the standard dose, (z, y, x).

    Brain + 0.01 + grad + smooth + p. Grad is the positive part of the Laplacian of what enhances, on a
    Gaussian of one voxel, at most 1, as vessels would outweigh all lesions. Smooth is 1 where the subtraction
    on the same Gaussian is above σ/2 and hangs together with a place above σ. Both within the brain, p is 0
    outside of it.
    """
    positive = difference.clamp(min=0).numpy()
    grad = torch.from_numpy(ndimage.gaussian_laplace(positive, _VOXELS)).clamp(0, 1)
    soft = ndimage.gaussian_filter(difference.numpy(), _VOXELS)
    pieces, count = ndimage.label(soft > sigma / 2)
    strong = ndimage.maximum(soft, pieces, range(count + 1)) > sigma
    strong[0] = False
    smooth = torch.from_numpy(strong[pieces]).float()
    return EVERYWHERE + brain * (1 + grad + smooth) + sure


def bright_map(truth: torch.Tensor, lesions: torch.Tensor) -> torch.Tensor:
    """Return where a head truly enhances, (z, y, x): 1 from a CE of 0.15 to 1, and 1/CE above.

    One voxel in a hundred does, most of them in vessels, whose CE is five times that of a lesion. With more
    weight on those, and on lesions five times as much as on vessels (``lesions`` is the share of each voxel
    that is one), a network learns how much to enhance in thousands of steps rather than hundreds of
    thousands; noise that looks like enhancement gets no more.
    """
    bright = torch.where(truth > _BRIGHT, 1 / truth.clamp(min=1), 0)
    return bright * (1 + (_LESION - 1) * lesions)


def missing_weight(
    made: torch.Tensor, target: torch.Tensor, bright: torch.Tensor, factor: float
) -> torch.Tensor:
    """Return ``factor`` where less than the target was made of what truly enhances, 1 elsewhere.

    All are of one shape. The public code of Pinetz et al. has such weights as an option.
    """
    return torch.where((made < target) & (bright > 0), factor, 1.0)


def enhancement_loss(
    made: torch.Tensor, target: torch.Tensor, weight: torch.Tensor, border: int
) -> torch.Tensor:
    """Return the weighted mean of Huber's loss over patches (n, 1, z, y, x) without their border."""
    inner = (..., *(slice(border, side - border) for side in made.shape[2:]))
    error = functional.smooth_l1_loss(made[inner], target[inner], reduction="none", beta=BETA)
    return (weight[inner] * error).mean()
