"""How like the loaded slice every pane's picture is: RMSE and PSNR at once, SSIM once the pictures rest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch

from ..core.cancel import interruptible
from ..core.errors import GeometryError
from ..core.lane import Frame
from ..core.volume import Volume
from ..physics.similarity import body, disc, peak_ratio, rmse, ssim
from . import figures
from .lanes import shows_patient
from .pane_numbers import Found, Metric, Numbers
from .scene import Domain, Scene

_OF = "against the loaded slice, over the pixels of the body or of the disc."
RMSE = Metric("RMSE", "HU", f"Root mean square error {_OF}")
PSNR = Metric(
    "PSNR", "dB", f"20·log10(data range / RMSE) {_OF} Compare only with the same range and anatomy."
)
SSIM = Metric(
    "SSIM",
    "",
    "Structural similarity, 7×7 uniform window, K1 0.01, K2 0.03, averaged over the pixels of the body or of "
    "the disc. Compare only with the same range and anatomy.",
    places=3,
)
_KEPT = 8
"""Masks of so many slices: a byte per pixel."""
_BRIGHT, _FAINT = 0.99, 0.1
_FOLLOWS = "The SSIM follows once the pictures rest."


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two pictures (y, x) whose SSIM is wanted; ``key`` is everything that it depends on."""

    key: tuple[object, ...]
    image: torch.Tensor
    reference: torch.Tensor
    mask: torch.Tensor
    data_range: float


class ImageNumbers(Numbers[Domain]):
    """RMSE, PSNR and SSIM in the domain of the scene."""

    metrics = (RMSE, PSNR, SSIM)
    empty = "Open a study first."

    def __init__(self) -> None:
        super().__init__()
        self._masks: dict[tuple[int, str], torch.Tensor] = {}
        self._similar: dict[tuple[object, ...], Found] = {}

    def subject(self, scene: Scene) -> Domain | None:
        """Return the domain of the scene."""
        return domain_of(scene)

    def values(self, frame: Frame, subject: Domain) -> Mapping[Metric, Found]:
        """Measure one picture; what cannot be measured is a sentence with the reason."""
        if frame.image is None:
            return dict.fromkeys(self.metrics, frame.error)
        if not shows_patient(frame.lane):
            why = "Only pictures of the patient are compared with the loaded one."
            return dict.fromkeys(self.metrics, why)
        pair = self._comparison(frame, subject)
        try:
            error = rmse(pair.image, pair.reference, pair.mask)
        except GeometryError:
            return dict.fromkeys(self.metrics, "There is only air in this slice. Choose the disc.")
        if pair.data_range <= 0:
            why = "The loaded slice is flat here, so it has no data range. Set one."
            return {RMSE: error, PSNR: why, SSIM: why}
        ratio = peak_ratio(error, pair.data_range)
        finite = math.isfinite(ratio)
        similar: Found = self._similar.get(pair.key, _FOLLOWS)
        return {
            RMSE: error,
            PSNR: ratio if finite else "The picture is the loaded one, so its PSNR has no limit.",
            SSIM: similar if frame.state == "full" else "The SSIM follows the finished picture.",
        }

    def footnote(self, scene: Scene) -> str:
        """Say against what, where and with which data range."""
        if scene.source is None:
            return ""
        width = self._range(scene.source, scene.row, domain_of(scene))
        area = {"body": "in the body", "disc": "in the inscribed disc"}[scene.domain.area]
        unit = scene.source.unit
        printed = figures.fixed(width, 0) if unit == "HU" else figures.number(width)
        said = figures.with_unit(printed, unit)
        return f"Against the loaded slice, {area}; data range {said}"

    def forget(self) -> None:
        """Drop all pictures and what is known of them."""
        super().forget()
        self._masks, self._similar = {}, {}

    def wanted(self, scene: Scene) -> list[Comparison]:
        """Return the comparisons whose SSIM is not known yet."""
        lanes = {pane.lane for _, pane in scene.pictures if shows_patient(pane.lane)}
        frames = [frame for lane, frame in self.frames.items() if lane in lanes and frame.state == "full"]
        pairs = [self._comparison(frame, domain_of(scene)) for frame in frames if frame.image is not None]
        fit = (pair for pair in pairs if pair.data_range > 0 and bool(pair.mask.any()))
        return [pair for pair in fit if pair.key not in self._similar]

    def fail(self, scene: Scene, reason: str) -> None:
        """Take why the SSIM values that are wanted are not known."""
        why = f"The SSIM was not computed: {reason}"
        self._similar.update(dict.fromkeys((pair.key for pair in self.wanted(scene)), why))
        self._known = {}

    def learn(self, similar: Mapping[tuple[object, ...], float]) -> None:
        """Take SSIM values by the keys of their comparisons."""
        self._similar.update(similar)
        self._known = {}

    def _comparison(self, frame: Frame, domain: Domain) -> Comparison:
        request, row = frame.request, frame.row
        made_at = () if frame.lane.is_reference else (request.dose, request.seed)
        return Comparison(
            (frame.lane, row, made_at, domain),
            torch.from_numpy(frame.image),
            request.source.data[row],
            self._mask(request.source, row, domain),
            self._range(request.source, row, domain),
        )

    def _range(self, source: Volume, row: int, domain: Domain) -> float:
        if domain.data_range is not None:
            return domain.data_range
        values = source.data[row][self._mask(source, row, domain)]
        return float(values.max() - values.min()) if values.numel() else 0.0

    def _mask(self, source: Volume, row: int, domain: Domain) -> torch.Tensor:
        if (row, domain.area) not in self._masks:
            if len(self._masks) >= _KEPT:
                del self._masks[next(iter(self._masks))]
            made = _body(source, row) if domain.area == "body" else disc(*source.grid.shape[1:])
            self._masks[row, domain.area] = made
        return self._masks[row, domain.area]


def domain_of(scene: Scene) -> Domain:
    """Return the domain of a scene, without its fixed data range, which is in HU, where the volume is not."""
    in_hu = scene.source is None or scene.source.unit == "HU"
    return scene.domain if in_hu else replace(scene.domain, data_range=None)


def _body(source: Volume, row: int) -> torch.Tensor:
    """Return where the patient is in a slice (y, x); without HU from a tenth of its brightest voxels on."""
    reference = source.data[row]
    if source.unit == "HU":
        return body(reference)
    return body(reference, _FAINT * float(np.quantile(reference.numpy(), _BRIGHT)))


def similarities(pairs: list[Comparison]) -> dict[tuple[object, ...], float]:
    """Return the SSIM of each comparison by its key: 0.1 s each, not for the window's thread."""
    return {p.key: ssim(p.image, p.reference, p.data_range, p.mask) for p in interruptible(pairs)}
