"""The recipe: a reconstruction behind FBP, and the policy that its doses come from, learned or given."""

from __future__ import annotations

import math
from typing import Literal, Self

import torch
from pydantic import model_validator
from pydantic_core import PydanticCustomError
from torch import nn

from ldct_studio.api import (
    Architecture,
    DoseHead,
    Field,
    Recipe,
    ResidualHead,
    ResNetBody,
    Run,
    UNetBody,
    save_model,
)

from .cards import card_of
from .cases import PRIORS, Cases, Pool, draw_cases, picture, rays_of, smooth_scan, wanted
from .fitting import Both, Net, Pair, Stage, fit
from .policies import Angular, Attenuation, Fixed, Learned, Path, Policy
from .qualities import Quality, hinge, quality_of

HELD_BACK = 64
"""Cases after those that are learned from, on which progress is shown."""
PUBLISHED = 38.57
"""The target of the publication in dB."""
SCALE = 100.0
"""HU of one unit of error."""
TITLES = {"alara": "learned", "fixed": "fixed", "tcm": "modulated", "angular": "angularly modulated"}
_WIDE = 20.0
"""By how many times the dose of the warm-up is less and more than the reference."""


class Training(Cases):
    """The networks, and what they are asked for."""

    policy: Literal["alara", "fixed", "tcm", "angular"] = Field(
        "alara",
        title="Policy",
        description="Where doses come from: a dose module that learns, or a rule.",
        json_schema_extra={
            "names": {
                "alara": "End2end-ALARA",
                "tcm": "Tube current modulation",
                "angular": "Angular modulation",
            }
        },
    )
    photons: float = Field(
        4096.0,
        gt=0,
        le=1e9,
        title="Photons",
        description="Per ray: of the fixed policy, that arrive behind the densest path with modulation, and "
        "what a fresh dose module answers.",
    )
    path: Path = Field(
        "max",
        title="Densest path",
        description="Of tube current modulation: the densest ray, the mean of the views' densest, or the "
        "95 % quantile.",
        json_schema_extra={"names": {"max": "Densest ray", "views": "Mean of views", "quantile": "95 %"}},
    )
    quality: Literal["psnr", "ssim", "cnr", "dice"] = Field(
        "psnr",
        title="Quality",
        description="PSNR and SSIM have the fixed range of LoDoPaB-CT; CNR is that of an inserted lesion "
        "of 40 HU and 24 mm; Dice is that of a frozen segmenter against what it finds at full dose.",
        json_schema_extra={"names": {"psnr": "PSNR", "ssim": "SSIM", "cnr": "CNR", "dice": "Dice"}},
    )
    segmenter: str = Field(
        "organs",
        title="Segmenter",
        description="The frozen model whose Dice is asked for.",
        json_schema_extra={"choices": "segmenter"},
    )
    target: float = Field(PUBLISHED, gt=0, title="Target", description="What every case is to reach, q.")
    trade: float = Field(
        0.5,
        gt=0,
        le=10,
        title="λ",
        description="Quality given for an e-fold of dose; the share of cases below the target is about λ "
        "over the slope of the quality. The publication gives no value.",
    )
    dose_term: Literal["log", "log10", "linear"] = Field(
        "log",
        title="Dose in the loss",
        description="The logarithm that the module puts out, or photons over the reference, which punishes "
        "large patients more.",
        json_schema_extra={"names": {"log": "ln n0", "log10": "log10 n0", "linear": "n0 over the reference"}},
    )
    leak: float = Field(
        0.0,
        ge=0,
        le=5,
        title="Leak",
        description="How much the reconstruction goes on learning above the target; 0 as published.",
    )
    lowest: float = Field(1e2, gt=0, title="Fewest photons", description="That the dose module may ask for.")
    highest: float = Field(1e7, gt=0, le=1e12, title="Most photons")
    width: int = Field(12, ge=2, le=64, title="Width", description="Channels of the U-Net's first level.")
    depth: int = Field(3, ge=2, le=5, title="Depth", description="Levels below the first.")
    dose_width: int = Field(
        16, ge=4, le=64, title="Width of the dose module", description="A ResNet-18; 64 as published."
    )
    batch: int = Field(8, ge=2, le=64, title="Batch")
    warm_steps: int = Field(
        600,
        ge=1,
        le=10_000_000,
        title="Warm-up",
        description="Steps of the reconstruction alone, at doses 20 times less to 20 times more.",
        json_schema_extra={"unit": "steps"},
    )
    steps: int = Field(700, ge=1, le=10_000_000, title="Steps")
    rate: float = Field(1e-3, gt=0, le=0.1, title="Learning rate")
    dose_rate: float = Field(
        0.33, gt=0, le=10, title="Rate of the dose module", description="Over the learning rate."
    )

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.policy == "alara" and not self.lowest < self.photons < self.highest:
            raise PydanticCustomError("photons", "the reference lies between the fewest and the most photons")
        if self.quality in ("ssim", "dice") and self.target > 1:
            raise PydanticCustomError("target", "SSIM and Dice are at most 1; set a target below")
        return self

    @property
    def inserts(self) -> bool:
        """Whether every case has a lesion inserted, whose CNR is asked for."""
        return self.quality == "cnr"

    def measured(self, device: torch.device) -> Quality:
        """Return the quality that is asked for."""
        return quality_of(self.quality, self.segmenter, self.pixel_mm, device)


