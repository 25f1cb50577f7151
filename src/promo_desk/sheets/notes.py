"""Columns that fit no field are not lost: they are lines of the row's notes, "header: value"; below an empty header,
"column C: value"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from promo_desk.fields.words import say
from promo_desk.sheets.parsed_columns import ParsedColumn

_HAN = re.compile(r"[\u4e00-\u9fff]")


def note_lines(columns: Iterable[ParsedColumn]) -> dict[int, list[str]]:
    """The lines of each row, by its position."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    columns = list(columns)
    language = _language_of(columns)
    for column in columns:
        if column.mapped.use == "notes" and not _is_running_number(column):
            header = column.mapped.column.leaf or say("column {letter}", language, letter=column.mapped.column.letter)
            for at, value in enumerate(column.values):
                if value is not None and str(value).strip():
                    lines[at].append(f"{header}: {_written(value)}")
    return lines


def _language_of(columns: Iterable[ParsedColumn]) -> str:
    """The language of the headers: what is kept must not depend on who imports it."""
    return "zh" if any(_HAN.search(column.mapped.column.header) for column in columns) else "en"


def _is_running_number(column: ParsedColumn) -> bool:
    """Whether a column without a header counts the rows: 1, 2, 3 say nothing."""
    if column.mapped.column.leaf:
        return False
    there = [value for value in column.values if value is not None]
    return len(there) > 1 and there == list(range(1, len(there) + 1))


def line_of(column: ParsedColumn, at: int, language: str) -> str:
    """The line of a cell that has been read already."""
    value, known = column.values[at], column.mapped.field
    shown = value if isinstance(value, str) or known is None else known.kind.text(value, language)
    return f"{column.mapped.column.leaf}: {shown}"


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def with_lines(base: str | None, lines: list[str], known: str | None) -> str | None:
    """The notes with the row's further columns as lines; what somebody has added since stays, nothing is said twice."""
    text = known if known and (base is None or base in known) else base or ""
    there = set(text.split("\n"))
    return "\n".join([*([text] if text else []), *(line for line in lines if line not in there)]) or None
