"""Noise read from a picture alone: how strong it is from place to place, and of which color."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

_TISSUE = 300.0
"""HU; air and bone beyond ± this say nothing of the noise in soft tissue."""
_TILE = 32
"""Side of the tiles that the strength of noise is read in; they overlap by half."""
_PATCH = 16
"""Side of the tiles that its spectrum is read in: small, so that many of them hold no edge."""
_SHARE = 0.25
"""Which quantile noise is read at: low, since edges make values larger and never smaller."""
_NORMAL = math.sqrt(2) * 0.318639
"""That quantile of |difference of two N(0, 1)|."""


def noise_map(picture: torch.Tensor) -> torch.Tensor:
    """Return the noise SD around each pixel of a picture ``(y, x)`` in HU, float32.

    The lower quartile of differences over two pixels along both axes, in tiles of 32 pixels: robust against
    edges; over two pixels, because FBP noise of neighbors is correlated. A tile with little soft tissue
    takes that of the whole picture.
    """
    overall = _overall(picture)
    tiles, shape = _tiles(picture, _TILE)
    down = (tiles[:, 2:, 1:-1] - tiles[:, :-2, 1:-1]).abs()
    across = (tiles[:, 1:-1, 2:] - tiles[:, 1:-1, :-2]).abs()
    soft = tiles[:, 1:-1, 1:-1].abs() < _TISSUE
    both = torch.stack([down, across], 1).masked_fill(~soft[:, None], math.nan)
    deviation = both.flatten(1).nanquantile(_SHARE, 1) / _NORMAL
    enough = soft.flatten(1).sum(1) > soft[0].numel() // 4
    coarse = torch.where(enough, deviation, overall).view(1, 1, *shape)
    smooth = F.avg_pool2d(coarse, 3, 1, 1, count_include_pad=False)
    return _spread(smooth, picture.shape)


def noise_spectrum(picture: torch.Tensor) -> torch.Tensor:
    """Return the noise power spectrum ``(16, 16)`` of a picture ``(y, x)`` in HU, float32.

    E|DFT|² per pixel, zero frequency first: what ``bm3d`` takes. It comes from tiles of soft tissue, each
    less its mean and under a Hann window. Power of noise is exponentially distributed, so its mean is the
    lower quartile over -ln 0.75, and tiles with edges hardly count. White where there is no tissue.
    """
    tiles, _ = _tiles(picture, _PATCH)
    soft = (tiles.abs() < _TISSUE).flatten(1).float().mean(1) > 0.95
    if int(soft.sum()) < 8:
        return torch.full((_PATCH, _PATCH), float(_overall(picture)) ** 2, device=picture.device)
    line = torch.hann_window(_PATCH, periodic=True, device=picture.device)
    window = torch.outer(line, line)
    chosen = tiles[soft]
    level = chosen - (chosen * window).sum((1, 2), keepdim=True) / window.sum()
    transform: torch.Tensor = torch.fft.fft2(level * window)
    power = transform.abs().square() / window.square().sum()
    mean = power.quantile(_SHARE, 0) / -math.log(1 - _SHARE)
    mean[0, 0] = torch.minimum(mean[0, 1], mean[1, 0])  # what the means of tiles were is unknown
    return mean


def _overall(picture: torch.Tensor) -> torch.Tensor:
    """Return the noise SD of a picture as a whole."""
    rows = (picture[2:] - picture[:-2]).abs()
    soft = picture[1:-1].abs() < _TISSUE
    values = rows[soft] if int(soft.sum()) > 1000 else rows.flatten()
    return values.kthvalue(max(1, round(_SHARE * len(values)))).values / _NORMAL


def _tiles(picture: torch.Tensor, side: int) -> tuple[torch.Tensor, tuple[int, int]]:
    """Return tiles (n, side, side) that overlap by half, and how many there are (y, x)."""
    hop = side // 2
    pads = [max(side - n, 0) + (-max(n - side, 0)) % hop for n in picture.shape]
    framed = F.pad(picture[None, None], (0, pads[1], 0, pads[0]), mode="replicate")[0, 0]
    tiles = framed.unfold(0, side, hop).unfold(1, side, hop)
    return tiles.reshape(-1, side, side), (tiles.shape[0], tiles.shape[1])


def _spread(coarse: torch.Tensor, shape: torch.Size) -> torch.Tensor:
    """Interpolate values of tiles (1, 1, y, x) linearly between the middles of the tiles."""

    def axis(pixels: int, tiles: int) -> torch.Tensor:
        middle = (torch.arange(pixels, device=coarse.device) + 0.5) / (_TILE / 2) - 1
        return middle.clamp(0, tiles - 1) * 2 / max(tiles - 1, 1) - 1

    y, x = (axis(n, m) for n, m in zip(shape, coarse.shape[2:], strict=True))
    where = torch.stack([x.expand(len(y), -1), y[:, None].expand(-1, len(x))], -1)
    return F.grid_sample(coarse, where[None], align_corners=True)[0, 0]
