"""Geometry: of more than 60 series nothing is silently wrong, and two other readers see the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ldct_studio.core.study import Study
from ldct_studio.gui.pane import View
from ldct_studio.gui.transform import Placement
from ldct_studio.io.describe import orientation
from ldct_studio.io.opening import open_paths

from .geometry import PATIENTS, Case, cases

pytestmark = pytest.mark.usefixtures("here")
ALL = tuple(cases())
EXACT_ALL_THE_SAME = ("at a position that", "sheared by", "missing (")
"""Warned of, and yet every slice that is shown lies where it was measured."""
MM = 1e-3


def test_there_are_sixty() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 60


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_nothing_is_silently_wrong(tmp_path: Path, case: Case) -> None:
    case.write(tmp_path / "series")
    study = open_paths([tmp_path / "series"])
    said = any(case.warned in text for text in study.facts.warnings)
    if case.warned == "rounded":
        assert _worst(study, case) < 0.01, "no more than the rounding of what was recorded"
    elif case.warned and not case.warned.startswith(EXACT_ALL_THE_SAME):
        assert said
        assert study.facts.marks
    else:
        assert said if case.warned else study.facts.warnings == ()
        assert _worst(study, case) < MM


def _worst(study: Study, case: Case) -> float:
    """Return how far, in mm, any pixel lies from where it was written; infinite where one is not there."""
    data, grid = study.first.data.numpy(), study.first.grid
    shown = {float(value): index for index, value in np.ndenumerate(data)}
    worst = 0.0
    for value, place in zip(case.values.ravel(), case.places.reshape(-1, 3), strict=True):
        index = shown.get(float(value))
        if index is None:
            if case.warned == "at a position that":
                continue
            return float("inf")
        k, j, i = index
        worst = max(worst, float(np.linalg.norm(np.array(grid.patient((k, j, i))) - place)))
    return worst


@pytest.mark.parametrize("name", PATIENTS)
def test_all_patient_positions_show_the_same_letters(tmp_path: Path, name: str) -> None:
    next(case for case in ALL if case.name == f"patient {name}").write(tmp_path / "series")
    grid = open_paths([tmp_path / "series"]).first.grid
    assert orientation(grid) == "LPS"
    assert Placement.of(grid, 0, View(), 200, 200).letters == ("R", "L", "A", "P")


def test_all_patient_positions_show_the_same_anatomy(tmp_path: Path) -> None:
    shown = []
    for name, (row, column) in PATIENTS.items():
        x, y = (0.7 * 7 if sum(row) < 0 else 0.0), (0.8 * 9 if sum(column) < 0 else 0.0)
        step = 2.5 * float(np.cross(row, column)[2])
        low = 0.0 if step > 0 else 12.5
        at = tuple((x, y, low + step * k) for k in range(6))
        Case(name, row, column, at, patient=name, anatomy=True).write(tmp_path / name)
        shown.append(open_paths([tmp_path / name]).first.data.numpy())
    assert len(np.unique(shown[0])) > 50
    assert all(np.array_equal(shown[0], other) for other in shown[1:])


PEERS = [case for case in ALL if case.peers and not case.frames]


@pytest.mark.parametrize("case", PEERS, ids=lambda case: case.name)
def test_simpleitk_and_highdicom_see_the_same(tmp_path: Path, case: Case) -> None:
    import highdicom
    import SimpleITK
    from pydicom import dcmread

    case.write(tmp_path / "series")
    study = open_paths([tmp_path / "series"])
    reader = SimpleITK.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(tmp_path / "series")))
    image = reader.Execute()
    array = SimpleITK.GetArrayFromImage(image)
    other = highdicom.get_volume_from_series([dcmread(path) for path in (tmp_path / "series").iterdir()])
    for value in (case.values[0, 0, 0], case.values[2, 5, 3], case.values[4, 9, 7]):
        here = _where(study, value)
        (k, j, i), *_ = np.argwhere(array == value).tolist()
        assert image.TransformIndexToPhysicalPoint((i, j, k)) == pytest.approx(here, abs=0.01)
        index = np.argwhere(other.array == value)[0]
        assert (other.affine @ [*index, 1])[:3] == pytest.approx(here, abs=0.01)


def _where(study: Study, value: float) -> tuple[float, float, float]:
    k, j, i = np.argwhere(study.first.data.numpy() == value)[0].tolist()
    return study.first.grid.patient((k, j, i))
