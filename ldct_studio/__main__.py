"""The only entry: the window, the commands, and the processes that they start."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from os.path import exists
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .core.settings import Settings
    from .gui.splash import Splash

COMMANDS = frozenset(
    (
        *("check", "contrast", "demo", "evaluate", "info", "jobs", "plugins", "self-test", "simulate"),
        *("study", "suggest-dose", "train", "validate"),
    )
)
"""Known before torch is loaded: none of them opens the window."""


def main() -> None:
    """Be the process that the first argument names; without one, be the program."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    if part == "reader":  # it parses files that we did not write: no torch, no Qt
        from .io.process import main as read

        read()
    elif part == "command-guard":  # it watches over a program of others: no torch, no Qt
        from .io.command_guard import main as guard

        sys.exit(guard())
    elif part == "lane-worker":
        with _importing():
            from .live.process import main as work

        sys.exit(work())
    elif part == "job":  # it watches over a job: no torch, no Qt
        from .jobs.worker import main as watch

        sys.exit(watch())
    elif part == "job-process":
        with _importing():
            from .jobs.process import main as do

        do()
    else:
        splash = _splash(sys.argv[1:])
        with _importing():
            import torch  # noqa: F401

            from . import cli, methods  # noqa: F401  (importing the methods registers them)

        sys.exit(cli.main(sys.argv[1:], partial(_window, splash), _attempt))


def _splash(words: list[str]) -> Splash | None:
    """Show that the program starts, where a window follows; whatever is wrong is told by what follows.

    On Windows torch cannot be loaded after Qt: https://github.com/pytorch/pytorch/issues/166628. There the
    window is the first that is seen.
    """
    if sys.platform == "win32" or not _opens_window(words):
        return None
    with _importing():
        from .core.errors import StudioError

    try:
        chosen = _spoken()
        with _importing():
            from .gui import application, theme
            from .gui.splash import Splash

        app = application.application([])
        theme.apply(app, chosen.theme, chosen.ui_scale / 100, chosen.color_blind, chosen.reduce_motion)
        return Splash()
    except (OSError, StudioError):
        return None


def _opens_window(words: list[str]) -> bool:
    """Say whether these arguments open the window, as far as that is known without the commands."""
    if words[:1] == ["window"]:
        words = words[1:]
    elif words and words[0] in COMMANDS:
        return False
    return all(word == "--demo" or exists(word) for word in words)


def _window(splash: Splash | None, paths: list[Path], demo: bool) -> int:
    if splash is None:
        _spoken()
    with _importing():
        from .gui.app import run

    return run(paths, demo, splash)


def _spoken() -> Settings:
    """Take the language of the window; return all settings."""
    with _importing():
        from .core import settings
        from .gui import language

    chosen = settings.read().settings
    language.begin(language.chosen(chosen.language))
    return chosen


def _attempt(folder: Path) -> str:
    from .gui import language

    language.begin("de")
    with _importing():
        from .gui.self_test import attempt

    return attempt(folder)


@contextmanager
def _importing() -> Iterator[None]:
    """Keep the garbage collector from what is imported, now and later: it stays.

    Looking through all of it again and again took a sixth of the start.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


if __name__ == "__main__":
    main()
