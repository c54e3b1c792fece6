"""Synthetic patients: varied anatomy by slice with labels, for training; no patient data.

``patient(seed)`` draws by lot what a patient is, ``draw`` its slices. Patients are made from anatomies at
rest, which are stretched, bent, padded with fat, colored by the phase of contrast agent, and given texture
and lesions. The same seed always gives the same patient.
"""

from .drawing import Drawn, draw
from .making import Kind, patient, reproduction_patient
from .values import LABELS, Lesion, Patient, Phase, Region, Shape, Tissue, Wave

__all__ = [
    "LABELS",
    "Drawn",
    "Kind",
    "Lesion",
    "Patient",
    "Phase",
    "Region",
    "Shape",
    "Tissue",
    "Wave",
    "draw",
    "patient",
    "reproduction_patient",
]
