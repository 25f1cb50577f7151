"""Binary workbooks (.xlsb), read as they stream by: values, number formats, errors, merged and hidden parts, notes.

The records are those of MS-XLSB. calamine tells only the values, holds the whole box of a sheet in memory and panics
on some real files; it is asked where this reader finds a sheet broken.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from promo_desk.fields.message import Message
from promo_desk.sheets.blocks import Hand, Rows
from promo_desk.sheets.cells import RawSheet, Value
from promo_desk.sheets.guards import GRID_COLUMNS, GRID_ROWS
from promo_desk.sheets.outline import number_format, relations
from promo_desk.sheets.packages import Package, damaged, outside, over
from promo_desk.sheets.scan import Scan
from promo_desk.sheets.serials import of_serial

_ROW, _MERGE, _COLUMNS, _LINK = 0, 176, 60, 494
_RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED, _RICH = 2, 3, 4, 5, 6, 7, 62
_FORMULAS = {8: _TEXT, 9: _REAL, 10: _BOOL, 11: _ERROR}
_SHORT = {13: _RK, 14: _ERROR, 15: _BOOL, 16: _REAL, 17: _TEXT, 18: _SHARED}
_SHEET, _BOOK, _SHARED_TEXT, _CODE, _FORMAT, _FORMATS_BEGIN, _FORMATS_END = 156, 153, 19, 44, 47, 617, 618
_NOTE, _NOTE_TEXT = 635, 637
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
           0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
_MOST_RECORD = 32 << 20
_MOST_MERGED = 100_000
_CELL = struct.Struct("<II")
_NUMBER, _LONG = struct.Struct("<d"), struct.Struct("<I")

Record = tuple[int, bytes]


class _Broken(Exception):
    """The records are not as they should be."""


def records(pieces: Iterable[bytes]) -> Iterator[Record]:
    """(kind, content) of each record of a part."""
    rest = b""
    for piece in pieces:
        rest += piece
        at = 0
        while at + 6 <= len(rest):
            kind, start, length = _head(rest, at)
            if length > _MOST_RECORD:
                raise _Broken("a record without an end")
            if start + length > len(rest):
                break
            yield kind, rest[start:start + length]
            at = start + length
        rest = rest[at:]
    yield from _last(rest)


def _last(rest: bytes) -> Iterator[Record]:
    """The records in the last few bytes, too few to be sure of a whole head."""
    at, padded = 0, rest + b"\0" * 6
    while at < len(rest):
        kind, start, length = _head(padded, at)
        if start + length > len(rest):
            raise _Broken("cut off")
        yield kind, rest[start:start + length]
        at = start + length


def _head(whole: bytes, at: int) -> tuple[int, int, int]:
    """The record's kind, where its content begins and how long it is: seven bits a byte."""
    kind = whole[at]
    at += 1
    if kind > 127:
        kind, at = kind & 127 | (whole[at] & 127) << 7, at + 1
    length = whole[at] & 127
    for shift in (7, 14, 21):
        if whole[at] < 128:
            break
        at += 1
        length |= (whole[at] & 127) << shift
    return kind, at + 1, length


def text_at(content: bytes, at: int) -> tuple[str, int]:
    """A counted text, "" for none, and where it ends."""
    count = _LONG.unpack_from(content, at)[0]
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(content):
        raise _Broken("a text is cut off")
    return content[at + 4:end].decode("utf-16-le", "replace"), end


def packed_number(packed: int) -> float:
    """An RK number: 30 bits of a whole number or of a float, perhaps times a hundred."""
    if packed & 2:
        number = float((packed - (1 << 32) if packed >> 31 else packed) >> 2)
    else:
        number = float(struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0])
    return number / 100 if packed & 1 else number


