from ldct_studio.gui.hover import Hover

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
