"""The wheel holds every file of the program, and what is in it opens from there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME = "org.ldct_studio.Studio"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def _files(folder: str) -> dict[str, Path]:
    """Return the shipped files of a folder by their name below it."""
    top = ROOT / folder
    files = [path for path in top.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return {path.relative_to(top).as_posix(): path for path in files}


@pytest.mark.parametrize(
    ("folder", "inside"),
    [
        ("ldct_studio", "ldct_studio"),
        ("resources", "ldct_studio/_resources"),
        ("plugins", "ldct_studio/_plugins"),
    ],
)
def test_the_wheel_holds_every_file_of(wheel: zipfile.ZipFile, folder: str, inside: str) -> None:
    files = _files(folder)
    assert files
    for name, path in files.items():
        assert wheel.read(f"{inside}/{name}") == path.read_bytes()


def test_the_wheel_installs_a_command_and_a_menu_entry(wheel: zipfile.ZipFile) -> None:
    (entries,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "ldct-studio = ldct_studio.__main__:main" in wheel.read(entries).decode()
    data = {name.partition(".data/data/")[2] for name in wheel.namelist() if ".data/data/" in name}
    assert data == {
        f"share/applications/{NAME}.desktop",
        f"share/metainfo/{NAME}.metainfo.xml",
        f"share/icons/hicolor/scalable/apps/{NAME}.svg",
    }


def test_everything_in_the_wheel_opens(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "installed"),
        "LDCT_STUDIO_HOME": str(tmp_path / "home"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    words = [sys.executable, str(ROOT / "tests" / "wheel_opening.py"), str(tmp_path / "installed")]
    done = subprocess.run(
        words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    folders = "ldct_studio/_resources/", "ldct_studio/_plugins/"
    shipped = {name.partition("/")[2] for name in wheel.namelist() if name.startswith(folders)}
    assert set(done.stdout.splitlines()) == shipped - {"_resources/models/README.md"}  # for people