@dataclass
class BinaryBook:
    """The parts that all sheets share."""

    package: Package
    texts: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    """Name, part and whether it is shown."""
    epoch_1904: bool = False

    @classmethod
    def of(cls, package: Package) -> BinaryBook:
        main = next((target for kind, target in relations(package, "").values() if kind == "officeDocument"),
                    "xl/workbook.bin")
        linked, book = relations(package, main), cls(package)
        book._read_main(main, linked)
        parts = dict(linked.values())
        book._read_texts(parts.get("sharedStrings", "xl/sharedStrings.bin"))
        book._read_formats(parts.get("styles", "xl/styles.bin"))
        return book

    def _records(self, part: str) -> Iterator[Record]:
        return records(self.package.pieces(part)) if part in self.package.entries else iter(())

    def _read_main(self, part: str, linked: dict[str, tuple[str, str]]) -> None:
        for kind, content in self._records(part):
            if kind == _BOOK:
                self.epoch_1904 = bool(content[0] & 1)
            elif kind == _SHEET:
                relation, at = text_at(content, 8)
                what, target = linked.get(relation, ("", ""))
                if what == "worksheet" and target in self.package.entries:
                    self.sheets.append((text_at(content, at)[0], target, content[0] & 3 == 0))

    def _read_texts(self, part: str) -> None:
        most = self.package.limits.strings
        for kind, content in self._records(part):
            if kind == _SHARED_TEXT:
                self.texts.append(text_at(content, 1)[0])
                if len(self.texts) > most:
                    raise over(self.package.name, Message("it has {count} texts or more", {"count": f"{most + 1:,}"}),
                               "strings", f"{most:,}")

    def _read_formats(self, part: str) -> None:
        own: dict[int, str] = {}
        styles: list[int] = []
        of_cells = False
        for kind, content in self._records(part):
            of_cells = (of_cells or kind == _FORMATS_BEGIN) and kind != _FORMATS_END
            if kind == _CODE:
                own[struct.unpack_from("<H", content)[0]] = text_at(content, 2)[0]
            elif kind == _FORMAT and of_cells:
                styles.append(struct.unpack_from("<H", content, 2)[0])
        codes = {index: number_format(number, own) for index, number in enumerate(styles)}
        self.formats = {index: code for index, code in codes.items() if code}

    def read(self, hand: Hand, remarks: list[Message]) -> None:
        """Hand over every worksheet."""
        if not self.sheets:
            raise damaged(self.package.name, Message("no sheets inside"))
        for name, part, visible in self.sheets:
            sheet = RawSheet(name, visible=visible, epoch_1904=self.epoch_1904)
            hand(("sheet", sheet))
            remarks += _BinarySheet(self, sheet, hand).read(part)
            hand(("facts", sheet))


def read_xlsb(package: Package, hand: Hand, remarks: list[Message]) -> None:
    """Every worksheet of a binary workbook. WorldFault where it is broken or passes a limit."""
    try:
        BinaryBook.of(package).read(hand, remarks)
    except (_Broken, struct.error, IndexError) as fault:
        raise damaged(package.name, str(fault) or type(fault).__name__) from None


