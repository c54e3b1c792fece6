"""What a lane is called over a volume, and the dose and unit of its pictures: the same words everywhere."""

from __future__ import annotations

from ..core.lane import Frame, Lane
from ..core.study import Study
from ..core.volume import Volume
from ..plugin import own_unit, unit_after
from .contrast_lanes import PREDICT, UPTAKE, is_before
from .language import tr


def named(lane: Lane, study: Study | None, volume: str) -> str:
    """Return the title of a lane; of a pair's other volume its own name, where the lane shows just that.

    Such a lane is called by the scan after contrast that it was made for.
    """
    pair = study.partner.pair if study is not None and study.partner is not None else None
    other = pair is not None and volume != pair.after and lane.is_reference and not lane.prior
    return volume if other else lane.title


def dose_at(lane: Lane, study: Study | None, volume: str, fraction: float) -> float | None:
    """Return the dose of a lane's picture, where the scene's is ``fraction``; None where there is none.

    1 is the dose of the loaded CT. Of a scan after contrast it is the standard dose, so that one which was
    measured lower has less; one before contrast, a volume made of several and a prior have none.
    """
    if lane.prior:
        return None
    share = fraction if lane.is_lowered else 1.0
    if study is None or study.partner is None:
        return share
    partner = study.partner_of(volume)
    return None if partner is None or is_before(lane) else partner.pair.injection.fraction * share


def dose_of(frame: Frame) -> float | None:
    """Return the dose of a picture, as ``dose_at`` does."""
    request = frame.request
    return dose_at(frame.lane, request.study, request.volume, request.dose.fraction)


def dose_beside(lane: Lane, study: Study | None, volume: str, fraction: float) -> float | None:
    """Return the dose that is told behind a lane's name; the loaded CT is told by its name alone."""
    plain = lane.is_reference and (study is None or study.partner is None)
    return None if plain else dose_at(lane, study, volume, fraction)


def gain_of(lane: Lane) -> float:
    """Return times what a network's prediction is shown in a lane; 1 for every other lane."""
    gains = (step.settings.get("gain") for step in lane.steps if step.name == PREDICT.name)
    gain = next(gains, None)
    return float(gain) if isinstance(gain, int | float) else 1.0


def with_gain(dose: str, gain: float) -> str:
    """Return the words of a dose, and those of the gain of a prediction where it is not 1."""
    return dose if gain == 1 else " · ".join(filter(None, (dose, tr("gain {0}").format(f"{gain:g}"))))


def in_percent(lane: Lane) -> bool:
    """Whether a lane shows uptake in percent of the signal before contrast."""
    uptake = lane.minus is None and bool(lane.steps) and lane.steps[-1].name == UPTAKE.name
    return uptake and own_unit(lane.steps) == "%"


def lane_unit(lane: Lane, source: Volume) -> str:
    """Return the unit of a lane's picture: what its last step with one says, else that of its volume."""
    return source.unit if lane.prior else unit_after(lane.steps, source)


def is_in_unit(lane: Lane, source: Volume | None) -> bool:
    """Whether a lane's values are in the unit of the volume on show, as those of a plot have to be."""
    return source is None or lane_unit(lane, source) == unit_after((), source)
