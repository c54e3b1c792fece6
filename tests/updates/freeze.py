"""Freeze the folders of a user as this version writes them: ``python -m tests.updates.freeze``, before a tag.

`test_updates` lets every later version read them. Only text is kept: checkpoints are in base64, and the scan
of the session is made anew.
"""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import ldct_studio.methods  # noqa: F401  (registers the steps of the lanes)
from ldct_studio import __version__, discovery
from ldct_studio.core import recent, settings
from ldct_studio.core.dose import Scan
from ldct_studio.core.events import Done, LastWord, Started, Stopped, Waiting
from ldct_studio.core.origin import Origin
from ldct_studio.core.paths import data_dir, user_plugins
from ldct_studio.core.resources import Resources
from ldct_studio.core.scanner import Measured, ScannerModel, Setting
from ldct_studio.core.settings import DisplayAnswer, Settings
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.gui import session_place
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.session_file import session_of, text_of
from ldct_studio.io import scanners
from ldct_studio.jobs import process, stopping, store, studying
from ldct_studio.jobs.job import Handle, Job
from ldct_studio.training.run import FabricRun
from tests.gui.session_case import full_scene
from tests.updates.thaw import HOME, HOST, write_scan

HERE = Path(__file__).resolve().parent
_LEFT_OUT = ("cache", "log", "tensorboard", "lock", "__pycache__")
"""Folders and files that nobody reads again, or that name this computer."""
_PREDICTOR = """title = "Mine"
command = ["my-segmenter", "{in}", "{out}"]

[classes]
1 = "Liver"
"""
SETTINGS = Settings(
    theme="light",
    language="en",
    ui_scale=125,
    color_blind=True,
    reduce_motion=True,
    privacy=True,
    lowering="rescan",
    cine_rate=20,
    compute="cpu",
    console=True,
    shortcuts={"open": ("Ctrl+Shift+F12",)},
    display_checks={"Screen": DisplayAnswer(seen=True, day="2026-11-20")},
    workspace="review",
    rows=1,
    columns=3,
    left_dock=False,
    right_dock=False,
    hint_seen=True,
)


def _frozen(home: Path, frozen: Path) -> None:
    for path in sorted(home.rglob("*")):
        target = frozen / path.relative_to(home)
        left_out = any(part in _LEFT_OUT for part in path.relative_to(home).parts)
        if path.is_dir() or left_out or path.suffix in (".gz", ".lock"):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".pt":
            text = base64.encodebytes(path.read_bytes()).decode("ascii")
            target = target.with_name(target.name + ".base64")
        else:
            text = path.read_text(encoding="utf-8").replace(str(home), HOME)
        target.write_text(text, encoding="utf-8")


def _write_settings(home: Path) -> None:
    same = [name for name in Settings.model_fields if name not in SETTINGS.model_dump(exclude_defaults=True)]
    assert not same, f"change {same} as well"
    settings.write(SETTINGS)
    recent.remember(recent.Recent(f"{home}/desk/scan.nii.gz", "scan", "4 images", "2026-11-20T15:30:00"))
    measured = (Measured(fraction=0.25, ratios={"water": 1.02}),)
    setting = Setting(
        kernel="B30f", kvp=120, mas=100, photons=2e5, electronic=8, slice_mm=2, pixel_mm=0.7,
        cutoff_per_mm=0.6, mark=0.1, passed=True, fitted=True, measured=measured,
    )  # fmt: skip
    scanners.keep(ScannerModel(name="Mine", scanner="Vendor Model", day="2026-11-20", settings=(setting,)))
    (data_dir() / "predictors").mkdir()
    (data_dir() / "predictors" / "mine.toml").write_text(_PREDICTOR, encoding="utf-8")


def _write_sessions(home: Path) -> None:
    volume = write_scan(home / "desk")
    origin = Origin((f"{home}/desk/scan.nii.gz",))
    scan = Scan((2e5,), 4.0, source="estimated", noise=12.0)
    scene = full_scene(Study("scan", {"scan": volume}, scan=scan, path=origin.paths[0], origin=origin))
    session = session_of(replace(scene, panes=scene.panes[:4]))  # the fifth is of a plug-in that is nowhere
    for path in (session_place.last_file(), session_place.folder() / "autosave-0123456789ab.ldct"):
        path.write_text(text_of(session), encoding="utf-8")
    (home / "desk" / "case.ldct").write_text(text_of(session, home / "desk"), encoding="utf-8")


def _write_jobs() -> None:
    recipe = Path(shutil.copy(HERE / "own_recipe.py", user_plugins()))
    discovery.allow(recipe)
    discovery.discover()
    assert not discovery.broken(), discovery.broken()
    finished, stopped, killed = (_job(f"2026-11-20_15300{number}_my-line") for number in range(3))
    finished.journal.append(_word(finished, Done))
    with _cancelled_after(3):
        stopped.journal.append(_word(stopped, Stopped))
        _word(killed, Stopped)  # which it cannot tell any more
    killed.cancel_file.unlink()
    studying.remember(finished)


def _job(name: str) -> Job:
    spec = store.plan(Step.parse("recipe:my-line:steps=12"), 5, "local", Resources())
    job = store.create(spec, store.folder() / name)
    job.write_handle(Handle(id="4194304", host=HOST))  # a number that no process has
    job.journal.append(Waiting(on=spec.on))
    job.journal.append(Started(host=HOST))
    return job


def _word(job: Job, kind: type[LastWord]) -> LastWord:
    """Do a job in this process, and return its last word, which has to be of a kind."""
    word = process._last_word(job)
    assert isinstance(word, kind), word
    return word


@contextmanager
def _cancelled_after(step: int) -> Iterator[None]:
    told, every = FabricRun.metrics, dict(stopping._EVERY)

    def metrics(run: FabricRun, now: int, values: Mapping[str, float]) -> None:
        told(run, now, values)
        if now == step:
            Job(run.folder).cancel_file.touch()

    FabricRun.metrics = metrics  # type: ignore[method-assign]
    stopping._EVERY["local"] = 0.0
    try:
        yield
    finally:
        FabricRun.metrics = told  # type: ignore[method-assign]
        stopping._EVERY.update(every)


def _show_window() -> None:
    """Open the window as the user left it, and close it, which keeps its place."""
    studio = Studio(application([]))
    studio.window.show()
    studio.window.close()


def main() -> None:
    """Write the folder of this version anew."""
    frozen = HERE / __version__
    shutil.rmtree(frozen, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder).resolve() / "home"
        os.environ["LDCT_STUDIO_HOME"] = str(home)
        _write_jobs()
        _write_sessions(home)
        _show_window()
        _write_settings(home)
        _frozen(home, frozen)
    print(
        f"{frozen.relative_to(HERE.parent.parent)}: {sum(path.is_file() for path in frozen.rglob('*'))} files"
    )


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LDCT_STUDIO_DEVICE"] = "cpu"
    main()
