"""The case that lanes of some rows start from."""

from __future__ import annotations

from dataclasses import replace

from ..core.case import Case
from ..core.contrast import Partner
from ..core.device import device
from ..core.dose import DoseLevel
from ..core.errors import GeometryError
from ..core.memo import Memo
from ..core.projections import Projections
from ..core.volume import Volume
from ..physics.attenuation import hu_to_mu
from ..physics.projector import project
from ..physics.rows import geometry_of, pixel_of, square


def start(
    volume: Volume,
    rows: tuple[int, ...],
    dose: DoseLevel,
    seed: int,
    memo: Memo,
    partner: Partner | None = None,
    *,
    measured: Projections | None = None,
    projected: bool = True,
) -> Case:
    """Return the case that lanes of these neighboring rows start from; their projections are kept.

    Rows of a scan after contrast come with those of its ``partner`` and have no projections, nor have rows
    of a map in a unit of its own, or a case that is not to be ``projected``. Rows that were reconstructed
    from ``measured`` line integrals start from these. Raises ``GeometryError`` for others that are not CT.
    """
    if volume.modality not in ("CT", "MVCT") and partner is None and measured is None:
        raise GeometryError("The dose can be lowered on CT volumes in HU only, and this one is not CT.")
    if partner is not None:  # the same rows for every dose, so that steps can keep what they made of them
        part, beside = memo.make(("pair", volume, rows), lambda: _pair(volume, partner, rows))
    else:
        part, beside = _placed(volume.rows(rows[0], len(rows))), None
    lines = None
    if projected and measured is not None:
        lines = memo.make(("measured", measured, rows), lambda: _on_device(measured.part(rows)))
    elif projected and partner is None and not volume.own_unit:
        lines = memo.make(("projections", volume, rows), lambda: _project(part, rows))
    seed, acquired = _unused(seed, volume), measured is not None
    return Case(part, part, lines, rows, dose, seed, memo=memo, partner=beside, acquired=acquired)


def _pair(volume: Volume, partner: Partner, rows: tuple[int, ...]) -> tuple[Volume, Partner]:
    part, beside = volume.rows(rows[0], len(rows)), partner.rows(rows[0], len(rows))
    place = device()
    there = {name: getattr(beside, name).to(place) for name in ("brain", "local_mean", "local_sd")}
    return _placed(part), replace(beside, pre=_placed(beside.pre), **there)


def _placed(part: Volume) -> Volume:
    return part.made(part.data.to(device()))


def _on_device(projections: Projections) -> Projections:
    return projections.made(projections.data.to(device()))


def _unused(seed: int, volume: Volume) -> int:
    """Return the seed of noise that a volume does not hold yet.

    A volume that was simulated already holds the fields of its seeds; the same fields again would add up
    instead of adding in squares. Generators take 64 bits, of which a user's seed fills the lower 32.
    """
    generation = sum(step.kind == "simulator" for step in volume.history)
    return seed + (generation << 32)


def _project(part: Volume, rows: tuple[int, ...]) -> Projections:
    geometry = geometry_of(part.grid)
    return Projections(project(square(hu_to_mu(part.data)), geometry, pixel_of(part.grid)), geometry, rows)
