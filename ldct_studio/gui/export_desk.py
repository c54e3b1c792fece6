"""ExportDesk: everything that leaves the program, from the menu entry to the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QSize

from ..core.config import Config
from ..core.errors import StudioError
from ..io import target
from ..io.picture_writing import save_png
from ..io.save import names_beside, refuse_names
from ..io.written import whole_file
from .background import Asked, Background
from .background import Report as Tell
from .cases import Cases
from .export_labels import Offer, offers, write_labels
from .export_movie import Movie, movie_line
from .export_numbers import Named, compare, learn, missing, numbers_csv, tables
from .export_options import ExportDialog, LabelOptions, MovieOptions, PictureOptions, ask_path
from .export_paper import KINDS, write_page
from .export_picture import pixels, stamped
from .export_report import Frames, charts, html, report
from .export_words import file_name, pane_name, stamp, words
from .lanes import is_map
from .language import tr
from .measuring import answers
from .pane_numbers import LETTERS
from .privacy import keep_path_secret
from .scene import Scene
from .stage import Stage
from .state import AppState

if TYPE_CHECKING:
    from .window import MainWindow

_ENDINGS = {"webp": tr("WebP movie (*.webp)"), "gif": tr("GIF movie (*.gif)"), "png": tr("Folder (*)")}


class ExportDesk(QObject):
    """Supplies the deeds of the export commands; one export at a time, in a thread, with progress."""

    def __init__(self, state: AppState, cases: Cases, stage: Stage, numbers: Named) -> None:
        super().__init__()
        self._state, self._cases, self._stage, self._numbers = state, cases, stage, numbers
        self._window: MainWindow | None = None
        self._movie: Movie | None = None
        self._then: Callable[[Any], None] = lambda result: None
        self._work: Background[Any] = Background(tr("Export"))
        self._work.done.connect(self._done)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(self._over)
        self.deeds: dict[str, Callable[[], None]] = {
            "export": self.export_volume,
            "export-labels": self.export_labels,
            "save-picture": self.export_picture,
            "export-movie": self.export_movie,
            "export-numbers": self.export_numbers,
            "export-report": self.export_report,
        }

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds."""
        self._window = window
        self._work.progress.connect(window.notices.progress.show_progress)
        window.notices.progress.cancelled.connect(self._work.cancel)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._work.busy or self._movie is not None

    def close(self) -> None:
        """End what runs; nothing is left of it."""
        self._work.close()
        self._let_movie_go()

    def export_volume(self) -> None:
        """Write the active pane's method for the whole volume."""
        scene = self._state.scene
        lane = scene.panes[scene.active].lane
        if not lane.steps or lane.minus is not None or is_map(lane):
            text = tr("{0} is no method for a whole volume. Choose a pane that shows one method.").format(
                tr(lane.title)
            )
            self._tell("info", text)
            return
        name = f"{pane_name(scene, scene.active, slice_too=False)}.nii.gz"
        path = self._ask(
            tr("Export {0}").format(tr(lane.title)), name, tr("NIfTI (*.nii.gz);;DICOM folder (*)")
        )
        if path is not None and self._free() and self._allowed(path):
            self._begin(tr("Writing the volume"))
            self._cases.export(path)

    def export_labels(self) -> None:
        """Write a label map of the study, or what the segmenter finds."""
        offered = offers(self._state.scene)
        if not offered:
            text = tr("There are no labels. Open some, or choose a segmentation in the panel Layers.")
            self._tell("info", text)
            return
        line = self.tr("Organs and lesions voxel by voxel, without patient name.")
        self._open(
            self.tr("Export labels"),
            line,
            LabelOptions(),
            lambda options, place: self._write_labels(cast(LabelOptions, options), offered[place]),
            tuple(offer.text for offer in offered),
        )

    def export_picture(self) -> None:
        """Write the panes as they are, or the active one."""
        line = self.tr("PNG without patient text; the recipe of every pane is in the file.")
        self._open(
            self.tr("Save picture"),
            line,
            PictureOptions(),
            lambda options, _: self._write_picture(cast(PictureOptions, options)),
        )

    def export_movie(self) -> None:
        """Write a movie of the active pane."""
        scene = self._state.scene
        dialog = self._open(
            self.tr("Export movie"),
            movie_line(scene, scene.active),
            MovieOptions(),
            lambda options, _: self._write_movie(cast(MovieOptions, options)),
        )
        every = dialog.form.field("every")
        dialog.form.changed.connect(lambda options: every.setEnabled(options.through == "slices"))

    def export_numbers(self) -> None:
        """Write the numbers of every pane as CSV."""
        if not self._current(self._shown()):
            return
        path = self._ask(self.tr("Export numbers"), "numbers.csv", "CSV (*.csv)", ".csv")
        if path is not None and self._free():
            self._measure(lambda scene: self._write_text(path, numbers_csv(self._numbers, scene)))

    def export_report(self) -> None:
        """Write the report of what is on show."""
        path = self._ask(self.tr("Export report"), "report.html", KINDS, ".html")
        if path is None or not self._free() or not self._current(self._shown()):
            return
        scene, frames = self._state.scene, self._frames()
        if not frames:
            self._tell("info", tr("There is no picture yet. Wait for the first one."))
            return
        pairs = missing(self._numbers, scene)
        self._run(
            tr("Drawing the plots"),
            lambda tell, asked: (charts(scene, frames), compare(pairs)),
            lambda found: self._write_report(path, scene, frames, *found),
        )

    def _write_labels(self, options: LabelOptions, offer: Offer) -> None:
        dicom = options.kind == "dicom"
        kinds, ending = (tr("Folder (*)"), "") if dicom else ("NIfTI (*.nii.gz *.nii)", ".nii.gz")
        name = file_name(offer.name or "found labels") + (ending or "-dicom")
        path = self._ask(self.tr("Export labels"), name, kinds, ending)
        if path is None or not self._free() or not self._allowed(path):
            return
        if not dicom and not self._names_allowed(path):
            return
        scene = self._state.scene
        self._run(
            tr("Finding the labels"),
            lambda tell, asked: write_labels(scene, offer, options, path, tell),
            lambda written: self._tell("info", tr("The labels were written to {0}.").format(path)),
        )

    def _write_picture(self, options: PictureOptions) -> None:
        scene = self._state.scene
        alone = options.what == "pane"
        shown, side = [i for i in self._shown() if i in scene.shown[0]], scene.compare == "side"
        panes = [scene.active] if alone else shown
        if not self._current(panes if side else shown):
            return
        widget = (self._stage.panes[scene.active] if side else self._stage.compare) if alone else self._stage
        picture = self._stage.photographed(widget).toImage()  # before a dialog lies over it
        name = f"{pane_name(scene, scene.active)}.png" if alone else "panes.png"
        path = self._ask(self.tr("Save picture"), name, "PNG (*.png)", ".png")
        if path is None:
            return
        if options.stamp:
            picture = stamped(picture, stamp(scene, panes))
        try:
            save_png(pixels(picture), path, words(scene, panes))
        except StudioError as error:
            self._tell("error", str(error))
        else:
            self._tell("info", tr("The picture was saved as {0}.").format(path.name))

    def _write_movie(self, options: MovieOptions) -> None:
        scene = self._state.scene
        ending = "" if options.kind == "png" else f".{options.kind}"
        name = f"{pane_name(scene, scene.active, slice_too=options.through == 'doses')}-{options.through}"
        path = self._ask(self.tr("Export movie"), name + ending, _ENDINGS[options.kind], ending)
        if path is None or not self._free() or (not ending and not self._allowed(path)):
            return
        pane = self._stage.panes[scene.active]
        size = pane.size() if scene.compare == "side" else QSize(720, 640)
        self._movie = movie = Movie(scene, scene.active, options, size)
        self._run(
            tr("Making the movie"),
            lambda tell, asked: movie.write(path, tell),
            lambda written: self._tell("info", tr("The movie was written to {0}.").format(path)),
        )

    def _write_report(
        self, path: Path, scene: Scene, frames: Frames, plots: Any, similar: dict[tuple[object, ...], float]
    ) -> None:
        learn(self._numbers, similar)
        told = report(scene, frames, tables(self._numbers, scene), plots)
        self._run(
            tr("Writing the report"),
            lambda tell, asked: write_page(html(told), path),
            lambda written: self._tell("info", tr("The report was saved as {0}.").format(path.name)),
        )

    def _measure(self, then: Callable[[Scene], None]) -> None:
        """Compute the numbers that nobody looked at yet, then go on."""
        scene = self._state.scene
        pairs = missing(self._numbers, scene)

        def known(similar: dict[tuple[object, ...], float]) -> None:
            learn(self._numbers, similar)
            then(scene)

        self._run(tr("Comparing pictures"), lambda tell, asked: compare(pairs), known)

    def _write_text(self, path: Path, text: str) -> None:
        try:
            with whole_file(path) as part:
                part.write_text(text, "utf-8")
        except StudioError as error:
            self._tell("error", str(error))
        else:
            self._tell("info", tr("The numbers were saved as {0}.").format(path.name))

    def _shown(self) -> list[int]:
        return [index for index, _ in self._state.scene.pictures]

    def _current(self, panes: Sequence[int]) -> bool:
        """Say whether the pictures are of the dose and seed of the controls, which is what files tell."""
        scene = self._state.scene
        old = [
            LETTERS[index]
            for index in panes
            if scene.request is not None
            and scene.panes[index].solid is None
            and (frame := self._stage.panes[index].frame) is not None
            and (frame.lane != scene.panes[index].lane or not answers(frame, scene.request))
        ]
        if old:
            they = (
                tr("Pane {0} does").format(old[0])
                if len(old) == 1
                else tr("Panes {0} do").format(", ".join(old))
            )
            self._tell(
                "info",
                tr("{0} not show what the controls say. Update first, then export again.").format(they),
            )
        return not old

    def _frames(self) -> Frames:
        """Return the picture of every pane on show that has one."""
        panes = self._stage.panes
        found = {index: panes[index].frame for index in self._shown() if index < len(panes)}
        return {index: frame for index, frame in found.items() if frame is not None}

    def _run(self, text: str, work: Callable[[Tell, Asked], object], then: Callable[[Any], None]) -> None:
        self._then = then
        self._begin(text)
        self._work.start(work)

    def _begin(self, text: str) -> None:
        if self._window is not None:
            self._window.notices.begin_progress(text)

    def _done(self, result: object) -> None:
        then, self._then = self._then, lambda result: None
        self._over()
        then(result)

    def _failed(self, reason: object) -> None:
        self._over()
        self._tell("error", str(reason))

    def _over(self) -> None:
        self._let_movie_go()
        if self._window is not None:
            self._window.notices.end_progress()

    def _let_movie_go(self) -> None:
        movie, self._movie = self._movie, None
        if movie is not None:
            movie.close()

    def _free(self) -> bool:
        """Say whether nothing is being written, as all of it shares one progress bar; tell where it is."""
        free = self._window is None or self._window.notices.progress.isHidden()
        if not free:
            self._tell("info", tr("Something else is being made. Wait for it, or cancel it."))
        return free

    def _allowed(self, path: Path) -> bool:
        try:
            target.refuse(path, replace=True)
        except StudioError as error:
            self._tell("error", str(error))
            return False
        return True

    def _names_allowed(self, path: Path) -> bool:
        """Say whether the table of names may be written: the file dialog did not ask about it."""
        names = names_beside(path)
        try:
            refuse_names(names)
            if names.exists() and not path.exists():
                raise StudioError(
                    tr("{0}, where the names would stand, exists; choose another name.").format(names.name)
                )
        except StudioError as error:
            self._tell("error", str(error))
            return False
        return True

    def _ask(self, title: str, suggested: str, kinds: str, ending: str = "") -> Path | None:
        assert self._window is not None
        try:
            path = ask_path(self._window, title, suggested, kinds, ending)
        except StudioError as error:
            self._tell("error", str(error))
            return None
        if path is not None:
            keep_path_secret(path)
        return path

    def _open(
        self,
        title: str,
        line: str,
        options: Config,
        chosen: Callable[[Config, int], None],
        offered: Sequence[str] = (),
    ) -> ExportDialog:
        dialog = ExportDialog(title, line, options, chosen, tuple(offered), self._window)
        dialog.open()
        return dialog

    def _tell(self, kind: Any, text: str) -> None:
        if self._window is not None:
            self._window.notices.tell(kind, text)
