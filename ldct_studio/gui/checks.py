"""The checks of a method that is not linear: what it took away, and whether the rays allow that."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch

from ..core.cancel import check as still_wanted
from ..core.case import Case
from ..core.dose import Apodization
from ..core.errors import Cancelled, GeometryError, StudioError
from ..core.lane import Frame, Lane, Request
from ..core.memo import Memo
from ..core.projections import ScanGeometry
from ..core.step import Step
from ..methods.known_noise import deviation
from ..methods.simulators import photons_of
from ..physics.attenuation import hu_to_mu
from ..physics.consistency import FAR, Consistency, consistency, low_pass, misfit, share_passed, without_bias
from ..physics.projector import project
from ..physics.residual import Leak, Structure, detail_noise, leak, structure
from ..physics.rows import pixel_of, square, unsquare
from ..physics.similarity import body
from ..pipeline import fold
from ..plugin import Reconstructor, find
from .checked import Checked, refusal, simulator_of, unanswered
from .figures import fixed, with_unit
from .language import tr
from .pane import FBP, INSERT, Check
from .picture import USUAL_NOISE
from .plot_detect import apodization_of

LARGE_LEAK = 0.05
"""A larger share of the anatomy in a residual is marked."""


def checked(frame: Frame, check: Check, memo: Memo) -> Checked:
    """Check a finished picture; blocks. Raises ``Cancelled``; else a sentence stands in the answer."""
    began = time.perf_counter()
    try:
        why = refusal(frame.lane, frame.request.source)
        if why or frame.image is None:
            return unanswered(frame, check, why or frame.error)
        with torch.inference_mode():
            found = _residual(frame, memo) if check == "residual" else _consistent(frame, memo)
    except Cancelled:
        raise
    except StudioError as error:
        return unanswered(frame, check, tr(str(error)))
    return replace(found, seconds=time.perf_counter() - began)


def input_of(lane: Lane) -> tuple[Step, ...]:
    """Return the steps to the noisy picture that a method began with: its own FBP, else FBP as matched."""
    simulator = simulator_of(lane)
    first = next((step for step in lane.steps if step.kind == "reconstructor"), FBP)
    cls = find(first)
    linear = issubclass(cls, Reconstructor) and cls.linear
    return (*filter(None, (simulator,)), first if linear else FBP)


def _residual(frame: Frame, memo: Memo) -> Checked:
    request, picture = frame.request, _tensor(frame)
    low = fold(request, frame.row, input_of(frame.lane), memo, local=True).image.data[0].cpu()
    residual = low - picture
    still_wanted()
    try:
        said, warned = _leaked(leak(residual, _structure(request, frame.row, memo)))
    except GeometryError as error:
        said, warned = (tr(str(error)),), ()
    return _answer(frame, "residual", residual, said, warned)


def _leaked(found: Leak) -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = tr("Structure leak {0}, noise ±{1}").format(
        *(with_unit(fixed(100 * share, 1), "%") for share in (found.share, found.chance))
    )
    large = found.share > max(LARGE_LEAK, 4 * found.chance) + found.own
    own = tr("Up to +{0} by the scan's own noise").format(with_unit(fixed(100 * found.own, 1), "%"))
    said = (text, own) if found.own else (text,)
    return ((), said) if large else (said, ())


def _structure(request: Request, row: int, memo: Memo) -> Structure:
    """Return the structure of the noise-free volume of the study at this slice, else of the loaded one."""
    source = request.source
    clean = (request.study.volumes[name] for name in request.study.noise_free)
    true = next((volume for volume in clean if volume.grid.same_place(source.grid)), None)

    def build() -> Structure:
        reference, pixel = (true or source).data[row], pixel_of(source.grid)
        scan = request.dose.scan
        own = USUAL_NOISE if scan.noise is None else scan.noise
        noise = 0.0 if true is not None else detail_noise(own, scan.apodization, pixel)
        return structure(reference, body(source.data[row]), pixel, noise)

    return memo.make(("structure", source, row, request.dose.scan), build)


def _consistent(frame: Frame, memo: Memo) -> Checked:
    simulator = simulator_of(frame.lane)
    assert simulator is not None  # refused before
    case = fold(frame.request, frame.row, (simulator,), memo, local=True)
    pixel, rays = pixel_of(case.reference.grid), case.projections.geometry
    noise = deviation(case, low_pass(pixel))[0].cpu()
    if case.noise is None:
        own = _own_noise(frame.request, frame.row, memo)
        noise = torch.hypot(noise, own) * share_passed(apodization_of(frame), pixel)
    assert isinstance(rays, ScanGeometry)  # the noise of others is not known
    still_wanted()
    picture = _tensor(frame).to(case.reference.data.device)
    misfits = misfit(_rays(case, frame, memo), picture[None], rays, pixel)
    still_wanted()
    where = body(frame.request.source.data[frame.row])
    found = consistency(unsquare(misfits, case.reference.grid)[0].cpu(), noise, where, pixel)
    said, warned = _allowed(found)
    return _answer(frame, "consistency", found.deviation, said, warned)


def _own_noise(request: Request, row: int, memo: Memo) -> torch.Tensor:
    """Return the SD in HU, (y, x), of the loaded scan's own noise behind the misfit's window; 0 without any.

    A rescan takes that noise for the patient, so its rays hold it beside their own.
    """
    scan, pixel = request.dose.scan, pixel_of(request.source.grid)
    if request.volume in request.study.noise_free or scan.noise == 0:
        return torch.zeros(())
    whole = replace(scan, apodization=Apodization())
    full = replace(request, dose=replace(request.dose, fraction=1.0, scan=whole))
    case = fold(full, row, (INSERT,), memo, local=True)
    return deviation(case, low_pass(pixel))[0].cpu() * share_passed(scan.apodization, pixel)


def _rays(case: Case, frame: Frame, memo: Memo) -> torch.Tensor:
    """Return the line integrals at the dose without the bias of few counts that came with it.

    A rescan is blurred by FBP, patient and noise alike, so its rays are taken as the lane's FBP passes them.
    """
    full, measured = photons_of(case), case.measured.data
    low, scan = full * case.dose.fraction, case.dose.scan
    inserted = case.noise is not None and scan.noise != 0
    rays = without_bias(measured, low, scan.electronic, full if inserted else None)
    if case.noise is not None:
        return rays
    image = fold(frame.request, frame.row, input_of(frame.lane), memo, local=True).image
    geometry = case.projections.geometry
    assert isinstance(geometry, ScanGeometry)  # the noise of others is not known
    return rays - measured + project(square(hu_to_mu(image.data)), geometry, pixel_of(image.grid))


def _allowed(found: Consistency) -> tuple[tuple[str, ...], tuple[str, ...]]:
    square = tr("χ² {0}, noise alone 1 ± {1}").format(fixed(found.chi_square, 2), fixed(found.spread, 2))
    farthest = tr("Farthest {0}, {1} beyond ±{2}").format(
        with_unit(fixed(found.farthest, 1), tr("SD")),
        with_unit(fixed(100 * found.far, 1), "%"),
        fixed(FAR, 0),
    )
    return ((), (square, farthest)) if found.exceeded else ((square, farthest), ())


def _tensor(frame: Frame) -> torch.Tensor:
    assert frame.image is not None
    return torch.from_numpy(frame.image)


def _answer(
    frame: Frame, check: Check, image: torch.Tensor, said: tuple[str, ...], warned: tuple[str, ...]
) -> Checked:
    pixels: npt.NDArray[np.float32] = np.ascontiguousarray(image.to(torch.float32).numpy())
    bare = Checked(frame.request, frame.lane, pixels, counts=frame.counts, check=check, of=frame)
    return replace(bare, said=said, warned=warned)
