"""How a picture is made, in words, as a command and as a script."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

from ..core.dose import Apodization, Scan
from ..core.errors import GeometryError
from ..core.lane import Lane
from ..core.step import Step
from ..core.study import Study
from ..io.target import without_folders
from ..physics.rows import geometry_of
from ..plugin import unit_after
from . import contrast_recipe, figures
from .facts import Fact, steps_text
from .projections_dock import words
from .scene import Scene

_ARRAYS = (".npy", ".npz")


def facts(scene: Scene) -> tuple[Fact, ...]:
    """Return the recipe of the active pane; nothing without a study."""
    study, lane = scene.study, _lane(scene)
    if study is None or scene.dose is None:
        return ()
    if lane.prior:
        return (Fact("Picture", "prior, interpolated", "Another scan, laid onto the loaded volume."),)
    partner = study.partner_of(scene.volume)
    if partner is not None:
        return contrast_recipe.facts(scene, lane, partner.pair)
    if lane.is_reference:
        return (Fact("Picture", "as loaded", "The loaded volume itself; nothing is computed."),)
    scan = scene.reference_scan
    n0 = figures.power(scan.photons_at(scene.row))
    return (
        Fact("Geometry", _geometry(scene), "Rays that the picture is projected along."),
        Fact("Dose", f"a = {figures.number(scene.fraction)}", "a: dose as a fraction of the scan."),
        Fact(
            "Photons",
            f"n0 = {n0} at 100 %" if scan.in_photons else "n0 is unknown",
            "n0: photons per ray without the patient, at this slice.",
        ),
        Fact(
            "Noise",
            f"σₑ = {figures.number(scan.electronic, 2)}, seed {scene.seed}",
            "σₑ: electronic noise in photons (SD). The same seed gives the same noise.",
        ),
        Fact("Kernel", kernel(scan.apodization), "Window on the ramp filter that matches the scan."),
        Fact("Mode", scene.lowered_by.name.capitalize(), "How the dose is lowered."),
        Fact("Steps", steps_text(lane), "What is done, in order."),
    )


def kernel(apodization: Apodization) -> str:
    """Name a window on the ramp filter, with cut-off and boost where they are not 1 and 0."""
    words = ["-".join(part.capitalize() for part in apodization.name.split("-"))]
    if apodization.cutoff != 1:
        words.append(f"cut-off {figures.number(apodization.cutoff, 2)}")
    if apodization.boost:
        words.append(f"boost {figures.number(apodization.boost, 2)}")
    return ", ".join(words)


def command_line(scene: Scene, name: str = "") -> str:
    """Return the command that makes the whole volume as the active pane shows it, bit for bit.

    Empty where no command makes it: the loaded volume, differences, volumes that were made here, files that
    were opened together, the demo of a plug-in, which only the window opens, and steps in another order than
    the command's. The abdomen, which has no path, is written first. ``name`` stands for the path where that
    is not to be told.
    """
    study, lane = scene.study, _lane(scene)
    if study is None or not lane.steps or lane.minus is not None or study.partner is not None:
        return ""
    if not _in_files(scene):
        return ""
    if [step.kind for step in lane.steps[:2]] != ["simulator", "reconstructor"] or not _spelled(lane.steps):
        return ""
    simulator, *others = lane.steps
    words = ["ldct-studio", "simulate", name or _path(study) or DEMO_VOLUME]
    words += ["--dose", repr(scene.fraction)]
    words += ["--step", str(simulator)] if simulator.config else ["--mode", simulator.name]
    for step in others:
        if step != Step("reconstructor", "fbp"):
            words += ["--step", str(step)]
    words += [*_scan_words(scene.reference_scan), "--seed", str(scene.seed)]
    if scene.source is not study.first:
        words += ["--volume", "VOLUME" if name else scene.volume]
    if not name:
        words += [part for key, value in _opened(study).items() for part in (f"--{key}", value)]
    words += ["--upright"] if study.origin is not None and study.origin.upright else []
    words += ["--out", "out.nii.gz"]
    first = "" if study.path or name else f"ldct-studio demo --out {DEMO_FOLDER}\n"
    return first + joined(words)


def joined(words: list[str], windows: bool = os.name == "nt") -> str:
    """Return words as one line for the shell of this system, such as PowerShell and cmd on Windows."""
    return subprocess.list2cmdline(words) if windows else shlex.join(words)


DEMO_FOLDER = "demo"
DEMO_VOLUME = "demo/volume.nii.gz"
"""Where the command ``demo`` puts its volume."""


def python(scene: Scene) -> str:
    """Return a script that makes the whole volume as the active pane shows it, bit for bit.

    Empty for the loaded volume and for volumes that were made here, as no file holds those, and for
    differences of values in unlike units.
    """
    study, lane = scene.study, _lane(scene)
    if study is None or not lane.steps or not _spelled((*lane.steps, *(lane.minus or ()))):
        return ""
    if study.partner_of(scene.volume) is not None:
        minus = None if lane.minus is None else _parsed(lane.minus) if lane.minus else ""
        return contrast_recipe.python(scene, _parsed(lane.steps), minus)
    if not _in_files(scene, demo_volumes=True) or not _subtracts_alike(scene):
        return ""
    scan = scene.reference_scan
    quiet = ", noise=0.0" if scan.noise == 0 else ""
    measured = f", measured=study.projections[{scene.volume!r}]" if scene.volume in study.projections else ""
    imported, opening = _opening(study)
    lines = [
        "from pathlib import Path",
        "",
        "from ldct_studio import discovery, pipeline",
        "from ldct_studio.core.dose import Apodization, DoseLevel, Scan",
        "from ldct_studio.core.step import Step",
        imported,
        "",
        "discovery.discover()",
        opening,
        f"scan = Scan({_photons(scan)!r}, {scan.electronic!r}, {scan.apodization!r}{quiet})",
        f"dose = DoseLevel({scene.fraction!r}, scan)",
        f"volume = study.volumes[{scene.volume!r}]",
        f"steps = {_parsed(lane.steps)}",
        f"result = pipeline.run(volume, dose, steps, seed={scene.seed}{measured})",
    ]
    if lane.minus:
        lines += [
            f"other = pipeline.run(volume, dose, {_parsed(lane.minus)}, seed={scene.seed}{measured})",
            "result = result.made(result.data - other.data)",
        ]
    elif lane.minus is not None:
        lines.append("result = result.made(result.data - volume.data)")
    return "\n".join(lines) + "\n"


def card(scene: Scene, index: int) -> str:
    """Return the recipe of a pane as lines of text without paths, for files that leave the program."""
    lane = scene.panes[index].lane
    minus = lane.minus and without_folders(lane.minus)
    told = replace(lane, steps=without_folders(lane.steps), minus=minus)
    scene = replace(scene.with_lane(index, told), active=index)
    lines = [f"{fact.name}: {fact.text}" for fact in facts(scene)]
    return "\n".join(filter(None, (*lines, command_line(scene, INPUT))))


INPUT = "INPUT"
"""Stands for the path of the scan in a recipe that leaves the program."""


def _opening(study: Study) -> tuple[str, str]:
    """Return the line that imports what opens a study, and the line that opens it."""
    if _of_plugin(study):
        name = study.origin.demo if study.origin is not None else ""
        return "from ldct_studio.methods.demo_opening import open_demo", f"study = open_demo({name!r})"
    if not study.path:
        return "from ldct_studio.methods.demo import demo_study", "study = demo_study()"
    opened = _opened(study)
    series = f", series={opened['series']!r}" if "series" in opened else ""
    spacing = f", spacing=({opened['spacing']})" if "spacing" in opened else ""
    upright = ", upright=True" if study.origin is not None and study.origin.upright else ""
    return (
        "from ldct_studio.methods.loaders import open_study",
        f"study = open_study([Path({_path(study)!r})]{series}{spacing}{upright})",
    )


def _path(study: Study) -> str:
    return str(Path(study.path).absolute()) if study.path else ""


def _opened(study: Study) -> dict[str, str]:
    """Return what has to be said besides the path: which of several series, and the spacing of an array."""
    said = {}
    opened = [series.key for series in study.facts.series if series.opened]
    if len(study.facts.series) > 1 and opened:
        said["series"] = opened[0]
    given = study.origin.spacing if study.origin is not None else None
    if given is not None or study.path.lower().endswith(_ARRAYS):
        said["spacing"] = ",".join(map(repr, given or study.first.grid.spacing))
    return said


def _in_files(scene: Scene, demo_volumes: bool = False) -> bool:
    """Say whether the volume on show can be opened again from one path.

    That of the abdomen has one volume, and that of a plug-in's demo none. One on another grid than the volume
    that opens was made here, such as one of thicker slices; no command sets the rotation center of measured
    projections.
    """
    study, source = scene.study, scene.source
    if study is None or source is None or source.history or not source.grid.same_place(study.first.grid):
        return False
    if study.origin is not None and (len(study.origin.paths) > 1 or study.origin.center is not None):
        return False
    return bool(study.path) or demo_volumes or (source is study.first and not _of_plugin(study))


def _subtracts_alike(scene: Scene) -> bool:
    """Say whether the active pane shows no difference of values in unlike units."""
    lane, source = _lane(scene), scene.source
    if lane.minus is None or source is None:
        return True
    return unit_after(lane.steps, source) == unit_after(lane.minus, source)


def _of_plugin(study: Study) -> bool:
    return study.origin is not None and bool(study.origin.demo)


def _spelled(steps: tuple[Step, ...]) -> bool:
    """Say whether every step survives being written as text; one with a comma in a setting does not."""
    return all(Step.parse(str(step)) == step for step in steps)


def _parsed(steps: tuple[Step, ...]) -> str:
    return "(" + ", ".join(f"Step.parse({str(step)!r})" for step in steps) + ",)"


def _photons(scan: Scan) -> tuple[float, ...]:
    return scan.photons if len(set(scan.photons)) > 1 else scan.photons[:1]


def _scan_words(scan: Scan) -> list[str]:
    """Return the options that say what 100 % was: all of it, so that nothing is estimated again."""
    window = (scan.apodization.name, repr(scan.apodization.cutoff), repr(scan.apodization.boost))
    photons = ",".join(map(repr, _photons(scan)))
    return ["--n0", photons, "--electronic", repr(scan.electronic), "--window", ",".join(window)]


def _geometry(scene: Scene) -> str:
    if scene.study is None or scene.source is None:
        return figures.UNKNOWN
    if scene.volume in scene.study.projections:
        return words(scene.study.projections[scene.volume])
    try:
        geometry = geometry_of(scene.source.grid)
    except GeometryError as error:
        return str(error)
    rays = next((step.settings.get("rays") for step in _lane(scene).steps if step.kind == "simulator"), None)
    if rays not in (None, "parallel"):
        return f"{str(rays).replace('-', ' ').capitalize()}, {geometry.views} views"
    return f"Parallel, {geometry.views} views, {geometry.bins} bins"


def _lane(scene: Scene) -> Lane:
    return scene.panes[scene.active].lane
