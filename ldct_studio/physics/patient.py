"""The patient's size and what it means for dose: AAPM Reports 204 and 220."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

BODY_HU = -400.0
"""Above this a pixel may be body: between lung and fat, so that a wall of fat closes around a lung."""
OPENING_MM = 4.0
"""Table tops, tubes and blankets are thinner than twice this and fall away."""
PADDING_HU = -1500.0
"""No tissue and no noise reaches below; what does is padding outside the circle of reconstruction."""
LIMB = 0.1
"""Pieces of at least this share of the largest are body too (legs, arms)."""
EDGE_MM = 1.5
"""Partial volume and blur carry this far outside the mask; it is counted by its own attenuation."""

_SSDE = {16: (1.874799, 0.03871313), 32: (3.704369, 0.03671937)}
"""Conversion factor a·exp(-b·Dw[cm]) per CTDI phantom in cm (AAPM Report 204, appendix A)."""


@dataclass(frozen=True)
class PatientSize:
    """The size of a patient in one axial row."""

    diameter: float
    """Water-equivalent diameter in mm; 0 where there is no body."""
    area: float
    """Area of the body in mm²."""
    mean: float
    """Mean HU of the body."""
    truncated: bool
    """True where the body reaches the edge of the field of view: the diameter is then too small."""

    @property
    def warning(self) -> str:
        """One sentence where the number is not to be trusted, else ''."""
        if self.diameter == 0:
            return "No patient was found in this slice, so its size and SSDE are unknown."
        if self.truncated:
            return "The patient is cut by the field of view, so the size is too small and SSDE too large."
        return ""


def water_equivalent_diameter(row: torch.Tensor, spacing: tuple[float, float]) -> PatientSize:
    """Return the water-equivalent diameter of an axial row (y, x) in HU; spacing is (y, x) in mm.

    Dw = 2·sqrt((mean HU/1000 + 1)·A/π) over the body (AAPM Report 220, eq. 4), which sums the
    attenuation of the body's pixels. The body is what lies above -400 HU after an opening that removes
    the table, in the largest connected piece and those of at least a tenth of it, with holes (lungs,
    gas) filled, and with a rim of 1.5 mm or pixels so that blurred edges count with what they attenuate.
    """
    picture = row.detach().cpu().numpy().astype(np.float64)
    picture = np.nan_to_num(picture, nan=PADDING_HU, posinf=3071.0, neginf=PADDING_HU)
    picture[picture <= PADDING_HU] = -1000.0
    body = body_mask(picture, spacing)
    if not body.any():
        return PatientSize(0.0, 0.0, 0.0, False)
    pixel = spacing[0] * spacing[1]
    water = float((picture[grown(body, max(EDGE_MM, 1.5 * max(spacing)), spacing)] / 1000 + 1).sum()) * pixel
    return PatientSize(
        2 * math.sqrt(max(water, 0.0) / math.pi),
        float(body.sum()) * pixel,
        float(picture[body].mean()),
        is_truncated(picture, body),
    )


def body_mask(picture: npt.NDArray[np.float64], spacing: tuple[float, float]) -> npt.NDArray[np.bool_]:
    """Return the body (y, x): the large pieces above -400 HU, without table, with holes filled."""
    tissue = np.asarray(ndimage.median_filter(picture, 3) > BODY_HU)
    core = ~grown(~tissue, OPENING_MM, spacing)
    pieces, count = ndimage.label(core)
    if count == 0:
        return np.zeros(picture.shape, dtype=np.bool_)
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    large = (sizes >= LIMB * sizes.max())[pieces] & core
    opened = grown(large, OPENING_MM, spacing) & tissue
    return np.asarray(ndimage.binary_fill_holes(opened), dtype=np.bool_)


def grown(mask: npt.NDArray[np.bool_], by_mm: float, spacing: tuple[float, float]) -> npt.NDArray[np.bool_]:
    """Return the mask and every pixel within ``by_mm`` of it; an empty mask grows nowhere."""
    if not mask.any():
        return mask
    distance = ndimage.distance_transform_edt(~mask, sampling=spacing)
    return np.asarray(distance <= by_mm, dtype=np.bool_)


def is_truncated(picture: npt.NDArray[np.float64], body: npt.NDArray[np.bool_]) -> bool:
    """Say whether the body runs into the border of the picture or of its circle of reconstruction.

    A contact of more than 2 % of the border counts; the circle counts where all outside it is padding.
    """
    border = np.concatenate([body[0], body[-1], body[1:-1, 0], body[1:-1, -1]])
    if border.mean() > 0.02:
        return True
    rows, columns = body.shape
    y = (np.arange(rows) - (rows - 1) / 2)[:, None] / (rows / 2)
    x = (np.arange(columns) - (columns - 1) / 2)[None, :] / (columns / 2)
    radius = np.hypot(y, x)
    rim = (radius > 1 - 6 / max(rows, columns)) & (radius <= 1 - 2 / max(rows, columns))
    padding = np.ptp(picture[radius > 1.01]) < 1 if (radius > 1.01).any() else False
    return bool(padding and body[rim].mean() > 0.02)


def size_factor(diameter_mm: float, phantom_cm: int) -> float:
    """Return the factor from CTDIvol to SSDE for a water-equivalent diameter (AAPM Report 204).

    ``phantom_cm`` is 16 or 32, the CTDI phantom that CTDIvol refers to.
    """
    scale, slope = _SSDE[phantom_cm]
    return scale * math.exp(-slope * diameter_mm / 10)


def size_specific_dose(ctdi_vol: float, diameter_mm: float, phantom_cm: int) -> float:
    """Return the size-specific dose estimate in mGy from CTDIvol in mGy."""
    return ctdi_vol * size_factor(diameter_mm, phantom_cm)
