"""Memo keeps the newest results within its limit."""

from __future__ import annotations

import torch

from ldct_studio.core.memo import Memo


def test_it_builds_once_and_returns_the_same_object() -> None:
    memo = Memo()
    built: list[int] = []

    def build() -> torch.Tensor:
        built.append(1)
        return torch.zeros(4)

    assert memo.make("a", build) is memo.make("a", build)
    assert built == [1]


def test_it_drops_the_least_recently_used_above_the_limit() -> None:
    memo = Memo(limit=2 * 4000)
    for name in "ab":
        memo.put(name, torch.zeros(1000))
    assert memo.get("a") is not None  # a is now the newer one
    memo.put("c", torch.zeros(1000))
    assert memo.get("b") is None
    assert memo.get("a") is not None
    assert memo.nbytes == 8000


def test_a_replaced_result_is_counted_once() -> None:
    memo = Memo()
    memo.put("a", torch.zeros(10))
    memo.put("a", torch.zeros(20))
    assert memo.nbytes == 80
    memo.clear()
    assert memo.nbytes == 0
