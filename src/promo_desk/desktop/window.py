"""The window: side bar, top bar, page, the record beside it, status line. It puts them together and knows no data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.actions import Registry, Responder, Verbs
from promo_desk.desktop.commands import COMMANDS
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.nav import Nav
from promo_desk.desktop.pages import PAGES, entry
from promo_desk.desktop.statusline import StatusLine
from promo_desk.desktop.topbar import TopBar
from promo_desk.desktop.trail import Trail

if TYPE_CHECKING:
    from promo_desk.desktop.pages.page import Page
    from promo_desk.desktop.palette import Palette
    from promo_desk.desktop.record_panel import RecordPanel
    from promo_desk.desktop.tasks import Fault

SIZE = (1280, 800)
TITLE_BAR = 40
"""Pixels the system may draw above a window: on a small screen its last line would else be hidden."""


class Window(QMainWindow):
    """One window of a desk. Shown at once; its pages are filled when the store has opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.trail = Trail(self._kept_place())
        self.setWindowTitle("promo desk")
        self.setAcceptDrops(True)
        self.registry = Registry(desk, self, COMMANDS, self.responders)
        self._pages: dict[str, Page] = {}
        self._panel: RecordPanel | None = None
        self.palette_box: Palette | None = None
        self._build()
        self._keys_for_pages()
        self._restore_geometry()
        self._listen()

    @property
    def page(self) -> Page | None:
        """The page that is shown, once the store is open."""
        return self._pages.get(self.trail.place.page)

    @property
    def panel(self) -> RecordPanel | None:
        return self._panel

    def responders(self) -> list[Responder]:
        """Who is asked to do a command: where the keyboard is comes first, the window last."""
        if self.palette_box is not None and self.palette_box.isVisible():
            return [self.palette_box, _Own(self)]
        parts: list[Responder] = [part for part in (self.page, self._panel) if part is not None]
        focus = QApplication.focusWidget()
        if self._panel is not None and focus is not None and self._panel.isAncestorOf(focus):
            parts.reverse()
        return [*parts, _Own(self)]

    def go(self, place: Place) -> None:
        """Show a place, and remember the way back."""
        self.trail.go(place)
        self._show_place()

    def _follow(self, place: Place) -> None:
        if self._panel is not None and self._panel.isVisible() and not self._panel.editing:
            self.trail.replace(place)
            self._panel.open(place.kind, place.id)

    def step(self, by: int) -> None:
        """Back (-1) or forward (1) on the trail."""
        if self.trail.step(by):
            self._show_place()

    def rebuild(self) -> None:
        """Make everything anew in another language or scheme; places, filters and unsaved edits stay."""
        kept = self._panel.keep() if self._panel is not None else None
        self.desk.look_at_scheme()
        theme.dress_application(_application(), self.desk.scheme)
        self._pages, self._panel = {}, None
        self.registry.dress()
        self._build()
        if self.desk.is_open:
            self._show_place()
        if kept is not None and self._panel is not None:
            self._panel.restore(kept)

    def open_palette(self) -> None:
        if self.palette_box is None:
            from promo_desk.desktop.palette import Palette

            self.palette_box = Palette(self.desk, self.registry, self.whole)
        self.palette_box.open()

    def drop(self, files: list[str]) -> None:
        """Files dropped anywhere go to the page of imports."""
        self.go(Place("imports"))
        if self.page is not None:
            self.page.drop(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._panel is not None and not self._panel.may_leave():
            event.ignore()
            return
        settings = self.desk.settings
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("split", self.split.saveState())
        settings.setValue("page", self.trail.place.page)
        settings.setValue("kind", self.trail.place.kind)
        self.desk.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.desk.look_for_news()

    def _build(self) -> None:
        self.nav = Nav(self.desk)
        self.top = TopBar(self.desk, self.registry)
        self.status = StatusLine(self.desk)
        self.stack = QStackedWidget()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.stack)
        self.whole = self._laid_out()
        self.setCentralWidget(self.whole)
        self.palette_box = None
        self.nav.mark(self.trail.place.page)
        self.registry.refresh()
        self.stack.setFocus()

    def _laid_out(self) -> QWidget:
        whole = QWidget()
        column, middle = QVBoxLayout(whole), QHBoxLayout()
        for layout in (column, middle):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        middle.addWidget(self.nav)
        middle.addWidget(self.split, 1)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        return whole

    def _listen(self) -> None:
        self.desk.opened.connect(self._show_place)
        self.desk.refused.connect(self._show_refusal)
        self.desk.asked.connect(self.go)
        self.desk.followed.connect(self._follow)
        self.desk.changed.connect(self._refresh)
        self.desk.language_changed.connect(self.rebuild)
        self.desk.scheme_changed.connect(self.rebuild)
        _application().styleHints().colorSchemeChanged.connect(self._system_scheme_changed)
        _application().focusChanged.connect(self._focus_moved)

    def _system_scheme_changed(self) -> None:
        if self.desk.wish == "system":
            self.rebuild()

    def _focus_moved(self) -> None:
        self.registry.refresh()

    def _keys_for_pages(self) -> None:
        for number, each in enumerate(PAGES[:9], 1):
            shortcut = QShortcut(f"Ctrl+{number}", self)
            shortcut.activated.connect(self._goer(each.id))

    def _goer(self, page: str) -> Callable[[], None]:
        return lambda: self.go(Place(page))

    def _show_place(self) -> None:
        if not self.desk.is_open:
            return
        place = self.trail.place
        page = self._page_for(place.page)
        self.stack.setCurrentWidget(page)
        self.nav.mark(place.page)
        self.setWindowTitle(f"{entry(place.page).words.text(self.desk.language)} · promo desk")
        if page.stale:
            page.stale = False
            page.refresh(None)
        page.show_place(place)
        self.status.set_summary(page.summary())
        if place.id:
            self._panel_made().open(place.kind, place.id)
        elif self._panel is not None:
            self._panel.leave()
        self.registry.refresh()

    def _show_refusal(self, fault: Fault, again: Callable[[], None]) -> None:
        """The database did not open: in the page's place stands why, and another try."""
        from promo_desk.desktop.refusal import Refusal

        refusal = Refusal(self.desk, fault, again)
        self.stack.addWidget(refusal)
        self.stack.setCurrentWidget(refusal)

    def _page_for(self, id: str) -> Page:
        if id not in self._pages:
            page = entry(id).page_class()(self.desk, id)
            page.verbs_changed.connect(self.registry.refresh)
            page.summary_changed.connect(self.status.set_summary)
            self._pages[id] = page
            self.stack.addWidget(page)
        return self._pages[id]

    def _panel_made(self) -> RecordPanel:
        if self._panel is None:
            from promo_desk.desktop.record_panel import RecordPanel

            self._panel = RecordPanel(self.desk)
            self._panel.verbs_changed.connect(self.registry.refresh)
            self._panel.widened.connect(self.stack.setHidden)
            self.split.addWidget(self._panel)
            self.split.setStretchFactor(0, 1)
            self._restore_split()
        return self._panel

    def _refresh(self, changed: Any) -> None:
        """Only what is shown is read again; the other pages know that they are stale."""
        for page in self._pages.values():
            page.stale = page is not self.page
        if self.page is not None:
            self.page.refresh(changed)
        if self._panel is not None:
            self._panel.refresh(changed)
        self.registry.refresh()

    def _kept_place(self) -> Place:
        settings = self.desk.settings
        page = str(settings.value("page", "today"))
        known = page if any(each.id == page for each in PAGES) else "today"
        return Place(known, str(settings.value("kind", "") or ""))

    def _restore_geometry(self) -> None:
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        self.resize(QSize(*SIZE).boundedTo(room))
        kept = self.desk.settings.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def _restore_split(self) -> None:
        kept = self.desk.settings.value("split")
        if not (isinstance(kept, QByteArray) and self.split.restoreState(kept)):
            wide = theme.scaled(420)
            self.split.setSizes([max(self.width() - wide - self.nav.width(), wide), wide])


class _Own:
    """The commands of the window itself."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def verbs(self) -> Verbs:
        window, desk = self._window, self._window.desk
        verbs: dict[str, Callable[[], None]] = {
            "palette": window.open_palette, "quit": lambda: _later(window.close),
            "language": lambda: _later(lambda: desk.set_language("en" if desk.language == "zh" else "zh")),
            "scheme": lambda: _later(lambda: desk.set_scheme("light" if desk.scheme == "dark" else "dark")),
            "keys": self._show_keys}
        if desk.is_open:
            verbs |= {"undo": desk.undo, "redo": desk.redo, "import": lambda: window.go(Place("imports"))}
        if window.trail.can_go_back:
            verbs["back"] = lambda: window.step(-1)
        if window.trail.can_go_forward:
            verbs["forward"] = lambda: window.step(1)
        return verbs

    def _show_keys(self) -> None:
        from promo_desk.desktop.keymap import KeyMap

        KeyMap(self._window.desk, self._window.registry, self._window).open()


def _later(run: Callable[[], object]) -> None:
    """After the click that asks for it is over: what was clicked may be taken away by it."""
    QTimer.singleShot(0, run)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
