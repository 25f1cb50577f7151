"""Search while typing: one index over the names, codes and texts of every kind of record.

A name is found by any part of it, in simplified or traditional characters, by pinyin (huawei, hua wei) and by
initials (hw); codes and telephone numbers whole, by their beginning and their last digits; texts by their words. Where
nothing is found, by what sounds the same (化为) and by one slip of the fingers (Huawie).

:func:`find` only reads, and may be broken off from another thread by the driver's own means (``interrupt()`` of the
SQLite connection, ``cancel()`` of psycopg's): the driver's error then comes through, and nothing is left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import groupby, islice, zip_longest
from types import ModuleType

from sqlalchemy import Connection, func, select

from promo_desk.records import kinds as all_kinds
from promo_desk.records import table_of
from promo_desk.store import search_postgres, search_sqlite
from promo_desk.store.query import Query, Question
from promo_desk.store.search_entries import BATCH, GAP, KIND_BITS, Entry, pack, read, searched, tokens_of, unpack

_RULES = 1
"""Raised when tokens are made in another way: an older index is then made anew."""
_INDEXES: dict[str, ModuleType] = {"sqlite": search_sqlite, "postgresql": search_postgres}
_EVERY = 1 << 62
_AROUND = 24
Ask = Callable[[int, int, int], list[Entry]]


def _quiet() -> None:
    """Nobody waits."""


@dataclass(frozen=True)
class Hit:
    """A record that was found. ``matched`` is the value that was found when it is another than ``name``
    (an alias, a code, a piece of text); empty when it is the name itself."""

    kind: str
    id: int
    name: str
    matched: str = ""


def create(connection: Connection) -> None:
    """Make the index's tables where they do not stand yet."""
    connection.exec_driver_sql("create table if not exists search_about (made_by text not null)")
    _index(connection).create(connection)
    if connection.exec_driver_sql("select count(*) from search_about").scalar() == 0:
        _sign(connection)


def refresh(connection: Connection, changed: Mapping[str, Iterable[int]], pulse: Callable[[], None] = _quiet) -> None:
    """Index these records again inside the open transaction; those that are gone leave the index.

    ``pulse`` is called after every thousand records; what it raises breaks this off.
    An index made by other rules (:func:`stale`) cannot be mended and is rebuilt.
    """
    if stale(connection):
        rebuild(connection)
        return
    index = _index(connection)
    for kind, ids in changed.items():
        if any(searched(kind).values()):
            wanted = list(ids)
            for start in range(0, len(wanted), BATCH):
                index.drop(connection, [pack(kind, id) for id in wanted[start:start + BATCH]])
                pulse()
            for entries in read(connection, kind, wanted):
                _put(connection, entries)
                pulse()


