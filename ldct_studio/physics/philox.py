"""Random numbers that depend only on their address: Philox4x32-10 (Salmon et al. 2011)."""

from __future__ import annotations

import math

import torch

_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_KEY_STEPS = (0x9E3779B9, 0xBB67AE85)
_MASK = 0xFFFFFFFF
_CHUNK = 1 << 17

Words = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def philox(counter: Words, key: tuple[int, int]) -> Words:
    """Return four words of 32 bits (in int64) for four counter words of one shape, which are overwritten.

    In int64 a·M overflows, but its bits 32…63 are right. Products serve as low words unmasked: their high
    bits vanish where the next round masks.
    """
    a, b, c, d = counter
    k0, k1 = key
    product0, product1 = torch.empty_like(a), torch.empty_like(a)
    for _ in range(10):
        torch.mul(a, _MULTIPLIERS[0], out=product0)
        torch.mul(c, _MULTIPLIERS[1], out=product1)
        torch.bitwise_right_shift(product1, 32, out=a).bitwise_xor_(b).bitwise_xor_(k0).bitwise_and_(_MASK)
        torch.bitwise_right_shift(product0, 32, out=c).bitwise_xor_(d).bitwise_xor_(k1).bitwise_and_(_MASK)
        b, d, product0, product1 = product1, product0, d, b
        k0, k1 = (k0 + _KEY_STEPS[0]) & _MASK, (k1 + _KEY_STEPS[1]) & _MASK
    return a, b.bitwise_and_(_MASK), c, d.bitwise_and_(_MASK)


def normals(seed: int, stream: int, count: int, device: torch.device) -> torch.Tensor:
    """Return two independent N(0, 1) fields, (2, count), float32.

    Element i depends on (seed, stream, i) alone: counter (i // 2, 0, stream, 0), key the 64 bits of the seed,
    then Box and Muller (1958).
    """
    pairs = (count + 1) // 2
    result = torch.empty(2, pairs, 2, device=device)
    key = (seed & _MASK, (seed >> 32) & _MASK)
    for start in range(0, pairs, _CHUNK):
        index = torch.arange(start, min(start + _CHUNK, pairs), device=device)
        zero = torch.zeros_like(index)
        words = philox((index, zero, torch.full_like(index, stream & _MASK), zero.clone()), key)
        part = result[:, start : start + _CHUNK]
        for ray in (0, 1):
            _box_muller(words[2 * ray], words[2 * ray + 1], part[:, :, ray])
    return result.view(2, -1)[:, :count]


def _box_muller(first: torch.Tensor, second: torch.Tensor, out: torch.Tensor) -> None:
    """Write two normal variates per pair of words into ``out`` (2, n); 24 bits each, never ln 0."""
    radius = _uniform(first).log_().mul_(-2).sqrt_()
    angle = _uniform(second).mul_(2 * math.pi)
    torch.mul(radius, angle.cos(), out=out[0])
    torch.mul(radius, angle.sin_(), out=out[1])


def _uniform(word: torch.Tensor) -> torch.Tensor:
    return word.bitwise_right_shift_(8).float().add_(0.5).mul_(2.0**-24)
