"""How a picture is made, in words, as a command and as a script."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from ..core.dose import Apodization, Scan
from ..core.errors import GeometryError, PluginError
from ..core.lane import Lane
from ..core.step import Step
from ..core.study import Study
from ..physics.rows import geometry_of
from ..plugin import title
from . import figures
from .scene import Scene


@dataclass(frozen=True)
class Fact:
    """One line of the recipe: a name, its value and its definition."""

    name: str
    text: str
    tip: str


def facts(scene: Scene) -> tuple[Fact, ...]:
    """Return the recipe of the active pane; nothing without a study."""
    study, lane = scene.study, _lane(scene)
    if study is None or scene.dose is None:
        return ()
    if lane.is_reference:
        return (Fact("Picture", "as loaded", "The loaded volume itself; nothing is computed."),)
    scan = scene.reference_scan
    n0 = figures.power(scan.photons_at(scene.row))
    return (
        Fact("Geometry", _geometry(scene), "Rays that the picture is projected along."),
        Fact("Dose", f"a = {figures.number(scene.fraction)}", "a: dose as a fraction of the scan."),
        Fact(
            "Photons",
            f"n0 = {n0} at 100 %",
            "n0: photons per ray without the patient, at this slice.",
        ),
        Fact(
            "Noise",
            f"σₑ = {figures.number(scan.electronic, 2)}, seed {scene.seed}",
            "σₑ: electronic noise in photons (SD). The same seed gives the same noise.",
        ),
        Fact("Kernel", kernel(scan.apodization), "Window on the ramp filter that matches the scan."),
        Fact("Mode", scene.simulator.name.capitalize(), "How the dose is lowered."),
        Fact("Steps", _steps(lane), "What is done, in order."),
    )


def kernel(apodization: Apodization) -> str:
    """Name a window on the ramp filter, with cut-off and boost where they are not 1 and 0."""
    words = ["-".join(part.capitalize() for part in apodization.name.split("-"))]
    if apodization.cutoff != 1:
        words.append(f"cut-off {figures.number(apodization.cutoff, 2)}")
    if apodization.boost:
        words.append(f"boost {figures.number(apodization.boost, 2)}")
    return ", ".join(words)


def command_line(scene: Scene) -> str:
    """Return the command that makes the whole volume as the active pane shows it.

    Empty for the loaded volume, for differences, for volumes that the study does not open with and for
    steps in another order than the command's, as no command makes those. The demo, which has no path, is
    written first.
    """
    study, lane = scene.study, _lane(scene)
    if study is None or not lane.steps or lane.minus is not None or scene.source is not study.first:
        return ""
    if [step.kind for step in lane.steps[:2]] != ["simulator", "reconstructor"]:
        return ""
    simulator, *others = lane.steps
    words = ["ldct-studio", "simulate", study.path or DEMO_VOLUME]
    words += ["--dose", repr(scene.fraction)]
    words += ["--step", str(simulator)] if simulator.config else ["--mode", simulator.name]
    words += ["--n0", _photons(scene.reference_scan), "--seed", str(scene.seed)]
    for step in others:
        if step != Step("reconstructor", "fbp"):
            words += ["--step", str(step)]
    words += ["--out", "out.nii.gz"]
    first = "" if study.path else f"ldct-studio demo --out {DEMO_FOLDER}\n"
    return first + shlex.join(words)


DEMO_FOLDER = "demo"
DEMO_VOLUME = "demo/volume.nii.gz"
"""Where the command ``demo`` puts its volume."""


def python(scene: Scene) -> str:
    """Return a script that makes the whole volume as the active pane shows it.

    Empty for the loaded volume and for volumes that were made here, as no file holds those.
    """
    study, lane, source = scene.study, _lane(scene), scene.source
    if study is None or not lane.steps or source is None or source.history:
        return ""
    scan = scene.reference_scan
    photons = scan.photons if len(set(scan.photons)) > 1 else scan.photons[:1]
    lines = [
        "from pathlib import Path",
        "",
        "import ldct_studio.methods",
        "from ldct_studio import pipeline",
        "from ldct_studio.core.dose import Apodization, DoseLevel, Scan",
        "from ldct_studio.core.step import Step",
        *_opening(study),
        "",
        f"scan = Scan({photons!r}, {scan.electronic!r}, {scan.apodization!r})",
        f"dose = DoseLevel({scene.fraction!r}, scan)",
        f"volume = study.volumes[{scene.volume!r}]",
        f"steps = {_parsed(lane.steps)}",
        f"result = pipeline.run(volume, dose, steps, seed={scene.seed})",
    ]
    if lane.minus:
        lines += [
            f"other = pipeline.run(volume, dose, {_parsed(lane.minus)}, seed={scene.seed})",
            "result = result.made(result.data - other.data)",
        ]
    elif lane.minus is not None:
        lines.append("result = result.made(result.data - volume.data)")
    return "\n".join(lines) + "\n"


def _opening(study: Study) -> list[str]:
    if not study.path:
        return ["from ldct_studio.methods.demo import demo_study", "", "study = demo_study()"]
    return [
        "from ldct_studio.io.opening import open_paths",
        "",
        f"study = open_paths([Path({study.path!r})])",
    ]


def _parsed(steps: tuple[Step, ...]) -> str:
    return "(" + ", ".join(f"Step.parse({str(step)!r})" for step in steps) + ",)"


def _photons(scan: Scan) -> str:
    if scan.source in ("estimated", "default"):
        return "auto"
    return f"{sum(scan.photons) / len(scan.photons):.6g}"


def _geometry(scene: Scene) -> str:
    if scene.source is None:
        return figures.UNKNOWN
    try:
        geometry = geometry_of(scene.source.grid)
    except GeometryError as error:
        return str(error)
    rays = next((step.settings.get("rays") for step in _lane(scene).steps if step.kind == "simulator"), None)
    if rays not in (None, "parallel"):
        return f"{str(rays).replace('-', ' ').capitalize()}, {geometry.views} views"
    return f"Parallel, {geometry.views} views, {geometry.bins} bins"


def _steps(lane: Lane) -> str:
    words = " → ".join(_words(step) for step in lane.steps)
    if lane.minus is None:
        return words
    return f"{words} − {' → '.join(_words(step) for step in lane.minus) or 'reference'}"


def _words(step: Step) -> str:
    try:
        name = title(step)
    except PluginError:
        name = step.name
    settings = ", ".join(f"{key} {value}" for key, value in step.config)
    return f"{name} ({settings})" if settings else name


def _lane(scene: Scene) -> Lane:
    return scene.panes[scene.active].lane
