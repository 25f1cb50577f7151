"""How each kind of value lies in the database: its parts, and the way there and back.

Amounts are integers, so sums in SQL are exact; spans of days are two ISO dates, so they sort and compare as text.
These tables are keyed by the kind's name; a test holds them complete.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.types import TypeEngine

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Area, Money, Quantity, Ref, When

MICRO = Decimal(1_000_000)
"""Percent and decimal values are stored as millionths."""
PER_UNIT = Decimal(10_000)
"""Quantities are stored as ten-thousandths of their unit."""

Encode = Callable[[Any], tuple[Any, ...]]
Decode = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True)
class Part:
    """One column of a field: what its name adds to the field's, its SQL type, the record it refers to."""

    suffix: str
    type: TypeEngine[Any]
    refers_to: str = ""


def _one(type_: TypeEngine[Any]) -> Callable[[Any], tuple[Part, ...]]:
    return lambda kind: (Part("", type_),)


def _link(kind: Any) -> tuple[Part, ...]:
    if len(kind.targets) == 1:
        return (Part("_id", BigInteger(), kind.targets[0]),)
    return (Part("_kind", Text()), Part("_id", BigInteger()))


PARTS: dict[str, Callable[[Any], tuple[Part, ...]]] = {
    **{name: _one(Text()) for name in ("text", "long_text", "texts", "choice", "credit_code", "phones", "email", "web",
                                       "data", "moment")},
    **{name: _one(BigInteger()) for name in ("area", "count", "decimal", "percent")},
    "yes_no": _one(Integer()),
    "money": lambda kind: (Part("", BigInteger()), Part("_currency", Text())),
    "quantity": lambda kind: (Part("", BigInteger()), Part("_unit", Text())),
    "when": lambda kind: (Part("", Text()), Part("_latest", Text()), Part("_words", Text())),
    "link": _link,
}


def _plain(value: Any) -> tuple[Any, ...]:
    return (value,)


def _first(parts: Sequence[Any]) -> Any:
    return parts[0]


def _json(value: Any) -> tuple[str]:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True),)


def _scaled(scale: Decimal) -> tuple[Encode, Decode]:
    return lambda value: (int(value * scale),), lambda parts: _unscaled(parts[0], scale)


def _unscaled(number: int, scale: Decimal) -> Decimal:
    return (Decimal(number) / scale).normalize() + 0


def _when_out(value: When) -> tuple[str | None, str | None, str | None]:
    return (_iso(value.earliest), _iso(value.latest), value.words or None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _when_in(parts: Sequence[Any]) -> When | None:
    if not any(parts):
        return None
    return When(_day(parts[0]), _day(parts[1]), parts[2] or "")


def _texts_in(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(json.loads(parts[0]))


def _texts_out(value: tuple[str, ...]) -> tuple[str | None]:
    return _json(list(value)) if value else (None,)


def _link_out(field: Field, value: Ref) -> tuple[Any, ...]:
    return (value.kind, value.id) if len(field.columns) == 2 else (value.id,)


def _link_in(field: Field, parts: Sequence[Any]) -> Ref | None:
    kind, number = parts if len(parts) == 2 else (field.kind.targets[0], parts[0])  # type: ignore[attr-defined]  # a link kind
    return Ref(kind, number) if kind and number is not None else None


_CODECS: dict[str, tuple[Encode, Decode]] = {
    **dict.fromkeys(("text", "long_text", "choice", "credit_code", "email", "web", "count"), (_plain, _first)),
    "texts": (_texts_out, _texts_in),
    "phones": (_texts_out, _texts_in),
    "data": (_json, lambda parts: json.loads(parts[0])),
    "moment": (lambda value: (value.astimezone(UTC).isoformat(timespec="microseconds"),),
               lambda parts: datetime.fromisoformat(parts[0])),
    "yes_no": (lambda value: (int(value),), lambda parts: bool(parts[0])),
    "area": (lambda value: (value.parts,), lambda parts: Area(parts[0])),
    "decimal": _scaled(MICRO),
    "percent": _scaled(MICRO),
    "money": (lambda value: (value.minor, value.currency), lambda parts: Money(parts[0], parts[1])),
    "quantity": (lambda value: (int(value.amount * PER_UNIT), value.unit),
                 lambda parts: Quantity(_unscaled(parts[0], PER_UNIT), parts[1] or "")),
    "when": (_when_out, _when_in),
    "link": (_plain, _first),  # see encode and decode: a link needs its field
}


def encode(field: Field, value: Any) -> tuple[Any, ...]:
    """The stored parts of a value, one for each of ``field.columns``; None gives as many Nones."""
    if value is None:
        return (None,) * len(field.columns)
    if field.kind.name == "link":
        return _link_out(field, value)
    return _CODECS[field.kind.name][0](value)


def encode_column(field: Field, values: Sequence[Any]) -> list[Sequence[Any]]:
    """:func:`encode` of each value, as whole columns: one loop for a field of many rows, not a call for a value."""
    if values.count(None) == len(values):
        return [values] * len(field.columns)
    many = _MANY.get(field.kind.name)
    if many is not None and (field.kind.name != "link" or len(field.columns) == 1):
        return many(values)
    return list(zip(*(encode(field, value) for value in values), strict=True))


def _many_texts(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [[f"[{', '.join(map(encode_basestring, value))}]" if value else None for value in values]]


_MANY: dict[str, Callable[[Sequence[Any]], list[Sequence[Any]]]] = {
    "texts": _many_texts,
    "phones": _many_texts,
    "area": lambda values: [[None if value is None else value.parts for value in values]],
    "link": lambda values: [[None if value is None else value.id for value in values]],
    "money": lambda values: [[None if value is None else value.minor for value in values],
                             [None if value is None else value.currency for value in values]],
    "when": lambda values: [[None if value is None else _iso(value.earliest) for value in values],
                            [None if value is None else _iso(value.latest) for value in values],
                            [None if value is None else value.words or None for value in values]],
}
"""Kinds that fill many cells, written out for whole columns (a test holds them to :data:`_CODECS`)."""


def decode(field: Field, parts: Sequence[Any]) -> Any:
    """The value of stored parts; None where nothing is stored."""
    name = field.kind.name
    if name == "link":
        return _link_in(field, parts)
    if name == "when":
        return _when_in(parts)
    return None if parts[0] is None else _CODECS[name][1](parts)


def coded_kinds() -> set[str]:
    """The kinds these tables know (for the test that they are complete)."""
    return set(_CODECS) & set(PARTS)
