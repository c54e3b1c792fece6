"""The package for Debian and Ubuntu: the folder in /opt, a command, a menu entry, file types."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import desktop
import product

NEEDS = (
    *("libc6 (>= 2.34)", "libstdc++6", "libgcc-s1"),
    *("libegl1", "libgl1", "libopengl0", "libx11-6", "libx11-xcb1", "libxcb1", "libxext6"),
    *("libfontconfig1", "libfreetype6", "libdbus-1-3", "libglib2.0-0t64 | libglib2.0-0", "libexpat1"),
    *(
        "libwayland-client0",
        "libwayland-cursor0",
        "libwayland-egl1",
        "xkb-data",
        "fonts-dejavu-core | fonts-freefont-ttf",
    ),
)
"""Libraries that the frozen folder leaves to the system (``contents.FROM_THE_SYSTEM``)."""
HELPS = ("shared-mime-info", "desktop-file-utils", "hicolor-icon-theme", "libgl1-mesa-dri")
"""Without these, file types and 3-D are less comfortable."""
_REFRESH = """#!/bin/sh
# Let the desktop know, or forget, the program and its files.
set -e
if [ "$1" = configure ] || [ "$1" = remove ] || [ "$1" = purge ] || [ "$1" = triggered ]; then
  if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime || true; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q || true; fi
  if command -v gtk-update-icon-cache >/dev/null; then
    gtk-update-icon-cache -qtf /usr/share/icons/hicolor || true
  fi
fi
"""


def make(folder: Path, out: Path) -> Path:
    """Write the ``.deb`` and return it."""
    root = out / "deb"
    shutil.rmtree(root, ignore_errors=True)
    (root / "opt").mkdir(parents=True)
    subprocess.run(
        ["cp", "-al", str(folder), str(root / "opt" / product.COMMAND)], check=True
    )  # takes no room
    lay(root)
    control(root)
    path = out / f"{product.COMMAND}_{product.version()}_amd64.deb"
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(path)]
    subprocess.run(words, check=True)
    shutil.rmtree(root)
    return path


def lay(root: Path) -> None:
    """Write all but the program itself and what dpkg reads."""
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / product.COMMAND).symlink_to(f"/opt/{product.COMMAND}/{product.COMMAND}")
    desktop.lay(root / "usr" / "share")
    papers = root / "usr" / "share" / "doc" / product.COMMAND
    papers.mkdir(parents=True)
    licenses = root / "opt" / product.COMMAND / "_internal" / "ldct_studio" / "_licenses.txt"
    own = (product.ROOT / "LICENSE").read_text(encoding="utf-8")
    rest = f"\nLicenses of all that is shipped with it: /{licenses.relative_to(root)}\n"
    (papers / "copyright").write_text(own + rest, encoding="utf-8")
    changes = (product.ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def control(root: Path) -> None:
    """Write what dpkg reads."""
    place = root / "DEBIAN"
    place.mkdir()
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    fields = {
        "Package": product.COMMAND,
        "Version": product.version(),
        "Architecture": "amd64",
        "Maintainer": product.MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(NEEDS),
        "Recommends": ", ".join(HELPS),
        "Section": "science",
        "Priority": "optional",
        "Description": f"{product.SUMMARY}\n Low-dose CT and low-contrast MR in simulation.\n"
        " Research use only, not for diagnosis.",
    }
    (place / "control").write_text("".join(f"{k}: {v}\n" for k, v in fields.items()), encoding="utf-8")
    sums = [f"{_sum(path)}  {path.relative_to(root).as_posix()}\n" for path in files]
    (place / "md5sums").write_text("".join(sums), encoding="utf-8")
    for script in ("postinst", "postrm"):
        (place / script).write_text(_REFRESH, encoding="utf-8")
        os.chmod(place / script, 0o755)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
