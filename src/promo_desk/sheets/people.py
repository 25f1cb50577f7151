"""Cells that hold several things: several people with their telephone numbers become several contacts of the row, the
start and the end of a lease two dates, the two sides of an agreement two parties, yes and no a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from promo_desk.fields.contactways import people_of
from promo_desk.fields.kinds import WHEN, YES_NO
from promo_desk.fields.message import Message
from promo_desk.fields.text import as_text
from promo_desk.sheets.headers import flag_of
from promo_desk.sheets.joining import join_columns
from promo_desk.sheets.mapping import MappedColumn, words_of
from promo_desk.sheets.parsed_columns import CellNote, ParsedColumn
from promo_desk.sheets.related import kind_of

MOST_PEOPLE = 9
_NUMBER = re.compile(r"\d{7,}|\d{3,4}[ -]\d{4}")
_TO = re.compile(r"\s*(?:至|到|~|～|—+|–|起至|\bto\b)\s*|\s+[-/]\s+|(?<=[日月年])\s*[-/]\s*(?=\d{4})|"
                 r"(?<=\d)\s*-\s*(?=\d{4}[./年])", re.IGNORECASE)
_FIRST_PARTY = re.compile(r"甲\s*方\s*[:：]?\s*")
_SECOND_PARTY = re.compile(r"[\s;；,，/、]*乙\s*方\s*[:：]?\s*")
_BETWEEN = re.compile(r"[、,，;；/\n]|(?<=公司)\s*[和与及]\s*(?=\S+公司)")
_FIRM = re.compile(r"(?:公司|集团|厂|Ltd\.?|Inc\.?|LLC|GmbH|Corp\.?)$")
Person = tuple[str, tuple[str, ...]]
Parsed = dict[int, ParsedColumn]


def spread_people(parsed: Parsed, rows: Sequence[int]) -> None:
    """Put what the cells hold in the place of a column that holds several things, then join the columns that feed one
    field, and give every figure its time."""
    for column in list(parsed.values()):
        if column.mapped.use == "split" or _holds_numbers(column):
            _apart(parsed, column, rows)
    join_columns(parsed, rows, _flag)
    for column in list(parsed.values()):
        _ask_of_several(column, rows)
    _give_times(parsed)


def _apart(parsed: Parsed, column: ParsedColumn, rows: Sequence[int]) -> None:
    mapped = column.mapped
    if kind_of(mapped.slot) == "contact":
        _spread(parsed, column)
    elif _flag_of(mapped) is not None:
        column.values = [None if raw is None else _flag(column, raw) for raw in column.values]
        column.mapped = replace(mapped, use="field")
        _as_kept(column, rows)
    elif mapped.also:
        _pair(parsed, column, rows)
    else:
        _name_and_rest(parsed, column)


# people

def _holds_numbers(column: ParsedColumn) -> bool:
    """联系人 that also holds the numbers."""
    mapped = column.mapped
    return kind_of(mapped.slot) == "contact" and mapped.key == "name" and mapped.use == "field" and any(
        isinstance(value, str) and _NUMBER.search(value) for value in column.values)


def _spread(parsed: Parsed, column: ParsedColumn) -> None:
    """The first person takes the column's own slot, the others the next that no column has: "contact:2"."""
    people = [people_of(str(value))[:MOST_PEOPLE] if value is not None else [] for value in column.values]
    index, slot = column.mapped.column.index, column.mapped.slot
    phones = next((each for each in parsed.values() if each.mapped.slot == slot and each.mapped.key == "phones"
                   and each.mapped.use == "field"), None)
    slots = [slot, *_free_slots(parsed, kind_of(slot))]
    for number in range(max(map(len, people), default=0)):
        names = _made(column, slots[number], "name", [_at(each, number, 0) for each in people])
        numbers = _made(column, slots[number], "phones", [_at(each, number, 1) for each in people])
        place = -(index * 2 * MOST_PEOPLE + number * 2)
        parsed[place if number else index] = names
        if number == 0 and phones is not None:
            phones.values = [a or b for a, b in zip(phones.values, numbers.values, strict=True)]
        else:
            parsed[place - 1] = numbers
    if not any(people):
        parsed[index] = _made(column, slot, "name", [None] * len(column.values))
    parsed[index].notes = column.notes


