"""Help: the pages of the program's documentation, read inside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from ..core.paths import documentation
from . import theme
from .buttons import label
from .dialogs import CardDialog

_ORDER = (
    *("using.md", "physics.md", "projections.md", "plugins.md", "robustness.md", "performance.md"),
    *("architecture.md", "packaging.md", "release.md"),
)
_PATH = Qt.ItemDataRole.UserRole


def pages() -> list[tuple[str, Path]]:
    """Return title and file of every page, those for users first."""
    files = sorted(documentation().glob("*.md"))
    files.sort(key=lambda path: _ORDER.index(path.name) if path.name in _ORDER else len(_ORDER))
    return [(_title(path), path) for path in files]


def _title(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path.stem)


class HelpView(CardDialog):
    """A list of pages and the one that is read. Links to the web are copied, never followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "help", self.tr("Help"))
        self._list, self._browser = QListWidget(), QTextBrowser()
        self._says = label("", "caption", "help-says")
        self._build()
        for title, path in pages():
            item = QListWidgetItem(title, self._list)
            item.setData(_PATH, str(path))
        self._list.currentItemChanged.connect(lambda item, _: self._show(item))
        self._list.setCurrentRow(0)
        self.foot.insertWidget(0, self._says)
        self.add_button(self.tr("Close"), self.accept, "primary")

    def _build(self) -> None:
        px = theme.current().px
        self._list.setObjectName("help-pages")
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setFixedWidth(px(190))
        self._browser.setObjectName("help-page")
        self._browser.setAccessibleName(self.tr("Page"))
        self._browser.setOpenLinks(False)
        self._browser.anchorClicked.connect(self._follow)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self._list)
        row.addWidget(self._browser, 1)
        self.body.addLayout(row, 1)
        self.resize(px(1000), px(680))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            text = Path(item.data(_PATH)).read_text(encoding="utf-8")
            self._browser.document().setDefaultFont(theme.current().font("body"))
            self._browser.setMarkdown(text)
            _space(self._browser.document())
            _rule(self._browser.document())
            self._says.setText("")

    def _follow(self, link: QUrl) -> None:
        """Turn to another page, or copy where a link leads."""
        name = link.path().rpartition("/")[2]
        for place in range(self._list.count()):
            if name and Path(self._list.item(place).data(_PATH)).name == name:
                self._list.setCurrentRow(place)
                return
        if link.scheme() in ("http", "https"):
            QGuiApplication.clipboard().setText(link.toString())
            self._says.setText(self.tr("The address was copied; the program opens nothing on the web."))
        elif link.hasFragment() and not link.path():
            self._browser.scrollToAnchor(link.fragment())
        else:
            self._says.setText(self.tr("{} is not part of the help.").format(name))


def _space(document: QTextDocument) -> None:
    """Give headings and paragraphs room, and tables as much as they had."""
    px = theme.current().px
    document.setDocumentMargin(px(16))
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            shape = block.blockFormat()
            heading = shape.headingLevel() > 0
            shape.setTopMargin(px(18) if heading and block.blockNumber() else 0)
            shape.setBottomMargin(px(3 if block.textList() else 8))
            cursor.setBlockFormat(shape)
        block = block.next()


def _rule(document: QTextDocument) -> None:
    """Draw the lines of tables as faint as all others."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format().toTableFormat()
            shape.setBorderBrush(theme.current().line_strong)
            frame.setFormat(shape)
