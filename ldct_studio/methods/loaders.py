"""Opening anything: loader plug-ins first, then the formats that the program knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..core.progress import Progress
from ..core.study import Study
from ..io.opening import Spacing, open_paths
from ..plugin import Loader, plugins


def open_study(
    paths: Sequence[Path],
    on_progress: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
    series: str | None = None,
    spacing: Spacing | None = None,
) -> Study:
    """Open paths with the first loader plug-in that accepts the only path, else as ``open_paths`` does.

    A loader plug-in runs in the calling thread: the user allowed its file to run code.
    """
    if len(paths) == 1:
        for cls in plugins("loader"):
            loader = cls()
            if isinstance(loader, Loader) and not cls.missing() and loader.accepts(paths[0]):
                on_progress(Progress(0, 1, f"Opening with {cls.title}"))
                return loader.read(paths[0])
    return open_paths(paths, on_progress, cancelled, series, spacing)
