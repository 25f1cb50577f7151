"""Lists that are no workbooks: texts with separators, web tables and SpreadsheetML under the ending .xls.

Values stay text exactly as written ("00123"): whoever wrote the file said nothing of types.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from xml.parsers import expat

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.cells import Row, Value
from promo_desk.sheets.content import delimiter_of, mark_of_order, text_encoding, wide_without_mark
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.packages import over

Table = tuple[str, Iterator[Row]]
_CELLS = ("td", "th")
_SILENT = ("script", "style", "head")


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


class _WebTables(HTMLParser):
    """Every outermost table of a page; a cell over several columns or rows fills the first one only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Value]]] = []
        self.depth = self.silent = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.taken: dict[tuple[int, int], bool] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
                self.taken = {}
        elif tag == "tr" and self.depth == 1:
            self._close_cell()
            self.tables[-1].append([])
        elif tag in _CELLS and self.depth == 1:
            self._open_cell(dict(attrs))
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def _open_cell(self, told: dict[str, str | None]) -> None:
        self._close_cell()
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.cell, self.span = [], (_span(told.get("rowspan")), _span(told.get("colspan")))

    def _close_cell(self) -> None:
        if self.cell is None:
            return
        rows = self.tables[-1]
        row = rows[-1]
        while self.taken.pop((len(rows), len(row)), False):
            row.append(None)
        for below in range(1, self.span[0]):
            for beside in range(self.span[1]):
                self.taken[len(rows) + below, len(row) + beside] = True
        row.append("".join(self.cell).strip(" \t\r\n") or None)
        row.extend([None] * (self.span[1] - 1))
        self.cell = None

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in (*_CELLS, "tr", "table") and self.depth == 1:
            self._close_cell()
        if tag == "table":
            self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(data)


def _span(said: str | None) -> int:
    return min(int(said), 512) if said and said.isdigit() and int(said) > 0 else 1


def web_tables(whole: bytes) -> list[Table]:
    """The tables of a web page that was saved as a workbook, named Table 1, Table 2 ..."""
    page = _WebTables()
    page.feed(whole.decode(_page_encoding(whole), "replace"))
    page.close()
    filled = [table for table in page.tables if any(map(any, table))]
    return [(f"Table {number}", map(tuple, table)) for number, table in enumerate(filled, 1)]


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
    return [(title, map(tuple, rows)) for title, rows in reader.sheets]
