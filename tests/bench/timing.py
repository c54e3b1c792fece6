"""What benchmarks share: the machine in words, calls timed in turn, and results as JSON."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch  # isort: skip

from ldct_studio.core import device

Calls = Mapping[str, Callable[[], object]]
PACKAGES = ("torch", "numpy", "scipy", "scikit-image", "astra-toolbox", "finufft", "bm3d")


def options(text: str | None) -> argparse.ArgumentParser:
    """Return a parser with what every benchmark takes."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="also write the results here")
    return parser


def machine() -> dict[str, object]:
    """Return date, processor, cores, threads, load and versions; print them in one line."""
    facts: dict[str, object] = {
        "date": datetime.date.today().isoformat(),
        "processor": _processor(),
        "device": device.name(),
        "cores": device.cores(),
        "threads": torch.get_num_threads(),
        "load": round(os.getloadavg()[0], 1),
        "versions": {name: found for name in PACKAGES if (found := _version(name))},
    }
    print(
        f"{facts['date']}, {facts['processor']}, {facts['device']}, {facts['threads']} threads, "
        f"load {facts['load']}, torch {torch.__version__}"
    )
    return facts


def interleaved(calls: Calls, repeats: int, slow: float = 0.2) -> dict[str, list[float]]:
    """Return times in s per call, made in turn after two rounds of warming up.

    What takes longer than ``slow`` seconds is called five times at most, what is quicker five times a turn.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    last: dict[str, float] = {}
    for turn in range(-2, repeats):
        for name, call in calls.items():
            heavy = last.get(name, 0.0) > slow
            if heavy and (turn < 0 or len(times[name]) >= 5):
                continue
            for _ in range(1 if heavy or turn < 0 else 5):
                began = time.perf_counter()
                call()
                if torch.cuda.is_available():
                    torch.cuda.synchronize()
                last[name] = time.perf_counter() - began
                if turn >= 0:
                    times[name].append(last[name])
    return times


def table(times: Mapping[str, list[float]]) -> dict[str, dict[str, float]]:
    """Print smallest and median of every series in ms and return them."""
    rows = {}
    for name, series in times.items():
        least, middle = min(series) * 1e3, statistics.median(series) * 1e3
        print(f"{name:34} min {least:9.2f} ms, median {middle:9.2f} ms", flush=True)
        rows[name] = {"min_ms": round(least, 3), "median_ms": round(middle, 3)}
    return rows


def ratio(times: Mapping[str, list[float]], slow: str, fast: str, goal: float, least: float) -> bool:
    """Print how many times as fast ``fast`` is as ``slow``, by medians; return whether it is fast enough."""
    if slow not in times:
        print(f"{fast}: {slow} is not installed, no ratio")
        return True
    found = statistics.median(times[slow]) / statistics.median(times[fast])
    verdict = "" if found >= goal else "  below the goal" if found >= least else "  TOO SLOW"
    print(f"{fast}: {found:.0f} x as fast as {slow} (goal {goal:g}, at least {least:g}){verdict}")
    return found >= least


def write(path: Path | None, facts: Mapping[str, object], results: Mapping[str, object]) -> None:
    """Write machine and results as JSON where a file was asked for."""
    if path is not None:
        path.write_text(json.dumps({"machine": facts, **results}, indent=1) + "\n", encoding="utf-8")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
