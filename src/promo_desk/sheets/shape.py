"""Where a ledger's header, records, totals and notes are: what the desk decided of a sheet, for the user to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from promo_desk.sheets.cells import Box, RawSheet, Row, column_letter, column_number
from promo_desk.sheets.cuts import column_blocks, columns_of, rows_of
from promo_desk.sheets.header_rows import Cells, Known, find_header, headings, independent, is_list
from promo_desk.sheets.judging import Judged, Pulse, Said, judge, silent
from promo_desk.sheets.shape_parts import Fate, NotRecord, OtherTable, Outside, Shape, ShapeColumn
from promo_desk.sheets.surroundings import (
    Above,
    Surroundings,
    add_facts,
    facts_of,
    is_unit,
    one_line,
    read_above,
    unit_of_header,
    year_of,
)

__all__ = ["Fate", "NotRecord", "OtherTable", "Outside", "Shape", "ShapeColumn", "Table", "find_shape", "tables_of"]

_SAMPLE = 2_000
_WORDS_A_PULSE = 200
_LONG_NOTE = 8
_WORDS_TOO = ("人", "年", "月", "日", "项", "层", "间", "栋", "户", "a", "of", "us", "staff", "people", "jobs")


@dataclass(frozen=True)
class Table:
    """One table of a sheet. ``sheet`` is the cut that the shape speaks of, with the file's own row and column
    numbers; ``key`` is the sheet's name, for further tables with " #2", " #3" behind it."""

    key: str
    sheet: RawSheet
    shape: Shape


def find_shape(sheet: RawSheet, known_header: Known = lambda _text: False, *,
               header_rows: Sequence[int] | None = None, first_row: int | None = None, last_row: int | None = None,
               first_column: int | str | None = None, last_column: int | str | None = None,
               rows: Mapping[Any, str] | None = None, unit: str | None = None, year: int | None = None,
               pulse: Pulse = silent) -> Shape:
    """The shape of a sheet. ``known_header`` tells whether a header text is a word of ours; the other arguments are
    the user's corrections and hold as given.

    ``header_rows=()``: there is no header. Columns are numbers or letters. ``rows`` says of single rows "record" or
    "out". ``unit=""`` and ``year=0``: there is none. ``pulse`` is told 0 every few thousand rows, and may raise.
    """
    said = Said(None if header_rows is None else tuple(header_rows), first_row, last_row, _column_of(first_column),
                _column_of(last_column), {int(row): told for row, told in (rows or {}).items()}, unit, year)
    return _shape(sheet, _pulsing(known_header, pulse), said, pulse)


def _pulsing(known: Known, pulse: Pulse) -> Known:
    """Words that are not known yet take long to look up: a page of them is a silence."""
    if pulse is silent:
        return known
    asked = count(1)

    def told(text: str) -> bool:
        if next(asked) % _WORDS_A_PULSE == 0:
            pulse(0)
        return known(text)

    return told


def _column_of(column: int | str | None) -> int | None:
    if column is None or isinstance(column, int):
        return column
    return int(column) if column.isdigit() else column_number(column)


def _shape(sheet: RawSheet, known: Known, said: Said, pulse: Pulse) -> Shape:
    table = _within(sheet, said, 0)
    cells = Cells.of(table)
    header = find_header(cells, known) if said.header_rows is None else said.header_rows
    first = said.first_row or (header[-1] + 1 if header else table.first_row)
    if table is not sheet:
        cells = Cells.of(_within(sheet, said, (header[0] if header else first) - 1))
    if not header and said.header_rows is None and said.first_row is None and not is_list(table):
        first = sheet.last_row + 1
    around = read_above(sheet, range(sheet.first_row, header[0] if header else first))
    return _described(cells, header, around, judge(cells.sheet, header, first, known, said, pulse), said, first)


def _within(sheet: RawSheet, said: Said, above: int) -> RawSheet:
    """The sheet without the columns that the user left outside."""
    if said.first_column is None and said.last_column is None:
        return sheet
    return columns_of(sheet, said.first_column or 1, said.last_column or sheet.width, above)


