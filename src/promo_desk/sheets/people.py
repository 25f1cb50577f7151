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
    """The first person takes the column's own slot, the others "contact:2", "contact:3"."""
    people = [people_of(str(value))[:MOST_PEOPLE] if value is not None else [] for value in column.values]
    index, slot = column.mapped.column.index, column.mapped.slot
    phones = next((each for each in parsed.values() if each.mapped.slot == slot and each.mapped.key == "phones"), None)
    for number in range(max(map(len, people), default=0)):
        named = slot if number == 0 else f"{slot}:{number + 1}"
        names = _made(column, named, "name", [_at(each, number, 0) for each in people])
        numbers = _made(column, named, "phones", [_at(each, number, 1) for each in people])
        place = -(index * 2 * MOST_PEOPLE + number * 2)
        parsed[place if number else index] = names
        if number == 0 and phones is not None:
            phones.values = [a or b for a, b in zip(phones.values, numbers.values, strict=True)]
        else:
            parsed[place - 1] = numbers
    parsed[index].notes = column.notes


def _at(people: Sequence[Person], number: int, part: int) -> Any:
    return (people[number][part] or None) if number < len(people) else None


def _made(column: ParsedColumn, slot: str, key: str, values: list[Any]) -> ParsedColumn:
    """The same column of the sheet, feeding another field."""
    return ParsedColumn(replace(column.mapped, use="field", slot=slot, key=key), values)
