"""The recipe: its command and its script make what the pane shows, or are not offered."""

from __future__ import annotations

import shlex
from dataclasses import replace
from itertools import pairwise

import pytest
import torch

import ldct_studio.methods  # noqa: F401  (registers the steps that recipes name)
from ldct_studio.cli.work import lane_steps
from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import figures, recipe
from ldct_studio.gui.pane import FBP, INSERT, REFERENCE, RESCAN, TV
from ldct_studio.gui.scene import Scene
from ldct_studio.io.target import provenance
from ldct_studio.pipeline import run
from tests.gui.four_panes import four_panes

GRID = Grid((2, 32, 32), (2.0, 1.0, 1.0))


@pytest.fixture
def scene() -> Scene:
    volume = Volume(torch.full(GRID.shape, 40.0), GRID)
    return four_panes().opened(Study("case", {"Axial": volume}, scan=Scan(source="known"), path="case"))


def _asked(command: str) -> tuple[Step, ...]:
    """Return the steps that the command line takes from a command."""
    words = shlex.split(command)
    pairs = list(pairwise(words))
    mode = next((value for word, value in pairs if word == "--mode"), "insert")
    return lane_steps(mode, [value for word, value in pairs if word == "--step"])


@pytest.mark.parametrize(
    "simulator",
    [
        INSERT,
        RESCAN,
        INSERT.replace(bowtie=True),
        RESCAN.replace(rays="fan", quarter=True),
        RESCAN.replace(model="M3", zeros="local-mean", floor=0.1),
    ],
    ids=str,
)
def test_the_command_line_takes_the_steps_of_the_pane(scene: Scene, simulator: Step) -> None:
    scene = replace(scene.with_simulator(simulator), active=2)
    assert scene.panes[2].lane.steps == (simulator, FBP, TV)
    assert _asked(recipe.command_line(scene)) == (simulator, FBP, TV)


@pytest.mark.parametrize("steps", [(FBP, TV), (INSERT,), (INSERT, TV)], ids=str)
def test_no_command_makes_a_picture_without_noise_or_reconstruction(
    scene: Scene, steps: tuple[Step, ...]
) -> None:
    lane = scene.panes[1].lane
    assert recipe.command_line(scene)
    assert recipe.command_line(scene.with_lane(1, replace(lane, steps=steps))) == ""


def test_neither_command_nor_script_starts_from_a_volume_that_was_made_here(scene: Scene) -> None:
    assert scene.study is not None
    assert scene.dose is not None
    assert recipe.python(scene)
    made = run(scene.study.first, scene.dose, (INSERT, FBP))
    study, name = scene.study.with_lowered("FBP", made, scene.dose)
    scene = replace(scene, study=study, volume=name)
    assert recipe.python(scene) == ""
    assert recipe.command_line(scene) == ""


def test_the_script_says_that_a_volume_has_no_noise(scene: Scene) -> None:
    assert scene.study is not None
    assert "noise=" not in recipe.python(scene)
    free = replace(scene, study=replace(scene.study, noise_free=("Axial",)))
    line = next(line for line in recipe.python(free).splitlines() if line.startswith("scan = "))
    assert eval(line.removeprefix("scan = "), {"Scan": Scan, "Apodization": Apodization}).noise == 0


def test_a_command_is_quoted_as_its_shell_takes_it() -> None:
    assert recipe.joined(["simulate", "C:\\my scans", "a"], windows=True) == 'simulate "C:\\my scans" a'
    assert recipe.joined(["simulate", "/my scans", "a"], windows=False) == "simulate '/my scans' a"


def test_what_a_file_tells_of_its_steps_names_no_folder() -> None:
    model = Step("denoiser", "onnx", (("file", "/home/QUETZAL/net.onnx"),))
    volume = replace(Volume(torch.zeros(GRID.shape), GRID), history=(model,))
    assert provenance(volume) == "not for diagnosis; denoiser:onnx:file=net.onnx"


def test_a_volume_simulated_twice_tells_the_product_of_the_doses() -> None:
    volume = Volume(torch.full(GRID.shape, 40.0), GRID)
    scan = Scan()
    assert provenance(volume) == ""
    half = run(volume, DoseLevel(0.5, scan), (INSERT, FBP), seed=7)
    assert provenance(half).startswith("simulated dose a=0.5, seed 7, not for diagnosis; ")
    eighth = run(half, DoseLevel(0.25, scan.lowered(0.5)), (INSERT, FBP), seed=7)
    assert provenance(eighth).startswith("simulated dose a=0.125, seed 7, not for diagnosis; ")
    other = run(half, DoseLevel(0.25, scan.lowered(0.5)), (INSERT, FBP), seed=9)
    assert provenance(other).startswith("simulated dose a=0.125, seeds 7 and 9, not for diagnosis; ")


def test_photons_are_those_of_the_scan_as_the_command_line_has_them(scene: Scene) -> None:
    low = replace(scene, active=1, fraction=0.1)
    (photons,) = [fact.text for fact in recipe.facts(low) if fact.name == "Photons"]
    assert photons == f"n0 = {figures.power(low.reference_scan.photons_at(low.row))} at 100 %"


def test_the_mode_is_that_of_the_pane_in_the_words_of_its_form(scene: Scene) -> None:
    """A cell of a study lowers the dose in its own way; a pane without one has the chosen way."""
    cell = RESCAN.replace(model="M4", once=True, floor=0.1, quarter=False)
    chosen = scene.with_simulator(INSERT)
    opened = chosen.with_lane(chosen.active, chosen.panes[chosen.active].lane.simulated_by(cell))
    told = {fact.name: fact.text for fact in recipe.facts(opened)}
    assert told["Mode"] == "Rescan"
    words = "Rescan (Floor 0.1 photons, Noise model M4, One full-dose scan, Quarter offset off)"
    assert told["Steps"].startswith(words)
    assert opened.lowered_by == cell
    assert opened.with_lane(opened.active, REFERENCE).lowered_by == INSERT
