"""Made pictures of earlier steps, so that a discriminator does not forget what it saw (Shrivastava 2017)."""

from __future__ import annotations

import torch


class History:
    """A pool of pictures (n, 1, y, x), kept with the checkpoints; chance is given, never its own."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: list[torch.Tensor] = []

    def __len__(self) -> int:
        return len(self._held)

    def swapped(self, made: torch.Tensor, chance: torch.Generator) -> torch.Tensor:
        """Return pictures like ``made``; of a full pool half are older ones, which they replace."""
        out = []
        for picture in made.detach():
            if len(self._held) < self._size:
                self._held.append(picture.clone())
            elif self._size and float(torch.rand((), generator=chance)) < 0.5:
                place = int(torch.randint(self._size, (), generator=chance))
                picture, self._held[place] = self._held[place].to(picture), picture.clone()
            out.append(picture)
        return torch.stack(out)

    def state_dict(self) -> dict[str, object]:
        """Return the pictures."""
        return {"held": [picture.cpu() for picture in self._held]}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Take pictures over."""
        held = state_dict["held"]
        assert isinstance(held, list)
        self._held = list(held)
