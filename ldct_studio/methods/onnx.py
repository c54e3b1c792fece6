"""ONNX models of others as steps of a lane: one denoiser and one segmenter over all that there are."""

from __future__ import annotations

from importlib.util import find_spec

import torch
from pydantic import Field

from ..core.cancel import interruptible
from ..core.config import Config as BaseConfig
from ..core.volume import LabelMap, Volume
from ..nets.catalog import ModelKind
from ..nets.onnx import OnnxNet, onnx_net
from ..nets.onnx_card import onnx_folder, onnx_models, onnx_titles, read_onnx_card
from ..nets.scale import logits_at
from ..plugin import Denoiser, Segmenter
from .networks import fitting_pixel, labeled


class OnnxDenoiser(Denoiser, name="onnx", title="ONNX model"):
    """A network of others behind the reconstruction, run by onnxruntime."""

    class Config(BaseConfig):
        """Which network."""

        model: str = Field(
            "",
            title="Model",
            description="One of the ONNX models in the folder of models.",
            json_schema_extra={"choices": "denoiser", "format": "onnx"},
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say so where the extra is missing or there is no model."""
        return _missing("denoiser")

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every model by its title."""
        return {title: {"model": name} for name, title in onnx_titles("denoiser").items()}

    @property
    def note(self) -> str:
        """Say that a model made the picture, and the model's limit."""
        return _note(self.config.model, "denoiser")

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows through the network, in HU."""
        net, pixel = _net(self.config.model, "denoiser", volume)
        rows = [
            logits_at(net, volume.data[i, None, None], pixel, net.card.works_at_mm)[0, 0]
            for i in interruptible(range(len(volume.data)))
        ]
        return volume.made(torch.stack(rows))


class OnnxSegmenter(Segmenter, name="onnx", title="ONNX model"):
    """A network of others that names structures, run by onnxruntime."""

    class Config(BaseConfig):
        """Which network."""

        model: str = Field(
            "",
            title="Model",
            description="One of the ONNX models in the folder of models.",
            json_schema_extra={"choices": "segmenter", "format": "onnx"},
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say so where the extra is missing or there is no model."""
        return _missing("segmenter")

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every model by its title."""
        return {title: {"model": name} for name, title in onnx_titles("segmenter").items()}

    @property
    def note(self) -> str:
        """Say that a model found the labels, and the model's limit."""
        return _note(self.config.model, "segmenter")

    def segment(self, volume: Volume) -> LabelMap:
        """Return labels on the volume's grid: the likeliest class of every voxel."""
        net, _ = _net(self.config.model, "segmenter", volume)
        return labeled(net, net.card, volume)


def _missing(kind: ModelKind) -> str:
    if find_spec("onnxruntime") is None:
        return "needs the extra onnx: pip install ldct-studio[onnx]"
    return "" if onnx_models(kind) else f"there is no ONNX {kind}; docs/plugins.md says how to add one"


def _note(name: str, kind: ModelKind) -> str:
    return " · ".join(filter(None, ("Model output", read_onnx_card(onnx_folder(name, kind)).note)))


def _net(name: str, kind: ModelKind, volume: Volume) -> tuple[OnnxNet, float]:
    """Return a model and the pixel side in mm of a volume that it is made for."""
    net = onnx_net(name, kind)
    return net, fitting_pixel(name, net.card, volume)
