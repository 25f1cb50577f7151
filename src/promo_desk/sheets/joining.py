"""Two columns that make one field: texts are united, lines of a long text stand below one another, a month completes
its year, an area code its number. Where only one of two can hold, the first stands and the second is a line of the
row's notes; nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.kinds import PHONES, WHEN, Money, When
from promo_desk.fields.message import Message
from promo_desk.fields.text import as_text
from promo_desk.fields.units import read_units
from promo_desk.sheets.related import targets

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import MappedColumn
    from promo_desk.sheets.parsed_columns import CellNote, ParsedColumn

UNITED = ("texts", "long_text", "phones")
"""Kinds of value of which a field holds several, so that a second column of it is never a contradiction."""
_MONTH = re.compile(r"\s*(\d{1,2})\s*(?:月份?)?\s*")
_AREA_CODE = re.compile(r"\s*[(（]?(0?\d{2,3})[)）]?\s*")
_KEPT = -20_000
_HAN = re.compile(r"[\u4e00-\u9fff]")
Joined = tuple[Any, Any]
"""The value that both columns make, and what is left over of the second for the row's notes (None: nothing)."""


def joinable(first: MappedColumn, made: MappedColumn) -> bool:
    """Whether a second column of a field is read together with the first by itself: where several values may stand,
    and where the amount in yuan and the amount in dollars have a column each."""
    if made.field is None or made.trust == "near":
        return False
    name = made.field.kind.name
    currencies = {currency_of_unit(first.unit), currency_of_unit(made.unit)} - {None}
    return name in UNITED or (name == "money" and len(currencies) == 2)


def currency_of_unit(unit: str | None) -> str | None:
    """The currency that a unit names, if it names one: 万美元 is USD."""
    codes = {each.code for each in read_units(unit) if each.family == "money"}
    return codes.pop() if len(codes) == 1 else None


def join_columns(parsed: dict[int, ParsedColumn], rows: Sequence[int],
                 apart: Callable[[ParsedColumn, Any], Any] | None = None) -> None:
    """Put each further column's values into the first column of the field; of the further one stays what no field
    took, as a note. ``apart``: what a cell of yes and no means, where the header asks so."""
    tails = [column for column in parsed.values() if column.mapped.use == "joined"]
    for tail in sorted(tails, key=lambda each: each.mapped.column.index):
        head = next((each for each in parsed.values() if each.mapped.use == "field"
                     and (each.mapped.slot, each.mapped.key) == (tail.mapped.slot, tail.mapped.key)), None)
        if head is not None:
            _keep(parsed, head, _Join(head, tail, rows, apart).run())
        tail.mapped = replace(tail.mapped, use="notes", slot="", key="")


def _keep(parsed: dict[int, ParsedColumn], head: ParsedColumn, rest: dict[int, Any]) -> None:
    """What the further column has put in the place of the first one's cells is a line of the row's notes."""
    if rest:
        note = replace(head.mapped, use="notes", slot="", key="", joined=())
        values = [rest.get(at) for at in range(len(head.values))]
        parsed[_KEPT - head.mapped.column.index] = replace(head, mapped=note, values=values, notes={})


