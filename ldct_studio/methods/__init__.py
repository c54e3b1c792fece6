"""Built-in plug-ins: a few lines each over physics and io. Importing this registers them all."""

from . import denoisers, metrics, reconstructors, segmenters, simulators

__all__ = ["denoisers", "metrics", "reconstructors", "segmenters", "simulators"]
