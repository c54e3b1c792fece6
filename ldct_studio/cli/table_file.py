"""The file that a command writes a table to."""

from __future__ import annotations

from pathlib import Path

from ..core.errors import StudioError


def refuse_table(out: Path | None, force: bool) -> None:
    """Raise ``StudioError`` where a table cannot be written there, before anything is computed."""
    if out is None:
        return
    if out.suffix != ".csv":
        raise StudioError(f"“{out.name}” is no table; end it in .csv.")
    if not out.absolute().parent.is_dir():
        raise StudioError(f"The folder {out.parent} does not exist; make it first.")
    if out.exists() and not (force and out.is_file()):
        raise StudioError(f"{out} exists already; choose another name, or add --force to replace it.")
