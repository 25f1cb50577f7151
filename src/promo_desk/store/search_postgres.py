"""The search index on PostgreSQL: the same tokens as on SQLite, in arrays under GIN.

An array knows no beginnings of words and no neighbours. So every token's beginnings stand beside it, marked with a
star, and a phrase is found by its tokens and then held against ``chain``, the tokens in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from promo_desk.store.query import AnyOf, Phrase, Question, Where
from promo_desk.store.search_entries import Entry, Tokens

_CREATE = (
    "create table if not exists search_entry (number bigint primary key, name text not null, names text not null,"
    " codes text not null, texts text not null, name_tokens text[] not null, text_tokens text[] not null,"
    " name_chain text not null, text_chain text not null)",
    "create index if not exists search_entry_name on search_entry using gin (name_tokens) with (fastupdate = off)",
    "create index if not exists search_entry_text on search_entry using gin (text_tokens) with (fastupdate = off)",
)
_LONGEST_BEGINNING = 16


def create(connection: Connection) -> None:
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def clear(connection: Connection) -> None:
    connection.exec_driver_sql("delete from search_entry")


def put(connection: Connection, entries: Sequence[Entry], tokens: Sequence[Tokens]) -> None:
    """Add entries that are not there."""
    driver = connection.connection.driver_connection
    assert driver is not None
    with driver.cursor() as cursor, cursor.copy("copy search_entry from stdin") as copy:
        for entry, some in zip(entries, tokens, strict=True):
            copy.write_row((*entry, _array(some.names), _array(some.texts), f" {some.names} ", f" {some.texts} "))


def drop(connection: Connection, numbers: Sequence[int]) -> None:
    """Take out those of these entries that are there."""
    connection.exec_driver_sql("delete from search_entry where number = any(%s)", (list(numbers),))


def ask(connection: Connection, question: Question, low: int, high: int, limit: int) -> list[Entry]:
    """The first entries, by number, from low up to and without high, that answer the question."""
    values: list[Any] = []
    where = " and ".join(_any_of(phrases, question.where, values) for phrases in question.all_of)
    found = connection.exec_driver_sql(
        f"select number, name, names, codes, texts from search_entry where {where}"
        " and number >= %s and number < %s order by number limit %s", (*values, low, high, limit))
    return [Entry(*row) for row in found]


def known(connection: Connection, words: Sequence[str]) -> Iterable[str]:
    """Those of the words that stand in the index: looked for one by one in the same question, so all of them may."""
    return words


_COLUMNS: dict[Where, tuple[str, ...]] = {"names": ("name",), "texts": ("text",), "everywhere": ("name", "text")}


def _any_of(phrases: AnyOf, where: Where, values: list[Any]) -> str:
    columns = _COLUMNS[where]
    return f"({' or '.join(_phrase(phrase, column, values) for phrase in phrases for column in columns)})"


def _phrase(phrase: Phrase, column: str, values: list[Any]) -> str:
    *before, last = " ".join(phrase.tokens).split()
    values.append([*before, f"{last[:_LONGEST_BEGINNING]}*" if phrase.open else last])
    if not before and len(last) <= _LONGEST_BEGINNING:
        return f"{column}_tokens @> %s"
    values.append(f" {' '.join([*before, last])}{'' if phrase.open else ' '}")
    return f"({column}_tokens @> %s and strpos({column}_chain, %s) > 0)"


def _array(tokens: str) -> list[str]:
    return sorted(set(_with_beginnings(tokens.split())))


def _with_beginnings(tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        yield token
        yield from (f"{token[:length]}*" for length in range(1, min(len(token), _LONGEST_BEGINNING) + 1))
