"""Opening anything: loader plug-ins first, then the formats that the program knows."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from ..core.acquired import Acquired
from ..core.errors import LoadError
from ..core.progress import Progress
from ..core.study import Study
from ..io.opening import Spacing, open_paths
from ..plugin import Loader, Plugin, plugins
from .measured import measured_study

log = logging.getLogger(__name__)


def open_study(
    paths: Sequence[Path],
    on_progress: Callable[[Progress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
    series: str | None = None,
    spacing: Spacing | None = None,
    upright: bool = False,
) -> Study:
    """Open paths with the first loader plug-in that accepts the only path, else as ``open_paths`` does.

    Measured projections come with the volume that is reconstructed from them.

    A loader plug-in runs in the calling thread: the user allowed its file to run code.
    """
    if len(paths) == 1:
        for cls in plugins("loader"):
            loader = _accepting(cls, paths[0])
            if loader is not None:
                on_progress(Progress(0, 1, f"Opening with {cls.title}"))
                return _checked(loader.read(paths[0]), paths[0], cls.title)
    found = open_paths(paths, on_progress, cancelled, series, spacing, upright=upright)
    if isinstance(found, Acquired):
        return replace(measured_study(found, on_progress, cancelled), path=str(paths[0]))
    return found


def _accepting(cls: type[Plugin], path: Path) -> Loader | None:
    """Return the loader where it accepts the path; a broken one is logged and passed over."""
    try:
        loader = cls()
        if isinstance(loader, Loader) and not cls.missing() and loader.accepts(path):
            return loader
    except Exception:  # a plug-in may raise anything, and must not keep the others from opening
        log.exception("the loader %s is broken", cls.name)
    return None


def _checked(study: Study, path: Path, title: str) -> Study:
    """Return what a loader read, with its path; refuse what cannot be shown."""
    if not study.volumes:
        raise LoadError(f"{title} found no volume in “{path.name}”.")
    if not all(bool(torch.isfinite(volume.data).all()) for volume in study.volumes.values()):
        raise LoadError(f"{title} read values from “{path.name}” that are not numbers.")
    return replace(study, path=str(path))
