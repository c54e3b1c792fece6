"""The frozen folders of a user, as `freeze` wrote them, become a home again."""

from __future__ import annotations

import base64
import socket
from pathlib import Path

import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io.save import save_nifti

HOME, HOST = "{home}", "{host}"
"""What stands for the user's home and computer in frozen files."""


def write_scan(folder: Path) -> Volume:
    """Write the scan of the session, which depends on no library's chance, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    z, y, x = torch.meshgrid(torch.arange(4), torch.arange(48), torch.arange(64), indexing="ij")
    inside = (x - 32) ** 2 + (y - 24) ** 2 < 400
    data = torch.where(inside, 40 + (7 * x + 11 * y + 13 * z) % 25 - 12, -1000).float()
    volume = Volume(data, Grid((4, 48, 64), (2.5, 1.5, 1.5), (-37.0, 21.0, -110.0)))
    save_nifti(volume, folder / "scan.nii.gz")
    return volume


def thaw(frozen: Path, home: Path) -> None:
    """Write frozen folders into a home, with its paths, and the scan of the session."""
    for path in frozen.rglob("*"):
        target = home / path.relative_to(frozen)
        if path.is_dir():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".base64":
            target.with_suffix("").write_bytes(base64.b64decode(path.read_text(encoding="ascii")))
        else:
            text = path.read_text(encoding="utf-8")
            text = text.replace(HOME, str(home)).replace(HOST, socket.gethostname())
            target.write_text(text, encoding="utf-8")
    write_scan(home / "desk")
