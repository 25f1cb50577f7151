"""What the index holds of a record: its names, its codes and its texts, and the tokens made of them.

All kinds share one index. A record's number there is ``number of its kind << 40 | its id``, so that the records of a
kind are one unbroken range.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from promo_desk.fields.field import Field, Search
from promo_desk.records import fields_of, kinds, name_fields, table_of
from promo_desk.store.tokens import code_tokens, name_tokens, text_tokens_many

KIND_BITS = 40
GAP = "\x1f"
"""Between the values of an entry, as the database keeps them."""
BATCH = 1000
"""Records done at once; after so many whoever waits may break it off."""
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
    """The entries of these records (all of the kind for None), in batches; records that are gone give none.

    Rows come from the driver as they are: a hundred thousand of SQLAlchemy's would cost half of the whole index.
    """
    driver: Any = connection.connection.driver_connection
    wanted = sorted(set(ids)) if ids is not None else connection.scalars(select(table_of(kind).c.id)).all()
    for start in range(0, len(wanted), BATCH):
        some = ",".join(map(str, map(int, wanted[start:start + BATCH])))
        yield _entries(kind, driver.execute(f"{_select(kind)} where id in ({some})").fetchall())


@cache
def _fields_read(kind: str) -> tuple[Field, ...]:
    by_way = searched(kind)
    return (*_named_by(kind), *by_way["name"], *by_way["code"], *by_way["text"])


@cache
def _select(kind: str) -> str:
    columns = ", ".join(f'"{field.columns[0]}"' for field in _fields_read(kind))
    return f'select id, {columns} from "{table_of(kind).name}"'


@cache
def _cuts(kind: str) -> tuple[int, int, int]:
    """Where the names, the codes and the texts begin in a row; before them stand the id and what names the record."""
    by_way = searched(kind)
    names = 1 + len(_named_by(kind))
    codes = names + len(by_way["name"])
    return names, codes, codes + len(by_way["code"])


@cache
def _listed(kind: str) -> tuple[int, ...]:
    """The places of a row that hold several values as JSON."""
    return tuple(at for at, field in enumerate(_fields_read(kind), 1) if field.kind.name in _LISTED)


def _entries(kind: str, rows: Iterable[Sequence[Any]]) -> list[Entry]:
    """One loop over many rows, its bounds looked up once: this is half of what reading costs."""
    names, codes, texts = _cuts(kind)
    listed, base = _listed(kind), pack(kind, 0)
    made = []
    for row in rows:
        for at in listed:
            if row[at]:
                row = (*row[:at], _values(row[at]), *row[at + 1:])  # noqa: PLW2901  # only where there is one
        name = row[1] or next(filter(None, row[1:names]), "")
        made.append(Entry(base | row[0], name[:_LONGEST_NAME], _joined(row[names:codes]), _joined(row[codes:texts]),
                          _joined(row[texts:])))
    return made


def _values(stored: str) -> str:
    """The texts of a JSON list; most lists hold one."""
    if stored.count('"') == 2 and "\\" not in stored:
        return stored[2:-2]
    return GAP.join(json.loads(stored))


def _joined(values: Sequence[str | None]) -> str:
    return GAP.join(filter(None, values))


def tokens_of(entries: Sequence[Entry]) -> list[Tokens]:
    """The tokens of many entries; their names are done together, and their texts."""
    names = _of_each([entry.names for entry in entries], name_tokens)
    codes = _of_each([entry.codes for entry in entries], lambda codes: list(map(code_tokens, codes)))
    texts = _of_each([entry.texts for entry in entries], text_tokens_many)
    return [Tokens(entry.number, name, f"{code} {text}" if code and text else code or text)
            for entry, name, code, text in zip(entries, names, codes, texts, strict=True)]


def _of_each(values: Sequence[str], work: Callable[[list[str]], list[str]]) -> list[str]:
    """The tokens of values that may each be several, all made at once."""
    if not any(values):
        return [""] * len(values)
    several = [value.split(GAP) for value in values]
    made = iter(work([each for some in several for each in some]))
    return [next(made) if len(some) == 1 else " ".join(islice(made, len(some))) for some in several]
