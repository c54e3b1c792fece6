"""The one table of everything that a key or a menu entry does; menus, tool bar, palette and sheet read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..core.presets import Preset, presets
from . import commands, dose_scale, figures, marks_commands, plane_commands, probe_commands, program_commands
from .command import FIGURE_SPACE, Command
from .scene import INSERT, RESCAN, Compare, Scene, Tool

# A table reads best as a table.
# fmt: off
GESTURES: tuple[tuple[str, str], ...] = (
    ("Show reference while held", "Space"),
    ("Maximize pane", "Double-click"),
    ("Window by dragging", "Left drag"),
    ("Pan, zoom by dragging", "Middle drag"),
    ("Pan, zoom by dragging", "Right drag"),
    ("Zoom, dose by the wheel", "Ctrl wheel"),
    ("Zoom, dose by the wheel", "Alt wheel"),
    ("Next area of the window", "F6"),
)
"""Rows of the shortcut sheet that no command stands for: (text, key or gesture)."""


def _open(scene: Scene) -> bool:
    return scene.study is not None


def _file() -> Iterator[Command]:
    yield Command("open-files", "Open files…", "File", ("Ctrl+O",), icon="folder-open", sheet="Open",
                  short="Open", tip="Open DICOM, NIfTI or NumPy files")
    yield Command("open-folder", "Open folder…", "File", ("Ctrl+Shift+O",), icon="folder-open",
                  tip="Open a folder with a DICOM series", sheet="Open folder")
    yield Command("demo", "Open demo", "File", icon="flask", short="Demo",
                  tip="Open the synthetic abdomen with lesions of known size")
    yield Command("clear-recent", "Clear list", "File/Recent", section=1, tip="Forget the recent cases")
    yield Command("open-session", "Open session…", "File", tip="Open a case again as it was saved")
    yield Command("reopen-session", "Reopen last session", "File",
                  tip="Open what was closed last, with its panes, dose and regions")
    yield Command("save-session", "Save session", "File", ("Ctrl+S",), section=1, enabled=_open,
                  sheet="Save session", tip="Save panes, dose, regions and where the scan lies; no picture")
    yield Command("save-session-as", "Save session as…", "File", ("Ctrl+Alt+S",), section=1, enabled=_open,
                  tip="Save the session as another file")
    yield from _exports()
    yield Command("apply", "Apply to volume", "File", ("Ctrl+Shift+V",), section=1, enabled=_open,
                  sheet="Apply to volume",
                  tip="Take the active pane's method on the whole volume; the result joins the study")
    yield Command("close-case", "Close case", "File", ("Ctrl+W",), section=2, enabled=_open,
                  sheet="Close case")
    yield Command("quit", "Quit", "File", ("Ctrl+Q",), section=2)


def _exports() -> Iterator[Command]:
    yield Command("export", "Export volume…", "File/Export", ("Ctrl+E",), section=1, icon="export",
                  enabled=_open, sheet="Export volume",
                  tip="Write the active pane's method for the whole volume, as NIfTI or DICOM")
    yield Command("export-labels", "Export labels…", "File/Export", section=1, enabled=_open,
                  tip="Write organs and lesions as NIfTI or as a DICOM segmentation")
    yield Command("save-picture", "Save picture…", "File/Export", ("Ctrl+Shift+S",), section=2, icon="camera",
                  enabled=_open, sheet="Save picture",
                  tip="Save all panes or the active one as PNG, without patient text")
    yield Command("export-movie", "Export movie…", "File/Export", section=2, enabled=_open,
                  tip="Write the active pane as a movie through its slices or through doses")
    yield Command("export-numbers", "Export numbers…", "File/Export", section=3, enabled=_open,
                  tip="Write the numbers of every pane as CSV")
    yield Command("export-report", "Export report…", "File/Export", section=3, enabled=_open,
                  tip="Write pictures, numbers, plots and recipes as one HTML page or PDF")


def _edit() -> Iterator[Command]:
    yield Command("undo", "Undo", "Edit", ("Ctrl+Z",), icon="arrow-u-up-left", sheet="Undo, redo")
    yield Command("redo", "Redo", "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), icon="arrow-u-up-right",
                  sheet="Undo, redo")
    yield Command("escape", "Cancel tool", "Edit", ("Esc",), "pane", commands.escape, section=1,
                  tip="Put the tool away, then let go of the region", sheet="Cancel tool")
    yield Command("preferences", "Preferences…", "Edit", ("Ctrl+,",), section=2, icon="gear-six",
                  sheet="Preferences")


_TOOLS: tuple[tuple[Tool, str, str, str, str], ...] = (
    ("window", "Window", "W", "circle-half", "Window: drag right for wider, up for brighter, in HU"),
    ("scroll", "Scroll", "S", "stack", "Scroll: drag through the slices"),
    ("zoom", "Zoom", "Z", "magnifying-glass-plus", "Zoom: drag up to enlarge"),
    ("pan", "Pan", "T", "hand", "Pan: drag to move the picture"),
    ("crosshair", "Crosshair", "H", "crosshair-simple", "Crosshair: click to mark one place in every pane"),
    ("ellipse", "Ellipse region", "E", "circle-dashed",
     "Ellipse region: drag to measure mean and SD in HU in every pane"),
)


def _holds(name: Tool) -> Callable[[Scene], bool]:
    return lambda scene: scene.tool == name


def _tools() -> Iterator[Command]:
    for name, text, key, picture, tip in _TOOLS:
        menu = "Measure" if name == "ellipse" else "View/Tool"
        yield Command(f"tool-{name}", text, menu, (key,), "pane", commands.tool(name), tip, picture,
                      sheet="Ellipse region" if name == "ellipse" else "Window, scroll, zoom, pan, crosshair",
                      checked=_holds(name))


def _view() -> Iterator[Command]:
    for preset in presets():
        yield _preset(preset)
    yield Command("window-recorded", "As recorded, then automatic", "View/Window", ("0",), "pane",
                  commands.recorded_window, "The scan's own window; again: 0.1 to 99.9 percentile of slice",
                  section=2, enabled=_open, sheet="Recorded, automatic window",
                  label=f"As recorded, then automatic\t{FIGURE_SPACE * 4}   {FIGURE_SPACE * 4}   0")
    yield Command("invert", "Invert", "View", ("I",), "pane", commands.invert, "Swap black and white",
                  section=1, sheet="Invert", checked=lambda s: s.view_of(s.panes[s.active]).invert)
    yield Command("fit", "Fit picture", "View", ("=",), "pane", commands.fit, section=1,
                  sheet="Fit, reset all", tip="Fit the slice into the active pane and those linked with it")
    yield Command("reset", "Reset zoom and pan", "View", ("R",), "pane", commands.reset_views, section=1,
                  sheet="Fit, reset all", tip="Reset zoom and pan of every pane")
    for rows, columns in ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (2, 3), (3, 2), (3, 3)):
        yield Command(f"layout-{rows}x{columns}", f"{rows} × {columns}", "View/Layout", (), "pane",
                      commands.layout(rows, columns), f"{rows} rows of {columns} panes", section=1,
                      checked=_arranged(rows, columns))
    yield Command("overlay", "Label overlay", "View", ("G",), "pane", commands.toggle_overlay,
                  "Outlines and fill of organs and lesions", "eye", section=2, sheet="Label overlay",
                  checked=lambda scene: scene.overlay)
    yield Command("segmenter", "Next segmentation", "View", ("Shift+G",), "pane", commands.next_segmenter,
                  "Find labels in every picture with the next segmenter, or with none", section=2,
                  sheet="Next segmentation")
    for name, text, key, by in (("weaker", "Weaker fill", "Q", -1),
                                ("stronger", "Stronger fill", "Shift+Q", 1)):
        yield Command(f"overlay-{name}", text, "View", (key,), "pane", commands.opacity(by), merges=True,
                      section=2, sheet="Overlay opacity")
    yield Command("left-dock", "Left panel", "View", section=3, checked=lambda scene: True)
    yield Command("right-dock", "Right panel", "View", section=3, checked=lambda scene: True)
    yield Command("full-screen", "Full screen", "View", ("F11",), section=3, checked=lambda scene: False,
                  sheet="Full screen")


def _preset(preset: Preset) -> Command:
    width, level = preset.numbers.split(" / ")
    numbers = f"{width.rjust(4, FIGURE_SPACE)} / {level.rjust(4, FIGURE_SPACE)}"
    return Command(f"preset-{preset.name}", preset.name, "View/Window", (preset.key,) if preset.key else (),
                   "pane", commands.preset(preset), f"{preset.name}: W {width} L {level} HU",
                   section=0 if preset.key else 1, sheet="Window presets" if preset.key in ("1", "9") else "",
                   checked=_windowed(preset),
                   label=f"{preset.name}\t{numbers}   {preset.key or FIGURE_SPACE}")


def _windowed(preset: Preset) -> Callable[[Scene], bool]:
    def on_show(scene: Scene) -> bool:
        view = scene.view_of(scene.panes[scene.active])
        return (view.width, view.level) == (preset.width, preset.level)

    return on_show


def _arranged(rows: int, columns: int) -> Callable[[Scene], bool]:
    return lambda scene: not scene.maximized and (scene.rows, scene.columns) == (rows, columns)


_MODES: tuple[tuple[Compare, str, str, str], ...] = (
    ("side", "Side by side", "columns", "Every pane in its own place"),
    ("swipe", "Swipe", "square-half", "Swipe: A on the left of the line, the active pane on the right"),
    ("difference", "Difference", "plus-minus", "Active pane minus A, window symmetric about 0 HU"),
    ("flicker", "Flicker", "swap", "Flicker: A and the active pane in turn, at most 2 Hz"),
)


def _compares(mode: Compare) -> Callable[[Scene], bool]:
    return lambda scene: scene.compare == mode


def _compare() -> Iterator[Command]:
    for mode, text, picture, tip in _MODES:
        flicker = mode == "flicker"
        yield Command(f"compare-{mode}", text, "Compare", ("F",) if flicker else (), "pane",
                      commands.toggle_flicker if flicker else commands.compare(mode), tip, picture,
                      sheet="Flicker A and active" if flicker else "", checked=_compares(mode))
    yield Command("compare-cycle", "Next mode", "Compare", ("V",), "pane", commands.cycle_compare, section=1,
                  sheet="Next compare mode", tip="Side by side, swipe, difference in turn")
    yield Command("link", "Link active pane", "Compare", (), "pane", commands.toggle_link, section=2,
                  tip="Slice, zoom, pan and window of the active pane go with the others", icon="link-simple",
                  checked=lambda s: s.panes[s.active].own is None)
    yield Command("maximize", "Maximize active pane", "Compare", (), "pane", commands.toggle_maximized,
                  section=2, checked=lambda scene: scene.maximized)


_LOWERING = (
    (INSERT, "Insert noise", "Only the missing noise is added; 100 % is the loaded image"),
    (RESCAN, "Rescan", "The image is projected again with noise and reconstructed, as LoDoPaB-CT was made"),
)


def _dose() -> Iterator[Command]:
    yield Command("dose-down", "Lower by one notch", "Dose", ("[",), "pane", commands.dose(-1), merges=True,
                  sheet="Dose down, up", tip="One notch down: 0.64 times the dose, 25 % more noise")
    yield Command("dose-up", "Raise by one notch", "Dose", ("]",), "pane", commands.dose(1), merges=True,
                  sheet="Dose down, up", tip="One notch up")
    for notch in dose_scale.NOTCHES:
        text = figures.percent(notch)
        yield Command(f"dose-{text}", text, "Dose/Notch", (), "pane", commands.dose_at(notch),
                      f"{text} of the scan's own dose", checked=_dosed(notch))
    for step, text, tip in _LOWERING:
        yield Command(f"lower-{step.name}", text, "Dose", (), "window", commands.lowering(step), tip,
                      section=1, checked=_lowers(step.name))
    yield Command("photons", "Photons per ray…", "Dose", (), "window", section=2, enabled=_open,
                  tip="What 100 % was: read the estimate, or set the photons per ray yourself")
    yield Command("match-regions", "Estimate photons from regions", "Dose", (), "window", section=2,
                  enabled=lambda scene: bool(scene.rois),
                  tip="Take the regions, drawn in flat soft tissue, instead of patches found automatically")
    yield Command("new-noise", "New noise", "Dose", (), "window", commands.new_noise, section=2,
                  icon="dice-five", tip="Draw another noise field with a new seed")
    yield Command("auto", "Follow the controls", "Dose", (), "window", commands.toggle_auto, section=2,
                  tip="Compute pictures while controls move; off: only on Update",
                  checked=lambda scene: scene.auto)
    yield Command("update", "Update pictures", "Dose", ("F5",), section=2, enabled=_open,
                  sheet="Update pictures")


def _dosed(fraction: float) -> Callable[[Scene], bool]:
    return lambda scene: abs(scene.fraction / fraction - 1) < 1e-6


def _lowers(name: str) -> Callable[[Scene], bool]:
    return lambda scene: scene.simulator.name == name


def _slices() -> Iterator[Command]:
    rows: tuple[tuple[str, str, str, commands.Change, str], ...] = (
        ("slice-up", "Next slice", "Up", commands.scroll(1), "Scroll, 10 slices"),
        ("slice-down", "Previous slice", "Down", commands.scroll(-1), "Scroll, 10 slices"),
        ("slices-up", "10 slices up", "Shift+Up", commands.scroll(10), "Scroll, 10 slices"),
        ("slices-down", "10 slices down", "Shift+Down", commands.scroll(-10), "Scroll, 10 slices"),
        ("slice-first", "First slice", "Home", commands.first_slice, "First, last slice"),
        ("slice-last", "Last slice", "End", commands.last_slice, "First, last slice"),
        ("volume-previous", "Previous volume", "PgUp", commands.next_volume(-1), "Previous, next volume"),
        ("volume-next", "Next volume", "PgDown", commands.next_volume(1), "Previous, next volume"),
        ("pane-next", "Next pane", "Tab", commands.next_pane(1), "Next, previous pane"),
        ("pane-previous", "Previous pane", "Shift+Tab", commands.next_pane(-1), "Next, previous pane"),
    )
    for name, text, key, change, sheet in rows:
        yield Command(name, text, "", (key,), "pane", change, sheet=sheet, merges=name.startswith("slice"))


def _train() -> Iterator[Command]:
    yield Command("new-training", "New training…", "Train", ("Ctrl+T",), icon="plus", sheet="New training",
                  tip="Choose a recipe and start it in the background")
    yield Command("show-trainings", "Show trainings", "Train", ("Ctrl+J",), "window",
                  commands.workspace("train"), "The trainings that run and those that ran",
                  sheet="Show trainings", checked=lambda scene: scene.workspace == "train")
    for name, text, tip in (
        ("compare-training", "Compare in a pane", "Put the model of the training on show into a pane"),
        ("resume-training", "Resume training", "Go on from where the training on show was saved"),
        ("cancel-training", "Cancel training", "Stop the training on show; it saves first"),
        ("delete-training", "Delete training…", "Delete the training on show with all that it made"),
    ):
        yield Command(name, text, "Train", section=1, tip=tip)


def _help() -> Iterator[Command]:
    yield Command("plugins", "Plug-ins…", "Plugins", tip="Which methods are there, and which are not and why")
    yield Command("plugin-folder", "Open plug-in folder", "Plugins", tip="The folder for your own methods")
    yield Command("shortcuts", "Keyboard shortcuts", "Help", ("?",), icon="keyboard", sheet="This sheet")
    yield Command("palette", "Search commands…", "Help", ("Ctrl+Shift+P",), icon="magnifying-glass",
                  sheet="Search commands")
    yield Command("save-report", "Save report…", "Help", section=1,
                  tip="Versions and the end of the log, without patient names, to send with a question")
    yield Command("about", "About LDCT Studio", "Help", section=2)


# fmt: on

MENUS = ("File", "Edit", "View", "Compare", "Dose", "Measure", "Train", "Plugins", "Help")


def table() -> tuple[Command, ...]:
    """Return every command, the most used keys first, in each menu in its order."""
    looks = (_slices, _tools, _view, plane_commands.rows, _compare)
    measure = (marks_commands.rows, probe_commands.rows)
    parts = (*looks, program_commands.rows, _dose, *measure, _train, _file, _edit, _help)
    return tuple(command for part in parts for command in part())
