"""Entry names: which names in an archive may become files, on every system alike."""

from __future__ import annotations

import re
import unicodedata

_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_MOST_FOLDERS = 32


def folded(name: str) -> str:
    """Return what two names share that are one on a disk that ignores case or the form of accents."""
    return unicodedata.normalize("NFC", name).casefold()


def why_not(name: str) -> str:
    """Say why a name, with “/” between its parts, may not become a file below a folder; '' where it may."""
    parts = name.split("/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has an absolute path"
    if ".." in parts:
        return "leads out of the archive"
    if any(ord(c) < 32 or ord(c) == 127 for c in name) or any(c in name for c in '\\:*?"<>|'):
        return "has a name with characters that are no part of file names"
    if any(_DEVICES.fullmatch(part) for part in parts):
        return "is named like a device"
    if any(part in ("", ".") or part != part.rstrip(" .") for part in parts):
        return "has a name that ends in a dot or a space, or has an empty part"
    if len(parts) > _MOST_FOLDERS or len(name) > 1000 or any(len(part.encode()) > 255 for part in parts):
        return "has too long a name"
    return ""
