"""Sessions: save and open them, and offer what a run that ended early has left."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ..core import recent
from ..core.errors import LoadError
from ..core.origin import Made
from ..core.study import Study
from . import dialogs
from .cases import Cases
from .language import tr
from .notice import Answer, Notice
from .privacy import keep_path_secret, keep_secret
from .session_autosave import Autosave
from .session_file import SUFFIX, DamagedSessionError, read
from .session_opening import Restored
from .session_place import Place, folder, last_file, left_behind
from .state import AppState

if TYPE_CHECKING:
    from .window import MainWindow

log = logging.getLogger(__name__)
_KINDS = tr("LDCT Studio session (*{0})").format(SUFFIX)


class SessionDesk(QObject):
    """Supplies the deeds of the session's commands; ``attach`` puts it into its window."""

    def __init__(self, state: AppState, cases: Cases, private: Callable[[], bool]) -> None:
        super().__init__()
        self._state, self._cases, self._private = state, cases, private
        self.autosave = Autosave(state, private)
        self._offered: Place | None = None
        self._ended_early = False
        self._window: MainWindow
        self.deeds: dict[str, Callable[[], None]] = {
            "open-session": self.ask_open,
            "save-session": self.save,
            "save-session-as": self.ask_save,
            "reopen-session": self.reopen_last,
        }
        cases.opened.connect(self._opened)
        cases.restored.connect(self._restored)
        cases.ended.connect(self._offer)

    def attach(self, window: MainWindow) -> None:
        """Belong to the window that was built with the deeds."""
        self._window = window
        self.autosave.kept.connect(self._kept)
        self.autosave.failed.connect(lambda text: window.notices.tell("warning", text))
        window.settings_changed.connect(self._obey)

    def look_back(self, ended_early: bool) -> None:
        """Offer what a window that is gone has left; or say that the program ended early."""
        self._ended_early = ended_early
        for place in left_behind(self._skipped):
            try:
                read(place.path)
            except DamagedSessionError:
                self._put_aside(place)
                continue
            except LoadError as error:
                place.release()
                self._window.notices.tell("warning", str(error))
                continue
            self._offered = place
            break
        if not self._cases.busy:
            self._offer()

    def _skipped(self, error: OSError) -> None:
        """Say that an autosave could not be looked at; the program starts without it."""
        text = tr(
            "An autosave of an earlier session could not be looked at ({0}); open the scan itself."
        ).format(_reason(error))
        self._window.notices.tell("warning", text)

    def _put_aside(self, place: Place) -> None:
        """Get a damaged autosave out of the way; nothing is kept of it in privacy mode."""
        try:
            if self._private():
                place.drop()
                done = "deleted"
            else:
                done = tr("put aside as {0}").format(place.set_aside().name)
        except OSError as error:
            place.release()
            self._skipped(error)
            return
        text = tr("The autosave of the last session is damaged and was {0}; open the scan.").format(done)
        self._window.notices.tell("warning", text)

    def save(self) -> None:
        """Save the session where it lies already, or ask where."""
        if self.autosave.file:
            self.autosave.save(Path(self.autosave.file))
        else:
            self.ask_save()

    def ask_save(self) -> None:
        """Ask where to save the session, and save it."""
        suggested = self.autosave.file or f"session{SUFFIX}"
        path = dialogs.ask_target(self._window, self.tr("Save session"), suggested, _KINDS)
        if path is None:
            return
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
            if path.exists():
                text = tr("There is a session {0} already; choose it to replace it, or another name.").format(
                    path.name
                )
                self._window.notices.tell("warning", text)
                return
        keep_path_secret(path)
        self.autosave.save(path)

    def ask_open(self) -> None:
        """Ask for a session and open it."""
        start = self.autosave.file or str(Path.home())
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open session"), start, _KINDS)
        if name:
            self._window.opened.emit([Path(name)])

    def reopen_last(self) -> None:
        """Open the session that was closed last."""
        try:
            path = last_file()
            there = path.exists()
        except OSError as error:
            text = tr("The last session cannot be read ({0}); open the scan itself.").format(_reason(error))
            self._window.notices.tell("warning", text)
            return
        if there:
            self._cases.open_session(path)
        else:
            self._window.notices.tell("info", tr("No session was closed here yet; open a scan."))

    def close(self) -> None:
        """Keep what is open as the last session; what was offered and not answered is offered again."""
        if self._offered is not None:
            self._offered.release()
        self.autosave.close()

    def _opened(self, study: Study) -> None:
        self.autosave.file = ""

    def _restored(self, result: Restored) -> None:
        path = result.path
        if result.scene.study is not None:
            keep_secret(result.scene.study.facts.patient)
        if self._offered is not None and path == self._offered.path:
            self.autosave.adopt(self._offered)
            self._offered, self._ended_early = None, False
        try:
            ours = path.parent == folder()
            self.autosave.file = result.session.file if ours else str(path.absolute())
        except OSError as error:  # it is open all the same
            self._not_listed(path, error)
            ours = True
        if not ours:
            self._remember(path)
        self._tell(result.notes, result)

    def _tell(self, notes: Sequence[str], result: Restored) -> None:
        """Say what is not as it was, the gravest in front."""
        if result.to_make:
            self._offer_to_make(result.to_make, result.session.scene.volume)
        for note in reversed(notes):
            self._window.notices.tell("warning", note)

    def _offer_to_make(self, made: tuple[Made, ...], shown: str) -> None:
        names = ", ".join(f"“{one.name}”" for one in made)
        text = tr("Volumes that methods made are not kept in a session: {0}.").format(names)
        make = Answer(tr("Make again"), lambda: self._cases.make_again(made, shown), primary=True)
        self._window.notices.tell("info", text, make, Answer(tr("Dismiss")))

    def _kept(self, path: Path) -> None:
        self.autosave.file = str(path.absolute())
        self.autosave.obey()
        self._remember(path)
        self._window.notices.tell("info", tr("The session was saved as {0}.").format(path.name))

    def _remember(self, path: Path) -> None:
        if self._private():
            return
        try:
            recent.remember(recent.Recent.now(str(path.absolute()), path.stem, self.tr("Session")))
            self._window.show_recent()
        except OSError as error:
            self._not_listed(path, error)

    def _not_listed(self, path: Path, error: OSError) -> None:
        """Say that the place of a session is not remembered."""
        text = tr("“{0}” is not in the list of recent cases ({1}); open it from the File menu next time.")
        self._window.notices.tell("warning", text.format(path.name, _reason(error)))

    def _offer(self) -> None:
        """Show the offer where there is one: on the empty page, or over the case that is open."""
        if self._offered is None:
            if self._ended_early:
                self._window.welcome.show_ended_early()
            self._ended_early = False
            return
        try:
            saved = _moment(self._offered.saved, datetime.now())
        except OSError as error:  # another program has taken it away meanwhile
            self._offered.release()
            self._offered, self._ended_early = None, False
            self._window.welcome.recovery.hide()
            self._skipped(error)
            return
        answers = (
            Answer(tr("Recover"), self._recover, primary=True),
            Answer(tr("Skip"), self._skip),
            Answer(tr("Open log"), self._open_log),
        )
        text = tr("The last session ended early. Its panes, dose and regions were saved {0}.").format(saved)
        if self._state.scene.study is None:
            self._window.welcome.show_recovery(Notice("info", text, answers))
        else:
            self._window.notices.tell("info", text, *answers)

    def _recover(self) -> None:
        if self._offered is not None:
            self._window.welcome.recovery.hide()
            self._cases.open_session(self._offered.path)

    def _skip(self) -> None:
        if self._offered is not None:
            self._let_offered_go(self._offered)

    def _let_offered_go(self, place: Place) -> None:
        """Offer a place no longer: it is the last session then, or gone in privacy mode."""
        self._window.welcome.recovery.hide()
        self._offered, self._ended_early = None, False
        try:
            (place.drop if self._private() else place.keep)()
        except OSError as error:
            place.release()
            self._skipped(error)

    def _obey(self) -> None:
        """Take away all that nobody saved where the user has chosen privacy since."""
        if self._private() and self._offered is not None:
            self._let_offered_go(self._offered)
        self.autosave.obey()

    def _open_log(self) -> None:
        self._window.actions_["open-log"].trigger()
        self._offer()  # the log is read before the answer


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _moment(then: datetime, now: datetime) -> str:
    """Say when: “at 14:02”, with the day where it is another one."""
    return f"at {then:%H:%M}" if then.date() == now.date() else f"on {then:%b} {then.day} at {then:%H:%M}"
