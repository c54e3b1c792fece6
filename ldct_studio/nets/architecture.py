"""Which network a model is, in words that a file can hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from torch import nn

from ..core.config import Config
from .heads import Logits, Residual, Sigmoid
from .redcnn import RedCnn
from .unet import UNet


class UNetBody(Config):
    """A U-Net."""

    name: Literal["unet"] = "unet"
    width: int = Field(default=16, ge=2, le=128)
    depth: int = Field(default=4, ge=1, le=6)
    normalized: bool = True


class RedCnnBody(Config):
    """A RED-CNN."""

    name: Literal["redcnn"] = "redcnn"
    width: int = Field(default=32, ge=4, le=128)


class ResidualHead(Config):
    """The picture plus what the network adds to it, in HU."""

    name: Literal["residual"] = "residual"
    scale: float = Field(default=100.0, gt=0, json_schema_extra={"unit": "HU"})


class SigmoidHead(Config):
    """A picture within a window."""

    name: Literal["sigmoid"] = "sigmoid"
    low: float = Field(default=-200.0, json_schema_extra={"unit": "HU"})
    high: float = Field(default=300.0, json_schema_extra={"unit": "HU"})


class LogitsHead(Config):
    """Classes, the first being the background, from a picture within a window."""

    name: Literal["logits"] = "logits"
    classes: int = Field(default=2, ge=2, le=200)
    low: float = Field(default=-200.0, json_schema_extra={"unit": "HU"})
    high: float = Field(default=300.0, json_schema_extra={"unit": "HU"})


class Architecture(Config):
    """A body and a head; pictures in HU go in."""

    body: Annotated[UNetBody | RedCnnBody, Field(discriminator="name")] = UNetBody()
    head: Annotated[ResidualHead | SigmoidHead | LogitsHead, Field(discriminator="name")] = ResidualHead()

    def build(self) -> nn.Module:
        """Return the network with fresh weights; a residual head begins as the identity.

        Raises ``ValueError`` where RED-CNN should make classes.
        """
        head = self.head
        classes = head.classes if isinstance(head, LogitsHead) else 1
        body = self._body(classes)
        if isinstance(head, ResidualHead):
            for weight in body.last.parameters():
                nn.init.zeros_(weight)  # it begins as the identity
            return Residual(body, head.scale)
        kind = Logits if isinstance(head, LogitsHead) else Sigmoid
        return kind(body, head.low, head.high)

    def _body(self, outputs: int) -> UNet | RedCnn:
        if isinstance(self.body, UNetBody):
            return UNet(1, outputs, self.body.width, self.body.depth, self.body.normalized)
        if outputs != 1:
            raise ValueError("RED-CNN makes one picture.")
        return RedCnn(self.body.width, whole=not isinstance(self.head, ResidualHead))
