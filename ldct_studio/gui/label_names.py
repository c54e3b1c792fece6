"""Which labels of a study are the structure that a segmenter names: "Kidneys" are the right and the left."""

from __future__ import annotations

import re

from ..core.volume import Label, LabelMap

_SIDES = frozenset(("left", "right", "l", "r"))
_SAME = {"tumor": "lesion", "tumour": "lesion"}


def labels_of(labels: LabelMap, name: str) -> tuple[Label, ...]:
    """Return the labels of a structure: those of its name, else its sides, parts and single lesions.

    Names are compared without case. A structure of one side is never taken for both.
    """
    exact = tuple(label for label in labels.labels if label.name.casefold() == name.casefold())
    words = _words(name)
    if exact or _SIDES.intersection(words):
        return exact
    wanted = _structure(words)
    found = ((label, _structure(_words(label.name))) for label in labels.labels)
    return tuple(
        label for label, other in found if other and (wanted == other or wanted[-len(other) :] == other)
    )


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name before its details, singular: "Lesion 1: 20 mm" is a lesion."""
    return tuple(
        word.removesuffix("s") for word in re.findall(r"[^\W\d_]+", name.partition(":")[0].casefold())
    )


def _structure(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_SAME.get(word, word) for word in words if word not in _SIDES)
