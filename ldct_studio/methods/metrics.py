"""Image metrics that ship with the program; each says its convention in its title."""

from __future__ import annotations

from pydantic import Field

from ..core.config import Config as BaseConfig
from ..core.volume import LabelMap, Volume
from ..physics.similarity import psnr, rmse, ssim
from ..plugin import Metric


class Rmse(Metric, name="rmse", title="Root mean square error, HU"):
    """Root mean square difference over the whole volume."""

    def measure(self, volume: Volume, reference: Volume, labels: LabelMap | None) -> dict[str, float]:
        """Return the RMSE in the volume's unit."""
        return {f"rmse {volume.unit}": rmse(volume.data, reference.data)}


class Fidelity(Metric, name="fidelity", title="PSNR and SSIM with a fixed data range"):
    """PSNR and SSIM; comparable only for the same anatomy and the same data range."""

    class Config(BaseConfig):
        """The data range both need."""

        data_range: float = Field(
            4096.0, gt=0, title="Data range", json_schema_extra={"unit": "HU"}, description="Fixed peak L."
        )

    config: Config

    def measure(self, volume: Volume, reference: Volume, labels: LabelMap | None) -> dict[str, float]:
        """Return PSNR in dB and SSIM for the configured range."""
        return {
            "psnr dB": psnr(volume.data, reference.data, self.config.data_range),
            "ssim": ssim(volume.data, reference.data, self.config.data_range),
        }
