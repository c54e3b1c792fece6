"""The policies of a set: trained one after the other, set to a target, and ready to be measured."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ldct_studio.api import Config, PartOfRun, Run, load_model

from .calibration import CASES
from .cases import Pool, draw_cases
from .measuring import Curves, Shown, curves, doses_about, shown
from .policies import Learned, Policy
from .recipes import HELD_BACK, Doses, Training, channels_last, reconstruction, rule

NEARLY_ALL = 0.95
"""The share of cases that is to reach the target, but for ``SLACK``."""
SLACK = 0.1
"""dB."""
TUNING = 160
"""Cases on which the doses of policies are set; neither learned from nor judged."""
_HALVINGS = 40


class Tuned(Config):
    """How a policy came out on the cases for tuning; scales are photons of a rule, or a factor of ALARA."""

    trained: float
    """The scale that it was trained with."""
    for_mean: float
    """The scale at which its mean quality is the target."""
    for_all: float
    """The scale at which 95 % of the cases reach the target but for 0.1 dB; that of the cap where none is."""


class Member:
    """A policy with its reconstruction."""

    def __init__(self, folder: Path, device: torch.device) -> None:
        net, card = load_model(folder / "model")
        self.config = Training.model_validate(dict(card.settings))
        self.net: nn.Module = channels_last(net).to(device)
        self.device = device
        self.policy: Policy = rule(self.config)
        if self.config.policy == "alara":
            self.policy = Learned(load_model(folder / "dose")[0].to(device))

    def curves(self, pool: Pool, doses: np.ndarray) -> Curves:
        """Measure cases at doses (points,) in photons per ray."""
        quality = self.config.measured(self.device)
        return curves(self.config, pool, self.net, self.policy, quality, doses, self.device)

    def shown(self, pool: Pool, number: int) -> Shown:
        """Return a case of a pool as the policy scans it."""
        quality = self.config.measured(self.device)
        return shown(self.config, pool, number, self.net, self.policy, quality, self.device)


class Work:
    """The trainings of a set: all reconstructions begin with the weights of one warm-up."""

    def __init__(self, run: Run, settings: Mapping[str, float | str]) -> None:
        self._run, self._settings = run, dict(settings)
        self.models = run.folder / "models"
        config = Training.model_validate(self._settings)
        self.reference = config.photons
        self._doses = doses_about(self.reference)
        first = config.patients + HELD_BACK
        self._tuning = draw_cases(config, range(first, first + TUNING))
        self._curves: dict[str, Curves] = {}
        self._untrained: dict[str, Curves] = {}
        warm = Doses(config).warm_up(self._part("warm-up"))
        self._warm = {name: tensor.detach().cpu().clone() for name, tensor in warm.state_dict().items()}

    def train(self, name: str, policy: str, scale: float, target: float) -> None:
        """Train a policy for a target in dB; pass over one that is there."""
        part = self._part(name)
        settings = {**self._settings, "policy": policy, "photons": scale, "target": target}
        recipe = Doses(Training.model_validate(settings))
        if all((part.folder / kept / "model.json").is_file() for kept in _kept(policy)):
            part.pass_over(recipe.config.steps, {})
            return
        net = recipe.fresh(part)
        net.load_state_dict(self._warm)
        recipe.go_on(part, net)

    def quality(self, name: str) -> float:
        """Return the mean quality of a policy at its own doses."""
        return float(self._measured(name).own().mean())

    def scale_for_mean(self, policy: str, target: float) -> float:
        """Return the scale of a rule at which the warm-up's network reaches a mean target."""
        return scale_for_mean(self._before(policy), target)

    def scale_for_all(self, policy: str, target: float) -> float:
        """Return the scale of a rule at which nearly all reach a target with the warm-up's network."""
        found = self._before(policy)
        return min(scale_for_all(found, target), cap(found))

    def tuned(self, name: str, scale: float, target: float) -> Tuned:
        """Return how a policy that was trained with a scale came out."""
        found = self._measured(name)
        return Tuned(
            trained=scale,
            for_mean=scale * scale_for_mean(found, target),
            for_all=scale * min(scale_for_all(found, target), cap(found)),
        )

    def calibrated(self, name: str) -> Curves:
        """Measure a policy on the cases that doses are calibrated with."""
        config = Training.model_validate(self._settings)
        first = config.patients + HELD_BACK + TUNING
        return self._member(name).curves(draw_cases(config, range(first, first + CASES)), self._doses)

    def _before(self, policy: str) -> Curves:
        """Measure a rule, of scale 1, with the network of the warm-up."""
        if policy not in self._untrained:
            config = Training.model_validate({**self._settings, "policy": policy, "photons": 1.0})
            net, quality = reconstruction(config), config.measured(self._run.device)
            net.load_state_dict(self._warm)
            net, place = net.to(self._run.device).eval(), self._run.device
            self._untrained[policy] = curves(
                config, self._tuning, net, rule(config), quality, self._doses, place
            )
        return self._untrained[policy]

    def _measured(self, name: str) -> Curves:
        if name not in self._curves:
            self._curves[name] = self._member(name).curves(self._tuning, self._doses)
        return self._curves[name]

    def _member(self, name: str) -> Member:
        return Member(self.models / name, self._run.device)

    def _part(self, name: str) -> PartOfRun:
        folder = self.models / name
        folder.mkdir(parents=True, exist_ok=True)
        return PartOfRun(self._run, folder)


def _kept(policy: str) -> tuple[str, ...]:
    return ("model", "dose") if policy == "alara" else ("model",)


def scale_for_mean(found: Curves, target: float) -> float:
    """Return the factor of the doses at which the mean quality is a target; that of the cap at most."""
    low, high = (math.log(found.doses[end] / float(found.photons.mean())) for end in (0, -1))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if found.own(math.exp(middle)).mean() < target:
            low = middle
        else:
            high = middle
    return math.exp(high)


def scale_for_all(found: Curves, target: float) -> float:
    """Return the factor at which 95 % of the cases reach a target but for 0.1 dB; infinite above the cap."""
    ratios = found.needed(target - SLACK) / found.photons
    factor = float(np.quantile(ratios, NEARLY_ALL, method="higher"))
    return factor if factor <= cap(found) else math.inf


def cap(found: Curves) -> float:
    """Return the factor at which the mean dose is the cap."""
    return float(found.doses[-1] / found.photons.mean())
