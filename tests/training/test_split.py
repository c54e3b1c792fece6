"""Splits by patient."""

from __future__ import annotations

import pytest

from ldct_studio.core.errors import StudioError
from ldct_studio.training.split import Split, check_split, split

NAMES = tuple(f"patient {number}" for number in range(400))


def test_parts_hold_every_patient_once_and_have_their_size() -> None:
    parts = split(NAMES, (0.7, 0.1, 0.2), seed=3)
    assert sorted(parts.train + parts.validation + parts.test) == sorted(NAMES)
    assert len(parts.train) == pytest.approx(280, abs=30)
    assert len(parts.test) == pytest.approx(80, abs=25)


def test_the_same_names_and_seed_give_the_same_split() -> None:
    assert split(NAMES) == split(reversed(NAMES))
    assert split(NAMES) != split(NAMES, seed=1)


def test_more_patients_leave_the_others_where_they_are() -> None:
    before, after = split(NAMES[:200]), split(NAMES)
    assert set(before.train) <= set(after.train)
    assert set(before.test) <= set(after.test)


def test_a_part_may_be_left_out_but_not_be_empty_by_chance() -> None:
    parts = split(NAMES[:3], (1.0, 0.0, 0.0))
    assert (len(parts.train), parts.validation, parts.test) == (3, (), ())
    with pytest.raises(StudioError, match="got no patient"):
        split(NAMES[:2])


@pytest.mark.parametrize("fractions", [(0.5, 0.5, 0.5), (1.2, -0.1, -0.1)])
def test_fractions_have_to_make_sense(fractions: tuple[float, float, float]) -> None:
    with pytest.raises(StudioError, match="add up to 1"):
        split(NAMES, fractions)


def test_no_patient_is_in_two_parts() -> None:
    with pytest.raises(StudioError, match="twice"):
        Split(("a", "b"), ("c",), ("a",))
    with pytest.raises(StudioError, match="twice"):
        split(("a", "a", "b"))
    check_split(("a",), ("b",))
