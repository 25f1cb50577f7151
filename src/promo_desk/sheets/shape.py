"""Where a ledger's header, records, totals and notes are: what the desk decided of a sheet, for the user to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from promo_desk.sheets.cells import RawSheet, Row, column_letter
from promo_desk.sheets.header_rows import Cells, Known, find_header, headings, is_word
from promo_desk.sheets.row_kinds import Kind, Reason, Rows
from promo_desk.sheets.surroundings import add_facts, facts_of, is_unit, one_line, read_above, unit_of_header

_SHOWN_TEXT = 60
_SAMPLE = 2_000
_LONG_NOTE = 8
_WORDS_TOO = ("人", "年", "月", "日", "项", "层", "间", "栋", "户", "a", "of", "us", "staff", "people", "jobs")


@dataclass(frozen=True)
class ShapeColumn:
    """One column of the table found."""

    index: int
    """1 is column A."""
    letter: str
    header: str
    """The header as people read it, group and leaf: "投资 / 总投资额(亿元)"; "" where there is none."""
    leaf: str
    """The lowest header cell alone: "总投资额(亿元)"."""
    group: str
    """The merged headings above it: "投资"; "" without."""
    name: str
    """A name that no other column of the sheet has: the header, "电话 (2)" for a second one, the letter for none."""
    unit: str | None = None
    """The unit in the header's own brackets, as written: 亿元, 亩, USD m, 元/㎡/月."""
    hidden: bool = False


@dataclass(frozen=True)
class NotRecord:
    """A row inside or after the table that is no record, and why."""

    row: int
    reason: Reason
    text: str = ""
    """Its words, shortened, for the list of what was not taken."""


@dataclass(frozen=True)
class OtherTable:
    """A further table in the same sheet, which was not taken."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    header: str


@dataclass(frozen=True)
class Shape:
    """What a sheet is made of. Row numbers are the sheet's own; ``header_rows`` is empty when no header was found."""

    title: str = ""
    notes: tuple[str, ...] = ()
    """Sentences above, beside and below the table: 备注：1.…"""
    unit: str | None = None
    """The unit of all amounts without their own, from a note 单位：万元."""
    facts: dict[str, str] = field(default_factory=dict)
    """What a line such as 所属片组：… 填报人：… 填报时间：… tells, by its words."""
    filled_by: str = ""
    filled_on: str = ""
    """As written; not parsed."""
    year: int | None = None
    """The year the title names."""
    header_rows: tuple[int, ...] = ()
    columns: tuple[ShapeColumn, ...] = ()
    first_row: int = 1
    last_row: int = 0
    """The last row that may be a record; notes below it are in ``not_records`` too."""
    not_records: tuple[NotRecord, ...] = ()
    group_labels: dict[int, str] = field(default_factory=dict)
    """A label row ("一、重点项目") by its row number; it holds for the rows below it, up to the next."""
    hidden_rows: int = 0
    """How many of the records stand in hidden or filtered rows; they are taken all the same."""
    others: tuple[OtherTable, ...] = ()

    def records(self) -> Iterator[int]:
        """The numbers of the rows that are records."""
        out = {skipped.row for skipped in self.not_records}
        return (row for row in range(self.first_row, self.last_row + 1) if row not in out)

    def group_of(self, row: int) -> str:
        """The label row above this row, "" without."""
        above = [label for label in self.group_labels if label < row]
        return self.group_labels[max(above)] if above else ""

    def column(self, letter: str) -> ShapeColumn:
        """The column of that letter; KeyError when the table has none there."""
        for column in self.columns:
            if column.letter == letter:
                return column
        raise KeyError(letter)


