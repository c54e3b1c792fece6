"""What `info` and `plugins` say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import __version__, discovery, methods
from ..core.dose import Scan
from ..core.paths import shipped_plugins
from ..core.study import Study
from ..io.describe import describe
from ..physics.patient import size_specific_dose, water_equivalent_diameter
from ..plugin import Plugin, plugins

Json = dict[str, object]


def facts(study: Study, scan: Scan) -> Json:
    """Return everything about a study that a script may want, without the patient."""
    told: Json = {"program": f"ldct-studio {__version__}", "path": study.path}
    told |= describe(study).model_dump(mode="json")
    if study.first.unit == "HU":
        told["middle_slice"] = _size(study)
        told["noise_model"] = _noise_model(scan)
    return told


def _size(study: Study) -> Json:
    """Return the patient's size in the middle slice, and the dose that follows from it."""
    volume, exposure = study.first, study.scan.exposure
    diameter = water_equivalent_diameter(
        volume.data[volume.grid.shape[0] // 2], volume.grid.spacing[1:]
    ).diameter
    told: Json = {"water_equivalent_diameter_mm": diameter or None, "ssde_mgy": None}
    if exposure.ctdi_vol and exposure.ctdi_phantom_cm and diameter:
        told["ssde_mgy"] = size_specific_dose(exposure.ctdi_vol, diameter, exposure.ctdi_phantom_cm)
    return told


def _noise_model(scan: Scan) -> Json:
    return {
        "n0": sum(scan.photons) / len(scan.photons),
        "n0_per_slice": list(scan.photons) if len(scan.photons) > 1 else None,
        "n0_relative_uncertainty": scan.uncertainty,
        "source": scan.source,
        "patches": scan.patches,
        "electronic_photons": scan.electronic,
        "window": scan.apodization.name,
        "cutoff": scan.apodization.cutoff,
        "boost": scan.apodization.boost,
        "noise_hu": scan.noise,
        "note": scan.note,
    }


def plugin_table() -> str:
    """Return one line for every plug-in: kind, name, title, where it is from, and whether it works."""
    lines = [("KIND", "NAME", "TITLE", "FROM", "STATE"), *_rows()]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[4]])
        for line in lines
    )


def _rows() -> Iterator[tuple[str, str, str, str, str]]:
    for cls in plugins():
        yield cls.kind, cls.name, cls.title, _origin(cls), cls.missing() or "available"
    for broken in discovery.broken():
        yield "-", "-", "-", broken.file, f"broken: {broken.reason}"
    for path in discovery.waiting():
        yield "-", "-", "-", str(path), "new or changed: the window asks whether it may run"


def _origin(cls: type[Plugin]) -> str:
    if cls.__module__.startswith(methods.__name__):
        return "built in"
    file = Path(cls.file)
    return "shipped" if file.is_relative_to(shipped_plugins()) else str(file)
