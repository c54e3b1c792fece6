"""A small network that has learned something by chance, saved among the models of the home."""

from __future__ import annotations

import torch

from ldct_studio.core.paths import data_dir
from ldct_studio.nets.architecture import Architecture, ConditionalBody, SubtractionHead
from ldct_studio.nets.model import Card, TrainedFor, save_model

TRAINED = TrainedFor(
    fractions=(0.05, 0.5),
    fields=(1.5, 3.0),
    agents=("gadobutrol", "gadoterate"),
    relaxivity=(3.4, 4.6),
    sigma=(0.005, 0.04),
)


def toy_enhancer(works_at_mm: float = 1.0) -> str:
    """Write the model that works at a voxel size, and return its name."""
    torch.manual_seed(3)
    architecture = Architecture(body=ConditionalBody(width=4, attention=False), head=SubtractionHead())
    net = architecture.build()
    torch.nn.init.normal_(net.last.weight, std=0.02)  # type: ignore[union-attr, arg-type]
    card = Card(
        title="Toy",
        kind="enhancer",
        architecture=architecture,
        works_at_mm=works_at_mm,
        spacing_mm=(works_at_mm, 2 * works_at_mm),
        trained_for=TRAINED,
    )
    save_model(data_dir() / "models" / "toy", net, card)
    return "toy"
