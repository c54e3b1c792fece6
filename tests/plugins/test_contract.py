"""What every plug-in promises, and what happens to one that does not keep it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import torch

from ldct_studio import api, discovery, methods, pipeline
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.case import Case
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.errors import Cancelled, PluginError
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.paths import shipped_plugins, user_plugins
from ldct_studio.core.projections import Projections, ScanGeometry
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.physics.attenuation import hu_to_mu
from ldct_studio.physics.projector import project
from ldct_studio.physics.rows import geometry_of, pixel_of, square
from ldct_studio.plugin import (
    Denoiser,
    LanePlugin,
    Plugin,
    Reconstructor,
    find,
    make,
    make_lane_step,
    plugins,
)

ROWS = (3, 4)
WRITTEN = """
from ldct_studio import api
class Mine(api.Denoiser, name="{name}"):
    def denoise(self, volume):
        return volume
"""


def _registered() -> list[type[Plugin]]:
    for path in discovery.candidates(shipped_plugins()):
        discovery.load_file(path)
    mine = (methods.__name__, "ldct_studio_plugins")
    return [cls for cls in plugins() if cls.__module__.startswith(mine)]


ALL = _registered()
LANE = [cls for cls in ALL if issubclass(cls, LanePlugin)]


def _title(cls: type[Plugin]) -> str:
    return f"{cls.kind}:{cls.name}"


def _volume() -> Volume:
    """Return a disc of tissue with a denser one in it, on pixels of 2 mm, wider than high."""
    grid = Grid((8, 56, 64), (3.0, 2.0, 2.0))
    y, x = torch.meshgrid(torch.linspace(-56, 56, 56), torch.linspace(-64, 64, 64), indexing="ij")
    data = torch.full(grid.shape, -1000.0)
    data[:, (x / 56).square() + (y / 44).square() < 1] = 40.0
    data[:, (x - 20).square() + y.square() < 144] = 400.0
    return Volume(data, grid)


def _case(seed: int = 7, fraction: float = 0.25, paired: bool = False) -> Case:
    """Return a case to begin with: of a scan after contrast where the plug-in needs one before it."""
    volume, partner = _volume(), None
    if paired:
        study = small_brain((14, 18, 14), 12.0)
        volume, partner = study.first, study.partner
    return pipeline.start(volume, ROWS, DoseLevel(fraction), seed, Memo(), partner)


def _ready(plugin: Plugin, case: Case) -> Case:
    """Bring a case to where the plug-in stands in a lane."""
    if isinstance(plugin, LanePlugin) and plugin.paired:
        return case
    for kind, step in (("simulator", "simulator:insert"), ("reconstructor", "reconstructor:fbp")):
        if plugin.kind == kind:
            return case
        case = make_lane_step(Step.parse(step)).apply(case)
    return case


def _made(cls: type[LanePlugin]) -> LanePlugin:
    if cls.missing():
        pytest.skip(cls.missing())
    return make_lane_step(Step(cls.kind, cls.name))


def _result(cls: type[LanePlugin], seed: int = 7) -> Case:
    plugin = _made(cls)
    return plugin.apply(_ready(plugin, _case(seed, paired=cls.paired)))


def _tensors(case: Case) -> list[torch.Tensor]:
    parts = [case.image, case.lines, case.noise, case.labels]
    return [part.data for part in parts if part is not None]


def test_something_is_registered() -> None:
    assert {"reconstructor:sirt", "reconstructor:fbp", "simulator:insert"} <= {_title(cls) for cls in ALL}


@pytest.mark.parametrize("cls", ALL, ids=_title)
def test_it_is_built_from_defaults_and_its_settings_survive_json(cls: type[Plugin]) -> None:
    plugin = cls()
    for name, field in cls.Config.model_fields.items():
        assert field.title, f"{name} has no title for the form"
    step = plugin.step
    again = Step.from_json(json.loads(json.dumps(step.to_json())))
    assert again == step == Step.parse(str(step))
    config = cls.Config.model_validate_json(plugin.config.model_dump_json())
    assert config == plugin.config
    assert cls.title


@pytest.mark.parametrize("cls", LANE, ids=_title)
def test_it_keeps_shape_type_and_device_and_changes_nothing_in_place(cls: type[LanePlugin]) -> None:
    plugin = _made(cls)
    before = _ready(plugin, _case(paired=cls.paired))
    copies = [tensor.clone() for tensor in _tensors(before)]
    after = plugin.apply(before)
    for old, copy in zip(_tensors(before), copies, strict=True):
        assert torch.equal(old, copy), "the input was changed in place"
    assert after.image.data.shape == before.image.data.shape
    assert after.image.grid == before.image.grid
    for tensor in _tensors(after):
        assert tensor.device == before.image.data.device
        assert tensor.isfinite().all()
    assert after.image.data.dtype == torch.float32
    if before.lines is not None:
        assert after.projections.data.dtype == torch.float32
        assert after.projections.data.shape == before.lines.data.shape


@pytest.mark.parametrize("cls", LANE, ids=_title)
def test_one_seed_gives_one_result(cls: type[LanePlugin]) -> None:
    for first, second in zip(_tensors(_result(cls)), _tensors(_result(cls)), strict=True):
        assert torch.equal(first, second)


@pytest.mark.parametrize("cls", [cls for cls in LANE if cls.kind == "simulator"], ids=_title)
def test_another_seed_gives_another_result(cls: type[LanePlugin]) -> None:
    one, other = _result(cls, 7), _result(cls, 8)
    if one.lines is None:
        assert not torch.equal(one.image.data, other.image.data)
    else:
        assert not torch.equal(one.measured.data, other.measured.data)


@pytest.mark.parametrize("cls", [cls for cls in LANE if not cls.live], ids=_title)
def test_it_stops_when_told(cls: type[LanePlugin]) -> None:
    plugin = _made(cls)
    case = _ready(plugin, _case())
    with stop_when(lambda: True), pytest.raises(Cancelled):
        plugin.apply(case)


def test_sirt_converges(monkeypatch: pytest.MonkeyPatch) -> None:
    """The residual norm does not increase over 100 iterations."""
    volume = _volume().rows(3)
    pixel, geometry = pixel_of(volume.grid), replace(geometry_of(volume.grid), views=180)
    measured = project(square(hu_to_mu(volume.data)), geometry, pixel)
    projected: list[torch.Tensor] = []

    def spy(image: torch.Tensor, rays: ScanGeometry, size: float) -> torch.Tensor:
        projected.append(project(image, rays, size))
        return projected[-1]

    monkeypatch.setattr(api, "project", spy)
    sirt = make_lane_step(Step("reconstructor", "sirt", (("iterations", 100),)))
    assert isinstance(sirt, Reconstructor)
    picture = sirt.reconstruct(Projections(measured, geometry, (3,)), volume.grid)
    norms = [float((measured - line_integrals).norm()) for line_integrals in projected[1:]]
    assert len(norms) == 100
    assert all(later <= earlier for earlier, later in pairwise(norms))
    assert norms[-1] < 0.02 * norms[0]
    assert (picture.data - volume.data).abs().mean() < 30


def test_sirt_is_short() -> None:
    assert len((shipped_plugins() / "sirt.py").read_text(encoding="utf-8").splitlines()) < 30


def _drop_in(name: str, text: str) -> Path:
    path = user_plugins() / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("registry")
def test_a_file_of_the_user_runs_only_after_consent_to_its_content() -> None:
    path = _drop_in("mine", WRITTEN.format(name="mine"))
    discovery.discover()
    assert discovery.waiting() == (path,)
    with pytest.raises(PluginError, match="no denoiser “mine”"):
        find(Step("denoiser", "mine"))
    discovery.allow(path)
    discovery.discover()
    assert find(Step("denoiser", "mine")).file == str(path)
    path.write_text(WRITTEN.format(name="other"), encoding="utf-8")
    assert discovery.waiting() == (path,)


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("import nothing_like_this", "nothing_like_this"),
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("def f(:", "SyntaxError"),
    ],
)
def test_a_broken_plugin_is_recorded_and_stops_nothing(text: str, reason: str) -> None:
    discovery.allow(_drop_in("bad", text))
    discovery.allow(_drop_in("good", WRITTEN.format(name="good")))
    discovery.discover()
    assert any("bad.py" in broken.file and reason in broken.reason for broken in discovery.broken())
    assert find(Step("denoiser", "good")).title == "good"


@pytest.mark.usefixtures("registry")
def test_two_plugins_with_one_name_are_refused_and_both_named() -> None:
    first, second = (_drop_in(name, WRITTEN.format(name="same")) for name in ("one", "two"))
    for path in (first, second):
        discovery.allow(path)
    discovery.discover()
    assert find(Step("denoiser", "same")).file == str(first)
    (broken,) = [broken for broken in discovery.broken() if broken.file == str(second)]
    assert str(first) in broken.reason
    assert str(second) in broken.reason


@pytest.mark.usefixtures("registry")
def test_one_that_cannot_run_here_says_why() -> None:
    class Elsewhere(Denoiser, name="elsewhere", title="Elsewhere"):
        @classmethod
        def missing(cls) -> str:
            return "needs a CUDA device"

        def denoise(self, volume: Volume) -> Volume:
            return volume

    with pytest.raises(PluginError, match=r"Elsewhere cannot run here: needs a CUDA device\."):
        make(Step("denoiser", "elsewhere"))


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("reconstructor:sirt:iterations=0", "iterations"),
        ("reconstructor:sirt:iterations=many", "many"),
        ("reconstructor:sirt:speed=3", "speed"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(step: str, sentence: str) -> None:
    with pytest.raises(PluginError, match=sentence) as caught:
        make(Step.parse(step))
    assert "\n" not in str(caught.value)
