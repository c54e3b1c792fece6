"""Dataclasses to JSON and back: look-alikes stay apart, other versions lose only what they do not know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf, nan
from typing import Literal

import numpy as np
import pytest

from ldct_studio.core.encoding import DecodeError, decode, encode
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step


@dataclass(frozen=True)
class Disc:
    """A thing with a width."""

    width: float = 1.0
    tags: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class Box:
    """Another thing with a width and tags."""

    width: float = 1.0
    tags: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class Shelf:
    """Things of both kinds."""

    things: tuple[Disc | Box, ...] = ()
    first: Disc | Box | None = None
    mode: Literal["a", "b"] = "a"
    place: tuple[float, float] | None = None


def through_json(kind: object, value: object) -> object:
    return decode(kind, json.loads(json.dumps(encode(value), allow_nan=False)))


def test_look_alikes_come_back_as_what_they_were() -> None:
    shelf = Shelf((Disc(2), Box(2, frozenset({("x", 1), ("y", 2)}))), Box(), "b", (1, 2.5))
    back = through_json(Shelf, shelf)
    assert back == shelf
    assert [type(thing) for thing in back.things] == [Disc, Box]  # type: ignore[attr-defined]


def test_settings_keep_their_types() -> None:
    step = Step("denoiser", "tv", (("a", True), ("b", 1), ("c", 1.5), ("d", "1"), ("e", None)))
    back = through_json(Lane, Lane("TV", (step,)))
    assert back == Lane("TV", (step,))
    assert [type(value) for _, value in back.steps[0].config] == [bool, int, float, str, type(None)]  # type: ignore[attr-defined]


def test_numbers_of_numpy_are_numbers_and_no_number_is_null() -> None:
    assert encode((np.float32(0.5), np.int64(3), nan, inf)) == [0.5, 3, None, None]


def test_what_is_no_value_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="ndarray cannot be written"):
        encode(Disc(np.zeros(3)))  # type: ignore[arg-type]


def test_fields_of_other_versions_are_named_or_take_their_defaults() -> None:
    unknown: set[str] = set()
    data = {"is": "Shelf", "things": [{"is": "Disc", "depth": 3}], "legs": 4}
    assert decode(Shelf, data, unknown) == Shelf((Disc(),))  # type: ignore[arg-type]
    assert unknown == {"depth", "legs"}


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        [],
        {},
        {"is": "Disc"},
        {"is": "os.system", "width": 1},
        {"is": ["Shelf"]},
        {"is": "Shelf", "things": 3},
        {"is": "Shelf", "things": [{"is": "Shelf"}]},
        {"is": "Shelf", "mode": "c"},
        {"is": "Shelf", "place": [1.0]},
        {"is": "Shelf", "place": [1.0, "left"]},
    ],
)
def test_what_is_not_the_type_is_refused(data: object) -> None:
    with pytest.raises(DecodeError):
        decode(Shelf, data)  # type: ignore[arg-type]


def test_a_value_that_refuses_itself_is_refused() -> None:
    with pytest.raises(DecodeError):
        decode(Step, {"is": "Step", "kind": "shell", "name": "rm"})
