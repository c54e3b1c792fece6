"""Campaigns: damaged and hostile files opened by the program's own way, in its reader process.

``python -m tests.robustness.campaign [--full] [NAME]...`` prints what became of them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from unittest.mock import patch

import psutil

from ldct_studio.core.errors import StudioError
from ldct_studio.io import opening
from ldct_studio.io.opening import open_paths
from ldct_studio.io.reader import Limits, Readers

from . import hostile, mutants
from .hostile import Named

SEED = 20261130
MEMORY, SECONDS = 2 << 30, 10.0


@dataclass(frozen=True)
class Campaign:
    """Files from a count and a seed, and how many are opened: in the tests, in a campaign, in a full one."""

    files: Callable[[int, int], Iterable[Named]]
    test: int
    quick: int
    full: int


CAMPAIGNS = {
    "truncated": Campaign(mutants.truncated, 40, 200, 2000),
    "flipped": Campaign(mutants.flipped, 105, 1000, 10_000),
    "hostile": Campaign(lambda count, seed: hostile.files(), 41, 41, 41),
    "headers": Campaign(mutants.headers, 60, 1000, 3000),
    "bombs": Campaign(lambda count, seed: hostile.bombs(), 10, 10, 10),
    "polyglots": Campaign(lambda count, seed: hostile.polyglots(), 20, 20, 20),
}


@dataclass
class Counts:
    """What became of the files of a campaign."""

    ok: int = 0
    warned: int = 0
    rejected: int = 0
    ended: int = 0
    """Files that ended the reader process or held it too long; they are rejected as well."""
    slowest: float = 0.0
    memory: int = 0
    """Most bytes that a reader process held at once."""
    faults: list[str] = field(default_factory=list)
    """Files that gave anything but a study or a sentence, or left something behind."""

    @property
    def files(self) -> int:
        """How many files there were."""
        return self.ok + self.warned + self.rejected + len(self.faults)

    @property
    def passed(self) -> bool:
        """Whether all that was promised holds; the clock may run a little past what a reader is given."""
        return not self.faults and self.memory <= MEMORY and self.slowest <= 3 * SECONDS

    def __str__(self) -> str:
        told = f"{self.files} files: {self.ok} ok, {self.warned} ok with warnings, {self.rejected} rejected"
        ended = f"reader ended {self.ended} times, slowest {self.slowest:.1f} s"
        return f"{told}; {ended}, most {self.memory / 2**20:.0f} MiB; {len(self.faults)} faults"


class _Kept(Readers):
    """Reader processes that outlive one opening, as starting them takes longest."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep them."""

    def end(self) -> None:
        """End them."""
        super().__exit__(None, None, None)

    @property
    def memory(self) -> int:
        """Most bytes that one of them held at once, as far as the system tells."""
        pids = [reader._child.pid for reader in self._readers if reader._child is not None]
        return max((_most(pid) for pid in pids), default=0)


def _most(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        try:
            return int(psutil.Process(pid).memory_info().rss)
        except psutil.Error:
            return 0


@contextmanager
def _keeping() -> Iterator[_Kept]:
    readers = _Kept(Limits(seconds=SECONDS, memory=MEMORY), lambda: False)
    try:
        with patch.object(opening, "Readers", lambda limits, cancelled: readers):
            yield readers
    finally:
        readers.end()


def run(files: Iterable[Named], folder: Path) -> Counts:
    """Open every file by itself, below ``folder``, and count."""
    counts = Counts()
    with _keeping() as readers:
        for number, (name, content) in enumerate(files):
            place = folder / str(number)
            place.mkdir()
            path = place / name
            path.write_bytes(content)
            start = time.monotonic()
            _open(path, counts)
            counts.slowest = max(counts.slowest, time.monotonic() - start)
            counts.memory = max(counts.memory, readers.memory)
            if list(place.iterdir()) != [path] or path.read_bytes() != content:
                counts.faults.append(f"{name}: something was written beside it or into it")
            path.unlink()
            place.rmdir()
    if left := list(folder.iterdir()):
        counts.faults.append(f"left behind: {left}")
    return counts


def _open(path: Path, counts: Counts) -> None:
    try:
        study = open_paths([path], spacing=(1.0, 1.0, 1.0))
    except StudioError as error:
        if str(error).strip():
            counts.rejected += 1
        else:
            counts.faults.append(f"{path.name}: rejected without a reason")
        counts.ended += "ended the process" in str(error) or "took longer" in str(error)
        return
    except Exception as error:
        counts.faults.append(f"{path.name}: {type(error).__name__}: {error}")
        return
    if study.facts.warnings:
        counts.warned += 1
        counts.ended += any("ended the process" in text for text in study.facts.warnings)
    else:
        counts.ok += 1


def main() -> int:
    """Run the campaigns; the exit code is 1 where one fails."""
    names = [word for word in sys.argv[1:] if word != "--full"] or list(CAMPAIGNS)
    failed = False
    for name in names:
        campaign = CAMPAIGNS[name]
        count = campaign.full if "--full" in sys.argv else campaign.quick
        with tempfile.TemporaryDirectory() as folder:
            counts = run(campaign.files(count, SEED), Path(folder))
        failed |= not counts.passed
        print(f"{'pass' if counts.passed else 'FAIL'} | {name} | {counts}", flush=True)
        for fault in counts.faults[:20]:
            print(f"     {fault}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
