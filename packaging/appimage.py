"""The AppImage: the runtime of AppImage, and behind it the folder as a squashfs image.

The runtime (type 2, from https://github.com/AppImage/type2-runtime, MIT) is in no registry of packages; its
file is named by ``--runtime``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import desktop
import product

_ELF, _TYPE = b"\x7fELF", b"AI\x02"
_START = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/opt/ldct-studio/ldct-studio" "$@"
"""


def make(folder: Path, out: Path, runtime: Path | None) -> Path:
    """Write the AppImage and return it; end with a sentence where something is missing."""
    head = read_runtime(runtime)
    if shutil.which("mksquashfs") is None:
        sys.exit("There is no mksquashfs; install squashfs-tools, or leave appimage out of --wrap.")
    root, image = out / "AppDir", out / "appimage.squashfs"
    shutil.rmtree(root, ignore_errors=True)
    image.unlink(missing_ok=True)
    (root / "opt").mkdir(parents=True)
    subprocess.run(["cp", "-al", str(folder), str(root / "opt" / product.COMMAND)], check=True)
    lay(root)
    words = ["mksquashfs", str(root), str(image), "-root-owned", "-noappend", "-no-progress", "-comp", "zstd"]
    subprocess.run([*words, "-Xcompression-level", "19", "-b", "1M"], check=True)
    path = out / f"LDCT_Studio-{product.version()}-x86_64.AppImage"
    joined(head, image, path)
    shutil.rmtree(root)
    image.unlink()
    return path


def read_runtime(runtime: Path | None) -> bytes:
    """Return the runtime's bytes, or end with a sentence where it is none."""
    if runtime is None:
        sys.exit("An AppImage begins with a runtime that no registry carries; name its file with --runtime.")
    head = runtime.read_bytes()
    if head[:4] != _ELF or head[8:11] != _TYPE:
        sys.exit(f"{runtime} is no AppImage runtime of type 2; take runtime-x86_64 of type2-runtime.")
    return head


def lay(root: Path) -> None:
    """Write what the runtime and the desktop look for at the top."""
    desktop.lay(root / "usr" / "share")
    (root / "AppRun").write_text(_START, encoding="utf-8")
    os.chmod(root / "AppRun", 0o755)
    shutil.copyfile(desktop.LINUX / f"{product.ID}.desktop", root / f"{product.ID}.desktop")
    shutil.copyfile(product.ROOT / "resources" / "icons" / "ldct-studio.svg", root / f"{product.ID}.svg")
    (root / ".DirIcon").symlink_to(f"{product.ID}.svg")


def joined(head: bytes, image: Path, path: Path) -> None:
    """Write the runtime and the image behind it as one file that can be started."""
    with path.open("wb") as file, image.open("rb") as rest:
        file.write(head)
        shutil.copyfileobj(rest, file)
    os.chmod(path, 0o755)
