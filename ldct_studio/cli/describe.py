"""What `info` and `plugins` say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from .. import __version__, discovery
from ..core.dose import Scan
from ..core.grid import Grid
from ..core.paths import shipped_plugins
from ..core.study import Study
from ..core.volume import Volume
from ..physics.patient import size_specific_dose, water_equivalent_diameter
from ..plugin import Plugin, plugins

Json = dict[str, object]


def facts(study: Study, scan: Scan) -> Json:
    """Return everything about a study that a script may want, without the patient's name and ID."""
    volume = study.first
    return {
        "program": f"ldct-studio {__version__}",
        "path": study.path,
        "opened": study.name,
        "series": [vars(series) for series in study.facts.series],
        "modality": volume.modality,
        "unit": volume.unit,
        "shape": list(volume.grid.shape),
        "spacing_mm": list(volume.grid.spacing),
        "origin_mm": list(volume.grid.origin),
        "direction": list(volume.grid.direction),
        "orientation": orientation(volume.grid),
        "range": [float(volume.data.min()), float(volume.data.max())],
        "slice_thickness_mm": study.facts.slice_thickness,
        "windows": [list(window) for window in study.facts.windows],
        "description": study.facts.description,
        "body_part": study.facts.body_part,
        "scanner": study.facts.scanner,
        "labels": {name: [label.name for label in map_.labels] for name, map_ in study.labels.items()},
        "dose": _dose(volume, scan),
        "noise_model": _noise_model(scan),
        "warnings": list(study.facts.warnings),
    }


def orientation(grid: Grid) -> str:
    """Name where the x, y and z index axes point, as three of the letters L R P A S I."""
    matrix = grid.matrix
    letters = ""
    for axis in range(3):
        along = int(np.abs(matrix[:, axis]).argmax())
        letters += ("LR", "PA", "SI")[along][int(matrix[along, axis] < 0)]
    return letters


def _dose(volume: Volume, scan: Scan) -> Json:
    exposure = scan.exposure
    told: Json = {
        "kvp": exposure.kvp,
        "mas": exposure.mas,
        "mas_as_recorded": exposure.mas_as_recorded,
        "ctdi_vol_mgy": exposure.ctdi_vol,
        "ctdi_phantom_cm": exposure.ctdi_phantom_cm,
        "kernel": exposure.kernel,
        "slice_ma": list(exposure.slice_ma),
    }
    if volume.unit != "HU":
        return told
    middle = volume.data[volume.grid.shape[0] // 2]
    size = water_equivalent_diameter(middle, volume.grid.spacing[1:])
    told["water_equivalent_diameter_mm"] = size.diameter or None
    if exposure.ctdi_vol and exposure.ctdi_phantom_cm and size.diameter:
        told["ssde_mgy"] = size_specific_dose(exposure.ctdi_vol, size.diameter, exposure.ctdi_phantom_cm)
    return told


def _noise_model(scan: Scan) -> Json:
    return {
        "n0": sum(scan.photons) / len(scan.photons),
        "n0_per_slice": list(scan.photons) if len(scan.photons) > 1 else None,
        "n0_uncertainty": scan.uncertainty,
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
    if cls.__module__.startswith(f"{__package__.partition('.')[0]}.methods"):
        return "built in"
    file = Path(cls.file)
    return "shipped" if file.is_relative_to(shipped_plugins()) else str(file)
