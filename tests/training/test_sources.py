"""Synthetic patients as a source, and what slices are."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.errors import GeometryError, LoadError
from ldct_studio.training.sources import Phantoms, Slices, Source


def test_phantoms_are_drawn_by_name() -> None:
    source: Source = Phantoms(3, size=64, slices_each=1, kind="reproduction", first=7)
    names = source.patients()
    assert names == ("phantom 0000007", "phantom 0000008", "phantom 0000009")
    one, again = source.slices(names[1]), source.slices(names[1])
    assert one.hu.shape == (1, 64, 64)
    assert one.pixel_mm == pytest.approx(6.25)
    assert torch.equal(one.hu, again.hu)
    assert one.lesions is not None
    assert int(one.lesions.sum()) > 0


def test_only_its_own_patients_are_read() -> None:
    source = Phantoms(3)
    with pytest.raises(LoadError, match="no such patient"):
        source.slices("phantom 0000003")
    with pytest.raises(LoadError, match="no such patient"):
        source.slices("../secret")


def test_slices_fit_together() -> None:
    hu = torch.zeros(2, 4, 4)
    with pytest.raises(GeometryError, match="do not fit"):
        Slices(hu, 1.0, organs=torch.zeros(2, 4, 5, dtype=torch.uint8))
    with pytest.raises(GeometryError, match="float32"):
        Slices(hu.double(), 1.0)
