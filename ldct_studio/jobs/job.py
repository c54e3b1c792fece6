"""Job: a folder that says what to do, and what has been done so far."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from ..core.atomic import write_text
from ..core.config import Config, sentence
from ..core.errors import PluginError
from ..core.events import Journal, LastWord
from ..core.resources import Resources
from ..core.step import Step, Value

Place = Literal["local", "slurm", "ray"]


class Spec(Config):
    """What to do, and all that its result depends on; never changed once the folder is made."""

    version: Literal[1] = 1
    program: str
    """The version of the program that made the job."""
    recipe: str
    """The name of the plug-in."""
    settings: dict[str, Value] = {}
    plugin: str = Field(pattern="^[0-9a-f]{64}$")
    """SHA-256 of the recipe's source, to tell whether it was changed before the job was resumed."""
    seed: int
    on: Place = "local"
    resources: Resources = Resources()

    @property
    def step(self) -> Step:
        """The recipe with its settings."""
        return Step("recipe", self.recipe, tuple(sorted(self.settings.items())))


class Handle(Config):
    """What finds the process of a job again: its number here, or the name that a cluster gave it."""

    id: str
    host: str


@dataclass(frozen=True)
class Job:
    """A job by its folder. All of it is in files, so that any process finds it again."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def journal(self) -> Journal:
        """What the job tells."""
        return Journal(self.folder / "events.jsonl")

    @property
    def log(self) -> Path:
        """What its process prints; ``log.old.txt`` beside it is what came before."""
        return self.folder / "log.txt"

    @property
    def cancel_file(self) -> Path:
        """The file that asks the job to stop."""
        return self.folder / "cancel"

    @property
    def exists(self) -> bool:
        """Whether the folder holds a job."""
        return (self.folder / "job.json").is_file()

    @property
    def ended(self) -> bool:
        """Whether the last that it told is a last word."""
        recent = self.journal.recent()
        return bool(recent) and isinstance(recent[-1], LastWord)

    def silence(self) -> float:
        """Return the seconds since the job told anything; 0 where it never did."""
        try:
            return max(0.0, time.time() - self.journal.path.stat().st_mtime)
        except OSError:
            return 0.0

    def spec(self) -> Spec:
        """Return what to do, or raise ``PluginError`` with a sentence."""
        try:
            return Spec.model_validate_json((self.folder / "job.json").read_bytes())
        except OSError as error:
            raise PluginError(f"There is no job in {self.folder} ({error.strerror or error}).") from None
        except ValidationError as error:
            raise PluginError(f"The job {self.name} is damaged: {sentence(error)}") from None

    def handle(self) -> Handle | None:
        """Return what finds its process, None where it was never started."""
        try:
            return Handle.model_validate_json((self.folder / "handle.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def write_spec(self, spec: Spec) -> None:
        """Say what to do."""
        write_text(self.folder / "job.json", spec.model_dump_json(indent=1) + "\n")

    def write_handle(self, handle: Handle) -> None:
        """Say what finds its process."""
        write_text(self.folder / "handle.json", handle.model_dump_json() + "\n")
