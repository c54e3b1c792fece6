"""The colors of a patient: HU of tissues in the phase of contrast agent, gas, oral contrast, and texture."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..abdomen.fields import grain
from .atlas import GAP, NATIVE, PITCH, Atlas
from .values import VALUE, Patient, Tissue

AIR = -1000.0
"""HU of air."""
_BASE = {"": 32.0, "Liver": 48.0, "Spleen": 56.0, "Stomach": 28.0, "Aorta": 92.0, "Vena cava": 78.0}
_BASE |= {"Right kidney": 126.0, "Left kidney": 126.0, "Pancreas": 28.0, "Gallbladder": 15.0}
_BASE |= {"Portal vein": 106.0, "Colon": 20.0}
"""HU of contrast agent that the anatomy at rest has in each structure."""
_FAT, _LUNG, _CONTENT = -105.0, -850.0, 34.0
"""HU of the anatomy at rest; the last is what stomach and colon contain."""


def colored(
    rest: Atlas, place: torch.Tensor, padding: torch.Tensor, organs: torch.Tensor, tissue: Tissue
) -> torch.Tensor:
    """Return HU (y, x): native tissue by a tone curve, and contrast agent by organ."""
    native, agent = _voxels(rest, place)
    native, agent = torch.lerp(native, torch.tensor(_FAT), padding), agent * (1 - padding)
    index = organs.long()
    native = _filled(native, agent, index, place[1], tissue)
    base = torch.tensor([_BASE.get(name, 1.0) for name in ("", *VALUE)])
    gain = (torch.tensor(tissue.organs) - tissue.muscle) / base
    gain[VALUE["Bone"]] = tissue.bone
    gain[VALUE["Lung"]] = gain[0]
    gain[VALUE["Spinal cord"]] = 0
    hu: torch.Tensor = agent * gain[index] + _toned(native, tissue)
    return hu


def _voxels(rest: Atlas, place: torch.Tensor) -> torch.Tensor:
    depth, height, width = rest.organs.shape
    scale = torch.tensor([2 / PITCH / (width - 1), 2 / PITCH / (height - 1), 2 / GAP / (depth - 1)])
    at = place.movedim(0, -1) * scale
    at[..., 2] -= 1 + 2 * rest.low / GAP / (depth - 1)
    sampled: torch.Tensor = F.grid_sample(rest.voxels[None], at[None, None], "bilinear", "border", True)
    return sampled[0, :, 0]


def _toned(native: torch.Tensor, tissue: Tissue) -> torch.Tensor:
    """Map HU at rest to those of the patient, straight between air, lung, fat and muscle, and above."""
    knots = (AIR, _LUNG, _FAT, NATIVE, 3071.0)
    values = (AIR, tissue.organs[VALUE["Lung"]], tissue.fat, tissue.muscle, 0.0)
    values = (*values[:-1], tissue.muscle + tissue.bone * (knots[-1] - NATIVE))
    out = torch.full_like(native, values[0])
    for k in range(4):
        slope = (values[k + 1] - values[k]) / (knots[k + 1] - knots[k])
        out.add_((native.clamp(knots[k], knots[k + 1]) - knots[k]), alpha=slope)
    return out


def _filled(
    native: torch.Tensor, agent: torch.Tensor, index: torch.Tensor, y: torch.Tensor, tissue: Tissue
) -> torch.Tensor:
    """Move the level of gas in stomach and colon, and change what they contain."""
    for name, level in zip(("Stomach", "Colon"), tissue.gas, strict=True):
        there = index == VALUE[name]
        lumen = (1 - agent / 12).clamp_(0, 1).mul_(there)
        gas = (level - y + 0.5).clamp_(0, 1) * lumen
        content = (native - _CONTENT).clamp_min(-25).add_(tissue.oral)
        native = torch.lerp(torch.lerp(native, content, lumen), torch.tensor(-960.0), gas)
    return native


def texture(
    patient: Patient, hu: torch.Tensor, organs: torch.Tensor, axis: torch.Tensor, z: float
) -> torch.Tensor:
    """Return grain of 1 to 8 mm: full strength in soft tissue, half in fat, more in bone and lung."""
    at, number = torch.tensor([z]), patient.seed % 997
    fine, coarse = (grain(at, axis, axis, length, number + k)[0] for k, length in enumerate((1.6, 5.0)))
    strength = torch.full((len(VALUE) + 1,), patient.tissue.texture)
    strength[VALUE["Bone"]], strength[VALUE["Lung"]] = 20.0, 25.0
    inside = ((hu + 250) / 300).clamp_(0.0, 1) + (organs == VALUE["Lung"])
    return (0.75 * fine + 0.65 * coarse) * strength[organs.long()] * inside
