"""Found: what the reader process says of a file. Typed, so that nothing unchecked reaches the window."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Triple = tuple[float, float, float]
Text = Annotated[str, Field(max_length=256)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Color = Annotated[str, Field(pattern=r"^(#[0-9A-F]{6})?$")]


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

    @property
    def rescaled(self) -> bool:
        """Whether it is recorded how its numbers become HU."""
        return self.slope is not None and self.intercept is not None


class Outside(_Found):
    """Which numbers of a CT stand for no tissue, outside the field of view."""

    value: float | None = None
    limit: float | None = None
    """The other end of a range of such numbers."""
    lossy: bool = False
    """Whether the pictures were ever compressed with loss, which smears them."""


class Plain(_Found):
    """Where a file's pictures begin, little endian whole numbers of 16 bits, and what these mean."""

    start: int = Field(ge=0)
    size: int = Field(ge=0)
    """Bytes of the file as it was looked at."""
    rows: int = Field(ge=1, le=65535)
    columns: int = Field(ge=1, le=65535)
    signed: bool = False
    bits: int = Field(16, ge=1, le=16)
    """How many of the 16 bits count."""
    outside: Outside | None = None
    """None where the file is no CT."""


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
    unit: Text = ""
    """The unit of the rescaled numbers, as recorded; "" where none is, or none in particular."""
    mapped: bool = False
    """Whether the numbers are a map of something that was computed, such as blood flow."""
    lossy: bool = False
    """Whether the pictures were ever compressed with loss."""
    inverted: bool = False
    """Whether high numbers are meant to be dark (MONOCHROME1)."""
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
    plain: Plain | None = None
    """None where a library has to unpack the pictures."""
    warnings: tuple[Text, ...] = ()


class ArrayHeader(_Found):
    """A file of voxels that is no DICOM: its shape in file order and where it lies.

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
    volumes: Annotated[int, Field(ge=1, le=65535)] = 1
    """How many volumes of that shape follow each other in the file."""
    page: bool = False
    """Whether the file is a single picture, which may be one of a stack of files."""


class Structure(_Found):
    """A segment of a DICOM segmentation, or a region of an RT structure set."""

    value: int = Field(ge=1, le=65535)
    """The number of the segment, or the place of the region's contours in the file, from 1."""
    name: Text = ""
    color: Color = ""
    """"" where the file has none."""
    frame_of_reference: Text = ""


class SegmentedFrames(_Found):
    """The pictures of a DICOM segmentation, and what their numbers mean."""

    header: DicomHeader
    segments: tuple[int, ...] = Field(max_length=20000)
    """The segment that each picture is of; 0: its numbers are those of segments."""
    full: float = Field(1, gt=0, le=65535)
    """The number of a voxel that belongs to the segment as a whole; above 1, those below do in part."""


class LabelsHeader(_Found):
    """A DICOM segmentation, or an RT structure set, which has no ``frames``."""

    title: Text = ""
    structures: tuple[Structure, ...] = Field(max_length=4096)
    frames: SegmentedFrames | None = None


class Contours(_Found):
    """The answer to "contours": points per closed contour; their LPS mm stand in the shared block."""

    points: tuple[Annotated[int, Field(ge=3)], ...] = Field(max_length=100_000)
    others: int = Field(0, ge=0)
    """Points, open and empty contours, which enclose nothing."""


class RaysHeader(_Found):
    """Measured projections in one file: how many sinograms of which rays, in the words of `core.projections`.

    ``first`` and ``step`` are those of the views in radians, ``pitch`` is in mm at the rotation center, None
    where the file does not say how wide a channel is.
    """

    rows: int = Field(ge=1, le=65535)
    views: int = Field(ge=2, le=65535)
    bins: int = Field(ge=2, le=65535)
    beam: Literal["parallel", "flat"] = "parallel"
    first: float = 0.0
    step: float
    pitch: Annotated[float, Field(gt=0, lt=1e4)] | None = None
    radius: Annotated[float, Field(gt=0, lt=1e5)] | None = None
    slice_mm: Annotated[float, Field(gt=0, lt=1e4)] | None = None
    centered: bool = True
    """Whether the rotation center falls on the middle of the detector; else it is to be found."""
    water: float | None = None
    """Attenuation in 1/m that is 0 HU; None where nothing is calibrated."""
    photons: Annotated[float, Field(gt=0, lt=1e12)] | None = None
    """Photons per ray without the object, where they are known without looking at counts."""
    side_mm: Annotated[float, Field(gt=0, lt=1e5)] | None = None
    """Side of the picture, and how many pixels it has, where the format says so."""
    pixels: Annotated[int, Field(ge=8, le=4096)] | None = None
    kvp: float | None = None
    description: Text = ""
    scanner: Text = ""
    warnings: tuple[Text, ...] = ()


