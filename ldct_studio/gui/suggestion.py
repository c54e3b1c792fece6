"""What is asked of an advisor about the slice on show, and what it answers; nothing here knows Qt."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.advice import Advice, Ask, Askable
from ..core.dose import Scan
from ..core.errors import Cancelled, PluginError, StudioError
from ..core.step import Step
from ..core.volume import Volume
from ..plugin import Advisor, make, plugins
from . import dose_scale, figures, gray
from .dose_marks import DoseMark
from .language import tr
from .scene import Scene

CONFIDENCE = 0.95
"""With which probability the target is to be reached, unless somebody says otherwise."""


@dataclass(frozen=True)
class Question:
    """Who is asked, about which slice of which scan, and for what; without a target for the usual one."""

    advisor: str
    volume: Volume
    row: int
    scan: Scan
    target: float | None = None
    confidence: float = CONFIDENCE

    def about(self, scene: Scene) -> bool:
        """Say whether it is about what a scene shows."""
        here = (scene.row, scene.reference_scan)
        return self.volume is scene.source and (self.row, self.scan) == here


@dataclass(frozen=True)
class Answer:
    """What became of a question: advice, or the sentence why there is none."""

    question: Question
    able: Askable | None = None
    """What can be asked for; None where that is not known."""
    ask: Ask | None = None
    advice: Advice | None = None
    problem: str = ""
    unlearned: bool = False
    """Whether the advisor has to learn first."""


def advisors() -> dict[str, str]:
    """Return the titles of all who can be asked, by name."""
    return {cls.name: cls.title for cls in plugins("advisor")}


def refusal(scene: Scene) -> str:
    """Return in a sentence why no dose can be suggested for what is on show, or ''."""
    if scene.study is None:
        return tr("Open a study first.")
    if dose_scale.of(scene).agent:
        return tr("Doses of radiation are suggested, not those of a contrast agent.")
    if gray.unit_of(scene) != gray.HU:
        return tr("This volume is not in HU: there is no X-ray dose to suggest.")
    return "" if advisors() else tr("No plug-in here suggests doses.")


def answered(question: Question) -> Answer:
    """Ask, which takes up to a second; what goes wrong is part of the answer."""
    try:
        advisor = make(Step("advisor", question.advisor))
    except PluginError as error:
        return Answer(question, problem=str(error))
    assert isinstance(advisor, Advisor)
    try:
        able = advisor.askable()
    except PluginError as error:
        return Answer(question, problem=str(error), unlearned=True)
    target = able.usual if question.target is None else question.target
    ask = Ask(target, question.confidence)
    try:
        advice = advisor.advise(question.volume, question.row, question.scan, ask)
    except Cancelled:
        raise
    except StudioError as error:
        return Answer(question, able, ask, problem=str(error))
    return Answer(question, able, ask, advice)


def marks(advice: Advice) -> tuple[DoseMark, ...]:
    """Return the marks of an advice on the dose axis, what is proposed first."""
    dose = figures.percent(advice.fraction)
    sure = around(advice)
    proposed = DoseMark(
        advice.fraction,
        tr("Suggested {0}").format(dose),
        tr("Suggested dose: {0}. {1} Click to use it.").format(dose, sure),
        (advice.low, advice.high),
    )
    return proposed, *(_other(name, fraction) for name, fraction in advice.others)


def around(advice: Advice) -> str:
    """Say between which doses like cases lie."""
    ends = figures.percent(advice.low), figures.percent(advice.high)
    return tr("Nine of ten like cases need {0} to {1}.").format(*ends)


def exposure(scan: Scan, fraction: float) -> str:
    """Print what the scanner would be set to, as far as the scan records it."""
    known, parts = scan.exposure, []
    if known.ctdi_vol is not None:
        dose = figures.with_unit(figures.number(known.ctdi_vol * fraction), "mGy")
        parts.append(f"CTDIvol {dose}")
    if known.mas is not None:
        load = figures.number(known.mas * fraction, 3 if known.mas * fraction >= 100 else 2)
        name = tr("{0} mAs as recorded") if known.mas_as_recorded else tr("{0} effective mAs")
        parts.append(name.format(load))
    return " · ".join(parts)


def _other(name: str, fraction: float) -> DoseMark:
    dose = figures.percent(fraction)
    words = tr("{0}: {1} for the same promise. Click to use it.").format(tr(name), dose)
    return DoseMark(fraction, f"{tr(name)} {dose}", words)
