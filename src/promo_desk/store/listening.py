"""News of the store: told once after each commit, and asked for where another process may have committed."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from promo_desk.store.lane import Changed
from promo_desk.store.tables import CHANGE, ENTRY

Listener = Callable[[Changed], None]


class News:
    """Who listens, and the number of the last change they have heard of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listeners: list[Listener] = []
        self._turn = threading.Lock()
        self._own: set[int] = set()
        self._version: Any = None
        self._watch = engine.connect()
        self._heard = self._watch.scalar(select(func.max(CHANGE.c.number))) or 0

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell this function of every commit, on the thread that made it; gives what ends the listening."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def mine(self, number: int) -> None:
        """This process is about to commit that change: it will be told of at once, and is no news afterwards."""
        self._own.add(number)

    def tell(self, changed: Changed) -> None:
        for listener in tuple(self._listeners):
            listener(changed)

    def newer(self) -> list[Changed]:
        """Tell of, and give, what other processes have committed since the last time. Costs microseconds if nothing."""
        with self._turn:
            found = self._looked()
        for changed in found:
            self.tell(changed)
        return found

    def close(self) -> None:
        self._watch.close()

    def _looked(self) -> list[Changed]:
        try:
            return self._foreign() if self._moved() else []
        except DBAPIError:  # the server went away: look through a new connection the next time
            self._watch.close()
            self._watch = self._engine.connect()
            raise

    def _moved(self) -> bool:
        """Whether anything was committed at all; SQLite knows without looking."""
        if self._engine.dialect.name != "sqlite":
            return True
        version = self._watch.exec_driver_sql("PRAGMA data_version").scalar()
        moved, self._version = version != self._version, version
        return bool(moved)

    def _foreign(self) -> list[Changed]:
        rows = self._watch.execute(select(CHANGE.c.number, CHANGE.c.first_entry, CHANGE.c.last_entry)
                                   .where(CHANGE.c.number > self._heard).order_by(CHANGE.c.number)).all()
        found = [Changed(row.number, None, _ids(self._watch, row.first_entry, row.last_entry))
                 for row in rows if row.number not in self._own]
        self._heard = max((row.number for row in rows), default=self._heard)
        self._own = {number for number in self._own if number > self._heard}
        return found


def _ids(connection: Connection, first: int, last: int) -> dict[str, array[int]]:
    rows = connection.execute(select(ENTRY.c.kind, ENTRY.c.id).distinct().where(ENTRY.c.seq.between(first, last))
                              .order_by(ENTRY.c.kind, ENTRY.c.id))
    return grouped((row[0], row[1]) for row in rows)


def grouped(keys: Iterable[tuple[str, int]]) -> dict[str, array[int]]:
    ids: dict[str, array[int]] = {}
    for kind, id in keys:
        ids.setdefault(kind, array("i")).append(id)
    return ids
