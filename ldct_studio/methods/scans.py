"""What 100 % of a loaded scan was: by the user's scanner model where one fits, else by its noise."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.dose import Exposure, Scan
from ..core.errors import GeometryError
from ..core.roi import Region
from ..core.scanner import ScannerModel, Setting, choose
from ..core.study import Facts, Study
from ..core.volume import Volume
from ..io import scanners
from ..physics.matching import estimate_scan
from ..physics.rows import pixel_of


def scan_of(
    volume: Volume,
    exposure: Exposure,
    facts: Facts,
    regions: Sequence[Region] = (),
    *,
    ask_models: bool = True,
) -> Scan:
    """Return what 100 % of a volume was; window and command ask here for every scan.

    Its noise is estimated in any case, for the noise on show. Where a scanner model fits scanner, kernel and
    tube voltage, and the mAs are known, photons, electronic noise and window are the model's. ``regions`` of
    flat tissue are of one who wants the estimate. Raises ``Cancelled`` where nobody waits.
    """
    estimated = estimate_scan(volume, exposure, regions=regions)
    if regions or not ask_models or volume.unit != "HU":
        return estimated
    found = choose(scanners.models(), facts.scanner, exposure)
    try:
        return estimated if found is None else with_model(*found, estimated, volume, facts)
    except GeometryError:  # pixels that are not square have no photons per ray
        return estimated


def reference_scan(study: Study) -> Scan:
    """Return what 100 % of the volume that opens was: known, else as ``scan_of``, as the dose bar has it.

    Where nobody knows its source is "default", and its note says why. Photons of a volume with measured
    projections are those of the measured rays, and of no others.
    """
    name, volume = next(iter(study.volumes.items()))
    scan = study.scan_of(name)
    return scan if scan.source != "default" else scan_of(volume, scan.exposure, study.facts)


def with_model(model: ScannerModel, setting: Setting, scan: Scan, volume: Volume, facts: Facts) -> Scan:
    """Return a scan with the photons of a scanner model, scaled to its mAs, slices and pixels."""
    slice_mm = facts.slice_thickness or volume.grid.spacing[0]
    return model.apply(setting, scan, volume.grid.shape[0], slice_mm, pixel_of(volume.grid))
