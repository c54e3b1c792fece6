"""Both generators of CycleGAN as halves that share a latent, and the discriminators of both kinds."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn

from ldct_studio.api import Architecture, ClipHead, Config, Discriminator, Field, TranslatorBody

from .losses import HIGH, LOW, Losses


class Networks(Config):
    """How large the networks are."""

    width: int = Field(
        8, ge=2, le=128, title="Width", description="Channels of the first level; 32 in the code."
    )
    downs: int = Field(2, ge=1, le=4, title="Halvings", description="Of the picture, up to the latent.")
    encoder_blocks: int = Field(
        3, ge=0, le=16, title="Blocks of the encoder", description="Five in the authors' code."
    )
    decoder_blocks: int = Field(
        2, ge=0, le=16, title="Blocks of the decoder", description="Four in the authors' code."
    )
    judge_width: int = Field(
        16, ge=2, le=128, title="Width of the discriminators", description="64 in the authors' code."
    )
    judge_levels: int = Field(
        2, ge=1, le=4, title="Levels of the discriminators", description="Three in the authors' code."
    )

    @property
    def body(self) -> TranslatorBody:
        """What a generator is."""
        return TranslatorBody(
            width=self.width,
            downs=self.downs,
            encoder_blocks=self.encoder_blocks,
            decoder_blocks=self.decoder_blocks,
        )

    @property
    def architecture(self) -> Architecture:
        """What a generator is on a card."""
        return Architecture(body=self.body, head=ClipHead(low=LOW, high=HIGH))


class Made(NamedTuple):
    """What the generators make of MVCT x and planning CT y; None where a loss does not need it."""

    kv: torch.Tensor
    """G_MV→kV(x) = Dec_kV(Enc_MV(x))."""
    mv: torch.Tensor
    """G_kV→MV(y) = Dec_MV(Enc_kV(y))."""
    back_mv: torch.Tensor
    """Of ``kv``, which should be x."""
    back_kv: torch.Tensor
    """Of ``mv``, which should be y."""
    own_mv: torch.Tensor | None
    """Dec_MV(Enc_MV(x)), which should be x."""
    own_kv: torch.Tensor | None
    """Dec_kV(Enc_kV(y)), which should be y."""
    same_mv: torch.Tensor | None
    """G_kV→MV(x), which should leave x as it is."""
    same_kv: torch.Tensor | None
    """G_MV→kV(y), which should leave y as it is."""


class Generators(nn.Module):
    """Encoders and decoders of both kinds; pictures (n, 1, y, x) in [-1, 1], sides multiples of 2^downs."""

    def __init__(self, networks: Networks, losses: Losses) -> None:
        super().__init__()
        body = networks.body
        self.encode_mv, self.decode_mv = body.encoder(), body.decoder()
        self.encode_kv, self.decode_kv = body.encoder(), body.decoder()
        self._own, self._same = losses.autoencoder > 0, losses.domain > 0

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> Made:
        """Return all that the losses compare."""
        latent_x, latent_y = self.encode_mv(x), self.encode_kv(y)
        kv, mv = self.decode_kv(latent_x), self.decode_mv(latent_y)
        return Made(
            kv,
            mv,
            self.decode_mv(self.encode_kv(kv)),
            self.decode_kv(self.encode_mv(mv)),
            self.decode_mv(latent_x) if self._own else None,
            self.decode_kv(latent_y) if self._own else None,
            self.decode_mv(self.encode_kv(x)) if self._same else None,
            self.decode_kv(self.encode_mv(y)) if self._same else None,
        )

    def translator(self, networks: Networks) -> nn.Module:
        """Return a copy of G_MV→kV as it is shipped: HU to HU, on the CPU."""
        net = networks.architecture.build()
        halves = {"encoder": self.encode_mv, "decoder": self.decode_kv}
        state = {
            f"net.{half}.{name}": value.detach().cpu()
            for half, module in halves.items()
            for name, value in module.state_dict().items()
        }
        net.load_state_dict(state)
        return net.eval().requires_grad_(False)


class Judges(nn.Module):
    """The discriminators of planning CT and of MVCT."""

    def __init__(self, networks: Networks) -> None:
        super().__init__()
        size = networks.judge_width, networks.judge_levels
        self.of_kv, self.of_mv = Discriminator(*size), Discriminator(*size)

    def forward(self, kv: torch.Tensor, mv: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return how real both look, patch by patch."""
        return self.of_kv(kv), self.of_mv(mv)
