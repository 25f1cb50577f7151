"""What a briefing holds: plain data that a workbook writes, a window previews and the database freezes.

A section is a table whose columns name the kind of their values; headings and remarks are sentences in both
languages. ``to_json`` and ``from_json`` lead to the very same content and back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from promo_desk.fields.kinds import Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.plain import from_json, to_json
from promo_desk.office.said import KINDS, message_back, message_json

WORDS = "message"
"""The kind of a column whose values are sentences or labels of the desk, in the reader's language."""
Json = Any


@dataclass(frozen=True)
class Column:
    """A column: its heading, and the name of the kind of its values ("money", "when", "link" ...), or ``WORDS``."""

    key: str
    heading: Message
    kind: str


@dataclass(frozen=True)
class Chart:
    """A chart that tells a section better than its rows: what stands below, and what is measured."""

    form: Literal["bar", "column", "line"]
    title: Message
    categories: str
    """The key of the column that names the bars or points."""
    values: tuple[str, ...]
    """The keys of the columns that are measured; an empty cell is a gap, never a nought."""


@dataclass(frozen=True)
class Section:
    """A heading, a table (possibly without a row) and what must be said of it."""

    key: str
    heading: Message
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    """Values in the order of the columns; None where nothing is on record."""
    remarks: tuple[Message, ...] = ()
    chart: Chart | None = None

    def cells(self, key: str) -> tuple[Any, ...]:
        """The values of one column."""
        place = [column.key for column in self.columns].index(key)
        return tuple(row[place] for row in self.rows)


@dataclass(frozen=True)
class Number:
    """A figure that the next briefing compares with its own. ``of`` are the kinds of record it is made of, ``by``
    the fields that make it."""

    key: str
    words: Message
    kind: str
    value: Any
    of: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True)
class BriefingContent:
    """A briefing, as of a day and the number of the last change that it saw."""

    title: Message
    subtitle: Message
    as_of: date
    language: str
    """``en``, ``zh`` or ``both``."""
    audience: str
    scope: Ref | None
    period: When | None
    change_number: int
    basis: tuple[Message, ...]
    """On what basis the figures stand: counting, currencies, what was left out for this reader."""
    sections: tuple[Section, ...]
    numbers: tuple[Number, ...] = field(default=())

    def section(self, key: str) -> Section:
        """KeyError where the briefing has none of that name."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def to_json(self) -> Json:
        return {"title": message_json(self.title), "subtitle": message_json(self.subtitle),
                "as_of": self.as_of.isoformat(), "language": self.language, "audience": self.audience,
                "scope": to_json("link", self.scope), "period": to_json("when", self.period),
                "change_number": self.change_number, "basis": [message_json(each) for each in self.basis],
                "sections": [_section_json(section) for section in self.sections],
                "numbers": [_number_json(number) for number in self.numbers]}

    @classmethod
    def from_json(cls, stored: Json) -> BriefingContent:
        return cls(message_back(stored["title"]), message_back(stored["subtitle"]),
                   date.fromisoformat(stored["as_of"]), stored["language"], stored["audience"],
                   from_json("link", stored["scope"]), from_json("when", stored["period"]), stored["change_number"],
                   tuple(message_back(each) for each in stored["basis"]),
                   tuple(_section_back(section) for section in stored["sections"]),
                   tuple(_number_back(number) for number in stored["numbers"]))


def cell_text(kind: str, value: Any, language: str) -> str:
    """A cell as people read it; empty where nothing is on record."""
    if value is None:
        return ""
    if kind == WORDS:
        return str(value.text(language))
    return KINDS[kind].text(value, language)


def _value_json(kind: str, value: Any) -> Json:
    if value is None:
        return None
    return message_json(value) if kind == WORDS else to_json(kind, value)


def _value_back(kind: str, stored: Json) -> Any:
    if stored is None:
        return None
    return message_back(stored) if kind == WORDS else from_json(kind, stored)


def _section_json(section: Section) -> Json:
    chart = section.chart
    kinds = [column.kind for column in section.columns]
    return {"key": section.key, "heading": message_json(section.heading),
            "columns": [{"key": each.key, "heading": message_json(each.heading), "kind": each.kind}
                        for each in section.columns],
            "rows": [[_value_json(kind, value) for kind, value in zip(kinds, row, strict=True)]
                     for row in section.rows],
            "remarks": [message_json(each) for each in section.remarks],
            "chart": chart and {"form": chart.form, "title": message_json(chart.title),
                                "categories": chart.categories, "values": list(chart.values)}}


def _section_back(stored: Json) -> Section:
    columns = tuple(Column(each["key"], message_back(each["heading"]), each["kind"]) for each in stored["columns"])
    rows = tuple(tuple(_value_back(column.kind, value) for column, value in zip(columns, row, strict=True))
                 for row in stored["rows"])
    chart = stored["chart"]
    return Section(stored["key"], message_back(stored["heading"]), columns, rows,
                   tuple(message_back(each) for each in stored["remarks"]),
                   Chart(chart["form"], message_back(chart["title"]), chart["categories"], tuple(chart["values"]))
                   if chart else None)


def _number_json(number: Number) -> Json:
    return {"key": number.key, "words": message_json(number.words), "kind": number.kind,
            "value": _value_json(number.kind, number.value), "of": list(number.of),
            "by": list(number.by)}


def _number_back(stored: Json) -> Number:
    return Number(stored["key"], message_back(stored["words"]), stored["kind"],
                  _value_back(stored["kind"], stored["value"]), tuple(stored["of"]), tuple(stored["by"]))
