"""Cells to values, a column at a time and each different cell once; what is to be said of a cell stands beside."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from promo_desk.fields.codes import SHORTENED
from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.kinds import LONG_TEXT, TEXT, Ref
from promo_desk.fields.message import Message
from promo_desk.fields.text import LOST_DIGITS, is_plain
from promo_desk.sheets import unitless
from promo_desk.sheets.cells import RawSheet, cell_name, column_letter
from promo_desk.sheets.mapping import MappedColumn
from promo_desk.sheets.related import targets
from promo_desk.sheets.shape import Shape

Level = Literal["error", "question", "conflict", "remark", "change"]
HOLDING = ("error", "question", "conflict")
"""Levels that hold a row back."""
PULSE = 2_000
"""After so many rows somebody is told how far it has come, and may stop it."""
MOST_YEARS = 6
"""So many years of a column are offered for a date that names none."""
FORMATTED = ("when", "percent")
"""Kinds of value for which a cell's number format says something: a month, a share."""
NOTHING: Parsed[Any] = Parsed(None)
Parse = Callable[[Any, Reading], Parsed[Any]]
_SLASHED = re.compile(r"^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|\d{2})\s*$")


@dataclass(frozen=True)
class CellNote:
    """What is said of one cell: why it is bad, what is asked, or what it changes."""

    row: int
    column: int
    path: str | None
    level: Level
    message: Message
    raw: Any = None
    old: Any = None
    new: Any = None
    candidates: tuple[Any, ...] = ()
    """What it may mean: values, or for a record Near (id, name, score, reason)."""

    @property
    def cell(self) -> str:
        return cell_name(self.row, self.column)


@dataclass
class ParsedColumn:
    """The values of one column for the rows asked, in their order. A link's value is still the name as written."""

    mapped: MappedColumn
    values: list[Any]
    notes: dict[int, CellNote] = field(default_factory=dict)
    """By position among the rows."""
    reading: Reading | None = None
    """How the cells of a column are read that is joined to another later."""


