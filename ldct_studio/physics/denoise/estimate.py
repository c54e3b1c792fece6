"""Noise read from a picture alone: how strong it is from place to place, and of which color."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

_TISSUE = 300.0
"""HU; air and bone beyond ± this say nothing of the noise in soft tissue."""
_TILE, _HOP = 32, 16
"""Side of the tiles that noise is read in, and pixels from one to the next."""
_NORMAL = 0.6745
"""Median of |N(0, 1)|."""


def noise_map(picture: torch.Tensor) -> torch.Tensor:
    """Return the noise SD around each pixel of a picture ``(y, x)`` in HU, float32.

    The median of differences over two pixels along both axes in tiles of 32 pixels: robust against edges;
    over two pixels, because FBP noise of neighbors is correlated. A tile with little soft tissue takes the
    median of the others; a picture without any is judged as a whole.
    """
    overall = _overall(picture)
    tiles, shape = _tiles(picture)
    values = tiles.clone()
    down = (values[:, 2:, 1:-1] - values[:, :-2, 1:-1]).abs()
    across = (values[:, 1:-1, 2:] - values[:, 1:-1, :-2]).abs()
    soft = values[:, 1:-1, 1:-1].abs() < _TISSUE
    both = torch.stack([down, across], 1).masked_fill(~soft[:, None], math.nan)
    deviation = both.flatten(1).nanmedian(1).values / (_NORMAL * math.sqrt(2))
    enough = soft.flatten(1).sum(1) > soft[0].numel() // 4
    coarse = torch.where(enough, deviation, overall).view(1, 1, *shape)
    smooth = F.avg_pool2d(coarse, 3, 1, 1, count_include_pad=False)
    return _spread(smooth, picture.shape)


def noise_spectrum(picture: torch.Tensor) -> torch.Tensor:
    """Return the noise power spectrum ``(32, 32)`` of a picture ``(y, x)`` in HU, float32.

    |DFT|² per pixel, zero frequency first: what ``bm3d`` takes. It is the median over tiles of soft tissue,
    each less its plane and under a Hann window; power of noise is exponentially distributed, so its mean
    is the median over ln 2, and edges in some of the tiles do not count. White where there is no tissue.
    """
    tiles, _ = _tiles(picture)
    soft = (tiles.abs() < _TISSUE).flatten(1).float().mean(1) > 0.95
    if int(soft.sum()) < 8:
        return torch.full((_TILE, _TILE), float(_overall(picture)) ** 2, device=picture.device)
    line = torch.hann_window(_TILE, periodic=True, device=picture.device)
    window = torch.outer(line, line)
    flat = tiles[soft]
    flat = flat - (flat * window).sum((1, 2), keepdim=True) / window.sum()
    transform: torch.Tensor = torch.fft.fft2(flat * window)
    power = transform.abs().square() / window.square().sum()
    median = power.median(0).values / math.log(2)
    median[0, 0] = torch.stack([median[0, 1], median[1, 0]]).min()  # the mean is no noise
    return median


def _overall(picture: torch.Tensor) -> torch.Tensor:
    rows = (picture[2:] - picture[:-2]).abs()
    soft = picture[1:-1].abs() < _TISSUE
    values = rows[soft] if int(soft.sum()) > 1000 else rows
    return values.median() / (_NORMAL * math.sqrt(2))


def _tiles(picture: torch.Tensor) -> tuple[torch.Tensor, tuple[int, int]]:
    """Return tiles (n, 32, 32) of a picture, mirrored to whole hops, and how many there are (y, x)."""
    pads = [max(_TILE - n, 0) + (-max(n - _TILE, 0)) % _HOP for n in picture.shape]
    framed = F.pad(picture[None, None], (0, pads[1], 0, pads[0]), mode="replicate")[0, 0]
    tiles = framed.unfold(0, _TILE, _HOP).unfold(1, _TILE, _HOP)
    return tiles.reshape(-1, _TILE, _TILE), (tiles.shape[0], tiles.shape[1])


def _spread(coarse: torch.Tensor, shape: torch.Size) -> torch.Tensor:
    """Interpolate values of tiles (1, 1, y, x) linearly between the middles of the tiles."""
    rows, columns = (
        ((torch.arange(n, device=coarse.device) + 0.5 - _TILE / 2) / _HOP).clamp(0, m - 1)
        for n, m in zip(shape, coarse.shape[2:], strict=True)
    )
    y, x = torch.meshgrid(
        *(2 * r / max(m - 1, 1) - 1 for r, m in zip((rows, columns), coarse.shape[2:], strict=True)),
        indexing="ij",
    )
    return F.grid_sample(coarse, torch.stack([x, y], -1)[None], align_corners=True)[0, 0]
