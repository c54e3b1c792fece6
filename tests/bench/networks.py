"""How the trained networks do beside FBP and BM3D: ``python -m tests.bench.networks``.

    python -m tests.bench.networks [--dose 0.25] [--rows 5] [--json FILE]

On the demo study, against its noise-free truth and its true organs, and on the real abdomen of the shared
test data, where it is there, against the loaded scan and the label map given with it. Prints RMSE in HU
inside the body, mean bias in organs, and Dice of the segmenter at full dose.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import timing  # before torch

import torch  # isort: skip

import numpy as np
from scipy import ndimage

from ldct_studio import methods  # noqa: F401  (registers them)
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import LabelMap
from ldct_studio.io.opening import open_labels
from ldct_studio.methods.demo import SCAN, TRUTH, demo_study
from ldct_studio.methods.loaders import open_study
from ldct_studio.nets.catalog import card_of, models
from ldct_studio.physics.matching import estimate_scan
from ldct_studio.pipeline import frame, segmented

FBP = Step("reconstructor", "fbp")
DATA = Path(os.environ.get("LDCT_STUDIO_TEST_DATA", Path(__file__).parents[2].parent / "shared" / "data"))


@dataclass(frozen=True)
class Subject:
    """A study, what its pictures are compared with, and its organs by name."""

    name: str
    study: Study
    truth: torch.Tensor
    organs: dict[str, torch.Tensor]
    """Masks (z, y, x)."""
    rows: tuple[int, ...]


def demo(count: int) -> Subject:
    """Return the demo study against its noise-free truth."""
    study = demo_study()
    labels = study.labels["Organs"]
    rows = tuple(int(row) for row in np.linspace(60, 140, count))
    return Subject(
        "demo", study, study.volumes[TRUTH].data, _masks(labels, ("Liver", "Spleen", "Right kidney")), rows
    )


def abdomen(count: int) -> Subject | None:
    """Return the real abdomen against itself, None where it is not there."""
    folder = DATA / "ct_abdomen_dicom"
    if not folder.is_dir():
        return None
    study = open_study([folder / "dicom"], lambda progress: None)
    study = replace(study, scan=estimate_scan(study.first, study.scan.exposure))
    labels = open_labels(folder / "seg_totalsegmentator_v2.nii.gz", study.first, lambda: False).only
    names = dict(line.split(",") for line in (folder / "labels.csv").read_text().split()[1:])
    masks = {
        title: torch.isin(labels.data.long(), torch.tensor([int(v) for v, n in names.items() if n in parts]))
        for title, parts in (
            ("Liver", ("liver",)),
            ("Spleen", ("spleen",)),
            ("Kidneys", ("kidney_left", "kidney_right")),
            ("Muscle", ("autochthon_left", "autochthon_right", "iliopsoas_left", "iliopsoas_right")),
        )
    }
    rows = tuple(int(row) for row in np.linspace(1, study.first.grid.shape[0] - 2, count))
    return Subject("real abdomen", study, study.first.data, masks, rows)


def _masks(labels: LabelMap, names: Sequence[str]) -> dict[str, torch.Tensor]:
    return {label.name: labels.data == label.value for label in labels.labels if label.name in names}


def lanes(simulator: Step) -> list[Lane]:
    """Return FBP, BM3D and every network behind FBP."""
    low = (simulator, FBP)
    found = [Lane("FBP", low), Lane("BM3D", (*low, Step("denoiser", "bm3d")))]
    for name in models("denoiser"):
        step = Step("denoiser", "network", (("model", name),))
        found.append(Lane(card_of(name, "denoiser").title, (*low, step)))
    return found


def body(hu: torch.Tensor) -> torch.Tensor:
    """Return the inside of the body (y, x): the largest region above -500 HU, its holes filled."""
    labels, count = ndimage.label(hu.numpy() > -500)
    sizes = ndimage.sum_labels(np.ones_like(labels), labels, range(1, count + 1))
    return torch.from_numpy(ndimage.binary_fill_holes(labels == 1 + int(np.argmax(sizes))))


def compare(subject: Subject, simulator: Step, dose: float) -> dict[str, dict[str, float]]:
    """Print and return RMSE and biases of every lane, over some rows."""
    results = {}
    print(f"{subject.name}, {simulator.name} at {dose:.0%}: RMSE inside the body, bias in organs, HU")
    for lane in lanes(simulator):
        squares, biases, memo = [], {name: [] for name in subject.organs}, Memo()
        for row in subject.rows:
            request = Request(
                subject.study,
                next(iter(subject.study.volumes)),
                row,
                DoseLevel(dose, subject.study.scan),
                (lane,),
            )
            made = frame_here(request, lane, memo)
            error = made - subject.truth[row]
            squares.append(error[body(subject.truth[row])].square().mean())
            for name, mask in subject.organs.items():
                inside = torch.from_numpy(ndimage.binary_erosion(mask[row].numpy(), iterations=3))
                if int(inside.sum()) > 200:
                    biases[name].append(float(error[inside].mean()))
        told = {"rmse": float(torch.stack(squares).mean().sqrt())}
        told |= {name: float(np.mean(values)) for name, values in biases.items() if values}
        results[lane.title] = {name: round(value, 2) for name, value in told.items()}
        print(
            f"  {lane.title:36} {told['rmse']:7.2f}   "
            + "  ".join(f"{n} {v:+.2f}" for n, v in told.items() if n != "rmse"),
            flush=True,
        )
    return results


def frame_here(request: Request, lane: Lane, memo: Memo) -> torch.Tensor:
    """Return the picture of a lane (y, x), every step made here."""
    from ldct_studio.pipeline import fold

    with torch.inference_mode():
        return fold(request, request.row, lane.steps, memo, local=True).image.data[0].cpu().clone()


def overlap(subject: Subject, segmenter: str) -> dict[str, float]:
    """Print and return the Dice of a segmenter at full dose, over all rows."""
    step = Step("segmenter", "network", (("model", segmenter),))
    sums: dict[str, list[int]] = {name: [0, 0] for name in subject.organs}
    memo = Memo()
    for row in range(
        0, subject.study.first.grid.shape[0], 1 if subject.study.first.grid.shape[0] < 50 else 8
    ):
        lane = Lane("Reference")
        scan = SCAN if SCAN in subject.study.volumes else next(iter(subject.study.volumes))
        request = Request(
            subject.study, scan, row, DoseLevel(1.0, subject.study.scan), (lane,), segmenter=step
        )
        labels = segmented(frame(request, lane, memo), memo).labels
        assert labels is not None
        for name, mask in subject.organs.items():
            values = [label.value for label in labels.labels if label.name.lower() in name.lower() + "s"]
            found = torch.isin(labels.data[0].long(), torch.tensor(values))
            sums[name][0] += 2 * int((found & mask[row]).sum())
            sums[name][1] += int(found.sum()) + int(mask[row].sum())
    told = {name: round(a / max(b, 1), 3) for name, (a, b) in sums.items() if name != "Muscle"}
    print(f"  {subject.name}, {segmenter}: Dice at full dose {told}")
    return told


def main() -> int:
    """Compare on every subject."""
    parser = timing.options(__doc__)
    parser.add_argument("--dose", type=float, default=0.25)
    parser.add_argument("--rows", type=int, default=5)
    chosen = parser.parse_args()
    facts = timing.machine()
    results: dict[str, object] = {}
    for subject in (demo(chosen.rows), abdomen(chosen.rows)):
        if subject is None:
            print("The real abdomen is not there; set LDCT_STUDIO_TEST_DATA.")
            continue
        for mode in ("insert", "rescan"):
            results[f"{subject.name} {mode}"] = compare(subject, Step("simulator", mode), chosen.dose)
        for name in models("segmenter"):
            results[f"{subject.name} {name}"] = overlap(subject, name)
    timing.write(chosen.json, facts, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
