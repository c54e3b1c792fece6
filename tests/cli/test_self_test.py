"""The self-test: every part passes here, and one that does not is named and makes the exit code 1."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ldct_studio.cli import main
from ldct_studio.cli.self_test import codecs, exports, lanes, libraries, plugs
from ldct_studio.core.study import Study


def _no_window(paths: list[Path], demo: bool) -> int:
    raise AssertionError("the self-test opened the window")


@pytest.mark.slow
@pytest.mark.usefixtures("registry")
def test_every_part_works(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr(lanes, "demo_study", lambda: Study("Demo", {"scan": codecs.truth()}))
    assert main(["self-test"], _no_window, lambda folder: "a window") == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == "Everything works"
    assert all(line.startswith("ok ") for line in lines)
    names = {line[6:28].strip() for line in lines}
    assert names >= {
        check.name for check in (*codecs.CHECKS, *plugs.CHECKS, *exports.CHECKS, *libraries.CHECKS)
    }
    assert names >= {"demo", "lane SIRT", "lane of the drop-in", "lane segmenter", "window"}
    assert os.environ["LDCT_STUDIO_HOME"] == str(home)
    assert not (home / "data" / "plugins").exists()


@pytest.mark.usefixtures("registry")
def test_a_part_that_fails_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path) -> str:
        raise ImportError("no such\nlibrary")

    for module in (codecs, plugs, exports, libraries):
        monkeypatch.setattr(module, "CHECKS", ())
    monkeypatch.setattr(lanes, "checks", lambda picture: ())
    monkeypatch.setattr(lanes, "demo", lambda folder: "")
    assert main(["self-test"], _no_window, broken) == 1
    _, line, last = capsys.readouterr().out.splitlines()
    assert line.startswith("FAIL  window")
    assert line.endswith("ImportError: no such library")
    assert last == "1 failed"


def test_without_the_extra_for_training_no_job_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Untrained:
        @staticmethod
        def missing() -> str:
            return "needs the extra train: pip install ldct-studio[train]"

    monkeypatch.setattr(plugs, "find", lambda step: Untrained)
    (job,) = (check for check in plugs.CHECKS if check.name == "job")
    assert job.attempt(tmp_path) == "not installed: the extra train"
