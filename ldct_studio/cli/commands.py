"""The commands and their options; an error is exit code 2 and one sentence on standard error."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from .. import __version__, discovery
from ..core.dose import DoseLevel
from ..core.errors import StudioError
from ..io import target
from ..methods.demo import demo_files, demo_study
from . import advice, check, contrast, evaluation, self_test, study, training, validation, work
from .describe import facts, plugin_table
from .meter import Meter

OpenWindow = Callable[[list[Path], bool], int]
TryWindow = Callable[[Path], str]


@dataclass(frozen=True)
class Window:
    """What the commands may do with the window, which they do not know: open it, or try it."""

    open: OpenWindow
    attempt: TryWindow | None = None
    """Opens it without a screen and says what was seen."""


_COARSE = (
    "the grain of its noise is coarser than filtered back-projection leaves it, as after iterative "
    "reconstruction: what is simulated has about its strength, but a finer grain."
)

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Lower the dose of a CT scan in simulation; compare MR scans before and after contrast. "
    "Research use only, not for diagnosis.",
)

PathArgument = Annotated[Path, typer.Argument(help="A DICOM folder or file, a NIfTI file or a NumPy array.")]
SeriesOption = Annotated[
    str | None, typer.Option(help="The key of another series in the folder; `info` lists them.")
]
SpacingOption = Annotated[
    str | None, typer.Option(metavar="Z,Y,X", help="Voxel spacing in mm, for arrays that record none.")
]
UprightOption = Annotated[
    bool, typer.Option("--upright", help="Straighten the slices of a tilted gantry, by interpolation.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]


def main(arguments: Sequence[str], open_window: OpenWindow, try_window: TryWindow | None = None) -> int:
    """Run a command and return the exit code; what is no command is a path for the window."""
    logging.getLogger().addHandler(logging.NullHandler())  # standard error is for one sentence
    words = list(arguments)
    known = {command.name for command in app.registered_commands} | {"--help", "--version"}
    if not words or words[0] not in known:
        words.insert(0, "window")
    try:
        return int(
            app(words, prog_name="ldct-studio", obj=Window(open_window, try_window), standalone_mode=False)
            or 0
        )
    except (StudioError, typer.TyperException) as error:
        text = str(error) if isinstance(error, StudioError) else error.format_message()
    except OSError as error:
        text = f"{error.filename or 'A file'} cannot be read or written: {error.strerror or error}"
    except (KeyboardInterrupt, typer.Abort):
        text = "Stopped; nothing was written"
        return _say(text, 130)
    except Exception as error:  # a plug-in may raise anything; the user still gets one sentence
        text = f"Something unexpected happened ({type(error).__name__}: {error}); report it"
    return _say(text, 2)


def _say(text: str, code: int) -> int:
    print(" ".join(text.split()).rstrip(".") + ".", file=sys.stderr)
    return code


@app.callback(invoke_without_command=True)
def _program(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is, and end.")] = False,
) -> None:
    if version:
        print(f"ldct-studio {__version__}")
        raise typer.Exit


@app.command("window")
def window(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="What to open.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Open the demo study.")] = False,
) -> None:
    """Open the window; the word may be left out: ldct-studio [PATH]..."""
    for path in paths or []:
        if not path.exists():
            raise StudioError(f"There is no file, folder or command {path}.")
    program: Window = context.obj
    raise typer.Exit(program.open(paths or [], demo))


@app.command("info")
def info(
    path: PathArgument,
    series: SeriesOption = None,
    spacing: SpacingOption = None,
    upright: UprightOption = False,
) -> None:
    """Print what a path holds, as JSON: series, grid, dose facts, estimated photons, warnings."""
    discovery.discover()
    with Meter() as meter:
        study = work.open_study(path, series, spacing, meter, upright)
        told = facts(study, work.matched(study, "auto", meter))
    print(json.dumps(told, indent=2, ensure_ascii=False))


@app.command("simulate")
def simulate(
    path: PathArgument,
    dose: Annotated[float, typer.Option(help="Fraction of the scan's dose, above 0 and at most 1.")],
    out: Annotated[Path, typer.Option(help="A .nii.gz file, or a folder for DICOM.")],
    mode: Annotated[
        Literal["insert", "rescan"], typer.Option(help="Add the missing noise, or scan the picture again.")
    ] = "insert",
    n0: Annotated[
        str, typer.Option(help="Photons per ray at 100 %: auto, a number, or one per slice with commas.")
    ] = "auto",
    electronic: Annotated[
        float | None, typer.Option(min=0, help="Electronic noise in photons (SD); as estimated or known.")
    ] = None,
    window: Annotated[
        str | None,
        typer.Option(
            metavar="NAME,CUTOFF,BOOST",
            help="Window on the ramp filter; with --n0 and --electronic nothing is estimated.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same noise.")] = 7,
    step: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND:NAME:KEY=VALUE", help="A further step; `plugins` lists them."),
    ] = None,
    volume: Annotated[
        str | None, typer.Option(help="Another volume of the study than the one that opens, by its name.")
    ] = None,
    series: SeriesOption = None,
    spacing: SpacingOption = None,
    upright: UprightOption = False,
    force: ForceOption = False,
) -> None:
    """Write a volume as a scan at a lower dose would have shown it."""
    discovery.discover()
    target.refuse(out, force)
    DoseLevel(dose)
    steps = work.lane_steps(mode, step or [])
    work.refuse_map(steps, out)
    with Meter() as meter:
        study = work.open_study(path, series, spacing, meter, upright)
        name = work.volume_name(study, volume)
        scan = work.matched(study, n0, meter, name, electronic, window)
        about = (study.volumes[name], DoseLevel(dose, scan), steps, seed, meter)
        result = work.simulate(*about, study.projections.get(name))
        meter.say(f"Writing {out}")
        target.save(result, out, study)
    print(f"Wrote {out}")
    photons, source = scan.photons_at(result.grid.shape[0] // 2), work.SOURCES[scan.source]
    print(f"{100 * dose:.3g} % of the dose; 100 % is {photons:.3g} photons per ray ({source}); seed {seed}")
    if scan.coarser:
        print(f"Warning: {_COARSE}")


@app.command("demo")
def demo(
    out: Annotated[Path, typer.Option(help="The folder to write to.")], force: ForceOption = False
) -> None:
    """Write the demo study: volumes, label maps, and a table of its lesions."""
    if out.is_dir() and any(out.iterdir()) and not force:
        raise StudioError(f"The folder {out} is not empty; name another, or add --force to write into it.")
    with Meter() as meter:
        study = demo_study(meter.progress)
        meter.say(f"Writing to {out}")
        files = demo_files(out, study)
    print("\n".join(str(file) for file in files))


@app.command("plugins")
def plugins() -> None:
    """List the plug-ins: kind, name, title, where from, and whether they can run here."""
    discovery.discover()
    print(plugin_table())


app.command("check")(check.check)
app.command("contrast")(contrast.contrast)
app.command("suggest-dose")(advice.suggest_dose)
app.command("train")(training.train)
app.command("evaluate")(evaluation.evaluate)
app.command("study")(study.study)
app.command("validate")(validation.validate)
app.command("jobs")(training.jobs)
app.command("self-test")(self_test.self_test)
