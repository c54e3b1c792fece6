"""Real files: what lies where. The catalog of odd ones is in tests/robustness."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from ldct_studio.core.errors import LoadError
from ldct_studio.core.study import Study
from ldct_studio.io.opening import open_paths

pytestmark = pytest.mark.data
Array = npt.NDArray[Any]


@pytest.fixture
def odd(shared_data: Path) -> Path:
    return shared_data / "derived_odd"


@pytest.fixture
def reference(odd: Path) -> Array:
    return np.load(odd / "reference_hu.npy", allow_pickle=False)


def voxels(study: Study) -> Array:
    return study.first.data.numpy()


def test_odd_nifti_files(odd: Path, reference: Array) -> None:
    folder = odd / "nifti"
    first = open_paths([folder])
    good = [line for line in first.facts.series if line.images == 8]
    assert len(good) == 14, "one file holds two"
    for name in ("singular_affine.nii", "truncated.nii.gz", "zero_byte.nii"):
        with pytest.raises(LoadError, match=name):
            open_paths([folder / name])
    for name in ("ref_LPS.nii.gz", "same_volume_RAS.nii.gz", "scl_slope_inter.nii.gz", "oblique.nii.gz"):
        assert np.array_equal(voxels(open_paths([folder / name])), reference)


def test_the_abdomen_shows_the_liver_on_the_right(shared_data: Path) -> None:
    study = open_paths([shared_data / "ct_abdomen_dicom"])
    assert study.first.grid.shape == (20, 512, 512)
    assert (float(study.first.data.min()), float(study.first.data.max())) == (-1024, 1839)
    labels = study.labels["seg_totalsegmentator_v2"]
    assert labels.grid.same_place(study.first.grid)
    values = {label.name: label.value for label in labels.labels}

    def center(name: str) -> Array:
        index = np.argwhere(labels.data.numpy() == values[name]).mean(axis=0)
        return np.array(study.first.grid.patient((index[0], index[1], index[2])))

    assert center("liver")[0] < center("spleen")[0], "LPS: +x is the patient's left"
    assert center("vertebrae_L1")[1] > center("liver")[1] if "vertebrae_L1" in values else True
    liver = voxels(study)[labels.data.numpy() == values["liver"]]
    assert 60 < np.median(liver) < 160
    exposure = study.scan.exposure
    assert (exposure.kvp, exposure.ctdi_phantom_cm, exposure.kernel) == (120, 32, "Br38f 3")
    assert exposure.ctdi_vol == pytest.approx(18.5, abs=0.5)
    assert exposure.mas_as_recorded
    assert len(exposure.slice_ma) == 20


def test_the_aorta_lies_on_the_contrast(shared_data: Path) -> None:
    study = open_paths([shared_data / "ct_cardiac_nifti"])
    assert study.first.modality == "CT"
    aorta = voxels(study)[study.labels["aorta"].data.numpy() == 1]
    assert np.median(aorta) > 150
    assert [label.name for label in study.labels["vertebrae_T12"].labels] == ["vertebrae_T12"]
    where = {
        name: np.argwhere(study.labels[name].data.numpy() == 1).mean(axis=0)
        for name in ("aorta", "vertebrae_T12")
    }
    assert where["vertebrae_T12"][1] > where["aorta"][1], "the spine lies behind"
