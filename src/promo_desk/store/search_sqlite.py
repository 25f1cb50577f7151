"""The search index on SQLite: one FTS5 table of tokens, one plain table of what was found in them.

The FTS5 table keeps no copy of its tokens (half the space): to take an entry out, its tokens are made again from the
values in the plain table. That is why an index made by other rules is rebuilt and never mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from promo_desk.store.query import AnyOf, Phrase, Question
from promo_desk.store.search_entries import Entry, Tokens, tokens_of

_CREATE = (
    "create table if not exists search_entry"
    " (number integer primary key, name text not null, names text not null, codes text not null, texts text not null)",
    # ascii: every token is folded already and only blanks divide them; prefixes of 1 (a Chinese character) and
    # 3 (a Latin word) letters are kept, the others are few enough to be merged when asked for
    "create virtual table if not exists search_index using fts5"
    " (names, texts, content='', columnsize=0, tokenize='ascii', prefix='1 3')",
    "create virtual table if not exists search_word using fts5vocab(search_index, row)",
)
_HASH = 3 << 23
"""Bytes of tokens that are gathered before they are written: an import of 100,000 names is written in a few goes."""


def create(connection: Connection) -> None:
    for statement in _CREATE:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("insert into search_index(search_index, rank) values ('hashsize', ?)", (_HASH,))


def clear(connection: Connection) -> None:
    """Make the index's tables anew, empty: those of an older or newer program may look otherwise, or not be there."""
    for name in ("search_word", "search_index", "search_entry"):
        connection.exec_driver_sql(f"drop table if exists {name}")
    create(connection)


def put(connection: Connection, entries: Sequence[Entry], tokens: Sequence[Tokens]) -> None:
    """Add entries that are not there."""
    driver = _driver(connection)
    driver.executemany("insert into search_entry values (?, ?, ?, ?, ?)", entries)
    driver.executemany("insert into search_index(rowid, names, texts) values (?, ?, ?)", tokens)


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Take out those of these entries that are there."""
    old = [Entry(*row) for row in connection.exec_driver_sql(
        "select e.* from json_each(?) j cross join search_entry e on e.number = j.value",
        (f"[{','.join(map(str, numbers))}]",))]
    if not old:
        return
    connection.exec_driver_sql("insert into search_index(search_index, rowid, names, texts) values ('delete', ?, ?, ?)",
                               list(tokens_of(old)))
    connection.exec_driver_sql("delete from search_entry where number = ?", [(entry.number,) for entry in old])


def ask(connection: Connection, question: Question, low: int, high: int, limit: int) -> list[Entry]:
    """The first entries, by number, from low up to and without high, that answer the question."""
    found = _driver(connection).execute(
        "select e.number, e.name, e.names, e.codes, e.texts from search_index i"
        " cross join search_entry e on e.number = i.rowid"
        " where search_index match ? and i.rowid >= ? and i.rowid < ? order by i.rowid limit ?",
        (_match(question), low, high, limit))
    return list(map(Entry._make, found))


def known(connection: Connection, words: Sequence[str]) -> Iterable[str]:
    """Those of the words that stand in the index."""
    marks = ",".join("?" * len(words))
    found = _driver(connection).execute(f"select term from search_word where term in ({marks})", words)
    return [row[0] for row in found]


def _driver(connection: Connection) -> Any:
    """The driver's own connection: SQLAlchemy's share of a question that takes 0.02 ms would be the greater one."""
    return connection.connection.driver_connection


def _match(question: Question) -> str:
    """The question in FTS5's words."""
    whole = " AND ".join(map(_any_of, question.all_of))
    return whole if question.where == "everywhere" else f"{question.where} : ({whole})"


def _any_of(phrases: AnyOf) -> str:
    return f"({' OR '.join(map(_phrase, phrases))})"


def _phrase(phrase: Phrase) -> str:
    words = " ".join(phrase.tokens).replace('"', '""')
    return f'"{words}" *' if phrase.open else f'"{words}"'
