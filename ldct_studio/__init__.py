"""LDCT Studio: how low can the dose go before something that matters is lost."""

import os

__version__ = "0.1.0"

# Threads of torch that wait for each other must not spin: with one other busy program on two cores a
# picture took 330 ms while they did, 14 ms without (docs/performance.md). OpenMP reads this once, when
# torch is loaded, so it stands here, before everything else of ours.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
