"""Segment codes: what a structure is called in SNOMED CT, by words of its name (PS3.16 CID 7150 and 7159)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydicom.sr.coding import Code

_SICK = ("lesion", "tumor", "tumour", "mass", "nodule", "metastasis", "cyst")
_ORGANS = (
    ("spinal cord", "SpinalCord"),
    ("portal vein", "PortalVein"),
    ("inferior vena cava", "InferiorVenaCava"),
    ("vena cava", "Vein"),
    ("vein", "Vein"),
    ("liver", "Liver"),
    ("spleen", "Spleen"),
    ("stomach", "Stomach"),
    ("aorta", "Aorta"),
    ("kidney", "Kidney"),
    ("pancreas", "Pancreas"),
    ("gallbladder", "Gallbladder"),
    ("bladder", "Bladder"),
    ("colon", "Colon"),
    ("duodenum", "Duodenum"),
    ("lung", "Lung"),
    ("heart", "Heart"),
    ("esophagus", "Esophagus"),
    ("adrenal", "AdrenalGland"),
    ("trachea", "Trachea"),
    ("prostate", "Prostate"),
    ("brain", "Brain"),
    ("vertebra", "Vertebra"),
    ("rib", "Rib"),
    ("bone", "Bone"),
    ("artery", "Artery"),
)
"""Words of a name and the keyword of the code; the longer words come first."""


def category_and_type(name: str) -> tuple[Code, Code]:
    """Return the codes of category and type of a structure; tissue where its name is not known."""
    from pydicom.sr.codedict import codes

    words = _words(name)
    if any(word.rstrip("s") in _SICK for word in words):
        return codes.SCT.MorphologicallyAbnormalStructure, codes.SCT.Lesion
    keyword = _organ(words)
    if keyword:
        return codes.SCT.AnatomicalStructure, getattr(codes.SCT, keyword)
    return codes.SCT.Tissue, codes.SCT.Tissue


def _organ(words: list[str]) -> str:
    singular = " ".join(word if word.endswith("ss") else word.removesuffix("s") for word in words)
    text = f" {singular} "
    for named, keyword in _ORGANS:
        if f" {named.removesuffix('s')} " in text:
            return keyword
    return ""


def _words(name: str) -> list[str]:
    """Return the words of a name before its details: "Lesion 1: 20 mm" is a lesion."""
    return re.findall(r"[^\W\d_]+", name.partition(":")[0].casefold())
