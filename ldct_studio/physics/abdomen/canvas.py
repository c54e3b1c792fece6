"""The picture being drawn: HU and organ labels of a few slices, painted shape over shape."""

from __future__ import annotations

from collections.abc import Callable

import torch

from .fields import FAR, TUBE_REACH, WHOLE, X_NODES, Y_NODES, Box, Field, Section, Segment, carve, grain, near

_NEAR = 5.0
"""Organs notice each other at this distance in mm."""
_ZERO = torch.tensor(0.0)
Fill = Callable[[slice, slice], torch.Tensor]


class Canvas:
    """HU (slices, rows, columns), float32, and organ labels, uint8, of one section.

    ``taken`` holds the distance to the organs drawn so far, so that later organs make way.
    """

    def __init__(self, section: Section, names: tuple[str, ...]) -> None:
        self.section = section
        shape = (len(section.z), len(section.y), len(section.x))
        self.hu = torch.full(shape, -1000.0)
        self.labels = torch.zeros(shape, dtype=torch.uint8)
        self.taken = torch.full((shape[0], len(Y_NODES), len(X_NODES)), FAR)
        self._inks: dict[str, torch.Tensor] = {}
        self._values = {name: value for value, name in enumerate(names, 1)}

    def mesh(self, box: Box) -> tuple[torch.Tensor, torch.Tensor]:
        """Return y (h, 1) and x (w) of a box in mm."""
        return Y_NODES[box.y][:, None], X_NODES[box.x]

    def grain(self, box: Box, length: float, seed: int, stretch: float = 1.0) -> torch.Tensor:
        """Return smooth random values (slices, h, w) on the nodes of a box; see ``fields.grain``."""
        return grain(self.section.z, Y_NODES[box.y], X_NODES[box.x], length, seed, stretch)

    def grain_at(self, ys: slice, xs: slice, length: float, seed: int, stretch: float = 1.0) -> torch.Tensor:
        """Return smooth random values at pixels."""
        return grain(self.section.z, self.section.y[ys], self.section.x[xs], length, seed, stretch)

    def ink(self, name: str, make: Callable[[], torch.Tensor]) -> Fill:
        """Return a filling that is made once per section, for all pixels of the whole mesh."""
        if name not in self._inks:
            self._inks[name] = make()
        made = self._inks[name]
        y0, x0 = (span.start for span in self.section.pixels(WHOLE))

        def part(ys: slice, xs: slice) -> torch.Tensor:
            return made[:, ys.start - y0 : ys.stop - y0, xs.start - x0 : xs.stop - x0]

        return part

    def rough(self, field: Field, *waves: tuple[float, float, int]) -> Field:
        """Return the shape with an irregular boundary: waves of (height mm, length mm, seed).

        Far from the boundary distances stay as they are, so that other organs see no more than there is.
        """
        bumps = sum((height * self.grain(field.box, length, seed) for height, length, seed in waves), _ZERO)
        return Field(field.values + bumps * ((TUBE_REACH - field.values) / 3).clamp_(0, 1), field.box)

    def yielding(self, field: Field, gap: float) -> Field:
        """Return the shape cut back to ``gap`` mm from the organs drawn so far."""
        return Field(torch.maximum(field.values, gap - self.taken[:, field.box.y, field.box.x]), field.box)

    def occupy(self, field: Field) -> None:
        """Count a shape among the organs that later ones make way for; only its near surroundings count."""
        target = self.taken[:, field.box.y, field.box.x]
        torch.minimum(target, torch.where(field.values < _NEAR, field.values, FAR), out=target)

    def coverage(self, field: Field, softness: float = 1.0) -> tuple[torch.Tensor, tuple[slice, slice]]:
        """Return how much of each pixel a shape covers, over an edge of ``softness`` pixels."""
        distance, where = self.section.refine(field)
        return distance.mul_(-1 / (self.section.pixel * softness)).add_(0.5).clamp_(0, 1), where

    def over(
        self,
        field: Field,
        hu: float | torch.Tensor,
        label: str = "",
        *,
        softness: float = 1.0,
        opacity: float = 1.0,
        fill: Fill | None = None,
    ) -> torch.Tensor | None:
        """Paint a shape: ``hu`` is a number or values on the nodes of the field, ``fill`` gives pixels.

        Returns its coverage at the pixels of its box, or None where it covers nothing.
        """
        if float(field.values.min()) > self.section.pixel * softness:
            return None
        cover, (ys, xs) = self.coverage(field, softness)
        ink: torch.Tensor
        if fill is not None:
            ink = fill(ys, xs)
        elif isinstance(hu, torch.Tensor):
            ink = self.section.refine(Field(hu, field.box))[0]
        else:
            ink = torch.tensor(float(hu))
        self.blend(ink, cover * opacity if opacity < 1 else cover, ys, xs)
        if label:
            self.mark(label, cover, ys, xs)
        return cover

    def blend(self, ink: torch.Tensor, cover: torch.Tensor, ys: slice, xs: slice) -> None:
        """Mix HU into the pixels by coverage."""
        target = self.hu[:, ys, xs]
        target.lerp_(ink.expand_as(target), cover)

    def mark(self, label: str, cover: torch.Tensor, ys: slice, xs: slice) -> None:
        """Label the pixels that are covered by half or more."""
        self.labels[:, ys, xs].masked_fill_(cover >= 0.5, self._values[label])

    def unmark(self, cover: torch.Tensor, ys: slice, xs: slice) -> None:
        """Take the label off covered pixels."""
        self.labels[:, ys, xs].masked_fill_(cover >= 0.5, 0)

    def tubes(
        self, segments: list[Segment], hu: float, label: str = "", within: torch.Tensor | None = None
    ) -> None:
        """Paint fine tubes at full resolution; ``within`` (slices, rows, columns) fades them."""
        section = self.section
        close = near(segments, section)
        if not close:
            return
        gap = torch.full_like(self.hu, FAR)
        start = (section.low, float(section.y[0]), float(section.x[0]))
        for segment in close:
            carve(gap, start, (section.gap, section.pixel, section.pixel), segment)
        cover = gap.mul_(-1 / section.pixel).add_(0.5).clamp_(0, 1)
        if within is not None:
            cover *= within
        everything = slice(None)
        self.blend(torch.tensor(float(hu)), cover, everything, everything)
        if label:
            self.mark(label, cover, everything, everything)


def everywhere(values: torch.Tensor) -> Field:
    """Return values on the whole mesh as a field."""
    return Field(values, WHOLE)
