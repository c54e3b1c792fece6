"""What an evaluation leaves behind: a table, a report, and what does not hold."""

from __future__ import annotations

import math
from pathlib import Path

from ldct_studio.training.findings import Verdict, said_p, said_verdicts, write_findings


def test_claims_are_lines_of_at_most_100_columns() -> None:
    found = (Verdict("It falls.", True, ("word " * 40,)), Verdict("It rises.", False, ()))
    lines = list(said_verdicts(found))
    assert max(map(len, lines)) <= 100
    assert lines[0].split(maxsplit=1) == ["holds", "It falls."]
    assert "DOES NOT HOLD  It rises." in lines[-1]
    assert "word" in lines[1]
    assert list(said_verdicts((Verdict("It bends.", None, ()),))) == ["  not tested     It bends."]


def test_p_is_short() -> None:
    assert [said_p(p) for p in (0.5, 0.0123, 2e-7, math.nan)] == ["0.500", "0.012", "2e-07", "–"]


def test_what_is_unmet_has_a_file_while_it_is(tmp_path: Path) -> None:
    write_findings(tmp_path, ("a", "b"), [(1, "x"), (2, "y")], "All.\n", ["It rises."])
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").split() == ["a,b", "1,x", "2,y"]
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "All.\n"
    assert (tmp_path / "unmet.txt").read_text(encoding="utf-8") == "It rises.\n"
    write_findings(tmp_path, ("a",), [], "All.\n", [])
    assert not (tmp_path / "unmet.txt").exists()
