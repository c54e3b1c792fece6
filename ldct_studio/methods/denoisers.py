"""Classical denoisers, from scikit-image; they run in the lane worker process."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field

from ..core.cancel import interruptible
from ..core.config import Config as BaseConfig
from ..core.volume import Volume
from ..plugin import Denoiser

Picture = npt.NDArray[np.float32]


class TotalVariation(Denoiser, name="tv", title="Total variation"):
    """Total variation (Chambolle 2004): flat regions, sharp edges; strong settings look painted."""

    class Config(BaseConfig):
        """How much to smooth."""

        strength: float = Field(
            1.0,
            ge=0.1,
            le=5,
            title="Strength",
            description="Weight of the total variation, in units of the picture's own noise.",
        )
        iterations: int = Field(
            50, ge=5, le=500, title="Iterations", description="Upper limit of iterations."
        )

    config: Config

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows with less total variation, in the same unit."""
        from skimage.restoration import denoise_tv_chambolle

        def one(picture: Picture) -> Picture:
            weight = self.config.strength * _noise(picture)
            if weight == 0:
                return picture
            smooth = denoise_tv_chambolle(picture, weight=weight, max_num_iter=self.config.iterations)
            return np.asarray(smooth, dtype=np.float32)

        return _each_row(volume, one)


class NonLocalMeans(Denoiser, name="nlm", title="Non-local means"):
    """Non-local means (Buades 2005): averages patches that look alike."""

    class Config(BaseConfig):
        """How much to smooth, and where to look for similar patches."""

        strength: float = Field(
            0.8,
            ge=0.1,
            le=3,
            title="Strength",
            description="How different patches may be, in units of the picture's own noise.",
        )
        patch: int = Field(
            5, ge=3, le=9, title="Patch", description="Side of a patch.", json_schema_extra={"unit": "px"}
        )
        distance: int = Field(
            6, ge=2, le=15, title="Distance", description="How far to look.", json_schema_extra={"unit": "px"}
        )

    config: Config

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows denoised, in the same unit."""
        from skimage.restoration import denoise_nl_means

        def one(picture: Picture) -> Picture:
            noise = _noise(picture)
            if noise == 0:
                return picture
            smooth = denoise_nl_means(
                picture,
                patch_size=self.config.patch,
                patch_distance=self.config.distance,
                h=self.config.strength * noise,
                sigma=noise,
                fast_mode=True,
            )
            return np.asarray(smooth, dtype=np.float32)

        return _each_row(volume, one)


def _noise(picture: Picture) -> float:
    """Return the picture's own noise (SD): robust, from differences over two pixels.

    Over two pixels rather than one, because FBP noise of neighbors is correlated.
    """
    rows = picture[2:, :] - picture[:-2, :]
    tissue = np.abs(picture[1:-1, :]) < 300  # HU; air and bone say nothing of the noise in soft tissue
    values = np.abs(rows[tissue]) if tissue.sum() > 1000 else np.abs(rows)
    return float(np.median(values) / 0.6745 / np.sqrt(2))


def _each_row(volume: Volume, one: Callable[[Picture], Picture]) -> Volume:
    data = volume.data.cpu().numpy()
    rows = [torch.from_numpy(one(data[i])) for i in interruptible(range(len(data)))]
    return volume.made(torch.stack(rows).to(volume.data.device))
