"""Which network a model is, in words that a file can hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from torch import nn

from ..core.config import Config
from .conditional import ConditionalUNet
from .heads import Clip, Logits, LogPhotons, Residual, Sigmoid
from .redcnn import RedCnn
from .resnet import ResNet18
from .translator import Decoder, Encoder, Translator
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


class ConditionalBody(Config):
    """A 3-D U-Net that is told how a scan was made; without conditions it is told nothing."""

    name: Literal["conditional"] = "conditional"
    inputs: int = Field(default=3, ge=1, le=16)
    conditions: int = Field(default=4, ge=0, le=64)
    width: int = Field(default=32, ge=4, le=128, multiple_of=4)
    attention: bool = True
    scaled: bool = False
    """Whether the subtraction and its SD are divided by the stated dose before anything else."""


class ResNetBody(Config):
    """A ResNet-18, for a dose module."""

    name: Literal["resnet"] = "resnet"
    inputs: int = Field(default=1, ge=1, le=4)
    width: int = Field(default=64, ge=4, le=128)


class TranslatorBody(Config):
    """An encoder of one kind of scan and a decoder of another."""

    name: Literal["translator"] = "translator"
    width: int = Field(default=32, ge=2, le=128)
    downs: int = Field(default=2, ge=1, le=4)
    encoder_blocks: int = Field(default=5, ge=0, le=16)
    decoder_blocks: int = Field(default=4, ge=0, le=16)

    def encoder(self) -> Encoder:
        """Return the first half with fresh weights."""
        return Encoder(self.width, self.downs, self.encoder_blocks)

    def decoder(self) -> Decoder:
        """Return the second half with fresh weights."""
        return Decoder(self.width, self.downs, self.decoder_blocks)


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


class SubtractionHead(Config):
    """The subtraction image, first of the inputs, plus what the network adds to it."""

    name: Literal["subtraction"] = "subtraction"


class DoseHead(Config):
    """Photons per ray, as their natural logarithm, of a prior picture in [0, 1]."""

    name: Literal["dose"] = "dose"
    low: float = Field(default=1e2, gt=0)
    high: float = Field(default=1e7, gt=0)
    start: float = Field(default=4096.0, gt=0)
    """What a fresh network answers."""


class ClipHead(Config):
    """A picture within a window that is [-1, 1] to the network; what lies outside is lost."""

    name: Literal["clip"] = "clip"
    low: float = Field(default=-1000.0, json_schema_extra={"unit": "HU"})
    high: float = Field(default=600.0, json_schema_extra={"unit": "HU"})


Body = UNetBody | RedCnnBody | ConditionalBody | ResNetBody | TranslatorBody
Head = ResidualHead | SigmoidHead | LogitsHead | SubtractionHead | DoseHead | ClipHead


class Architecture(Config):
    """A body and a head.

    Pictures in HU go in, volumes in units of their own into a conditional body, a prior in [0, 1] into a
    dose module.
    """

    body: Annotated[Body, Field(discriminator="name")] = UNetBody()
    head: Annotated[Head, Field(discriminator="name")] = ResidualHead()

    def build(self) -> nn.Module:
        """Return the network with fresh weights; a residual head begins as the identity.

        Raises ``ValueError`` where RED-CNN should make classes, a body and a head of different dimensions
        should be joined, or what is scaled by the dose is not told it.
        """
        head, body = self.head, self.body
        if isinstance(body, ConditionalBody) and isinstance(head, SubtractionHead):
            return ConditionalUNet(body.inputs, body.conditions, body.width, body.attention, body.scaled)
        if isinstance(body, ResNetBody) and isinstance(head, DoseHead):
            return LogPhotons(ResNet18(body.inputs, 1, body.width), head.low, head.high, head.start)
        if isinstance(body, TranslatorBody) and isinstance(head, ClipHead):
            return Clip(Translator(body.encoder(), body.decoder(), body.downs), head.low, head.high)
        if isinstance(body, TranslatorBody) or isinstance(head, ClipHead):
            raise ValueError("A translator makes a clipped picture, and nothing else does.")
        if isinstance(body, ResNetBody) or isinstance(head, DoseHead):
            raise ValueError("A ResNet makes a dose, and nothing else does.")
        if isinstance(body, ConditionalBody) or isinstance(head, SubtractionHead):
            raise ValueError("A conditional body adds to a subtraction image, and nothing else does.")
        classes = head.classes if isinstance(head, LogitsHead) else 1
        net = self._flat(classes)
        if isinstance(head, ResidualHead):
            for weight in net.last.parameters():
                nn.init.zeros_(weight)  # it begins as the identity
            return Residual(net, head.scale)
        kind = Logits if isinstance(head, LogitsHead) else Sigmoid
        return kind(net, head.low, head.high)

    def _flat(self, outputs: int) -> UNet | RedCnn:
        if isinstance(self.body, UNetBody):
            return UNet(1, outputs, self.body.width, self.body.depth, self.body.normalized)
        if outputs != 1:
            raise ValueError("RED-CNN makes one picture.")
        return RedCnn(self.body.width, whole=not isinstance(self.head, ResidualHead))
