"""Which scan was made before and which after contrast: what series and files are called."""

from __future__ import annotations

import pytest

from ldct_studio.core.pairing import guess_pair, is_low, percent_of


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["t1", "t1c", "t1_brainmask", "t1c_brainmask", "fla"], (0, 1, None)),
        (["A_hdbet_native_t1c", "A_hdbet_native_t1"], (1, 0, None)),
        (["AX T1 PRE", "AX T1 POST"], (0, 1, None)),
        (["t1_pre_contrast", "t1_post_contrast"], (0, 1, None)),
        (["T1 postcontrast", "T1 precontrast"], (1, 0, None)),
        (["T1 non-contrast", "T1 +C"], (0, 1, None)),
        (["Ax T1 SE", "Ax T1 SE +C", "Ax T2 FLAIR"], (0, 1, None)),
        (["T1 MPRAGE", "T1 MPRAGE GAD", "T2 TSE"], (0, 1, None)),
        (["sub-01_ce-gadolinium_T1w", "sub-01_T1w"], (1, 0, None)),
        (["T1 mprage nativ", "T1 mprage KM"], (0, 1, None)),
        (["T1 spin echo", "T1 spin echo with contrast agent"], (0, 1, None)),
        (["MPRAGE pre", "MPRAGE 10% Gd", "MPRAGE post Gd"], (0, 2, 1)),
        (["t1_native", "t1_low_dose_gd", "t1_gd"], (0, 2, 1)),
        (["MPRAGE pre", "MPRAGE low dose Gd"], (0, 1, None)),
        (["T1 pre", "T1 post low dose 33 %"], (0, 1, None)),
        (["t1", "t1_low_gd", "t1_gd"], (0, 2, 1)),
        (["T1", "T2"], None),
        (["T1 post"], None),
        (["T1 a", "T1 b", "T1 post"], None),
        ([], None),
    ],
)
def test_names_say_which_is_which(names: list[str], expected: tuple[int, int, int | None] | None) -> None:
    found = guess_pair([(str(place), name) for place, name in enumerate(names)])
    if expected is None:
        assert found is None
    else:
        assert found == tuple(None if place is None else str(place) for place in expected)


@pytest.mark.parametrize(
    ("name", "low", "percent"),
    [
        ("T1 post low dose 33 %", True, 33.0),
        ("MPRAGE 10% Gd", True, 10.0),
        ("t1_gd_12.5pct.nii.gz", True, 12.5),
        ("T1 KM 25 Prozent", True, 25.0),
        ("t1_low_gd", True, None),
        ("T1 post half dose", True, None),
        ("T1 KM halbe Dosis", True, None),
        ("T1 post low SAR", False, None),
        ("T1 post flow comp", False, None),
        ("T1 post 100 %", False, None),
        ("T1 post", False, None),
    ],
)
def test_a_name_says_at_which_dose(name: str, low: bool, percent: float | None) -> None:
    assert is_low(name) == low
    assert percent_of(name) == percent
