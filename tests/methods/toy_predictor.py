"""A predictor for tests, run as a command: it writes what the test asks for and knows nothing of the program.

Arguments: what to do, the volume, the answer. It takes small files alone, and imports nothing that is slow.
"""

from __future__ import annotations

import gzip
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

DO, IN, OUT = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
_SHAPE, _TYPE, _SCALE, _SFORM, _CODES, _VOXELS = 42, 70, 112, 280, 252, 352


class Answer:
    """A NIfTI file in the making: where the dense voxels of the volume are."""

    def __init__(self) -> None:
        raw = gzip.decompress(IN.read_bytes())
        self.head = bytearray(raw[:_VOXELS])
        self.shape = struct.unpack_from("<3h", raw, _SHAPE)
        self.affine = [list(struct.unpack_from("<4f", raw, _SFORM + 16 * row)) for row in range(3)]
        kind = {4: "h", 16: "f"}[struct.unpack_from("<h", raw, _TYPE)[0]]
        count = self.shape[0] * self.shape[1] * self.shape[2]
        values = struct.unpack_from(f"<{count}{kind}", raw, _VOXELS)
        self.values: Sequence[float] = [float(value > 300) for value in values]

    def turned(self) -> None:
        """Store the same labels in the same places, the first and the last axis swapped and one reversed."""
        i, j, k = self.shape
        old = {at: self.values[at[0] + i * (at[1] + j * at[2])] for at in product(*map(range, self.shape))}
        self.values = [old[c, b, k - 1 - a] for c, b, a in product(range(i), range(j), range(k))]
        for row in self.affine:
            x, y, z, origin = row
            row[:] = [-z, y, x, origin + z * (k - 1)]
        self.shape = (k, j, i)

    def save(self, path: Path = OUT, kind: str = "h") -> None:
        """Write as int16 (h) or float32 (f)."""
        struct.pack_into("<3h", self.head, _SHAPE, *self.shape)
        struct.pack_into("<2h", self.head, _TYPE, *{"h": (4, 16), "f": (16, 32)}[kind])
        struct.pack_into("<2h", self.head, _CODES, 0, 1)
        for row in range(3):
            struct.pack_into("<4f", self.head, _SFORM + 16 * row, *self.affine[row])
        values = self.values if kind == "f" else [int(value) for value in self.values]
        path.write_bytes(gzip.compress(bytes(self.head) + struct.pack(f"<{len(values)}{kind}", *values)))


def tell(name: str, pid: int) -> None:
    """Leave a process number where the test finds it."""
    if "TOY_PLACE" in os.environ:
        Path(os.environ["TOY_PLACE"], name).write_text(str(pid))


def threshold() -> None:
    """Do what is asked."""
    Answer().save()


def empty() -> None:
    """Find nothing."""
    answer = Answer()
    answer.values = [0.0] * len(answer.values)
    answer.save()


def flipped() -> None:
    """Turn the axes without moving a label."""
    answer = Answer()
    answer.turned()
    answer.save()


def shape() -> None:
    """Lose a slice."""
    answer = Answer()
    i, j, k = answer.shape
    answer.shape, answer.values = (i, j, k - 1), answer.values[: i * j * (k - 1)]
    answer.save()


def spacing() -> None:
    """Forget the size of a voxel."""
    answer = Answer()
    answer.affine = [[1.1 * x, 1.1 * y, 1.1 * z, origin] for x, y, z, origin in answer.affine]
    answer.save()


def mirrored() -> None:
    """Lose the orientation, as a tool does that ignores it."""
    answer = Answer()
    answer.affine[0][0] *= -1
    answer.save()


def nan() -> None:
    """Answer with what is no number."""
    answer = Answer()
    answer.values = [float("nan"), *answer.values[1:]]
    answer.save(kind="f")


def fractional() -> None:
    """Answer with probabilities."""
    answer = Answer()
    answer.values = [0.5 * value for value in answer.values]
    answer.save(kind="f")


def unknown() -> None:
    """Answer with a value that nobody has announced."""
    answer = Answer()
    answer.values = [7 * value for value in answer.values]
    answer.save()


def garbage() -> None:
    """Answer with another kind of file."""
    OUT.write_bytes(b"not a NIfTI file" * 100)


def nothing() -> None:
    """Give no answer."""
    print("nothing to do")


def folder() -> None:
    """Write as nnU-Net does: under the name of the case without its channel, beside other files."""
    (OUT.parent / "plans.json").write_text("{}")
    Answer().save(OUT.parent / "case.nii.gz")


def crash() -> None:
    """Fail."""
    print("loading weights")
    raise ValueError("the weights are damaged")


def loud() -> None:
    """Print 50 MB."""
    line = b"x" * 999 + b"\n"
    for _ in range(50):
        sys.stdout.buffer.write(line * 1000)
    threshold()


def hang() -> None:
    """Never end."""
    tell("parent", os.getpid())
    threading.Event().wait(60)


def deaf() -> None:
    """Never end, not even when asked to."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang()


def child() -> None:
    """Start a process that goes on in a session of its own, and answer."""
    words = [sys.executable, "-S", "-c", "import threading; threading.Event().wait(60)"]
    tell("child", subprocess.Popen(words, start_new_session=True).pid)
    threshold()


def memory() -> None:
    """Take 640 MB and keep it."""
    held = [bytearray(b"x" * (16 << 20)) for _ in range(40)]
    threading.Event().wait(60)
    del held


def environment() -> None:
    """Say which variables there are."""
    Path(os.environ["TOY_PLACE"], "environment").write_text("\n".join(sorted(os.environ)))
    threshold()


_ALL: list[Callable[[], None]] = [
    *(threshold, empty, flipped, shape, spacing, mirrored, nan, fractional, unknown, garbage, nothing),
    *(folder, crash, loud, hang, deaf, child, memory, environment),
]
next(one for one in _ALL if one.__name__ == DO)()
