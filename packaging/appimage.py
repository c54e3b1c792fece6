"""The AppImage: a runtime that mounts what lies behind it, and there the folder as a squashfs image.

The runtime is ``linux/runtime.c``, linked with libraries of Debian. ``--runtime`` takes another of type 2,
as that of https://github.com/AppImage/type2-runtime.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import desktop
import product

_ELF, _TYPE = b"\x7fELF", b"AI\x02"
LINKED = {
    "libsquashfuse-dev": ("BSD-2-Clause", ("squashfuse_ll", "squashfuse")),
    "libfuse3-dev": ("LGPL-2.1-only", ("fuse3",)),
    "libzstd-dev": ("BSD-3-Clause", ("zstd",)),
    "libc6-dev": ("LGPL-2.1-or-later", ("c",)),
}
"""License and libraries of each Debian package that is linked into the runtime, in the linker's order."""
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
    """Return the bytes of a runtime, compiled where none is named; end with a sentence where it is none."""
    if runtime is None:
        return compiled()
    head = runtime.read_bytes()
    if head[:4] != _ELF or head[8:11] != _TYPE:
        sys.exit(f"{runtime} is no AppImage runtime of type 2; leave --runtime out to have one compiled.")
    return head


def compiled() -> bytes:
    """Return ``linux/runtime.c`` as a program without a dependency; end with a sentence where that fails."""
    missing = missing_packages()
    if missing:
        sys.exit(f"The AppImage's runtime cannot be compiled without Debian's {', '.join(missing)}.")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "runtime"
        words = ["gcc", "-std=c17", "-O2", "-Wall", "-Wextra", "-Werror", "-static", "-s", "-o", str(program)]
        words += [str(desktop.LINUX / "runtime.c")]
        words += [f"-l{name}" for _, names in LINKED.values() for name in names]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"gcc could not make the runtime of the AppImage: {done.stderr.strip()}")
        head = program.read_bytes()
    return head[:8] + _TYPE + head[11:]


def linked() -> dict[str, str]:
    """Return the license of each Debian package that is linked into the runtime; on other systems, none."""
    return {name: license for name, (license, _) in LINKED.items()} if sys.platform == "linux" else {}


def missing_packages() -> list[str]:
    """Return the Debian packages that the compilation of the runtime lacks here."""
    if shutil.which("gcc") is None:
        return ["gcc", *LINKED]
    return [package for package, (_, names) in LINKED.items() if not all(map(_is_there, names))]


def _is_there(library: str) -> bool:
    """Whether gcc knows where the static form of a library lies; of others it repeats the name."""
    words = ["gcc", f"-print-file-name=lib{library}.a"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return Path(done.stdout.strip()).is_absolute()


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
