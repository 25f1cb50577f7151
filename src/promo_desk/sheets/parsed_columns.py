"""Cells to values, a column at a time and each different cell once; what is to be said of a cell stands beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.sheets.cells import RawSheet, cell_name
from promo_desk.sheets.mapping import MappedColumn
from promo_desk.sheets.related import targets
from promo_desk.sheets.shape import Shape

Level = Literal["error", "question", "conflict", "remark", "change"]
HOLDING = ("error", "question", "conflict")
"""Levels that hold a row back."""
PULSE = 2_000
"""After so many rows somebody is told how far it has come, and may stop it."""
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


@dataclass(frozen=True)
class ColumnReader:
    """Reads the columns of one sheet. ``mended``: the user's own word for a cell ("C17": raw)."""

    sheet: RawSheet
    shape: Shape
    rows: Sequence[int]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mended: Mapping[str, Any] = field(default_factory=dict)
    pulse: Callable[[int], None] = lambda rows: None
    """Told of every few thousand cells that were read."""

    def raw(self, column: int) -> list[Any]:
        """The raw cells of a column; a cell merged over several rows holds for each of them."""
        first, rows, index = self.sheet.first_row, self.sheet.rows, column - 1
        cells = [row[index] if index < len(row) else None for row in (rows[number - first] for number in self.rows)]
        self._spread(column, cells)
        for name, raw in self.mended.items():
            self._mend(name, raw, column, cells)
        return cells

    def _spread(self, column: int, cells: list[Any]) -> None:
        boxes = [box for box in self.sheet.merged if box[1] <= column <= box[3] and box[2] > box[0]]
        if not boxes:
            return
        position = {row: at for at, row in enumerate(self.rows)}
        for top, left, bottom, _right in boxes:
            value = self.sheet.value(top, left) if left == column else None
            for row in range(top + 1, bottom + 1):
                if row in position and value is not None:
                    cells[position[row]] = value

    def _mend(self, name: str, raw: Any, column: int, cells: list[Any]) -> None:
        letters = name.rstrip("0123456789")
        row = int(name[len(letters):])
        if cell_name(row, column) == name.upper() and row in self.rows:
            cells[list(self.rows).index(row)] = raw

    def parsed(self, mapped: MappedColumn) -> ParsedColumn:
        """The column's values, each different cell parsed once."""
        made = ParsedColumn(mapped, self.raw(mapped.column.index))
        known = mapped.field
        if known is not None and mapped.use == "field":
            parse = known.kind.parse if not targets(known) else _name_or_number
            self._parse(made, parse, self._reading(mapped, made.values), known.kind.name == "when")
        self._say_faults(made)
        return made

    def _reading(self, mapped: MappedColumn, cells: Sequence[Any]) -> Reading:
        assert mapped.field is not None
        kind = mapped.field.kind
        day_first = _day_first(cells) if kind.name == "when" else None
        return Reading(unit=mapped.unit or self.shape.unit, year=mapped.year or self.shape.year, day_first=day_first,
                       epoch_1904=self.sheet.epoch_1904, choices=self.choices.get(getattr(kind, "table", ""), {}))

    def _parse(self, made: ParsedColumn, parse: Callable[[Any, Reading], Parsed[Any]], reading: Reading,
               by_format: bool) -> None:
        column = made.mapped.column.index
        formats = self.sheet.number_format if by_format and column in self.sheet.formats else None
        cache: dict[Any, Parsed[Any]] = {}
        values = made.values
        for at, raw in enumerate(values):
            if at % PULSE == PULSE - 1:
                self.pulse(PULSE)
            if raw is None:
                continue
            key: Any = raw if raw.__class__ is str else (raw.__class__, raw)
            cell_reading = reading
            if formats is not None and raw.__class__ is not str:
                shown = formats(self.rows[at], column)
                key, cell_reading = (key, shown), _with_format(reading, shown)
            parsed = cache.get(key)
            if parsed is None:
                parsed = cache[key] = parse(raw, cell_reading)
            values[at] = parsed.value
            if parsed.level != "ok":
                made.notes[at] = self._note(made.mapped, at, raw, parsed)

    def _note(self, mapped: MappedColumn, at: int, raw: Any, parsed: Parsed[Any]) -> CellNote:
        assert parsed.level != "ok" and parsed.message is not None
        return CellNote(self.rows[at], mapped.column.index, mapped.path, parsed.level, parsed.message, raw,
                        candidates=parsed.candidates)

    def _say_faults(self, made: ParsedColumn) -> None:
        """Cells that hold an error of the sheet, and formulas whose result was never stored."""
        column, mapped = made.mapped.column.index, made.mapped
        faults: list[tuple[int, Message, str]] = [
            (row, Message("{fault} is an error of the sheet, not a value.", {"fault": fault}), fault)
            for (row, at), fault in self.sheet.errors.items() if at == column]
        faults += [(row, Message("The formula in this cell has no stored result: open the file in Excel, save it, and "
                                 "import it again."), "")
                   for row, at in self.sheet.formulas_without_value if at == column]
        if faults:
            position = {row: at for at, row in enumerate(self.rows)}
            for row, message, raw in faults:
                if row in position and cell_name(row, column) not in self.mended:
                    made.notes[position[row]] = CellNote(row, column, mapped.path,
                                                         "error" if mapped.use != "notes" else "remark", message, raw)


def _with_format(reading: Reading, shown: str | None) -> Reading:
    from dataclasses import replace

    return reading if shown is None else replace(reading, number_format=shown)


def _name_or_number(raw: Any, _reading: Reading) -> Parsed[Any]:
    """A link is written as a name; whom it means is found out later."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = " ".join(str(raw).split())
    return Parsed(text or None)


def _day_first(cells: Sequence[Any]) -> bool | None:
    """What 03/04/2017 means in this column, told by the cells that leave no doubt; None where they disagree."""
    told = set()
    for raw in cells:
        match = _SLASHED.match(raw) if raw.__class__ is str else None
        if match and (int(match[1]) > 12) != (int(match[2]) > 12):
            told.add(int(match[1]) > 12)
    return told.pop() if len(told) == 1 else None
