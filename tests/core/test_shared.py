"""One block of memory, two processes, nothing left behind."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from ldct_studio.core.channel import Child
from ldct_studio.core.shared import SharedBlock


def test_the_parent_sees_what_the_child_wrote() -> None:
    block = SharedBlock.create(64)
    child = Child("talk", "tests.core.talking_child")
    try:
        child.send({"do": "fill", "block": block.name, "value": 7.5})
        assert child.receive(30) == {"trackers": None}, "the child may not start a resource tracker"
        block.unlink()
        assert block.array((4, 3), np.float32).tolist() == [[7.5] * 3] * 4
    finally:
        child.kill()


def test_a_killed_child_takes_nothing_with_it() -> None:
    block = SharedBlock.create(64)
    child = Child("talk", "tests.core.talking_child")
    child.send({"do": "fill", "block": block.name, "value": 1.0})
    child.receive(30)
    child.kill()
    again = SharedBlock.attach(block.name)
    assert again.array((4, 3), np.float32).sum() == 12
    block.unlink()


def test_an_array_outlives_its_block() -> None:
    block = SharedBlock.create(1 << 20)
    block.unlink()
    array = block.array((512, 512), np.float32)
    del block
    gc.collect()
    array[:] = 3
    assert array.sum() == 3 * 512 * 512


def test_the_name_is_gone_after_unlink() -> None:
    block = SharedBlock.create(16)
    name = block.name
    block.unlink()
    block.unlink()
    assert not Path("/dev/shm", name).exists()
    with pytest.raises(FileNotFoundError):
        SharedBlock.attach(name)


def test_too_large_an_array_is_refused() -> None:
    block = SharedBlock.create(16)
    block.unlink()
    with pytest.raises(ValueError, match="do not fit"):
        block.array((1 << 20,), np.float64)
