"""OpenDocument workbooks, read as they stream by: values, dates with their precision, errors, merged and hidden parts.

calamine tells only the values, and would hold a row that claims to be repeated a million times in memory a million
times. Here a repeated blank costs nothing, and a repeated value counts against the same limits as in any other file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from xml.parsers import expat

from promo_desk.fields.message import Message
from promo_desk.sheets.blocks import Hand, Rows
from promo_desk.sheets.cells import RawSheet, Value
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.ods_styles import OFFICE, TABLE, TEXT, Styles, Told
from promo_desk.sheets.packages import damaged, declares_entities, over
from promo_desk.sheets.serials import of_text, plain_number, time_of
from promo_desk.sheets.texts import ERRORS

_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_LINK = "http://www.w3.org/1999/xlink href"
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_BLANKS = re.compile(r"[ \t\r\n]+")
_GRID_ROWS, _GRID_COLUMNS = 1_048_576, 16_384
_MOST_MERGED = 100_000
_HIDDEN = ("collapse", "filter")
_CELL, _COVERED, _PARAGRAPH = TABLE + "table-cell", TABLE + "covered-table-cell", TEXT + "p"
_REPEATED = TABLE + "number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = TABLE + "number-rows-spanned", TABLE + "number-columns-spanned"
_VALUE_TYPE, _FORMULA, _CALC_TYPE = OFFICE + "value-type", TABLE + "formula", _CALC + "value-type"
_NOTE, _RUBY = OFFICE + "annotation", TEXT + "ruby-text"


def _times(told: Told, name: str) -> int:
    """How often something is repeated or how far it spans: 1 where that is not said or makes no sense."""
    said = told.get(name)
    if said is None or not (said.isascii() and said.isdigit() and len(said) < 10):
        return 1
    return max(1, min(int(said), _GRID_ROWS))


class OpenDocument:
    """One content.xml, fed in pieces. The rows of each sheet are handed over as they come."""

    def __init__(self, name: str, hand: Hand, limits: Limits, remarks: list[Message]) -> None:
        self.name, self.hand, self.limits, self.remarks = name, hand, limits, remarks
        self.styles = Styles()
        self.found = self.taken = 0
        """Sheets that were found, and cells that were taken (as often as they are repeated)."""
        self.sheet: RawSheet | None = None
        self.depth = self.row = self.column = self.times = 0
        self.wanted = True
        """Whether the sheet's further rows still are; not past its limits."""
        self.epoch_1904 = self.in_row = self.hidden = False
        self.row_style = ""
        self.defaults: list[tuple[int, str]] = []
        """Up to which column which style holds for cells that name none."""
        self.values: list[Value] = []
        self.starts: dict[str, Callable[[Told], None]] = {
            TABLE + "table": self._open_table, TABLE + "table-column": self._take_column,
            TABLE + "table-row": self._open_row, _CELL: self._open_cell, _COVERED: self._open_cell,
            TABLE + "dde-links": self._open_others, TABLE + "null-date": self._take_epoch,
            _PARAGRAPH: self._open_paragraph, TEXT + "s": self._take_spaces, _NOTE: self._open_note,
            TEXT + "tab": lambda _told: self._say("\t"), TEXT + "line-break": lambda _told: self._say("\n"),
            TEXT + "a": self._take_link}
        self.ends: dict[str, Callable[[], None]] = {
            TABLE + "table": self._close_table, TABLE + "table-row": self._close_row, _CELL: self._close_cell,
            _COVERED: self._close_cell, TABLE + "dde-links": self._close_table}
        self.told: Told | None = None
        self.said: list[list[str]] = []
        self.noted: list[list[str]] = []
        self.inside = False
        self.aside: list[str] = []
        """Elements inside a cell that are none of its text: notes, drawings, reading aids. The outermost first."""

    def feed(self, pieces: Iterable[bytes]) -> None:
        """Read one part (styles.xml or content.xml). WorldFault when it is broken or passes a limit."""
        parser = expat.ParserCreate(None, " ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._text, self._refuse
        try:
            for piece in pieces:
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as fault:
            raise damaged(self.name, str(fault)) from None

    def _refuse(self, *_declared: object) -> None:
        raise declares_entities(self.name)

    def _start(self, tag: str, told: Told) -> None:
        if self.sheet is None:
            self.styles.start(tag, told)
        elif self.told is not None and (self.aside not in ([], [_NOTE]) or tag == _RUBY or tag.startswith(_DRAWING)):
            if tag == _RUBY or tag.startswith(_DRAWING):
                self.aside.append(tag)
            return
        handle = self.starts.get(tag)
        if handle:
            handle(told)

    def _end(self, tag: str) -> None:
        if tag == _PARAGRAPH:
            self.inside = False
        if self.aside:
            if tag == self.aside[-1]:
                self.aside.pop()
            return
        if self.sheet is None:
            self.styles.end(tag)
        handle = self.ends.get(tag)
        if handle:
            handle()

    def _text(self, said: str) -> None:
        if self.told is not None:
            if self.inside:
                self._say(_BLANKS.sub(" ", said) if "  " in said or "\n" in said or "\t" in said else said)
        elif self.sheet is None:
            self.styles.text(said)

    # sheets, columns, rows

    def _open_table(self, told: Told) -> None:
        self.depth += 1
        if self.depth > 1 or self.told is not None:
            return
        self.found += 1
        title = told.get(TABLE + "name") or f"Table {self.found}"
        self.sheet = RawSheet(title, visible=not self.styles.hidden_table(told.get(TABLE + "style-name", "")))
        self.sheet.epoch_1904 = self.epoch_1904
        self.rows = Rows(self.hand, self.sheet, self.name, self.limits)
        self.row = self.column = 0
        self.defaults = []
        self.in_row, self.wanted = False, True
        self.hand(("sheet", self.sheet))

    def _open_others(self, _told: Told) -> None:
        """Tables of other files that this one once looked into are none of its sheets."""
        self.depth += 1

    def _close_table(self) -> None:
        self.depth -= 1
        if self.depth == 0 and self.sheet is not None:
            self.remarks += self.rows.finish()
            self.hand(("facts", self.sheet))
            self.sheet = None

    def _take_epoch(self, told: Told) -> None:
        self.epoch_1904 = told.get(TABLE + "date-value", "").startswith("1904")

    def _take_column(self, told: Told) -> None:
        if self.sheet is None or self.depth > 1:
            return
        first, self.column = self.column + 1, min(self.column + _times(told, _REPEATED), _GRID_COLUMNS)
        self.defaults.append((self.column, told.get(TABLE + "default-cell-style-name", "")))
        if told.get(TABLE + "visibility") in _HIDDEN:
            self.sheet.hidden_columns.update(range(first, min(self.column, self.limits.columns) + 1))

    def _open_row(self, told: Told) -> None:
        if self.sheet is None or self.depth > 1:
            return
        self.times, self.column = _times(told, TABLE + "number-rows-repeated"), 0
        self.row += 1
        self.in_row = True
        self.row_style = told.get(TABLE + "default-cell-style-name", "")
        self.hidden = told.get(TABLE + "visibility") in _HIDDEN
        self.values = []

    def _close_row(self) -> None:
        if self.sheet is None or self.depth > 1 or not self.in_row:
            return
        self.in_row = False
        last = self.row + self.times - 1
        if self.hidden and last - self.row < self.limits.rows:
            self.sheet.hidden_rows.update(range(self.row, last + 1) if self.values else (self.row,))
        if self.values and self.wanted:
            self._count(len(self.values) * self.times)
            self.wanted = all(self.rows.push(self.values) for _ in range(self.times))
        else:
            self.rows.skip(self.times)
        self.row = last

    def _count(self, cells: int) -> None:
        self.taken += cells
        if self.taken > self.limits.cell_marks:
            raise over(self.name, Message("a sheet has {count} cells or more", {"count": f"{self.taken:,}"}),
                       "cell_marks", f"{self.limits.cell_marks:,}")

    # cells

    def _open_cell(self, told: Told) -> None:
        if self.in_row and self.depth == 1:
            self.told, self.said, self.noted = told, [], []

    def _open_paragraph(self, _told: Told) -> None:
        self.inside = True
        if self.told is not None and not self.aside:
            self.said.append([])
        elif self.aside == [_NOTE]:
            self.noted.append([])

    def _say(self, said: str) -> None:
        if not self.aside:
            if self.said:
                self.said[-1].append(said)
        elif self.aside == [_NOTE] and self.noted:
            self.noted[-1].append(said)

    def _take_spaces(self, told: Told) -> None:
        said = told.get(TEXT + "c", "1")
        self._say(" " * (min(int(said), 10_000) if said.isascii() and said.isdigit() else 1))

    def _take_link(self, told: Told) -> None:
        if self.told is not None and not self.aside and self.sheet is not None and told.get(_LINK):
            self.sheet.links[self.row, self.column + 1] = told[_LINK]

    def _open_note(self, _told: Told) -> None:
        if self.told is not None:
            self.aside.append(_NOTE)

    def _close_cell(self) -> None:
        if self.told is None or self.sheet is None:
            return
        told, self.told = self.told, None
        times, place = _times(told, _REPEATED), (self.row, self.column + 1)
        text = "\n".join(["".join(said) for said in self.said])
        value = self._value(told, text)
        if self.noted:
            self.sheet.comments[place] = "\n".join("".join(said) for said in self.noted)
        if _COLUMNS_SPANNED in told or _ROWS_SPANNED in told:
            self._merge(told, *place)
        if value is not None:
            self._put(value, times, told)
        self.column = min(self.column + times, 2 * _GRID_COLUMNS)

    def _merge(self, told: Told, row: int, column: int) -> None:
        rows, columns = _times(told, _ROWS_SPANNED), _times(told, _COLUMNS_SPANNED)
        if rows * columns > 1 and self.sheet is not None and len(self.sheet.merged) < _MOST_MERGED:
            self.sheet.merged.append((row, column, row + rows - 1, min(column + columns - 1, _GRID_COLUMNS)))

    def _put(self, value: Value, times: int, told: Told) -> None:
        """The cell's value, as often as it is repeated, up to the limit of columns."""
        last = min(self.column + times, self.limits.columns)
        if self.column + times > last:
            self.rows.cut_columns = self.column + times
        if last > self.column:
            self.values.extend([None] * (self.column - len(self.values)))
            self.values.extend([value] * (last - self.column))
        if value.__class__ is not str and (code := self._code(told)):
            for column in range(self.column + 1, last + 1):
                self._formatted(column, code)

    def _formatted(self, column: int, code: str) -> None:
        assert self.sheet is not None
        runs, last = self.sheet.formats.setdefault(column, []), self.row + self.times - 1
        if runs and runs[-1][1] == self.row - 1 and runs[-1][2] == code:
            runs[-1] = (runs[-1][0], last, code)
        else:
            runs.append((self.row, last, code))

    def _code(self, told: Told) -> str | None:
        style = told.get(TABLE + "style-name") or self.row_style or next(
            (style for last, style in self.defaults if last > self.column), "")
        return self.styles.code(style)

    def _value(self, told: Told, text: str) -> Value:
        """The value of a cell; an error or a formula without a result is noted down and is none."""
        assert self.sheet is not None
        place, kind = (self.row, self.column + 1), told.get(_VALUE_TYPE)
        formula = _FORMULA in told
        if told.get(_CALC_TYPE) == "error" or (formula and ERRORS.fullmatch(text)):
            self.sheet.errors[place] = text or "#ERROR!"
            return None
        if kind is None and not text:
            if formula and not self.said:  # an empty paragraph is an empty result
                self.sheet.formulas_without_value.add(place)
            return None
        return _typed(kind, told, text)


def _typed(kind: str | None, told: Told, text: str) -> Value:
    """A value by the type it claims; what does not fit its type is the text that is shown."""
    try:
        if kind in ("float", "percentage", "currency"):
            return plain_number(float(told[OFFICE + "value"]))
        if kind == "date":
            return of_text(told[OFFICE + "date-value"])
        if kind == "time":
            length = of_text(told[OFFICE + "time-value"])
            return time_of(length) if isinstance(length, timedelta) else length
        if kind == "boolean":
            return told[OFFICE + "boolean-value"] == "true"
    except (KeyError, ValueError, OverflowError):
        return text or None
    return told.get(OFFICE + "string-value", text) or None
