"""What every package of the program shares: its names, its version, its file types, where things lie.

The only place for them; installers, the freezing and the tests read them here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"

TITLE = "LDCT Studio"
COMMAND = "ldct-studio"
ID = "org.ldct_studio.Studio"
"""The name of the program for the desktop, reverse DNS."""
MAINTAINER = "LDCT Studio maintainers <maintainers@ldct-studio.org>"
SUMMARY = "Slide the CT dose and watch the reconstruction follow"


@dataclass(frozen=True)
class FileType:
    """A kind of file that the program opens: its MIME type, its endings, and what it is."""

    mime: str
    endings: tuple[str, ...]
    title: str
    ours: bool = False
    """Whether nobody else defines it."""


FILE_TYPES = (
    FileType("application/dicom", (".dcm", ".ima"), "DICOM image"),
    FileType("application/x-nifti", (".nii", ".nii.gz"), "NIfTI volume", ours=True),
    FileType("application/x-ldct-session", (".ldct",), "LDCT Studio session", ours=True),
)


def version() -> str:
    """Return the version that ``ldct_studio/__init__.py`` states."""
    text = (ROOT / "ldct_studio" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    assert found is not None
    return found[1]


def data_folders() -> dict[str, str]:
    """Return what lies beside the code and where it goes in the package, by its path in the checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    return included


def info_plist() -> dict[str, object]:
    """Return what macOS reads about the program."""
    kinds = [
        {
            "CFBundleTypeName": kind.title,
            "CFBundleTypeRole": "Editor" if kind.mime.endswith("session") else "Viewer",
            "CFBundleTypeExtensions": [ending.rpartition(".")[2] for ending in kind.endings],
            "LSHandlerRank": "Owner" if kind.mime.endswith("session") else "Alternate",
        }
        for kind in FILE_TYPES
    ]
    return {
        "CFBundleName": TITLE,
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": version(),
        "CFBundleDocumentTypes": kinds,
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
    }