class Doses(Recipe, name="alara.training", title="End2end-ALARA"):
    """Learn dose and reconstruction together, or a reconstruction at the doses of a rule."""

    Config = Training
    config: Training

    def train(self, run: Run) -> None:
        """Train the reconstruction into ``model``, and the dose module into ``dose``."""
        self.go_on(run, self.warm_up(run))

    def fresh(self, run: Run) -> nn.Module:
        """Return a reconstruction with fresh weights, which depend on the run's seed alone."""
        torch.manual_seed(run.generator(0, "weights").initial_seed())
        return reconstruction(self.config)

    def warm_up(self, run: Run) -> nn.Module:
        """Return a reconstruction that has learned all doses about the reference alike."""
        config, pool = self.config, self.pool()
        net = self.fresh(run)

        def loss_of(nets: Pair, step: int) -> torch.Tensor:
            cases = draw_batch(config, pool, run, step)
            share = torch.rand(len(cases), generator=run.generator(step, "dose")).to(run.device)
            photons = config.photons * torch.exp((2 * share - 1) * math.log(_WIDE))
            return _error(config, nets[0], cases, photons.view(-1, 1, 1), _noise(config, cases, run, step))

        fit(run, Both(net, None), Stage("Warm-up", config.warm_steps, config.rate, config.dose_rate), loss_of)
        return net

    def go_on(self, run: Run, net: nn.Module) -> None:
        """Train on after a warm-up, and keep the networks."""
        config, pool = self.config, self.pool()
        module = dose_module(config) if config.policy == "alara" else None
        stage = Stage(self.title, config.steps, config.rate, config.dose_rate)

        def loss_of(nets: Pair, step: int) -> torch.Tensor:
            cases = draw_batch(config, pool, run, step)
            noise = _noise(config, cases, run, step)
            if nets[1] is not None:
                return joint_loss(config, nets[0], nets[1], cases, noise)
            p = rays_of(config, cases.hu)
            photons = rule(config).photons(p, cases.prior)
            return _error(config, nets[0], cases, photons, noise, p)

        fit(run, Both(net, module), stage, loss_of, lambda nets: self._look(nets, run))
        steps, title = config.warm_steps + config.steps, f"U-Net at {TITLES[config.policy]} dose"
        card = card_of("denoiser", title, picture_architecture(config), self, config, steps, run)
        run.once(lambda: save_model(run.folder / "model", net, card))
        if module is not None:
            told = card_of("dose", "Dose module", dose_architecture(config), self, config, config.steps, run)
            run.once(lambda: save_model(run.folder / "dose", module, told))

    def pool(self) -> Pool:
        """Return the cases to learn from."""
        return draw_cases(self.config, range(self.config.patients))

    def _look(self, nets: Pair, run: Run) -> dict[str, float]:
        """Measure cases that were held back, with the smooth noise of the training."""
        config = self.config
        numbers = range(config.patients, config.patients + HELD_BACK)
        cases = draw_cases(config, numbers).of(slice(None), run.device)
        p = rays_of(config, cases.hu)
        policy: Policy = rule(config) if nets[1] is None else Learned(nets[1])
        photons = policy.photons(p, cases.prior)
        noise = torch.randn(p.shape, generator=run.generator(0, "held back")).to(run.device)
        made = nets[0](picture(config, smooth_scan(config, p, photons, noise)))
        quality = config.measured(run.device)(made, wanted(config, cases, p), cases.lesions)
        return {
            config.quality: float(quality.mean()),
            f"{config.quality} SD": float(quality.std()),
            "below target": float((quality < config.target).float().mean()),
            "ln photons": float(photons.mean((1, 2)).log().mean()),
        }


