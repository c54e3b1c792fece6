"""Studies of the tests of the workspace Study: their files, and results that nobody computed."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from ldct_studio import api
from ldct_studio.core.events import Done, Progress, Started, Waiting
from ldct_studio.jobs import store, studying
from ldct_studio.jobs.job import Job
from ldct_studio.studies.cells import RESULT, Result
from ldct_studio.studies.plan import Cell, read_plan
from ldct_studio.studies.running import CELLS
from ldct_studio.training.pictures import Board, write_picture

AXES = 'case = ["a.npy", "b.npy"]\nway = ["fbp", "unet"]\ndose = [0.1, 0.5]'


def register() -> None:
    """Register the recipe of a cell with a headline and a view."""

    class Look(api.Recipe, name="look.cell", title="Looks"):
        """Look at a scan at a dose."""

        headline = "dice"

        class Config(api.Config):
            case: Path = api.Field(Path(), title="Scan")
            way: str = api.Field("fbp", title="Method")
            dose: float = api.Field(0.5, gt=0, le=1, title="Dose")
            count: int = api.Field(3, ge=1, le=9, title="Count")
            sharp: bool = api.Field(False, title="Sharp")

        config: Config

        def view(self) -> api.CellView | None:
            if self.config.way == "blind":
                return None
            fbp = (api.Step("simulator", "insert"), api.Step("reconstructor", "fbp"))
            tv = (*fbp, api.Step("denoiser", "tv"))
            dose = api.DoseLevel(self.config.dose, api.Scan())
            return api.CellView(self.config.case, dose, 11, ((), fbp, tv), None, 1)

        def train(self, run: api.Run) -> None:
            raise NotImplementedError

    class Report(api.Recipe, name="look.report", title="Looks, report"):
        """Say what was seen."""

        def train(self, run: api.Run) -> None:
            raise NotImplementedError


def make(folder: Path, axes: str = AXES, name: str = "look") -> Job:
    """Make a study that the user began and that is over; none of its cells is computed."""
    path = folder / f"{name}.toml"
    path.write_text(f'recipe = "look.cell"\n[axes]\n{axes}\n', encoding="utf-8")
    step = api.Step("recipe", "study").replace(plan=str(path), workers=2)
    job = store.create(store.plan(step, 0), studying.folder_of(path))
    studying.remember(job)
    for event in (Waiting(on="local"), Started(host="here"), Progress(step=1, total=4, stage=1), Done()):
        job.journal.append(event)
    return job


def cells(job: Job) -> tuple[Cell, ...]:
    """Return the cells of a study."""
    return read_plan(Path(str(job.spec().settings["plan"]))).cells()


def finish(job: Job, cell: Cell, dice: float | None, error: str = "") -> None:
    """Leave the result of a cell."""
    place = job.folder / CELLS / cell.name
    place.mkdir(parents=True, exist_ok=True)
    found = {} if dice is None else {"dice": dice}
    state = "failed" if error else "done"
    made = Result.model_validate(
        {"place": dict(cell.place), "state": state, "error": error, "seconds": 0.5, "found": found}
    )
    (place / RESULT).write_text(made.model_dump_json(), encoding="utf-8")


def evaluation(folder: Path) -> Job:
    """Make a finished evaluation of two dose policies over six cases."""
    job = Job(folder)
    folder.mkdir(parents=True)
    spec = {
        "program": "0", "recipe": "alara.evaluation", "plugin": "0" * 64, "seed": 0,
        "settings": {"models": str(folder.parent / "set" / "models")},
    }  # fmt: skip
    (folder / "job.json").write_text(json.dumps(spec))
    lines = ["policy,case,densest path,photons per ray,PSNR (dB),photons needed for the target"]
    for name, photons in (
        ("fixed", (4000.0,) * 6),
        ("alara", (1000.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0)),
    ):
        for n, given in enumerate(photons):
            needed = "inf" if n == 5 else str(900.0 * (n + 1))
            lines.append(f"{name},{n},{4 + n / 2},{given},{33 + n / 10},{needed}")
    (folder / "table.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    _show(job)
    job.journal.append(Done())
    return job


def _show(job: Job) -> None:
    """Add the pictures of a slim and a wide case under both policies."""
    board = Board(job.folder / "board")
    picture = torch.linspace(-160, 240, 64).repeat(64, 1)
    for step, name in enumerate(("fixed", "alara")):
        for case in ("slim", "wide"):
            for kind in ("FBP, n0 4100", "network, 33.1 dB"):
                title = f"{name}, {case}: {kind}"
                job.journal.append(write_picture(job.folder, step, title, picture, (-160, 240), board))
    board.close()


REPORT = """6 synthetic patients; preset small, target 33.10 dB (range 4072 HU).

At the same mean PSNR, the target (scales set on other cases). Equal mean quality is cheapest with
a fixed dose; what a policy can win is the spread:

                     PSNR ± SD     mean n0
fixed             33.13 ± 1.87        4096
alara             33.13 ± 0.80        5000

Dose that each case needs with each reconstruction, searched up to 1000000 photons; those that
no dose is enough for are left out, or counted at the cap:

                    median
fixed                 3341

Mean dose with which 95 % of the cases reach the target − 0.1 dB, each network trained there:

alara                9000        1.00 of ALARA
fixed-all    not reached

  holds          SD of PSNR over cases: ALARA < fixed
                 0.80 dB against 1.87 dB
  DOES NOT HOLD  Correlation of ln n0 with the densest path > 0.5
                 r 0.25
"""
