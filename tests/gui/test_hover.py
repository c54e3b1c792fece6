import pytest

from ldct_studio.gui.hover import Hover
from ldct_studio.gui.region_numbers import MEAN

N = "\u00a0"


def test_the_status_line_reads_as_designed():
    hover = Hover((32.1, 8.0, -412.0), (96, 244, 201), 58.2, 71.4, "C", 13.2)
    assert hover.place == f"L 32.1  P 8.0  S −412.0{N}mm"
    assert hover.voxel_text == "Voxel 201, 244, 96"
    assert hover.values == f"A 58  C 71  Δ +13{N}HU"


def test_right_and_anterior_have_letters_instead_of_a_sign():
    assert Hover((-32.1, -8.0, 5.0), (0, 0, 0), None, None, "B", None).place.startswith(
        "R 32.1  A 8.0  S 5.0"
    )


def test_what_is_not_known_is_a_dash():
    assert Hover((0, 0, 0), (0, 0, 0), None, None, "B", None).values == "A –"
    assert Hover((0, 0, 0), (0, 0, 0), 5.0, None, "D", -7.0).values == f"A 5  Δ −7{N}HU"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.034, "0.0340"),
        (0.00041234, "0.000412"),
        (4.2517, "4.25"),
        (9.996, "10.0"),
        (-99.96, "−100"),
        (1234.4, "1\u202f234"),
        (0.0, "0.00"),
        (2e-9, "0.00"),
    ],
)
def test_values_of_maps_have_three_digits_here_and_in_tables(value: float, shown: str) -> None:
    hover = Hover((0, 0, 0), (0, 0, 0), 58.2, value, "C", None, other_unit="mmol/L")
    assert hover.values == f"A 58{N}HU  C {shown}{N}mmol/L"
    assert MEAN.in_unit("mmol/L").text(value) == shown
