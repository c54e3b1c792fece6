"""The rows of a table survive an interruption."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ldct_studio.core.errors import PluginError
from ldct_studio.core.resources import Resources
from ldct_studio.training.run import FabricRun
from ldct_studio.training.tables import KeptRows


@dataclass(frozen=True)
class Row:
    name: str
    value: float | None


@dataclass(frozen=True)
class Longer(Row):
    more: int = 0


def test_rows_survive_an_interruption(tmp_path: Path) -> None:
    rows = [Row("A", 1.5), Row("B", None)]
    first = KeptRows(Row)
    for step in FabricRun(tmp_path, 1, Resources(), lambda event: None).steps(2, {"table": first}):
        first.add([rows[step]])
    again = KeptRows(Row, [Row("made before", 0.0)])
    assert list(FabricRun(tmp_path, 1, Resources(), lambda event: None).steps(2, {"table": again})) == []
    assert again.rows == first.rows == rows
    longer = KeptRows(Longer)
    with pytest.raises(PluginError, match="of another recipe"):
        list(FabricRun(tmp_path, 1, Resources(), lambda event: None).steps(2, {"table": longer}))
