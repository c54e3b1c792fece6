"""The device: what is there is taken, what was chosen is kept to, and a lack of memory is known as such."""

from __future__ import annotations

import threading

import pytest
import torch

from ldct_studio.core import device
from ldct_studio.core.errors import DeviceError, StudioError


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch):
    monkeypatch.delenv("LDCT_STUDIO_DEVICE", raising=False)
    monkeypatch.setattr(device, "_choice", "auto")
    monkeypatch.setattr(device, "_gpu_left", False)
    device._usual.cache_clear()
    yield
    device._usual.cache_clear()


@pytest.fixture
def there(monkeypatch):
    """Return what says which GPUs the computer has from now on."""

    def have(*kinds):
        monkeypatch.setattr(torch.cuda, "is_available", lambda: "cuda" in kinds)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: "mps" in kinds)
        device._usual.cache_clear()

    return have


@pytest.mark.parametrize(
    ("gpus", "choice", "taken"),
    [
        ((), "auto", "cpu"),
        (("cuda",), "auto", "cuda"),
        (("cuda",), "cpu", "cpu"),
        (("cuda",), "cuda", "cuda"),
        ((), "cuda", "cpu"),
        (("mps",), "auto", "cpu"),
        (("mps",), "mps", "mps"),
        (("cuda",), "mps", "cuda"),
    ],
)
def test_the_choice_is_kept_to_where_it_is_there(there, gpus, choice, taken):
    there(*gpus)
    device.choose(choice)
    assert device.device().type == taken
    assert device.gpus() == gpus


def test_the_environment_overrides_the_choice(there, monkeypatch):
    there("cuda")
    monkeypatch.setenv("LDCT_STUDIO_DEVICE", "cpu")
    device.choose("cuda")
    assert device.device().type == "cpu"


def test_a_gpu_that_was_left_stays_left(there, monkeypatch):
    there("cuda")
    monkeypatch.setenv("LDCT_STUDIO_DEVICE", "cuda")
    assert device.device().type == "cuda"
    device.use_cpu()
    assert device.device().type == "cpu"
    assert device.name() == f"CPU, {device.cores()} cores"


def test_a_block_computes_where_it_says_and_other_threads_do_not(there):
    there("cuda")
    seen = []
    with device.on(torch.device("cpu")):
        other = threading.Thread(target=lambda: seen.append(device.device().type))
        other.start()
        other.join()
        assert device.device().type == "cpu"
        device.choose("cuda")
        assert device.device().type == "cpu"
    assert seen == ["cuda"]
    assert device.device().type == "cuda"


def test_a_gpu_has_its_name(monkeypatch):
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda place: f"Example {place.index or 0}")
    assert device.name(torch.device("cuda")) == "Example 0"
    assert device.name(torch.device("cuda:1")) == "Example 1"
    assert device.name(torch.device("mps")) == "Apple GPU"


def test_a_lack_of_memory_is_known_by_its_type_words_or_cause():
    wrapped = DeviceError("The GPU ran out of memory.")
    wrapped.__cause__ = torch.OutOfMemoryError("CUDA out of memory")
    lacks = [wrapped, wrapped.__cause__, MemoryError(), RuntimeError("MPS backend out of memory (…)")]
    assert all(device.ran_out(error) for error in lacks)
    others = [None, ValueError("out of memory"), RuntimeError("sizes differ"), StudioError("out of memory")]
    assert not any(device.ran_out(error) for error in others)


def test_what_the_cpu_says_of_too_little_memory_is_understood():
    with pytest.raises(RuntimeError) as refused:
        torch.empty(1 << 52)
    assert device.ran_out(refused.value)


def test_freeing_the_cache_needs_no_gpu():
    device.free_cache()
