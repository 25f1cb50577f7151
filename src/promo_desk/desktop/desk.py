"""What every part of the window shares: the open store, the tasks, the language, the scheme, what is remembered.

A part is given the desk and nothing else; parts do not know each other. They ask the desk to go somewhere or to say
something, and listen to what has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal

from promo_desk.desktop import theme
from promo_desk.desktop.tasks import Fault, Tasks
from promo_desk.fields.message import Message
from promo_desk.fields.words import user_language

if TYPE_CHECKING:
    from promo_desk.store import Store

NEWS = 3000
"""Milliseconds between two looks at what other desks have committed; a look costs microseconds."""
Choice = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class Place:
    """Somewhere in the window: a page, one kind of record on it, one record beside it (0: none)."""

    page: str = "today"
    kind: str = ""
    id: int = 0
    where: tuple[Any, ...] = ()
    """Conditions that a list opens with (the list behind a figure)."""

    def with_record(self, kind: str, id: int) -> Place:
        return replace(self, kind=kind, id=id)


@dataclass(frozen=True)
class Notice:
    """One line for the user, with at most one way on: undo, open, copy the report."""

    message: Message
    level: Literal["done", "fault"] = "done"
    action: Message | None = None
    run: Callable[[], None] | None = None


class Desk(QObject):
    """The shared state of one window. ``store`` is there after ``opened``."""

    opened = Signal()
    refused = Signal(object, object)
    language_changed = Signal()
    scheme_changed = Signal()
    changed = Signal(object)
    noticed = Signal(object)
    asked = Signal(object)
    followed = Signal(object)
    _heard = Signal(object)

    def __init__(self, folder: Path, language: str = "", today: date | None = None) -> None:
        super().__init__()
        self.settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.tasks = Tasks()
        self.tasks.faulted.connect(self.fault)
        self.language = language or str(self.settings.value("language", "")) or user_language()
        self.wish: Choice = self._kept_wish()
        self.scheme: theme.Scheme = "light"
        """Light or dark: what the user set, else what the system asks for."""
        self.tones = theme.LIGHT
        self.look_at_scheme()
        self.today = today or date.today()
        self._store: Store | None = None
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._news = QTimer(self)
        self._news.setInterval(NEWS)
        self._news.timeout.connect(self.look_for_news)

    @property
    def store(self) -> Store:
        if self._store is None:
            raise RuntimeError("the store is asked before it is open")
        return self._store

    @property
    def is_open(self) -> bool:
        return self._store is not None

    def take_store(self, store: Store) -> None:
        """The store has opened (on a worker): listen to it and tell every part."""
        self._store = store
        store.language = self.language
        store.listen(self._heard.emit)
        self._news.start()
        self.opened.emit()

    def refuse(self, fault: Fault, again: Callable[[], None]) -> None:
        """The store did not open: say why, with another try."""
        self.refused.emit(fault, again)

    def set_language(self, language: str) -> None:
        self.language = language
        if self._store is not None:
            self._store.language = language
        self.settings.setValue("language", language)
        self.language_changed.emit()

    def look_at_scheme(self) -> None:
        """Ask again what the user and the system want; asked once, for it costs something each time."""
        self.scheme = theme.system_scheme() if self.wish == "system" else self.wish
        self.tones = theme.tones(self.scheme)

    def set_scheme(self, wish: Choice) -> None:
        self.wish = wish
        self.settings.setValue("scheme", wish)
        self.scheme_changed.emit()

    def go(self, place: Place) -> None:
        self.asked.emit(place)

    def follow(self, place: Place) -> None:
        """The cursor has come to a record: where one is shown beside the list, show this one."""
        self.followed.emit(place)

    def say(self, message: Message, action: Message | None = None, run: Callable[[], None] | None = None) -> None:
        """One line in the status line, with a way on."""
        self.noticed.emit(Notice(message, "done", action, run))

    def fault(self, fault: Fault) -> None:
        self.noticed.emit(Notice(fault.message, "fault", *self._way_out(fault)))

    def look_for_news(self) -> None:
        """Ask whether another desk on the same database has committed something."""
        if self._store is not None:
            store = self._store
            self.tasks.read(lambda work: store.newer(), lambda answer: None, lambda error: None, lane="news")

    def undo(self) -> None:
        """Take back the last change, and say what was left because somebody has changed it since."""
        self._take_back(Message("Undo"), self.store.undo)

    def redo(self) -> None:
        self._take_back(Message("Redo"), self.store.redo)

    def undo_change(self, number: int) -> None:
        """Take back one change of the past."""
        self._take_back(Message("Undo"), lambda: self.store.undo(number))

    def _take_back(self, words: Message, run: Callable[[], Any]) -> None:
        self.tasks.change(words.text(self.language), lambda work: run(),
                          lambda undone: self._tell_undone(words, undone))

    def _tell_undone(self, words: Message, undone: Any) -> None:
        if undone.left:
            self.say(Message("{what}: {label}. {n} values were changed since and stay as they are.",
                             {"what": words, "label": undone.label, "n": len(undone.left)}))
        else:
            self.say(Message("{what}: {label}.", {"what": words, "label": undone.label}))

    def close(self) -> None:
        self._news.stop()
        self.tasks.close()
        self.settings.sync()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _way_out(self, fault: Fault) -> tuple[Message | None, Callable[[], None] | None]:
        if not fault.report:
            return None, None
        return Message("Copy the report"), lambda: _copy(fault.report)

    def _kept_wish(self) -> Choice:
        kept = self.settings.value("scheme", "system")
        return kept if kept in ("light", "dark") else "system"


def _copy(text: str) -> None:
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().setText(text)
