"""The office's memory: open it, read it from any thread, write it through one lane.

    with open_store("office.db", create=True) as store:
        with store.change("Enter Huawei") as change:
            id = change.add("company", {"name": "Huawei"})
        store.get("company", id)["name"]
"""

from __future__ import annotations

import getpass
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import URL, Connection, Engine, select

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import Message, WorldFault
from promo_desk.store import backup, past, reading, search, steps
from promo_desk.store import history as kept
from promo_desk.store.backup import Progress
from promo_desk.store.change import Change
from promo_desk.store.checking import check
from promo_desk.store.conditions import Where
from promo_desk.store.dialects import DIALECTS
from promo_desk.store.engine import shown
from promo_desk.store.faults import told
from promo_desk.store.history import Birth, ChangeInfo, Entry
from promo_desk.store.lane import Changed, Heading, Lane, roll_back
from promo_desk.store.listening import Listener, News
from promo_desk.store.names import named_refs, names_of, shared_names
from promo_desk.store.orders import Sort
from promo_desk.store.past import Point
from promo_desk.store.reading import Linked
from promo_desk.store.shape import shape
from promo_desk.store.tables import OFFICE
from promo_desk.store.undo import Undone, take_back


def now() -> datetime:
    return datetime.now(UTC)


def user() -> str:
    """Who is logged in, for changes that name nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


class Store:
    """An open database. Reads may come from any thread; what a thread reads while its change is open, it reads there.

    ``language`` is that of the names of records and links ("en" or "zh"), ``who`` the officer at the desk.
    """

    def __init__(self, url: URL, engine: Engine, clock: Callable[[], datetime] = now) -> None:
        self.url = url
        self.name = shown(url)
        self.language = "en"
        self.who = user()
        self._engine = engine
        self._dialect = DIALECTS[engine.dialect.name]
        self._lane = Lane(engine, self._dialect, self.name, clock)
        self._news = News(engine)
        self._clock = clock
        self._still = threading.local()

    @property
    def path(self) -> Path | None:
        """The file, of an SQLite database."""
        return Path(str(self.url.database)) if self._dialect.name == "sqlite" else None

    @cached_property
    def identity(self) -> str:
        """What tells this office, its copies and backups from all others; workbooks carry it."""
        with self.reading() as connection:
            return str(connection.scalar(select(OFFICE.c.identity)))

    # ---- writing

    @contextmanager
    def change(self, label: str, why: str = "", source: dict[str, Any] | None = None, who: str | None = None,
               asked: Any = None, aside: bool = False, pulse: Callable[[], None] | None = None) -> Iterator[Change]:
        """Open a change: everything in it is written, or nothing.

        ``source`` is where an import comes from ({"file": ...}); ``asked`` is given to the listeners, so that whoever
        asked for the change knows it again. ``aside``: a note of what went out (an export), which nobody means when
        they take back their last change, though it can be taken back by its number. ``pulse`` is called again and again
        while the search index follows at the end; it may raise Cancelled. Changes do not nest (OutsideChange).
        """
        heading = Heading(label, why, self.who if who is None else who, source, step="aside" if aside else "do")
        with self._lane.transaction(heading) as work:
            self._news.mine(work.number)
            work.pulse = pulse or work.pulse
            yield Change(work)
        self._tell(work.number, asked, work.writer.touched_ids())

    def undo(self, number: int | None = None, by: str | None = None, asked: Any = None) -> Undone:
        """Take back a change: of that number, or the last that stands (with ``by``, the last of that person).

        What was changed since is left and listed. WorldFault where there is nothing to take back.
        """
        return self._take_back(steps.to_undo, number, by, asked)

    def redo(self, number: int | None = None, by: str | None = None, asked: Any = None) -> Undone:
        """Make again what was taken back last, if nothing was done since; or the change of that number."""
        return self._take_back(steps.to_redo, number, by, asked)

    def _take_back(self, find: Callable[..., steps.Target], number: int | None, by: str | None, asked: Any) -> Undone:
        with self.reading() as connection:
            target = find(connection, number, by, self.who)
        with self._lane.transaction(target.heading) as work:
            target = find(work.writer.connection, number, by, self.who)
            self._news.mine(work.number)
            left = take_back(work.writer, target.first, target.last)
        self._tell(work.number, asked, work.writer.touched_ids())
        return Undone(target.number, target.label, left, work.number)

    def _tell(self, number: int, asked: Any, ids: dict[str, array[int]]) -> None:
        if ids:
            self._news.tell(Changed(number, asked, ids))

    # ---- reading

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with: the open change's, that of :meth:`still`, or one for the moment."""
        held = self._lane.own() or getattr(self._still, "connection", None)
        with told(self.name):
            if held is not None:
                yield held
            else:
                with self._engine.connect() as connection:
                    yield connection

    @contextmanager
    def still(self) -> Iterator[None]:
        """What this thread reads inside is of one moment, whatever others commit: for exports and briefings."""
        if self._lane.own() is not None or getattr(self._still, "connection", None) is not None:
            yield
            return
        with told(self.name), self._engine.connect() as connection:
            self._dialect.begin_read(connection)
            self._still.connection = connection
            try:
                yield
            finally:
                self._still.connection = None
                roll_back(connection)

    def get(self, kind: str, id: int) -> dict[str, Any]:
        """Every stored value of a record by key; raises Missing."""
        with self.reading() as connection:
            return reading.get(connection, kind, id, self.language)

    def ids(self, kind: str, where: Where = (), sort: Sort = (), limit: int | None = None) -> array[int]:
        """The ids of the records for which every condition holds, in order; what is empty stands last."""
        with self.reading() as connection:
            return reading.ids(connection, self._dialect, kind, where, sort, limit)

    def read(self, kind: str, ids: Sequence[int], keys: Sequence[str]) -> list[tuple[Any, ...]]:
        """The values of the keys, a tuple for each id, in step with the ids; of a record that is gone all None."""
        with self.reading() as connection:
            return reading.read(connection, kind, ids, keys, self.language)

    def count(self, kind: str, where: Where = ()) -> int:
        with self.reading() as connection:
            return reading.count(connection, self._dialect, kind, where)

    def sums(self, kind: str, key: str, where: Where = ()) -> list[Any]:
        """The sum of an amount: one value of its kind for each currency or unit, never added up across them."""
        with self.reading() as connection:
            return reading.sums(connection, self._dialect, kind, key, where)

    def tally(self, kind: str, key: str, where: Where = ()) -> dict[Any, int]:
        """How many records have each value of the field, the most frequent first; None counts the empty ones."""
        with self.reading() as connection:
            return reading.tally(connection, self._dialect, kind, key, where)

    def names(self, kind: str, ids: Sequence[int], language: str | None = None) -> dict[int, str]:
        """The names of records by id; those that are not there are left out."""
        with self.reading() as connection:
            return names_of(connection, kind, ids, language or self.language)

    def shared_names(self, kind: str, keys: Sequence[str]) -> set[str]:
        """The names in these text fields that several records of a kind bear."""
        with self.reading() as connection:
            return shared_names(connection, kind, keys)

    def linked(self, kind: str, id: int) -> list[Linked]:
        """What links to a record, by kind and field."""
        with self.reading() as connection:
            return reading.linked(connection, kind, id)

    def search(self, text: str, kinds: Sequence[str] | None = None, limit: int = 50) -> list[search.Hit]:
        """The records the text may mean, best first."""
        with self.reading() as connection:
            return search.find(connection, text, kinds, limit)

    # ---- the past

    def changes(self, since: Point | None = None, limit: int | None = None) -> list[ChangeInfo]:
        """The changes, newest first: after that change, after that moment, or from that day on."""
        with self.reading() as connection:
            return kept.changes(connection, since, limit)

    def change_info(self, number: int) -> ChangeInfo | None:
        with self.reading() as connection:
            return kept.change(connection, number)

    def imported(self, sha256: str) -> ChangeInfo | None:
        """The newest change that stands and took in a file of this content; None where there is none."""
        with self.reading() as connection:
            return kept.imported(connection, sha256)

    def last_change(self) -> int:
        """The number of the newest change; 0 where there is none."""
        newest = self.changes(limit=1)
        return newest[0].number if newest else 0

    def history(self, kind: str | None = None, id: int | None = None, since: Point | None = None,
                limit: int | None = None) -> list[Entry]:
        """What was done to a record, a kind or all, newest first."""
        with self.reading() as connection:
            return kept.history(connection, kind, id, since, limit, self.language)

    def entries(self, number: int, limit: int | None = None) -> list[Entry]:
        """What a change did, in its order."""
        with self.reading() as connection:
            return kept.of_change(connection, number, limit, self.language)

    def timeline(self, kind: str, id: int, limit: int | None = None) -> list[Entry]:
        """The history of a record and its parts, and which records came to link to it, newest first."""
        with self.reading() as connection:
            return kept.timeline(connection, kind, id, limit, self.language)

    def birth(self, kind: str, id: int, key: str) -> Birth | None:
        """Where a value comes from: change, file, sheet, cell, or officer."""
        with self.reading() as connection:
            return kept.birth(connection, kind, id, key)

    def at(self, kind: str, id: int, point: Point) -> dict[str, Any] | None:
        """A record as of a change's number, a moment, or the end of a day; None where it was not there."""
        with self.reading() as connection:
            row = past.row_at(connection, kind, id, past.bound(connection, point))
            return None if row is None else self._named(connection, shape(kind).values(row))

    def ids_at(self, kind: str, point: Point) -> array[int]:
        """The records of a kind that were there at that point, by id."""
        with self.reading() as connection:
            return array("i", past.ids_at(connection, kind, past.bound(connection, point)))

    def read_at(self, kind: str, ids: Sequence[int], keys: Sequence[str], point: Point) -> list[tuple[Any, ...]]:
        """:meth:`read` as of a point; ``keys`` may not be automatic fields other than id. Fast where little changed."""
        with self.reading() as connection:
            rows = past.rows_at(connection, kind, ids, past.bound(connection, point))
            form = shape(kind)
            values = [tuple(form.values({**rows[id], "id": id}, keys).values()) if id in rows else (None,) * len(keys)
                      for id in ids]
            named = named_refs(connection, (value for row in values for value in row), self.language)
            return [tuple(named[value] if isinstance(value, Ref) else value for value in row) for row in values]

    def _named(self, connection: Connection, values: dict[str, Any]) -> dict[str, Any]:
        named = named_refs(connection, values.values(), self.language)
        return {key: named[value] if isinstance(value, Ref) else value for key, value in values.items()}

    # ---- news

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell this function of every commit, once; gives what ends the listening."""
        return self._news.listen(listener)

    def newer(self) -> list[Changed]:
        """What other processes have committed since the last time; the listeners are told of it too."""
        with told(self.name):
            return self._news.newer()

    # ---- keeping

    def backup(self, to: str | Path | None = None, progress: Progress | None = None) -> Path:
        """Copy the office to a file and prove it; without a name into ``backups``, where the newest few are kept.

        ``progress(done, total)`` counts pages (of a server's office: rows). Raises WorldFault.
        """
        source = self.path or Path.cwd() / f"{self.url.database}.db"
        target = Path(to) if to is not None else backup.automatic(source, self._clock())
        if self.path is not None:
            backup.backup_file(source, target, progress)
        else:
            self.copy_to(target, progress)
        if to is None:
            backup.rotate(source)
        return target

    def copy_to(self, target: str | Path, progress: Progress | None = None) -> None:
        """Copy the whole office with its history, ids and numbers to a path or URL that holds none yet."""
        from promo_desk.store.copying import copy_to

        with self.still(), self.reading() as connection:
            copy_to(connection, target, progress)

    def check(self) -> list[Message]:
        """Prove pages, links, triggers and history; gives what is wrong. Reads everything: seconds for 100,000 rows."""
        try:
            with self.still(), self.reading() as connection:
                return check(connection)
        except WorldFault as fault:  # too damaged to be read at all
            return [fault.message]

    def close(self) -> None:
        self._news.close()
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()
