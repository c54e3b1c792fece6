"""What DICOM files of an MR scan say of how it was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy.typing as npt
from pydicom.dataset import Dataset, FileDataset

from ldct_studio.core.magnet import Magnet
from ldct_studio.io.opening import open_paths

Array = npt.NDArray[Any]
Write = Callable[..., list[Path]]


def test_how_an_mr_scan_was_made_is_known_of_every_series(
    tmp_path: Path, hu: Array, write_series: Write
) -> None:
    def classic(data: FileDataset, index: int) -> None:
        data.Modality, data.MagneticFieldStrength = "MR", 2.89362
        data.RepetitionTime, data.FlipAngle, data.ContrastBolusAgent = 8.1, 15, "Gadovist"

    def grouped(data: FileDataset, index: int) -> None:
        timing = Dataset()
        timing.RepetitionTime, timing.FlipAngle = 6.5, 12
        shared = Dataset()
        shared.MRTimingAndRelatedParametersSequence = [timing]
        data.Modality, data.MagneticFieldStrength, data.ContrastBolusAgent = "MR", 1.5, "NONE"
        data.SharedFunctionalGroupsSequence = [shared]

    def broken(data: FileDataset, index: int) -> None:
        data.Modality, data.RepetitionTime = "MR", -1

    write_series(tmp_path / "after", hu, classic)
    write_series(tmp_path / "before", hu[:4], grouped)
    write_series(tmp_path / "broken", hu[:2], broken)
    facts = open_paths([tmp_path]).facts
    assert facts.magnet == Magnet(2.89362, 8.1, 15, "Gadovist")
    assert [line.magnet for line in facts.series] == [facts.magnet, Magnet(1.5, 6.5, 12), Magnet()]
