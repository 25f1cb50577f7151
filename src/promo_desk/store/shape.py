"""What the store needs to know of a kind of record, read once from its declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Table

from promo_desk.fields.field import Field
from promo_desk.records import decode, encode_column, fields_of, kinds, link_targets, name_fields, record, table_of

AUTOMATIC = ("id", "version", "created_at", "created_by", "changed_at", "changed_by")
"""Kept by the store for every record; not in the history, for the history tells them."""

PLAIN = frozenset({"text", "long_text", "choice", "credit_code", "email", "web", "count"})
"""Kinds whose value is stored as it is: bulk writes and reads leave it alone (a test holds this true)."""


@dataclass(frozen=True)
class Shape:
    """A kind's table, its fields and which column belongs to which."""

    kind: str
    table: Table
    fields: dict[str, Field]
    """The fields that have columns, by key; the automatic ones too."""
    columns: tuple[str, ...]
    """The columns of history: all but the automatic ones."""
    key_of: dict[str, str]
    """The field of a column."""
    links: tuple[Field, ...]
    part_of: Field | None
    """The link to the record this one is a part of."""
    found_by: frozenset[str]
    """The columns a record is found or named by."""

    def field(self, key: str) -> Field:
        """The stored field; ValueError where the record has none of that name."""
        found = self.fields.get(key)
        if found is None:
            raise ValueError(f"{self.kind} has no stored field {key!r}")
        return found

    def writable(self, key: str) -> Field:
        found = self.field(key)
        if not found.writable:
            raise ValueError(f"{found.path} is kept by the program and cannot be written")
        return found

    def columns_of(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(chain.from_iterable(self.field(key).columns for key in keys))

    def parts(self, key: str, row: dict[str, Any]) -> tuple[Any, ...]:
        """The stored parts of a field in a row by column; a part that is not there is empty."""
        return tuple(map(row.get, self.fields[key].columns))

    def values(self, row: dict[str, Any], keys: Iterable[str] | None = None) -> dict[str, Any]:
        """The values by key of a row by column."""
        chosen = self.fields if keys is None else keys
        return {key: decode(self.fields[key], self.parts(key, row)) for key in chosen}

    def keys_in(self, row: Iterable[str]) -> tuple[str, ...]:
        """The fields these columns belong to, in the record's order."""
        there = {self.key_of[column] for column in row if column in self.key_of}
        return tuple(key for key in self.fields if key in there)


@cache
def shape(kind: str) -> Shape:
    """The shape of a kind; KeyError for a kind that is none."""
    fields = {key: field for key, field in fields_of(kind).items() if not field.derived}
    key_of = {column: key for key, field in fields.items() for column in field.columns}
    part_of = record(kind).__part_of__
    return Shape(
        kind, table_of(kind), fields,
        tuple(column for column, key in key_of.items() if key not in AUTOMATIC), key_of,
        tuple(field for field in fields.values() if link_targets(field)),
        fields[part_of] if part_of else None,
        frozenset(column for key, field in fields.items() if field.search or key in name_fields(kind)
                  for column in field.columns))


@dataclass(frozen=True)
class Pointer:
    """A field of some record that may link to a given kind."""

    shape: Shape
    field: Field

    @property
    def is_part(self) -> bool:
        return self.shape.part_of is self.field

    @property
    def id_column(self) -> str:
        return self.field.columns[-1]

    @property
    def kind_column(self) -> str | None:
        return self.field.columns[0] if len(self.field.columns) == 2 else None


@cache
def pointers(kind: str) -> tuple[Pointer, ...]:
    """Every field of every record that may link to a record of this kind."""
    return tuple(Pointer(shape(other), field) for other in kinds() for field in shape(other).links
                 if kind in link_targets(field))


def encoded_columns(fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The stored columns of many rows of values, column by column: plain kinds are not touched."""
    columns: list[Sequence[Any]] = []
    for field, column in zip(fields, zip(*rows, strict=True), strict=True):
        if field.kind.name in PLAIN:
            columns.append(column)
        else:
            columns.extend(encode_column(field, column))
    return columns


def stored_moment(at: datetime) -> str:
    """A moment as it is stored: ISO, UTC, microseconds, so that text sorts as time."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
