"""What is kept of cases that doses are calibrated with: their curves, beside the networks of a set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from ldct_studio.api import PluginError, write_text

from .measuring import Curves, doses_about

CALIBRATION = "calibration.json"
CASES = 400
"""Neither learned from, nor tuned or judged on."""
PUBLISHED = 4096.0
"""Photons per ray of the publication, from LoDoPaB-CT."""
_COLUMNS = "photons", "quality", "densest"


def write_calibration(models: Path, measured: Mapping[str, Curves]) -> None:
    """Write the curves of policies by name."""
    held = {
        name: {
            "photons": [round(x, 3) for x in found.photons.tolist()],
            "quality": [[round(x, 3) for x in row] for row in found.quality.tolist()],
            "densest": [round(x, 4) for x in found.densest.tolist()],
            "doses": [round(x, 3) for x in found.doses.tolist()],
        }
        for name, found in measured.items()
    }
    write_text(models / CALIBRATION, json.dumps(held, separators=(",", ":")) + "\n")


def read_calibration(models: Path, names: Iterable[str]) -> dict[str, Curves]:
    """Return the curves of some policies; raise ``PluginError`` where they are damaged."""
    try:
        held = json.loads((models / CALIBRATION).read_bytes())
        return {name: _curves(held[name]) for name in names}
    except (OSError, ValueError, KeyError, TypeError):
        raise PluginError(f"The calibration in {models} is damaged; train the set again.") from None


def _curves(held: Mapping[str, Sequence[float]]) -> Curves:
    photons, quality, densest = (np.asarray(held[name], np.float64) for name in _COLUMNS)
    known = held.get("doses")  # sets from before it was kept were measured about the published reference
    doses = doses_about(PUBLISHED, quality.shape[1]) if known is None else np.asarray(known, np.float64)
    return Curves(photons, quality, densest, doses)
