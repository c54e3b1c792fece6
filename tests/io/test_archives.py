"""Zip archives: what is in them opens, nothing leads out of them, bombs are refused, nothing stays behind."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from ldct_studio.core.errors import Cancelled, LoadError
from ldct_studio.io import archive, unpacked
from ldct_studio.io.archive import Archive
from ldct_studio.io.entry_names import why_not
from ldct_studio.io.opening import open_paths
from ldct_studio.io.tags import TagReader
from ldct_studio.io.thumbnails import Thumbnail, thumbnails
from tests.io.conftest import Array

AFFINE = np.array([[-0.7, 0, 0, 10], [0, -0.8, 0, 20], [0, 0, 2.5, 100], [0, 0, 0, 1.0]])


@pytest.fixture(autouse=True)
def _nothing_stays_unpacked(home: Path) -> Iterator[None]:
    yield
    unpacked.drop_all()
    assert left(home) == []


def left(home: Path) -> list[Path]:
    return sorted((home / "cache" / "unpacked").glob("*"))


def zipped(path: Path, *files: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return path


def unix(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def left_out(path: Path) -> dict[str, str]:
    """Return why each entry of an archive may not be unpacked, by the word in quotes."""
    sentences = Archive(path).listing().left_out
    return {sentence.split("“")[1].split("”")[0]: sentence for sentence in sentences}


def names(path: Path) -> list[str]:
    return [entry.name for entry in Archive(path).listing().entries]


def test_an_archive_of_a_series_opens_and_goes(
    tmp_path: Path, home: Path, hu: Array, write_series: Callable[..., list[Path]]
) -> None:
    paths = write_series(tmp_path / "scan", hu)
    broken = paths[2].read_bytes()[:900]
    files = [(f"patient/CT 1/{path.name}", path.read_bytes()) for path in paths]
    made = zipped(tmp_path / "scan.zip", *files, ("patient/bad.dcm", broken), ("../out.dcm", files[0][1]))
    with zipfile.ZipFile(made, "a") as more:
        more.writestr("nested.zip", b"PK")
    study = open_paths([made])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert study.path == str(made)
    said = " ".join(study.facts.warnings)
    assert "“out.dcm” in the archive leads out of the archive and was left out." in said
    assert "“bad.dcm”" in said
    folder, lock = left(home)
    assert lock.name == f"{folder.name}.lock"
    if os.name == "posix":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_dir()}
        assert modes == {0o700}
        assert stat.S_IMODE(folder.parent.stat().st_mode) == stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(p.stat().st_mode) for p in folder.rglob("*") if p.is_file()} == {0o600}
    assert not (tmp_path / "out.dcm").exists()
    assert not (home / "cache" / "out.dcm").exists()
    reader = TagReader()
    try:
        assert reader.read(Path(study.facts.files[0]), True, lambda: False).elements
    finally:
        reader.close()
    again = open_paths([made], series=study.facts.series[0].key)
    assert left(home) == [folder, lock], "unpacked once"
    assert np.array_equal(again.first.data.numpy(), hu)


def test_volumes_of_an_archive_keep_their_names(
    tmp_path: Path, hu: Array, write_nifti: Callable[..., Path]
) -> None:
    data = np.ascontiguousarray(hu.transpose(2, 1, 0))
    mask = (data == 1500).astype(np.uint8)
    one = write_nifti(tmp_path / "one_ct.nii.gz", data, AFFINE).read_bytes()
    two = write_nifti(tmp_path / "two.nii", data + 1, AFFINE).read_bytes()
    labels = write_nifti(tmp_path / "mask.nii.gz", mask, AFFINE).read_bytes()
    table = b"1,liver\n"
    files = (("a\\one_ct.nii.gz", one), ("b/two.nii", two), ("a/mask.nii.gz", labels), ("a/mask.csv", table))
    made = zipped(tmp_path / "v.zip", *files)
    study = open_paths([made])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert study.labels["mask"].labels[0].name == "liver"
    keys = [line.key for line in study.facts.series]
    assert keys == [str(made / "a" / "one_ct.nii.gz"), str(made / "b" / "two.nii")]
    unpacked.drop_all()  # as another start of the program
    assert np.array_equal(open_paths([made], series=keys[1]).first.data.numpy(), hu + 1)
    pictures = [outcome.result for outcome in thumbnails(study.facts.series, lambda: False)]
    assert not any(isinstance(picture, Thumbnail) for picture in pictures), "they were dropped"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        *((name, "leads out") for name in ("../x", "a/../../x", "..\\x", "a/../b")),
        *((name, "absolute") for name in ("/etc/x", "\\x", "C:\\x", "c:x", "//server/x")),
        *(
            (name, "device")
            for name in ("CON", "a/nul.dcm", "Aux.txt", "COM1", "lpt9.nii.gz", "PRN .x", "com¹", "CONIN$")
        ),
        *((name, "characters") for name in ("a\tb", "ab:c", "a*b", "x?", 'a"b', "a\x7fb")),
        *((name, "dot or a space") for name in ("a.", "a /b", "a//b", "./x")),
        *((name, "too long") for name in ("a" * 256, "ä" * 200, "a/" * 40 + "x")),
    ],
)
def test_names_that_may_not_be_files_are_left_out(tmp_path: Path, name: str, reason: str) -> None:
    made = zipped(tmp_path / "v.zip", (name, b"1"), ("good/é 😀.dcm", b"2"))
    assert names(made) == ["good/é 😀.dcm"]
    [sentence] = left_out(made).values()
    assert reason in sentence
    assert why_not(name.replace("\\", "/"))


def test_links_devices_and_clashing_names_are_left_out(tmp_path: Path) -> None:
    made = zipped(
        tmp_path / "v.zip",
        (unix("link", stat.S_IFLNK | 0o777), b"/etc/passwd"),
        (unix("pipe", stat.S_IFIFO | 0o666), b""),
        (unix("file", stat.S_IFREG | 0o4777), b"1"),
        ("Scan/A.dcm", b"1"),
        ("scan/a.DCM", b"2"),
        ("caf\u00e9", b"1"),
        ("cafe\u0301", b"2"),
        ("Scan", b"3"),
        ("file/inside", b"4"),
        ("folder/", b""),
    )
    assert names(made) == ["file", "Scan/A.dcm", "caf\u00e9"]
    reasons = left_out(made)
    assert "is a link" in reasons["link"]
    assert "no regular file" in reasons["pipe"]
    clashing = [sentence for sentence in reasons.values() if "name of another entry" in sentence]
    assert len(clashing) == 4


def test_encrypted_and_oddly_packed_entries_are_left_out(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "v.zip", ("a", b"1"), ("b", b"2"), ("c", b"3")).read_bytes())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[first + 8] |= 1
    content[second + 10] = 77
    (tmp_path / "v.zip").write_bytes(content)
    assert names(tmp_path / "v.zip") == ["c"]
    reasons = left_out(tmp_path / "v.zip")
    assert "is encrypted" in reasons["a"]
    assert "packed in a way" in reasons["b"]


def test_bombs_are_refused(tmp_path: Path) -> None:
    flat = zipped(tmp_path / "flat.zip", ("zeros", bytes(20 << 20)))
    with pytest.raises(LoadError, match="more than 100 times its size"):
        Archive(flat)
    noise = np.random.default_rng(1).bytes(2 << 20)
    files = (("zeros", bytes(20 << 20)), ("noise", noise), ("small", bytes(9999)))
    mixed = zipped(tmp_path / "mixed.zip", *files)
    assert names(mixed) == ["noise", "small"]
    assert "more than 100 times its size" in left_out(mixed)["zeros"]
    content = bytearray(zipped(tmp_path / "huge.zip", ("a", noise), ("b", noise)).read_bytes())
    for at in (content.find(b"PK\x01\x02"), content.rfind(b"PK\x01\x02")):
        content[at + 24 : at + 28] = struct.pack("<L", 0xFFFFFFF0)
    many = bytes(content)
    (tmp_path / "huge.zip").write_bytes(many)
    with pytest.raises(LoadError, match="and was not unpacked"):
        Archive(tmp_path / "huge.zip")


def test_too_many_entries_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = zipped(tmp_path / "many.zip", *((str(number), b"") for number in range(60)))
    assert len(names(made)) == 60
    monkeypatch.setattr(archive, "MOST_ENTRIES", 59)
    with pytest.raises(LoadError, match="more than 59 files"):
        Archive(made)
    monkeypatch.setattr(archive, "MOST_ENTRIES", 20_000)
    content = bytearray(made.read_bytes())
    content[-10:-6] = struct.pack("<L", 0x7FFFFFFF)
    made.write_bytes(content)
    with pytest.raises(LoadError, match="more than 20,000 files"):
        Archive(made)


def test_an_archive_of_the_64_bit_kind_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "v.zip", "w") as made, made.open("a", "w", force_zip64=True) as file:
        file.write(b"hello")
    with zipfile.ZipFile(tmp_path / "v.zip", "a") as made:
        made.comment = b"a comment"
    opened = Archive(tmp_path / "v.zip")
    assert [entry.size for entry in opened.listing().entries] == [5]
    assert b"".join(opened.chunks(0)) == b"hello"


@pytest.mark.parametrize("content", [b"", b"PK\5\6", b"no archive" * 99, b"PK\5\6" + b"\xff" * 18])
def test_broken_archives_end_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.zip").write_bytes(content)
    with pytest.raises(LoadError):
        Archive(tmp_path / "v.zip")


def test_every_cut_and_change_of_an_archive_is_an_answer(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "v.zip", ("a/b", b"hello" * 50), ("c", b"x" * 900)).read_bytes()
    generator = np.random.default_rng(2)
    answers = set()
    for number in range(300):
        changed = np.frombuffer(whole, np.uint8).copy()
        changed[generator.integers(0, len(whole), 3)] = generator.integers(0, 256, 3)
        content = changed.tobytes() if number % 3 else whole[: generator.integers(0, len(whole))]
        (tmp_path / "v.zip").write_bytes(content)
        try:
            opened = Archive(tmp_path / "v.zip")
            for entry in opened.listing().entries:
                for chunk in opened.chunks(entry.number):
                    answers.add(chunk)
            opened.close()
        except LoadError as error:
            answers.add(str(error))
    assert len(answers) > 3


def test_damaged_entries_are_listed_and_an_archive_without_good_ones_is_refused(
    tmp_path: Path, home: Path, hu: Array, write_nifti: Callable[..., Path]
) -> None:
    data = np.ascontiguousarray(hu.transpose(2, 1, 0))
    scan = write_nifti(tmp_path / "v_ct.nii", data, AFFINE).read_bytes()
    made = zipped(tmp_path / "v.zip", ("bad.nii", scan[::-1]), ("v_ct.nii", scan))
    content = bytearray(made.read_bytes())
    content[200:210] = b"\xff" * 10
    made.write_bytes(content)
    study = open_paths([made])
    assert np.array_equal(study.first.data.numpy(), hu)
    assert "“bad.nii” in the archive is broken inside the archive." in study.facts.warnings
    alone = zipped(tmp_path / "bad.zip", ("../v.nii", scan))
    with pytest.raises(LoadError, match="leads out of the archive"):
        open_paths([alone])
    with pytest.raises(LoadError, match="archive without files"):
        open_paths([zipped(tmp_path / "empty.zip")])
    with pytest.raises(Cancelled):
        open_paths([zipped(tmp_path / "c.zip", ("v.nii", scan))], cancelled=lambda: True)
    assert len(left(home)) == 2, "the one that opened"


def test_what_a_killed_program_left_goes_at_the_next_start(tmp_path: Path, home: Path) -> None:
    made = zipped(tmp_path / "v.zip", ("a.txt", b"hello"))
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from ldct_studio.io.reader import Limits, Readers\n"
        "from ldct_studio.io.unpacked import unpacked\n"
        "with Readers(Limits(), lambda: False) as readers:\n"
        "    print(unpacked(readers, Path(sys.argv[1]), lambda progress: None)[0])\n"
        "sys.stdout.flush()\n"
        "os._exit(9) if sys.argv[2] == 'killed' else None\n"
    )

    def run(how: str) -> Path:
        command = [sys.executable, "-c", script, str(made), how]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        return Path(done.stdout.strip())

    assert not run("ended").exists()
    assert left(home) == []
    folder = run("killed")
    assert (folder / "a.txt").read_bytes() == b"hello"
    unpacked.clear_left_behind()
    assert left(home) == []


def test_a_cache_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, hu: Array, write_series: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> Path:
        raise OSError(28, "No space left on device")

    made = zipped(
        tmp_path / "scan.zip", *((p.name, p.read_bytes()) for p in write_series(tmp_path / "s", hu))
    )
    monkeypatch.setattr(unpacked, "_root", full)
    monkeypatch.setattr(unpacked, "clear_left_behind", lambda: None)
    with pytest.raises(LoadError, match="could not be unpacked \\(no space left on device\\)"):
        open_paths([made])


def test_a_folder_of_archives_alone_says_that_they_were_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    zipped(tmp_path / "in" / "a.zip", ("x.txt", b"x"))
    with pytest.raises(LoadError, match=r"“a.zip” is an archive further down"):
        open_paths([tmp_path / "in"])
