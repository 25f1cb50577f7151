"""The files that are on their way in: in which order they are read, which one is looked at, what was put away.

There is one for each desk; it outlives the page, which is made anew with every change of language or colours.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.importing.file import Incoming
from promo_desk.desktop.importing.words import imported_line
from promo_desk.desktop.tasks import Fault, Ticket
from promo_desk.fields.message import Message

if TYPE_CHECKING:
    from promo_desk.desktop.importing.left import LeftLine

AT_ONCE = 2
"""So many files are read at once: one is unpacked by its own process while another is planned."""
SETTLE = 300
"""Milliseconds after somebody wrote to the office, until the plan that is looked at is made again."""


class Intake(QObject):
    """The files, one of them looked at."""

    listed = Signal()
    """Files came or went, or another one is looked at."""
    told = Signal(object)
    """Something of one file has changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.files: list[Incoming] = []
        self.current: Incoming | None = None
        self.left: dict[int, list[LeftLine]] = {}
        """What an undo left as it is, by the number of the change that was taken back."""
        self._all = False
        desk.tasks.ended.connect(self._ended)
        desk.tasks.progressed.connect(self._advanced)
        desk.changed.connect(self._written_to)
        desk.tasks.read(lambda work: _prepare(), lambda done: None)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._look_again)

    @classmethod
    def of(cls, desk: Desk) -> Intake:
        """The one of this desk."""
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    @property
    def ready(self) -> list[Incoming]:
        return [each for each in self.files if each.ready]

    def add(self, paths: list[str]) -> None:
        """Take files, and of folders the workbooks that lie in them."""
        def find(work: Any) -> list[Path]:
            from promo_desk.sheets.files import workbooks

            return workbooks(paths)

        self.desk.tasks.read(find, self._take, lambda error: self.desk.fault(Fault.of(error)))

    def paste(self, text: str, html: str | None) -> None:
        """Take cells from the clipboard."""
        def parse(work: Any) -> Any:
            from promo_desk.sheets.pasted import book_of_text

            return book_of_text(text, html)

        self.desk.tasks.read(parse, lambda book: self._take([book]), lambda error: self.desk.fault(Fault.of(error)))

    def select(self, file: Incoming | None) -> None:
        """Look at a file: it is read first, and planned again where the office has moved on."""
        if file is self.current:
            return
        self.current = file
        self.listed.emit()
        if file is not None and file.stale and not file.busy:
            file.make()
        self._next()

    def step(self, by: int) -> None:
        """The next file (1) or the one before (-1)."""
        if self.current in self.files and len(self.files) > 1:
            self.select(self.files[(self.files.index(self.current) + by) % len(self.files)])

    def put_away(self, file: Incoming) -> None:
        """Take a file from the list; a notice brings it back as it was."""
        if file not in self.files:
            return
        place = self.files.index(file)
        if file.state in ("waiting", "reading"):
            file.give_up()
        self.files.remove(file)
        if file is self.current:
            self.current = self.files[min(place, len(self.files) - 1)] if self.files else None
        self.listed.emit()
        if file.state not in ("imported", "undone"):
            self.desk.say(Message("Put away: {file}", {"file": file.name}), Message("Back to it"),
                          lambda: self._bring_back(file, place))

    def put_all_away(self) -> None:
        """Nothing is open any more."""
        for file in self.files:
            if file.busy:
                file.give_up()
            file.leave()
        self.files, self.current = [], None
        self.listed.emit()

    def import_all(self) -> None:
        """Write every file that is ready, one change each, one after another."""
        self._all = True
        self._write_next()

    def next_open(self, after: Incoming) -> Incoming | None:
        """The next file that still wants something."""
        if after not in self.files:
            return None
        at = self.files.index(after)
        ahead = [*self.files[at + 1:], *self.files[:at]]
        return next((each for each in ahead if each.state not in ("imported", "undone", "refused")), None)

    def _bring_back(self, file: Incoming, place: int) -> None:
        self.files.insert(min(place, len(self.files)), file)
        self.current = file
        self.listed.emit()
        if file.state == "waiting" or file.stale:
            file.make()

    def _take(self, sources: list[Any]) -> None:
        """New files stand below those that are there; one that is already open is only looked at."""
        opened = [self._known(source) or self._added(source) for source in sources]
        self.current = opened[0] if opened else self.current
        self.listed.emit()
        self._next()

    def _known(self, source: Any) -> Incoming | None:
        return next((each for each in self.files if isinstance(source, Path) and each.file == source
                     and each.state not in ("imported", "undone")), None)

    def _added(self, source: Any) -> Incoming:
        file = Incoming(self.desk, source, self)
        file.changed.connect(self._teller(file))
        self.files.append(file)
        return file

    def _teller(self, file: Incoming) -> Callable[[], None]:
        def tell() -> None:
            self.told.emit(file)
            if file.state == "imported":
                self._came_in(file)
            self._next()
            if self._all and not file.busy:
                self._write_next()
        return tell

    def _came_in(self, file: Incoming) -> None:
        """One is done: the next is looked at, and the line below says what was done."""
        number = file.applied.change if file.applied is not None else None
        following = self.next_open(file) if file is self.current else None
        if number is None or following is None:
            return
        told = Message("Imported {file}: {counts}", {"file": file.name,
                                                      "counts": imported_line(file, self.desk.language)})
        self.desk.say(told, Message("See what came in"), lambda: self.desk.go(Place("imports", where=(number,))))
        self.select(following)

    def _next(self) -> None:
        """Read the next file, the one that is looked at before all others."""
        if not self.desk.is_open or sum(each.state == "reading" for each in self.files) >= AT_ONCE:
            return
        waiting = [each for each in self.files if each.state == "waiting" and not each.stopped]
        chosen = self.current if self.current in waiting else next(iter(waiting), None)
        if chosen is not None:
            chosen.make()  # which tells of it, and so asks for the one after it

    def _write_next(self) -> None:
        if not self.desk.is_open or any(each.state == "writing" for each in self.files):
            return
        ready = self.ready
        if not ready:
            self._all = any(each.busy and each.state == "planned" for each in self.files)
            return
        ready[0].write()

    def _ended(self, ticket: Ticket) -> None:
        for file in self.files:
            file.ended(ticket)

    def _advanced(self, ticket: Ticket, done: int, of: int) -> None:
        for file in self.files:
            file.advance(ticket, done, of)

    def _written_to(self, changed: Any) -> None:
        """Somebody wrote to the office: the plans speak of what was."""
        for file in self.files:
            file.stale = file.stale or file.state == "planned"
        self._settle.start()

    def _look_again(self) -> None:
        file = self.current
        if self.desk.is_open and file is not None and file.stale and not file.busy and not self._all:
            file.make()


def _prepare() -> None:
    """Load what reads, plans and shows a file, off the window's thread and before the first one is dropped."""
    for name in ("sheets.files", "sheets.reader", "sheets.planning", "desktop.importing.sheet",
                 "desktop.importing.questions"):
        import_module(f"promo_desk.{name}")
