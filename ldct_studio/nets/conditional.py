"""A 3-D residual U-Net that is told how a scan was made (Pinetz et al. 2024, arXiv 2403.03539)."""

from __future__ import annotations

from itertools import product

import torch
from torch import nn
from torch.nn import functional

from ..core.cancel import check

_EMBEDDED = 128
_HEADS = 4
_FACTOR = 8
"""What sides are padded to: three times halved."""
_LEAST = 0.01
"""Of the standard dose, the smallest that is divided by."""


class ConditionalUNet(nn.Module):
    """Map volumes (n, inputs, z, y, x) to the first of their channels plus a correction, (n, 1, z, y, x).

    Two conditional residual blocks at each of four levels, channels 1, 2, 4 and 8 times ``width``, maxima
    over 3³ at a stride of 2 between them, trilinear interpolation back up, each joined by what was seen at
    its size; attention to the 3³ neighbors at the two lower levels. Width 32 is the publication's network.
    ``conditions`` numbers say how the scan was made; 0 leaves the conditioning out.

    ``scaled`` is not in the publication: subtraction and SD, the first and the third input, are divided by
    the first condition, the dose. The network then begins with scaled subtraction and learns what is wrong
    with it, where it would need very many steps to learn dividing from conditions that are only added.
    """

    def __init__(
        self,
        inputs: int = 3,
        conditions: int = 4,
        width: int = 32,
        attention: bool = True,
        scaled: bool = False,
    ) -> None:
        super().__init__()
        if scaled and (not conditions or inputs < 3):
            raise ValueError("What is scaled by the dose has to be told it, and has a third input, the SD.")
        self.scaled = scaled
        a, b, c, d = (width * 2**level for level in range(4))
        self.embedding = _embedding(conditions) if conditions else None
        self.first = _conv(inputs, a)
        self.down = nn.ModuleList(
            [_Level(a, a, a, False), _Level(a, b, b, False), _Level(b, c, c, attention)]
        )
        self.bottom = _Level(c, d, c, attention)
        self.up = nn.ModuleList(
            [_Level(2 * c, c, b, attention), _Level(2 * b, b, a, False), _Level(2 * a, a, a, False)]
        )
        self.last = _conv(a, 1)
        nn.init.zeros_(self.last.weight)  # before it has learned anything the network changes nothing
        assert self.last.bias is not None
        nn.init.zeros_(self.last.bias)

    def forward(self, x: torch.Tensor, condition: torch.Tensor | None = None) -> torch.Tensor:
        """Return (n, 1, z, y, x) for ``condition`` (n, conditions); sides of any length."""
        if self.scaled and condition is not None:
            x = _at_standard_dose(x, condition[:, 0])
        sides = x.shape[2:]
        room = [part for side in reversed(sides) for part in (0, -side % _FACTOR)]
        padded = functional.pad(x, room, mode="replicate") if any(room) else x
        y = self._inner(padded, self.embed(condition))
        return x[:, :1] + y[:, :, : sides[0], : sides[1], : sides[2]]

    def embed(self, condition: torch.Tensor | None) -> torch.Tensor | None:
        """Return the embedding of conditions, (n, 128), or None without conditioning."""
        if self.embedding is None or condition is None:
            return None
        embedded: torch.Tensor = self.embedding(condition)
        return embedded

    def _inner(self, x: torch.Tensor, embedded: torch.Tensor | None) -> torch.Tensor:
        seen: list[torch.Tensor] = []
        x = self.first(x)
        for level in self.down:
            x = level(x, embedded)
            seen.append(x)
            x = functional.max_pool3d(x, 3, 2, 1)
        x = self.bottom(x, embedded)
        for level, across in zip(self.up, reversed(seen), strict=True):
            lifted = functional.interpolate(x, size=across.shape[2:], mode="trilinear", align_corners=False)
            x = level(torch.cat((across, lifted), 1), embedded)
        y: torch.Tensor = self.last(x)
        return y


