"""The reader process with faults: what a file's name says happens to it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from ldct_studio.io import dicom_pixels, process
from ldct_studio.io.found import Head

_decode = dicom_pixels.decode


def _fail(name: str) -> None:
    if "hang" in name:
        while True:
            pass
    if "abort" in name:
        os.abort()
    if "hungry" in name:
        bytearray(8 << 30)
    if "network" in name:
        socket.create_connection(("127.0.0.1", 9))
    if "program" in name:
        os.system("true")
    if "write" in name:
        Path(name).write_text("x")
    if "secret" in name:
        raise RuntimeError("CANARY^PATIENT")
    if "panic" in name:
        raise BaseException("a codec panics")


def look(path: Path) -> Head:
    if "decode" not in path.name:
        _fail(path.name)
    return process.head(path)


def decode(path: Path, *rest: object) -> object:
    if "decode" in path.name:
        _fail(path.name)
    return _decode(path, *rest)


if __name__ == "__main__":
    dicom_pixels.decode = decode
    process.main(look)
