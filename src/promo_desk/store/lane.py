"""The one lane for every write: a transaction, its number, its heading in the history, its commit.

Writers take turns, within the process by a lock and between processes by the database's own; so the numbers of
changes follow their commits. Whatever goes wrong, Ctrl+C too, drops the change and its history together.
"""

from __future__ import annotations

import json
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, insert, select

from promo_desk.store import search
from promo_desk.store.dialects import Dialect
from promo_desk.store.faults import OutsideChange, told
from promo_desk.store.shape import stored_moment
from promo_desk.store.tables import CHANGE, ENTRY
from promo_desk.store.writer import Writer

_NEWEST = select(CHANGE.c.number, CHANGE.c.at).order_by(CHANGE.c.number.desc()).limit(1)
_LAST_ENTRY = select(func.max(ENTRY.c.seq))
_SINCE = select(func.count(), func.max(ENTRY.c.seq)).where(ENTRY.c.seq >= bindparam("first"))
_ENTER = insert(CHANGE)


@dataclass(frozen=True)
class Changed:
    """What a commit changed, told once to every listener."""

    number: int
    asked: Any
    """Whoever asked for the change (given to ``change``), so that it need not hear of itself; None from elsewhere."""
    ids: dict[str, array[int]]
    """The records touched, by kind; those that are gone too."""


@dataclass(frozen=True)
class Heading:
    """What the history says of a change as a whole."""

    label: str
    why: str = ""
    who: str = ""
    source: dict[str, Any] | None = None
    step: str = "do"
    root: int | None = None
    undoes: int | None = None


@dataclass
class Work:
    """An open change, for those who write through it."""

    number: int
    writer: Writer
    after: list[Callable[[], None]] = field(default_factory=list)
    """Checks to be made just before the commit."""
    pulse: Callable[[], None] = lambda: None
    """Called again and again while the change is finished; what it raises drops the change."""


class Lane:
    """The writer of one open store."""

    def __init__(self, engine: Engine, dialect: Dialect, name: str, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._dialect = dialect
        self._name = name
        self._clock = clock
        self._turn = threading.Lock()
        self._owner: int | None = None
        self._connection: Connection | None = None
        self._given = 0

    def own(self) -> Connection | None:
        """The connection of the change that this very thread has open: what it reads, it reads there."""
        return self._connection if self._owner == threading.get_ident() else None

    @contextmanager
    def transaction(self, heading: Heading) -> Iterator[Work]:
        """A change that is open; committed at the end, dropped by any exception. Not to be nested."""
        if self.own() is not None:
            raise OutsideChange("a change is open already: changes do not nest")
        with self._turn, told(self._name), self._engine.connect() as connection:
            try:
                self._dialect.begin_write(connection)
                self._connection, self._owner = connection, threading.get_ident()
                yield from self._numbered(connection, heading)
            except BaseException:
                roll_back(connection)
                raise
            finally:
                self._connection = self._owner = None

    def _numbered(self, connection: Connection, heading: Heading) -> Iterator[Work]:
        last = connection.execute(_NEWEST).first()
        number = self._given = max(last.number if last else 0, self._given) + 1
        at = max(stored_moment(self._clock()), last.at if last else "")
        first = (connection.scalar(_LAST_ENTRY) or 0) + 1
        connection.exec_driver_sql(f"UPDATE open_change SET number = {number}")
        work = Work(number, Writer(connection, self._dialect, at, heading.who))
        yield work
        for check in work.after:
            check()
        self._finish(connection, work, heading, first)

    def _finish(self, connection: Connection, work: Work, heading: Heading, first: int) -> None:
        """Enter the change and commit; a change that changed nothing is dropped, but a step of undo is kept."""
        rows, last = connection.execute(_SINCE, {"first": first}).one()
        if not rows and heading.step in ("do", "aside"):
            work.writer.touched.clear()
            roll_back(connection)
            return
        connection.execute(_ENTER, {
            "number": work.number, "at": work.writer.at, "who": heading.who, "label": heading.label,
            "why": heading.why, "source": heading.source and json.dumps(heading.source, ensure_ascii=False),
            "step": heading.step, "root": heading.root or work.number, "undoes": heading.undoes,
            "first_entry": first, "last_entry": last or first - 1, "rows": rows})
        search.refresh(connection, work.writer.refound, work.pulse)
        connection.exec_driver_sql("UPDATE open_change SET number = NULL")
        self._dialect.settle(connection)
        connection.exec_driver_sql("COMMIT")


def roll_back(connection: Connection) -> None:
    """Roll back; a connection that cannot even do that is thrown away."""
    try:
        driver: Any = connection.connection.driver_connection
        driver.rollback()
    except Exception:
        connection.invalidate()
