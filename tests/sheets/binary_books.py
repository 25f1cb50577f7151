"""Binary workbooks (.xlsb) made by hand, record by record as MS-XLSB lists them: nothing else at hand writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

from books import Part, relations, zipped

Rows = Mapping[int, Mapping[int, bytes]]
"""Row -> column -> what ``text``, ``real`` and their like make; both count from 0."""


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length, said = len(content), b""
    while length > 127:
        said, length = said + bytes([length & 127 | 128]), length >> 7
    return head + said + bytes([length]) + content


def wide(said: str) -> bytes:
    encoded = said.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _cell(kind: int, content: bytes, style: int) -> bytes:
    return struct.pack("<BI", kind, style) + content


def real(value: float, style: int = 0) -> bytes:
    return _cell(5, struct.pack("<d", value), style)


def rk(packed: int, style: int = 0) -> bytes:
    return _cell(2, struct.pack("<I", packed), style)


def shared(index: int, style: int = 0) -> bytes:
    return _cell(7, struct.pack("<I", index), style)


def text(said: str, style: int = 0) -> bytes:
    return _cell(6, wide(said), style)


def truth(value: bool) -> bytes:
    return _cell(4, bytes([value]), 0)


def error(code: int) -> bytes:
    return _cell(3, bytes([code]), 0)


def blank(style: int = 0) -> bytes:
    return _cell(1, b"", style)


def formula(result: bytes) -> bytes:
    """A formula with the result of another cell; the tokens of the formula itself matter to nobody here."""
    kind = {6: 8, 5: 9, 4: 10, 3: 11}[result[0]]
    return bytes([kind]) + result[1:] + struct.pack("<HI", 0, 0) + struct.pack("<I", 0)


def row_head(row: int, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 * hidden, 0, 0))


def cell_record(column: int, made: bytes) -> bytes:
    kind, style = struct.unpack_from("<BI", made)
    return record(kind, struct.pack("<II", column, style) + made[5:])


def sheet_bin(rows: Rows, *, hidden_rows: Sequence[int] = (), hidden_columns: Sequence[int] = (),
              merged: Sequence[tuple[int, int, int, int]] = (), links: Sequence[tuple[int, int, str]] = ()) -> bytes:
    columns = b"".join(record(60, struct.pack("<IIIIH", at, at, 2560, 0, 1)) for at in hidden_columns)
    cells = b"".join(row_head(row, row in hidden_rows) + b"".join(cell_record(*pair) for pair in found.items())
                     for row, found in rows.items())
    ranges = b"".join(record(176, struct.pack("<IIII", top, bottom, left, right))
                      for top, left, bottom, right in merged)
    anchors = b"".join(record(494, struct.pack("<IIII", row, row, column, column) + wide(relation) + wide("") * 3)
                       for row, column, relation in links)
    return (record(129) + record(148, struct.pack("<IIII", 0, 0, 0, 0)) + record(390) + columns + record(391)
            + record(145) + cells + record(146) + ranges + anchors + record(130))


def styles_bin(*formats: int | str) -> bytes:
    own = [code for code in formats if isinstance(code, str)]
    codes = b"".join(record(44, struct.pack("<H", 164 + at) + wide(code)) for at, code in enumerate(own))
    used = b"".join(record(47, struct.pack("<HHHHHBBH", 0, 164 + own.index(code) if isinstance(code, str) else code,
                                           0, 0, 0, 0, 0, 0)) for code in formats)
    return (record(278) + record(615, struct.pack("<I", len(own))) + codes + record(616)
            + record(626, struct.pack("<I", 1)) + record(47, b"\xff\xff" + b"\0" * 14) + record(627)
            + record(617, struct.pack("<I", len(formats))) + used + record(618) + record(279))


def texts_bin(*texts: str) -> bytes:
    count = struct.pack("<II", len(texts), len(texts))
    return record(159, count) + b"".join(record(19, b"\0" + wide(said)) for said in texts) + record(160)


def workbook_bin(names: Mapping[str, int], epoch_1904: bool = False) -> bytes:
    sheets = b"".join(record(156, struct.pack("<II", state, at) + wide(f"rId{at}") + wide(name))
                      for at, (name, state) in enumerate(names.items(), 1))
    return (record(131) + record(153, struct.pack("<III", epoch_1904, 0, 0)) + record(143) + sheets + record(144)
            + record(132))


def binary_parts(*sheets: bytes, names: Mapping[str, int] | None = None, texts: Sequence[str] = (),
                 formats: Sequence[int | str] = (0,), epoch_1904: bool = False,
                 more: Mapping[str, Part] | None = None) -> dict[str, Part]:
    named = names or {f"S{at}" if at else "S": 0 for at in range(len(sheets))}
    parts: dict[str, Part] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
                               'Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
                               "</Types>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": workbook_bin(named, epoch_1904),
        "xl/_rels/workbook.bin.rels": relations(
            *[("worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)], ("styles", "styles.bin"),
            ("sharedStrings", "sharedStrings.bin")),
        "xl/styles.bin": styles_bin(*formats), "xl/sharedStrings.bin": texts_bin(*texts)}
    parts |= {f"xl/worksheets/sheet{at}.bin": content for at, content in enumerate(sheets, 1)}
    return parts | dict(more or {})


def binary_book(folder: Path, rows: Rows, *, name: str = "book.xlsb", texts: Sequence[str] = (),
                formats: Sequence[int | str] = (0,), epoch_1904: bool = False, more: Mapping[str, Part] | None = None,
                **told: object) -> Path:
    """A workbook with the one sheet "S"."""
    sheet = sheet_bin(rows, **told)  # type: ignore[arg-type]  # what sheet_bin takes
    return zipped(folder / name, binary_parts(sheet, texts=texts, formats=formats, epoch_1904=epoch_1904, more=more))
