"""What is known of a scan before and one after contrast agent was given."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Self

from .errors import GeometryError
from .rigid import Rigid

if TYPE_CHECKING:
    import torch

    from .volume import Volume

Agent = Literal["gadobutrol", "gadoterate", "gadoteridol"]
STANDARD_MMOL = 0.1
"""mmol of gadolinium per kg of body weight that 100 % is."""


@dataclass(frozen=True)
class Injection:
    """Which agent was given, at which field, and how much of the standard dose."""

    agent: Agent = "gadobutrol"
    field: float = 3.0
    """In T."""
    fraction: float = 1.0
    """Of the standard dose; 1 where the scan after contrast is at the standard dose."""

    def __post_init__(self) -> None:
        if not 0 < self.fraction <= 1 or self.field <= 0:
            raise GeometryError(
                "A dose is more than 0 and at most 1 times the standard dose (33 % is 0.33), at a field "
                "above 0 T."
            )


@dataclass(frozen=True)
class Laid:
    """How a scan was laid onto the one before contrast: turn, shift and mutual information in bits."""

    rigid: Rigid = field(default_factory=Rigid)
    before: float = 0.0
    """Mutual information where both lay by their positions."""
    after: float = 0.0
    moved_mm: float = 0.0
    """Mean way of the brain."""
    likeness: float = 0.0
    """Mean local correlation of both scans in the brain."""
    overlap: float = 1.0
    """Share of the brain that both show."""
    warning: str = ""
    """One sentence where the result is poor."""


@dataclass(frozen=True)
class Pair:
    """Which volumes of a study were made before and after contrast; all lie on one grid, in one unit.

    The unit is the 95 % quantile of the scan before contrast in the brain; the scan after it has its gain.
    """

    before: str
    after: str
    """The volume at the injection's dose: lower doses are simulated from it where that is the standard."""
    injection: Injection = Injection()
    sigma: float = 0.0
    """SD of the noise of the subtraction image, in that unit."""
    noise: float = 0.0
    """SD of the noise of either scan, in that unit."""
    gain: float = 1.0
    """What the scan after contrast was multiplied with."""
    laid: Laid = Laid()
    sequence: tuple[float, float] | None = None
    """TR in ms and flip angle in degrees as the files say them; None where they do not."""
    row: int = 0
    """The axial slice worth seeing first: through the largest finding, else that with the most uptake."""
    standard: str = ""
    """Another scan at the standard dose where ``after`` is at a lower one; '' where there is none."""

    @property
    def measured(self) -> bool:
        """Whether the low dose was measured, so that there is nothing to simulate."""
        return self.injection.fraction < 1


@dataclass(frozen=True, eq=False)
class Partner:
    """The rows of the scan before contrast beside those on their way through a lane.

    ``brain`` says where the brain is, ``local_mean`` and ``local_sd`` are mean and SD of the subtraction
    around each voxel where nothing enhances, all (z, y, x) like ``pre``.
    """

    pair: Pair
    pre: Volume
    brain: torch.Tensor
    local_mean: torch.Tensor
    local_sd: torch.Tensor

    def rows(self, start: int, count: int) -> Self:
        """Return ``count`` axial rows from ``start`` on, sharing memory."""
        part = slice(start, start + count)
        local_mean, local_sd = self.local_mean[part], self.local_sd[part]
        pre, brain = self.pre.rows(start, count), self.brain[part]
        return replace(self, pre=pre, brain=brain, local_mean=local_mean, local_sd=local_sd)
