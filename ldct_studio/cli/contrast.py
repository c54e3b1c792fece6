"""The command `contrast`: scans before and after contrast agent in, enhancement maps and a table out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import torch
import typer

from .. import __version__, discovery
from ..core.contrast import Agent, Injection
from ..core.errors import StudioError
from ..core.study import Study
from ..io.save import save_labels_nifti, save_nifti
from ..io.written import whole_file
from ..methods.contrast_opening import brain_of, doubts, imported
from ..physics.contrast.enhancement import enhancement, percent, scaled_subtraction
from ..physics.contrast.findings import ENHANCES_ML, Findings, find
from ..physics.contrast.preparing import Prepared, prepare
from ..physics.contrast.registering import Registered
from ..physics.contrast.subtraction import Subtraction
from . import work
from .contrast_prediction import predicted
from .meter import Meter

Json = dict[str, object]

_Scan = Annotated[Path, typer.Argument(help="A DICOM folder or file, or a NIfTI file.")]


def contrast(
    pre: _Scan,
    post: _Scan,
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    standard: Annotated[
        Path | None, typer.Option(help="A scan at the standard dose, where POST is at a lower one.")
    ] = None,
    dose: Annotated[
        float,
        typer.Option(
            help="Dose of POST, a fraction of the standard 0.1 mmol/kg; below 1 the full dose is predicted."
        ),
    ] = 1.0,
    field: Annotated[float, typer.Option(help="Field strength in T.")] = 3.0,
    agent: Annotated[Agent, typer.Option(help="The contrast agent.")] = "gadobutrol",
    mask: Annotated[
        Path | None,
        typer.Option(help="A brain mask of PRE, NIfTI; else PRE_brain… beside it, else found in PRE."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that is not empty.")] = False,
) -> None:
    """Register MR scans before and after contrast, and write enhancement maps and a table of them."""
    discovery.discover()
    injection = Injection(agent, field, dose)
    _refuse(out, force)
    with Meter() as meter:
        paths = [pre, post, *([standard] if standard else [])]
        studies = [work.open_study(path, None, None, meter) for path in paths]
        brain = brain_of(studies[0], mask)
        prepared = prepare(
            studies[0].first,
            [study.first for study in studies[1:]],
            lambda done, total: meter.say("Registering the scans", done, total),
            brain,
        )
        meter.say("Looking for enhancement")
        findings = [find(pair, prepared.pre.grid) for pair in prepared.subtractions]
        more = predicted(prepared.subtractions[0], prepared.pre.grid, injection, meter)
        meter.say(f"Writing to {out}")
        files = _write(out, prepared, findings[0], injection, more.images)
    warnings = [*doubts(studies, injection), *prepared.warnings, *imported(studies)]
    warnings += filter(None, [more.doubt])
    told = {**_facts(paths, studies, prepared, findings, injection), "warnings": warnings}
    with whole_file(out / "contrast.json") as part:
        part.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print("\n".join(_table(prepared, findings)))
    for warning in warnings:
        print(f"Warning: {warning}")
    print(f"Wrote {len(files) + 1} files to {out}")


def _refuse(out: Path, force: bool) -> None:
    if out.exists() and not out.is_dir():
        raise StudioError(f"{out} is a file; name a folder.")
    if not out.absolute().parent.is_dir():
        raise StudioError(f"The folder {out.parent} does not exist; make it first.")
    if out.is_dir() and any(out.iterdir()) and not force:
        raise StudioError(f"The folder {out} is not empty; name another, or add --force to write into it.")


def _write(
    out: Path,
    prepared: Prepared,
    findings: Findings,
    injection: Injection,
    more: dict[str, torch.Tensor],
) -> list[Path]:
    """Write every map as NIfTI on the grid of the scan before contrast, and the labels."""
    out.mkdir(exist_ok=True)
    names = ("", "standard-")
    images = {"pre": prepared.pre.data}
    for name, post, pair in zip(names, prepared.posts, prepared.subtractions, strict=False):
        images[f"{name}post"] = post.data
        images |= {f"{name}{title}": image for title, image in _maps(pair, injection, not name)}
    files = []
    for title, image in (images | more).items():
        files.append(out / f"{title}.nii.gz")
        save_nifti(prepared.pre.made(image.float()), files[-1], "over the 95 % quantile before contrast")
    save_labels_nifti(prepared.mask, out / "brain.nii.gz")
    save_labels_nifti(findings.as_labels(prepared.pre.grid), out / "enhancing.nii.gz")
    return [*files, out / "brain.nii.gz", out / "enhancing.nii.gz"]


def _maps(pair: Subtraction, injection: Injection, at_dose: bool) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield the name and the voxels of every map that is made of a pair."""
    brain = pair.mask
    yield "subtraction", torch.where(brain, pair.difference, 0)
    yield "ce", enhancement(pair)
    yield "percent", percent(pair).nan_to_num(0.0)
    if at_dose and injection.fraction < 1:
        yield "scaled-subtraction", torch.where(brain, scaled_subtraction(pair, injection.fraction), 0)


