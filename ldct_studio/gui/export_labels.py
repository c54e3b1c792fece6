"""Labels that leave the program: those of the study, and what the segmenter finds in a whole volume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from ..core.cancel import interruptible
from ..core.device import device
from ..core.errors import PluginError, StudioError
from ..core.progress import Progress
from ..core.step import Step
from ..core.volume import LabelMap, Volume
from ..io.save import save_labels_dicom, save_labels_nifti
from ..io.target import provenance
from ..pipeline import run
from ..plugin import Segmenter, make, title
from . import figures
from .background import Report
from .export_options import LabelOptions
from .lane_words import dose_beside, named
from .lanes import is_map
from .language import tr
from .pane_numbers import LETTERS
from .scene import Scene


@dataclass(frozen=True)
class Offer:
    """Labels that can be saved: those of the study by their name, or those still to be found."""

    text: str
    name: str = ""
    """The name of the map in the study; empty for what the segmenter finds in the active pane."""


def offers(scene: Scene) -> tuple[Offer, ...]:
    """Return the label maps of the study, and the segmenter's in the active pane's method."""
    study, lane = scene.study, scene.panes[scene.active].lane
    if study is None:
        return ()
    maps = tuple(Offer(name, name) for name in study.labels)
    if scene.segmenter is None or lane.minus is not None or is_map(lane):
        return maps
    dose = dose_beside(lane, study, scene.volume, scene.fraction)
    told = "" if dose is None else tr(" at {0}").format(figures.percent(dose))
    named_ = tr(named(lane, study, scene.volume))
    place = tr("pane {0}, {1}{2}").format(LETTERS[scene.active], named_, told)
    return (*maps, Offer(tr("Found by {0} in {1}").format(tr(title(scene.segmenter)), place)))


def write_labels(scene: Scene, offer: Offer, options: LabelOptions, path: Path, report: Report) -> Path:
    """Write labels to a NIfTI file, or as DICOM into a folder; takes as long as finding them.

    Raises StudioError with a sentence, ``Cancelled`` where nobody waits.
    """
    study, volume, found_by = scene.study, scene.source, ""
    if study is None or volume is None:
        raise StudioError(tr("No scan is open any more. Open one and save its labels again."))
    if offer.name:
        labels = study.labels[offer.name]
        fitting = (volume, *study.volumes.values())
        volume = next((each for each in fitting if each.grid.same_place(labels.grid)), volume)
    elif scene.segmenter is not None:
        volume = _shown_volume(scene, volume, report)
        found_by = title(scene.segmenter)
        labels = found_labels(
            volume, scene.segmenter, lambda *at: report(_told(tr("Finding labels in {0} of {1} slices"), *at))
        )
    report(Progress(0, 0, tr("Writing the labels")))
    if options.kind == "nifti":
        save_labels_nifti(labels, path)
    else:
        save_labels_dicom(labels, volume, path, study, provenance(volume), found_by)
    return path


def found_labels(volume: Volume, step: Step, report: Callable[[int, int], None]) -> LabelMap:
    """Return what a segmenter finds in a volume, row by row as on the stage unless it takes all of them."""
    plugin = make(step)
    if not isinstance(plugin, Segmenter):
        raise PluginError(tr("{0} finds no labels. Choose another segmentation.").format(title(step)))
    total, parts = volume.grid.shape[0], []
    if plugin.whole:
        report(0, total)
        return plugin.segment(volume)
    for row in interruptible(range(total)):
        part = volume.rows(row)
        with torch.inference_mode():
            parts.append(plugin.segment(part.made(part.data.to(device()))))
        report(row + 1, total)
    names = {label.value: label for found in parts for label in found.labels}
    return LabelMap(torch.cat([found.data.cpu() for found in parts]), volume.grid, tuple(names.values()))


def _shown_volume(scene: Scene, source: Volume, report: Report) -> Volume:
    """Return what the active pane's method makes of the whole volume; the loaded one for the reference."""
    lane = scene.panes[scene.active].lane
    if not lane.steps or scene.dose is None:
        return source
    text = tr("{0}: {1} of {2} slices").format(tr(lane.title), "{0}", "{1}")
    measured = scene.request.measured if scene.request else None
    about = (source, scene.dose, lane.steps, scene.seed)
    return run(*about, lambda *at: report(_told(text, *at)), measured=measured)


def _told(text: str, done: int, total: int) -> Progress:
    return Progress(done, total, text.format(done, total))
