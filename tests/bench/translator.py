"""Print what translating MVCT takes: a slice of 512² and a volume of 100 of them, on two threads.

    python -m tests.bench.translator

Weights are fresh: they do not change the time. Small are the networks of the preset small at its 4 mm, paper
those of the authors' code at 1 mm and at the slice's own 0.5 mm.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType

import torch

from ldct_studio.core.paths import shipped_plugins
from ldct_studio.discovery import load_file
from ldct_studio.nets.architecture import Architecture, ClipHead, TranslatorBody
from ldct_studio.nets.model import Card, Familiar

from .timing import interleaved, machine, table

SMALL = TranslatorBody(width=8, encoder_blocks=3, decoder_blocks=2)
PAPER = TranslatorBody()
PIXEL, SIZE, SLICES = 0.5, 512, 100


def main() -> None:
    """Measure every network, the smallest time of several."""
    torch.set_num_threads(2)
    machine()
    hu = torch.full((SIZE, SIZE), -1000.0)
    hu[100:400, 120:390] = 40.0
    hu += 30 * torch.randn(hu.shape, generator=torch.Generator().manual_seed(0))
    nets = (("small, 64²", SMALL, 64), ("paper, 256²", PAPER, 256), ("paper, 512²", PAPER, 512))
    times = interleaved({name: _translation(hu, body, size) for name, body, size in nets}, 5)
    for name, row in table(times).items():
        print(f"{name}: 100 slices take {SLICES * min(row.values()) / 1e3:.0f} s")


def _translation(hu: torch.Tensor, body: TranslatorBody, size: int) -> Callable[[], object]:
    """Return what translates a slice with fresh weights."""
    architecture = Architecture(body=body, head=ClipHead())
    net = architecture.build().eval().requires_grad_(False)
    known = Familiar(size=size, middles={"noise": 1.0}, scales={"noise": 1.0}, limit=1.0)
    works = {"works_at_mm": PIXEL * SIZE / size, "familiar": known}
    card = Card(title="A", kind="translator", architecture=architecture).model_copy(update=works)
    return lambda: _lane().translated(net, card, hu, PIXEL)


def _lane() -> ModuleType:
    assert load_file(shipped_plugins() / "mvct_to_kvct" / "__init__.py") is not None
    return importlib.import_module("ldct_studio_plugins.mvct_to_kvct.lane")


if __name__ == "__main__":
    main()
