"""Where the user's folders are: one name for one folder, wherever a process starts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ldct_studio.core.paths import data_dir


@pytest.mark.parametrize("home", ["real", "link", "real/../link"])
def test_a_home_has_one_name_also_for_the_processes_that_are_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LDCT_STUDIO_HOME", home)
    assert data_dir() == tmp_path / "real" / "data"
    assert os.environ["LDCT_STUDIO_HOME"] == str(tmp_path / "real")
