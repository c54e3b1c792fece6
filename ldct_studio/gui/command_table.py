"""The one table of everything that a key or a menu entry does; menus, tool bar, palette and sheet read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..core.presets import Preset, presets
from . import (
    check_commands,
    clip_box,
    commands,
    compare_commands,
    contrast_commands,
    demo_commands,
    dose_scale,
    figures,
    marks_commands,
    oblique_commands,
    plane_commands,
    prior_commands,
    probe_commands,
    program_commands,
    second_commands,
    suggestion,
)
from .command import FIGURE_SPACE, Command
from .language import tr
from .pane import INSERT, RESCAN
from .scene import Compare, Scene, Tool

# A table reads best as a table.
# fmt: off
GESTURES: tuple[tuple[str, str], ...] = (
    (tr("Show reference while held"), tr("Space")),
    (tr("Maximize pane"), tr("Double-click")),
    (tr("Window by dragging"), tr("Left drag")),
    (tr("Pan, zoom by dragging"), tr("Middle drag")),
    (tr("Pan, zoom by dragging"), tr("Right drag")),
    (tr("Zoom, dose by the wheel"), tr("Ctrl wheel")),
    (tr("Zoom, dose by the wheel"), tr("Alt wheel")),
    (tr("Next area of the window"), "F6"),
)
"""Rows of the shortcut sheet that no command stands for: (text, key or gesture)."""


def _open(scene: Scene) -> bool:
    return scene.study is not None


def _file() -> Iterator[Command]:
    yield Command("open-files", tr("Open files…"), "File", ("Ctrl+O",), icon="folder-open", sheet=tr("Open"),
                  short=tr("Open"), tip=tr("Open DICOM, NIfTI, MetaImage, NRRD, TIFF, NumPy or zip files"))
    yield Command("open-folder", tr("Open folder…"), "File", ("Ctrl+Shift+O",), icon="folder-open",
                  tip=tr("Open a folder with a DICOM series"), sheet=tr("Open folder"))
    yield Command("demo", tr("Open demo"), "File", icon="flask", short=tr("Demo"),
                  tip=tr("Open the synthetic abdomen with lesions of known size"))
    yield from demo_commands.rows()
    yield Command("clear-recent", tr("Clear list"), "File/Recent", section=1,
                  tip=tr("Forget the recent cases"))
    yield Command("open-session", tr("Open session…"), "File", tip=tr("Open a case again as it was saved"))
    yield Command("reopen-session", tr("Reopen last session"), "File",
                  tip=tr("Open what was closed last, with its panes, dose and regions"))
    yield Command("save-session", tr("Save session"), "File", ("Ctrl+S",), section=1, enabled=_open,
                  sheet=tr("Save session"),
                  tip=tr("Save panes, dose, regions and where the scan lies; no picture"))
    yield Command("save-session-as", tr("Save session as…"), "File", ("Ctrl+Alt+S",), section=1,
                  enabled=_open,
                  tip=tr("Save the session as another file"))
    yield from _exports()
    yield Command("apply", tr("Apply to volume"), "File", ("Ctrl+Shift+V",), section=1, enabled=_open,
                  sheet=tr("Apply to volume"),
                  tip=tr("Take the active pane's method on the whole volume; the result joins the study"))
    yield Command("close-case", tr("Close case"), "File", ("Ctrl+W",), section=2, enabled=_open,
                  sheet=tr("Close case"))
    yield Command("quit", tr("Quit"), "File", ("Ctrl+Q",), section=2)


def _exports() -> Iterator[Command]:
    yield Command("export", tr("Export volume…"), "File/Export", ("Ctrl+E",), section=1, icon="export",
                  enabled=_open, sheet=tr("Export volume"),
                  tip=tr("Write the active pane's method for the whole volume, as NIfTI or DICOM"))
    yield Command("export-labels", tr("Export labels…"), "File/Export", section=1, enabled=_open,
                  tip=tr("Write organs and lesions as NIfTI or as a DICOM segmentation"))
    yield Command("save-picture", tr("Save picture…"), "File/Export", ("Ctrl+Shift+S",), section=2,
                  icon="camera",
                  enabled=_open, sheet=tr("Save picture"),
                  tip=tr("Save all panes or the active one as PNG, without patient text"))
    yield Command("export-movie", tr("Export movie…"), "File/Export", section=2, enabled=_open,
                  tip=tr("Write the active pane as a movie through its slices or through doses"))
    yield Command("export-numbers", tr("Export numbers…"), "File/Export", section=3, enabled=_open,
                  tip=tr("Write the numbers of every pane as CSV"))
    yield Command("export-report", tr("Export report…"), "File/Export", section=3, enabled=_open,
                  tip=tr("Write pictures, numbers, plots and recipes as one HTML page or PDF"))


def _edit() -> Iterator[Command]:
    yield Command("undo", tr("Undo"), "Edit", ("Ctrl+Z",), icon="arrow-u-up-left", sheet=tr("Undo, redo"))
    yield Command("redo", tr("Redo"), "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), icon="arrow-u-up-right",
                  sheet=tr("Undo, redo"))
    yield Command("escape", tr("Cancel tool"), "Edit", ("Esc",), "pane", commands.escape, section=1,
                  tip=tr("Put the tool away, then let go of the region"), sheet=tr("Cancel tool"))
    yield Command("preferences", tr("Preferences…"), "Edit", ("Ctrl+,",), section=2, icon="gear-six",
                  sheet=tr("Preferences"))


_TOOLS: tuple[tuple[Tool, str, str, str, str], ...] = (
    ("window", tr("Window"), "W", "circle-half", tr("Window: drag right for wider, up for brighter, in HU")),
    ("scroll", tr("Scroll"), "S", "stack", tr("Scroll: drag through the slices")),
    ("zoom", tr("Zoom"), "Z", "magnifying-glass-plus", tr("Zoom: drag up to enlarge")),
    ("pan", tr("Pan"), "T", "hand", tr("Pan: drag to move the picture")),
    ("crosshair", tr("Crosshair"), "H", "crosshair-simple",
     tr("Crosshair: click to mark one place in every pane")),
    ("ellipse", tr("Ellipse region"), "E", "circle-dashed",
     tr("Ellipse region: drag to measure mean and SD in HU in every pane")),
)


def _holds(name: Tool) -> Callable[[Scene], bool]:
    return lambda scene: scene.tool == name


def _tools() -> Iterator[Command]:
    for name, text, key, picture, tip in _TOOLS:
        menu = "Measure" if name == "ellipse" else "View/Tool"
        yield Command(f"tool-{name}", text, menu, (key,), "pane", commands.tool(name), tip, picture,
                      sheet=text if name == "ellipse" else tr("Window, scroll, zoom, pan, crosshair"),
                      checked=_holds(name))


def _view() -> Iterator[Command]:
    for preset in presets():
        yield _preset(preset)
    yield Command("window-recorded", tr("As recorded, then automatic"), "View/Window", ("0",), "pane",
                  commands.recorded_window,
                  tr("The scan's own window; again: 0.1 to 99.9 percentile of slice"),
                  section=2, enabled=_open, sheet=tr("Recorded, automatic window"),
                  label=tr("As recorded, then automatic\t{0}   {0}   0").format(FIGURE_SPACE * 4))
    yield Command("invert", tr("Invert"), "View", ("I",), "pane", commands.invert, tr("Swap black and white"),
                  section=1, sheet=tr("Invert"), checked=lambda s: s.view_of(s.panes[s.active]).invert)
    yield Command("fit", tr("Fit picture"), "View", ("=",), "pane", commands.fit, section=1,
                  sheet=tr("Fit, reset all"),
                  tip=tr("Fit the slice into the active pane and those linked with it"))
    yield Command("reset", tr("Reset zoom and pan"), "View", ("R",), "pane", commands.reset_views, section=1,
                  sheet=tr("Fit, reset all"), tip=tr("Reset zoom and pan of every pane"))
    for rows, columns in ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (2, 3), (3, 2), (3, 3)):
        yield Command(f"layout-{rows}x{columns}", f"{rows} × {columns}", "View/Layout", (), "pane",
                      commands.layout(rows, columns), tr("{0} rows of {1} panes").format(rows, columns),
                      section=1,
                      checked=_arranged(rows, columns))
    yield Command("overlay", tr("Label overlay"), "View", ("G",), "pane", commands.toggle_overlay,
                  tr("Outlines and fill of organs and lesions"), "eye", section=2, sheet=tr("Label overlay"),
                  checked=lambda scene: scene.overlay)
    yield Command("segmenter", tr("Next segmentation"), "View", ("Shift+G",), "pane", commands.next_segmenter,
                  tr("Find labels in every picture with the next segmenter, or with none"), section=2,
                  sheet=tr("Next segmentation"))
    for name, text, key, by in (("weaker", tr("Weaker fill"), "Q", -1),
                                ("stronger", tr("Stronger fill"), "Shift+Q", 1)):
        yield Command(f"overlay-{name}", text, "View", (key,), "pane", commands.opacity(by), merges=True,
                      section=2, sheet=tr("Overlay opacity"))


def _panels() -> Iterator[Command]:
    yield Command("left-dock", tr("Left panel"), "View", section=3, checked=lambda scene: True)
    yield Command("right-dock", tr("Right panel"), "View", section=3, checked=lambda scene: True)
    yield Command("full-screen", tr("Full screen"), "View", ("F11",), section=3, checked=lambda scene: False,
                  sheet=tr("Full screen"))


def _preset(preset: Preset) -> Command:
    width, level = preset.numbers.split(" / ")
    numbers = f"{width.rjust(4, FIGURE_SPACE)} / {level.rjust(4, FIGURE_SPACE)}"
    return Command(f"preset-{preset.name}", tr(preset.name), "View/Window",
                   (preset.key,) if preset.key else (), "pane", commands.preset(preset),
                   f"{tr(preset.name)}: W {width} L {level} HU",
                   section=0 if preset.key else 1,
                   sheet=tr("Window presets") if preset.key in ("1", "9") else "",
                   checked=_windowed(preset),
                   label=f"{tr(preset.name)}\t{numbers}   {preset.key or FIGURE_SPACE}")


def _windowed(preset: Preset) -> Callable[[Scene], bool]:
    def on_show(scene: Scene) -> bool:
        view = scene.view_of(scene.panes[scene.active])
        return (view.width, view.level) == (preset.width, preset.level)

    return on_show


def _arranged(rows: int, columns: int) -> Callable[[Scene], bool]:
    return lambda scene: not scene.maximized and (scene.rows, scene.columns) == (rows, columns)


_MODES: tuple[tuple[Compare, str, str, str], ...] = (
    ("side", tr("Side by side"), "columns", tr("Every pane in its own place")),
    ("swipe", tr("Swipe"), "square-half",
     tr("Swipe: A on the left of the line, the active pane on the right")),
    ("checkerboard", tr("Checkerboard"), "mdi6.checkerboard",
     tr("Checkerboard: A and the active pane in turn, tile by tile")),
    ("difference", tr("Difference"), "plus-minus", tr("Active pane minus A, window symmetric about 0 HU")),
    ("flicker", tr("Flicker"), "swap", tr("Flicker: A and the active pane in turn, at most 2 Hz")),
)


def _compares(mode: Compare) -> Callable[[Scene], bool]:
    return lambda scene: scene.compare == mode


def _compare() -> Iterator[Command]:
    for mode, text, picture, tip in _MODES:
        flicker = mode == "flicker"
        yield Command(f"compare-{mode}", text, "Compare", ("F",) if flicker else (), "pane",
                      commands.toggle_flicker if flicker else commands.compare(mode), tip, picture,
                      sheet=tr("Flicker A and active") if flicker else "", checked=_compares(mode))
    yield Command("compare-cycle", tr("Next mode"), "Compare", ("V",), "pane", commands.cycle_compare,
                  section=1,
                  sheet=tr("Next compare mode"),
                  tip=tr("Side by side, swipe, checkerboard, difference in turn"))
    yield Command("link", tr("Link active pane"), "Compare", (), "pane", commands.toggle_link, section=2,
                  tip=tr("Slice, zoom, pan and window of the active pane go with the others"),
                  icon="link-simple",
                  checked=lambda s: s.panes[s.active].own is None)
    yield Command("maximize", tr("Maximize active pane"), "Compare", (), "pane", commands.toggle_maximized,
                  section=2, checked=lambda scene: scene.maximized)


_LOWERING = (
    (INSERT, tr("Insert noise"), tr("Only the missing noise is added; 100 % is the loaded image")),
    (RESCAN, tr("Rescan"),
     tr("The image is projected again with noise and reconstructed, as LoDoPaB-CT was made")),
)


def _dose() -> Iterator[Command]:
    yield Command("dose-down", tr("Lower by one notch"), "Dose", ("[",), "pane", commands.dose(-1),
                  merges=True,
                  sheet=tr("Dose down, up"), tip=tr("One notch down: 0.64 times the dose, 25 % more noise"))
    yield Command("dose-up", tr("Raise by one notch"), "Dose", ("]",), "pane", commands.dose(1), merges=True,
                  sheet=tr("Dose down, up"), tip=tr("One notch up"))
    for notch in dose_scale.NOTCHES:
        text = figures.percent(notch)
        yield Command(f"dose-{text}", text, "Dose/Notch", (), "pane", commands.dose_at(notch),
                      tr("{0} of the scan's own dose").format(text), checked=_dosed(notch),
                      enabled=_radiates)
    for notch in dose_scale.AGENT.notches:
        text = f"{100 * notch:.3g}{figures.NBSP}%"
        yield Command(f"agent-{text}", text, "Dose/Contrast agent", (), "pane", commands.dose_at(notch),
                      tr("{0} of the standard dose of contrast agent").format(text), checked=_dosed(notch),
                      enabled=lambda scene: dose_scale.of(scene) == dose_scale.AGENT)
    for step, text, tip in _LOWERING:
        yield Command(f"lower-{step.name}", text, "Dose", (), "window", commands.lowering(step), tip,
                      section=1, checked=_lowers(step.name), enabled=_lowerable)
    yield Command("photons", tr("Photons per ray…"), "Dose", (), "window", section=2, enabled=_radiates,
                  tip=tr("What 100 % was: read the estimate, or set the photons per ray yourself"))
    yield Command("suggest-dose", tr("Suggest a dose…"), "Dose", ("Alt+D",), "window", section=2,
                  icon="lightbulb", short=tr("Suggest…"), sheet=tr("Suggest a dose"),
                  enabled=lambda scene: not suggestion.refusal(scene),
                  tip=tr("What the slice needs for an image quality, how sure that is, and what other ways "
                         "take"))
    yield Command("match-regions", tr("Estimate photons from regions"), "Dose", (), "window", section=2,
                  enabled=lambda scene: bool(scene.rois) and _radiates(scene),
                  tip=tr("Take the regions, drawn in flat soft tissue, instead of patches found "
                         "automatically"))
    yield Command("new-noise", tr("New noise"), "Dose", (), "window", commands.new_noise, section=2,
                  icon="dice-five", tip=tr("Draw another noise field with a new seed"))
    yield Command("auto", tr("Follow the controls"), "Dose", (), "window", commands.toggle_auto, section=2,
                  tip=tr("Compute pictures while controls move; off: only on Update"),
                  checked=lambda scene: scene.auto)
    yield Command("update", tr("Update pictures"), "Dose", ("F5",), section=2, enabled=_open,
                  sheet=tr("Update pictures"))


def _radiates(scene: Scene) -> bool:
    return _open(scene) and not dose_scale.of(scene).agent


def _lowerable(scene: Scene) -> bool:
    return not dose_scale.of(scene).agent


def _dosed(fraction: float) -> Callable[[Scene], bool]:
    return lambda scene: abs(scene.fraction / fraction - 1) < 1e-6


def _lowers(name: str) -> Callable[[Scene], bool]:
    return lambda scene: scene.lowered_by.name == name


def _slices() -> Iterator[Command]:
    rows: tuple[tuple[str, str, str, commands.Change, str], ...] = (
        ("slice-up", tr("Next slice"), "Up", commands.scroll(1), tr("Scroll, 10 slices")),
        ("slice-down", tr("Previous slice"), "Down", commands.scroll(-1), tr("Scroll, 10 slices")),
        ("slices-up", tr("10 slices up"), "Shift+Up", commands.scroll(10), tr("Scroll, 10 slices")),
        ("slices-down", tr("10 slices down"), "Shift+Down", commands.scroll(-10), tr("Scroll, 10 slices")),
        ("slice-first", tr("First slice"), "Home", commands.first_slice, tr("First, last slice")),
        ("slice-last", tr("Last slice"), "End", commands.last_slice, tr("First, last slice")),
        ("pane-next", tr("Next pane"), "Tab", commands.next_pane(1), tr("Next, previous pane")),
        ("pane-previous", tr("Previous pane"), "Shift+Tab", commands.next_pane(-1),
         tr("Next, previous pane")),
    )
    for name, text, key, change, sheet in rows:
        yield Command(name, text, "", (key,), "pane", change, sheet=sheet, merges=name.startswith("slice"))
    for name, text, key in (("volume-previous", tr("Previous series"), "PgUp"),
                            ("volume-next", tr("Next series"), "PgDown")):
        yield Command(name, text, "", (key,), "pane", sheet=tr("Previous, next series"),
                      tip=tr("Show the volumes of the study, then the other series of its folder, in turn"))


def _train() -> Iterator[Command]:
    yield Command("new-training", tr("New training…"), "Train", ("Ctrl+T",), icon="plus",
                  sheet=tr("New training"),
                  tip=tr("Choose a recipe and start it in the background"))
    yield Command("show-trainings", tr("Show trainings"), "Train", ("Ctrl+J",), "window",
                  commands.workspace("train"), tr("The trainings that run and those that ran"),
                  sheet=tr("Show trainings"), checked=lambda scene: scene.workspace == "train")
    yield from _studies()
    for name, text, tip in (
        ("compare-training", tr("Compare in a pane"),
         tr("Put the model of the training on show into a pane")),
        ("resume-training", tr("Resume training"), tr("Go on from where the training on show was saved")),
        ("cancel-training", tr("Cancel training"), tr("Stop the training on show; it saves first")),
        ("delete-training", tr("Delete training…"), tr("Delete the training on show with all that it made")),
    ):
        yield Command(name, text, "Train", section=1, tip=tip)


def _studies() -> Iterator[Command]:
    yield Command("new-study", tr("New study…"), "Train", ("Ctrl+Shift+T",), section=2, icon="plus",
                  sheet=tr("New study"),
                  tip=tr("Compute every combination of cases, doses and methods in the background"))
    yield Command("open-study", tr("Open study…"), "Train", section=2,
                  tip=tr("Run a study that a TOML file describes, or go on with it"))
    yield Command("show-studies", tr("Show studies"), "Train", ("Ctrl+Shift+J",), "window",
                  commands.workspace("study"), tr("The studies of many cells, and the proposal of doses"),
                  section=2, sheet=tr("Show studies"), checked=lambda scene: scene.workspace == "study")


def _help() -> Iterator[Command]:
    yield Command("plugins", tr("Plug-ins…"), "Plugins",
                  tip=tr("Which methods are there, and which are not and why"))
    yield Command("plugin-folder", tr("Open plug-in folder"), "Plugins",
                  tip=tr("The folder for your own methods"))
    yield Command("shortcuts", tr("Keyboard shortcuts"), "Help", ("?",), icon="keyboard",
                  sheet=tr("This sheet"))
    yield Command("palette", tr("Search commands…"), "Help", ("Ctrl+Shift+P",), icon="magnifying-glass",
                  sheet=tr("Search commands"))
    yield Command("save-report", tr("Save report…"), "Help", section=1,
                  tip=tr("Versions and the end of the log, without patient names, to send with a question"))
    yield Command("about", tr("About LDCT Studio"), "Help", section=2)


# fmt: on

MENUS = ("File", "Edit", "View", "Compare", "Dose", "Measure", "Contrast", "Train", "Plugins", "Help")


def table() -> tuple[Command, ...]:
    """Return every command, the most used keys first, in each menu in its order."""
    planes = (plane_commands.rows, oblique_commands.rows)
    looks = (_slices, _tools, _view, *planes, clip_box.rows, prior_commands.rows)
    windows = (program_commands.rows, _panels, second_commands.rows)
    compares = (_compare, compare_commands.rows, check_commands.rows)
    measure = (marks_commands.rows, probe_commands.rows)
    work = (contrast_commands.rows, _train, _file, _edit, _help)
    parts = (*looks, *windows, *compares, _dose, *measure, *work)
    return tuple(command for part in parts for command in part())
