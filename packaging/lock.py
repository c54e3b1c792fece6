"""Write ``requirements.lock``: the shipped set and what freezes it, by hashes, for all systems.

``python packaging/lock.py [WHEEL]``, with uv installed. PyPI's torch for Linux is the CUDA build; its CPU
build comes from PyTorch's own index, and the wheel that is named here adds its hash. The CUDA packages are
left out.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from product import PACKAGING, ROOT

LOCK = PACKAGING / "requirements.lock"
_CUDA = re.compile(r"^(nvidia|cuda|triton)\b")


def main(wheel: Path | None) -> None:
    """Let uv resolve, and write what is needed of it."""
    extras = [word for extra in ("train", "onnx", "packaging") for word in ("--extra", extra)]
    words = [
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        *extras,
        "-c",
        "packaging/constraints.txt",
        "--universal",
    ]
    words += ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    entries = re.split(r"\n(?=\S)", done.stdout.strip())
    kept = [entry for entry in entries if not _CUDA.match(entry)]
    if wheel is not None:
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        kept = [f"{e} \\\n    --hash=sha256:{digest}" if e.startswith("torch==") else e for e in kept]
    head = (
        "# pip install --require-hashes --no-deps -r packaging/requirements.lock; made by packaging/lock.py\n"
    )
    LOCK.write_text(head + "\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
