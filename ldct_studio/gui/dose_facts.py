"""What the dose read-outs say, in words; nothing here knows Qt."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.dose import Scan
from ..physics.patient import PatientSize, size_specific_dose
from . import figures
from .language import tr
from .scene import Scene


@dataclass(frozen=True)
class Readout:
    """One read-out: its name, its printed value, and what it means or why it is unknown."""

    name: str
    value: str
    explanation: str


_NOTHING = tr("Open a study first.")
COARSE = tr(
    "The grain of this scan's noise is coarser than filtered back-projection leaves it, as after iterative "
    "reconstruction: simulated noise has about its strength, but a finer grain."
)
NO_DOSE = tr("This volume is not in HU: there is no X-ray dose to lower.")


def ctdi_vol(scene: Scene) -> Readout:
    """Return CTDIvol at the slider's dose, with its phantom."""
    name, meaning = "CTDIvol", tr("CTDIvol: dose in a CTDI phantom, in mGy, times the dose fraction.")
    if scene.dose is None:
        return Readout(name, figures.UNKNOWN, _NOTHING)
    phantom = scene.dose.scan.exposure.ctdi_phantom_cm
    if scene.dose.ctdi_vol is None:
        return Readout(
            name, figures.UNKNOWN, tr("{0} The scan does not record it (0018,9345).").format(meaning)
        )
    text = figures.with_unit(figures.number(scene.dose.ctdi_vol), "mGy")
    if phantom is None:
        return Readout(
            tr("{0}, phantom not recorded").format(name),
            text,
            tr("{0} Without its phantom (16 or 32 cm) it is ambiguous.").format(meaning),
        )
    return Readout(
        f"{name}, {figures.with_unit(str(phantom), 'cm')}",
        text,
        tr("{0} Phantom {1} cm.").format(meaning, phantom),
    )


def exposure(scene: Scene) -> Readout:
    """Return the tube load at the slider's dose."""
    if scene.dose is None:
        return Readout(tr("Effective mAs"), figures.UNKNOWN, _NOTHING)
    recorded = scene.dose.scan.exposure.mas_as_recorded
    name = tr("mAs as recorded") if recorded and scene.dose.mas is not None else tr("Effective mAs")
    meaning = tr("Tube current × rotation time / pitch, in mAs, times the dose fraction.")
    if scene.dose.mas is None:
        return Readout(name, figures.UNKNOWN, tr("{0} The scan does not record it.").format(meaning))
    if recorded:
        meaning = tr("mAs as recorded, times the dose fraction; some vendors mean mAs, others effective mAs.")
    return Readout(name, figures.number(scene.dose.mas, 3 if scene.dose.mas >= 100 else 2), meaning)


def photons(scene: Scene) -> Readout:
    """Return the photons per ray without the patient, in the slice on show."""
    name = tr("Photons per ray")
    if scene.dose is None:
        return Readout(name, figures.UNKNOWN, _NOTHING)
    known = scene.dose.scan.in_photons and has_dose(scene)
    text = figures.power(scene.dose.photons_at(scene.row)) if known else figures.UNKNOWN
    return Readout(
        name,
        text,
        tr(
            "n0: photons per detector bin and view without the patient, at this dose and "
            "in this slice. {0} Click to set it yourself."
        ).format(origin(scene.dose.scan))
        if has_dose(scene)
        else NO_DOSE,
    )


def has_dose(scene: Scene) -> bool:
    """Say whether the volume on show has an X-ray dose: CT in HU, or one with its measured projections."""
    if scene.study is None or scene.source is None:
        return True
    return scene.source.unit == "HU" or scene.volume in scene.study.projections


def origin(scan: Scan) -> str:
    """Say in one sentence where n0 comes from."""
    if scan.source == "estimated" and scan.coarser:
        return tr("n0 estimated from {0} patches{1}; coarse grain.").format(scan.patches, _spread(scan))
    if scan.source == "estimated":
        return tr("n0 estimated from {0} patches{1}.").format(scan.patches, _spread(scan))
    if scan.source == "user":
        return tr("n0 set by you.")
    if scan.source == "study":
        return tr("n0 set by the study.")
    if scan.scanner:
        return tr("n0 from the scanner model “{0}”{1}.").format(scan.scanner, _spread(scan))
    if scan.source == "flats" and scan.gain is not None:
        return tr("n0 estimated from flat fields: {0} counts per photon.").format(figures.number(scan.gain))
    if scan.source == "recorded":
        return tr("n0 recorded by the scanner.")
    if scan.source == "unknown":
        return tr("n0 is unknown: the projections are not in photons.")
    if scan.source == "known":
        return tr("n0 known from the simulation.")
    return tr("n0 is the default. {0}").format(tr(scan.note)).strip()


def _spread(scan: Scan) -> str:
    if scan.uncertainty is None:
        return ""
    return f" ± {figures.with_unit(figures.fixed(100 * scan.uncertainty, 0), '%')}"


def ssde(scene: Scene, size: PatientSize | None) -> Readout:
    """Return the size-specific dose estimate of the slice at the slider's dose."""
    name = "SSDE"
    meaning = tr(
        "Size-specific dose estimate, in mGy: CTDIvol × f(water-equivalent diameter) (AAPM 204, 220)."
    )
    if scene.dose is None:
        return Readout(name, figures.UNKNOWN, _NOTHING)
    ctdi, phantom = scene.dose.ctdi_vol, scene.dose.scan.exposure.ctdi_phantom_cm
    if ctdi is None or phantom not in (16, 32):
        return Readout(name, figures.UNKNOWN, tr("{0} It needs CTDIvol and its phantom.").format(meaning))
    if size is None or size.diameter <= 0:
        return Readout(
            name,
            figures.UNKNOWN,
            f"{meaning} {tr(size.warning) if size else tr('The slice is being measured.')}",
        )
    dose = size_specific_dose(ctdi, size.diameter, phantom)
    words = f"{meaning} Dw {figures.with_unit(figures.fixed(size.diameter / 10), 'cm')}. {size.warning}"
    return Readout(name, figures.with_unit(figures.number(dose), "mGy"), words.strip())


def length_product(scene: Scene) -> Readout:
    """Return the dose-length product, estimated from the length of the volume."""
    name = tr("DLP, estimated")
    meaning = tr("Dose-length product, in mGy·cm: CTDIvol × length of the volume; over-ranging is not in it.")
    if scene.dose is None or scene.source is None:
        return Readout(name, figures.UNKNOWN, _NOTHING)
    if scene.dose.ctdi_vol is None:
        return Readout(name, figures.UNKNOWN, tr("{0} It needs CTDIvol.").format(meaning))
    length = scene.source.grid.shape[0] * scene.source.grid.spacing[0] / 10
    return Readout(name, figures.with_unit(figures.number(scene.dose.ctdi_vol * length), "mGy·cm"), meaning)


def simulator(scene: Scene) -> Readout:
    """Return the way the dose is lowered."""
    return Readout(
        tr("Low dose by"),
        tr(scene.lowered_by.name.capitalize()),
        tr("{0} Click to choose.").format(MODES.get(scene.lowered_by.name, "")).strip(),
    )


MODES = {
    "insert": tr("Insert: adds only the noise that is missing, so 100 % is the loaded picture."),
    "rescan": tr("Rescan: projects the picture on a finer grid, adds all noise and reconstructs it."),
}
"""One sentence for each way to lower the dose."""
