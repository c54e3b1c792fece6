"""Opening a pair: whose facts the study has, which brain it takes, and what is said against comparing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ldct_studio.core.contrast import Injection
from ldct_studio.core.errors import GeometryError, LoadError
from ldct_studio.core.grid import Grid
from ldct_studio.core.magnet import Magnet
from ldct_studio.core.origin import PairOrigin, ScanOrigin
from ldct_studio.core.study import Facts, Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui.contrast_lanes import contrast_home, low_of
from ldct_studio.io.save import save_labels_nifti, save_nifti
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.methods.contrast_opening import _name, brain_of, doubts, open_pair, prepared_study
from ldct_studio.methods.contrast_study import AFTER, BEFORE, BRAIN, FINDINGS, _sequence
from ldct_studio.methods.loaders import open_study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the coarse demo head before and after contrast."""
    study = small_brain()
    for volume, name in ((BEFORE, "t1"), (AFTER, "t1c")):
        data = (1000 * study.volumes[volume].data).round()
        save_nifti(Volume(data, study.first.grid, "MR"), tmp_path / f"{name}.nii.gz")
    return tmp_path


def _mask(path: Path, mask: torch.Tensor, grid: Grid) -> Path:
    save_labels_nifti(LabelMap(mask.to(torch.uint8), grid, (Label(1, "Brain", "#ffffff"),)), path)
    return path


def _brain() -> torch.Tensor:
    return small_brain().labels[BRAIN].data > 0


def _opened(folder: Path) -> Study:
    return open_study([folder / "t1.nii.gz"])


def _named(volume: str, *, patient: str = "", **facts: object) -> Study:
    study = small_brain()
    only = Facts(patient=patient, **facts)
    return Study(volume, {volume: study.volumes[volume]}, facts=only)


def _prepared(*studies: Study) -> Study:
    fraction = 0.5 if len(studies) > 2 else 1.0
    return prepared_study(
        list(studies), PairOrigin(injection=Injection(fraction=fraction)), lambda _: None, lambda: False
    )


def test_geometry_is_that_of_the_scan_whose_voxels_are_shown() -> None:
    before = _named(BEFORE, slice_thickness=5.0, frame_of_reference="1.2.3", description="T1")
    after = _named(AFTER, slice_thickness=1.0, frame_of_reference="1.2.4", description="T1 post")
    facts = _prepared(before, after).facts
    assert (facts.slice_thickness, facts.frame_of_reference) == (5.0, "1.2.3")
    assert facts.description == "T1 post"


def test_what_was_found_on_one_side_is_called_so() -> None:
    made = _prepared(_named(BEFORE), _named(AFTER))
    assert set(made.labels) == {FINDINGS, BRAIN}


def test_three_scans_have_to_be_of_one_patient() -> None:
    scans = [_named(BEFORE, patient="A"), _named(AFTER, patient="A"), _named(AFTER, patient="B")]
    assert doubts(scans, Injection()) == (
        "The scans name different patients; check that they show the same one.",
    )
    with pytest.raises(GeometryError, match="Two of the scans hold the same values"):
        _prepared(*scans)
    brighter = scans[2].first.made(1.01 * scans[2].first.data)
    scans[2] = replace(scans[2], volumes={AFTER: brighter})
    assert _prepared(*scans).facts.warnings[0] == doubts(scans, Injection())[0]
    assert doubts([*scans[:2], _named(AFTER)], Injection()) == ()


def test_a_field_that_the_files_contradict_is_told() -> None:
    scans = [_named(BEFORE, magnet=Magnet(1.494)), _named(AFTER, magnet=Magnet(2.89))]
    (said,) = doubts(scans, Injection(field=3.0))
    assert "at 1.5 T by its file, and 3 T was chosen" in said
    assert doubts(scans[1:], Injection(field=3.0)) == ()


def test_a_brain_mask_beside_the_scan_is_taken(folder: Path) -> None:
    grid, brain = small_brain().first.grid, _brain()
    assert brain_of(_opened(folder)) is None
    _mask(folder / "t1c_brainmask.nii.gz", ~brain, grid)
    _mask(folder / "brain.nii.gz", ~brain, grid)
    _mask(folder / "t1_Brain_empty.nii.gz", brain & ~brain, grid)
    _mask(folder / "t1_brain_moved.nii.gz", brain, replace(grid, origin=(1.0, 2.0, 3.0)))
    save_nifti(Volume(brain * 0.5, grid, "MR"), folder / "t1_brain_extracted.nii.gz")
    assert brain_of(_opened(folder)) is None
    _mask(folder / "t1_brainmask.nii.gz", brain, grid)
    for found in (brain_of(_opened(folder)), brain_of(open_study([folder], series=None))):
        assert found is not None
        assert torch.equal(found, brain)


def test_a_given_brain_mask_has_to_be_one_of_the_scan(folder: Path) -> None:
    grid, brain = small_brain().first.grid, _brain()
    given = _mask(folder / "drawn.nii.gz", brain, grid)
    found = brain_of(_opened(folder), given)
    assert found is not None
    assert torch.equal(found, brain)
    other = _mask(folder / "other.nii.gz", brain, replace(grid, origin=(1.0, 2.0, 3.0)))
    with pytest.raises(GeometryError, match=r"“other.nii.gz” lies on another grid than the scan before"):
        brain_of(_opened(folder), other)
    save_nifti(Volume(brain * 0.5, grid, "MR"), folder / "soft.nii.gz")
    with pytest.raises(LoadError, match="is no label map"):
        brain_of(_opened(folder), folder / "soft.nii.gz")


def test_a_pair_opens_with_a_given_brain_mask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = _brain()
    half[:, :, :20] = False
    mask = _mask(folder / "drawn.nii.gz", half, small_brain().first.grid)
    scan: Callable[[str], ScanOrigin] = lambda name: ScanOrigin((str(folder / name),))  # noqa: E731
    study = open_pair(PairOrigin(scan("t1.nii.gz"), scan("t1c.nii.gz"), mask=ScanOrigin((str(mask),))))
    shown = study.labels[BRAIN].data > 0
    assert bool(shown.any())
    assert not bool((shown & ~half).any())


def test_the_sequence_of_the_files_is_that_of_the_low_dose() -> None:
    study = small_brain((14, 18, 14), 12.0)
    assert study.partner is not None
    pair = study.partner.pair
    assert low_of(pair).settings == {}  # the files of the demo record none
    recorded = replace(pair, sequence=(8.2, 12.0))
    assert low_of(recorded).settings == {"tr_ms": 8.2, "flip_deg": 12.0}
    assert any(low_of(recorded) in pane.lane.steps for pane in contrast_home(recorded))
    magnets = (Magnet(tr_ms=8.2, flip_deg=12.0), Magnet(tr_ms=1900.0, flip_deg=9.0), Magnet(tr_ms=6.0))
    assert [_sequence(magnet) for magnet in magnets] == [(8.2, 12.0), None, None]


def test_a_pair_is_called_by_the_folder_that_holds_it_however_it_was_opened(tmp_path: Path) -> None:
    scans, patient = [_named(BEFORE), _named(AFTER)], tmp_path / "patient"
    patient.mkdir()
    files = [ScanOrigin((str(patient / name),)) for name in ("t1.nii.gz", "t1c.nii.gz")]
    series = [ScanOrigin((str(patient),), series=name) for name in ("1", "2")]
    for before, after in (files, series):
        assert _name(scans, PairOrigin(before, after)).startswith("patient: ")
