"""The U-Net (Ronneberger, Fischer, Brox 2015), padded and with batch normalization, of any width."""

from __future__ import annotations

import torch
from torch import nn

from .blocks import DoubleConv, padded


class UNet(nn.Module):
    """Map pictures (n, inputs, y, x) to (n, outputs, y, x) of the same size.

    ``depth`` times two convolutions and a maximum over 2 × 2, channels doubling from ``width`` on; back up by
    2 × 2 transposed convolutions, each joined by what was seen at its size on the way down. Width 64 and
    depth 4 are the publication's network: 31.0 million weights. Without ``normalized`` what a pixel becomes
    does not depend on the statistics of other pictures, which keeps HU right at every dose.
    """

    def __init__(
        self, inputs: int = 1, outputs: int = 1, width: int = 64, depth: int = 4, normalized: bool = True
    ) -> None:
        super().__init__()
        widths = [width * 2**level for level in range(depth + 1)]
        ends = zip([inputs, *widths], widths, strict=False)
        self.down = nn.ModuleList(DoubleConv(a, b, normalized) for a, b in ends)
        self.raise_ = nn.ModuleList(nn.ConvTranspose2d(2 * w, w, 2, stride=2) for w in widths[-2::-1])
        self.up = nn.ModuleList(DoubleConv(2 * w, w, normalized) for w in widths[-2::-1])
        self.last = nn.Conv2d(width, outputs, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (n, outputs, y, x)."""
        return padded(x, 2 ** len(self.up), self._inner)

    def _inner(self, x: torch.Tensor) -> torch.Tensor:
        seen: list[torch.Tensor] = []
        for block in self.down:
            x = block(nn.functional.max_pool2d(seen[-1], 2) if seen else x)
            seen.append(x)
        for lift, block, across in zip(self.raise_, self.up, seen[-2::-1], strict=True):
            x = block(torch.cat((across, lift(x)), 1))
        y: torch.Tensor = self.last(x)
        return y
