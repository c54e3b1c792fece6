"""The command `validate`: whether the simulated dose of a scanner is as noisy as its real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from .. import discovery
from ..core.atomic import write_text
from ..core.errors import StudioError
from ..core.grid import Grid
from ..core.roi import Circle
from ..core.study import Study
from ..io import scanners
from ..physics.flat_regions import circle_at
from ..probe.compared import Plan, Validation
from ..probe.scanner_model import model_of
from ..probe.validation import validated
from ..probe.validation_scans import LowScan, grouped, known_fraction, unlike
from ..probe.validation_words import advice, table_csv, table_lines, verdict
from . import work
from .meter import Meter
from .table_file import refuse_table

Repeats = Annotated[
    list[Path] | None, typer.Option(help="Another scan just like REFERENCE; may be given several times.")
]
Fractions = Annotated[
    list[float] | None,
    typer.Option(help="Dose of a LOW over that of REFERENCE, in their order; by their mAs if left out."),
]
Rois = Annotated[
    list[str] | None,
    typer.Option(metavar="X,Y,RADIUS", help="A circle in mm from the picture's middle, y down."),
]
Mark = Annotated[float, typer.Option("--pass", help="How far from 1 the ratios may be.")]
Mode = Annotated[
    Literal["insert", "rescan"], typer.Option(help="Add the missing noise, or scan the picture again.")
]
Bowtie = Annotated[bool, typer.Option("--bowtie", help="Fewer photons off the center.")]
Fit = Annotated[bool, typer.Option("--fit", help="Find the photons and electronic noise that fit best.")]
Seeds = Annotated[int, typer.Option(min=1, max=64, help="How often noise is drawn.")]
Slices = Annotated[int, typer.Option(min=1, max=64, help="At most so many around the middle.")]
Every = Annotated[int, typer.Option(min=1, max=50, help="2 takes every second slice.")]
Photons = Annotated[
    str, typer.Option(help="Photons per ray of REFERENCE: auto, a number, or one per slice with commas.")
]
Electronic = Annotated[float | None, typer.Option(help="Electronic noise in photons (SD).")]
Window = Annotated[str | None, typer.Option(metavar="NAME,CUTOFF,BOOST", help="Window on the ramp filter.")]
Save = Annotated[str | None, typer.Option(metavar="NAME", help="Keep the result as this scanner model.")]
Phantom = Annotated[str, typer.Option(help="What the phantom is, for the scanner model.")]
Out = Annotated[Path | None, typer.Option(help="A .csv file for every number.")]
Spacing = Annotated[
    str | None, typer.Option(metavar="Z,Y,X", help="Voxel spacing in mm, for arrays that record none.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]


def validate(
    reference: Annotated[Path, typer.Argument(help="The phantom's scan of the highest dose.")],
    low: Annotated[list[Path], typer.Argument(help="Its scans at lower doses; equal doses are repeats.")],
    repeat: Repeats = None,
    fraction: Fractions = None,
    roi: Rois = None,
    mark: Mark = 0.05,
    mode: Mode = "insert",
    bowtie: Bowtie = False,
    fit: Fit = False,
    seeds: Seeds = 4,
    slices: Slices = 16,
    every: Every = 1,
    n0: Photons = "auto",
    electronic: Electronic = None,
    window: Window = None,
    save: Save = None,
    phantom: Phantom = "",
    out: Out = None,
    spacing: Spacing = None,
    force: Force = False,
) -> None:
    """Compare simulated with real low-dose scans of a phantom, region by region.

    Exit code 1 where a region is not within the mark.
    """
    discovery.discover()
    refuse_table(out, force)
    if not 0 < mark <= 0.5:
        raise StudioError(f"“{mark:g}” is no mark; write a share from 0 to 0.5, as in 0.05.")
    if save is not None:
        scanners.file_of(save)
    plan = Plan(
        mode=mode, bowtie=bowtie, mark=100 * mark, seeds=seeds, slices=slices, apart=every, fitted=fit
    )
    with Meter() as meter:
        paths = (reference, *(repeat or []))
        references = [work.open_study(path, None, spacing, meter) for path in paths]
        lows = [work.open_study(path, None, spacing, meter) for path in low]
        first = references[0]
        scans = _fractions(first, low, lows, fraction)
        regions = _regions(roi or [], first.first.grid)
        scan = work.matched(first, n0, meter, None, electronic, window, ask_models=False)
        volumes = [study.first for study in references]
        found = validated(volumes, grouped(scans), scan, plan, regions, meter.progress)
    found = replace(found, cautions=(*unlike(first, scans), *found.cautions))
    _print(found)
    if out is not None:
        write_text(out, table_csv(found))
        print(f"Wrote {out}")
    if save is not None:
        print(f"Wrote {scanners.keep(model_of(found, first, save, phantom))}")
    if not found.passed:
        raise typer.Exit(1)


def _fractions(
    reference: Study, paths: Sequence[Path], lows: Sequence[Study], given: Sequence[float] | None
) -> list[LowScan]:
    if given and len(given) != len(lows):
        raise StudioError(
            f"There are {len(given)} fractions for {len(lows)} scans; add --fraction for each of them."
        )
    scans = []
    for number, (path, study) in enumerate(zip(paths, lows, strict=True)):
        dose = given[number] if given else known_fraction(reference.scan.exposure, study.scan.exposure)
        if dose is None:
            raise StudioError(
                f"{path.name} and the reference do not record their mAs; add --fraction for each LOW."
            )
        scans.append(LowScan(path.name.partition(".")[0], study, dose))
    return scans


def _regions(texts: Sequence[str], grid: Grid) -> list[Circle]:
    regions = []
    for number, text in enumerate(texts, 1):
        try:
            x, y, radius = (float(part) for part in text.split(","))
        except ValueError:
            x = y = radius = 0.0
        if not 0 < radius < float("inf"):
            raise StudioError(f"“{text}” is no region; write X,Y,RADIUS in mm, as in 0,40,12.")
        regions.append(circle_at(f"ROI {number}", grid, x, y, radius))
    return regions


def _print(found: Validation) -> None:
    scan = found.scan
    photons = sum(scan.photons) / len(scan.photons)
    print(f"Reference: {found.how}.")
    print(
        f"100 % is {photons:.3g} photons per ray ({work.SOURCES[scan.source]}), electronic noise "
        f"{scan.electronic:g} photons; SD in HU, ratios are simulated over real."
    )
    print("\n".join(table_lines(found.rows)))
    if found.fitted_rows:
        print("\nWith fitted photons")
        print("\n".join(table_lines(found.fitted_rows)))
    print("\n" + "\n".join((verdict(found), *advice(found))))
