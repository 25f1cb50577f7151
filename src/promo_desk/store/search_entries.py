"""What the index holds of a record: its names, its codes and its texts, and the tokens made of them.

All kinds share one index. A record's number there is ``number of its kind << 40 | its id``, so that the records of a
kind are one unbroken range.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from sqlalchemy import Connection, Select, select

from promo_desk.fields.field import Field, Search
from promo_desk.records import fields_of, kinds, name_fields, table_of
from promo_desk.store.tokens import code_tokens, name_tokens, text_tokens

KIND_BITS = 40
GAP = "\x1f"
"""Between the values of an entry, as the database keeps them."""
BATCH = 5000
_LONGEST_NAME = 120
_WORDED = frozenset({"text", "long_text", "credit_code", "email", "web"})
_LISTED = frozenset({"texts", "phones"})


class Entry(NamedTuple):
    """A record in the index. The values of ``names``, ``codes`` and ``texts`` are joined by GAP."""

    number: int
    name: str
    names: str
    codes: str
    texts: str


class Tokens(NamedTuple):
    """What the index holds of an entry: tokens joined by blanks."""

    number: int
    names: str
    texts: str


@cache
def _numbers() -> dict[str, int]:
    return {kind: number for number, kind in enumerate(kinds(), 1)}


@cache
def _kinds() -> dict[int, str]:
    return {number: kind for kind, number in _numbers().items()}


def pack(kind: str, id: int) -> int:
    return _numbers()[kind] << KIND_BITS | id


def unpack(number: int) -> tuple[str, int]:
    return _kinds()[number >> KIND_BITS], number & ((1 << KIND_BITS) - 1)


@cache
def searched(kind: str) -> dict[Search, tuple[Field, ...]]:
    """The fields of a kind that are searched, by how."""
    fields = [field for field in fields_of(kind).values() if field.search and not field.derived]
    ways: tuple[Search, ...] = ("name", "code", "text")
    return {way: tuple(field for field in fields if field.search == way) for way in ways}


@cache
def _named_by(kind: str) -> tuple[Field, ...]:
    """The worded fields that name a record of this kind, best first."""
    fields = fields_of(kind)
    return tuple(fields[key] for key in name_fields(kind) if fields[key].kind.name in _WORDED)


def read(connection: Connection, kind: str, ids: Sequence[int] | None = None) -> Iterator[list[Entry]]:
    """The entries of these records (all of the kind for None), in batches; records that are gone give none."""
    slices = _all_ids(connection, kind) if ids is None else _slices(sorted(set(ids)))
    for some in slices:
        rows = connection.execute(_chosen(kind).where(table_of(kind).c.id.in_(some)))
        yield [_entry(kind, tuple(row)) for row in rows]


def _slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start:start + BATCH]


def _all_ids(connection: Connection, kind: str) -> Iterator[Sequence[int]]:
    return _slices(connection.scalars(select(table_of(kind).c.id)).all())


@cache
def _fields_read(kind: str) -> tuple[Field, ...]:
    by_way = searched(kind)
    return (*_named_by(kind), *by_way["name"], *by_way["code"], *by_way["text"])


def _chosen(kind: str) -> Select[tuple[object, ...]]:
    table = table_of(kind)
    columns = [table.c[field.columns[0]].label(f"f{n}") for n, field in enumerate(_fields_read(kind))]
    return select(table.c.id, *columns)


@cache
def _cuts(kind: str) -> tuple[tuple[int, int], ...]:
    """Where the name, the names, the codes and the texts stand in a row of ``_chosen``."""
    by_way = searched(kind)
    sizes = [1, len(_named_by(kind)), *(len(by_way[way]) for way in ("name", "code", "text"))]
    return tuple(pairwise(accumulate(sizes)))


@cache
def _listed(kind: str) -> tuple[bool, ...]:
    return (False, *(field.kind.name in _LISTED for field in _fields_read(kind)))


def _entry(kind: str, row: Sequence[object]) -> Entry:
    listed = _listed(kind)
    name, names, codes, texts = (
        [value for at in range(start, end) if row[at] for value in _values(row[at], listed[at])]
        for start, end in _cuts(kind))
    called = name[0][:_LONGEST_NAME] if name else ""
    return Entry(pack(kind, int(row[0])), called, GAP.join(dict.fromkeys(names)), GAP.join(codes), GAP.join(texts))  # type: ignore[call-overload]  # an id


def _values(stored: object, listed: bool) -> list[str]:
    return [str(each) for each in json.loads(str(stored))] if listed else [str(stored)]


def tokens_of(entries: Sequence[Entry]) -> list[Tokens]:
    """The tokens of many entries; their names are done together."""
    names = [entry.names.split(GAP) if entry.names else [] for entry in entries]
    made = iter(name_tokens([name for some in names for name in some]))
    return [Tokens(entry.number, " ".join(next(made) for _ in some), _texts(entry))
            for entry, some in zip(entries, names, strict=True)]


def _texts(entry: Entry) -> str:
    if not entry.codes and not entry.texts:
        return ""
    return " ".join([*_each(code_tokens, entry.codes), *_each(text_tokens, entry.texts)])


def _each(made: Callable[[str], str], values: str) -> Iterable[str]:
    return map(made, values.split(GAP)) if values else ()
