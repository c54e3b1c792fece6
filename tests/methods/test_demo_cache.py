"""The cache of the demo: whole or not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.methods import demo_cache

SHAPE = (3, 4, 5)


@pytest.fixture
def kept(home: Path) -> list[torch.Tensor]:
    """Keep two arrays and return them."""
    arrays = [torch.arange(60, dtype=torch.int16).view(SHAPE), torch.ones(SHAPE, dtype=torch.uint8)]
    demo_cache.keep(arrays)
    return arrays


def test_what_was_kept_is_loaded(kept: list[torch.Tensor]) -> None:
    loaded = demo_cache.load(2, SHAPE)
    assert loaded is not None
    for a, b in zip(kept, loaded, strict=True):
        assert a.dtype == b.dtype
        assert torch.equal(a, b)


def test_nothing_kept_is_nothing_loaded(home: Path) -> None:
    assert demo_cache.load(2, SHAPE) is None


@pytest.mark.parametrize(
    "harm", ["changed", "cut", "empty", "no index", "bad index", "short index", "array gone", "pickle"]
)
def test_a_damaged_cache_is_not_loaded(kept: list[torch.Tensor], harm: str) -> None:
    voxels, index = demo_cache.folder() / "1.npy", demo_cache.folder() / "index.json"
    data = bytearray(voxels.read_bytes())
    if harm == "changed":
        data[-7] ^= 1
        voxels.write_bytes(data)
    elif harm == "cut":
        voxels.write_bytes(data[:-10])
    elif harm == "empty":
        voxels.write_bytes(b"")
    elif harm == "no index":
        index.unlink()
    elif harm == "bad index":
        index.write_text("{", encoding="utf-8")
    elif harm == "short index":
        index.write_text("[]", encoding="utf-8")
    elif harm == "array gone":
        voxels.unlink()
    else:
        np.save(voxels, np.array([{}], dtype=object), allow_pickle=True)
    assert demo_cache.load(2, SHAPE) is None


def test_another_shape_is_not_loaded(kept: list[torch.Tensor]) -> None:
    assert demo_cache.load(2, (3, 4, 6)) is None


def test_keeping_again_repairs(kept: list[torch.Tensor]) -> None:
    (demo_cache.folder() / "0.npy").write_bytes(b"x")
    demo_cache.keep(kept)
    assert demo_cache.load(2, SHAPE) is not None


def test_other_versions_are_removed_and_no_parts_stay(kept: list[torch.Tensor]) -> None:
    old = demo_cache.folder().with_name("demo-0123456789abcdef")
    old.mkdir()
    (old / "0.npy").write_bytes(b"old")
    demo_cache.keep(kept)
    assert not old.exists()
    assert sorted(p.name for p in demo_cache.folder().iterdir()) == ["0.npy", "1.npy", "index.json"]


def test_a_full_disk_does_no_harm(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    demo_cache.keep([torch.ones(SHAPE)])
    assert demo_cache.load(1, SHAPE) is None
    assert list(demo_cache.folder().iterdir()) == []
