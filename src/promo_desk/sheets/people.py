"""Several people in one cell become several contacts of the row: "甲—138…；乙—139…"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from promo_desk.fields.contactways import people_of
from promo_desk.sheets.parsed_columns import ParsedColumn

MOST_PEOPLE = 9
_NUMBER = re.compile(r"\d{7,}|\d{3,4}[ -]\d{4}")
Person = tuple[str, tuple[str, ...]]


def spread_people(parsed: dict[int, ParsedColumn], rows: Sequence[int]) -> None:
    """Put a name column and a telephone column, for every person of a cell, in the place of a joined column."""
    for column in list(parsed.values()):
        if column.mapped.use == "split" or _holds_numbers(column):
            _spread(parsed, column)


def _holds_numbers(column: ParsedColumn) -> bool:
    """联系人 that also holds the numbers."""
    mapped = column.mapped
    return mapped.slot == "contact" and mapped.key == "name" and any(
        isinstance(value, str) and _NUMBER.search(value) for value in column.values)


def _spread(parsed: dict[int, ParsedColumn], column: ParsedColumn) -> None:
    people = [people_of(str(value))[:MOST_PEOPLE] if value is not None else [] for value in column.values]
    most = max(map(len, people), default=1) or 1
    index, slot = column.mapped.column.index, column.mapped.slot
    phones = next((each for each in parsed.values() if each.mapped.slot == slot and each.mapped.key == "phones"), None)
    for number in range(most):
        named = slot if number == 0 else f"{slot}:{number + 1}"
        own = parsed[index] = replace_column(column, named, "name", [_at(each, number, 0) for each in people]) \
            if number == 0 else parsed.setdefault(-index * MOST_PEOPLE - number * 2, replace_column(
                column, named, "name", [_at(each, number, 0) for each in people]))
        own.notes = column.notes if number == 0 else {}
        numbers = [_at(each, number, 1) or None for each in people]
        if number == 0 and phones is not None:
            phones.values = [a or b for a, b in zip(phones.values, numbers, strict=True)]
        else:
            parsed[-index * MOST_PEOPLE - number * 2 - 1] = replace_column(column, named, "phones", numbers)


def _at(people: Sequence[Person], number: int, part: int) -> Any:
    return (people[number][part] or None) if number < len(people) else None


def replace_column(column: ParsedColumn, slot: str, key: str, values: list[Any]) -> ParsedColumn:
    """The same column of the sheet, feeding another field."""
    return ParsedColumn(replace(column.mapped, use="field", slot=slot, key=key), values)
