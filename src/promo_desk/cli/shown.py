"""How values and records print: for machines as JSON (a contract, the same in every language), for people as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.office.plain import to_json
from promo_desk.records import fields_of, label

Json = Any


def json_value(field: Field, value: Any) -> Json:
    """The JSON form of a value; null where there is none."""
    return to_json(field.kind.name, value)


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
