"""An update keeps what the user has: every frozen version's settings, sessions, methods and jobs are read."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

import ldct_studio.methods  # noqa: F401  (registers the steps of the lanes)
from ldct_studio import discovery
from ldct_studio.core import recent, settings
from ldct_studio.core.events import Done, Resumed
from ldct_studio.core.paths import config_dir, data_dir
from ldct_studio.core.step import Step
from ldct_studio.gui import session_place, theme
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.session_opening import reopen
from ldct_studio.io import scanners
from ldct_studio.jobs import process, store, studying
from ldct_studio.jobs.status import status
from ldct_studio.nets.predictors import predictor
from ldct_studio.plugin import find
from tests.updates.thaw import thaw

FROZEN = sorted(path for path in Path(__file__).parent.iterdir() if (path / "config").is_dir())
assert FROZEN, "No frozen version is here, and without one every test below would be skipped."
FINISHED, STOPPED, KILLED = (f"2026-11-20_15300{number}_my-line" for number in range(3))


@pytest.fixture
def shipped(home: Path) -> None:
    """Load the shipped plug-ins before the user's: they are registered once, and not to be forgotten."""
    discovery.discover()


@pytest.fixture(params=FROZEN, ids=lambda path: path.name, autouse=True)
def thawed(request: pytest.FixtureRequest, home: Path, shipped: None, registry: None) -> Path:
    """Return the home of a user who had a frozen version."""
    thaw(request.param, home)
    return home


@pytest.fixture
def allowed() -> Iterator[None]:
    """Load the user's methods, and set back what the process of a job sets for the rest of its life."""
    handler, threads = signal.getsignal(signal.SIGTERM), torch.get_num_threads()
    discovery.discover()
    yield
    signal.signal(signal.SIGTERM, handler)
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(False)


def test_every_setting_is_applied(thawed: Path, qtbot: object) -> None:
    held = json.loads((config_dir() / "settings.json").read_bytes())
    read = settings.read()
    assert read.messages == ()
    assert held.items() <= read.settings.model_dump(mode="json").items()
    app = application([])
    studio = Studio(app)
    studio.window.show()
    assert studio.settings == read.settings
    assert (studio.state.scene.rows, studio.state.scene.columns) == (held["rows"], held["columns"])
    assert not studio.window.actions_["left-dock"].isChecked()
    studio.window.close()
    studio.window.deleteLater()
    theme.apply(app, "dark")  # as other tests find it


def test_lists_and_cards_are_read(thawed: Path) -> None:
    assert [entry.title for entry in recent.read()] == ["scan"]
    (model,) = scanners.models()
    assert (model.name, model.settings[0].photons, model.settings[0].measured[0].fraction) == (
        "Mine",
        2e5,
        0.25,
    )
    assert predictor("mine").title == "Mine"
    assert [job.name for job in studying.known()] == [FINISHED]


@pytest.mark.parametrize("name", ["desk/case.ldct", "data/sessions/last.ldct"])
def test_the_session_opens(thawed: Path, name: str) -> None:
    restored = reopen(thawed / name, lambda progress: None, lambda: False)
    scene, study = restored.scene, restored.scene.study
    assert [note for note in restored.notes if "of another version" not in note] == []
    assert study is not None
    assert (study.path, study.scan.photons) == (str(thawed / "desk" / "scan.nii.gz"), (2e5,))
    assert (scene.row, scene.fraction, scene.seed, scene.columns, scene.active) == (2, 0.31, 4242, 3, 3)
    assert scene.scan is not None
    assert scene.scan.photons == (3e4,)
    titles = [pane.lane.title for pane in scene.panes]
    assert titles == ["Reference", "FBP", "TV", "FBP − reference"]
    assert scene.panes[2].lane.steps[-1].settings["strength"] == 0.2
    assert scene.view.center == (-20.0, 60.0, -105.0)
    assert [roi.name for roi in scene.rois] == ["Liver", "Spleen", "Air", "Free"]
    assert [type(mark).__name__ for mark in scene.marks] == ["Ruler", "Angle", "Profile"]
    assert (scene.compare, scene.tool, scene.label, scene.workspace) == (
        "swipe",
        "freehand",
        "Liver",
        "review",
    )


def test_a_session_that_was_left_behind_is_found(thawed: Path) -> None:
    (place,) = session_place.left_behind()
    assert reopen(place.path, lambda progress: None, lambda: False).scene.fraction == 0.31
    place.drop()


def test_methods_stay_allowed(thawed: Path, allowed: None) -> None:
    assert discovery.waiting() == ()
    assert discovery.broken() == ()
    assert find(Step("recipe", "my-line")).title == "My line"


def test_jobs_are_as_they_were(thawed: Path, allowed: None) -> None:
    states = {job.name: status(job).state for job in store.jobs()}
    assert states == {FINISHED: "done", STOPPED: "cancelled", KILLED: "crashed"}
    spec = store.find(FINISHED).spec()
    assert spec.step == Step("recipe", "my-line", (("steps", 12),))
    assert discovery.fingerprint(data_dir() / "plugins" / "own_recipe.py") == spec.plugin


@pytest.mark.parametrize("name", [STOPPED, KILLED])
def test_a_job_goes_on_from_its_checkpoint(thawed: Path, allowed: None, name: str) -> None:
    pytest.importorskip("lightning_fabric", reason="needs the extra train")
    job = store.find(name)
    job.cancel_file.unlink(missing_ok=True)  # as resuming does
    assert isinstance(process._last_word(job), Done)
    assert [event.step for event in job.journal.read().events if isinstance(event, Resumed)] == [4]
    assert (job.folder / "loss.txt").is_file()


def test_a_job_can_be_deleted(thawed: Path) -> None:
    store.delete(store.find(FINISHED))
    assert FINISHED not in [job.name for job in store.jobs()]
    shutil.rmtree(store.folder())
    assert store.jobs() == ()
