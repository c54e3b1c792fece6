"""What the segmenter of a request finds in finished pictures."""

from __future__ import annotations

from dataclasses import replace

import torch

from ..core.device import device
from ..core.errors import PluginError
from ..core.lane import Frame
from ..core.memo import Memo
from ..core.volume import LabelMap, Volume
from ..plugin import Segmenter, find, make
from .folding import Elsewhere
from .starting import start

_NEEDS_ALL = (
    "This segmentation needs the whole volume and draws on no single slice; export its labels, or use it "
    "in a study."
)


def segmented(frame: Frame, memo: Memo, *, local: bool = False) -> Frame:
    """Return a finished frame with what the request's segmenter finds in its picture, kept in the memo.

    Differences, maps and pictures that grow have no labels, nor has what a segmenter of whole volumes would
    find. Raises ``Elsewhere`` where the segmenter is not live, unless ``local``; ``PluginError`` with a
    sentence; ``Cancelled`` where nobody waits.
    """
    request, step = frame.request, frame.request.segmenter
    if step is None or not _shows_patient(frame):
        return frame
    image = frame.image

    def found() -> LabelMap:
        plugin = make(step)
        if not isinstance(plugin, Segmenter):
            raise PluginError(f"{find(step).title} cannot draw on every picture; choose another segmenter.")
        if plugin.whole:
            raise PluginError(_NEEDS_ALL)
        grid = request.source.grid.rows(frame.row, 1)
        volume = Volume(torch.from_numpy(image)[None].to(device()), grid)
        with torch.inference_mode():
            if not (plugin.live or local):
                case = start(request.source, (frame.row,), request.dose, request.seed, memo)
                raise Elsewhere(_labels_key(frame), replace(case, image=volume), (step,))
            labels = plugin.segment(volume)
        return replace(labels, data=labels.data.cpu())

    return replace(frame, labels=memo.make(_labels_key(frame), found))


def known_labels(frame: Frame, memo: Memo) -> Frame:
    """Return the frame with its labels where they were found before."""
    labels = memo.get(_labels_key(frame)) if _shows_patient(frame) else None
    return replace(frame, labels=labels) if isinstance(labels, LabelMap) else frame


def _shows_patient(frame: Frame) -> bool:
    """Say whether a frame is what segmenters know: a finished axial picture of the patient."""
    if (
        frame.image is None
        or frame.state != "full"
        or frame.lane.minus is not None
        or not frame.lane.is_axial
    ):
        return False
    return not any(getattr(find(step), "maps", False) for step in frame.lane.steps)


def _labels_key(frame: Frame) -> tuple[object, ...]:
    request, lane = frame.request, frame.lane
    made_at = () if lane.is_reference else (request.dose, request.seed, lane.steps)
    return ("labels", request.source, frame.row, request.segmenter, made_at)
