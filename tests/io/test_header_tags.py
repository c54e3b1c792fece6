"""Headers come out of the reader process as lines; what tells who the patient is stays in it where hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence

from ldct_studio.core.errors import LoadError
from ldct_studio.io.found import Element
from ldct_studio.io.opening import open_paths
from ldct_studio.io.tags import TagReader

Array = npt.NDArray[Any]
PRIVATE = "CANARY-PRIVATE"


@pytest.fixture
def reader() -> Iterator[TagReader]:
    made = TagReader()
    yield made
    made.close()


def _extras(data: FileDataset, index: int) -> None:
    code = Dataset()
    code.CodeValue, code.CodeMeaning = "113691", "IEC Body Dosimetry Phantom"
    request = Dataset()
    request.AccessionNumber = "CANARY-ACCESSION"
    data.CTDIPhantomTypeCodeSequence = Sequence([code])
    data.RequestAttributesSequence = Sequence([request])
    data.PatientComments = "CANARY in words " * 40
    data.StudyDate, data.ReferringPhysicianName = "19610203", "CANARY^DOCTOR"
    data.add_new(0x00091001, "LO", PRIVATE)
    data.ClinicalTrialSubjectID = data.AdmittingDiagnosesDescription = "CANARY"
    data.ReasonForStudy = data.PatientInstitutionResidence = data.WindowCenterWidthExplanation = "CANARY"
    data.ConvolutionKernel, data.Manufacturer = "B30f", "Maker"
    data.RedPaletteColorLookupTableData = bytes(4096)


def _by_tag(elements: Iterable[Element]) -> dict[str, Element]:
    return {element.tag: element for element in elements}


def _all(elements: Iterable[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.children)


def test_every_slice_knows_its_file_and_its_header(
    tmp_path: Path, hu: Array, write_series: Callable[..., list[Path]], reader: TagReader
) -> None:
    paths = write_series(tmp_path / "series", hu, _extras)
    study = open_paths([tmp_path / "series"])
    assert study.facts.files == tuple(str(path) for path in paths), "bottom slice first"
    tags = _by_tag(reader.read(Path(study.facts.files[4]), False, lambda: False).elements)
    spacing = tags["(0028,0030)"]
    assert (spacing.name, spacing.vr, spacing.value) == ("Pixel Spacing", "DS", "0.8\\0.7")
    assert tags["(0020,0032)"].value.endswith("\\110.0"), "that of slice 5"
    assert tags["(0010,0010)"].value == "CANARY^PATIENT"
    assert tags["(7FE0,0010)"].value == "2,880 bytes"
    phantom = tags["(0018,9346)"]
    assert (phantom.vr, phantom.value, phantom.children[0].name) == ("SQ", "1 item", "Item 1")
    assert _by_tag(phantom.children[0].children)["(0008,0100)"].value == "113691"


def test_huge_values_are_cut_and_their_length_is_told(
    tmp_path: Path, hu: Array, write_series: Callable[..., list[Path]], reader: TagReader
) -> None:
    path = write_series(tmp_path, hu, _extras)[0]
    tags = _by_tag(reader.read(path, False, lambda: False).elements)
    assert tags["(0010,4000)"].value.endswith("… (639 characters)")
    assert len(tags["(0010,4000)"].value) < 200
    assert tags["(0028,1201)"].value.endswith("… (4,096 bytes)")


def test_nothing_that_tells_who_the_patient_is_leaves_the_reader(
    tmp_path: Path, hu: Array, write_series: Callable[..., list[Path]], reader: TagReader
) -> None:
    path = write_series(tmp_path, hu, _extras)[0]
    tags = reader.read(path, True, lambda: False)
    said = tags.model_dump_json()
    assert "CANARY" not in said
    assert "19610203" not in said
    by_tag = _by_tag(tags.elements)
    assert by_tag["(0010,0010)"].hidden
    assert by_tag["(0028,0030)"].value == "0.8\\0.7", "what a physicist needs stays"
    assert [by_tag[tag].value for tag in ("(0018,1210)", "(0008,0070)")] == ["B30f", "Maker"]
    uids = [element for element in _all(tags.elements) if element.vr == "UI"]
    assert {uid.tag for uid in uids if not uid.hidden} == {"(0002,0002)", "(0002,0010)", "(0008,0016)"}


def test_a_nifti_header_is_a_list_of_its_fields(
    tmp_path: Path, write_nifti: Callable[..., Path], reader: TagReader
) -> None:
    data = np.zeros((4, 5, 6), np.int16)
    path = write_nifti(tmp_path / "ct.nii.gz", data, np.diag([0.7, 0.8, 2.0, 1]), descrip=b"CANARY")
    study = open_paths([path])
    assert study.facts.files == (str(path),)
    tags = {element.name: element for element in reader.read(path, False, lambda: False).elements}
    assert tags["dim"].value == "3\\4\\5\\6\\1\\1\\1\\1"
    assert (tags["dim"].tag, tags["dim"].vr) == ("byte 40", "int16 × 8")
    assert tags["datatype"].value == "4 (int16)"
    assert tags["descrip"].value == "CANARY"
    hidden = reader.read(path, True, lambda: False)
    assert "CANARY" not in hidden.model_dump_json()


def test_what_has_no_header_says_so(tmp_path: Path, reader: TagReader) -> None:
    np.save(tmp_path / "array.npy", np.zeros((3, 4, 5)))
    with pytest.raises(LoadError, match="NumPy array, which has no header fields that can be shown"):
        reader.read(tmp_path / "array.npy", False, lambda: False)
    (tmp_path / "gone.dcm").write_bytes(b"nothing")
    with pytest.raises(LoadError, match="The file of this slice is not DICOM"):
        reader.read(tmp_path / "gone.dcm", False, lambda: False)
