"""The training loop: generators and discriminators in turn, with everything that a resumed one needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import torch
from torch import nn

from ldct_studio.api import Kept, Run, descend, schedule

from .batches import draw_batch
from .course import Course
from .generators import Generators, Judges, Made
from .history import History
from .losses import Features, Losses, air_loss, distance, in_hu, judged_loss, labels, perceptual_loss, scaled
from .metrics import dig, rmse
from .perception import features_of
from .scans import Pairs, Unpaired

if TYPE_CHECKING:
    from .recipes import Training

DIG, RMSE = "DIG (HU²)", "RMSE (HU)"
LOOKS = 40
"""How often figures are measured in the course of a training; ten times in its last quarter."""
_POOLED = 50
"""Made pictures that are remembered for each of a batch; as in the authors' code."""
_BETAS = (0.1, 0.999)
"""Of Adam; 0.1 as in the authors' code."""


def fit(
    run: Run, generators: Generators, config: Training, pool: Unpaired, held: Sequence[Pairs]
) -> dict[str, float]:
    """Take the steps of both optimizers; return what is measured on patients held back then.

    Raises ``StudioError`` where a loss or its gradient is no number any more.
    """
    judges, features = Judges(config).to(run.device), features_of(config.vgg).to(run.device)
    ready, (makes,) = run.setup(generators, _adam(generators, config.rate, config.decay))
    judging, (learns,) = run.setup(judges, _adam(judges, config.judge_rate, config.decay))
    seen, old = Course(), [History(_POOLED * config.batch) for _ in range(2)]
    kept: dict[str, Kept] = {
        **{"generators": ready, "judges": judging, "makes": makes, "learns": learns},
        **{"old_kv": old[0], "old_mv": old[1], "seen": seen},
    }
    every = max(1, config.steps // LOOKS)
    for step in run.steps(config.steps, kept):
        _slow_down(config, step, makes, learns)
        chance = run.generator(step, "batch")
        x, y = draw_batch(pool, config.batch, config.turned, config.shifted, chance, run.device)
        made = ready(x, y)
        judging.requires_grad_(False)
        terms = losses(made, x, y, judging(made.kv, made.mv), config, features)
        told = {name: term.item() for name, term in terms.items()}
        told["generators"] = descend(run, ready, makes, _sum(terms), step)
        judging.requires_grad_(True)
        chance = run.generator(step, "judges")
        loss = judged(judging, (y, x), made, old, config.jitter, chance)
        told["discriminators"] = descend(run, judging, learns, loss, step)
        run.metrics(step, told)
        if step % every == every - 1:
            seen.add(step, look(ready, held, run, step))
            run.metrics(step, seen.last)
    figures = look(ready, held, run, config.steps)
    for name in (DIG, RMSE):
        moved = seen.moved(name, config.steps)
        if moved is not None:
            figures[f"{name}, moved in the last quarter"] = moved
    return figures


def losses(
    made: Made,
    x: torch.Tensor,
    y: torch.Tensor,
    answers: tuple[torch.Tensor, torch.Tensor],
    config: Losses,
    features: Features,
) -> dict[str, torch.Tensor]:
    """Return what the generators are taught, each with its weight; those of weight 0 are left out."""
    below = float(scaled(torch.tensor(config.air_below)))
    terms: dict[str, tuple[float, Callable[[], torch.Tensor]]] = {
        "adversarial": (
            config.adversarial,
            lambda: judged_loss(answers[0], 1.0) + judged_loss(answers[1], 1.0),
        ),
        "cycle": (config.cycle, lambda: distance(made.back_mv, x) + distance(made.back_kv, y)),
        "perceptual": (
            config.perceptual,
            lambda: perceptual_loss(features, made.kv, x) + perceptual_loss(features, made.mv, y),
        ),
        "autoencoder": (config.autoencoder, lambda: _both(made.own_mv, x, made.own_kv, y)),
        "air": (
            config.air,
            lambda: (
                air_loss(made.kv, x, below, config.air_kind) + air_loss(made.mv, y, below, config.air_kind)
            ),
        ),
        "domain": (config.domain, lambda: _both(made.same_mv, x, made.same_kv, y)),
    }
    return {name: weight * term() for name, (weight, term) in terms.items() if weight > 0}


def judged(
    judges: nn.Module,
    real: tuple[torch.Tensor, torch.Tensor],
    made: Made,
    old: Sequence[History],
    jitter: float,
    chance: torch.Generator,
) -> torch.Tensor:
    """Return the loss of both discriminators on real pictures (kv, mv) and on made ones, some older."""
    fakes = [pool.swapped(picture, chance) for pool, picture in zip(old, (made.kv, made.mv), strict=True)]
    loss = torch.zeros((), device=real[0].device)
    for pictures, is_real in ((real, True), (fakes, False)):
        for answer in judges(*pictures):
            loss = loss + 0.5 * judged_loss(answer, labels(answer, is_real, jitter, chance))
    return loss


def look(generators: nn.Module, held: Sequence[Pairs], run: Run, step: int) -> dict[str, float]:
    """Return DIG, and where the truth is known RMSE, on patients held back; show the first one's middle."""
    found: list[dict[str, float]] = []
    with torch.no_grad():
        for number, pair in enumerate(held):
            x = scaled(pair.mv)[:, None].to(run.device)
            made = in_hu(generators(x, x).kv[:, 0]).cpu()
            found.append({DIG: dig(pair.mv, made)})
            if pair.truth is not None:
                found[-1][RMSE] = rmse(made, pair.truth)
            if number == 0:
                middle, known = (
                    len(made) // 2,
                    {"MVCT": pair.mv, "Translated": made, "Planning CT": pair.truth},
                )
                for title, slices in known.items():
                    if slices is not None:
                        run.picture(step, title, slices[middle])
    names = found[0] if found else {}
    return {name: sum(one[name] for one in found) / len(found) for name in names}


def _adam(net: nn.Module, rate: float, decay: float) -> torch.optim.Adam:
    return torch.optim.Adam(net.parameters(), lr=rate, betas=_BETAS, weight_decay=decay)


def _slow_down(
    config: Training, step: int, makes: torch.optim.Optimizer, learns: torch.optim.Optimizer
) -> None:
    """Let both learning rates fall along a cosine, over the last part of the steps."""
    falling = max(1, round(config.falling * config.steps))
    part = schedule(max(0, step - config.steps + falling), falling, 1, 0.0)
    for optimizer, rate in ((makes, config.rate), (learns, config.judge_rate)):
        for group in optimizer.param_groups:
            group["lr"] = rate * part


def _both(
    one: torch.Tensor | None, x: torch.Tensor, other: torch.Tensor | None, y: torch.Tensor
) -> torch.Tensor:
    assert one is not None
    assert other is not None
    return distance(one, x) + distance(other, y)


def _sum(terms: dict[str, torch.Tensor]) -> torch.Tensor:
    return torch.stack(list(terms.values())).sum()