def _described(cells: Cells, header: tuple[int, ...], around: Surroundings, found: Judged, said: Said,
               first: int) -> Shape:
    beside = _side_notes(cells, header, found)
    columns = _columns(cells, header, found, beside)
    notes = [text for row in sorted(found.notes) for text in found.notes[row]]
    for note in notes:
        add_facts(around, facts_of([note]), only_filled=True)
    records = found.records or [first - 1]
    return Shape(title=around.title, notes=(*around.notes, *notes, *beside.values()),
                 unit=around.unit if said.unit is None else said.unit or None, facts=around.facts,
                 filled_by=around.filled_by, filled_on=around.filled_on,
                 year=around.year if said.year is None else said.year or None,
                 header_rows=header, columns=columns, first_row=min(first, records[0]) if found.records else first,
                 last_row=max(said.last_row or 0, records[-1]), not_records=tuple(found.skipped),
                 group_labels=found.labels, hidden_rows=len(cells.sheet.hidden_rows.intersection(found.records)),
                 others=found.others, around=_around(around, found, said),
                 beside=_outside(cells.sheet, said, columns, beside))


def _around(around: Surroundings, found: Judged, said: Said) -> dict[int, Above]:
    rows: dict[int, Above] = {row: what for row, what in around.rows.items() if row not in said.rows}
    return rows | dict.fromkeys(found.blanks, "blank")


def _outside(sheet: RawSheet, said: Said, columns: tuple[ShapeColumn, ...], beside: dict[int, str]
             ) -> dict[int, Outside]:
    """Why the other columns are none of the table's."""
    first, last = said.first_column or 1, said.last_column or sheet.width
    taken = {column.index for column in columns}
    return {index: "beyond" if not first <= index <= last else "side note" if index in beside else "blank"
            for index in range(1, sheet.width + 1) if index not in taken}


