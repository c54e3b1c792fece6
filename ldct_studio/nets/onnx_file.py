"""The file of an ONNX model: the one of its card, whole in itself, and opened by onnxruntime on the CPU."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.errors import PluginError
from .onnx_card import ONNX, OnnxCard

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_LARGEST = 1 << 30
"""Bytes above which a file is refused."""
_ELSEWHERE = b"\x0a\x08location\x12"
"""How the name of another file that holds weights is written in an ONNX file (``external_data``)."""


def open_onnx(folder: Path, card: OnnxCard, threads: int) -> InferenceSession:
    """Return a session that runs the model of a folder, or raise ``PluginError`` with a sentence.

    The file is read once, compared with the card and opened from memory, so that it is what was compared.
    """
    data = _bytes(folder, card)
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 4  # what fails is said once, in the pane
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # as torch's threads
    options.add_session_config_entry("session.load_model_format", "ONNX")
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no type in common
        raise PluginError(f"The model {folder.name} cannot be opened: {reason(error)}") from error


def reason(error: Exception) -> str:
    """Return the first line of what onnxruntime says, without its numbers, as the end of a sentence."""
    said = str(error).partition("\n")[0].rpartition(" : ")[2].strip()[:200]
    return said.rstrip(".") + "."


def _bytes(folder: Path, card: OnnxCard) -> bytes:
    name = folder.name
    try:
        if (folder / ONNX).stat().st_size > _LARGEST:
            raise PluginError(f"The file of the model {name} is larger than 1 GB; choose a smaller model.")
        data = (folder / ONNX).read_bytes()
    except OSError as error:
        raise PluginError(
            f"The file of the model {name} cannot be read: {error.strerror or error}."
        ) from None
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise PluginError(
            f"The file of the model {name} is not the one of its card; copy it again, or correct “sha256”."
        )
    if _ELSEWHERE in data:
        raise PluginError(f"The model {name} keeps weights in another file; save it as one file.")
    return data
