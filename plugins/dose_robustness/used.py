"""What 100 % of a cell was, as the cell records it: photons, electronic noise, and who said so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import ValidationError

from ldct_studio.api import Apodization, Config, PluginError, Scan, mean

Origin = Literal["study", "known", "estimated", "scanner model"]
"""Who said how many photons there were; "study" is the plan."""


class Used(Config):
    """The full dose of a cell."""

    photons: float
    """Per ray without the patient; the mean over the slices of the cell where they differ."""
    electronic: float
    """Electronic noise in photons (SD)."""
    source: Origin
    scanner: str = ""
    """The scanner model."""
    course: tuple[float, ...] = ()
    """Photons of every slice of the whole scan, empty where they are all alike."""
    window: Apodization
    uncertainty: float | None = None
    patches: int = 0
    noise: float | None = None

    @classmethod
    def of(cls, whole: Scan, full: Scan) -> Self:
        """Return what is recorded of the scan of a whole volume and that of the slices taken, ``full``."""
        return cls(
            photons=mean(list(full.photons)),
            electronic=whole.electronic,
            source=_origin(whole),
            scanner=whole.scanner,
            course=whole.photons if len(whole.photons) > 1 else (),
            window=whole.apodization,
            uncertainty=whole.uncertainty,
            patches=whole.patches,
            noise=whole.noise,
        )

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Self | None:
        """Return what ``cell.json`` records; None for a cell that was computed before it was recorded."""
        if "scan" not in found:
            return None
        try:
            return cls.model_validate(found["scan"])
        except ValidationError:
            raise PluginError("What a cell says of its photons is damaged; compute the cell again.") from None

    @property
    def scan(self) -> Scan:
        """The scan of the whole volume, as it was recorded."""
        return Scan(
            self.course or (self.photons,),
            self.electronic,
            self.window,
            source="known" if self.source == "scanner model" else self.source,
            uncertainty=self.uncertainty,
            patches=self.patches,
            noise=self.noise,
            scanner=self.scanner,
        )


def _origin(scan: Scan) -> Origin:
    if scan.scanner:
        return "scanner model"
    return scan.source if scan.source in ("study", "known") else "estimated"
