"""Pictures and movies hold their pixels and their words, or there is no file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled, GeometryError, StudioError
from ldct_studio.io.picture_writing import Pixels, png, save_movie, save_pictures, save_png

WORDS = {
    "Description": "Simulated dose 17 %, seed 7, not for diagnosis",
    "Comment": "σₑ < 5",
    "Software": "LDCT Studio",
}


def _pictures(count: int = 4) -> Iterator[Pixels]:
    for number in range(count):
        picture = np.zeros((24, 40, 3), np.uint8)
        picture[number : number + 6, 8:20] = 60 * number
        yield picture


def test_a_picture_keeps_every_pixel_and_its_words(tmp_path: Path) -> None:
    wanted = np.random.default_rng(1).integers(0, 256, (20, 30, 3)).astype(np.uint8)
    save_png(wanted, tmp_path / "a.png", WORDS)
    with Image.open(tmp_path / "a.png") as read:
        assert np.array_equal(np.asarray(read), wanted)
        assert read.info["Description"] == WORDS["Description"]
        assert read.info["Software"] == "LDCT Studio"
    assert png(wanted).startswith(b"\x89PNG")


@pytest.mark.parametrize("ending", [".webp", ".gif"])
def test_a_movie_has_every_picture_and_its_words(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"movie{ending}"
    save_movie(_pictures(), path, 8, WORDS)
    with Image.open(path) as movie:
        assert movie.n_frames == 4  # type: ignore[attr-defined]
        said = (movie.info.get("comment") or movie.info["xmp"]).decode()
        assert WORDS["Description"] in said
        assert "σₑ" in said
        for number, wanted in enumerate(_pictures()):
            movie.seek(number)
            movie.load()
            assert movie.info["duration"] in (120, 125)
            found = np.asarray(movie.convert("RGB")).astype(int)
            assert np.abs(found - wanted).mean() < 3
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_single_pictures_are_numbered_and_exact(tmp_path: Path) -> None:
    save_pictures(_pictures(), tmp_path / "out", WORDS)
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["0001.png", "0002.png", "0003.png", "0004.png"]
    for file, wanted in zip(files, _pictures(), strict=True):
        with Image.open(file) as read:
            assert np.array_equal(np.asarray(read), wanted)
            assert read.info["Description"] == WORDS["Description"]


def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(StudioError, match="already holds something"):
        save_pictures(_pictures(), tmp_path / "out", WORDS)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["movie.webp", "movie.gif", "folder"])
def test_nothing_is_left_of_a_movie_that_failed_or_was_stopped(tmp_path: Path, name: str) -> None:
    def broken() -> Iterator[Pixels]:
        yield from _pictures(2)
        raise GeometryError("There is no third picture.")

    def write(pictures: Iterator[Pixels]) -> None:
        if name == "folder":
            save_pictures(pictures, tmp_path / name, WORDS)
        else:
            save_movie(pictures, tmp_path / name, 8, WORDS)

    with pytest.raises(GeometryError, match="no third"):
        write(broken())
    asked: list[int] = []
    with pytest.raises(Cancelled), stop_when(lambda: asked.append(1) or len(asked) > 2):
        write(_pictures(9))
    assert list(tmp_path.iterdir()) == []


def test_a_movie_needs_a_picture_and_an_ending(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="no picture"):
        save_movie(iter(()), tmp_path / "movie.gif", 8, WORDS)
    with pytest.raises(StudioError, match=r"\.webp or \.gif"):
        save_movie(_pictures(), tmp_path / "movie.avi", 8, WORDS)


def test_a_full_disk_leaves_the_old_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    save_png(next(_pictures()), path, WORDS)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StudioError, match="no space left"):
        save_png(next(_pictures()) + 1, path, WORDS)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.png"]
