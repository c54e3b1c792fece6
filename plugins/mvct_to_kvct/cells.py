"""The study of data sizes in cells: one training with its figures each, and the report of all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import torch

from ldct_studio.api import Config, Field, PartOfRun, PluginError, Recipe, Run, load_model, write_text

from .evaluation import noise_of, write_report
from .everything import PLAIN, PROPOSED, WITHOUT, Result, SetCard, name_of
from .measuring import Model, conventional, measured
from .perception import NOT_VGG
from .recipes import CycleGan, Training
from .registering import Registrations
from .scans import pairs
from .table import Row, Table
from .verdicts import Facts

INDEX = "index.json"
Kind = Literal["plain", "proposed", "no perceptual", "no autoencoder", "no air"]


class Cell(Recipe, name="mvct_to_kvct.cell", title="MVCT to kVCT, one size of data"):
    """Train one model on so many slices and measure it on patients that were held back."""

    class Config(Training):
        """Which model, and on whom it is measured."""

        kind: Kind = Field(
            "proposed",
            title="Losses",
            description="Plain CycleGAN, the proposed one, or that with one loss left out.",
        )
        repeat: int = Field(
            0, ge=0, le=1000, title="Repeat", description="Other weights to begin with in each."
        )
        patients: int = Field(20, ge=2, le=10_000, title="Patients", description="Synthetic ones.")

    config: Config

    def train(self, run: Run) -> None:
        """Leave the figures of the training and the rows of every patient in ``cell.json``."""
        config = self.config
        part = PartOfRun(run, run.folder, "training", run.seed + config.repeat)
        torch.manual_seed(part.generator(0, "weights").initial_seed())
        CycleGan(self.learning).train(part)
        net, card = load_model(run.folder / "model")
        model = Model(config.kind, config.slices, config.repeat, net, card)
        subjects = list(pairs(config, "test", config.patients))
        (sigma, wanted), table = noise_of(config, subjects), Table()
        for i in run.steps(len(subjects), {"table": table}):
            pair = subjects[i]
            table.add([measured(*_place(model), i, pair, model.translated(pair.mv), sigma)])
            if (config.kind, config.repeat) == (PLAIN, 0):
                others = conventional(pair, config.pixel_mm).items()
                table.add([measured(name, 0, 0, i, pair, made, sigma) for name, made in others])
        result = {
            **{"pixel_mm": config.pixel_mm, "sigma": sigma, "wanted": wanted, "perceived": config.perceived},
            **{"steps": config.steps, "figures": card.figures, "command": card.command},
            "rows": [asdict(row) for row in table.rows],
        }
        write_text(run.folder / "cell.json", json.dumps(result, indent=1, allow_nan=False) + "\n")

    @property
    def learning(self) -> Training:
        """The settings of the training, with the losses of this kind."""
        kind = self.config.kind
        left_out = tuple(WITHOUT.values()) if kind == PLAIN else tuple(filter(None, [WITHOUT.get(kind)]))
        own = {name: getattr(self.config, name) for name in Training.model_fields}
        return Training.model_validate({**own, **dict.fromkeys(left_out, 0.0)})


class Report(Recipe, name="mvct_to_kvct.report", title="MVCT to kVCT, report of data sizes"):
    """Say what all cells of a study of data sizes show together."""

    class Config(Config):
        """Where the cells are."""

        plan: Path = Field(Path("study.toml"), title="Study")
        cells: Path = Field(Path("cells"), title="Cells", description="The folder of the study's cells.")

    config: Config

    def train(self, run: Run) -> None:
        """Write ``table.csv``, ``report.txt`` and ``plots.pdf``."""
        found = list(_results(self.config.cells.expanduser()))
        if not found:
            raise PluginError("No cell of this study is finished yet; run it first.")
        table, facts = gathered(found)
        write_report(run, table, Registrations(), facts)


def gathered(found: list[dict[str, object]]) -> tuple[Table, Facts]:
    """Return the rows of finished cells and what they are about; sizes that lack a kind are left out."""
    rows = list(dict.fromkeys(Row(**row) for cell in found for row in cell["rows"]))  # type: ignore[attr-defined]
    networks: dict[str, Result] = {}
    for cell in found:
        own = Row(**cell["rows"][0])  # type: ignore[index]
        name = f"seed-{own.seed}/{name_of(own.method, own.slices)}"
        networks[name] = Result.model_validate({key: cell[key] for key in ("command", "figures")})
    kinds = {(row.method, row.slices) for row in rows}
    sizes = sorted({size for _, size in kinds if {(PLAIN, size), (PROPOSED, size)} <= kinds})
    if not sizes:
        raise PluginError("No size has both the plain and the proposed model yet; run more of the study.")
    ablated = [size for size in sizes if all((kind, size) in kinds for kind in WITHOUT)]
    card = SetCard(
        preset="study",
        sizes=tuple(sizes),
        ablated=ablated[0] if ablated else sizes[0],
        seeds=len({row.seed for row in rows if row.slices}),
        steps=int(str(found[0]["steps"])),
        perceived=str(found[0].get("perceived", NOT_VGG)),
        networks=networks,
    )
    sigma, wanted, pixel = (float(str(found[0][name])) for name in ("sigma", "wanted", "pixel_mm"))
    return Table(rows), Facts(card, sigma, wanted, pixel, len({row.patient for row in rows}))


def _place(model: Model) -> tuple[str, int, int]:
    return model.kind, model.size, model.seed


def _results(cells: Path) -> Iterator[dict[str, object]]:
    try:
        names = json.loads((cells / INDEX).read_bytes())
    except FileNotFoundError:
        raise PluginError("This study was not run yet; ldct-studio study run runs it.") from None
    for name in names:
        try:
            result = json.loads((cells / name / "result.json").read_bytes())
        except FileNotFoundError:
            continue
        if result["state"] != "failed":
            yield result["found"]
