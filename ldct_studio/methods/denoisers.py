"""Classical denoisers; they run in the lane worker process."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field

from ..core.cancel import interruptible
from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.volume import Volume
from ..physics.denoise import bilateral, bm3d, nlm, noise_map, noise_spectrum
from ..plugin import Denoiser
from .known_noise import noise_in

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


class Adaptive(Denoiser):
    """A denoiser that smooths more where there is more noise."""

    def denoise(self, volume: Volume, noise: torch.Tensor | None = None) -> Volume:
        """Return the rows denoised, in the same unit.

        ``noise`` is the SD (z, y, x) of the noise where it is known; it is read from the rows otherwise.
        """
        rows = []
        for i in interruptible(range(len(volume.data))):
            picture = volume.data[i]
            rows.append(self.filtered(picture, noise_map(picture) if noise is None else noise[i]))
        return volume.made(torch.stack(rows))

    def apply(self, case: Case) -> Case:
        """Denoise the picture so far; the noise of a simulated dose is known behind FBP."""
        return case.with_image(self.denoise(case.image, noise_in(case)), self.step)

    @abstractmethod
    def filtered(self, picture: torch.Tensor, deviation: torch.Tensor) -> torch.Tensor:
        """Return a picture (y, x) without noise of this SD, both in HU."""


class NonLocalMeans(Adaptive, name="nlm", title="Non-local means"):
    """Non-local means (Buades 2005): averages patches that look alike, more where there is more noise."""

    class Config(BaseConfig):
        """How much to smooth, and where to look for similar patches."""

        strength: float = Field(
            0.8,
            ge=0.1,
            le=3,
            title="Strength",
            description="How different patches may be, in units of the noise around them.",
        )
        patch: int = Field(
            5,
            ge=3,
            le=9,
            title="Patch",
            description="Side of a patch; an even number counts as the next odd one.",
            json_schema_extra={"unit": "px"},
        )
        distance: int = Field(
            6, ge=2, le=15, title="Distance", description="How far to look.", json_schema_extra={"unit": "px"}
        )

    config: Config

    def filtered(self, picture: torch.Tensor, deviation: torch.Tensor) -> torch.Tensor:
        """Return the weighted mean of each pixel's surroundings, (y, x) in HU."""
        side = self.config.patch | 1
        return nlm(picture, deviation, self.config.strength, side, self.config.distance)


class Bilateral(Adaptive, name="bilateral", title="Bilateral filter"):
    """Bilateral filter (Tomasi 1998): averages near pixels of like value, more where there is more noise."""

    class Config(BaseConfig):
        """How much to smooth."""

        strength: float = Field(
            2.0,
            ge=0.1,
            le=5,
            title="Strength",
            description="How different pixels may be, in units of the noise around them.",
        )
        width: float = Field(
            1.5,
            ge=0.5,
            le=5,
            title="Width",
            description="How near pixels must be: SD of the smoothing where all is alike.",
            json_schema_extra={"unit": "px"},
        )

    config: Config

    def filtered(self, picture: torch.Tensor, deviation: torch.Tensor) -> torch.Tensor:
        """Return the weighted mean of each pixel's surroundings, (y, x) in HU."""
        return bilateral(picture, deviation, self.config.strength, self.config.width)


class Bm3d(Denoiser, name="bm3d", title="BM3D"):
    """BM3D (Dabov 2007, Mäkinen 2020): filters groups of like patches; knows the grain of the noise."""

    class Config(BaseConfig):
        """How strong the noise is, and of which kind."""

        strength: float = Field(
            1.0,
            ge=0.1,
            le=3,
            title="Strength",
            description="SD to remove, in units of the picture's own noise.",
        )
        grain: Literal["matched", "white"] = Field(
            "matched",
            title="Grain",
            description="Matched reads the noise power spectrum from soft tissue; white takes pixels as "
            "independent, which leaves the coarse part of CT noise.",
        )

    config: Config

    def denoise(self, volume: Volume, spectrum: torch.Tensor | None = None) -> Volume:
        """Return the rows denoised, in the same unit.

        ``spectrum`` is the noise power (y, x) that ``physics.denoise.bm3d`` takes, where it is known; it is
        read from each row otherwise.
        """

        def one(picture: torch.Tensor) -> torch.Tensor:
            if self.config.grain == "white":
                return bm3d(picture, self.config.strength * float(noise_map(picture).median()))
            power = noise_spectrum(picture) if spectrum is None else spectrum
            return bm3d(picture, self.config.strength**2 * power)

        rows = [one(volume.data[i]) for i in interruptible(range(len(volume.data)))]
        return volume.made(torch.stack(rows))


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
