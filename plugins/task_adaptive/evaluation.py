"""The table of the study: every method on held-back patients, and which of its orderings hold."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ldct_studio.api import (
    Apodization,
    Card,
    Config,
    Field,
    PluginError,
    Recipe,
    Run,
    bm3d,
    load_model,
    logits_at,
    low_dose,
)

from .everything import ALPHAS, SHARES, name_of
from .examples import Examples, Pool, draw_pool
from .scores import dice_of_classes, psnr, similarity
from .verdicts import Row, Table, report

HELD_BACK_FROM = 1_000_000
"""The number of the first patient that no recipe learns from."""
SIGMAS = (10.0, 20.0, 30.0, 40.0, 55.0, 75.0, 100.0, 140.0, 200.0, 280.0)
"""SD in HU that BM3D is tried with on patients to learn from; the best must not be the first or last."""
_TUNING = 6
Method = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""From the pictures of Ram-Lak and of Hann to the method's, each (n, 1, y, x) in HU."""


class Evaluation(Recipe, name="task_adaptive.evaluation", title="Task-adaptive evaluation"):
    """Measure PSNR, SSIM and Dice of every method of a set of models, slice by slice, into ``table.csv``."""

    class Config(Config):
        """Which models, on how many patients."""

        models: Path = Field(
            Path("models"), title="Models", description="The folder models of a finished evaluation set."
        )
        patients: int = Field(60, ge=2, le=10_000, title="Patients", description="Held back from training.")

    config: Config

    def train(self, run: Run) -> None:
        """Measure every seed of the set; resumable after every patient."""
        folders = sorted(self.config.models.expanduser().glob("seed-*"))
        if not folders:
            raise PluginError(f"There are no models in {self.config.models}; run task_adaptive:all first.")
        tables = []
        for folder in folders:
            seed = Seed.load(folder, run.device)
            table = Table()
            numbers = range(HELD_BACK_FROM, HELD_BACK_FROM + self.config.patients)
            pool = draw_pool(seed.examples, numbers)
            for i in run.steps(len(pool), {"table": table}):
                with torch.no_grad():
                    for row in seed.rows(pool, i, run):
                        table.add(row)
            tables.append(table)
            run.message(f"{folder.name}: {len(pool)} patients measured.")
        _write(run.folder / "table.csv", tables)
        text = report(tables, [Seed.load(folder, run.device).facts for folder in folders])
        (run.folder / "report.txt").write_text(text, encoding="utf-8")
        run.message(text)


@dataclass(frozen=True)
class Seed:
    """The models of one seed, ready to measure."""

    folder: Path
    examples: Examples
    judge: tuple[nn.Module, Card]
    own: dict[str, tuple[nn.Module, Card]]
    """The segmenters that were trained jointly, by method."""
    methods: dict[str, Method]
    facts: dict[str, float]
    """What the preconditions are about."""

    @classmethod
    def load(cls, folder: Path, device: torch.device) -> Seed:
        """Load the models of a seed and tune BM3D on patients that were learned from."""

        def model(name: str, part: str = "model") -> tuple[nn.Module, Card]:
            net, card = load_model(folder / name / part)
            return net.to(device), card

        base = model("base")
        size = round(400.0 / (model("segmenter")[1].works_at_mm or 6.25))
        photons = base[1].settings.get("photons_low")
        told = {} if photons is None else {"photons_low": photons, "photons_high": photons}
        examples = Examples.model_validate({"size": size, "window": "ram-lak", **told})
        sigma, inner = _tuned(examples, device)
        nets = {"Base U-Net": base[0]}
        nets |= {f"Task-adaptive {a:g}": model(name_of(a))[0] for a in ALPHAS}
        nets |= {f"Joint {c:g}": model(f"joint-{c:g}")[0] for c in SHARES}
        methods: dict[str, Method] = {
            "Low-dose": lambda low, fbp: low,
            "FBP": lambda low, fbp: fbp,
            "BM3D": lambda low, fbp: torch.stack([bm3d(x[0], sigma)[None] for x in low]),
        }
        methods |= {name: _through(net) for name, net in nets.items()}
        own = {f"Joint {c:g}": model(f"joint-{c:g}", "task") for c in SHARES}
        facts = {"sigma": sigma, "sigma inside": float(inner)}
        facts["spread"] = base[1].figures.get("PSNR spread, last third (dB)", float("inf"))
        return cls(folder, examples, model("segmenter"), own, methods, facts)

    def rows(self, pool: Pool, i: int, run: Run) -> Iterator[Row]:
        """Return what every method scores on one patient."""
        hu, labels = pool.hu[i : i + 1].to(run.device), pool.labels[i : i + 1].to(run.device).long()
        low, fbp = seen(self.examples, hu, pool.pixel_mm, run, i)
        full = hu[:, None]
        for name, method in self.methods.items():
            made = method(low, fbp)
            yield self._row(name, i, made, full, labels, self.judge, pool.pixel_mm)
            if name in self.own:
                yield self._row(f"{name}, own T", i, made, full, labels, self.own[name], pool.pixel_mm)
        yield self._row("Full dose", i, full, full, labels, self.judge, pool.pixel_mm)

    def _row(
        self,
        method: str,
        patient: int,
        made: torch.Tensor,
        full: torch.Tensor,
        labels: torch.Tensor,
        judge: tuple[nn.Module, Card],
        pixel_mm: float,
    ) -> Row:
        found = logits_at(judge[0], made, pixel_mm, judge[1].works_at_mm).argmax(1)
        liver, tumor = dice_of_classes(found[0], labels[0], 3)
        exact = made is full
        return Row(
            method,
            patient,
            None if exact else psnr(made, full),
            None if exact else similarity(made[0, 0], full[0, 0]),
            liver,
            tumor,
        )


def seen(
    examples: Examples, hu: torch.Tensor, pixel_mm: float, run: Run, number: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the same scan reconstructed with Ram-Lak ("low-dose") and with Hann 0.641 ("FBP")."""
    photons = torch.full((len(hu),), examples.photons_low)

    def one(window: Apodization) -> torch.Tensor:
        chance = run.generator(number, "evaluation")
        return low_dose(hu, pixel_mm, photons, chance, window=window, views=examples.views)[:, None]

    return one(Apodization("ram-lak")), one(Apodization("hann", 0.641))


def _through(net: nn.Module) -> Method:
    return lambda low, fbp: net(low)


def _tuned(examples: Examples, device: torch.device) -> tuple[float, bool]:
    """Return the SD for BM3D that is best on patients to learn from, and whether it is inside the grid."""
    pool = draw_pool(examples, range(_TUNING))
    photons = torch.full((_TUNING,), examples.photons_low)
    chance = torch.Generator().manual_seed(0)
    low = low_dose(
        pool.hu.to(device),
        pool.pixel_mm,
        photons,
        chance,
        window=Apodization("ram-lak"),
        views=examples.views,
    )
    full = pool.hu.to(device)[:, None]
    scores = {s: psnr(torch.stack([bm3d(x, s)[None] for x in low]), full) for s in SIGMAS}
    best = max(scores, key=lambda sigma: scores[sigma])
    return best, SIGMAS[0] < best < SIGMAS[-1]


def _write(path: Path, tables: list[Table]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("seed", *Row.names()))
        for seed, table in enumerate(tables):
            writer.writerows((seed, *row.values()) for row in table.rows)
