"""Built-in plug-ins: a few lines each over physics and io. Importing this registers them all."""

from . import denoisers, iterative, metrics, noise_map, reconstructors, segmenters, simulators

__all__ = [
    "denoisers",
    "iterative",
    "metrics",
    "noise_map",
    "reconstructors",
    "segmenters",
    "simulators",
]
