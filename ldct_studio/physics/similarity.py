"""How like its reference a picture is: RMSE, PSNR and SSIM, and where in the picture they are taken."""

from __future__ import annotations

import math

import numpy as np
import torch
from scipy import ndimage
from torch.nn import functional

from ..core.errors import GeometryError

BODY_HU = -500.0
"""Above this a pixel may be body: halfway between air and soft tissue."""
_SIDE = 7
_K1, _K2 = 0.01, 0.03


def rmse(image: torch.Tensor, reference: torch.Tensor, mask: torch.Tensor | None = None) -> float:
    """Return the RMSE in the pictures' unit, over a boolean mask where one is given."""
    squared = (image.to(torch.float64) - reference.to(torch.float64)).square()
    return math.sqrt(float((squared if mask is None else squared[_filled(mask)]).mean()))


def psnr(
    image: torch.Tensor, reference: torch.Tensor, data_range: float, mask: torch.Tensor | None = None
) -> float:
    """Return the PSNR in dB for an explicit data range; infinite for equal pictures.

    PSNR = 20 log10(range) - 10 log10(MSE). Never compare values of different ranges or anatomy.
    """
    return peak_ratio(rmse(image, reference, mask), data_range)


def peak_ratio(error: float, data_range: float) -> float:
    """Return the PSNR in dB of an RMSE; infinite for none."""
    return math.inf if error == 0 else 20 * math.log10(data_range / error)


def ssim(
    image: torch.Tensor, reference: torch.Tensor, data_range: float, mask: torch.Tensor | None = None
) -> float:
    """Return the mean SSIM of pictures (y, x) or volumes (z, y, x), row by row.

    Over a mask where one is given, else over all pixels whose window lies inside the picture. Raises
    ``GeometryError`` below 7 pixels.
    """
    similar = ssim_map(image, reference, data_range)
    if mask is not None:
        return float(similar[_filled(mask)].mean())
    edge = _SIDE // 2
    return float(similar[..., edge:-edge, edge:-edge].mean())


def ssim_map(image: torch.Tensor, reference: torch.Tensor, data_range: float) -> torch.Tensor:
    """Return the SSIM around every pixel, float64, like the pictures (y, x) or volumes (z, y, x).

    7×7 uniform window, K1 0.01, K2 0.03, covariances over n - 1, mirrored edges: scikit-image's defaults
    (Wang et al. 2004). Raises ``GeometryError`` below 7 pixels.
    """
    if min(image.shape[-2:]) < _SIDE:
        raise GeometryError("SSIM needs a picture of at least 7×7 pixels.")
    x, y = image.to(torch.float64), reference.to(torch.float64)
    mean_x, mean_y = _box_mean(x), _box_mean(y)
    unbiased = _SIDE**2 / (_SIDE**2 - 1)
    var_x = unbiased * (_box_mean(x * x) - mean_x * mean_x)
    var_y = unbiased * (_box_mean(y * y) - mean_y * mean_y)
    covariance = unbiased * (_box_mean(x * y) - mean_x * mean_y)
    c1, c2 = (_K1 * data_range) ** 2, (_K2 * data_range) ** 2
    like = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    return like / ((mean_x * mean_x + mean_y * mean_y + c1) * (var_x + var_y + c2))


def disc(rows: int, columns: int) -> torch.Tensor:
    """Return the pixels (y, x) whose centers lie in the largest disc inside a picture."""
    y = torch.arange(rows)[:, None] - (rows - 1) / 2
    x = torch.arange(columns)[None, :] - (columns - 1) / 2
    return x * x + y * y <= (min(rows, columns) / 2) ** 2


def body(row: torch.Tensor, above: float = BODY_HU) -> torch.Tensor:
    """Return the body (y, x) in an axial row: the largest piece ``above`` a value with its holes filled.

    It takes 4 ms, so that it can follow every slice, and keeps a table that touches the patient; what
    ``patient.body_mask`` finds for the size takes 40 times as long. Empty where there is only air.
    """
    pieces, count = ndimage.label(row.cpu().numpy() > above)
    if count == 0:
        return torch.zeros(row.shape, dtype=torch.bool)
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    around, _ = ndimage.label(pieces != sizes.argmax())
    outside = np.unique(np.concatenate([around[0], around[-1], around[:, 0], around[:, -1]]))
    return torch.from_numpy((around == 0) | ~np.isin(around, outside))


def _box_mean(x: torch.Tensor) -> torch.Tensor:
    """Return the mean over 7×7 pixels around each of (…, y, x), the picture mirrored at its edges."""
    flat = x.reshape(-1, 1, *x.shape[-2:])
    half = _SIDE // 2
    for axis in (-1, -2):
        ends = flat.narrow(axis, 0, half).flip(axis), flat.narrow(axis, flat.shape[axis] - half, half)
        flat = torch.cat((ends[0], flat, ends[1].flip(axis)), axis)
    means = functional.avg_pool2d(functional.avg_pool2d(flat, (1, _SIDE), 1), (_SIDE, 1), 1)
    return means.reshape(x.shape)


def _filled(mask: torch.Tensor) -> torch.Tensor:
    if not bool(mask.any()):
        raise GeometryError("The region holds no pixel; draw it larger.")
    return mask
