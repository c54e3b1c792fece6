"""Found: what the reader process says of a file. Typed, so that nothing unchecked reaches the window."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Triple = tuple[float, float, float]
Text = Annotated[str, Field(max_length=256)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


class _Found(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Slice(_Found):
    """One picture of a DICOM file: where it lies and how its numbers become HU."""

    frame: int = Field(0, ge=0)
    position: Triple | None = None
    """LPS position in mm of the center of the first pixel."""
    orientation: tuple[float, float, float, float, float, float] | None = None
    """Direction cosines of a row and of a column."""
    spacing: tuple[float, float] | None = None
    """Distance in mm between rows and between columns."""
    slope: float | None = None
    intercept: float | None = None
    location: float | None = None
    instance: int | None = None
    thickness: float | None = None
    gap: float | None = None
    """Spacing between slices in mm, as recorded."""
    ma: float | None = None
    """Tube current in mA."""


class DicomHeader(_Found):
    """What a DICOM picture says of itself; ``patient`` never reaches a log or a file name."""

    rows: int = Field(ge=1, le=65535)
    columns: int = Field(ge=1, le=65535)
    slices: tuple[Slice, ...] = Field(min_length=1, max_length=20000)
    modality: Text = ""
    syntax: Text = ""
    compressed: bool = False
    series: Text = ""
    instance_uid: Text = ""
    frame_of_reference: Text = ""
    localizer: bool = False
    agent: Text = ""
    """The contrast agent, (0018,0010); "" where none is recorded, or that there was none."""
    field: float | None = None
    """Magnetic field in T."""
    tr_ms: float | None = None
    flip_deg: float | None = None
    description: Text = ""
    date: Day = ""
    """The day of the study, or of the series where that is not recorded."""
    patient: Text = ""
    body_part: Text = ""
    scanner: Text = ""
    kernel: Text = ""
    windows: tuple[tuple[float, float], ...] = ()
    kvp: float | None = None
    mas: float | None = None
    mas_as_recorded: bool = True
    ctdi_vol: float | None = None
    ctdi_phantom_cm: Literal[16, 32] | None = None
    tilt: float | None = None
    warnings: tuple[Text, ...] = ()


class ArrayHeader(_Found):
    """A NIfTI, ``.npy`` or ``.npz`` file: its shape in file order and where it lies.

    ``axes`` of the file are slowest first, as they are read: (k, j, i). ``affine`` maps (i, j, k) to LPS
    mm, row by row (3×4); None where the file does not say where its voxels lie.
    """

    shape: tuple[int, int, int]
    affine: tuple[float, ...] | None = None
    label_map: bool = False
    modality: Literal["", "CT", "MR"] = ""
    """What the file's name says; "" where it says nothing."""
    hu: bool = False
    """Whether the file says that its numbers are HU."""
    description: Text = ""
    names: tuple[tuple[int, Text], ...] = ()
    """Names of labels from a ``labels.csv`` beside the file."""
    warnings: tuple[Text, ...] = ()


class Head(_Found):
    """The answer to "what is this file?": one of the three, or why it cannot be opened.

    ``kind`` "foreign" is a file of another kind, passed over quietly; "broken" is listed; "imageless" is
    DICOM without a picture.
    """

    kind: Literal["dicom", "array", "imageless", "broken", "foreign"]
    dicom: DicomHeader | None = None
    array: ArrayHeader | None = None
    reason: Annotated[str, Field(max_length=600)] = ""


class Element(_Found):
    """One line of a header: a DICOM element, an item of a sequence, or a field of a NIfTI header."""

    tag: Text = ""
    """(0028,0030), "byte 76" in a NIfTI header, empty for an item of a sequence."""
    name: Text = ""
    vr: Text = ""
    """The value representation, or the type of a NIfTI field."""
    value: Annotated[str, Field(max_length=600)] = ""
    hidden: bool = False
    """Whether the value tells who the patient is and was withheld."""
    children: tuple[Element, ...] = ()


class Tags(_Found):
    """The header of a file, line by line; ``left_out`` lines more are there."""

    elements: tuple[Element, ...]
    left_out: Annotated[int, Field(ge=0)] = 0


class Slab(_Found):
    """The answer to "decode": the shape of the float32 numbers that now stand in the shared block."""

    shape: tuple[int, ...]
    padded: int = 0
    """Pixels outside the field of view that were shown as air."""
    unreal: int = 0
    """Voxels that were not a finite number."""
