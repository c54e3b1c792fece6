"""Build the installed program: ``python packaging/build.py``, in a plain environment made for it.

Freezes it with PyInstaller into one folder, checks that folder, lets the frozen program test itself, and
wraps it for this system. ``docs/packaging.md`` says how the environment is made and what was measured.
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from py_compile import PycInvalidationMode

import appimage
import deb
import icons
import licenses
import macos
import product
import trimming
import windows

LARGEST, UNPACKED, TWICE = 400e6, 1.4e9, 10e6
"""Bytes that a package and the folder may have, and from which on no file may be there twice."""

Wrap = Callable[[Path, Path], Path]


def main() -> None:
    """Do all steps, or those that are named."""
    options = _options()
    out: Path = options.out.resolve()
    folder = out / product.COMMAND
    if not options.keep:
        freeze(out)
        finish(folder)
    check(folder)
    if not options.untested:
        self_test(folder)
    for name in options.wrap.split(",") if options.wrap else ():
        began, path = time.monotonic(), _wraps(options)[name](folder, out)
        _say(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB, made in {time.monotonic() - began:.0f} s")
        if path.stat().st_size > LARGEST:
            sys.exit(f"{path.name} is larger than {LARGEST / 1e6:.0f} MB; leave more out in contents.py.")
        _checksum(path)


def _options() -> argparse.Namespace:
    usual = {"linux": "deb,tar,appimage", "win32": "inno", "darwin": "dmg"}[sys.platform]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=product.ROOT / "dist", help="where everything goes")
    parser.add_argument("--keep", action="store_true", help="take the frozen folder that is there")
    parser.add_argument("--untested", action="store_true", help="leave the self-test out")
    parser.add_argument("--wrap", default=usual, help=f"packages to make, with commas; {usual}")
    parser.add_argument("--runtime", type=Path, help="another AppImage runtime of type 2")
    return parser.parse_args()


def _wraps(options: argparse.Namespace) -> dict[str, Wrap]:
    return {
        "deb": deb.make,
        "tar": archive,
        "appimage": lambda folder, out: appimage.make(folder, out, options.runtime),
        "inno": windows.make,
        "dmg": macos.make,
    }


def freeze(out: Path) -> None:
    """Let PyInstaller make the folder."""
    began = time.monotonic()
    made = product.PACKAGING / "build"
    if sys.platform == "win32":
        windows.write_version_info(made / "version_info.txt")
        icons.draw(made / "ldct-studio.ico")
    elif sys.platform == "darwin":
        icons.draw(made / "ldct-studio.icns")
    words = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(out)]
    words += ["--workpath", str(out / "work"), str(product.PACKAGING / "ldct-studio.spec")]
    subprocess.run(words, cwd=product.ROOT, check=True)
    _say(f"frozen in {time.monotonic() - began:.0f} s")


def finish(folder: Path) -> None:
    """Take out names for debuggers; add compiled plug-ins, licenses, and the list of components."""
    if sys.platform == "linux":
        trimming.trim(folder / "_internal")
    for path in (folder / "_internal" / "highdicom" / "_standard").glob("*.json"):  # a third of it is blanks
        path.write_text(json.dumps(json.loads(path.read_bytes()), separators=(",", ":")), encoding="utf-8")
    inside = folder / "_internal" / "ldct_studio"
    # The folder of an installed program cannot be written, and Python would compile them at every start.
    compileall.compile_dir(
        inside / "_plugins", quiet=1, stripdir=inside, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
    )
    parts = licenses.shipped()
    linked = appimage.linked()
    libraries = [*licenses.system_libraries(folder / "_internal"), *licenses.runtime_libraries(linked)]
    text = licenses.text(parts, libraries)
    (inside / "_licenses.txt").write_text(text, encoding="utf-8")
    (folder / "sbom.cdx.json").write_text(licenses.bill(parts, linked), encoding="utf-8")


def check(folder: Path) -> None:
    """Print the sizes; end where the folder is too large, or holds a large file twice."""
    sizes = {
        path: path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()
    }
    total = sum(sizes.values())
    _say(f"{folder}: {total / 1e6:.0f} MB in {len(sizes)} files")
    tops: dict[str, int] = {}
    for path, size in sizes.items():
        below = path.relative_to(folder).parts
        top = below[1] if below[0] == "_internal" and len(below) > 1 else below[0]
        tops[top] = tops.get(top, 0) + size
    for top, size in sorted(tops.items(), key=lambda one: -one[1])[:15]:
        print(f"{size / 1e6:8.1f} MB  {top}")
    twice = doubles(sizes)
    if twice:
        sys.exit(f"These files are there twice: {', '.join(twice)}")
    if total > UNPACKED:
        sys.exit(f"The folder is larger than {UNPACKED / 1e9:.1f} GB; leave more out in contents.py.")


def doubles(sizes: dict[Path, int]) -> list[str]:
    """Return the large files whose content is there more than once."""
    seen: dict[str, Path] = {}
    twice = []
    for path, size in sizes.items():
        if size <= TWICE:
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        other = seen.setdefault(digest, path)
        if other != path:
            twice.append(f"{path} = {other}")
    return twice


def self_test(folder: Path) -> None:
    """Let the frozen program test itself, with nothing of this environment to lean on."""
    with tempfile.TemporaryDirectory() as home:
        clean = {"PATH": "/usr/bin:/bin", "LDCT_STUDIO_HOME": home, "LC_ALL": "C.UTF-8"}
        if sys.platform == "win32":
            clean = {**os.environ, "LDCT_STUDIO_HOME": home}
        program = folder / (product.COMMAND + (".exe" if sys.platform == "win32" else ""))
        for _ in range(2):  # the first one warms the disk
            began = time.monotonic()
            subprocess.run([program, "--version"], env=clean, check=True)
        _say(f"it starts in {time.monotonic() - began:.1f} s")
        subprocess.run([program, "self-test"], env=clean, cwd=home, check=True)


def archive(folder: Path, out: Path) -> Path:
    """Pack the folder as ``.tar.xz``."""
    path = out / f"{product.COMMAND}-{product.version()}-linux-x86_64.tar.xz"
    words = ["tar", "--owner=0", "--group=0", "--sort=name", "-C", str(folder.parent), "-cf", str(path)]
    subprocess.run([*words, "-I", "xz -6 -T0", folder.name], check=True)
    return path


def _checksum(path: Path) -> None:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    path.with_name(path.name + ".sha256").write_text(f"{digest}  {path.name}\n", encoding="ascii")


def _say(text: str) -> None:
    print(f"== {text}", flush=True)


if __name__ == "__main__":
    main()
