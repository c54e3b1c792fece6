"""What a Linux desktop reads about the program, below a prefix: menu entry, icon, file types, description."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.sax.saxutils import escape

import product

LINUX = product.PACKAGING / "linux"


def lay(share: Path) -> None:
    """Write everything below a ``share`` folder."""
    places = {
        LINUX / f"{product.ID}.desktop": share / "applications" / f"{product.ID}.desktop",
        LINUX / f"{product.ID}.metainfo.xml": share / "metainfo" / f"{product.ID}.metainfo.xml",
        product.ROOT / "resources" / "icons" / "ldct-studio.svg": share
        / f"icons/hicolor/scalable/apps/{product.ID}.svg",
    }
    for source, target in places.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    types = share / "mime" / "packages" / f"{product.ID}.xml"
    types.parent.mkdir(parents=True)
    types.write_text(mime_types(), encoding="utf-8")


def mime_types() -> str:
    """Return the file types in the words of the shared MIME database."""
    kinds = "\n".join(_kind(kind) for kind in product.FILE_TYPES)
    space = "http://www.freedesktop.org/standards/shared-mime-info"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<mime-info xmlns="{space}">\n{kinds}\n</mime-info>\n'


def _kind(kind: product.FileType) -> str:
    globs = "".join(f'\n    <glob pattern="*{ending}"/>' for ending in kind.endings)
    magic = '\n    <magic priority="60"><match type="string" offset="128" value="DICM"/></magic>'
    comment = f"\n    <comment>{escape(kind.title)}</comment>"
    rest = magic if kind.mime == "application/dicom" else ""
    return f'  <mime-type type="{kind.mime}">{comment}{globs}{rest}\n  </mime-type>'