def joint_loss(config: Training, net: Net, module: Net, cases: Pool, noise: torch.Tensor) -> torch.Tensor:
    """Return the mean over cases of |q − Q|₊ + λ·D (eq. 2): a hinge per case, so that none is let down.

    With ``leak`` the reconstruction, and it alone, is told of all cases as well.
    """
    d = module(cases.prior)
    photons = d.exp().view(-1, 1, 1)
    p = rays_of(config, cases.hu)
    measured = config.measured(cases.hu.device)
    seen = picture(config, smooth_scan(config, p, photons, noise))
    full = wanted(config, cases, p)
    quality = measured(net(seen), full, cases.lesions)
    loss = (hinge(quality, config.target) + config.trade * _dose_term(config, d)).mean()
    if config.leak:
        loss = loss - config.leak * measured(net(seen.detach()), full, cases.lesions).mean()
    return loss


def _dose_term(config: Training, d: torch.Tensor) -> torch.Tensor:
    if config.dose_term == "linear":
        return d.exp() / config.photons
    return d / math.log(10) if config.dose_term == "log10" else d


def rule(config: Training) -> Policy:
    """Return the policy of a training whose doses are not learned."""
    if config.policy == "tcm":
        return Attenuation(config.photons, config.path)
    return Angular(config.photons) if config.policy == "angular" else Fixed(config.photons)


def reconstruction(config: Training) -> nn.Module:
    """Return a fresh reconstruction: FBP goes in, and the network adds to it."""
    return channels_last(picture_architecture(config).build())


def channels_last(net: nn.Module) -> nn.Module:
    """Return a network with the channels of a pixel side by side, with which a CPU is twice as fast."""
    return net.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def picture_architecture(config: Training) -> Architecture:
    """Return the network of the reconstruction."""
    return Architecture(body=UNetBody(width=config.width, depth=config.depth), head=ResidualHead())


def dose_architecture(config: Training) -> Architecture:
    """Return the network of the dose module."""
    return Architecture(
        body=ResNetBody(inputs=PRIORS[config.prior], width=config.dose_width),
        head=DoseHead(low=config.lowest, high=config.highest, start=config.photons),
    )


def dose_module(config: Training) -> nn.Module:
    """Return a fresh dose module, which answers the reference to every case."""
    return dose_architecture(config).build()


def draw_batch(config: Training, pool: Pool, run: Run, step: int) -> Pool:
    """Return the cases of a step."""
    chosen = torch.randint(len(pool), (config.batch,), generator=run.generator(step, "batch"))
    return pool.of(chosen, run.device)


def _noise(config: Training, cases: Pool, run: Run, step: int) -> torch.Tensor:
    shape = len(cases), config.views, config.geometry.bins
    return torch.randn(shape, generator=run.generator(step, "noise")).to(run.device)


def _error(
    config: Training,
    net: Net,
    cases: Pool,
    photons: torch.Tensor,
    noise: torch.Tensor,
    p: torch.Tensor | None = None,
) -> torch.Tensor:
    """Return the mean squared error of reconstructions in units of ``SCALE``."""
    p = rays_of(config, cases.hu) if p is None else p
    made = net(picture(config, smooth_scan(config, p, photons, noise)))
    loss: torch.Tensor = ((made - wanted(config, cases, p)) / SCALE).square().mean()
    return loss
