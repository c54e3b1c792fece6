"""Networks that take no training, in the home of the test."""

from __future__ import annotations

import torch

from ldct_studio.core.paths import data_dir
from ldct_studio.nets.architecture import Architecture, LogitsHead, UNetBody
from ldct_studio.nets.model import Card, ClassName, save_model

_BODY = UNetBody(width=2, depth=1)


def denoiser(name: str, title: str, note: str = "") -> None:
    """Keep a denoiser that changes nothing."""
    architecture = Architecture(body=_BODY)
    _save(name, Card(title=title, kind="denoiser", architecture=architecture, note=note))


def segmenter(name: str, title: str, note: str = "") -> None:
    """Keep a segmenter that finds background everywhere."""
    classes = (ClassName(value=1, name="Liver", color="#B86728"),)
    architecture = Architecture(body=_BODY, head=LogitsHead(classes=2))
    card = Card(title=title, kind="segmenter", architecture=architecture, classes=classes, note=note)
    _save(name, card)


def _save(name: str, card: Card) -> None:
    net = card.architecture.build()
    for weight in net.parameters():
        torch.nn.init.zeros_(weight)
    save_model(data_dir() / "models" / name, net, card)
