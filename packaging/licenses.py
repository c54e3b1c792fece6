"""Licenses of everything that is shipped: one text, and a list of components (CycloneDX).

``python packaging/licenses.py`` prints a line for each package that is shipped.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from types import MappingProxyType

import product
from contents import LIBRARIES
from packaging.requirements import Requirement

from ldct_studio.core.licenses import collected, name_of

FORBIDDEN = re.compile(
    r"(?<!L)GPL|AGPL|affero|general public|non-?commercial|\bNC\b|proprietary", re.IGNORECASE
)
"""What no package of the shipped set may be under."""
KNOWN = {
    "shiboken6": "LGPL-3.0-only",
    "pyside6-essentials": "LGPL-3.0-only",
    "typing-inspection": "MIT",
}
"""Of packages that name several licenses, or none: the one that we take, or that stands in their texts."""
_BESIDE = {
    "Python": ("PSF-2.0", "https://docs.python.org/3/license.html"),
    "Qt": ("LGPL-3.0-only", "https://www.qt.io/licensing; its libraries are files that can be exchanged"),
    "Inter": ("OFL-1.1", "the font of the window"),
    "PyInstaller bootloader": (
        "GPL-2.0-or-later WITH Bootloader-exception",
        "free to be shipped with any program",
    ),
}
"""What no package's metadata tell."""


def shipped() -> list[Distribution]:
    """Return the installed distributions that the program needs, itself first, then by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in LIBRARIES]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        key = (plain(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        found[plain(wanted.name)] = one = distribution(wanted.name)
        waiting += _needs(one, frozenset(wanted.extras))
    own = plain(Requirement(LIBRARIES[0]).name)
    return [found.pop(own), *(found[name] for name in sorted(found))]


def _needs(part: Distribution, extras: frozenset[str]) -> list[Requirement]:
    needs = [Requirement(text) for text in part.requires or ()]
    return [
        need
        for need in needs
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
    ]


def plain(name: str) -> str:
    """Return the name of a distribution as registries write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def license_of(part: Distribution) -> str:
    """Return the license that a shipped package is taken under."""
    return KNOWN.get(plain(part.name)) or name_of(part)


def text(parts: Iterable[Distribution], libraries: Iterable[str] = ()) -> str:
    """Return the one text: what stands beside the packages, libraries of the system, the packages."""
    beside = "\n".join(f"{name}: {license} ({note})" for name, (license, note) in _BESIDE.items())
    system = "\n\n".join(libraries)
    head = f"{product.TITLE} {product.version()} and what it is shipped with"
    return "\n\n".join((head, beside, system, collected(parts)))


def system_libraries(folder: Path) -> list[str]:
    """Return the copyright texts of Debian packages whose libraries lie in a frozen folder's top."""
    if sys.platform != "linux":
        return []
    owners: dict[str, list[str]] = {}
    for path in sorted(folder.glob("lib*.so*")):
        done = subprocess.run(["dpkg", "-S", f"*/{path.name}"], capture_output=True, text=True, check=False)
        owner = done.stdout.partition(":")[0]
        owners.setdefault(owner, []).append(path.name)
    told = []
    for owner, names in owners.items():
        words = _debian_terms(owner) or "of Python or a wheel"
        told.append(f"{owner or 'others'}: {', '.join(names)}\n{words}")
    return told


def runtime_libraries(linked: Mapping[str, str]) -> list[str]:
    """Return the terms of Debian packages, given by license, that an AppImage's runtime is linked with."""
    terms = {name: _debian_terms(name) for name in linked}
    without = [name for name, text in terms.items() if not text]
    if without:
        sys.exit(f"/usr/share/doc has no terms of {', '.join(without)}; install them with their documents.")
    told = [
        f"{name}, linked into the runtime of the AppImage: {license}\n{terms[name]}"
        for name, license in linked.items()
    ]
    lesser = Path("/usr/share/common-licenses/LGPL-2.1")  # which Debian's texts only name
    return [*told, lesser.read_text(encoding="utf-8").strip()] if linked and lesser.is_file() else told


def _debian_terms(package: str) -> str:
    terms = Path("/usr/share/doc") / package / "copyright"
    there = package and terms.is_file()
    return terms.read_text(encoding="utf-8", errors="replace").strip() if there else ""


def bill(parts: Iterable[Distribution], linked: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the software bill of materials as CycloneDX 1.5 JSON; ``linked`` as in `runtime_libraries`."""
    own, *others = parts
    components = [
        {
            "type": "library",
            "name": plain(part.name),
            "version": part.version,
            "purl": f"pkg:pypi/{plain(part.name)}@{part.version}",
            "licenses": [{"license": {"name": license_of(part)}}],
        }
        for part in others
    ]
    beside = {name: license for name, (license, _) in _BESIDE.items()}
    for name, license in {**beside, **linked}.items():
        components.append({"type": "library", "name": name, "licenses": [{"license": {"name": license}}]})
    head = {"type": "application", "name": plain(own.name), "version": own.version}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": head},
        "components": components,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for one in shipped():
        print(f"{one.name}=={one.version}  {license_of(one)}")