def _free_slots(parsed: Parsed, kind: str) -> list[str]:
    used = {column.mapped.slot for column in parsed.values()}
    numbered = (f"{kind}:{number}" for number in range(2, 4 * MOST_PEOPLE))
    return [slot for slot in numbered if slot not in used]


def _at(people: Sequence[Person], number: int, part: int) -> Any:
    return (people[number][part] or None) if number < len(people) else None


def _made(column: ParsedColumn, slot: str, key: str, values: list[Any]) -> ParsedColumn:
    """The same column of the sheet, feeding another field."""
    return ParsedColumn(replace(column.mapped, use="field", slot=slot, key=key, also=()), values)


def _name_and_rest(parsed: Parsed, column: ParsedColumn) -> None:
    """One person's name, for a field that holds a name; an officer's number is kept with the officer, and what else
    there is stays in the row's notes."""
    officer = column.mapped.slot == "officer"
    people = [people_of(str(raw)) if raw is not None else [] for raw in column.values]
    names = [_at(each, 0, 0) for each in people]
    rest = [raw if len(each) > 1 or (not officer and _at(each, 0, 1)) else None
            for raw, each in zip(column.values, people, strict=True)]
    if officer:
        numbers = ["; ".join(_at(each, 0, 1) or ()) or None for each in people]
        parsed[-(column.mapped.column.index * 2 * MOST_PEOPLE) - 1] = _made(column, "officer", "phone", numbers)
    made = _made(column, column.mapped.slot, column.mapped.key, names)
    made.notes = column.notes
    parsed[column.mapped.column.index] = made
    _keep_rest(parsed, column, rest)


def _keep_rest(parsed: Parsed, column: ParsedColumn, rest: list[Any]) -> None:
    """What no field takes is a line of the row's notes."""
    if any(value is not None for value in rest):
        place = -(column.mapped.column.index * 2 * MOST_PEOPLE)
        parsed[place] = ParsedColumn(replace(column.mapped, use="notes", slot="", key="", also=()), rest)


# two fields in one cell

def _pair(parsed: Parsed, column: ParsedColumn, rows: Sequence[int]) -> None:
    """The two fields of a cell; where it cannot be taken apart, it is asked about and nothing is taken."""
    mapped = column.mapped
    slot, _, key = mapped.also[0].rpartition(".")
    cut = _dates if mapped.field is not None and mapped.field.kind.name == "when" else _parties
    first: list[Any] = []
    second: list[Any] = []
    for at, raw in enumerate(column.values):
        a, b = cut(raw) if raw is not None else (None, None)
        first.append(a)
        second.append(b)
        if raw is not None and a is None and b is None:
            column.notes.setdefault(at, CellNote(rows[at], mapped.column.index, mapped.path, "error", Message(
                "“{raw}” cannot be taken apart.", {"raw": str(raw)[:60]}), raw))
    made = _made(column, mapped.slot, mapped.key, first)
    made.notes = column.notes
    parsed[mapped.column.index] = made
    parsed[-(mapped.column.index * 2 * MOST_PEOPLE)] = _made(column, slot, key, second)


def _dates(raw: Any) -> tuple[Any, Any]:
    """Start and end, if the cell can be cut at one place so that both halves are dates."""
    text = as_text(raw) or ""
    for match in _TO.finditer(text):
        halves = [WHEN.parse(half) for half in (text[: match.start()], text[match.end():])]
        if all(half.value is not None and half.value.earliest is not None for half in halves):
            return halves[0].value, halves[1].value
    return None, None