@dataclass(frozen=True)
class ColumnReader:
    """Reads the columns of one sheet. ``mended``: the user's own word for a cell ("C17": raw); ``replaced``: for a raw
    text wherever it stands in a field (by path, by raw text; None: nothing). The word for the one cell goes before."""

    sheet: RawSheet
    shape: Shape
    rows: Sequence[int]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mended: Mapping[str, Any] = field(default_factory=dict)
    pulse: Callable[[int], None] = lambda rows: None
    """Told of every few thousand cells that were read."""
    replaced: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    """By column letter, the unit that the user says the column is in."""
    remarks: list[Message] = field(default_factory=list)
    """What is said of whole columns."""

    def raw(self, column: int) -> list[Any]:
        """The raw cells of a column; a cell merged over several rows holds for each of them."""
        first, rows, index = self.sheet.first_row, self.sheet.rows, column - 1
        cells = [row[index] if index < len(row) else None for row in (rows[number - first] for number in self.rows)]
        self._spread(column, cells)
        return cells

    def _spread(self, column: int, cells: list[Any]) -> None:
        boxes = [box for box in self.sheet.merged if box[1] <= column <= box[3] and box[2] > box[0]]
        if not boxes:
            return
        for top, left, bottom, _right in boxes:
            value = self.sheet.value(top, left) if left == column else None
            for row in range(top + 1, bottom + 1):
                if row in self._places and value is not None:
                    cells[self._places[row]] = value

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where a row stands among those asked for."""
        return {row: at for at, row in enumerate(self.rows)}

    def _mended(self, column: int) -> dict[int, Any]:
        """The user's own words for cells of this column, by position."""
        letters = column_letter(column)
        told = {name.upper()[len(letters):]: raw for name, raw in self.mended.items()
                if name.upper().rstrip("0123456789") == letters}
        return {self._places[int(row)]: raw for row, raw in told.items() if row and int(row) in self._places}

    def parsed(self, mapped: MappedColumn) -> ParsedColumn:
        """The column's values, each different cell parsed once."""
        made = ParsedColumn(mapped, self.raw(mapped.column.index))
        mended = self._mended(mapped.column.index)
        parse = self._parser(mapped)
        if parse is None:
            made.reading = self._reading(mapped, made.values) if mapped.use == "joined" else None
            made.values = self._unparsed(made.values, mapped, mended)
        else:
            reading, raws = self._reading(mapped, made.values), made.values
            self._parse(made, parse, reading)
            for at, raw in mended.items():
                self._keep(made, at, raw, parse(raw, reading))
            if unitless.names_no_unit(mapped, reading.unit):
                self._without_unit(made, raws, mended)
        self._say_faults(made, parse, mended)
        return made

    def _without_unit(self, made: ParsedColumn, raws: Sequence[Any], mended: Mapping[int, Any]) -> None:
        """Amounts in no unit: taken as yuan with a word, or asked about where that cannot be."""
        mapped, replaced = made.mapped, self.replaced.get(made.mapped.path or "", {})
        said = [mended.get(at, replaced.get(str(raw), raw)) for at, raw in enumerate(raws)]
        bare = unitless.bare_amounts(said, made.values)
        if not unitless.is_doubtful(mapped, made.values, bare):
            self.remarks.extend([unitless.taken_as_yuan(mapped.column.letter)] if bare else [])
            return
        for at in bare:
            message, candidates = unitless.asked_of(said[at], mapped)
            self._keep(made, at, said[at], Parsed(None, "question", message, candidates))

    def _parser(self, mapped: MappedColumn) -> Parse | None:
        """How a cell of the column is read; None for one that is taken apart or kept as it is."""
        known = mapped.field
        if known is None or mapped.use != "field":
            return None
        parse: Parse = _name_or_number if targets(known) else known.kind.parse
        if known.kind.name == "text" and known.search == "code":
            parse = _code
        replaced = self.replaced.get(mapped.path or "")
        return parse if not replaced else lambda raw, reading: parse(replaced.get(str(raw), raw), reading)

    def _unparsed(self, values: list[Any], mapped: MappedColumn, mended: Mapping[int, Any]) -> list[Any]:
        replaced = self.replaced.get(mapped.path or "")
        if replaced:
            values = [value if value is None else replaced.get(str(value), value) for value in values]
        for at, raw in mended.items():
            values[at] = raw
        return values

    def _reading(self, mapped: MappedColumn, cells: Sequence[Any]) -> Reading:
        assert mapped.field is not None
        kind = mapped.field.kind
        day_first = _day_first(cells) if kind.name == "when" else None
        unit = self.units.get(mapped.column.letter) or mapped.unit or self.shape.unit
        return Reading(unit=unit, year=mapped.year or self.shape.year, day_first=day_first,
                       epoch_1904=self.sheet.epoch_1904, choices=self.choices.get(getattr(kind, "table", ""), {}))

    def _parse(self, made: ParsedColumn, parse: Parse, reading: Reading) -> None:
        """Cells of one format are read by their value alone; those of several by value and format."""
        mapped = made.mapped
        shown = self._formats(mapped)
        raws: list[Any] = made.values
        keys: Sequence[Any] = raws
        if shown is not None and len(set(shown)) == 1:
            reading = replace(reading, number_format=shown[0])
        elif shown is not None:
            keys = [(raw, each) if raw.__class__ is not str else raw for raw, each in zip(raws, shown, strict=True)]
        elif bool in (classes := set(map(type, raws))) and not classes <= {bool, str, type(None)}:
            keys = [raw if raw.__class__ is not bool else _Key(raw) for raw in raws]
        self._each_once(made, keys, parse, reading)

    def _each_once(self, made: ParsedColumn, keys: Sequence[Any], parse: Parse, reading: Reading) -> None:
        different = dict.fromkeys(keys)
        known: dict[Any, Any] = _plain_texts(different) if parse in (TEXT.parse, LONG_TEXT.parse) else {}
        odd: dict[Any, Parsed[Any]] = {}
        for count, key in enumerate([key for key in different if key not in known], 1):
            read = _read(parse, key, reading)
            known[key] = read.value
            if read.level != "ok":
                odd[key] = read
            if count % PULSE == 0:
                self.pulse(0)
        raws, made.values = made.values, list(map(known.__getitem__, keys))
        self.pulse(len(keys))
        if odd:
            self._notes(made, raws, keys, self._by_years(made.mapped, known, odd, parse, reading))

    def _by_years(self, mapped: MappedColumn, known: Mapping[Any, Any], odd: dict[Any, Parsed[Any]], parse: Parse,
                  reading: Reading) -> dict[Any, Parsed[Any]]:
        """Dates without a year, or with two digits of one, read again beside the years that the others name."""
        assert mapped.field is not None
        if mapped.field.kind.name != "when":
            return odd
        years = _years(value for key, value in known.items() if key not in odd)
        wider = replace(reading, years=years)
        return {key: _read(parse, key, wider) if years and not read.stands else read for key, read in odd.items()}

    def _notes(self, made: ParsedColumn, raws: Sequence[Any], keys: Sequence[Any],
               odd: Mapping[Any, Parsed[Any]]) -> None:
        for at, key in enumerate(keys):
            if key in odd:
                self._keep(made, at, raws[at], odd[key])

    def _keep(self, made: ParsedColumn, at: int, raw: Any, read: Parsed[Any]) -> None:
        """The value of one cell, and what is said of it."""
        made.values[at] = read.value
        made.notes.pop(at, None)
        if read.level != "ok":
            assert read.message is not None
            made.notes[at] = CellNote(self.rows[at], made.mapped.column.index, made.mapped.path, read.level,
                                      read.message, raw, candidates=read.candidates)

    def _formats(self, mapped: MappedColumn) -> list[str | None] | None:
        """The number formats of the column's cells, where they matter: a date's precision, a share shown as percent."""
        assert mapped.field is not None
        runs = self.sheet.formats.get(mapped.column.index)
        if not runs or mapped.field.kind.name not in FORMATTED:
            return None
        shown: list[str | None] = [None] * len(self.rows)
        for first, last, code in runs:
            start, end = bisect_left(self.rows, first), bisect_right(self.rows, last)
            shown[start:end] = [code] * (end - start)
        return shown

    def _say_faults(self, made: ParsedColumn, parse: Parse | None, mended: Mapping[int, Any]) -> None:
        """Cells that hold an error of the sheet, and formulas whose result was never stored."""
        column, mapped = made.mapped.column.index, made.mapped
        faults: list[tuple[int, Message, str]] = [
            (row, Message("{fault} is an error of the sheet, not a value.", {"fault": fault}), fault)
            for (row, at), fault in self.sheet.errors.items() if at == column]
        faults += [(row, Message("The formula in this cell has no stored result: open the file in Excel, save it, and "
                                 "import it again."), "")
                   for row, at in self.sheet.formulas_without_value if at == column]
        replaced = self.replaced.get(mapped.path or "", {})
        for row, message, raw in faults:
            at = self._places.get(row)
            if at is None or at in mended:
                continue
            if raw in replaced and parse is None:
                made.values[at] = replaced[raw]
            elif raw in replaced and parse is not None:
                self._keep(made, at, raw, parse(raw, self._reading(mapped, ())))
            else:
                level: Level = "error" if mapped.use != "notes" else "remark"
                made.notes[at] = CellNote(row, column, mapped.path, level, message, raw)


