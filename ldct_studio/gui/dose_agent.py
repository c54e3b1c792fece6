"""What the dose bar says of a dose of contrast agent: the agent, the field, and what follows of them."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from ..core.contrast import STANDARD_MMOL
from ..core.errors import GeometryError
from ..physics.contrast.signal import relaxivity
from . import figures, theme
from .dose_facts import Readout
from .dose_readouts import ReadoutView
from .dose_scale import DoseScale
from .language import tr
from .scene import Scene

FIXED = tr("The low dose was measured: only the gain of the prediction can be changed.")


def amount(fraction: float) -> str:
    """Print a fraction of the standard dose in mmol of gadolinium per kg of body weight."""
    return figures.with_unit(f"{fraction * STANDARD_MMOL:.2g}", "mmol/kg")


def scan_words(scale: DoseScale) -> str:
    """Return what stands at the flag of the loaded scan."""
    return tr("Scan {0}").format(amount(scale.own))


def tip(scale: DoseScale) -> str:
    """Return what the axis is, how it is used, and what the curves are."""
    dose = tr("Contrast dose as a fraction of the standard dose of {0}, 1 to 100 %, logarithmic.").format(
        amount(1.0)
    )
    use = tr(
        "Drag freely; click for a mark; [ ], arrow keys or Alt+wheel for one mark; double-click for 10 %."
    )
    curves = tr(
        "Lesion CNR: mean enhancement (CE) in the region over the SD of CE in the brain of this slice\n"
        "outside of what enhances, which is at least that of the loaded scan. Dots: doses visited; "
        "letters: panes."
    )
    return "\n".join((dose, use if scale.movable else FIXED, curves))


def agent(scene: Scene) -> Readout:
    """Return which contrast agent was given."""
    meaning = tr("Contrast agent that was given, as chosen when the scans were opened.")
    partner = scene.study.partner if scene.study else None
    name = partner.pair.injection.agent.capitalize() if partner else figures.UNKNOWN
    return Readout(tr("Agent"), name, meaning)


def field(scene: Scene) -> Readout:
    """Return the field strength in T."""
    meaning = tr("Field strength of the scanner, in T: T1 and the relaxivity depend on it.")
    partner = scene.study.partner if scene.study else None
    text = figures.number(partner.pair.injection.field, 2) if partner else figures.UNKNOWN
    return Readout(tr("Field"), figures.with_unit(text, "T"), meaning)


def agent_relaxivity(scene: Scene) -> Readout:
    """Return r1 of the agent at the field, with the reason where nobody measured it."""
    name = tr("Relaxivity r₁")
    meaning = tr(
        "Rise of the relaxation rate per concentration, in L/(mmol·s), in plasma at 37 °C (Shen et al. 2015)."
    )
    partner = scene.study.partner if scene.study else None
    if partner is None:
        return Readout(name, figures.UNKNOWN, meaning)
    injection = partner.pair.injection
    try:
        rate = relaxivity(injection.agent, injection.field)
    except GeometryError as error:
        return Readout(name, figures.UNKNOWN, f"{meaning} {tr(str(error))}")
    return Readout(name, figures.with_unit(figures.number(rate, 2), "L/(mmol·s)"), meaning)


def noise(scene: Scene) -> Readout:
    """Return the SD of the subtraction's noise."""
    meaning = tr(
        "Noise of the subtraction image, after − before contrast: SD in the brain outside of what enhances, "
        "in units of the 95 % quantile before contrast (a.u.)."
    )
    partner = scene.study.partner if scene.study else None
    text = figures.number(partner.pair.sigma, 2) if partner and partner.pair.sigma else figures.UNKNOWN
    return Readout(tr("Noise σ, CE"), figures.with_unit(text, "a.u."), meaning)


class AgentReadouts(QWidget):
    """Four read-outs in two rows, two of them in the compact form; they stand for a whole study."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dose-agent")
        self._views = {name: ReadoutView(name) for name in ("agent", "field", "relaxivity", "ce-noise")}
        px = theme.current().px
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        for place, view in enumerate(self._views.values()):
            grid.addWidget(view, *divmod(place, 2))

    def show_scene(self, scene: Scene) -> None:
        """Print what is known of the pair of a scene."""
        readouts = (agent(scene), field(scene), agent_relaxivity(scene), noise(scene))
        for view, readout in zip(self._views.values(), readouts, strict=True):
            view.show_readout(readout)

    def set_compact(self, compact: bool) -> None:
        """Keep the agent and the noise."""
        self._views["field"].setVisible(not compact)
        self._views["relaxivity"].setVisible(not compact)
        self._grid.addWidget(self._views["ce-noise"], 1, 0 if compact else 1)