def _parties(raw: Any) -> tuple[Any, Any]:
    """甲方：…；乙方：…, or the government before the stroke and the firm behind it; a firm alone is the second."""
    text = (as_text(raw) or "").strip()
    second = _SECOND_PARTY.search(text)
    if second:
        return _FIRST_PARTY.sub("", text[: second.start()]).strip() or None, text[second.end():].strip() or None
    halves = [half.strip() for half in re.split(r"[/／\n;；|]+", text) if half.strip()]
    if len(halves) == 2:
        return halves[0], halves[1]
    return (None, halves[0]) if len(halves) == 1 else (None, None)


# yes and no

def _flag_of(mapped: MappedColumn) -> tuple[str, Any] | None:
    found = next(filter(None, map(flag_of, words_of(mapped.column))), None)
    return found if found is not None and found[0] == f"{mapped.slot}.{mapped.key}" else None


def _flag(column: ParsedColumn, raw: Any) -> Any:
    """What a cell of yes and no says in its field: the mark for a yes, nothing for a no, other words as they are.
    None for a column that asks nothing of the kind."""
    flag = _flag_of(column.mapped)
    if flag is None:
        return None
    several = column.mapped.field is not None and column.mapped.field.kind.name == "texts"
    said = YES_NO.parse(raw)
    yes, no = flag[1] if isinstance(flag[1], list) else (flag[1], None)
    made = {True: yes, False: no}[said.value] if said.value is not None else _worded(as_text(raw) or "", str(yes))
    return ((made,) if made else ()) if several else made


def _worded(text: str, mark: str) -> str:
    """国家级 in the column 专精特新 is 专精特新（国家级）; 世界500强 names its mark itself."""
    if text.strip() in ("", "/", "-", "—", "无"):
        return ""
    if not mark.isascii() and any(mark[at: at + 2] in text for at in range(len(mark) - 1)):
        return text
    return f"{mark}（{text}）"


def _as_kept(column: ParsedColumn, rows: Sequence[int]) -> None:
    """A choice that a cell of other words does not name is asked about, as in any column of that choice."""
    known = column.mapped.field
    if known is None or known.kind.name != "choice":
        return
    for at, value in enumerate(column.values):
        read = known.kind.parse(value)
        column.values[at] = read.value
        if read.level != "ok" and read.message is not None:
            level: Any = read.level
            column.notes[at] = CellNote(rows[at], column.mapped.column.index, column.mapped.path, level, read.message,
                                        value, candidates=read.candidates)


# several companies

def _ask_of_several(column: ParsedColumn, rows: Sequence[int]) -> None:
    """甲公司、乙公司联合体 is no company: which one is meant, the user says."""
    if column.mapped.slot != "company" or column.mapped.key != "name" or column.mapped.use != "field":
        return
    for at, value in enumerate(column.values):
        names = companies_of(value) if isinstance(value, str) else ()
        if len(names) > 1:
            column.values[at] = None
            column.notes[at] = CellNote(
                rows[at], column.mapped.column.index, column.mapped.path, "question",
                Message("{n} companies stand in this cell; which one is meant?", {"n": len(names)}), value,
                candidates=names)


def companies_of(text: str) -> tuple[str, ...]:
    """The companies that a cell names, if it names several: 甲有限公司、乙有限公司（联合体）."""
    if not _BETWEEN.search(text):
        return ()
    parts = [part.strip(" （()）") for part in _BETWEEN.split(text)]
    named = [re.sub(r"[（(]?联合体[)）]?$", "", part).strip() for part in parts if part]
    firms = [part for part in named if _FIRM.search(part)]
    return tuple(dict.fromkeys(firms)) if len(firms) == len([part for part in named if part]) > 1 else ()


# the time of a figure

def _give_times(parsed: Parsed) -> None:
    """A figure is of the time that its header or the sheet's title names."""
    for place, column in list(parsed.items()):
        mapped = column.mapped
        if kind_of(mapped.slot) == "indicator" and mapped.key == "value" and mapped.period is not None:
            times = [mapped.period if value is not None else None for value in column.values]
            parsed[-10_000 - place] = _made(column, mapped.slot, "period", times)
