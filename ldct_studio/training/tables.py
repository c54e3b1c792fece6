"""The rows of the table of an evaluation, which goes on after an interruption."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


class KeptRows(Generic[Row]):
    """The rows of a table, which a checkpoint holds: dataclasses of one kind, with plain values."""

    def __init__(self, kind: type[Row], rows: Iterable[Row] = ()) -> None:
        self._names = tuple(field.name for field in fields(kind))
        self._made: Callable[..., Row] = kind
        self.rows = list(rows)

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows."""
        self.rows.extend(rows)

    def state_dict(self) -> dict[str, object]:
        """Return the rows as plain lists."""
        return {"rows": [list(astuple(row)) for row in self.rows]}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Take rows over; raise KeyError or ValueError where they are not of this kind."""
        rows = state_dict["rows"]
        assert isinstance(rows, list)
        self.rows = [self._made(**dict(zip(self._names, row, strict=True))) for row in rows]
