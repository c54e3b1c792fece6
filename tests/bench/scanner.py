"""Validate the simulation on the FDA's phantom scans at several doses, and print the tables.

    python -m tests.bench.scanner DATA        DATA holds the folder phantom_dose_sim

The low-contrast phantom is there at 10, 55 and 100 % dose, five pictures without discs at each; the water at
one dose alone, so that pairs of its pictures stand for a scan of twice the dose. All were simulated by the
FDA's own code along a fan, photons counted without electronic noise. ``docs/physics.md`` holds the tables.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch

from ldct_studio import methods  # noqa: F401  (importing them registers them)
from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.physics.matching import estimate_scan
from ldct_studio.probe.compared import Plan, Real, Validation
from ldct_studio.probe.validation import validated
from ldct_studio.probe.validation_words import advice, table_lines, verdict
from tests.bench.phantom_scans import LCD_PIXEL, WATER_PIXEL, picture


def low_contrast(folder: Path, plan: Plan) -> Validation:
    """Compare 55 and 10 % of the low-contrast phantom without discs with simulations from 100 %."""
    at = {
        dose: _volume(
            [
                picture(p) - 1000
                for p in sorted((folder / f"fbp/dose_{dose:03d}/signal_absent").glob("*.raw"))
            ],
            LCD_PIXEL,
        )
        for dose in (10, 55, 100)
    }
    lows = [Real(f"{dose} %", (at[dose],), dose / 100) for dose in (55, 10)]
    return validated([at[100]], lows, estimate_scan(at[100]), plan)


def water(folder: Path, plan: Plan) -> Validation:
    """Compare four pictures of water with simulations from means of two others: half of their dose."""
    single = [picture(p) for p in sorted((folder / "water_fbp_sharp").glob("*.raw"))]
    pairs = _volume([(single[k] + single[k + 1]) / 2 for k in (0, 2, 4)], WATER_PIXEL)
    low = Real("50 %", (_volume(single[6:], WATER_PIXEL),), 0.5)
    return validated([pairs], [low], estimate_scan(pairs), plan)


def _volume(pictures: list[torch.Tensor], pixel: float) -> Volume:
    data = torch.stack(pictures).float()
    return Volume(data, Grid(tuple(data.shape), (1.0, pixel, pixel)))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder that holds phantom_dose_sim")
    folder = parser.parse_args().data / "phantom_dose_sim"
    for name, compared in (("Low-contrast phantom", low_contrast), ("Water", water)):
        for mode in ("insert", "rescan"):
            found = compared(folder, Plan(mode=mode, fitted=True, seeds=8))
            print(f"\n{name}, {mode}: {found.how}")
            print("\n".join(table_lines(found.rows)))
            print("fitted")
            print("\n".join(table_lines(found.fitted_rows)))
            print("\n".join((verdict(found), *advice(found))))
            print("dose by noise alone:", {k: f"{100 * v:.1f} %" for k, v in found.implied.items()})


if __name__ == "__main__":
    main()