class _BinarySheet:
    """One worksheet, row after row."""

    def __init__(self, book: BinaryBook, sheet: RawSheet, hand: Hand) -> None:
        self.book, self.sheet, self.limits = book, sheet, book.package.limits
        self.scan = Scan(sheet, {}, self.limits.columns)
        self.rows = Rows(hand, sheet, book.package.name, self.limits)
        self.row = self.column = self.cells = 0
        self.values: list[Value] = []
        self.wanted = True
        self.anchors: list[tuple[int, int, str]] = []
        self.kinds: dict[int, Callable[[bytes], None]] = {
            _ROW: self._open_row, _COLUMNS: self._take_columns, _MERGE: self._merge, _LINK: self._anchor}

    def read(self, part: str) -> list[Message]:
        for kind, content in self.book._records(part):
            handle = self.kinds.get(kind)
            if handle:
                handle(content)
            elif 1 < kind < 19 or kind == _RICH:
                self._take_cell(kind, content)
        self._close_row()
        self._take_notes_and_links(part)
        return self.rows.finish()

    def _open_row(self, content: bytes) -> None:
        self._close_row()
        row = _LONG.unpack_from(content)[0] + 1
        if row > GRID_ROWS:
            raise outside(self.book.package.name, row, 1)
        if row <= self.row:
            raise _Broken("rows out of order")
        self.rows.skip(row - self.row - 1)
        self.row, self.column, self.values = row, 0, []
        if content[11] & 0x10:
            self.sheet.hidden_rows.add(row)

    def _close_row(self) -> None:
        if self.row and self.wanted:
            self.wanted = self.rows.push(self.values)

    def _take_cell(self, kind: int, content: bytes) -> None:
        if kind in _SHORT:
            kind, start, column, style = _SHORT[kind], 4, self.column + 1, _LONG.unpack_from(content)[0]
        else:
            start, (column, style) = 8, _CELL.unpack_from(content)
            kind, column = _FORMULAS.get(kind, kind), column + 1
        if column > GRID_COLUMNS:
            raise outside(self.book.package.name, self.row, column)
        self.column = column
        self._count()
        code = self.book.formats.get(style & 0xFFFFFF)
        self._put(column, self._value(kind, content, start, code), code)

    def _count(self) -> None:
        self.cells += 1
        most = self.limits.cell_marks
        if self.cells > most:
            raise over(self.book.package.name, Message("a sheet has {count} cells or more",
                                                       {"count": f"{self.cells:,}"}), "cell_marks", f"{most:,}")

    def _put(self, column: int, value: Value, code: str | None) -> None:
        values = self.values
        if value is None:
            return
        if column > self.limits.columns:
            self.rows.cut_columns = column
            return
        if column > len(values):
            values.extend([None] * (column - len(values)))
        values[column - 1] = value
        if code and value.__class__ is not str:
            self.scan.formatted(self.row, column, code)

    def _value(self, kind: int, content: bytes, start: int, code: str | None) -> Value:
        if kind == _SHARED:
            return self.book.texts[_LONG.unpack_from(content, start)[0]] or None
        if kind in (_RK, _REAL):
            number = (_NUMBER.unpack_from(content, start)[0] if kind == _REAL
                      else packed_number(_LONG.unpack_from(content, start)[0]))
            return of_serial(number, code, self.book.epoch_1904)
        if kind in (_TEXT, _RICH):
            return text_at(content, start + (kind == _RICH))[0] or None
        if kind == _BOOL:
            return bool(content[start])
        if kind == _ERROR:
            self.sheet.errors[self.row, self.column] = _ERRORS.get(content[start], "#ERROR!")
        return None

    def _take_columns(self, content: bytes) -> None:
        first, last = _CELL.unpack_from(content)
        if content[16] & 1:
            self.sheet.hidden_columns.update(range(first + 1, min(last + 1, self.limits.columns) + 1))

    def _merge(self, content: bytes) -> None:
        top, bottom, left, right = struct.unpack_from("<4I", content)
        if top <= bottom < GRID_ROWS and left <= right < GRID_COLUMNS and len(self.sheet.merged) < _MOST_MERGED:
            self.sheet.merged.append((top + 1, left + 1, bottom + 1, right + 1))

    def _anchor(self, content: bytes) -> None:
        top, _bottom, left, _right = struct.unpack_from("<4I", content)
        self.anchors.append((top + 1, left + 1, text_at(content, 16)[0]))

    def _take_notes_and_links(self, part: str) -> None:
        linked = relations(self.book.package, part)
        for row, column, relation in self.anchors:
            if target := linked.get(relation, ("", ""))[1]:
                self.sheet.links[row, column] = target
        for kind, target in linked.values():
            if kind == "comments":
                self._take_notes(target)

    def _take_notes(self, part: str) -> None:
        place = (0, 0)
        for kind, content in self.book._records(part):
            if kind == _NOTE:
                top, _bottom, left = struct.unpack_from("<3I", content, 4)
                place = (top + 1, left + 1)
            elif kind == _NOTE_TEXT:
                self.sheet.comments[place] = text_at(content, 1)[0]
