"""Lists that are no workbooks: texts with separators, web tables and SpreadsheetML under the ending .xls.

Values stay text exactly as written ("00123"): whoever wrote the file said nothing of types.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.parsers import expat

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.cells import RawSheet, Row, Value
from promo_desk.sheets.content import delimiter_of, mark_of_order, text_encoding, wide_without_mark
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.packages import over
from promo_desk.sheets.web import tables_of

Table = tuple[RawSheet, Iterator[Row]]
ERRORS = re.compile(r"#(?:N/A|DIV/0!|VALUE!|REF!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#{2,})|Err:5\d\d")
"""What a program writes into a text where the cell holds an error, or shows nothing because it is too narrow."""


def told_errors(rows: Iterable[Row], sheet: RawSheet) -> Iterator[Row]:
    """The rows, with cells that hold an error moved to the sheet's errors: "#N/A" is no company's name."""
    for number, row in enumerate(rows, 1):
        faulty = [at for at, value in enumerate(row) if isinstance(value, str) and value.startswith(("#", "Err"))
                  and ERRORS.fullmatch(value)]
        for at in faulty:
            sheet.errors[number, at + 1] = str(row[at])
        yield tuple(None if at in faulty else value for at, value in enumerate(row)) if faulty else row


def text_rows(whole: bytes, name: str, limits: Limits) -> Iterator[Row]:
    """The rows of a text with separators. WorldFault where a quote never ends or a field passes the limit."""
    text = whole.decode(text_encoding(whole), "replace").lstrip("\ufeff")
    delimiter = delimiter_of(text)
    if text[:4].lower() == "sep=" and text[5:6] in "\r\n":
        text = text[5:].lstrip("\r\n")
    csv.field_size_limit(limits.cell_text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(lines, None)
        except csv.Error:
            what = Message("line {line} holds a text that never ends or is too long", {"line": lines.line_num})
            raise over(name, what, "cell_text", f"{limits.cell_text:,}") from None
        if row is None:
            return
        yield tuple(field or None for field in row)


def web_tables(whole: bytes, most_columns: int) -> list[Table]:
    """The tables of a web page that was saved as a workbook, named Table 1, Table 2 ..."""
    found = tables_of(whole.decode(_page_encoding(whole), "replace"), most_columns)
    for number, table in enumerate(found, 1):
        table.sheet.name = f"Table {number}"
    return [(table.sheet, table.rows()) for table in found]


def _page_encoding(whole: bytes) -> str:
    """What the page says of itself, if it is true; else as for any text."""
    head = whole[:4096].lower()
    told = mark_of_order(whole) or wide_without_mark(whole)
    if told:
        return told
    return "gb18030" if b"charset=gb" in head or b'charset="gb' in head else text_encoding(whole)


class _Spreadsheet2003:
    """SpreadsheetML: Worksheet / Table / Row / Cell / Data, with ss:Index where cells were skipped."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[list[Value]]]] = []
        self.said: list[str] | None = None
        self.type = ""
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_declared: object) -> None:
        raise ValueError("entities")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append((told.get("Name", ""), []))
        elif name == "Row" and self.sheets:
            self._skip(self.sheets[-1][1], int(told.get("Index") or 0) - 1, [])
            self.sheets[-1][1].append([])
        elif name == "Cell" and self.sheets and self.sheets[-1][1]:
            self._skip(self.sheets[-1][1][-1], int(told.get("Index") or 0) - 1, None)
            self.sheets[-1][1][-1].append(None)
        elif name == "Data":
            self.said, self.type = [], told.get("Type", "String")

    @staticmethod
    def _skip(cells: list[Value] | list[list[Value]], up_to: int, blank: object) -> None:
        if up_to > 1_048_576:
            raise ValueError("index outside of any sheet")
        cells.extend([blank] * (up_to - len(cells)))  # type: ignore[list-item]  # one helper for rows and for cells

    def text(self, said: str) -> None:
        if self.said is not None:
            self.said.append(said)

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "Data" and self.said is not None:
            if self.sheets and self.sheets[-1][1] and self.sheets[-1][1][-1]:
                self.sheets[-1][1][-1][-1] = _typed("".join(self.said), self.type)
            self.said = None


def _typed(said: str, kind: str) -> Value:
    if kind == "Number":
        number = float(said)
        return int(number) if number.is_integer() else number
    if kind == "DateTime":
        return datetime.fromisoformat(said)
    return bool(int(said)) if kind == "Boolean" else said or None


def spreadsheet_2003(whole: bytes, name: str) -> list[Table]:
    """The sheets of a SpreadsheetML 2003 file."""
    reader = _Spreadsheet2003()
    try:
        reader.parser.Parse(whole, True)
    except (expat.ExpatError, ValueError) as fault:
        raise WorldFault('"{name}" is damaged or incomplete ({detail}). Nothing was taken from it.', name=name,
                         detail=str(fault)) from None
    return [(RawSheet(title), map(tuple, rows)) for title, rows in reader.sheets]
