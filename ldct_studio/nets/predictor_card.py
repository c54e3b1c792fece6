"""Predictors: programs of others that find structures, and what a card in TOML says of one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, FiniteFloat, ValidationError, field_validator

from ..core.config import Config, sentence
from ..core.errors import PluginError
from ..core.palette import label_colors
from ..core.volume import Label

PLACES = ("in", "out", "folder")
"""What a command may hold in braces: the volume, the answer, the folder of ``in`` and ``out``."""
_LARGEST = 1 << 20
"""Bytes of a card above which it is refused."""
_NAME = r"^[^/\\]+$"


class Structure(Config):
    """What a value of the answer means."""

    value: int = Field(ge=1, lt=1 << 15)
    name: str = Field(min_length=1)
    color: str = Field("", pattern="^(#[0-9A-Fa-f]{6})?$")
    """As ``#RRGGBB``; one of the program's own where it is left out."""


class PredictorCard(Config):
    """How a program is started, what it may take, and what its answer means; whoever adds it writes this."""

    version: Literal[1] = 1
    title: str = Field(min_length=1)
    command: tuple[str, ...] = Field(min_length=1)
    """The program and its arguments, with ``{in}``, ``{out}`` and ``{folder}`` in them; there is no shell."""
    classes: tuple[Structure, ...] = Field(min_length=1)
    timeout: FiniteFloat = Field(1800, gt=0)
    """Seconds after which it is stopped."""
    memory: FiniteFloat = Field(16, gt=0)
    """GiB that it may hold with all that it starts."""
    input: str = Field("in.nii.gz", pattern=_NAME)
    """What the volume is called in ``{folder}/in``."""
    output: str = Field("out.nii.gz", pattern=_NAME)
    """What the answer is called in ``{folder}/out``; may hold ``*`` where it fits a single file."""
    others: Literal["refuse", "background"] = "refuse"
    """What becomes of values that no class names."""
    modality: Literal["CT", "any"] = "CT"
    """Whether it takes CT in HU alone."""
    spacing_mm: tuple[FiniteFloat, FiniteFloat] | None = None
    """The smallest and the largest side of a voxel that it is made for; volumes of others are refused."""
    environment: dict[str, str] = {}
    """Variables that it needs beyond those of ``methods.command_run``."""
    install: str = ""
    """What to install where its program is missing."""
    note: str = ""
    """A limit that the user has to know, such as the anatomy that it is made for."""
    license: str = ""

    @field_validator("classes", mode="before")
    @classmethod
    def _listed(cls, given: Any) -> Any:
        """Take a table of names by value as well as a list."""
        if not isinstance(given, dict):
            return given
        return [{"value": value, **_described(what)} for value, what in given.items()]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The structures with a color each."""
        colors = label_colors()
        return tuple(
            Label(item.value, item.name, item.color or colors[k % len(colors)])
            for k, item in enumerate(self.classes)
        )


def read_predictor_card(path: Path) -> PredictorCard:
    """Return the card in a TOML file, or raise ``PluginError`` with a sentence."""
    return checked_card(path.stem, held_in(path))


def held_in(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds, or raise ``PluginError`` with a sentence."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        return tomllib.loads(data[:_LARGEST].decode("utf-8"))
    except OSError as error:
        raise PluginError(f"The predictor {path.stem} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise PluginError(f"The card of the predictor {path.stem} is no TOML: {error}.") from None


def checked_card(name: str, held: Any) -> PredictorCard:
    """Return the card of a predictor from plain values, or raise ``PluginError`` with a sentence."""
    try:
        card = PredictorCard.model_validate(held)
    except ValidationError as error:
        raise PluginError(f"The card of the predictor {name} is wrong: {sentence(error)}") from None
    mistake = _mistake(card)
    if mistake:
        raise PluginError(f"The card of the predictor {name} is wrong: {mistake}.")
    return card


def _mistake(card: PredictorCard) -> str:
    """Say what of a card contradicts itself, or ''."""
    held = {place for word in card.command for place in re.findall(r"\{(\w*)\}", word)}
    if held - set(PLACES):
        return "its command may hold {in}, {out} and {folder} and nothing else in braces"
    if not ({"in", "folder"} & held and {"out", "folder"} & held):
        return "its command has to name {in} and {out}, or {folder}"
    if not card.input.endswith((".nii", ".nii.gz")) or not card.output.endswith((".nii", ".nii.gz")):
        return "“input” and “output” end in .nii or .nii.gz"
    values = [item.value for item in card.classes]
    if len(set(values)) < len(values):
        return "two of its classes have the same value"
    if card.spacing_mm is not None and not 0 < card.spacing_mm[0] <= card.spacing_mm[1]:
        return "“spacing_mm” is the smallest and the largest side of a voxel"
    return ""


def _described(what: Any) -> dict[str, Any]:
    return what if isinstance(what, dict) else {"name": what}
