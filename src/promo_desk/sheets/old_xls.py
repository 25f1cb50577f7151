"""What the values alone do not tell of an old .xls: number formats, errors, hidden rows and columns.

A date shown as 2017年9月 is a month; without its format it would become the first of September. The records of the
file are walked through once (MS-CFB for the container, MS-XLS for the records); nothing but those few is looked at.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.outline import number_format
from promo_desk.sheets.packages import damaged
from promo_desk.sheets.scan import Scan

_FREE = 0xFFFFFFF0
_SMALL = 4096
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_BOF, _BOUNDSHEET, _FORMAT, _XF, _FILEPASS, _DATEMODE = 0x809, 0x85, 0x41E, 0xE0, 0x2F, 0x22
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _ROW, _COLINFO, _EOF = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x208, 0x7D, 0x0A
_BIFF8 = 0x600


class _Unreadable(Exception):
    """The container or its records are not as they should be; then nothing is told."""


class _EndlessError(_Unreadable):
    """A chain of sectors that bites its tail."""


@dataclass
class Container:
    """The streams of an OLE file, followed without trusting a chain to end."""

    whole: bytes
    sector: int = 512
    table: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, whole: bytes) -> Container:
        power = struct.unpack_from("<H", whole, 30)[0]
        if not 7 <= power <= 16:
            raise _Unreadable("sectors of no possible size")
        container = cls(whole, 1 << power)
        listed = [number for number in struct.unpack_from("<109I", whole, 76) if number < _FREE]
        following, left = struct.unpack_from("<2I", whole, 68)
        while following < _FREE and left > 0:
            *more, following = container._numbers(following)
            listed += [number for number in more if number < _FREE]
            left -= 1
        for number in listed:
            container.table += container._numbers(number)
        return container

    def _numbers(self, number: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self.sector // 4}I", self.whole, (number + 1) * self.sector)

    def chain(self, number: int) -> bytes:
        """The sectors of a stream put together."""
        found: list[bytes] = []
        while number < len(self.table) and len(found) <= len(self.table):
            start = (number + 1) * self.sector
            found.append(self.whole[start:start + self.sector])
            number = self.table[number]
        if len(found) > len(self.table):
            raise _EndlessError
        return b"".join(found)

    def workbook(self) -> bytes:
        """The stream of the workbook's records."""
        listing = self.chain(struct.unpack_from("<I", self.whole, 48)[0])
        for at in range(0, len(listing) - 127, 128):
            entry = listing[at:at + 128]
            name = entry[:max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<2I", entry, 116)
            if name.lower() in ("workbook", "book"):
                return (self.chain(start) if size >= _SMALL else self._small(listing, start))[:size]
        raise _Unreadable("no workbook stream")

    def _small(self, listing: bytes, number: int) -> bytes:
        """A stream shorter than 4 KB: 64 bytes at a time out of the root's own stream (LibreOffice writes such)."""
        body = self.chain(struct.unpack_from("<I", listing, 116)[0])
        packed = self.chain(struct.unpack_from("<I", self.whole, 60)[0])
        table = struct.unpack(f"<{len(packed) // 4}I", packed)
        found: list[bytes] = []
        while number < len(table) and len(found) <= _SMALL // 64:
            found.append(body[number * 64:number * 64 + 64])
            number = table[number]
        return b"".join(found)


@dataclass
class OldBook:
    """The records of an .xls, ready to be asked about each sheet."""

    stream: bytes
    offsets: dict[str, int] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    epoch_1904: bool = False

    @classmethod
    def of(cls, file: BinaryIO) -> OldBook | None:
        """None where the file is too old, protected or broken: then its values are all there is."""
        file.seek(0)
        try:
            book = cls(Container.of(file.read()).workbook())
            return book if book._read_globals() else None
        except (struct.error, _Unreadable, IndexError, MemoryError):
            return None

    @classmethod
    def is_locked(cls, name: str, file: BinaryIO) -> bool:
        """Whether the records are encrypted: calamine would call such a file one of no known kind.

        WorldFault where a chain of sectors goes in circles: calamine would follow it until the memory is full.
        """
        file.seek(0)
        try:
            book = cls(Container.of(file.read()).workbook())
            return any(kind == _FILEPASS for kind, _at, _length in book._records(0))
        except _EndlessError:
            raise damaged(name, Message("it goes in circles")) from None
        except (struct.error, _Unreadable, IndexError):
            return False

    def _records(self, at: int) -> Iterator[tuple[int, int, int]]:
        """(kind, start, length) of each record up to the end of its part."""
        stream, end = self.stream, len(self.stream) - 4
        while at <= end:
            kind, length = struct.unpack_from("<HH", stream, at)
            yield kind, at + 4, length
            if kind == _EOF:
                return
            at += 4 + length

    def _read_globals(self) -> bool:
        own: dict[int, str] = {}
        styles: list[int] = []
        for kind, at, _length in self._records(0):
            if kind == _FILEPASS or (kind == _BOF and struct.unpack_from("<H", self.stream, at)[0] != _BIFF8):
                return False
            if kind == _BOUNDSHEET:
                self.offsets[self._text(at + 6, 1)] = struct.unpack_from("<I", self.stream, at)[0]
            elif kind == _FORMAT:
                own[struct.unpack_from("<H", self.stream, at)[0]] = self._text(at + 2, 2)
            elif kind == _XF:
                styles.append(struct.unpack_from("<H", self.stream, at + 2)[0])
            elif kind == _DATEMODE:
                self.epoch_1904 = bool(struct.unpack_from("<H", self.stream, at)[0])
        codes = {str(index): number_format(number, own) for index, number in enumerate(styles)}
        self.formats = {index: code for index, code in codes.items() if code}
        return True

    def _text(self, at: int, width: int) -> str:
        count = int.from_bytes(self.stream[at:at + width], "little")
        wide = self.stream[at + width] & 1
        start, encoding = at + width + 1, "utf-16-le" if wide else "latin-1"
        return self.stream[start:start + count * (2 if wide else 1)].decode(encoding, "replace")

    def add(self, sheet: RawSheet, most_columns: int) -> None:
        """Note down on the sheet what its values do not tell."""
        sheet.epoch_1904 = self.epoch_1904
        scan = Scan(sheet, self.formats, most_columns)
        try:
            for kind, at, length in self._records(self.offsets.get(sheet.name, len(self.stream))):
                if kind in (_NUMBER, _RK, _FORMULA, _BOOLERR, _MULRK):
                    self._cell(scan, kind, at, length)
                elif kind in (_ROW, _COLINFO):
                    self._hidden(sheet, kind, at, most_columns)
        except struct.error:
            return

    def _cell(self, scan: Scan, kind: int, at: int, length: int) -> None:
        row, column, style = struct.unpack_from("<3H", self.stream, at)
        if kind == _MULRK:
            for offset in range((length - 6) // 6):
                code = scan.formats.get(str(struct.unpack_from("<H", self.stream, at + 4 + 6 * offset)[0]))
                if code:
                    scan.formatted(row + 1, column + 1 + offset, code)
            return
        code = scan.formats.get(str(style))
        if code:
            scan.formatted(row + 1, column + 1, code)
        error = self._error(kind, at + 6)
        if error is not None:
            scan.sheet.errors[row + 1, column + 1] = _ERRORS.get(error, "#ERROR!")

    def _error(self, kind: int, at: int) -> int | None:
        """The error code of a cell's result, None for any other result."""
        if kind == _BOOLERR:
            return self.stream[at] if self.stream[at + 1] else None
        result = self.stream[at:at + 8]
        return result[2] if kind == _FORMULA and result[6:8] == b"\xff\xff" and result[0] == 2 else None

    def _hidden(self, sheet: RawSheet, kind: int, at: int, most_columns: int) -> None:
        if kind == _ROW:
            row, options = struct.unpack_from("<H10xH", self.stream, at)
            if options & 0x20:
                sheet.hidden_rows.add(row + 1)
            return
        first, last, options = struct.unpack_from("<2H4xH", self.stream, at)
        if options & 1:
            sheet.hidden_columns.update(range(first + 1, min(last + 1, most_columns) + 1))
