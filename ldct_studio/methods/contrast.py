"""Steps of lanes over a scan before and one after contrast: lower doses of the agent, and what enhances."""

from __future__ import annotations

import torch
from pydantic import Field

from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..physics.contrast.enhancement import weight
from ..physics.contrast.signal import (
    Sequence,
    complex_noise,
    magnitude,
    missing_noise,
    taken_up,
    with_share,
)
from ..physics.contrast.tissues import GRAY, TISSUES
from ..plugin import LanePlugin
from .contrast_study import LONGEST_TR_MS

NETWORK = "gadolinium"
"""The name of the step that predicts with a network."""
_FIELDS = sorted(TISSUES[GRAY].t1_ms)


class Before(LanePlugin, name="before-contrast", title="Before contrast", live=True):
    """The scan before contrast."""

    kind = "reconstructor"
    paired = True

    def apply(self, case: Case) -> Case:
        """Replace the picture by the scan before contrast."""
        return case.with_image(case.reference.made(case.contrast.pre.data), self.step)


class LowContrast(LanePlugin, name="low-contrast", title="Low contrast dose", live=True):
    """A fraction of the agent in the scan after contrast, made through its concentration."""

    kind = "simulator"
    paired = True

    class Config(BaseConfig):
        """The sequence that both scans are taken for, a spoiled gradient echo; DICOM often records it."""

        tr_ms: float = Field(
            Sequence().tr_ms,
            gt=0,
            le=LONGEST_TR_MS,
            title="Repetition time",
            description="Of the spoiled gradient echo that the scans are taken for.",
            json_schema_extra={"unit": "ms"},
        )
        flip_deg: float = Field(
            Sequence().flip_deg, gt=0, lt=90, title="Flip angle", json_schema_extra={"unit": "°"}
        )

    config: Config

    def apply(self, case: Case) -> Case:
        """Lower the dose of the loaded rows; each row has noise of its own, the same for a seed."""
        partner, fraction = case.contrast, case.dose.fraction
        if fraction >= 1:
            return case.with_image(case.reference, self.step)
        pre, after = partner.pre.data, case.reference.data
        t1 = torch.full_like(pre, _t1_ms(partner.pair.injection.field))
        sequence = Sequence(self.config.tr_ms, self.config.flip_deg)
        key = ("taken up", case.reference, sequence)
        uptake = case.memo.make(key, lambda: taken_up(pre, after, t1, sequence))
        made = with_share(uptake, fraction, t1, sequence)
        real, imaginary = case.memo.make(("rician", case.reference, case.seed), lambda: _noise(case))
        made = magnitude(made, missing_noise(partner.pair.noise, fraction), real, imaginary)
        # Outside of the brain T1 is not known, and its values decide nothing.
        made = torch.where(partner.brain, made, pre + fraction * (after - pre))
        return case.with_image(case.reference.made(made), self.step)


class ScaledSubtraction(LanePlugin, name="scaled-subtraction", title="Scaled subtraction", live=True):
    """Before contrast + (low dose − before contrast) · standard dose / low dose: without learning."""

    kind = "denoiser"
    paired = True

    def apply(self, case: Case) -> Case:
        """Scale what the low dose added, its noise with it."""
        pre = case.contrast.pre.data
        made = pre + (case.image.data - pre) / given(case)
        return case.with_image(case.image.made(made), self.step)


class Enhancement(LanePlugin, name="enhancement", title="Contrast uptake", live=True):
    """What a picture has more than the scan before contrast, less what may be noise: the CE map."""

    kind = "denoiser"
    paired = True
    maps = True
    over = True

    class Config(BaseConfig):
        """In which measure."""

        percent: bool = Field(
            False,
            title="In percent",
            description="Of the signal before contrast, without weighing what may be noise.",
        )

    config: Config

    @property
    def unit(self) -> str:
        """Return % where it is a share of the signal before contrast."""
        return "%" if self.config.percent else ""

    def apply(self, case: Case) -> Case:
        """Return the CE map of Pinetz et al. (2024), p((d − m)/σ)·max(d, 0), or 100·d/before.

        m and σ are mean and SD of the subtraction around the voxel, as dose and scaling changed them; it is
        0 outside the brain. What a network predicts was weighed when it learned, and is not again.
        """
        partner, pre = case.contrast, case.contrast.pre.data
        difference = case.image.data - pre
        brain = partner.brain
        if self.config.percent:
            made = torch.where(brain & (pre > _DARK), 100 * difference / pre.clamp(min=_DARK), 0)
        else:
            made = torch.where(brain, _sure(case, difference) * difference.clamp(min=0), 0)
        return case.with_image(case.image.made(made), self.step)


_DARK = 0.05
"""Of the 95 % quantile before contrast, below which a share of it says nothing."""


def given(case: Case) -> float:
    """Return which fraction of the standard dose the picture so far was made with."""
    lowered = any(step.kind == "simulator" for step in case.steps)
    return case.contrast.pair.injection.fraction * (case.dose.fraction if lowered else 1.0)


def _noise(case: Case) -> tuple[torch.Tensor, torch.Tensor]:
    """Return standard complex noise for the rows (rows, y, x), of each row and seed its own."""
    place, shape = case.reference.data.device, case.reference.data.shape[1:]
    drawn = [
        complex_noise(shape, torch.Generator().manual_seed((case.seed << 16) + row)) for row in case.rows
    ]
    real, imaginary = (torch.stack(channel).to(place) for channel in zip(*drawn, strict=True))
    return real, imaginary


def _sure(case: Case, difference: torch.Tensor) -> torch.Tensor | float:
    """Return how sure a difference (rows, y, x) is enhancement and no noise."""
    if any(step.name == NETWORK and step.settings.get("onto") != "low" for step in case.steps):
        return 1.0
    partner, noisier = case.contrast, _noisier(case)
    share = given(case) / partner.pair.injection.fraction * noisier
    return weight((difference - share * partner.local_mean) / (noisier * partner.local_sd).clamp(min=1e-6))


def _noisier(case: Case) -> float:
    """Return how many times the noise of the pair the picture has: the same whichever rows come together."""
    scaled = any(step.name == ScaledSubtraction.name for step in case.steps)
    return 1 / given(case) if scaled else 1.0


def _t1_ms(field: float) -> float:
    """Return the T1 of gray matter at the known field next to this one, in ms."""
    return TISSUES[GRAY].t1_ms[min(_FIELDS, key=lambda known: abs(known - field))]
