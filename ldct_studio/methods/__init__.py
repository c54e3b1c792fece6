"""Built-in plug-ins: a few lines each over physics and io. Importing this registers them all."""

from . import (
    commands,
    contrast,
    denoisers,
    enhancer,
    hybrid,
    iterative,
    metrics,
    networks,
    noise_map,
    onnx,
    reconstructors,
    segmenters,
    simulators,
)

__all__ = [
    "commands",
    "contrast",
    "denoisers",
    "enhancer",
    "hybrid",
    "iterative",
    "metrics",
    "networks",
    "noise_map",
    "onnx",
    "reconstructors",
    "segmenters",
    "simulators",
]
