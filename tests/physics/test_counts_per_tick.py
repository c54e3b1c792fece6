"""What one exact tick of 512² and 1000 views does, counted: the same however busy the machine is.

The limits stand a few percent above what is needed. Who passes one has made every tick slower or larger.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import fbp, projector
from ldct_studio.physics.gridding import sampling
from ldct_studio.physics.gridding.cache import TableCache
from ldct_studio.physics.noise import counted

SIZE, PIXEL = 512, 0.7
GEOMETRY = ScanGeometry.covering(SIZE, PIXEL, views=1000)
RAYS = (1, GEOMETRY.views, GEOMETRY.bins)
SINOGRAM = 4 * GEOMETRY.views * GEOMETRY.bins
CPU = torch.device("cpu")
COPIES = {"copy_", "clone", "_to_copy", "cat", "index_select", "constant_pad_nd", "flip"}


@dataclass
class Counts(TorchDispatchMode):
    """Calls by name; bytes allocated and bytes copied, in sinograms."""

    calls: Counter[str] = field(default_factory=Counter)
    allocated: float = 0.0
    copied: float = 0.0

    def __post_init__(self):
        super().__init__()

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        given = {t.untyped_storage().data_ptr() for t in tensors((args, kwargs))}
        result = function(*args, **(kwargs or {}))
        name = function.overloadpacket.__name__
        self.calls[name] += 1
        storages = {t.untyped_storage().data_ptr(): t.untyped_storage().nbytes() for t in tensors(result)}
        self.allocated += sum(size for place, size in storages.items() if place not in given) / SINOGRAM
        if name in COPIES:
            self.copied += sum(t.nbytes for t in tensors(result)) / SINOGRAM
        return result

    @property
    def transforms(self):
        """Transforms of real rows, of complex lines, and back to real rows."""
        return tuple(self.calls[f"_fft_{kind}"] for kind in ("r2c", "c2c", "c2r"))

    @property
    def interpolations(self):
        return sum(calls for name, calls in self.calls.items() if "embedding_bag" in name)


def tensors(tree):
    return [leaf for leaf in tree_leaves(tree) if isinstance(leaf, torch.Tensor)]


def counts_of(work, *data):
    with torch.no_grad(), Counts() as counts:
        work(*data)
    return counts


@pytest.fixture(scope="module")
def kept():
    """Build the tables of the reconstruction and of the projector in a cache of their own."""
    with pytest.MonkeyPatch.context() as patch:
        cache = TableCache(400 * 2**20)
        patch.setattr(sampling, "tables", cache)
        fbp.prepare(GEOMETRY, SIZE, PIXEL, CPU)
        reconstruction = cache.bytes
        projector.prepare(GEOMETRY, SIZE, PIXEL, CPU)
        yield cache, reconstruction, cache.bytes - reconstruction


@pytest.fixture(scope="module")
def sino():
    return torch.rand(RAYS, generator=torch.Generator().manual_seed(1))


def test_tables_stay_small(kept):
    _, reconstruction, projection = kept
    assert reconstruction < 28.5e6
    assert projection < 30.5e6


def test_a_tick_builds_no_table(kept, sino):
    cache, *before = kept
    fbp.fbp(sino, GEOMETRY, SIZE, PIXEL)
    projector.project(torch.ones(1, SIZE, SIZE), GEOMETRY, PIXEL)
    assert cache.bytes == sum(before)


def test_noise_makes_two_arrays(sino):
    noise = torch.randn((2, *RAYS), generator=torch.Generator().manual_seed(2))
    counts = counts_of(lambda: counted(torch.exp(sino.neg()), 1e5, 10.0, noise))
    plain = counts_of(lambda: torch.exp(sino.neg()))
    assert counts.allocated - plain.allocated < 2.3  # the expectation, the count and a mask of bytes
    assert counts.copied == 0
    assert counts.calls.total() - plain.calls.total() <= 21


@pytest.mark.parametrize("rows", [1, 4])
def test_reconstruction(kept, sino, rows):
    counts = counts_of(fbp.fbp, sino.repeat(rows, 1, 1), GEOMETRY, SIZE, PIXEL)
    assert counts.interpolations == 1
    assert counts.transforms == ({1: 2, 4: 8}[rows], 1, 1)
    assert counts.allocated < 9.75 * rows
    assert counts.copied < 2.4 * rows


@pytest.mark.parametrize("rows", [1, 4])
def test_projection(kept, rows):
    picture = torch.rand(rows, SIZE, SIZE, generator=torch.Generator().manual_seed(3))
    counts = counts_of(projector.project, picture, GEOMETRY, PIXEL)
    assert counts.interpolations == 1
    assert counts.transforms == (1, 1, {1: 2, 4: 8}[rows])
    assert counts.allocated < 9.75 * rows
    assert counts.copied < 4.75 * rows
