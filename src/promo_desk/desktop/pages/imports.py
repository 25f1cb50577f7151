"""Imports: drop ledgers, see what would become of them, import each as one change; below it everything imported so far.

The page shows one of three things: where nothing is open, a place to drop files and the history; the open files, a
slim list beside the one that is looked at; or one change of the past (a place whose condition is its number).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.heading import Heading
from promo_desk.desktop.importing.files import OpenFiles
from promo_desk.desktop.importing.intake import Intake
from promo_desk.desktop.importing.layouts import Layouts
from promo_desk.desktop.importing.past import Past
from promo_desk.desktop.importing.plan import PlanCard
from promo_desk.desktop.importing.record import ChangePage, back_link
from promo_desk.desktop.importing.start import Target
from promo_desk.desktop.pages.page import Page
from promo_desk.desktop.widgets import GRID, button, label, scroll
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

HISTORY = ("history",)
"""The condition of the place that is the history while files are open."""


class ImportsPage(Page):
    """The way in for files, and the way back for every change."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.intake = Intake.of(desk)
        self.change: ChangePage | None = None
        self._place = Place(name)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # the record beside a list has them as a command of its own
            QShortcut(QKeySequence(keys), self, self._write, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.intake.listed.connect(self._listed)
        self.intake.told.connect(self._told)

    @property
    def card(self) -> PlanCard | None:
        """The file that is looked at."""
        return self.files.card if self._stack.currentWidget() is self.files else None

    def show_place(self, place: Place) -> None:
        self._place = place
        number = next((each for each in place.where if isinstance(each, int)), None)
        if number is not None:
            self._show_change(number)
        elif self.intake.files and place.where != HISTORY:
            self._stack.setCurrentWidget(self.files)
        else:
            self._stack.setCurrentWidget(self._start)
        self._dress_heading()
        self._take_keyboard()

    def verbs(self) -> dict[str, Callable[[], None]]:
        verbs: dict[str, Callable[[], None]] = {
            "refresh": self._reload, "import": self.choose, "import_folder": self.choose_folder, "paste": self.paste}
        card = self.card
        if self._stack.currentWidget() is self.change:
            return verbs | {"close": lambda: self.desk.go(Place(self.name))}
        if card is not None:
            verbs |= {"next_tab": lambda: card.tabs.step(1), "previous_tab": lambda: card.tabs.step(-1)}
            if len(self.intake.files) > 1:
                verbs |= {"next_file": lambda: self.intake.step(1), "previous_file": lambda: self.intake.step(-1)}
            if card.foot.write.isEnabled() and card.incoming.state == "planned":
                verbs["import_now"] = card.apply
            if not isinstance(self.window().focusWidget(), QLineEdit):
                verbs["close"] = card.close_up
        return verbs

    def refresh(self, changed: Any) -> None:
        self._reload()

    def summary(self) -> str:
        language, files = self.desk.language, self.intake.files
        if not files or self.card is None:
            return ""
        asked = sum(each.state == "planned" and each.facts.holding > 0 for each in files)
        done = sum(each.state == "imported" for each in files)
        return say("Files open: {n} · ready: {ready} · with questions: {asked} · imported: {done}", language,
                   n=len(files), ready=len(self.intake.ready), asked=asked, done=done)

    def choose(self) -> None:
        """Ask for files."""
        from promo_desk.sheets.files import ENDINGS

        language = self.desk.language
        endings = " ".join(f"*.{ending}" for ending in ENDINGS)
        kinds = f"{say('Ledgers', language)} ({endings});;{say('All files', language)} (*)"
        files, _ = QFileDialog.getOpenFileNames(self, say("Choose files to import", language), self._folder(), kinds)
        if files:
            self.desk.settings.setValue("imports/folder", files[0])
            self.drop(files)

    def choose_folder(self) -> None:
        """Ask for a folder; the ledgers in it are taken."""
        words = say("Choose a folder of ledgers", self.desk.language)
        folder = QFileDialog.getExistingDirectory(self, words, self._folder())
        if folder:
            self.desk.settings.setValue("imports/folder", folder)
            self.drop([folder])

    def paste(self) -> None:
        """Take the cells that stand in the clipboard, or the files."""
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.drop(files)
        elif data.text().strip():
            self.intake.paste(data.text(), data.html() or None)
        else:
            self.desk.say(Message("There are no cells in the clipboard. Copy some in Excel or WPS first."))

    def drop(self, files: list[str]) -> bool:
        """Take these files, and of folders the ledgers in them."""
        self.intake.add(files)
        return True

    def _write(self) -> None:
        write = self.verbs().get("import_now")
        if write is not None:
            write()

    def _folder(self) -> str:
        return str(self.desk.settings.value("imports/folder", "") or "")

    def _reload(self) -> None:
        self.past.reload()
        if self.change is not None and self._stack.currentWidget() is self.change:
            self.change.reload()

    def _lay_out(self) -> None:
        theme.dress(self, "controls", self.desk.scheme)
        self.files = OpenFiles(self.desk, self.intake)
        self.files.asked_another.connect(self._choose_another)
        self.files.verbs_changed.connect(self.verbs_changed)
        self.past = Past(self.desk)
        self._start = scroll(self.desk, self._front())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        self._stack.addWidget(self.files)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID + 4)
        column.addWidget(self._heading())
        column.addWidget(self._stack, 1)

    def _front(self) -> QWidget:
        inside = QWidget()
        theme.dress(inside, "controls", self.desk.scheme)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self.target = Target(self.desk, self.choose, self.choose_folder, self.paste)
        column.addWidget(self.target)
        column.addWidget(self.past)
        column.addStretch(1)
        return inside

    def _heading(self) -> Heading:
        language, desk = self.desk.language, self.desk
        self._head = Heading(desk)
        self._back = back_link(desk)
        self._title = label(say("Imports", language), "title", strong=True)
        self._open = button(desk, "", lambda: desk.go(Place(self.name)), look="tab")
        self._history = button(desk, say("History", language), lambda: desk.go(Place(self.name, where=HISTORY)),
                               look="tab")
        for tab in (self._open, self._history):
            tab.setCheckable(True)
        for part in (self._back, self._title, self._open, self._history):
            self._head.line.addWidget(part)
        self._head.line.addStretch(1)
        layouts = button(desk, say("Layouts", language), icon="bookmark", look="quiet")
        layouts.clicked.connect(lambda checked=False: Layouts(desk, self).open_below(layouts))
        self._head.add_button(layouts)
        self._choose_folder = button(desk, say("Folder…", language), self.choose_folder, icon="folder-open")
        self._choose_files = button(desk, say("Files…", language), self.choose, icon="file-plus")
        self._head.add_button(self._choose_folder)
        self._head.add_button(self._choose_files)
        return self._head

    def _dress_heading(self) -> None:
        shown, files = self._stack.currentWidget(), len(self.intake.files)
        self._back.setVisible(shown is self.change)
        self._title.setVisible(shown is not self.change)
        for tab in (self._open, self._history):
            tab.setVisible(bool(files) and shown is not self.change)
        for part in (self._choose_files, self._choose_folder):
            part.setVisible(shown is self.files)
        self._open.setText(say("Open files ({n})", self.desk.language, n=files))
        self._open.setChecked(shown is self.files)
        self._history.setChecked(shown is self._start)
        self.summary_changed.emit(self.summary())
        self.verbs_changed.emit()

    def _show_change(self, number: int) -> None:
        if self.change is None or self.change.number != number:
            if self.change is not None:
                self._stack.removeWidget(self.change)
                self.change.deleteLater()
            self.change = ChangePage(self.desk, number)
            self._stack.addWidget(self.change)
        else:
            self.change.reload()
        self._stack.setCurrentWidget(self.change)

    def _listed(self) -> None:
        """Files came or went: show them, or the front again where none is left."""
        if self._stack.currentWidget() is not self.change:
            self._stack.setCurrentWidget(self.files if self.intake.files else self._start)
        self._dress_heading()
        QTimer.singleShot(0, self, self._take_keyboard)

    def _told(self, file: Any) -> None:
        self.summary_changed.emit(self.summary())

    def _take_keyboard(self) -> None:
        card = self.card
        if card is not None and self.isVisible() and not self.files.list.hasFocus():
            card.come()

    def _choose_another(self) -> None:
        card = self.card
        if card is not None:
            card.close_up()
        self.choose()
