from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.core.step import Step
from ldct_studio.gui.lanes import choices, is_map, is_plain
from ldct_studio.gui.scene import INSERT


def lane(reconstructor: str, *more: Step) -> Lane:
    return Lane("x", (INSERT, Step("reconstructor", reconstructor), *more))


def test_only_a_linear_reconstruction_of_lowered_dose_is_plain():
    assert is_plain(lane("fbp"))
    others = (
        lane("noise-map"),
        lane("pwls-tv"),
        lane("gone"),
        lane("fbp", Step("denoiser", "tv")),
        Lane("x"),
    )
    assert not any(is_plain(other) for other in others)
    assert not is_plain(Lane("x", lane("fbp").steps, minus=()))


def test_a_map_is_a_lane_that_ends_with_one():
    assert is_map(lane("noise-map"))
    assert not any(is_map(other) for other in (lane("fbp"), lane("gone"), Lane("x")))


def test_every_method_is_offered_once():
    titles = [lane.title for lane in choices(INSERT)]
    assert len(titles) == len(set(titles))
    assert {"Reference", "FBP", "Noise map", "PWLS-TV", "BM3D", "FBP − reference"} <= set(titles)
