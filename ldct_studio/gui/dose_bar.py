"""DoseBar: the program's one control, under the pictures and always in view."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.lane import Frame, Lane
from ..core.roi import Region
from ..live.noise_maps import NoiseMaps
from ..physics.patient import PatientSize
from . import dose_agent, dose_cnr, dose_facts, dose_scale, figures, gray, theme
from .buttons import IconButton
from .dose_axis import DoseAxis
from .dose_marks import DoseMark
from .dose_picture import DosePicture
from .dose_readouts import DoseReadouts
from .dose_state import DoseState, condition, on_show, slowest
from .dose_value import DoseValue
from .expected_noise import Expectation
from .lanes import is_plain
from .language import tr
from .measuring import Visited, answers, in_region, keep, selected
from .pace import Pace
from .scene import Scene
from .state import AppState, only_dose

_FRAME = 16
"""Ms between two pictures of a screen: drawing more often is drawing for nobody."""
HINT = tr("Drag to change dose. Hold Space for full dose. Press ? for keys.")
_NO_PHOTONS = tr("These projections are not in photons: click Photons per ray and type n0 to lower the dose.")


class DoseBar(QWidget):
    """Name and value, axis, read-outs and state of the dose.

    ``update_requested`` asks for pictures while Auto is off, ``estimate_requested`` for a new estimate
    of n0, ``hint_used`` tells once that the first-use hint was followed.
    """

    update_requested = Signal()
    estimate_requested = Signal()
    hint_used = Signal()

    def __init__(self, state: AppState, parent: QWidget | None = None, hint: bool = True) -> None:
        super().__init__(parent)
        self._state, self._hint, self._compact = state, hint, False
        self._frames: dict[Lane, Frame] = {}
        self._noise, self._cnr = Visited(), dose_cnr.LesionCnr()
        self._marks: tuple[DoseMark, ...] = ()
        self._expectation = Expectation()
        self.setObjectName("dose-bar")
        self.setAccessibleName(self.tr("Dose"))
        theme.set_role(self, "dose")
        self._name = _label("dose-name", "section", self.tr("Dose"))
        self.suggest = IconButton.plain(
            "dose-suggest", "lightbulb", self.tr("Suggest a dose"), self.tr("Suggest a dose"), 16
        )
        self.suggest.setText(self.tr("Suggest…"))
        self._value = DoseValue()
        self._notch = _label("dose-notch", "caption")
        self._axis = DoseAxis()
        self._readouts, self._agent = DoseReadouts(state), dose_agent.AgentReadouts()
        self._scale: dose_scale.DoseScale | None = None
        self._block = DoseState(state)
        self._connect()
        self._arrange()
        self._pace = Pace(lambda: self._show(state.scene), self, pause=_FRAME)
        self._show(state.scene)

    @property
    def axis(self) -> DoseAxis:
        """The axis, for the focus that F6 moves."""
        return self._axis

    def show_frame(self, frame: Frame) -> None:
        """Take a new picture: its state, its dose and, in the selected region, its noise."""
        if frame.request.study is not self._state.scene.study:
            return
        keep(self._frames, frame, self._state.scene)
        if frame.lane == self._plain_lane(self._state.scene) and frame.state == "full":
            self._measure(frame)
        self._cnr.take(frame, self._state.scene)
        self._show(self._state.scene)

    def show_noise(self, maps: NoiseMaps) -> None:
        """Take the noise to be expected in pictures of the volume on show."""
        if maps.request.source is self._state.scene.source:
            self._expectation.take(maps)
            self._pace.ask()

    def show_size(self, size: PatientSize | None) -> None:
        """Take the patient's size in the slice on show; None while it is not known."""
        self._readouts.show_size(size)

    def show_matching(self, on: bool) -> None:
        """Say that the photons of the scan are being estimated."""
        self._readouts.show_matching(on)

    def show_suggestable(self, refusal: str, tip: str) -> None:
        """Say what the button does, or why no dose can be suggested; a contrast agent has no button."""
        self.suggest.setEnabled(not refusal)
        self.suggest.setToolTip(refusal or tip or self.tr("Suggest a dose"))
        self.suggest.setVisible(not dose_scale.of(self._state.scene).agent)

    def show_suggested(self, marks: tuple[DoseMark, ...]) -> None:
        """Mark doses that were suggested for the slice on show."""
        if marks != self._marks:
            self._marks = marks
            self._show(self._state.scene)

    def go_to(self, fraction: float) -> None:
        """Set the dose as one step of undo."""
        self._set_at_once(dose_scale.within(fraction))

    def edit_photons(self) -> None:
        """Open the field for n0, the photons per ray at 100 %; a contrast agent has none."""
        if not dose_scale.of(self._state.scene).agent:
            self._readouts.edit_photons()

    def set_compact(self, compact: bool) -> None:
        """Use the low form of narrow windows: 84 px and two read-outs."""
        self._compact = compact
        self._axis.set_compact(compact)
        self._readouts.set_compact(compact)
        self._agent.set_compact(compact)
        self._block.set_compact(compact)
        self.suggest.set_beside(not compact)
        self._fit()

    def _connect(self) -> None:
        self._value.entered.connect(self._set_at_once)
        self._axis.moved.connect(self._move)
        self._axis.released.connect(self._settle)
        self._readouts.estimate_requested.connect(self.estimate_requested)
        self._block.update_requested.connect(self.update_requested)
        self._state.changed.connect(self._follow)
        theme.notifier.changed.connect(self._fit)

    def _arrange(self) -> None:
        px = theme.current().px
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._name)
        head.addStretch()
        head.addWidget(self.suggest)
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addStretch()
        name.addLayout(head)
        name.addWidget(self._value)
        name.addWidget(self._notch)
        name.addStretch()
        row = QHBoxLayout(self)
        row.setSpacing(px(16))
        row.setContentsMargins(px(16), px(1), px(16), 0)
        row.addLayout(name)
        row.addWidget(self._axis, 1)
        row.addWidget(_divider())
        row.addWidget(self._readouts, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._agent, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(_divider())
        row.addWidget(self._block)
        self._fit()

    def _fit(self) -> None:
        tokens = theme.current()
        self.setFixedHeight(tokens.size("dose_bar_compact" if self._compact else "dose_bar"))
        self._value.setFixedWidth(tokens.px(116))
        self._notch.setFixedWidth(tokens.px(116))
        block = tokens.px(196 if self._compact else 250)
        self._block.setFixedWidth(max(block, self._block.least_width()))

    def _move(self, fraction: float) -> None:
        self._use_hint()
        if self._state.scene.study is not None:
            self._state.update("Dose", fraction=dose_scale.of(self._state.scene).held(fraction))

    def _settle(self) -> None:
        self._state.settle()
        self._show(self._state.scene)

    def _set_at_once(self, fraction: float) -> None:
        self._state.settle()
        self._move(fraction)
        self._settle()

    def _use_hint(self) -> None:
        if self._hint:
            self._hint = False
            self.hint_used.emit()

    def _follow(self, new: Scene, old: Scene) -> None:
        if only_dose(new, old):
            self._pace.ask()
            return
        if new.study is not old.study or new.volume != old.volume:
            self._frames, self._noise, self._expectation = {}, Visited(), Expectation()
            self._cnr = dose_cnr.LesionCnr()
        elif (new.rois, new.roi) != (old.rois, old.roi):
            for kept in self._frames.values():
                self._cnr.take(kept, new)
            frame = self._frames.get(self._plain_lane(new) or Lane(""))
            if frame is not None:
                self._measure(frame)
        self._show(new)

    def _show(self, scene: Scene) -> None:
        scale = dose_scale.of(scene)
        self._show_scale(scale, scene)
        self._value.show_fraction(scale.held(scene.fraction))
        words = _notch_words(scale, scene.fraction)
        if words != self._notch.text():
            self._notch.setText(words)
        request = scene.request
        state = condition(scene, self._frames, self._axis.dragging)
        held = [self._frames[lane] for lane in on_show(scene) if lane in self._frames]
        reason = next((tr(frame.error) for frame in held if frame.error), "")
        current = [frame for frame in held if request and answers(frame, request)]
        self._block.show_condition(state, slowest(current), reason)
        lowered = scale.agent or (scene.reference_scan.in_photons and dose_facts.has_dose(scene))
        self._axis.setEnabled(scene.study is not None and lowered)
        self._axis.show_picture(
            DosePicture(
                scale.held(scene.fraction),
                next((scale.held(f.request.dose.fraction) for f in held if not f.lane.is_reference), None),
                state,
                self._expectation.of(scene, self._plain_lane(scene), self._row(scene)),
                self._noise.curve(self._context(scene)),
                dose_agent.scan_words(scale) if scale.agent else _scan_words(scene),
                self._hint_words(scene, scale),
                scale,
                gray.unit_of(scene),
                self._cnr.lines(scene),
                self._marks,
            )
        )

    def _show_scale(self, scale: dose_scale.DoseScale, scene: Scene) -> None:
        """Name the dose, and show the read-outs that it has."""
        if scale.agent:
            self._agent.show_scene(scene)
        if scale == self._scale:
            return
        self._scale = scale
        self._name.setText(self.tr("Contrast dose") if scale.agent else self.tr("Dose"))
        self._value.show_scale(scale)
        self._agent.setVisible(scale.agent)
        self._readouts.setVisible(not scale.agent)

    def _hint_words(self, scene: Scene, scale: dose_scale.DoseScale) -> str:
        if not scale.movable:
            return dose_agent.FIXED
        if not scale.agent and not scene.reference_scan.in_photons:
            return _NO_PHOTONS
        if not scale.agent and not dose_facts.has_dose(scene):
            return dose_facts.NO_DOSE
        return HINT if self._hint and scene.study is not None else ""

    def _plain_lane(self, scene: Scene) -> Lane | None:
        """Return the first lane on show that is simulated and reconstructed and nothing more."""
        lanes = scene.request.lanes if scene.request else ()
        return next((lane for lane in lanes if is_plain(lane)), None)

    def _context(self, scene: Scene) -> tuple[object, ...]:
        """Return all that the measured noise depends on but the dose."""
        place = (scene.study, scene.volume, self._row(scene), scene.seed, scene.reference_scan)
        return *place, self._plain_lane(scene), selected(scene)

    def _row(self, scene: Scene) -> int:
        """Return the slice that is measured."""
        lane = self._plain_lane(scene)
        return scene.row if lane is None or lane.row is None else lane.row

    def _measure(self, frame: Frame) -> None:
        """Measure the region in a picture that is of this scene but for the dose."""
        scene, asked = self._state.scene, frame.request
        roi = selected(scene)
        place = (asked.study, asked.volume, frame.row, asked.seed, asked.dose.scan)
        if frame.image is None or roi is None or place != self._context(scene)[:5]:
            return
        noise = _deviation(frame.image, roi, asked.source.grid)
        if noise is not None:
            self._noise.record(self._context(scene), asked.dose.fraction, noise)


def _deviation(image: npt.NDArray[np.float32], roi: Region, grid: Grid) -> float | None:
    """Return the SD of a picture in a region; None where it cannot be measured or is zero."""
    try:
        return in_region(image, roi, grid).sd or None
    except GeometryError:
        return None


def _notch_words(scale: dose_scale.DoseScale, fraction: float) -> str:
    if scale.agent:
        return dose_agent.amount(scale.held(fraction))
    number = dose_scale.notch_number(fraction)
    return (
        tr("notch {0} of 11").format(number)
        if dose_scale.on_notch(fraction)
        else tr("near notch {0} of 11").format(number)
    )


def _scan_words(scene: Scene) -> str:
    ctdi = scene.reference_scan.exposure.ctdi_vol
    return (
        tr("Scan") if ctdi is None else tr("Scan {0}").format(figures.with_unit(figures.number(ctdi), "mGy"))
    )


def _label(name: str, role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setProperty("role", role)
    return label


def _divider() -> QFrame:
    line = QFrame()
    line.setFixedWidth(1)
    theme.set_role(line, "line")
    return line
