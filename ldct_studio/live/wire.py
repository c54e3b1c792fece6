"""A case on its way to the lane worker process and back: a JSON description and one shared block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from pydantic import TypeAdapter

from ..core.case import Case
from ..core.dose import DoseLevel
from ..core.grid import Grid
from ..core.projections import Geometry, Projections
from ..core.step import Step
from ..core.volume import Modality, Volume

Arrays = Mapping[str, npt.NDArray[np.float32]]
REST = 0.25
"""Seconds that the process rests at most in a row; a picture that is made then has it at work beside."""


@dataclass(frozen=True)
class Description:
    """Everything of a case but its arrays, and the steps that are left."""

    steps: tuple[Step, ...]
    """The last one makes a picture, or as a segmenter finds labels in it."""
    grid: Grid
    modality: Modality
    geometry: Geometry
    rows: tuple[int, ...]
    dose: DoseLevel
    seed: int
    bowtie: bool
    water: float | None
    """What the projections say of water."""
    acquired: bool
    noise_known: bool | None
    taken: tuple[Step, ...]
    """The steps that made the picture so far."""
    inserted: bool
    """Whether the noise was inserted and is sent apart."""
    own_unit: str
    """That of the loaded rows where it is not that of their modality."""


_SENT = ("image", "reference", "projections", "noise")
"""Arrays that travel to the process; the others come back from it."""
_ADAPTER = TypeAdapter(Description)


def describe(case: Case, steps: tuple[Step, ...]) -> Description:
    """Return the description of a case with the steps to take."""
    return Description(
        steps,
        case.image.grid,
        case.image.modality,
        case.projections.geometry,
        case.rows,
        case.dose,
        case.seed,
        case.bowtie,
        case.projections.water,
        case.acquired,
        case.noise_known,
        case.steps,
        case.noise is not None,
        case.reference.own_unit,
    )


def to_json(description: Description) -> Any:
    """Return the plain form."""
    return _ADAPTER.dump_python(description, mode="json")


def from_json(data: Any) -> Description:
    """Read the plain form; pydantic's ValidationError where it is not one."""
    return _ADAPTER.validate_python(data)


def shapes(description: Description) -> dict[str, tuple[int, ...]]:
    """Return name and shape of the float32 arrays, in the order in which they lie in the block."""
    image = description.grid.shape
    rays = (len(description.rows), description.geometry.views, description.geometry.bins)
    named: dict[str, tuple[int, ...]] = {
        "image": image,
        "reference": image,
        "grown": (2, *image),
        "rounds": (2,),
        "projections": rays,
    }
    if description.inserted:
        named["noise"] = rays
    if description.steps[-1].kind == "segmenter":
        named["labels"] = image
    return named


def arrays_of(case: Case) -> Arrays:
    """Return the arrays of a case by name."""
    found = {
        "image": case.image.data,
        "reference": case.reference.data,
        "projections": case.projections.data,
    }
    if case.noise is not None:
        found["noise"] = case.noise.data
    return {name: data.cpu().numpy() for name, data in found.items()}


def size(description: Description) -> int:
    """Return how many bytes the block needs."""
    return 4 * sum(int(np.prod(shape)) for shape in shapes(description).values())


def views(block: npt.NDArray[np.uint8], description: Description) -> dict[str, npt.NDArray[np.float32]]:
    """Return the arrays in a block."""
    found, start = {}, 0
    for name, shape in shapes(description).items():
        count = int(np.prod(shape))
        found[name] = block[start : start + 4 * count].view(np.float32).reshape(shape)
        start += 4 * count
    return found


def rebuild(description: Description, arrays: Arrays) -> Case:
    """Return the case that the worker starts from, with copies of the arrays."""
    tensors = {name: torch.from_numpy(arrays[name].copy()) for name in arrays if name in _SENT}
    placed = description.grid, description.modality
    image = Volume(tensors["image"], *placed, description.taken, description.own_unit)
    rays = (description.geometry, description.rows, description.water)
    projections = Projections(tensors["projections"], *rays)
    return Case(
        reference=Volume(tensors["reference"], *placed, own_unit=description.own_unit),
        image=image,
        lines=projections,
        rows=description.rows,
        dose=description.dose,
        seed=description.seed,
        noise=projections.made(tensors["noise"]) if description.inserted else None,
        bowtie=description.bowtie,
        noise_known=description.noise_known,
        acquired=description.acquired,
    )
