"""The installer for Windows: what Inno Setup and the programs' properties need, and how it is called."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import product

SCRIPT = product.PACKAGING / "inno" / "installer.iss"
_GUID = "8E0B3B86-5C3B-4D0E-9B5E-6A6D6C3E51A7"
"""By which Windows knows the program from one version to the next; it never changes."""


def make(folder: Path, out: Path) -> Path:
    """Write the installer and return it; end with a sentence where Inno Setup is absent."""
    compiler = shutil.which("ISCC")
    if compiler is None:
        sys.exit("There is no ISCC; install Inno Setup 6 and put it on the PATH.")
    (out / "product.iss").write_text(definitions(folder, out), encoding="utf-8-sig")
    subprocess.run([compiler, "/Qp", f"/I{out}", str(SCRIPT)], check=True)
    return out / f"{_file()}.exe"


def definitions(folder: Path, out: Path) -> str:
    """Return ``product.iss``: the names, the version and the file types, which the script includes."""
    names = {
        "Title": product.TITLE,
        "Version": product.version(),
        "Publisher": product.MAINTAINER.partition(" <")[0],
        "Guid": _GUID,
        "Program": f"{product.TITLE}.exe",
        "Command": f"{product.COMMAND}.exe",
        "Folder": str(folder),
        "Out": str(out),
        "File": _file(),
        "License": str(product.ROOT / "LICENSE"),
        "Icon": str(product.PACKAGING / "build" / "ldct-studio.ico"),
    }
    lines = [f'#define {name} "{value}"' for name, value in names.items()]
    return "\n".join([*lines, "", "[Registry]", *_associations(), ""])


def _file() -> str:
    return f"{product.COMMAND}-{product.version()}-windows-x64"


def _associations() -> list[str]:
    """Return the registry lines: our sessions open with us; of others we are offered."""
    lines = []
    for kind in product.FILE_TYPES:
        name = f"{product.ID}.{kind.mime.rpartition('/')[2]}"
        root = f'Root: HKA; Subkey: "Software\\Classes\\{name}'
        command = '"""{app}\\{#Program}"" ""%1"""'
        lines.append(f'{root}"; ValueType: string; ValueData: "{kind.title}"; Flags: uninsdeletekey')
        lines.append(f'{root}\\shell\\open\\command"; ValueType: string; ValueData: {command}')
        for ending in sorted({f".{ending.rpartition('.')[2]}" for ending in kind.endings}):
            classes = f'Root: HKA; Subkey: "Software\\Classes\\{ending}'
            if kind.mime.endswith("session"):
                lines.append(f'{classes}"; ValueType: string; ValueData: "{name}"; Flags: uninsdeletevalue')
            lines.append(
                f'{classes}\\OpenWithProgids"; ValueType: string; ValueName: "{name}"; ValueData: ""; '
                "Flags: uninsdeletevalue"
            )
    return lines


def write_version_info(path: Path) -> None:
    """Write what Windows shows among the properties of the programs, as PyInstaller reads it."""
    numbers = (*(int(part) for part in product.version().split(".")), 0)
    strings = {
        "CompanyName": product.MAINTAINER.partition(" <")[0],
        "FileDescription": product.TITLE,
        "FileVersion": product.version(),
        "ProductName": product.TITLE,
        "ProductVersion": product.version(),
        "LegalCopyright": "Apache License 2.0",
    }
    fields = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{fields}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
