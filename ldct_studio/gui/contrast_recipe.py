"""The recipe of a scan before and one after contrast: facts, and a script that makes the same voxels."""

from __future__ import annotations

from ..core.contrast import Pair
from ..core.lane import Lane
from ..core.step import Step
from ..plugin import make_lane_step
from . import figures
from .contrast_lanes import LOW
from .facts import Fact, steps_text
from .scene import Scene


def facts(scene: Scene, lane: Lane, pair: Pair) -> tuple[Fact, ...]:
    """Return the recipe of a lane of a pair: what was injected, the dose, and the sequence it stands for."""
    injection = pair.injection
    given = figures.number(100 * injection.fraction)
    told = [
        Fact("Agent", f"{injection.agent.capitalize()}, {given} % at {injection.field:g} T", "As you said."),
        Fact(
            "Unit",
            "95 % quantile before contrast",
            "Values are shares of the 95 % quantile of the brain in the scan before contrast.",
        ),
    ]
    low = next((step for step in lane.steps if (step.kind, step.name) == (LOW.kind, LOW.name)), None)
    if low is not None:
        told += _lowered(scene, low)
    if lane.steps:
        told.append(Fact("Steps", steps_text(lane), "What is done, in order."))
    return tuple(told)


def python(scene: Scene, parsed: str, minus: str | None) -> str:
    """Return a script that makes the whole volume after the parsed steps, from the same files.

    ``minus`` are the parsed steps of what is subtracted, '' the loaded volume.
    """
    study = scene.study
    pair = study.origin.pair if study is not None and study.origin is not None else None
    if pair is None:
        return ""
    lines = [
        "from ldct_studio import discovery, pipeline",
        "from ldct_studio.core.contrast import Injection",
        "from ldct_studio.core.dose import DoseLevel, Scan",
        "from ldct_studio.core.origin import PairOrigin, ScanOrigin",
        "from ldct_studio.core.step import Step",
        "from ldct_studio.methods.contrast_opening import open_pair",
        "",
        "discovery.discover()",
        f"study = open_pair({pair!r})",
        f"volume, partner = study.volumes[{scene.volume!r}], study.partner_of({scene.volume!r})",
        f"dose = DoseLevel({scene.fraction!r}, Scan())",
        f"result = pipeline.run(volume, dose, {parsed}, seed={scene.seed}, partner=partner)",
    ]
    if minus:
        lines += [
            f"other = pipeline.run(volume, dose, {minus}, seed={scene.seed}, partner=partner)",
            "result = result.made(result.data - other.data)",
        ]
    elif minus is not None:
        lines.append("result = result.made(result.data - volume.data)")
    return "\n".join(lines) + "\n"


def _lowered(scene: Scene, low: Step) -> list[Fact]:
    settings = make_lane_step(low).config.model_dump()
    return [
        Fact(
            "Dose",
            f"a = {figures.number(scene.fraction)}, seed {scene.seed}",
            "a: share of the contrast agent. The same seed gives the same noise. The subtraction is as noisy "
            "as a measured one; the picture itself is noisier than a scan, by √(3 − 2a).",
        ),
        Fact(
            "Sequence",
            f"TR {settings['tr_ms']:g} ms, flip angle {settings['flip_deg']:g}°",
            "The spoiled gradient echo that both scans are taken for: the signal is turned into a "
            "concentration, which is lowered, and back.",
        ),
    ]
