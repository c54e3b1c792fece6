"""One shape for every method: a named class with a typed ``Config`` and one verb."""

from __future__ import annotations

import inspect
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import torch
from pydantic import ValidationError

from .core.advice import Advice, Ask, Askable
from .core.case import Case
from .core.cell_view import CellView
from .core.config import Config as BaseConfig
from .core.config import sentence
from .core.dose import DoseLevel, Scan
from .core.effort import Effort
from .core.errors import PluginError
from .core.grid import Grid
from .core.lane import Lane, Request
from .core.progress import Progress
from .core.projections import Projections
from .core.run import Run
from .core.step import Kind, Step, Value
from .core.study import Study
from .core.volume import LabelMap, Volume
from .physics.attenuation import AIR_HU, from_hu, per_hu

API_VERSION = 1
_LONGEST_NAME = 80
"""A name from a file is told that far."""

log = logging.getLogger(__name__)
_registry: dict[tuple[str, str], type[Plugin]] = {}


class Plugin(ABC):
    """A named method. Subclass one of the nine hooks below and give ``name`` and ``title``."""

    kind: ClassVar[Kind]
    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    live: ClassVar[bool] = False
    """True for torch methods that stop within 50 ms; all others run in the lane worker process."""
    file: ClassVar[str] = ""

    Config: ClassVar[type[BaseConfig]] = BaseConfig
    """The settings; a subclass declares its own nested ``class Config``."""
    config: BaseConfig

    def __init_subclass__(
        cls, *, name: str = "", title: str = "", live: bool = False, **kwargs: object
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.live = live
        if not name:
            return
        cls.name, cls.title, cls.file = name, title or name, inspect.getfile(cls)
        other = _registry.get((cls.kind, name))
        if other is not None and other.file != cls.file:
            raise PluginError(f"Two plug-ins are called {cls.kind}:{name}: {other.file} and {cls.file}.")
        _registry[cls.kind, name] = cls

    def __init__(self, config: BaseConfig | None = None) -> None:
        self.config = config if config is not None else self.Config()

    @classmethod
    def missing(cls) -> str:
        """Say why the plug-in cannot run here ("needs a CUDA device"), or return ''."""
        return ""

    @property
    def step(self) -> Step:
        """The step that makes this plug-in again."""
        settings = self.config.model_dump(mode="json", exclude_defaults=True)
        return Step(self.kind, self.name, tuple(sorted(settings.items())))


class LanePlugin(Plugin):
    """A plug-in that is a step of a lane."""

    maps: ClassVar[bool] = False
    """True where the picture is a quantity from 0 on, such as the SD of noise, and not the patient."""
    whole: ClassVar[bool] = False
    """True where it needs all rows of the volume in one case, which has no projections then."""
    paired: ClassVar[bool] = False
    """True where it needs a scan before contrast beside the rows."""
    over: ClassVar[bool] = False
    """True where what it shows is drawn over the scan before contrast."""

    @classmethod
    def variants(cls) -> Mapping[str, Mapping[str, Value]]:
        """Return the settings of all that is offered by itself, by title, such as every trained model."""
        return {cls.title: {}}

    @property
    def note(self) -> str:
        """What the user has to know wherever the result is shown, such as "Model output", or ''."""
        return ""

    @property
    def unit(self) -> str:
        """The unit of what it shows where that is not the volume's, such as "SD of noise"; else ''.

        It is asked once for the same settings, and what follows in a lane keeps it.
        """
        return ""

    def doubt(self, request: Request) -> str:
        """Return in a sentence why the result of a request is doubtful, such as other scans than it knows."""
        return ""

    @abstractmethod
    def apply(self, case: Case) -> Case:
        """Take the case one step further."""


class Loader(Plugin):
    """Open a file or folder that the program does not know."""

    kind = "loader"

    @abstractmethod
    def accepts(self, path: Path) -> bool:
        """Say quickly whether this loader knows the path."""

    @abstractmethod
    def read(self, path: Path) -> Study:
        """Return the study, or raise ``LoadError`` with a sentence."""


class Simulator(LanePlugin):
    """Lower the dose of line integrals."""

    kind = "simulator"

    @abstractmethod
    def simulate(self, projections: Projections, dose: DoseLevel, seed: int) -> Projections:
        """Return line integrals at the dose; the same seed gives the same noise."""

    def apply(self, case: Case) -> Case:
        """Simulate from the projections of the loaded rows; how much noise that makes is not known."""
        projections = self.simulate(case.projections, case.dose, case.seed)
        return replace(case, lines=projections, noise=None, noise_known=False)


class Reconstructor(LanePlugin):
    """Turn line integrals into a picture in HU."""

    kind = "reconstructor"
    linear: ClassVar[bool] = False
    """True where R(a + b) = R(a) + R(b) in attenuation; inserted noise is then reconstructed alone."""

    @abstractmethod
    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return the rows in HU, 0 HU being 20 1/m."""

    def apply(self, case: Case) -> Case:
        """Reconstruct; a linear method adds the reconstruction of inserted noise to the loaded rows.

        Measured projections may say otherwise of water, or nothing: their pictures are in that unit.
        """
        grid, water = case.reference.grid, case.projections.water
        if self.linear and case.noise is not None:
            noise = (self.reconstruct(case.noise, grid).data - AIR_HU) * per_hu(water)
            return case.with_image(case.reference.made(case.reference.data + noise), self.step)
        hu = self.reconstruct(case.measured, grid).data
        return case.with_image(case.reference.made(from_hu(hu, water)), self.step)


class Denoiser(LanePlugin):
    """Improve a picture."""

    kind = "denoiser"

    @abstractmethod
    def denoise(self, volume: Volume) -> Volume:
        """Return the picture with less noise, on the same grid and in the same unit."""

    def apply(self, case: Case) -> Case:
        """Denoise the picture so far."""
        return case.with_image(self.denoise(case.image), self.step)


class Segmenter(LanePlugin):
    """Find structures in a picture."""

    kind = "segmenter"

    @abstractmethod
    def segment(self, volume: Volume) -> LabelMap:
        """Return labels on the volume's grid."""

    def apply(self, case: Case) -> Case:
        """Segment the picture so far."""
        return case.with_labels(self.segment(case.image))


class Metric(Plugin):
    """Measure a picture."""

    kind = "metric"

    @abstractmethod
    def measure(self, volume: Volume, reference: Volume, labels: LabelMap | None) -> dict[str, float]:
        """Return numbers by name, the unit in the name where there is one."""


class Advisor(Plugin):
    """Say which dose a case needs for an image quality."""

    kind = "advisor"

    @abstractmethod
    def askable(self) -> Askable:
        """Return which quality can be asked for; raise ``PluginError`` where nothing was learned yet."""

    @abstractmethod
    def advise(self, volume: Volume, row: int, scan: Scan, ask: Ask) -> Advice:
        """Return the dose for a slice of a volume in HU, in less than a second.

        Raises ``StudioError`` with a sentence where nothing can be said of this case, or where the target is
        out of reach.
        """


class Recipe(Plugin):
    """Work in the background: training, a dose search, a study."""

    kind = "recipe"

    @classmethod
    def missing(cls) -> str:
        """Say that the extra is missing which a ``Run`` needs, or return ''."""
        there = all(find_spec(name) for name in ("lightning_fabric", "tensorboard"))
        return "" if there else "needs the extra train: pip install ldct-studio[train]"

    headline: ClassVar[str] = ""
    """Of the recipe of a cell: the name of the value in ``cell.json``, from 0 to 1, that stands for it."""

    def view(self) -> CellView | None:
        """Return what the panes show of the cell of a study with these settings; None for no cell."""
        return None

    def finished_view(self, found: Mapping[str, Any]) -> CellView | None:
        """Return what the panes show of a finished cell, of which ``cell.json`` holds ``found``.

        By itself it is that of ``view``.
        """
        return self.view()

    def effort(self, device: torch.device) -> Effort | None:
        """Estimate what the work takes on a device, from seconds of trying; None where nobody knows."""
        return None

    @abstractmethod
    def train(self, run: Run) -> None:
        """Do the work, reporting through ``run``."""


class Demo(Plugin):
    """Make a case that shows without any file what a plug-in does; the menu File has it under Demos."""

    kind = "demo"
    prior: ClassVar[str] = ""
    """The volume of the study that lanes with ``prior=True`` show beside the one that opens; '' for none."""
    row: ClassVar[int | None] = None
    """The axial slice that is shown first; None for the middle one."""
    map_white: ClassVar[float | None] = None
    """The value that is white in maps and differences; None for what the expected noise asks for."""

    @abstractmethod
    def study(self, report: Callable[[Progress], None]) -> Study:
        """Return the case, the same one whenever it is made, after telling how far it is.

        A long loop runs over ``interruptible``, which raises ``Cancelled`` when nobody waits any more.
        """

    @abstractmethod
    def lanes(self) -> tuple[Lane, ...]:
        """Return what the panes open with, one to nine of them."""


def plugins(kind: Kind | None = None) -> tuple[type[Plugin], ...]:
    """Return the registered plug-ins, built-in ones first, in order of registration."""
    return tuple(cls for cls in _registry.values() if kind is None or cls.kind == kind)


def find(step: Step) -> type[Plugin]:
    """Return the class of a step, or raise ``PluginError``."""
    try:
        return _registry[step.kind, step.name]
    except KeyError:
        known = ", ".join(cls.name for cls in plugins(step.kind)) or "none"
        named = " ".join(step.name[:_LONGEST_NAME].split())
        raise PluginError(f"There is no {step.kind} “{named}”; known are: {known}.") from None


def make(step: Step) -> Plugin:
    """Return the plug-in of a step with checked settings, or raise ``PluginError`` with a sentence."""
    cls = find(step)
    reason = cls.missing()
    if reason:
        raise PluginError(f"{cls.title} cannot run here: {reason}.")
    try:
        return cls(cls.Config(**step.settings))
    except ValidationError as error:
        raise PluginError(f"{cls.title}: {sentence(error)}") from error


def make_lane_step(step: Step) -> LanePlugin:
    """Return the plug-in of a step that stands in a lane."""
    plugin = make(step)
    if not isinstance(plugin, LanePlugin):
        raise PluginError(f"A {step.kind} cannot stand in a lane.")
    return plugin


def needs_all_rows(step: Step) -> bool:
    """Say whether a step takes a volume as a whole; one that nobody does takes nothing."""
    cls = _registry.get((step.kind, step.name), Plugin)
    return issubclass(cls, LanePlugin) and cls.whole


def needs_pair(step: Step) -> bool:
    """Say whether a step is of scans before and after contrast."""
    cls = _registry.get((step.kind, step.name), Plugin)
    return issubclass(cls, LanePlugin) and cls.paired


def shows_map(steps: tuple[Step, ...]) -> bool:
    """Say whether what some steps show is a quantity, and not the patient; a smoothed map is one still."""
    return any(issubclass(cls, LanePlugin) and cls.maps for cls, _ in _shown_by(steps))


def own_unit(steps: tuple[Step, ...]) -> str:
    """Return the unit of what some steps show, of the last one that has one; '' where it is the volume's."""
    return next(filter(None, (_unit_of(cls, step) for cls, step in reversed(_shown_by(steps)))), "")


def unit_after(steps: tuple[Step, ...], volume: Volume) -> str:
    """Return the unit of what some steps show of a volume, which methods may have made."""
    return own_unit(steps) or own_unit(volume.history) or volume.unit


def _shown_by(steps: tuple[Step, ...]) -> list[tuple[type[Plugin], Step]]:
    """Return the steps that a picture is made by: a reconstruction leaves those before it behind."""
    first = max((place for place, step in enumerate(steps) if step.kind == "reconstructor"), default=0)
    return [(_registry.get((step.kind, step.name), Plugin), step) for step in steps[first:]]


@lru_cache(maxsize=512)
def _unit_of(cls: type[Plugin], step: Step) -> str:
    """Return what a step says of its unit, asked once: panes ask whenever they are drawn."""
    if not issubclass(cls, LanePlugin):
        return ""
    try:
        unit: object = cls(cls.Config(**step.settings)).unit
    except ValidationError:
        return ""  # the pane says why
    except Exception:
        log.warning("%s does not say its unit", cls.name, exc_info=True)
        return ""
    if isinstance(unit, str):
        return unit
    log.warning("%s says a unit that is no text: %r", cls.name, type(unit))
    return ""


def drawn_over(step: Step) -> bool:
    """Say whether what a step shows is drawn over the scan before contrast."""
    cls = _registry.get((step.kind, step.name), Plugin)
    return issubclass(cls, LanePlugin) and cls.over


def title(step: Step) -> str:
    """Name a step for people."""
    return find(step).title
