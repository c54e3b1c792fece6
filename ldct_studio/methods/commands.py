"""Segmentation models of others that run as a command: one segmenter over all predictors that there are."""

from __future__ import annotations

from pydantic import Field

from ..core.config import Config as BaseConfig
from ..core.volume import LabelMap, Volume
from ..nets.predictors import predictor, predictor_titles
from ..plugin import Segmenter
from .command_run import predicted


class Command(Segmenter, name="command", title="Command"):
    """A program of others that finds structures in a whole volume, such as TotalSegmentator or nnU-Net."""

    whole = True

    class Config(BaseConfig):
        """Which program, by the name of its card; never a command."""

        model: str = Field(
            "",
            title="Model",
            description="One of the predictors that are set up on this computer.",
            json_schema_extra={"choices": "segmenter", "format": "command"},
        )

    config: Config

    @classmethod
    def missing(cls) -> str:
        """Say what to install or to add where there is no predictor."""
        if predictor_titles("segmenter"):
            return ""
        return (
            "needs TotalSegmentator (pip install TotalSegmentator), nnU-Net (pip install nnunetv2) with "
            "trained models, or a card of your own; docs/plugins.md says how to add one"
        )

    @classmethod
    def variants(cls) -> dict[str, dict[str, str]]:
        """Return the settings of every predictor by its title."""
        return {title: {"model": name} for name, title in predictor_titles("segmenter").items()}

    @property
    def note(self) -> str:
        """Say that a model found the labels, and the model's limit."""
        return " · ".join(filter(None, ("Model output", predictor(self.config.model).note)))

    def segment(self, volume: Volume) -> LabelMap:
        """Return labels on the grid of a whole volume in HU.

        Raises ``StudioError`` with a sentence, and ``Cancelled``, when nothing is left of the command.
        """
        return predicted(self.config.model, predictor(self.config.model), volume)
