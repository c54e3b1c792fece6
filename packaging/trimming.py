"""Make the frozen folder smaller on Linux: names for debuggers, and libraries that nothing needs any more."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def trim(folder: Path) -> None:
    """Take both out of a folder of libraries."""
    for library in orphans(folder):
        library.unlink()
    for library in strippable(folder):
        subprocess.run(["strip", "--strip-unneeded", library], check=True)


def strippable(folder: Path) -> list[Path]:
    """Return the libraries that bear it: not those that auditwheel has patched, nor what lies beside them."""
    found = [path for path in sorted(folder.rglob("*.so*")) if path.is_file() and not path.is_symlink()]
    return [path for path in found if not path.parent.name.endswith(".libs") and not _is_patched(path)]


def orphans(folder: Path) -> list[Path]:
    """Return the libraries of the system that nothing needs any more once other files were left out."""
    needs = {path: _dynamic(path, "NEEDED") for path in folder.rglob("*.so*") if not path.is_symlink()}
    top = [path for path in folder.glob("lib*.so*") if not path.name.startswith("libpython")]
    gone: list[Path] = []
    while True:
        wanted = {name for path, names in needs.items() if path not in gone for name in names}
        more = [path for path in top if path.name not in wanted and path not in gone]
        if not more:
            return gone
        gone += more


def _is_patched(library: Path) -> bool:
    return any(".libs" in place for place in _dynamic(library, "R(?:UN)?PATH"))


def _dynamic(library: Path, kind: str) -> set[str]:
    told = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=False).stdout
    return set(re.findall(rf"\({kind}\).*\[(.*)\]", told))