class _Key(NamedTuple):
    """A cell that would be taken for another one of a column: TRUE is not 1."""

    raw: Any


def _plain_texts(keys: Iterable[Any]) -> dict[Any, Any]:
    """The texts of a column that stay as they are: most of them, and not worth a call each."""
    return {key: key for key in keys if key.__class__ is str and key and is_plain(key)}


def _read(parse: Parse, key: Any, reading: Reading) -> Parsed[Any]:
    if key is None:
        return NOTHING
    if key.__class__ is _Key:
        return parse(key.raw, reading)
    if key.__class__ is tuple:
        raw, shown = key
        return NOTHING if raw is None else parse(raw, replace(reading, number_format=shown))
    return parse(key, reading)


def _years(values: Iterable[Any]) -> tuple[int, ...]:
    """The years that the dates of a column name most, the earliest first."""
    named = Counter(value.earliest.year for value in values if value is not None and value.earliest is not None)
    return tuple(sorted(year for year, _ in named.most_common(MOST_YEARS)))


def _code(raw: Any, reading: Reading) -> Parsed[Any]:
    """A number of a document or a person: what Excel has made of one with 16 digits and more is none any longer."""
    short = isinstance(raw, str) and SHORTENED.fullmatch(raw.strip())
    lost = short or (isinstance(raw, float) and abs(raw) >= LOST_DIGITS)
    if lost:
        return Parsed(None, "error", Message(
            "{raw}: Excel has turned this number into a short form and lost its last digits.", {"raw": str(raw)}))
    return TEXT.parse(raw, reading)


def _name_or_number(raw: Any, _reading: Reading) -> Parsed[Any]:
    """A link is written as a name; whom it means is found out later."""
    if isinstance(raw, Ref):
        return Parsed(raw)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = " ".join(str(raw).split()) if raw is not None else ""
    return Parsed(text or None)


def _day_first(cells: Sequence[Any]) -> bool | None:
    """What 03/04/2017 means in this column, told by the cells that leave no doubt; None where they disagree."""
    told = set()
    for raw in dict.fromkeys(cells):
        match = _SLASHED.match(raw) if raw.__class__ is str else None
        if match and (int(match[1]) > 12) != (int(match[2]) > 12):
            told.add(int(match[1]) > 12)
    return told.pop() if len(told) == 1 else None
