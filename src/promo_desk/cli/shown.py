"""How values and records print: for machines as JSON (a contract, the same in every language), for people as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from decimal import Decimal
from fractions import Fraction
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import WHEN, Area, Money, Quantity, Ref, When
from promo_desk.fields.money import minor_digits
from promo_desk.records import fields_of, label

Json = Any


def _money(value: Money) -> Json:
    amount = Decimal(value.minor).scaleb(-minor_digits(value.currency))
    return {"amount": f"{amount:f}", "currency": value.currency}


def _when(value: When) -> Json:
    return {"earliest": value.earliest and value.earliest.isoformat(),
            "latest": value.latest and value.latest.isoformat(), "text": WHEN.text(value, "en")}


def _area(value: Area) -> Json:
    """Square metres where they are finite; 亩 beside a rounded figure where only they are exact."""
    shown = {"m2": _finite(value.m2)}
    if value.parts % 3:
        shown["mu"] = _finite(value.m2 * Fraction(3, 2000))
    return shown


def _finite(number: Fraction) -> str:
    return f"{(Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal('1e-7')).normalize():f}"


def _quantity(value: Quantity) -> Json:
    if len(value.unit) == 3 and value.unit.isascii() and value.unit.isupper():
        return {"amount": f"{value.amount.quantize(Decimal('0.01')):f}", "currency": value.unit}
    return {"number": f"{value.amount:f}", "unit": value.unit}


def _link(value: Ref) -> Json:
    return {"kind": value.kind, "id": value.id, "name": value.name}


def _same(value: Any) -> Json:
    return value


JSON_FORMS: dict[str, Callable[[Any], Json]] = {
    **dict.fromkeys(("text", "long_text", "choice", "credit_code", "email", "web", "count", "yes_no", "data"), _same),
    "texts": list,
    "phones": list,
    "money": _money,
    "when": _when,
    "moment": lambda value: value.astimezone(UTC).isoformat(),
    "area": _area,
    "decimal": lambda value: f"{value:f}",
    "percent": lambda value: f"{value:f}",
    "quantity": _quantity,
    "link": _link,
}
"""One form a kind of value; a test holds the table complete."""


def json_value(field: Field, value: Any) -> Json:
    """The JSON form of a value; null where there is none."""
    return None if value is None else JSON_FORMS[field.kind.name](value)


def json_key(field: Field) -> str:
    """The key in JSON. "kind" and "id" name the record itself, so a record's own field ``kind`` (an agreement's, a
    visit's) is printed with the record's name before it: "agreement_kind"."""
    return f"{field.record}_kind" if field.key == "kind" else field.key


def json_record(kind: str, fields: Iterable[Field], values: Sequence[Any]) -> dict[str, Json]:
    """A record as JSON, "kind" and "id" first."""
    named = {json_key(field): json_value(field, value) for field, value in zip(fields, values, strict=True)}
    return {"kind": kind, "id": named.pop("id"), **named}


def text_value(field: Field, value: Any, language: str) -> str:
    """The value as people read it; empty where there is none."""
    return "" if value is None else field.kind.text(value, language)


def text_record(kind: str, values: dict[str, Any], language: str) -> str:
    """A record as lines ``label: value``; empty fields are left out."""
    shown = [(field.label(language), text_value(field, values[key], language))
             for key, field in fields_of(kind).items() if values.get(key) not in (None, "", ())]
    width = max((_columns(name) for name, _ in shown), default=0)
    head = f"{label(kind, language)} {values['id']}"
    return "\n".join([head, *(f"  {name}{' ' * (width - _columns(name))}  {text.replace(chr(10), ' / ')}"
                              for name, text in shown)])


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], ends: Sequence[bool] = ()) -> str:
    """Columns that line up, a Chinese character taking two places."""
    cells = [[cell.replace("\n", " / ") for cell in row] for row in (header, *rows)]
    widths = [max(_columns(row[number]) for row in cells) for number in range(len(header))]
    at_end = tuple(ends) or (False,) * len(header)
    return "\n".join("  ".join(_padded(cell, width, end) for cell, width, end in
                               zip(row, widths, at_end, strict=True)).rstrip() for row in cells)


def _padded(text: str, width: int, at_end: bool) -> str:
    blank = " " * (width - _columns(text))
    return blank + text if at_end else text + blank


def _columns(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
