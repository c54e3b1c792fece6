"""The reader process dies, hangs and misbehaves; all that is seen of it is a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil
import pytest

from ldct_studio.core.errors import Cancelled, LoadError
from ldct_studio.core.shared import SharedBlock
from ldct_studio.io import opening
from ldct_studio.io.opening import open_paths
from ldct_studio.io.reader import Limits, Reader, ReaderDiedError, Readers

Array = npt.NDArray[Any]
Write = Callable[..., list[Path]]
FAULTY = "tests.io.failing_reader"


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every opening use the reader with faults."""
    monkeypatch.setattr(opening, "Readers", partial(Readers, module=FAULTY))


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Readers(Limits(seconds=1.0), lambda: False, FAULTY) as readers:
        yield readers.one()


def readers() -> list[int]:
    """Return the reader processes that this process has started and that still run."""
    found = psutil.Process().children(recursive=True)
    return [child.pid for child in found if "ldct_studio.io" in _command(child)]


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # it ended meanwhile
        return ""


def ask(reader: Reader, path: Path) -> dict[str, Any]:
    return reader.ask({"do": "head", "path": str(path)}, lambda: False)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [("abort", "ended the process"), ("hang", "took longer than 1 s"), ("hungry", "more memory")],
)
def test_a_file_that_kills_the_reader_is_left_out(
    tmp_path: Path, hu: Array, write_series: Write, faulty: None, fault: str, sentence: str
) -> None:
    paths = write_series(tmp_path / "series", hu)
    paths[5].rename(paths[5].with_name(f"a-{fault}.dcm"))
    study = open_paths([tmp_path / "series"], limits=Limits(seconds=1.0))
    assert np.array_equal(study.first.data.numpy(), hu[:5])
    [warning] = study.facts.warnings
    assert f"“a-{fault}.dcm”" in warning
    assert sentence in warning


@pytest.mark.parametrize("fault", ["abort", "panic"])
def test_a_slice_that_kills_the_decoder_is_empty(
    tmp_path: Path, hu: Array, write_series: Write, faulty: None, fault: str
) -> None:
    paths = write_series(tmp_path / "series", hu)
    paths[1].rename(paths[1].with_name(f"decode-{fault}.dcm"))
    study = open_paths([tmp_path / "series"])
    data = study.first.data.numpy()
    assert (data[1] == -1024).all()
    assert np.array_equal(data[[0, 2, 3, 4, 5]], hu[[0, 2, 3, 4, 5]])
    [warning] = study.facts.warnings
    assert "its slice is shown empty" in warning


@pytest.mark.parametrize("fault", ["network", "program", "write"])
def test_the_reader_is_confined(tmp_path: Path, reader: Reader, fault: str) -> None:
    path = tmp_path / fault
    with pytest.raises(LoadError, match="PermissionError"):
        ask(reader, path)
    assert not path.exists()


def test_an_unexpected_error_tells_its_kind_and_no_name(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(LoadError, match="RuntimeError") as caught:
        ask(reader, tmp_path / "secret")
    assert "CANARY" not in str(caught.value)


def test_cancel_ends_a_hanging_reader_at_once(
    tmp_path: Path, hu: Array, write_series: Write, faulty: None
) -> None:
    write_series(tmp_path, hu)[0].rename(tmp_path / "hang.dcm")
    before = psutil.Process().children()
    asked: list[float] = []

    def cancelled() -> bool:
        if len(psutil.Process().children()) > len(before):
            asked.append(time.monotonic())
        return len(asked) > 25

    with pytest.raises(Cancelled):
        open_paths([tmp_path], cancelled=cancelled)
    assert time.monotonic() - asked[25] < 0.2
    assert len(psutil.Process().children()) == len(before)


def test_no_reader_is_left_behind(
    tmp_path: Path, hu: Array, write_series: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []  # by this process: others that run tests have blocks of their own
    create = SharedBlock.create

    def noted(size: int) -> SharedBlock:
        made.append(create(size))
        return made[-1]

    monkeypatch.setattr(SharedBlock, "create", noted)
    write_series(tmp_path, hu)
    before = set(readers())
    open_paths([tmp_path])
    assert set(readers()) == before
    assert made
    if sys.platform == "linux":
        assert not {block.name for block in made}.intersection(os.listdir("/dev/shm"))


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_a_busy_reader_dies_with_its_parent(tmp_path: Path) -> None:
    script = (
        "from ldct_studio.io.reader import *\n"
        f"reader = Readers(Limits(), lambda: False, {FAULTY!r}).one()\n"
        "reader.ask({'do': 'head', 'path': '/etc/hostname'}, lambda: False)\n"
        "stopped = lambda: print(reader._child.pid, flush=True)\n"
        "reader.ask({'do': 'head', 'path': '/hang'}, stopped)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    assert psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    process.kill()
    process.wait()
    process.stdout.close()
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_dead_reader_starts_again(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(ReaderDiedError):
        ask(reader, tmp_path / "abort")
    (tmp_path / "text").write_text("no picture")
    assert ask(reader, tmp_path / "text")["kind"] == "foreign"


def test_the_reader_never_imports_torch() -> None:
    script = (
        "import sys\n"
        "from ldct_studio.io import process, dicom_files, dicom_pixels, nifti, arrays, archive\n"
        "from ldct_studio.io import meta_image, nrrd, tiff, dicomdir\n"
        "import nibabel, gdcm, openjpeg, jpeg_ls, rle, tifffile\n"
        "sys.exit('torch' in sys.modules or 'PySide6' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