def _facts(
    paths: list[Path],
    studies: list[Study],
    prepared: Prepared,
    findings: list[Findings],
    injection: Injection,
) -> Json:
    grid = prepared.pre.grid
    rows = zip(paths[1:], prepared.registrations, prepared.subtractions, findings, strict=True)
    return {
        "program": f"ldct-studio {__version__}",
        "unit": "95 % quantile of the scan before contrast in the brain",
        "before": paths[0].name,
        "injection": {
            "agent": injection.agent,
            "field_t": injection.field,
            "fraction_of_standard_dose": injection.fraction,
        },
        "grid": {"shape_zyx": grid.shape, "spacing_mm_zyx": grid.spacing},
        "brain_ml": float(prepared.mask.data.sum())
        * grid.spacing[0]
        * grid.spacing[1]
        * grid.spacing[2]
        / 1000,
        "after": [
            {"file": path.name, "registration": _registration(laid), **_pair(pair), **_found(found, pair)}
            for path, laid, pair, found in rows
        ],
    }


def _registration(laid: Registered) -> Json:
    return {
        "shift_mm": laid.rigid.shift,
        "angles_degrees": laid.rigid.angles,
        "center_mm": laid.rigid.center,
        "rotation_degrees": laid.rigid.degrees,
        "displacement_mean_mm": laid.displacement_mm[0],
        "displacement_max_mm": laid.displacement_mm[1],
        "mutual_information_before_bits": laid.before,
        "mutual_information_after_bits": laid.after,
        "local_correlation": laid.likeness,
        "overlap": laid.overlap,
    }


def _pair(pair: Subtraction) -> Json:
    return {"quantile": pair.quantile, "gain": pair.gain, "noise": pair.sigma}


def _found(found: Findings, pair: Subtraction) -> Json:
    return {
        "enhances": found.enhances,
        "enhancing_ml": found.volume_ml,
        "enhancing_with_vessels_ml": found.all_ml,
        "mean_ce": found.mean,
        "mean_ce_brain": float(enhancement(pair)[pair.mask].mean()),
        "findings": [
            {"center_mm": one.center, "volume_ml": one.volume_ml, "mean_ce": one.mean, "peak_ce": one.peak}
            for one in found.found
        ],
    }


def _table(prepared: Prepared, findings: list[Findings]) -> Iterator[str]:
    """Yield the lines that the command prints."""
    titles = ["After contrast", "Standard dose"][: len(findings)]
    rows: list[list[str]] = [["", *titles]]
    laid, pairs = prepared.registrations, prepared.subtractions
    rows.append(["Shift (mm)", *(f"{one.rigid.mm:.1f}" for one in laid)])
    rows.append(["Rotation (°)", *(f"{one.rigid.degrees:.1f}" for one in laid)])
    rows.append(
        [
            "Displacement in the brain, mean / largest (mm)",
            *("{:.1f} / {:.1f}".format(*o.displacement_mm) for o in laid),
        ]
    )
    rows.append(
        ["Mutual information, before → after (bits)", *(f"{o.before:.2f} → {o.after:.2f}" for o in laid)]
    )
    rows.append(["Local correlation", *(f"{one.likeness:.2f}" for one in laid)])
    rows.append(["Gain", *(f"{one.gain:.3f}" for one in pairs)])
    rows.append(["Noise (of the 95 % quantile)", *(f"{one.sigma:.4f}" for one in pairs)])
    rows.append(
        [
            f"Enhances on one side alone, {ENHANCES_ML:g} mL or more",
            *("yes" if one.enhances else "no" for one in findings),
        ]
    )
    rows.append(
        [
            "Enhancing volume, one side alone / all with vessels (mL)",
            *(f"{o.volume_ml:.2f} / {o.all_ml:.1f}" for o in findings),
        ]
    )
    rows.append(
        [
            "Mean CE on one side alone (of the 95 % quantile)",
            *("–" if one.mean is None else f"{one.mean:.3f}" for one in findings),
        ]
    )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
