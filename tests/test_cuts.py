"""Coronal and sagittal cuts and slabs: the same voxels as the whole volume, and no row made twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import torch

from ldct_studio import methods, pipeline  # noqa: F401
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.grid import Grid
from ldct_studio.core.growth import watched_by
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.origin import Made, Origin
from ldct_studio.core.plane import PLANES, Plane, Slab, merged, neighbors, stack
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.pipeline import frame, run, segmented

LOW = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
SLABS = (None, Slab("mean", 4.0), Slab("max", 6.0), Slab("min", 6.0))


def _request(lane: Lane) -> Request:
    generator = torch.Generator().manual_seed(1)
    shape = (6, 40, 48)
    volume = Volume(torch.randn(shape, generator=generator) * 20, Grid(shape, (2.0, 0.8, 0.8)))
    study = Study("s", {"v": volume}, scan=Scan(photons=(1e5,)))
    return Request(study, "v", 3, DoseLevel(0.25, study.scan), (lane,), coronal=11, sagittal=30)


def _cut(data: torch.Tensor, request: Request, lane: Lane) -> npt.NDArray[np.float32]:
    cuts = Frame(request, lane, None).cuts
    near = neighbors(cuts, request.row_of(lane), lane.slab)
    return merged(stack(data, lane.plane, near), lane.slab).numpy()


@pytest.mark.parametrize("slab", SLABS)
@pytest.mark.parametrize("plane", PLANES)
def test_a_cut_has_the_voxels_of_the_volume(plane: Plane, slab: Slab | None) -> None:
    for steps in ((), LOW):
        lane = Lane("cut", steps, plane=plane, slab=slab)
        request = _request(lane)
        made = frame(request, lane, Memo())
        volume = run(request.source, request.dose, steps) if steps else request.source
        assert made.image is not None
        np.testing.assert_allclose(made.image, _cut(volume.data, request, lane), atol=1e-3)
        assert made.image.flags.c_contiguous


def test_a_difference_is_cut_too() -> None:
    lane = Lane("cut", LOW, minus=(), plane="coronal")
    request = _request(lane)
    made = frame(request, lane, Memo())
    volume = run(request.source, request.dose, LOW)
    assert made.image is not None
    np.testing.assert_allclose(made.image, _cut(volume.data - request.source.data, request, lane), atol=1e-3)


def test_a_volume_that_was_made_is_cut_and_not_made_again() -> None:
    lane = Lane("cut", LOW, plane="sagittal")
    request = _request(lane)
    made = run(request.source, request.dose, LOW)
    marked = replace(made, data=torch.full_like(made.data, 77.0))
    recipe = Made("FBP at 25 %", "FBP", "v", LOW, request.dose, request.seed)
    volumes = {**request.study.volumes, recipe.name: marked}
    study = replace(request.study, volumes=volumes, origin=Origin(made=(recipe,)))
    found = frame(replace(request, study=study), lane, Memo()).image
    assert found is not None
    assert (found == 77).all()
    of_other = replace(request, study=replace(study, volumes={**volumes, "w": request.source}), volume="w")
    assert not (frame(of_other, lane, Memo()).image == 77).any(), "it was made of another volume"
    other = frame(replace(request, study=study, dose=DoseLevel(0.3, request.dose.scan)), lane, Memo()).image
    assert other is not None
    assert not (other == 77).any()


def test_a_cut_grows_and_goes_on_where_it_was_stopped() -> None:
    lane, memo = Lane("cut", LOW, plane="coronal"), Memo()
    request = _request(lane)
    heard: list[int] = []
    hear = watched_by(lambda _, done, __: heard.append(done))
    with pytest.raises(Cancelled), hear, stop_when(lambda: len(heard) >= 2):
        frame(request, lane, memo)
    assert heard == [1, 2]
    with watched_by(lambda _, done, __: heard.append(done)):
        made = frame(request, lane, memo)
        again = frame(request, lane, memo)
    assert heard == [1, 2, 3, 4, 5, 6]
    assert made.image is not None
    assert np.array_equal(made.image, again.image)  # type: ignore[arg-type]
    whole = frame(request, lane, Memo()).image
    assert np.array_equal(made.image, whole)  # type: ignore[arg-type]


def test_a_method_that_takes_long_says_what_to_do() -> None:
    lane = Lane("cut", (*LOW, Step("denoiser", "tv")), plane="coronal")
    made = frame(_request(lane), lane, Memo())
    assert made.image is None
    assert "apply it to the volume first" in made.error
    assert made.unapplied


def test_labels_are_found_in_axial_pictures_alone() -> None:
    lane = Lane("cut", plane="coronal")
    request = replace(_request(lane), segmenter=Step("segmenter", "threshold"))
    made = frame(request, lane, Memo())
    assert segmented(made, Memo()) is made
