"""What was measured in the course of a training, kept with its checkpoints."""

from __future__ import annotations


class Looks:
    """Figures by step, on cases that were held back."""

    def __init__(self) -> None:
        self._looks: dict[str, dict[str, float]] = {}

    @property
    def last(self) -> dict[str, float]:
        """The newest figures."""
        return next(reversed(self._looks.values()))

    def add(self, step: int, figures: dict[str, float]) -> None:
        """Remember the figures of a step."""
        self._looks[str(step)] = figures

    def at(self, step: int) -> dict[str, float] | None:
        """Return the figures of a step, None where it was not measured."""
        return self._looks.get(str(step))

    def since(self, step: float, name: str) -> list[float]:
        """Return a figure at every look from a step on, where it was measured."""
        return [figures[name] for at, figures in self._looks.items() if int(at) >= step and name in figures]

    def state_dict(self) -> dict[str, object]:
        """Return the figures by step."""
        return {"looks": self._looks}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Take figures over."""
        looks = state_dict["looks"]
        assert isinstance(looks, dict)
        self._looks = looks