class ConditionalBlock(nn.Module):
    """h = conv(SiLU(x)) + Linear(SiLU(e)); out = x + conv(SiLU(h)), without normalization."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.before, self.after = _conv(inputs, outputs), _conv(outputs, outputs)
        self.told = nn.Linear(_EMBEDDED, outputs)
        self.across = nn.Conv3d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x: torch.Tensor, embedded: torch.Tensor | None) -> torch.Tensor:
        """Return (n, outputs, z, y, x) for an embedding (n, 128); stops where nobody waits any more."""
        check()
        h = self.before(functional.silu(x))
        if embedded is not None:
            h = h + self.told(functional.silu(embedded))[:, :, None, None, None]
        y: torch.Tensor = self.across(x) + self.after(functional.silu(h))
        return y


class LocalAttention(nn.Module):
    """Attention of every voxel to its 3³ neighbors within the volume, 4 heads, added to what came in."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.asks = nn.Conv3d(channels, channels, 1)
        self.answers = nn.Conv3d(channels, 2 * channels, 1)
        self.out = nn.Conv3d(channels, channels, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return a volume like ``x`` (n, channels, z, y, x)."""
        n, channels, *sides = x.shape
        heads = (n, _HEADS, channels // _HEADS)
        asks = self.asks(x).view(*heads, *sides)
        answers = functional.pad(self.answers(x), (1,) * 6)
        inside = functional.pad(torch.ones(1, 1, *sides, dtype=x.dtype, device=x.device), (1,) * 6)
        values, scores = [], []
        for corner in product(range(3), repeat=3):
            window = tuple(slice(at, at + side) for at, side in zip(corner, sides, strict=True))
            part = answers[(slice(None), slice(None), *window)]
            key, value = part[:, :channels], part[:, channels:]
            score = (asks * key.view(*heads, *sides)).sum(2) / (channels / _HEADS) ** 0.5
            outside = inside[(slice(None), slice(None), *window)] == 0
            scores.append(score.masked_fill(outside, float("-inf")))
            values.append(value.view(*heads, *sides))
        weights = torch.stack(scores).softmax(0)
        mixed = sum(weight[:, :, None] * value for weight, value in zip(weights, values, strict=True))
        assert isinstance(mixed, torch.Tensor)
        y: torch.Tensor = x + self.out(mixed.reshape(n, channels, *sides))
        return y


class _Level(nn.Module):
    """Two blocks, with attention between them where it is wanted."""

    def __init__(self, inputs: int, middle: int, outputs: int, attention: bool) -> None:
        super().__init__()
        self.enters, self.leaves = ConditionalBlock(inputs, middle), ConditionalBlock(middle, outputs)
        self.attends = LocalAttention(middle) if attention else nn.Identity()

    def forward(self, x: torch.Tensor, embedded: torch.Tensor | None) -> torch.Tensor:
        y: torch.Tensor = self.leaves(self.attends(self.enters(x, embedded)), embedded)
        return y


def _at_standard_dose(x: torch.Tensor, fraction: torch.Tensor) -> torch.Tensor:
    """Return inputs with subtraction and SD as they would be, were uptake and noise alike in proportion."""
    over = torch.ones_like(x[:, :, :1, :1, :1])
    over[:, 0, 0, 0, 0] = over[:, 2, 0, 0, 0] = 1 / fraction.clamp(min=_LEAST)
    return x * over


def _conv(inputs: int, outputs: int) -> nn.Conv3d:
    return nn.Conv3d(inputs, outputs, 3, padding=1, padding_mode="replicate")


def _embedding(conditions: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(conditions, _EMBEDDED),
        nn.SiLU(),
        nn.Linear(_EMBEDDED, _EMBEDDED),
        nn.SiLU(),
        nn.Linear(_EMBEDDED, _EMBEDDED),
    )
