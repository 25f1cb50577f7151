"""The rows below a header, each with its fate: judged one by one, and the last ones once more when all are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import RawSheet, Row
from promo_desk.sheets.header_rows import Known, begins_foreign, begins_table, is_word
from promo_desk.sheets.row_kinds import Kind, Rows
from promo_desk.sheets.row_words import is_footer, names_a_firm, number_of
from promo_desk.sheets.shape_parts import NotRecord, OtherTable
from promo_desk.sheets.surroundings import is_note, one_line

_SHOWN_TEXT = 60
_MOST_BARE = 50
_MOST_TITLE = 9
_NEAR = 1e-6
_UNKNOWN = Message("No word of its header row is known, so it was not taken. Mark its header row to take it.")
_ROWS_A_PULSE = 2_000
Pulse = Callable[[int], None]
"""Told with 0 now and then in long work; what it raises ends the work."""
_SAID: dict[str, Kind] = {"record": "record", "out": "said"}


def silent(_rows: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Said:
    """The user's corrections; None: nothing was said."""

    header_rows: tuple[int, ...] | None = None
    first_row: int | None = None
    last_row: int | None = None
    first_column: int | None = None
    last_column: int | None = None
    rows: Mapping[int, str] = field(default_factory=dict)
    unit: str | None = None
    year: int | None = None


@dataclass
class Judged:
    """The rows below the header, by kind."""

    records: list[int] = field(default_factory=list)
    skipped: list[NotRecord] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    notes: dict[int, list[str]] = field(default_factory=dict)
    others: tuple[OtherTable, ...] = ()
    blanks: list[int] = field(default_factory=list)
    """The blank rows below the last record."""

    def sort_in(self, number: int, row: Row, kind: Kind) -> None:
        """Keep a row by its kind."""
        if kind in ("record", "table"):
            self.records.append(number)
            return
        words = [one_line(value) for value in row if value is not None]
        if kind == "group":
            self.labels[number] = " ".join(text for text in words if number_of(text) is None) or words[0]
        if kind == "note":
            self.notes[number] = words
        self.skipped.append(NotRecord(number, kind, " ".join(words)[:_SHOWN_TEXT]))  # type: ignore[arg-type]  # none

    def move(self, number: int, row: Row, kind: Kind) -> None:
        """What seemed one kind of row is another."""
        self.records = [each for each in self.records if each != number]
        self.skipped = [each for each in self.skipped if each.row != number]
        self.labels.pop(number, None)
        self.sort_in(number, row, kind)
        self.skipped.sort(key=lambda each: each.row)


def judge(sheet: RawSheet, header: tuple[int, ...], first: int, known: Known, said: Said,
          pulse: Pulse = silent) -> Judged:
    """Every row from the first on, up to the last that the user named or to the next table."""
    found, rows = Judged(), _rows(sheet, header, first, known)
    foreign = partial(begins_foreign, rows, known)
    last, number, before = min(said.last_row or sheet.last_row, sheet.last_row), first, ""
    while number <= last:
        if number % _ROWS_A_PULSE == 0:
            pulse(0)
        row = sheet.row(number)
        kind = _SAID.get(said.rows.get(number, "")) or rows.kind(number, row)
        if kind == "repeated header" and _has_own_title(found, sheet, number):
            kind = "table"
        if kind == "table" and said.last_row is None:
            _break_off(found, sheet, number)
            break
        end = foreign(number) if before == "blank" and kind == "record" and number not in said.rows else 0
        if end:
            number = _leave_out(found, sheet, number, end)
            continue
        found.sort_in(number, row, kind)
        number, before = number + 1, kind
    _settle(found, rows, first, header, said, pulse)
    return found


def _rows(sheet: RawSheet, header: tuple[int, ...], first: int, known: Known) -> Rows:
    texts = [[one_line(value) if value is not None else "" for value in sheet.row(row)] for row in header]
    filled = [index for row in texts for index, text in enumerate(row, 1) if text]
    above = [sheet.row(row) for row in range(sheet.first_row, header[0] if header else first)]
    starts: Callable[[int], bool] = partial(begins_table, sheet, known, {}) if header else lambda _row: False
    rows = Rows(sheet, texts, (min(filled, default=1), sheet.width), header, above, starts)
    rows.measure(first)
    return rows


def _leave_out(found: Judged, sheet: RawSheet, first: int, last: int) -> int:
    """A table whose words nobody knows is listed and left out; the row after it."""
    words = {index: one_line(value) for index, value in enumerate(sheet.row(first), 1) if value is not None}
    found.others += (OtherTable(first, last, min(words), max(words), " | ".join(words.values())[:_SHOWN_TEXT],
                                _UNKNOWN),)
    for number in range(first, last + 1):
        found.sort_in(number, sheet.row(number), "other table")
    return last + 1


def _settle(found: Judged, rows: Rows, first: int, header: tuple[int, ...], said: Said,
            pulse: Pulse) -> None:
    """What can be told only when every row was seen."""
    if said.last_row is not None and not any(each.reason is None for each in found.others):
        _table_beyond(found, rows, max(first, said.last_row + 1))
    _settle_sums(found, rows, said, pulse)
    _settle_lines(found, rows, said)
    _settle_tail(found)
    _take_further(found, rows.sheet, first, header, said)


def _table_beyond(found: Judged, rows: Rows, first: int) -> None:
    """Another table may begin below the last row that the user named."""
    begins = next((row for row in range(first, rows.sheet.last_row + 1) if rows.starts_table(row)), None)
    if begins is not None:
        _break_off(found, rows.sheet, begins, first)


