"""RED-CNN (Chen 2017): a residual encoder and decoder of 5 × 5 convolutions without padding."""

from __future__ import annotations

import torch
from torch import nn

from ..core.cancel import interruptible

LAYERS = 5


class RedCnn(nn.Module):
    """Map pictures (n, 1, y, x) of at least 21 × 21 pixels to the same size.

    Five convolutions, five transposed ones, three shortcuts: from the input, and from behind the second and
    the fourth convolution. Width 96 is the publication's: 1.85 million weights. Its last ReLU is left out, so
    that the residual may have either sign (as in Eulig's benchmark of 2024). Without ``whole`` it returns
    that residual alone, for a head that adds it to the picture.
    """

    def __init__(self, width: int = 96, whole: bool = True) -> None:
        super().__init__()
        self.whole = whole
        self.encode = nn.ModuleList(nn.Conv2d(1 if i == 0 else width, width, 5) for i in range(LAYERS))
        self.decode = nn.ModuleList(
            nn.ConvTranspose2d(width, 1 if i == LAYERS - 1 else width, 5) for i in range(LAYERS)
        )

    @property
    def last(self) -> nn.Module:
        """The layer that makes the residual."""
        return self.decode[-1]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (n, 1, y, x)."""
        shortcuts = [x] if self.whole else []
        for i, layer in enumerate(interruptible(self.encode)):
            x = layer(x).relu_()
            if i in (1, 3):
                shortcuts.append(x)
        for i, layer in enumerate(interruptible(self.decode)):
            x = layer(x)
            if i in (0, 2, 4) and shortcuts:
                x = x + shortcuts.pop()
            if i < LAYERS - 1:
                x = x.relu()
        return x
