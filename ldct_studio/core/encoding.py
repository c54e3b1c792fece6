"""Encoding: frozen dataclasses as JSON holds them, and back; what is read can only become data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from math import isfinite
from numbers import Integral, Real
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from .errors import StudioError

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
TAG = "is"
"""The key that says which dataclass an object was, so that one of several that look alike comes back."""
_NOT_VALUES = (ValidationError, StudioError, ValueError, TypeError, ArithmeticError)


class DecodeError(ValueError):
    """What was read is not what was asked for."""


def encode(value: object) -> Json:
    """Return a value made of frozen dataclasses, tuples, sets, strings and numbers as JSON holds it.

    A number that is not finite becomes null. Raises TypeError for anything else.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {TAG: type(value).__name__, **parts}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted((encode(item) for item in value), key=repr)
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if isfinite(value) else None
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def decode(kind: Any, data: Json, unknown: set[str] | None = None) -> Any:
    """Return the value of a type, such as ``tuple[Pane, ...]``, that ``encode`` wrote as ``data``.

    Names of fields that the type does not have go into ``unknown``; fields that ``data`` lacks take their
    defaults. Raises DecodeError.
    """
    known = {cls.__name__: cls for cls in _dataclasses(kind)}
    try:
        built = _built(data, known, set() if unknown is None else unknown)
        return _adapter(kind).validate_python(built)
    except _NOT_VALUES as error:
        raise DecodeError(str(error)) from error


def _built(data: Json, known: dict[str, type], unknown: set[str]) -> object:
    """Return the data with every tagged object made the dataclass that it was, the innermost first."""
    if isinstance(data, list):
        return [_built(item, known, unknown) for item in data]
    if not isinstance(data, dict):
        return data
    cls = known.get(str(data.get(TAG)))
    if cls is None:
        raise DecodeError(f"“{data.get(TAG)}” is not known")
    names = {field.name for field in dataclasses.fields(cls)}
    unknown.update(data.keys() - names - {TAG})
    parts = {name: _built(data[name], known, unknown) for name in data if name in names}
    return _adapter(cls).validate_python(parts)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _dataclasses(kind: Any) -> tuple[type, ...]:
    """Return the dataclasses that a type is made of."""
    return tuple(dict.fromkeys(_walk(kind, set())))


def _walk(kind: Any, seen: set[Any]) -> Iterator[type]:
    if kind in seen:
        return
    seen.add(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind
        hints = get_type_hints(kind)
        for field in dataclasses.fields(kind):
            yield from _walk(hints[field.name], seen)
    for part in get_args(kind):
        if not isinstance(part, str | int | bool | float):
            yield from _walk(part, seen)
