"""Segmentation methods that ship with the program."""

from __future__ import annotations

import torch
from pydantic import Field

from ..core.config import Config as BaseConfig
from ..core.volume import Label, LabelMap, Volume
from ..plugin import Segmenter


class Threshold(Segmenter, name="threshold", title="Threshold", live=True):
    """Everything between two values."""

    class Config(BaseConfig):
        """The range."""

        low: float = Field(150.0, title="From", json_schema_extra={"unit": "HU"})
        high: float = Field(3071.0, title="To", json_schema_extra={"unit": "HU"})

    config: Config

    def segment(self, volume: Volume) -> LabelMap:
        """Return label 1 where low <= value <= high."""
        inside = (volume.data >= self.config.low) & (volume.data <= self.config.high)
        return LabelMap(inside.to(torch.uint8), volume.grid, (Label(1, "Threshold", "#49E4FD"),))
