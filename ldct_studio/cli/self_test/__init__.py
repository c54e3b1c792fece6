"""The command `self-test`: whether this installation works, one line for every part of it.

Whoever builds an installer lets the finished program run it; a user runs it where something is amiss.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from .check import Check


def self_test(context: typer.Context) -> None:
    """Try every part of the program on data of its own; exit code 1 where one fails."""
    from . import codecs, exports, lanes, libraries, plugs

    try_window: Callable[[Path], str] | None = context.obj.attempt
    failed = 0
    with TemporaryDirectory(prefix="ldct-studio-", ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        failed += not _passes(Check("demo", lanes.demo), folder)  # what it makes stays for the next start
        with _home(folder / "home"), lanes.pictures() as picture:
            plugs.drop_in()
            checks = [
                *codecs.CHECKS,
                *plugs.CHECKS,
                *lanes.checks(picture),
                *exports.CHECKS,
                *libraries.CHECKS,
            ]
            if try_window is not None:
                checks.append(Check("window", try_window))
            failed += sum(not _passes(check, folder) for check in checks)
    print(f"{failed} failed" if failed else "Everything works", flush=True)
    if failed:
        raise typer.Exit(1)


def _passes(check: Check, folder: Path) -> bool:
    """Try one part, print its line, and say whether it works."""
    begin = time.perf_counter()
    try:
        told, passes = check.attempt(folder), True
    except Exception as error:  # a broken installation may raise anything, and the other parts are tried
        told, passes = f"{type(error).__name__}: {error}", False
    seconds = time.perf_counter() - begin
    state = "ok  " if passes else "FAIL"
    print(f"{state}  {check.name:<22}  {seconds:6.1f} s  {' '.join(told.split())}", flush=True)
    return passes


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    """Keep the user's settings, plug-ins and jobs out of it."""
    before = os.environ.get("LDCT_STUDIO_HOME")
    os.environ["LDCT_STUDIO_HOME"] = str(folder)
    try:
        yield
    finally:
        del os.environ["LDCT_STUDIO_HOME"]
        if before is not None:
            os.environ["LDCT_STUDIO_HOME"] = before
