"""The tab Dose proposal: what it reads of an evaluation, what it draws and says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ldct_studio import api, methods, plugin  # noqa: F401
from ldct_studio.core.events import Metric
from ldct_studio.gui import theme
from ldct_studio.gui.proposal_charts import boxes, courses, paths, scatter, unreachable
from ldct_studio.gui.proposal_news import EVALUATION, TRAINING, ProposalReader, read_evaluation
from ldct_studio.gui.proposal_page import ProposalPage
from ldct_studio.gui.train_dialog import TrainDialog
from ldct_studio.gui.train_news import Series
from ldct_studio.jobs import store
from ldct_studio.jobs.job import Job, Spec
from tests.gui.cells_case import evaluation

N = "\u00a0"


@pytest.fixture
def job() -> Job:
    return evaluation(store.folder() / "2026-11-20_alara.evaluation")


@pytest.fixture
def page(qtbot) -> Iterator[ProposalPage]:
    made = ProposalPage()
    made.resize(1600, 900)
    yield made
    made.watch.close()
    made.deleteLater()
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]


def test_an_evaluation_is_read_from_its_folder(job: Job) -> None:
    found = read_evaluation(job)
    assert [one.name for one in found.policies] == ["fixed", "alara"]
    assert (found.target, found.cap) == (33.1, 1e6)
    assert found.mean is not None
    assert found.mean.heads == ("PSNR ± SD", "mean n0")
    assert found.mean.rows[1] == ("alara", "33.13 ± 0.80", "5000")
    assert found.for_all is not None
    assert found.for_all.heads == ()
    assert found.for_all.rows == (("alara", "9000", "1.00 of ALARA"), ("fixed-all", "not reached"))
    assert [(claim.holds, claim.because) for claim in found.claims] == [
        (True, "0.80 dB against 1.87 dB"),
        (False, "r 0.25"),
    ]


def test_every_case_is_drawn_and_those_out_of_reach_are_counted(job: Job, qapp: object) -> None:
    found = read_evaluation(job)
    assert [len(curve.x) for curve in scatter(found).curves] == [6, 6]
    assert [curve.letter for curve in paths(found).curves] == [f"alara r{N}0.97"]  # a fixed dose has no r
    drawn = boxes(found)
    words = [curve.letter for curve in drawn.curves if curve.letter]
    assert words == ["fixed: 1 unreachable", "alara: 1 unreachable"]
    assert drawn.mark == 1e6
    assert f"1.0{N}×{N}10⁶ photons per ray" in unreachable(found)
    assert "1 of 6 cases" in unreachable(found)


def test_the_course_of_the_training_is_drawn_for_the_policies(job: Job, qapp: object) -> None:
    steps = np.array([0.0, 10.0])

    def series(name: str) -> Series:
        return Series(name, steps, np.array([0.5, 0.25]), 0.25)

    told = tuple(map(series, ("alara: Net: loss", "warm-up: Net: loss", "alara: below target")))
    found = read_evaluation(job, told)
    loss = courses(found, "loss", "Loss")
    assert loss is not None
    assert [curve.letter for curve in loss.curves] == ["alara"]
    below = courses(found, "target", "Fraction below q")
    assert below is not None
    assert below.curves[0].y.tolist() == [0.5, 0.25]
    assert courses(read_evaluation(job), "loss", "Loss") is None


def test_the_training_of_the_evaluated_set_is_read(job: Job) -> None:
    training = Job(job.folder.parent / "set")
    training.folder.mkdir()
    (training.folder / "job.json").write_bytes((job.folder / "job.json").read_bytes().replace(
        EVALUATION.encode(), TRAINING.encode()
    ))  # fmt: skip
    for step in range(3):
        training.journal.append(Metric(step=step, values={"alara: loss": 1.0 / (step + 1)}))
    reader = ProposalReader()
    news = reader.look()
    assert news.evaluated is not None
    assert [one.name for one in news.evaluated.series] == ["alara: loss"]
    assert reader.look() is news  # nothing is new


def test_a_damaged_evaluation_says_so(job: Job, page: ProposalPage, qtbot) -> None:
    (job.folder / "table.csv").write_text("nonsense\n1\n")
    page.show()
    qtbot.waitUntil(lambda: "is damaged" in page.news.problem)


def test_without_an_evaluation_the_page_says_what_to_train(page: ProposalPage, qtbot) -> None:
    wanted: list[tuple[str, Path | None]] = []
    page.training_wanted.connect(lambda *words: wanted.append(words))
    page.show()
    start = page.findChild(QPushButton, "proposal-start")
    assert any("ldct-studio train alara:all" in label.text() for label in page.findChildren(QLabel))
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert wanted == [(TRAINING, None)]
    models = store.folder() / "2026_alara.all" / "models"
    models.mkdir(parents=True)
    (models / "card.json").write_text("{}")
    page.watch.look()
    qtbot.waitUntil(lambda: start.text() == "Evaluate policies…", timeout=10_000)
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert wanted[1] == (EVALUATION, models)


def test_the_page_shows_plots_statements_and_verdicts(job: Job, page: ProposalPage, qtbot) -> None:
    page.show()
    qtbot.waitUntil(lambda: page.news.evaluated is not None)
    texts = [label.text() for label in page.aside.findChildren(QLabel)]
    assert "Holds: SD of PSNR over cases: ALARA < fixed" in texts
    assert any(text.startswith("Does not hold: Correlation of ln n0") for text in texts)
    assert "9\u202f000" in texts
    assert page.plots.cards["loss"].plot.isHidden()
    assert not page.plots.cards["scatter"].plot.isHidden()
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    page.resize(1280, 738)
    qtbot.wait(20)
    assert page.aside.maximumWidth() > 10_000


def test_the_start_dialog_begins_with_the_recipe_and_its_models(
    qtbot, registry: None, tmp_path: Path
) -> None:
    plugin._registry.pop(("recipe", EVALUATION), None)  # the real one, where a test before loaded it

    class Measure(api.Recipe, name="alara.evaluation", title="Measured"):
        """Measure."""

        class Config(api.Config):
            models: Path = api.Field(Path("models"), title="Models")

        def train(self, run: api.Run) -> None:
            raise NotImplementedError

    dialog = TrainDialog()
    qtbot.addWidget(dialog)
    dialog.choose("nobody", None)
    dialog.choose(EVALUATION, tmp_path)
    assert dialog.recipe.currentText() == "Measured"
    started: list[Spec] = []
    dialog.started.connect(started.append)
    dialog.accept()
    assert started[0].settings == {"models": str(tmp_path)}


def test_the_method_panel_shows_a_case_under_every_policy(page: ProposalPage, job: Job) -> None:
    found = read_evaluation(job)
    panel = page.panel
    panel.show_pictures(job.folder, found.pictures)
    assert panel.fbp.titles == ("fixed · n0 4100", "alara · n0 4100")
    assert panel.net.titles == ("fixed · 33.1 dB", "alara · 33.1 dB")
    panel.chooser.setCurrentIndex(1)
    assert len(panel.net.titles) == 2
    panel.show_pictures(job.folder, ())
    assert panel.isHidden()
