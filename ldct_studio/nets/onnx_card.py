"""ONNX models of others on disk: a card ``model.json`` beside ``model.onnx``, and which there are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from ..core.config import Config, sentence
from ..core.errors import PluginError
from ..core.paths import data_dir
from . import catalog
from .catalog import ModelKind
from .model import CARD, ClassName, contradiction

ONNX = "model.onnx"


class OnnxCard(Config):
    """What an ONNX model takes and gives; whoever adds the model writes it."""

    version: Literal[1] = 1
    format: Literal["onnx"]
    title: str
    kind: Literal["denoiser", "segmenter"]
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """Of ``model.onnx``."""
    classes: tuple[ClassName, ...] = ()
    """Of a segmenter, in the order of its channels from the second on."""
    input: str = ""
    """Name of the only input, checked where it is given."""
    output: str = ""
    """Name of the output, needed where there are several."""
    size: tuple[int, int] | None = None
    """The pixels (y, x) that it takes, None where any; a smaller picture stands in the middle of air."""
    multiple: int = Field(1, ge=1, le=1024)
    """What both sides have to be a multiple of, where they are free; air fills them up."""
    hu_low: FiniteFloat
    hu_high: FiniteFloat
    low: FiniteFloat = 0.0
    """What the network is given for ``hu_low``, and what a denoiser returns for it."""
    high: FiniteFloat = 1.0
    """The same for ``hu_high``; between the two and beyond them all is linear."""
    clipped: bool
    """Whether HU beyond the two are cut off before the network."""
    spacing_mm: tuple[FiniteFloat, FiniteFloat]
    """The smallest and the largest pixel size that it is made for; pictures of others are refused."""
    works_at_mm: FiniteFloat | None = Field(None, gt=0)
    """The pixel size that pictures are brought to, None where it takes them as they are."""
    note: str = ""
    """A limit that the user has to know."""
    license: str = ""

    @property
    def channels(self) -> int:
        """How many channels the output has."""
        return 1 if self.kind == "denoiser" else 1 + len(self.classes)


class _Kind(BaseModel):
    """The part of a card that lists it: one with a mistake is offered, too, and then says what is wrong."""

    format: Literal["onnx"]
    kind: Literal["denoiser", "segmenter"]


def read_onnx_card(folder: Path) -> OnnxCard:
    """Return the card of a model, or raise ``PluginError`` with a sentence."""
    try:
        card = OnnxCard.model_validate_json((folder / CARD).read_bytes())
    except OSError as error:
        raise PluginError(f"The model {folder.name} cannot be read: {error.strerror or error}.") from None
    except ValidationError as error:
        raise PluginError(f"The card of the model {folder.name} is wrong: {sentence(error)}") from None
    mistake = _mistake(card)
    if mistake:
        raise PluginError(f"The card of the model {folder.name} is wrong: {mistake}.")
    return card


def onnx_models(kind: ModelKind) -> dict[str, Path]:
    """Return the folders of the ONNX models of a kind by name."""
    place = data_dir() / "models"
    folders = sorted(place.iterdir()) if place.is_dir() else []
    return {folder.name: folder for folder in folders if _kind(folder) == kind}


def onnx_titles(kind: ModelKind) -> dict[str, str]:
    """Return the titles of the ONNX models of a kind by name.

    The name stands behind a title that another model has, and in place of one that cannot be read.
    """
    found: dict[str, str] = {}
    taken = set(catalog.titles(kind).values())
    for name, folder in onnx_models(kind).items():
        try:
            title = read_onnx_card(folder).title
        except PluginError:
            title = name  # its pane says what is wrong with the card
        found[name] = f"{title} ({name})" if title in taken else title
        taken.add(found[name])
    return found


def onnx_folder(name: str, kind: ModelKind) -> Path:
    """Return the folder of a model, or raise ``PluginError`` with what there is."""
    known = onnx_models(kind)
    if name not in known:
        raise PluginError(f"There is no ONNX {kind} “{name}”; known are: {', '.join(known) or 'none'}.")
    return known[name]


def _mistake(card: OnnxCard) -> str:
    """Say what of a card contradicts itself, or ''."""
    if not (card.hu_low < card.hu_high and card.low < card.high):
        return "“hu_low” has to be below “hu_high”, and “low” below “high”"
    if card.size is not None and min(card.size) < 1:
        return "“size” is the rows and columns that the network takes"
    return contradiction(card.kind, card.classes, card.spacing_mm)


def _kind(folder: Path) -> ModelKind | None:
    card = folder / CARD
    return _read_kind(card, card.stat().st_mtime_ns) if card.is_file() else None


@lru_cache(maxsize=256)
def _read_kind(card: Path, changed: int) -> ModelKind | None:
    try:
        return _Kind.model_validate_json(card.read_bytes()).kind
    except (OSError, ValidationError):
        return None  # no card of an ONNX model
