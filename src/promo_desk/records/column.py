"""One line declares a field: its column or columns, its kind, its label, how it is found.

``column(kind, ...)`` in a class body is expanded, before SQLAlchemy maps the class, into one mapped column for each
stored part of the kind (an amount has two, a span of days three). The frozen :class:`Field` lies in the ``info`` of
the first part; :func:`fields_of` is its only reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import MappedColumn, mapped_column

from promo_desk.fields.field import Field, Search
from promo_desk.fields.kind import Kind
from promo_desk.records.stored import PARTS, Part


@dataclass(frozen=True)
class Declared:
    """What a class body says of a field, until the class is made."""

    kind: Kind[Any]
    english: str = ""
    required: bool = False
    search: Search | None = None
    personal: bool = False
    derived: bool = False
    automatic: bool = False
    indexed: bool = False

    def field(self, record: str, attribute: str) -> Field:
        key = attribute.rstrip("_")
        columns = () if self.derived else tuple(_column_name(attribute, part) for part in self.parts())
        return Field(key, self.kind, record, self.english or humanised(key), self.required, self.search,
                     self.personal, self.derived, self.automatic, columns)

    def parts(self) -> tuple[Part, ...]:
        return PARTS[self.kind.name](self.kind)

    def columns(self, record: str, attribute: str) -> Iterator[tuple[str, MappedColumn[Any]]]:
        """The mapped columns with their attribute names; the first carries the field."""
        field = self.field(record, attribute)
        for number, part in enumerate(self.parts()):
            keys = [ForeignKey(f"{part.refers_to}.id", deferrable=True, initially="DEFERRED")] if part.refers_to else []
            name = _column_name(attribute, part)
            yield name, mapped_column(
                name, part.type, *keys,
                nullable=not (self.required and number == 0),
                index=bool(part.refers_to) or (number == 0 and (self.indexed or self.search == "name")),
                info={"field": field} if number == 0 else {})


def _column_name(attribute: str, part: Part) -> str:
    """``from_`` keeps its underscore (Python's keyword), its further parts do not: ``from_latest``."""
    return attribute.rstrip("_") + part.suffix if part.suffix else attribute


def column(kind: Kind[Any], english: str = "", *, required: bool = False, search: Search | None = None,
           personal: bool = False, indexed: bool = False) -> Any:
    """A field that is stored. ``english`` is its label where the key, spelt out, would not do."""
    return Declared(kind, english, required, search, personal, indexed=indexed)


def automatic(kind: Kind[Any], english: str = "") -> Any:
    """A field that the store keeps: shown, never typed."""
    return Declared(kind, english, automatic=True)


def derived(kind: Kind[Any], english: str = "") -> Any:
    """A field that ``office.derived`` computes from others: shown, never stored."""
    return Declared(kind, english, derived=True)


def humanised(key: str) -> str:
    """``total_investment`` -> "Total investment"."""
    return key.replace("_", " ").capitalize()