def rebuild(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the whole index anew in one batch; ``progress(done, total)`` counts records."""
    _index(connection).clear(connection)
    _sign(connection)
    total = _total(connection) if progress else 0
    done = 0
    for kind in all_kinds():
        for entries in read(connection, kind):
            _put(connection, entries)
            done += len(entries)
            if progress:
                progress(done, total)


def stale(connection: Connection) -> bool:
    """Whether the index was made by other rules than today's and wants a rebuild."""
    return connection.exec_driver_sql("select made_by from search_about").scalar() != _signature()


def find(connection: Connection, text: str, kinds: Sequence[str] | None = None, limit: int = 50) -> list[Hit]:
    """The records the text may mean, best first: names that are it, that begin with it, that hold it, then codes and
    texts. Where one kind alone would fill the limit the others get their share. ``#12`` finds what has that number.
    """
    if text.strip().startswith("#"):
        return _numbered(connection, text.strip()[1:], kinds, limit)
    query = Query(text)
    found: dict[int, Entry] = {}
    for question in _asked(connection, query, found, limit):
        answers = _shared(partial(_index(connection).ask, connection, question), kinds, limit + len(found))
        if not found and len(answers) >= limit:
            ask = partial(_index(connection).ask, connection, query.exact)
            answers = [*_shared(ask, kinds, limit), *answers]
        found.update((entry.number, entry) for entry in answers if entry.number not in found)
    return [_hit(query, entry) for entry in islice(found.values(), limit)]


def _asked(connection: Connection, query: Query, found: Mapping[int, Entry], limit: int) -> Iterator[Question]:
    """One question after the other until enough is found (``found`` grows while this runs)."""
    for question in query.questions:
        if len(found) < limit:
            yield question
    if not found:
        yield from query.sounding
    if not found:
        yield from query.slipped(partial(_index(connection).known, connection))


def _shared(ask: Ask, kinds: Sequence[str] | None, limit: int) -> list[Entry]:
    """The first answers, every kind that has some among them."""
    by_kind = [ask(pack(kind, 0), pack(kind, 0) + (1 << KIND_BITS), limit) for kind in kinds] if kinds is not None \
        else list(_every_kind(ask, limit))
    if len(by_kind) < 2:
        return by_kind[0] if by_kind else []
    in_turn = [entry for row in zip_longest(*by_kind) for entry in row if entry is not None]
    return sorted(in_turn[:limit])


def _every_kind(ask: Ask, limit: int) -> Iterator[list[Entry]]:
    low = 0
    while True:
        entries = ask(low, _EVERY, limit)
        if entries and entries[0].number >> KIND_BITS == entries[-1].number >> KIND_BITS:
            yield entries
        else:
            yield from (list(some) for _, some in groupby(entries, key=lambda entry: entry.number >> KIND_BITS))
        if len(entries) < limit:
            return
        low = ((entries[-1].number >> KIND_BITS) + 1) << KIND_BITS


def _numbered(connection: Connection, digits: str, kinds: Sequence[str] | None, limit: int) -> list[Hit]:
    if not (digits.isascii() and digits.isdigit()) or int(digits) >> KIND_BITS:
        return []
    numbers = ",".join(str(pack(kind, int(digits))) for kind in (all_kinds() if kinds is None else kinds))
    rows = connection.exec_driver_sql(f"select number, name from search_entry where number in ({numbers or 'null'})"
                                      f" order by number limit {int(limit)}")
    return [Hit(*unpack(row[0]), row[1], f"#{digits}") for row in rows]


def _hit(query: Query, entry: Entry) -> Hit:
    kind, id = unpack(entry.number)
    return Hit(kind, id, entry.name, _matched(query, entry))


def _matched(query: Query, entry: Entry) -> str:
    if query.typed in entry.name or (entry.names == entry.name and not entry.codes and not entry.texts):
        return ""
    return _value_found(query, entry)


def _value_found(query: Query, entry: Entry) -> str:
    """The first value that fits, the name before all; nothing when none does alone (two words in two values)."""
    for value in (entry.name, *entry.names.split(GAP), *entry.codes.split(GAP)):
        if value and (query.fits(value) or query.is_code(value)):
            return "" if value == entry.name else value
    return next((_piece(query, text) for text in entry.texts.split(GAP) if query.reads(text)), "")


def _piece(query: Query, text: str) -> str:
    """The words around the place that was found."""
    at = max(text.casefold().find(query.typed.casefold()), 0)
    start, end = max(at - _AROUND, 0), at + len(query.typed) + _AROUND
    return f"{'…' * (start > 0)}{text[start:end].strip()}{'…' * (end < len(text))}"


def _put(connection: Connection, entries: Sequence[Entry]) -> None:
    filled = [entry for entry in entries if entry.name or entry.names or entry.codes or entry.texts]
    if filled:
        _index(connection).put(connection, filled, tokens_of(filled))


def _index(connection: Connection) -> ModuleType:
    return _INDEXES[connection.dialect.name]


def _total(connection: Connection) -> int:
    return sum(connection.scalar(select(func.count()).select_from(table_of(kind))) or 0 for kind in all_kinds())


@lru_cache(maxsize=1)
def _signature() -> str:
    """What the index's tokens depend on: our rules, the kinds and their order, the tables of sounds and characters."""
    return " ".join([str(_RULES), *(f"{name}-{version(name)}" for name in ("opencc", "pypinyin")), *all_kinds()])


def _sign(connection: Connection) -> None:
    connection.exec_driver_sql("delete from search_about")
    connection.exec_driver_sql(f"insert into search_about values ('{_signature()}')")
