"""Three linked planes and 3-D of a large volume, measured: ``python -m tests.bench.planes``.

Drags the crosshair through 500 slices of 512 × 512 so that every step cuts all three planes anew, and
scrolls each plane; prints pictures per second, the longest stall of the window's thread, and the memory of
the process beside the size of the volume. Then turns the volume in a fourth pane, once per look.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from dataclasses import replace
from itertools import pairwise
from typing import get_args

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LDCT_STUDIO_HOME", tempfile.mkdtemp(prefix="ldct-studio-bench-"))

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch  # isort: skip  # before Qt: see ldct_studio.__main__

import psutil
from PySide6.QtCore import QTimer

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.plane import PLANES
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import plane_commands
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.places import laid_out
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.solid import Look, Solid

from .slider import Watch, current, heartbeat, spin

SHAPE = (500, 512, 512)
CHANGES = 120
SECONDS = 3.0


def large() -> Study:
    """Return a body of blurred noise: nothing in it is empty, and no slice like the next."""
    generator = torch.Generator().manual_seed(1)
    coarse = torch.randn((1, 1, 50, 64, 64), generator=generator) * 200
    data = torch.nn.functional.interpolate(coarse, size=SHAPE, mode="trilinear")[0, 0].contiguous()
    return Study("large", {"CT": Volume(data, Grid(SHAPE, (1.0, 0.8, 0.8)))})


def drag(studio: Studio, step: object) -> tuple[float, float, dict[str, float]]:
    """Make changes evenly; return the seconds, the longest stall, and pictures per second by plane."""
    watch = Watch()
    connection = studio.bridge.frame.connect(lambda f: note(watch, f))
    beat = heartbeat(watch)
    begin, made = time.perf_counter(), [0]

    def move() -> None:
        due = int((time.perf_counter() - begin) / SECONDS * CHANGES)
        if made[0] < min(due, CHANGES):
            made[0] += 1
            step(made[0])  # type: ignore[operator]

    timer = QTimer(interval=1)
    timer.timeout.connect(move)
    timer.start()
    spin(studio, lambda: made[0] >= CHANGES and current(studio, watch))
    timer.stop()
    beat.stop()
    studio.bridge.frame.disconnect(connection)
    seconds = time.perf_counter() - begin
    return seconds, max(watch.gaps, default=0.0), {p: _rate(watch.frames, p) for p in PLANES}


def turn(studio: Studio, index: int, look: Look) -> tuple[float, float]:
    """Turn the volume in a pane for some seconds; return its pictures per second, and the longest stall."""
    state = studio.state
    solid = Solid(look)
    state.become(state.scene.with_solid(index, solid), "3-D")
    canvas = studio.stage.panes[index].solid
    assert canvas is not None
    spin(studio, lambda: canvas.finished)
    state.become(state.scene.with_solid(index, solid.rotated(1.0, 0.0)), "Turn")
    taken: list[float] = []  # the first one prepares what all the others use
    connection = canvas.changed.connect(lambda: taken.append(time.perf_counter()))
    spin(studio, lambda: bool(taken))
    watch, begin, made = Watch(), time.perf_counter(), [0]
    beat = heartbeat(watch)

    def move() -> None:
        due = int((time.perf_counter() - begin) / SECONDS * CHANGES)
        if made[0] < due:
            made[0] = due
            state.become(state.scene.with_solid(index, solid.rotated(1.0 + due, due / 10)), "Turn")

    timer = QTimer(interval=1)
    timer.timeout.connect(move)
    timer.start()
    spin(studio, lambda: made[0] >= CHANGES)
    timer.stop()
    beat.stop()
    canvas.changed.disconnect(connection)
    pictures = sum(at >= begin for at in taken)
    return pictures / (time.perf_counter() - begin), max(watch.gaps, default=0.0)


def note(watch: Watch, frame: Frame) -> None:
    """Note a picture without keeping it, as the memory is measured."""
    watch.frames.append((time.perf_counter(), replace(frame, image=None)))


def _rate(frames: list[tuple[float, Frame]], plane: str) -> float:
    times = [at for at, frame in frames if frame.lane.plane == plane]
    gaps = [after - before for before, after in pairwise(times)]
    return 1 / statistics.median(gaps) if gaps else 0.0


def main() -> None:
    """Print all three."""
    process = psutil.Process()
    app = application([])
    studio = Studio(app)
    studio.window.resize(1920, 1080)
    studio.window.show()
    base = process.memory_info().rss
    study = large()
    size = study.first.data.nbytes
    state = studio.state
    state.open(replace(Scene(), segmenter=None).opened(study))
    state.update("Active", active=0)
    state.become(plane_commands.three_planes(state.scene), "Planes")
    watch = Watch()
    connection = studio.bridge.frame.connect(lambda f: note(watch, f))
    spin(studio, lambda: current(studio, watch))
    studio.bridge.frame.disconnect(connection)
    grid = study.first.grid

    def cross(number: int) -> None:
        share = number / CHANGES
        at = tuple(share * (length - 1) for length in grid.shape)
        state.become(state.scene.marked(grid.patient((at[0], at[1], at[2]))), "Crosshair")

    seconds, stall, rates = drag(studio, cross)
    said = ", ".join(f"{plane} {rate:.0f}" for plane, rate in rates.items())
    print(f"crosshair, {CHANGES} changes in {seconds:.2f} s: pictures/s {said}; stall {1000 * stall:.0f} ms")
    for plane in PLANES:
        length = grid.shape[PLANES.index(plane)]
        _, stall, rates = drag(
            studio,
            lambda n, plane=plane, length=length: state.become(
                state.scene.cut_at(plane, n * length // CHANGES), "Scroll"
            ),
        )
        print(f"scroll {plane}: {rates[plane]:.0f} pictures/s; stall {1000 * stall:.0f} ms")
    used = process.memory_info().rss - base
    print(f"memory {used / 2**20:.0f} MiB beside a volume of {size / 2**20:.0f} MiB: {used / size:.2f} times")
    state.become(laid_out(state.scene, 2, 2), "Layout")
    for look in get_args(Look):
        rate, stall = turn(studio, 3, look)
        print(f"3-D, turning: {rate:.0f} pictures per second ({look}); stall {1000 * stall:.0f} ms")
    studio.window.close()


if __name__ == "__main__":
    main()
