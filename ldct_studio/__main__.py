"""The only entry: the window, the commands, and the processes that they start."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Be the process that the first argument names; without one, be the program."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    if part == "reader":  # it parses files that we did not write: no torch, no Qt
        from .io.process import main as read

        read()
    elif part == "lane-worker":
        from .live.process import main as work

        sys.exit(work())
    elif part == "job":  # it watches over a job: no torch, no Qt
        from .jobs.worker import main as watch

        sys.exit(watch())
    elif part == "job-process":
        from .jobs.process import main as do

        do()
    else:
        # On Windows torch cannot be loaded after Qt: https://github.com/pytorch/pytorch/issues/166628
        import torch  # noqa: F401

        from . import cli, methods  # noqa: F401  (importing the methods registers them)

        sys.exit(cli.main(sys.argv[1:], _window))


def _window(paths: list[Path], demo: bool) -> int:
    from .core import settings
    from .gui import language

    language.begin(language.chosen(settings.read().settings.language))
    from .gui.app import run

    return run(paths, demo=demo)


if __name__ == "__main__":
    main()
