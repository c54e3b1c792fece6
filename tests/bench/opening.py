"""Opening a long series beside pydicom in one process: ``python -m tests.bench.opening``.

    python -m tests.bench.opening [--slices 500] [--json FILE]

Slices of 512², raw and JPEG 2000, written into a folder that goes afterwards. Printed are the seconds until
the first slice arrives and until the last, those that a loop over pydicom takes for the same voxels, the peak
memory of the program and its readers together, and the longest wait for Cancel in ten tries: medians of three
turns for the times, the most for the others. Ends with 1 where the first slice takes a second, the whole is
slower than the loop, memory exceeds 1.5 times the volume and 600 MB, or Cancel takes 0.2 s.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil
import pydicom
from pydicom.dataset import FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, JPEG2000Lossless, generate_uid

from ldct_studio.core.errors import Cancelled
from ldct_studio.core.progress import Progress
from ldct_studio.io.opening import open_paths
from tests.bench import timing  # before torch

SIDE = 512
CODES = {"raw": ExplicitVRLittleEndian, "JPEG 2000": JPEG2000Lossless}
_TRIES, _TURNS = 10, 3


def main() -> int:
    """Write, open and compare both encodings."""
    parser = timing.options(__doc__)
    parser.add_argument("--slices", type=int, default=500)
    parser.add_argument("--once", help="one folder, in this process; prints JSON")
    parser.add_argument("--loop", help="one folder with pydicom, in this process; prints JSON")
    chosen = parser.parse_args()
    if chosen.once or chosen.loop:
        print(json.dumps(opened(Path(chosen.once)) if chosen.once else looped(Path(chosen.loop))))
        return 0
    facts, rows, good = timing.machine(), {}, True
    for name, syntax in CODES.items():
        with tempfile.TemporaryDirectory() as folder:
            _write(Path(folder), chosen.slices, syntax)
            os.sync()  # what is still being written would cost whoever comes first
            turns = [_apart("--once", folder) | _apart("--loop", folder) for _ in range(_TURNS)]
        found = {of: statistics.median(turn[of] for turn in turns) for of in ("first", "all", "loop")}
        found |= {of: max(turn[of] for turn in turns) for of in ("peak_mb", "cancel")}
        rows[name] = found
        limit = 1.5 * chosen.slices * SIDE**2 * 4 / 1e6 + 600
        print(
            f"{name}: first slice {found['first']:.2f} s, all {found['all']:.1f} s, pydicom alone "
            f"{found['loop']:.1f} s ({found['loop'] / found['all']:.2f} times as long), peak "
            f"{found['peak_mb']:.0f} of {limit:.0f} MB, Cancel at most {found['cancel'] * 1e3:.0f} ms",
            flush=True,
        )
        good &= found["first"] < 1 and found["all"] <= found["loop"]
        good &= found["peak_mb"] < limit and found["cancel"] < 0.2
    timing.write(chosen.json, facts, rows)
    return 0 if good else 1


def opened(folder: Path) -> dict[str, float]:
    """Open a folder for its times, again for its memory, as watching that takes time, and to cancel it."""
    began, first = time.perf_counter(), list[float]()

    def progress(now: Progress) -> None:
        if now.preview is not None and not first:
            first.append(time.perf_counter() - began)

    study = open_paths([folder], progress)
    took = time.perf_counter() - began
    assert len(study.volumes) == 1
    del study
    with _Peak() as peak:
        open_paths([folder])
    waits = [_cancelled(folder, took * (number + 1) / (_TRIES + 1)) for number in range(_TRIES)]
    return {"first": first[0], "all": took, "peak_mb": peak.mb, "cancel": max(waits)}


def looped(folder: Path) -> dict[str, float]:
    """Return the seconds of a plain loop that reads, sorts and rescales the same slices."""
    began = time.perf_counter()
    slices = [pydicom.dcmread(path) for path in folder.iterdir()]
    slices.sort(key=lambda data: float(data.ImagePositionPatient[2]))
    volume = np.empty((len(slices), SIDE, SIDE), np.float32)
    for row, data in zip(volume, slices, strict=True):
        np.multiply(data.pixel_array, np.float32(data.RescaleSlope), out=row)
        row += np.float32(data.RescaleIntercept)
    return {"loop": time.perf_counter() - began}


def _cancelled(folder: Path, after: float) -> float:
    """Cancel after some seconds; return how long it took until the call came back."""
    wish = list[float]()
    threading.Timer(after, lambda: wish.append(time.perf_counter())).start()
    try:
        open_paths([folder], cancelled=lambda: bool(wish))
    except Cancelled:
        return time.perf_counter() - wish[0]
    return 0.0  # it was quicker


class _Peak:
    """The most memory that this process and its children hold together, private and shared once, in MB."""

    def __enter__(self) -> _Peak:
        self.mb, self._over = 0.0, threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.mb = max(self.mb, sum(_proportional(one) for one in self._family()) / 1e6)

    @staticmethod
    def _family() -> Iterator[psutil.Process]:
        own = psutil.Process()
        yield from (own, *own.children(recursive=True))


def _proportional(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss)
    except psutil.Error:  # it ended meanwhile
        return 0.0


def _apart(option: str, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.opening", option, folder]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ}).stdout
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def _write(folder: Path, slices: int, syntax: str) -> None:
    """Write a series whose pictures are tissue with noise, as hard to pack as those of a scanner."""
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE / 2
    body = np.where((x / 200) ** 2 + (y / 140) ** 2 < 1, 1064, 24)
    noise = np.random.default_rng(1)
    head, series = generate_uid(), generate_uid()
    for number in range(slices):
        picture = body + noise.normal(0, 12, body.shape)
        data = _slice(picture.clip(0).astype(np.uint16), number, head, series)
        if syntax != ExplicitVRLittleEndian:
            data.compress(syntax, generate_instance_uid=False)
        data.save_as(folder / f"{number:04}.dcm", enforce_file_format=True)


def _slice(picture: npt.NDArray[np.uint16], number: int, frame: str, series: str) -> Any:
    data = pydicom.Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, generate_uid()
    data.SeriesInstanceUID, data.FrameOfReferenceUID, data.Modality = series, frame, "CT"
    data.InstanceNumber = number + 1
    data.ImagePositionPatient, data.ImageOrientationPatient = [0, 0, number], [1, 0, 0, 0, 1, 0]
    data.PixelSpacing, data.SliceThickness = [0.8, 0.8], 1
    data.RescaleSlope, data.RescaleIntercept = 1, -1024
    data.Rows, data.Columns = picture.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.PixelData = picture.tobytes()
    return data


if __name__ == "__main__":
    sys.exit(main())