class Counted(_Found):
    """What pictures without the object tell of a detector; None where there are too few of them."""

    gain: Annotated[float, Field(gt=0)] | None = None
    """Counts per photon: the variance of the flat fields over their mean."""
    photons: Annotated[float, Field(gt=0)] | None = None
    electronic: Annotated[float, Field(ge=0)] = 0.0
    """SD of the dark fields in photons."""
    flats: int = 0
    dead: int = 0
    """Channels that saw no light, in all rows."""


class ViewHeader(_Found):
    """One view of a detector with several rows, a DICOM-CT-PD file; lengths in mm, angles in radians."""

    rows: int = Field(ge=1, le=4096)
    """Rows and channels of the detector."""
    bins: int = Field(ge=2, le=16384)
    transposed: bool = False
    """Whether the picture in the file has a channel per row."""
    angle: float
    place: float
    """Where the focal spot stands along the axis."""
    radius: Annotated[float, Field(gt=0, lt=1e5)]
    distance: Annotated[float, Field(gt=0, lt=1e5)]
    """From the source to the detector."""
    channel_mm: Annotated[float, Field(gt=0, lt=1e3)]
    row_mm: Annotated[float, Field(gt=0, lt=1e3)]
    central: tuple[float, float]
    """Channel and row, counted from 0, that look through the rotation center."""
    kind: Literal["arc", "flat"] = "arc"
    per_turn: int = Field(ge=2, le=65535)
    axial: bool = False
    parallel: bool = False
    water: Annotated[float, Field(gt=0, lt=1e4)] | None = None
    """Attenuation of water in 1/m; None where the file does not say."""
    photons: Annotated[float, Field(gt=0)] | None = None
    """Median over the channels of the photons without the patient; None where they are not recorded."""
    flying: Text = ""
    """How the focal spot flies, "" where it does not."""
    instance: int = 0
    series: Text = ""
    syntax: Text = ""
    slope: float | None = None
    intercept: float | None = None
    kvp: float | None = None
    ma: float | None = None
    description: Text = ""
    patient: Text = ""
    body_part: Text = ""
    scanner: Text = ""


class Head(_Found):
    """The answer to "what is this file?": one of the five, or why it cannot be opened.

    ``kind`` "foreign" is a file of another kind, passed over quietly; "broken" is listed; "imageless" is
    DICOM without a picture.
    """

    kind: Literal["dicom", "array", "labels", "rays", "view", "imageless", "broken", "foreign"]
    dicom: DicomHeader | None = None
    array: ArrayHeader | None = None
    labels: LabelsHeader | None = None
    rays: RaysHeader | None = None
    view: ViewHeader | None = None
    reason: Annotated[str, Field(max_length=600)] = ""


class Entry(_Found):
    """A file in an archive: its name with “/” between folders, and the bytes that it unpacks to."""

    number: int = Field(ge=0)
    name: Annotated[str, Field(min_length=1, max_length=1000)]
    size: int = Field(ge=0)


class Listing(_Found):
    """What an archive holds: the files that may be unpacked, and sentences on those that may not."""

    entries: tuple[Entry, ...]
    left_out: tuple[Text, ...] = ()


class Piece(_Found):
    """The answer to "unpack" and "more": how many bytes stand in the shared block; 0 at the end."""

    size: int = Field(ge=0)


class References(_Found):
    """The files that a DICOMDIR lists, each as the names of folders and file below its own folder."""

    files: tuple[tuple[Annotated[str, Field(min_length=1, max_length=255)], ...], ...]


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
    floored: int = 0
    """Rays with hardly a count above the dark field, which were given the least one that has a logarithm."""
