"""Measure lanes at a place: one call for what a pane does, one for FBP at several doses."""

from __future__ import annotations

from collections.abc import Callable

from ..core.dose import DoseLevel
from ..core.errors import GeometryError
from ..core.lane import Lane, Request
from ..core.step import Step
from .ensemble import Ensemble, Report, drawn
from .equivalent import Course, EquivalentDose, doses_about, equivalent_dose
from .observer import seen
from .reading import Reading, read
from .site import Site, site_of
from .task import Task, seeds_of

FBP = Step("reconstructor", "fbp")
"""What doses are compared with."""


def _silent(done: int, total: int) -> None:
    pass


def measure(request: Request, lane: Lane, task: Task, report: Report = _silent) -> Reading:
    """Return what a lane does at the place of a task, in the axial slice that holds it.

    Dose, volume and seed are those of the request; the same seed gives the same numbers. ``report`` hears of
    each seed. Raises ``StudioError`` with a sentence, ``Cancelled`` where nobody waits.
    """
    if lane.minus is not None:
        raise GeometryError(
            "This pane shows a difference and no picture of the patient; choose a method for it."
        )
    site = site_of(request.source, task)
    return read(task, site, _drawn(request, request.dose, lane.steps, site, task, report))


def course(request: Request, simulator: Step, task: Task, report: Report = _silent) -> Course:
    """Return what is seen of the disc with FBP about the dose of a request, the dose lowered in one way.

    Raises as ``measure`` does.
    """
    site, scan = site_of(request.source, task), request.dose.scan
    inserted = simulator.name == "insert" and scan.noise != 0
    doses = doses_about(request.dose.fraction, inserted)
    found = []
    for number, fraction in enumerate(doses):
        told = _part(report, number, len(doses))
        made = _drawn(request, DoseLevel(fraction, scan), (simulator, FBP), site, task, told)
        found.append(seen(made))
    return Course(doses, tuple(found))


def equivalent(request: Request, reading: Reading, course: Course) -> EquivalentDose:
    """Return the dose at which FBP shows the disc of a reading as well.

    Both have to be measured with the same request and task. Raises ``GeometryError`` with the reason where
    there is none.
    """
    return equivalent_dose(reading.seen, course, request.seed)


def _drawn(
    request: Request, dose: DoseLevel, steps: tuple[Step, ...], site: Site, task: Task, report: Report
) -> Ensemble:
    return drawn(request.source, dose, steps, site, seeds_of(request.seed, task.seeds), report)


def _part(report: Report, number: int, parts: int) -> Callable[[int, int], None]:
    return lambda done, total: report(number * total + done, parts * total)
