"""From one kind of scan to another: a generator as encoder and decoder, and what judges its pictures.

The generator of Kaji's CycleGAN (UnpairedImageTranslation) in halves that share a latent, so that a picture
can be encoded by one and decoded by another. There are no connections past the latent: what is decoded has
gone through it.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..core.cancel import check
from .blocks import padded

_LEAK = 0.2


class Encoder(nn.Sequential):
    """Pictures (n, 1, y, x) to a latent (n, width·2^downs, y/2^downs, x/2^downs).

    7×7 convolution, ``downs`` 3×3 ones of stride 2, ``blocks`` residual blocks; instance normalization
    without affine, ReLU. Width 32, two downs and five blocks are the lineage's.
    """

    def __init__(self, width: int, downs: int, blocks: int) -> None:
        layers: list[nn.Module] = [
            _normed(nn.Conv2d(1, width, 7, padding=3, padding_mode="replicate", bias=False))
        ]
        for level in range(downs):
            channels = width * 2**level
            layers.append(_normed(nn.Conv2d(channels, 2 * channels, 3, stride=2, padding=1, bias=False)))
        layers += [_Block(width * 2**downs) for _ in range(blocks)]
        super().__init__(*layers)


class Decoder(nn.Sequential):
    """A latent to pictures (n, 1, y, x) in (-1, 1): residual blocks, enlarging, 7×7 convolution, tanh."""

    def __init__(self, width: int, downs: int, blocks: int) -> None:
        layers: list[nn.Module] = [_Block(width * 2**downs) for _ in range(blocks)]
        for level in reversed(range(downs)):
            channels = width * 2**level
            layers.append(nn.Upsample(scale_factor=2))
            layers.append(_normed(nn.Conv2d(2 * channels, channels, 3, padding=1, bias=False)))
        layers += [nn.Conv2d(width, 1, 7, padding=3, padding_mode="replicate"), nn.Tanh()]
        super().__init__(*layers)


class Translator(nn.Module):
    """An encoder of one kind of scan before a decoder of another: pictures (n, 1, y, x) to (-1, 1)."""

    def __init__(self, encoder: Encoder, decoder: Decoder, downs: int) -> None:
        super().__init__()
        self.encoder, self.decoder, self._multiple = encoder, decoder, 2**downs

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return pictures like ``x``; stops where nobody waits any more."""
        return padded(x, self._multiple, self._inner)

    def _inner(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.decoder(self.encoder(x))
        return y


class Discriminator(nn.Sequential):
    """How much every patch of pictures (n, 1, y, x) looks real, (n, 1, v, u), without bounds (PatchGAN).

    4×4 convolutions: ``levels`` of stride 2 with channels doubling from ``width`` on, one of stride 1, one
    to a single channel. Width 64 and three levels are the lineage's, with patches of 70 pixels.
    """

    def __init__(self, width: int, levels: int) -> None:
        layers: list[nn.Module] = [nn.Conv2d(1, width, 4, stride=2, padding=1), nn.LeakyReLU(_LEAK)]
        channels = width
        for level in range(1, levels + 1):
            stride = 1 if level == levels else 2
            layers += [
                nn.Conv2d(channels, 2 * channels, 4, stride=stride, padding=1, bias=False),
                nn.InstanceNorm2d(2 * channels),
                nn.LeakyReLU(_LEAK),
            ]
            channels *= 2
        super().__init__(*layers, nn.Conv2d(channels, 1, 4, padding=1))


class _Block(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _normed(nn.Conv2d(channels, channels, 3, padding=1, bias=False))
        self.second = nn.Conv2d(channels, channels, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        check()
        y: torch.Tensor = x + functional.instance_norm(self.second(self.first(x)))
        return y


def _normed(convolution: nn.Conv2d) -> nn.Sequential:
    return nn.Sequential(convolution, nn.InstanceNorm2d(convolution.out_channels), nn.ReLU())