def find_shape(sheet: RawSheet, known_header: Known = lambda _text: False, *,
               header_rows: tuple[int, ...] | None = None, first_row: int | None = None,
               last_row: int | None = None) -> Shape:
    """The shape of a sheet. ``known_header`` tells whether a header text is a word of ours; the other arguments are
    the user's corrections and hold as given (``header_rows=()``: there is no header)."""
    cells = Cells.of(sheet)
    header = find_header(cells, known_header) if header_rows is None else header_rows
    first = first_row or (header[-1] + 1 if header else sheet.first_row)
    above = range(sheet.first_row, header[0] if header else first)
    around = read_above([sheet.row(row) for row in above], sheet.name)
    found = _judged(cells, header, first, last_row, known_header)
    beside = _side_notes(cells, header, found)
    columns = _columns(cells, header, found, beside)
    for note in found.notes:
        add_facts(around, facts_of([note]), only_filled=True)
    last = last_row or max(found.records, default=first - 1)
    return Shape(title=around.title, notes=(*around.notes, *found.notes, *beside.values()), unit=around.unit,
                 facts=around.facts, filled_by=around.filled_by, filled_on=around.filled_on, year=around.year,
                 header_rows=header, columns=columns, first_row=first, last_row=last,
                 not_records=tuple(found.skipped), group_labels=found.labels,
                 hidden_rows=len(sheet.hidden_rows.intersection(found.records)), others=found.others)


@dataclass
class _Judged:
    """The rows below the header, by kind."""

    records: list[int] = field(default_factory=list)
    skipped: list[NotRecord] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    others: tuple[OtherTable, ...] = ()


def _judged(cells: Cells, header: tuple[int, ...], first: int, last: int | None, known: Known) -> _Judged:
    sheet, found = cells.sheet, _Judged()
    texts = [[one_line(value) if value is not None else "" for value in sheet.row(row)] for row in header]
    left = next((index for index, text in enumerate(texts[-1], 1) if text), 1) if texts else 1
    rows = Rows(sheet, texts, (left, sheet.width), partial(_starts_table, sheet, known, header))
    rows.measure(first)
    for number in range(first, min(last or sheet.last_row, sheet.last_row) + 1):
        row = sheet.row(number)
        kind = rows.kind(number, row)
        if kind == "table" and last is None:
            found.others = (_other_table(sheet, number),)
            break
        _sort_in(found, number, row, "record" if kind == "table" else kind)
    _settle_tail(found)
    return found


def _sort_in(found: _Judged, number: int, row: Row, kind: Kind) -> None:
    if kind in ("record", "table"):
        found.records.append(number)
        return
    words = [one_line(value) for value in row if value is not None]
    if kind == "group":
        found.labels[number] = words[0]
    if kind == "note":
        found.notes += words
    found.skipped.append(NotRecord(number, kind, " ".join(words)[:_SHOWN_TEXT]))  # type: ignore[arg-type]  # no record


def _settle_tail(found: _Judged) -> None:
    """Blanks after the last record are nothing to speak of; a label with no record below it is a note."""
    last = max(found.records, default=0)
    found.skipped = [each for each in found.skipped if each.reason != "blank" or each.row < last]
    for row in [row for row in found.labels if row > last]:
        found.notes.append(found.labels.pop(row))
        found.skipped = [NotRecord(each.row, "note", each.text) if each.row == row else each for each in found.skipped]


def _starts_table(sheet: RawSheet, known: Known, header: tuple[int, ...], number: int) -> bool:
    """Whether another table begins here: after a blank row, at least half of the words are known headers."""
    if not header or any(value is not None for value in sheet.row(number - 1)[1:]):
        return False
    words = [value for value in sheet.row(number) if value is not None]
    told = sum(is_word(word) and known(one_line(word)) for word in words)
    return len(words) > 1 and all(map(is_word, words)) and told >= 2 and told * 2 >= len(words)


def _other_table(sheet: RawSheet, number: int) -> OtherTable:
    words = {index: one_line(value) for index, value in enumerate(sheet.row(number), 1) if value is not None}
    return OtherTable(number, sheet.last_row, min(words), max(words), " | ".join(words.values())[:_SHOWN_TEXT])


def _side_notes(cells: Cells, header: tuple[int, ...], found: _Judged) -> dict[int, str]:
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


def _columns(cells: Cells, header: tuple[int, ...], found: _Judged, beside: dict[int, str]) -> tuple[ShapeColumn, ...]:
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
                       unit, index in sheet.hidden_columns)


def _own_unit(text: str) -> str | None:
    """The unit in a header's brackets, or a header row that holds units alone: 亿元."""
    bare = text.strip("()（）")
    return unit_of_header(text) or (bare if bare not in _WORDS_TOO and is_unit(bare) else None)


def _is_filled(sheet: RawSheet, column: int, records: list[int]) -> bool:
    return any(sheet.value(row, column) is not None for row in records)