def _break_off(found: Judged, sheet: RawSheet, header: int, least: int = 0) -> None:
    """Another table begins: its title and its unit note, directly above its header, are its own."""
    start = max(_title_above(found, sheet, header), least)
    found.records = [row for row in found.records if row < start]
    found.skipped = [each for each in found.skipped if each.row < start]
    found.labels = {row: text for row, text in found.labels.items() if row < start}
    found.notes = {row: texts for row, texts in found.notes.items() if row < start}
    words = {index: one_line(value) for index, value in enumerate(sheet.row(header), 1) if value is not None}
    found.others += (OtherTable(start, sheet.last_row, min(words), max(words),
                                " | ".join(words.values())[:_SHOWN_TEXT]),)


def _title_above(found: Judged, sheet: RawSheet, header: int) -> int:
    """The first of the rows of one text each that stand directly above a header."""
    start, lines = header - _is_heading(sheet, header - 1, header), {*found.labels, *found.notes}
    while start - 1 in lines or _one_text(sheet.row(start - 1)):
        if start - 1 in found.notes and (is_note(found.notes[start - 1][0]) or is_footer(found.notes[start - 1])):
            break
        if _repeated(found, start - 1):
            break
        start -= 1
    after_blank = not any(value is not None for value in sheet.row(start - 1))
    return start if after_blank else max([start, *(row + 1 for row in found.records[-_MOST_TITLE:] if row < start)])


def _repeated(found: Judged, row: int) -> bool:
    return any(each.row == row and each.reason == "repeated header" for each in found.skipped[-_MOST_TITLE:])


def _is_heading(sheet: RawSheet, row: int, header: int) -> bool:
    """Whether a row between a blank one, or a title, and a header holds the headings of its groups."""
    words = [value for value in sheet.row(row) if value is not None]
    alone = sum(value is not None for value in sheet.row(row - 1)) <= 1
    fewer = 1 < len(words) < sum(value is not None for value in sheet.row(header))
    return alone and fewer and all(is_word(word) and not names_a_firm(str(word)) for word in words)


def _has_own_title(found: Judged, sheet: RawSheet, header: int) -> bool:
    """Whether the same header begins a table of its own: apart from the rows above, under another title."""
    start = _title_above(found, sheet, header)
    return _is_heading(sheet, header - 1, header) or (
        start < header and not any(value is not None for value in sheet.row(start - 1)))


def _one_text(row: Row) -> bool:
    filled = [value for value in row if value is not None]
    return len(filled) == 1 and isinstance(filled[0], str)


def _settle_sums(found: Judged, rows: Rows, said: Said, pulse: Pulse) -> None:
    """Rows of numbers without a word that are the sums of the rows above are totals, whatever their place."""
    if rows.usual_texts < 1:
        return
    bare = [row for row in rows.wordless if row not in said.rows and not any(map(_speaks, rows.sheet.row(row)))]
    for row in bare if len(bare) <= _MOST_BARE else ():
        pulse(0)
        earlier = [each for each in found.records if each < row]
        since = max((each.row for each in found.skipped if each.row < row), default=0)
        part = [each for each in earlier if each > since]
        if any(len(each) > 1 and _is_sum(rows.sheet, row, each) for each in (earlier, part)):
            found.move(row, rows.sheet.row(row), "total" if row > max(found.records[:-1], default=0) else "subtotal")


def _speaks(value: object) -> bool:
    return value is not None and (not isinstance(value, str | int | float) or number_of(value) is None)


def _is_sum(sheet: RawSheet, row: int, above: Iterable[int]) -> bool:
    numbers = {index: number for index, value in enumerate(sheet.row(row), 1)
               if value is not None and (number := number_of(value)) is not None}
    sums = {index: sum(number_of(sheet.value(each, index)) or 0.0 for each in above) for index in numbers}
    return bool(numbers) and any(numbers.values()) and all(
        abs(sums[index] - number) <= _NEAR * max(1.0, abs(number)) for index, number in numbers.items())


def _settle_lines(found: Judged, rows: Rows, said: Said) -> None:
    """Lines below the last true record: a place and a day, a remark without its mark."""
    while found.records and found.records[-1] not in said.rows and len(found.records) > 1 and (
            rows.is_loose(found.records[-1])):
        found.move(found.records[-1], rows.sheet.row(found.records[-1]), "note")


def _settle_tail(found: Judged) -> None:
    """Blanks after the last record are nothing to speak of; a label with no record below it is a note."""
    last = max(found.records, default=0)
    found.blanks = [each.row for each in found.skipped if each.reason == "blank" and not each.text and each.row > last]
    found.skipped = [each for each in found.skipped if each.reason != "blank" or each.text or each.row < last]
    for row in [row for row in found.labels if row > last]:
        found.notes[row] = [found.labels.pop(row)]
        found.skipped = [NotRecord(each.row, "note", each.text) if each.row == row else each for each in found.skipped]


def _take_further(found: Judged, sheet: RawSheet, first: int, header: tuple[int, ...], said: Said) -> None:
    """Rows that the user took as records above the first row."""
    more = sorted(row for row, told in said.rows.items() if told == "record" and row < first and row not in header)
    found.records[:0] = more
    if more:
        found.skipped += [NotRecord(row, "said") for row in range(more[0] + 1, first)
                          if row not in header and row not in more]
