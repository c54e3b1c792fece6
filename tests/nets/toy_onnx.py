"""ONNX models of a few operations, and their folders in the home of the test."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from ldct_studio.core.paths import data_dir
from ldct_studio.nets.model import CARD
from ldct_studio.nets.onnx_card import ONNX

pytest.importorskip("onnxruntime", reason="needs the extra onnx")
onnx = pytest.importorskip("onnx", reason="needs the package onnx")

FREE = ("n", 1, "y", "x")
CLASSES = [
    {"value": 1, "name": "Middle", "color": "#49E4FD"},
    {"value": 7, "name": "Dense", "color": "#E8DFC8"},
]


def model(
    *nodes: tuple[str, list[str], list[str]] | tuple[str, list[str], list[str], dict[str, object]],
    weights: dict[str, list[float]] | None = None,
    takes: tuple[object, ...] = FREE,
    gives: tuple[object, ...] = FREE,
    dtype: str = "FLOAT",
    ends: tuple[list[str], list[str]] = (["x"], ["y"]),
    domain: str = "",
) -> bytes:
    """Return a graph of (operation, inputs, outputs, attributes) from "x" to "y"."""
    kind = getattr(onnx.TensorProto, dtype)
    sides = [
        [onnx.helper.make_tensor_value_info(name, kind, shape) for name in names]
        for names, shape in zip(ends, (takes, gives), strict=True)
    ]
    made = [
        onnx.helper.make_node(*node[:3], domain=domain, **(node[3] if len(node) > 3 else {}))
        for node in nodes
    ]
    numbers = {k: np.array(v, onnx.helper.tensor_dtype_to_np_dtype(kind)) for k, v in (weights or {}).items()}
    tensors = [onnx.numpy_helper.from_array(v, k) for k, v in numbers.items()]
    graph = onnx.helper.make_graph(made, "toy", *sides, tensors)
    opsets = [onnx.helper.make_opsetid("", 17)]
    if domain:
        opsets.append(onnx.helper.make_opsetid(domain, 1))
    data: bytes = onnx.helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()
    return data


def halved() -> bytes:
    """Return y = x / 2."""
    return model(("Mul", ["x", "half"], ["y"]), weights={"half": [0.5]})


def same(**ends: tuple[object, ...]) -> bytes:
    """Return y = x."""
    return model(("Identity", ["x"], ["y"]), **ends)  # type: ignore[arg-type]


def averaged() -> bytes:
    """Return the mean of all that the network is given, in every pixel."""
    return model(
        ("ReduceMean", ["x"], ["mean"]), ("Sub", ["x", "x"], ["zero"]), ("Add", ["zero", "mean"], ["y"])
    )


def numbered(size: int) -> bytes:
    """Return 0, 1, 2, … along the rows of a square of a fixed size, whatever is in it."""
    shape = (1, 1, size, size)
    place = np.arange(size * size, dtype=np.float32).reshape(shape).tolist()
    nodes = ("Sub", ["x", "x"], ["zero"]), ("Add", ["zero", "place"], ["y"])
    return model(*nodes, weights={"place": place}, takes=shape, gives=shape)


def three_classes() -> bytes:
    """Return the logits 0, x − 1/4 and 2 x − 1: class 1 between 1/4 and 3/4, class 2 above."""
    weights = {"k": [[[[0.0]]], [[[1.0]]], [[[2.0]]]], "b": [0.0, -0.25, -1.0]}
    return model(("Conv", ["x", "k", "b"], ["y"]), weights=weights, gives=("n", 3, "y", "x"))  # type: ignore[arg-type]


def keep(name: str, data: bytes, **card: object) -> Path:
    """Keep a model under a name; the card says what it does with −1000 to 1000 HU as 0 to 1."""
    folder = data_dir() / "models" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ONNX).write_bytes(data)
    told: dict[str, object] = {
        "format": "onnx",
        "title": f"Toy {name}",
        "kind": "denoiser",
        "sha256": hashlib.sha256(data).hexdigest(),
        "hu_low": -1000,
        "hu_high": 1000,
        "clipped": False,
        "spacing_mm": [0.3, 6.0],
    }
    (folder / CARD).write_text(json.dumps(told | card))
    return folder