class _Join:
    """Joins the cells of one further column to the first."""

    def __init__(self, head: ParsedColumn, tail: ParsedColumn, rows: Sequence[int],
                 apart: Callable[[ParsedColumn, Any], Any] | None) -> None:
        self.head, self.tail, self.rows, self.apart = head, tail, rows, apart
        known = tail.mapped.field
        assert known is not None
        self.kind = known.kind
        self.is_link, self.target = bool(targets(known)), targets(known)[:1]
        self.reading = tail.reading or Reading(unit=tail.mapped.unit, year=tail.mapped.year)
        self.rest: dict[int, Any] = {}
        self.backwards = tail.mapped.column.index < head.mapped.column.index

    def run(self) -> dict[int, Any]:
        """Joins them; gives what of the first column found no place, by position."""
        for at, raw in enumerate(self.tail.values):
            if raw is not None and str(raw).strip():
                self.head.values[at], self.tail.values[at] = self._made(at, self.head.values[at], raw)
        return self.rest

    def _made(self, at: int, value: Any, raw: Any) -> Joined:
        if self.is_link:
            return self._link(at, value, raw)
        by_kind: dict[str, Callable[[int, Any, Any], Joined]] = {
            "texts": self._united, "phones": self._phones, "long_text": self._lines, "text": self._words,
            "when": self._when, "money": self._money}
        return by_kind.get(self.kind.name, self._either)(at, value, raw)

    def _parsed(self, at: int, raw: Any) -> Any:
        """The further cell by itself; what is wrong with it is said of its own cell."""
        read: Parsed[Any] = self.kind.parse(raw, self.reading)
        if read.level != "ok" and read.message is not None:
            self._say(at, read.level, read.message, raw, read.candidates)
        return read.value if read.stands else None

    def _say(self, at: int, level: Any, message: Message, raw: Any, candidates: tuple[Any, ...] = ()) -> None:
        from promo_desk.sheets.parsed_columns import CellNote

        mapped = self.tail.mapped
        made: CellNote = CellNote(self.rows[at], mapped.column.index, mapped.path, level, message, raw,
                                  candidates=candidates)
        self.tail.notes.setdefault(at, made)

    # by kind

    def _united(self, at: int, value: tuple[str, ...] | None, raw: Any) -> Joined:
        more = self.apart(self.tail, raw) if self.apart else None
        more = self._parsed(at, raw) if more is None else more
        return tuple(dict.fromkeys((*(value or ()), *(more or ())))) or None, None

    def _phones(self, at: int, value: tuple[str, ...] | None, raw: Any) -> Joined:
        text = as_text(raw) or ""
        code = _AREA_CODE.fullmatch(text)
        if code is None:
            return self._united(at, value, raw)
        if not value:
            return value, raw
        dialled = f"0{code[1].lstrip('0')}"
        numbers = [number if number.startswith("+") else f"{dialled}-{number}" for number in value]
        return PHONES.parse("\n".join(numbers)).value or value, None

    def _lines(self, at: int, value: str | None, raw: Any) -> Joined:
        return self._together(value, self._parsed(at, raw), "\n"), None

    def _words(self, at: int, value: str | None, raw: Any) -> Joined:
        more = self._parsed(at, raw)
        name = self.tail.mapped.key == "name" and bool(_HAN.search(f"{value}{more}"))
        return self._together(value, more, "" if name else " "), None

    def _together(self, value: str | None, more: str | None, between: str) -> str | None:
        """Both texts in the order of their columns; one that says the same as the other once."""
        parts = [part for part in ((more, value) if self.backwards else (value, more)) if part]
        return between.join(dict.fromkeys(parts)) or None

    def _when(self, at: int, value: When | None, raw: Any) -> Joined:
        month = _MONTH.fullmatch(as_text(raw) or "")
        if month and value and value.earliest and value.latest and value.earliest.year == value.latest.year:
            made = WHEN.parse(f"{value.earliest.year}年{int(month[1])}月").value
            if made is not None and made.earliest is not None:
                return made, None
        return (value, raw) if month else self._either(at, value, raw)

    def _money(self, at: int, value: Money | None, raw: Any) -> Joined:
        """An amount in another currency, or the currency of the amount."""
        units = read_units(raw) if isinstance(raw, str) else ()
        if len(units) != 1 or units[0].family != "money":
            return self._either(at, value, raw)
        if value is None or (units[0].code == value.currency and units[0].factor == 1):
            return value, None
        factor = units[0].factor if not self.head.mapped.unit else Fraction(1)
        if currency_of_unit(self.head.mapped.unit) not in (None, "CNY", units[0].code) or value.currency != "CNY":
            return value, raw
        return Money.of(Fraction(value.amount) * factor, units[0].code), None

    def _either(self, at: int, value: Any, raw: Any) -> Joined:
        """One of the two: the first where both are there."""
        more = self._parsed(at, raw)
        if value is None or more is None:
            return (value if more is None else more), (raw if more is None else None)
        return value, None if more == value else raw

    def _link(self, at: int, value: Any, raw: Any) -> Joined:
        """Of two names of places the second is the nearer one: 广东省, 广州市. Of others the first stands."""
        name = " ".join((as_text(raw) or "").split())
        if not value or value == name:
            return name or value, None
        if self.target != ("place",) or self.backwards:
            return value, raw
        self.rest[at] = value
        return name, None
