"""How like the slices that a translator learned from another one is, and what is refused altogether."""

from __future__ import annotations

from collections.abc import Iterable

import torch

from ldct_studio.api import Familiar, GeometryError, Volume, body

AREA, WIDTH = "area of the body", "width over depth of the body"
AIR_IN, FAT, BONE = "air within the body", "fat", "bone"
BRIGHT, NOISE = "brightest hundredth", "noise"
UNITS = {AREA: " cm²", WIDTH: "", AIR_IN: " %", FAT: " %", BONE: " %", BRIGHT: " HU", NOISE: " HU"}
_LEAST = {AREA: 15.0, WIDTH: 0.1, AIR_IN: 2.0, FAT: 4.0, BONE: 3.0, BRIGHT: 60.0, NOISE: 6.0}
"""The smallest scale of each feature: differences below it mean nothing."""
_MARGIN = 1.25
_AIR, _FAT, _SOFT, _BONE = -500.0, (-200.0, -30.0), 300.0, 150.0
_SCALED = 1.4826 / 2**0.5
"""From the median of differences of two pixels to the SD of normal noise."""
_EMPTY, _BRIGHTEST = -300.0, 0.0
"""HU: without anything below there is no air, without anything above no patient."""
_LESS_THAN = 25
"""Pixels that are no body."""


def features(hu: torch.Tensor, pixel_mm: float) -> dict[str, float]:
    """Return the features of a slice (y, x) in HU, clipped; nothing where there is no body in it."""
    inside = body(hu)
    count = int(inside.sum())
    if count < _LESS_THAN:
        return {}
    values, places = hu[inside], inside.nonzero()
    depth, width = (places.amax(0) - places.amin(0) + 1).tolist()
    low, high = _FAT
    two = (hu[:, 2:] - hu[:, :-2])[hu[:, 1:-1].abs() < _SOFT].abs()
    return {
        AREA: count * pixel_mm**2 / 100,
        WIDTH: width / depth,
        AIR_IN: 100 * float((values < _AIR).float().mean()),
        FAT: 100 * float(((values > low) & (values < high)).float().mean()),
        BONE: 100 * float((values > _BONE).float().mean()),
        BRIGHT: float(values.quantile(0.99)),
        NOISE: _SCALED * float(two.median()) if len(two) else 0.0,
    }


def familiar(slices: Iterable[torch.Tensor], pixel_mm: float, size: int) -> Familiar:
    """Return what slices (y, x) are like: middle and spread of every feature, and how far they reach."""
    found = [known for row in slices if (known := features(row, pixel_mm))]
    table = torch.tensor([list(known.values()) for known in found])
    middles = table.median(0).values
    low, high = torch.quantile(table, 0.05, dim=0), torch.quantile(table, 0.95, dim=0)
    scales = torch.maximum((high - low) / 2, torch.tensor(list(_LEAST.values())))
    far = ((table - middles) / scales).abs().amax()
    return Familiar(
        size=size,
        middles={name: round(float(value), 3) for name, value in zip(_LEAST, middles, strict=True)},
        scales={name: round(float(value), 3) for name, value in zip(_LEAST, scales, strict=True)},
        limit=round(_MARGIN * max(float(far), 1.0), 3),
    )


def outside(hu: torch.Tensor, pixel_mm: float, known: Familiar) -> str:
    """Return in a sentence what of a slice (y, x) in HU is far from what was learned from, or ''."""
    found = features(hu, pixel_mm)
    if not found:
        return "Outside the training range: there is no body in this slice."
    off = {name: abs(found[name] - middle) / known.scales[name] for name, middle in known.middles.items()}
    name = max(off, key=lambda one: off[one])
    if off[name] <= known.limit:
        return ""
    middle, reach, unit = known.middles[name], known.limit * known.scales[name], UNITS[name]
    low, high = (max(middle - reach, 0.0) if unit != " HU" else middle - reach), middle + reach
    here = f"{found[name]:.3g}{unit}"
    return f"Outside the training range: {name} is {here} (trained with {low:.3g} to {high:.3g})."


def refuse(volume: Volume) -> None:
    """Raise ``GeometryError`` with a sentence where a volume is no CT or MVCT in HU."""
    if volume.modality not in ("CT", "MVCT"):
        raise GeometryError(
            f"MVCT to kVCT takes MVCT or CT in HU, and this is {volume.modality}; choose another volume."
        )
    low, high = (float(value) for value in torch.aminmax(volume.data))
    if not (low <= _EMPTY and high >= _BRIGHTEST):
        raise GeometryError(
            "MVCT to kVCT takes HU with air and tissue, and these values lie between "
            f"{low:.4g} and {high:.4g}; bring them to HU first."
        )
