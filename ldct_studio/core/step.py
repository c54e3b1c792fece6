"""Step: a plug-in by kind and name, with its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self, cast, get_args

from .errors import PluginError

Kind = Literal[
    "loader", "simulator", "reconstructor", "denoiser", "segmenter", "metric", "advisor", "recipe", "demo"
]
Value = bool | int | float | str | None


@dataclass(frozen=True)
class Step:
    """What a lane is made of, what a result remembers, what a job runs and what a session stores."""

    kind: Kind
    name: str
    config: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise PluginError(
                f"“{self.kind}” is not a kind of plug-in; use one of {', '.join(get_args(Kind))}."
            )

    @property
    def settings(self) -> dict[str, Value]:
        """The settings that differ from the plug-in's defaults."""
        return dict(self.config)

    def replace(self, **settings: Value) -> Self:
        """Return the step with some settings changed."""
        merged = self.settings | settings
        return type(self)(self.kind, self.name, tuple(sorted(merged.items())))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``kind:name:key=value,key=value``, the form of the command line."""
        kind, _, rest = text.partition(":")
        name, _, settings = rest.partition(":")
        if not name:
            raise PluginError(f"“{text}” is not a step; write kind:name or kind:name:setting=value.")
        pairs = []
        for part in filter(None, settings.split(",")):
            key, equals, value = part.partition("=")
            if not equals:
                raise PluginError(f"“{part}” is not a setting; write setting=value.")
            pairs.append((key.strip(), _value(value.strip())))
        return cls(cast(Kind, kind), name, tuple(sorted(pairs)))

    def __str__(self) -> str:
        settings = ",".join(f"{key}={value}" for key, value in self.config)
        return f"{self.kind}:{self.name}" + (f":{settings}" if settings else "")

    def to_json(self) -> dict[str, object]:
        """Return the plain form that sessions and jobs store."""
        return {"kind": self.kind, "name": self.name, "config": self.settings}

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the plain form; refuse anything else with a sentence."""
        if not isinstance(data, dict) or not {"kind", "name"} <= data.keys():
            raise PluginError("A stored step is damaged; remove it and add it again.")
        config = data.get("config", {})
        if not isinstance(config, dict):
            raise PluginError("The settings of a stored step are damaged; remove it and add it again.")
        return cls(data["kind"], str(data["name"]), tuple(sorted(config.items())))


def _value(text: str) -> Value:
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