def _side_notes(cells: Cells, header: tuple[int, ...], found: Judged) -> dict[int, str]:
    """Columns without a header in which one or two remarks stand, beyond the table: column -> the remarks."""
    notes: dict[int, list[str]] = {}
    bare = [column for column in range(1, cells.sheet.width + 1)
            if header and not any(cells.text(row, column) for row in header)]
    if bare:
        for row in found.records[:_SAMPLE]:
            for column in bare:
                value = cells.sheet.value(row, column)
                if value is not None:
                    notes.setdefault(column, []).append(one_line(value))
    few = max(1, min(2, len(found.records) // 4))
    return {column: "; ".join(said) for column, said in notes.items()
            if len(said) <= few and all(len(text) > _LONG_NOTE for text in said)}


def _columns(cells: Cells, header: tuple[int, ...], found: Judged, beside: dict[int, str]) -> tuple[ShapeColumn, ...]:
    columns, names = [], Counter[str]()
    for index in range(1, cells.sheet.width + 1):
        texts = headings(cells, header, index)
        if index in beside or not (texts or _is_filled(cells.sheet, index, found.records)):
            continue
        column = _column(cells.sheet, index, texts)
        names[column.name] += 1
        seen = names[column.name]
        columns.append(replace(column, name=f"{column.name} ({seen})") if seen > 1 else column)
    return tuple(columns)


def _column(sheet: RawSheet, index: int, texts: list[str]) -> ShapeColumn:
    letter, header = column_letter(index), " / ".join(texts)
    unit = next(filter(None, map(_own_unit, reversed(texts))), None)
    return ShapeColumn(index, letter, header, texts[-1] if texts else "", " / ".join(texts[:-1]), header or letter,
                       unit, index in sheet.hidden_columns, next(filter(None, map(year_of, reversed(texts))), None))


def _own_unit(text: str) -> str | None:
    """The unit in a header's brackets, or a header row that holds units alone: 亿元."""
    bare = text.strip("()（）")
    return unit_of_header(text) or (bare if bare not in _WORDS_TOO and is_unit(bare) else None)


def _is_filled(sheet: RawSheet, column: int, records: list[int]) -> bool:
    return any(sheet.value(row, column) is not None for row in records)


def tables_of(sheet: RawSheet, known_header: Known = lambda _text: False,
              corrections: Mapping[str, Mapping[str, Any]] | None = None, names: Iterable[str] = (),
              pulse: Pulse = silent) -> list[Table]:
    """The tables of a sheet, below one another and side by side, each with its shape; at least one, which is empty in
    an empty sheet. ``corrections``: by key, what ``find_shape`` takes; ``names``: the book's other sheets, so that no
    key is another sheet's name; ``pulse`` is told 0 every few thousand rows, and may raise."""
    found: list[Table] = []
    rest, taken, known = [sheet], set(names) - {sheet.name}, _pulsing(known_header, pulse)
    while rest:
        pulse(0)
        cut, key = rest.pop(0), _key(sheet.name, found, taken)
        told = (corrections or {}).get(key, {})
        sides = _sides(cut, known, told)
        if sides:
            rest[:0] = sides
            continue
        shape = find_shape(cut, known, **told, pulse=pulse)
        begins = _said_to_begin(cut, shape, sheet.name, {each.key for each in found} | {key}, corrections or {})
        if begins:
            rest[:0] = [rows_of(cut, cut.first_row, begins - 1), rows_of(cut, begins, cut.last_row)]
            continue
        upper, lower = _parted(cut, shape)
        if lower is not None and _sides(upper, known, told):
            rest[:0] = [upper, lower]
            continue
        found.append(Table(key, upper, shape))
        rest[:0] = [lower] if lower is not None else []
    return _aware(found, corrections or {}) if len(found) > 1 else found


def _key(name: str, found: list[Table], taken: set[str]) -> str:
    number = len(found) + 1
    if number == 1:
        return name
    free = (f"{name} #{each}" for each in range(2, number + len(taken) + 2) if f"{name} #{each}" not in taken)
    return [key for key, _ in zip(free, range(number - 1), strict=False)][-1]


def _said_to_begin(cut: RawSheet, shape: Shape, name: str, keys: set[str],
                   corrections: Mapping[str, Mapping[str, Any]]) -> int:
    """The row in which a further table begins only because the user said so; 0 for none."""
    heads = [min(told["header_rows"]) for key, told in corrections.items()
             if key.startswith(f"{name} #") and key not in keys and told.get("header_rows")]
    least = max(shape.header_rows, default=cut.first_row) + 1
    most = min((each.first_row for each in shape.others if each.reason is None), default=cut.last_row + 1)
    return min((row for row in heads if least <= row < most), default=0)


def _parted(cut: RawSheet, shape: Shape) -> tuple[RawSheet, RawSheet | None]:
    """The table and what is below it, None for nothing."""
    if not shape.others or shape.others[0].reason is not None:
        return cut, None
    begins = shape.others[0].first_row
    return rows_of(cut, cut.first_row, begins - 1), rows_of(cut, begins, cut.last_row)


def _sides(sheet: RawSheet, known: Known, told: Mapping[str, Any]) -> list[RawSheet]:
    """The tables that stand side by side, each as a sheet of its own; [] for a single one, also where the user said
    which columns it has."""
    header = told.get("header_rows")
    header = find_header(Cells.of(sheet), known) if header is None else tuple(header)
    if not header or not _has_gap([sheet.row(row) for row in header]):
        return []
    blocks = independent(sheet, header, column_blocks(sheet))
    last = _column_of(told.get("last_column"))
    if last is not None and len(blocks) > 1 and last >= blocks[1][0]:
        return []
    return [columns_of(sheet, first, last) for first, last in blocks] if len(blocks) > 1 else []


def _has_gap(rows: list[Row]) -> bool:
    filled = sorted({index for row in rows for index, value in enumerate(row) if value is not None})
    return bool(filled) and filled[-1] - filled[0] + 1 > len(filled)


def _aware(found: list[Table], corrections: Mapping[str, Mapping[str, Any]]) -> list[Table]:
    """Each table knows where the others stand, and what was said of all: the unit, the year, who filled it in."""
    boxes = [_box(each) for each in found]
    made = []
    for at, each in enumerate(found):
        beside = {other.shape.unit for other in found if other.sheet.first_row == each.sheet.first_row} - {None}
        unit = found[0].shape.unit or (beside.pop() if len(beside) == 1 else None)
        shape = _inherited(each.shape, found[0].shape, unit, boxes[:at] + boxes[at + 1:])
        held = {name: getattr(each.shape, name) for name in ("unit", "year") if name in corrections.get(each.key, {})}
        made.append(replace(each, shape=replace(shape, **held)))
    return made


def _box(table: Table) -> Box:
    columns = [column.index for column in table.shape.columns] or [1]
    return table.sheet.first_row, min(columns), table.sheet.last_row, max(columns)


def _inherited(shape: Shape, first: Shape, unit: str | None, elsewhere: list[Box]) -> Shape:
    beside: dict[int, Outside] = {column: "other table" for _, left, _, right in elsewhere
                                  for column in range(left, right + 1) if shape.outside(column) in ("blank", "beyond")}
    return replace(shape, unit=shape.unit or unit, year=shape.year or first.year,
                   facts=first.facts | shape.facts, filled_by=shape.filled_by or first.filled_by,
                   filled_on=shape.filled_on or first.filled_on, elsewhere=tuple(elsewhere),
                   beside=shape.beside | beside)
