"""Structures of a segmenter and labels of a study by their names."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Label, LabelMap
from ldct_studio.gui.label_names import labels_of

NAMES = (
    "Liver",
    "Right kidney",
    "Left kidney",
    "Lesion 1: 20 mm, −30 HU",
    "Lesion 2: 12 mm, −40 HU",
    "Portal vein",
    "lung_left",
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Liver", (1,)),
        ("liver", (1,)),
        ("Kidneys", (2, 3)),
        ("Right kidney", (2,)),
        ("Liver lesion", (4, 5)),
        ("Tumor", (4, 5)),
        ("Lungs", (7,)),
        ("Vein", ()),
        ("Spleen", ()),
        ("", ()),
    ],
)
def test_names_are_matched_by_structure(name: str, found: tuple[int, ...]) -> None:
    labels = tuple(Label(value, text, "#000000") for value, text in enumerate(NAMES, 1))
    grid = Grid((1, 2, 2), (1.0, 1.0, 1.0))
    stored = LabelMap(torch.zeros(1, 2, 2, dtype=torch.uint8), grid, labels)
    assert tuple(label.value for label in labels_of(stored, name)) == found


def test_one_side_is_never_taken_for_the_other() -> None:
    grid = Grid((1, 2, 2), (1.0, 1.0, 1.0))
    stored = LabelMap(torch.zeros(1, 2, 2, dtype=torch.uint8), grid, (Label(1, "Left kidney", "#000000"),))
    assert labels_of(stored, "Right kidney") == ()
