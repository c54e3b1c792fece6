"""The scanner model that a validation leads to."""

from __future__ import annotations

from datetime import date

from ..core.scanner import Measured, ScannerModel, Setting
from ..core.study import Study
from ..physics.rows import pixel_of
from .compared import Validation


def model_of(validation: Validation, reference: Study, name: str, phantom: str = "") -> ScannerModel:
    """Return the model of the scanner that made the reference, with its photons as they were validated.

    Scanner, kernel, tube voltage and mAs are those of the files; without them the model is never taken by
    itself.
    """
    scan, rows = validation.best
    exposure, facts, volume = reference.scan.exposure, reference.facts, reference.first
    pixel, window = pixel_of(volume.grid), scan.apodization
    measured = []
    for title in dict.fromkeys(row.scan for row in rows):
        part = [row for row in rows if row.scan == title]
        ratios = {row.region: round(row.ratio.value, 4) for row in part}
        measured.append(Measured(fraction=part[0].fraction, ratios=ratios))
    setting = Setting(
        kernel=(exposure.kernel or "")[:64],
        kvp=exposure.kvp,
        mas=exposure.mas,
        photons=sum(scan.photons) / len(scan.photons),
        uncertainty=scan.uncertainty,
        electronic=scan.electronic,
        slice_mm=facts.slice_thickness or volume.grid.spacing[0],
        pixel_mm=pixel,
        window=window.name,
        cutoff_per_mm=window.cutoff / (2 * pixel),
        boost=window.boost,
        mode=validation.plan.mode,
        bowtie=validation.plan.bowtie,
        mark=validation.plan.mark / 100,
        passed=validation.passed,
        fitted=rows is validation.fitted_rows,
        measured=tuple(measured),
    )
    day = date.today().isoformat()
    return ScannerModel(
        name=name, scanner=facts.scanner[:128], day=day, phantom=phantom[:200], settings=(setting,)
    )
