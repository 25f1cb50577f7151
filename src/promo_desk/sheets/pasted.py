"""Cells pasted from the clipboard, as a workbook with one sheet.

Excel, WPS and LibreOffice put the same cells there twice: as text with tabs, and as a web table, which also tells what
is merged, which texts are made of digits ("00123") and which number stands behind a date. Both are read within the
same limits as a file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.blocks import Rows
from promo_desk.sheets.cells import RawBook, RawSheet, Row
from promo_desk.sheets.limits import Limits, shown_bytes
from promo_desk.sheets.packages import over
from promo_desk.sheets.reader import Gathered
from promo_desk.sheets.texts import Table, told_errors
from promo_desk.sheets.web import tables_of

_NAME = Path("pasted cells")
_MOST_HTML = 16 * 2**20
"""A web table larger than this takes longer to read than anybody waits; its text is enough."""
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_BREAK = re.compile("\r\n|\r|\n")


def book_of_text(text: str, html: str | None = None, limits: Limits | None = None) -> RawBook:
    """What was copied, as a book of format "pasted" with the one sheet "pasted".

    ``html``: the same as a web table, where the clipboard has it; it is preferred, for it tells more. WorldFault when
    nothing was copied, or more than the limits allow.
    """
    limits = limits or Limits()
    if len(text) + len(html or "") > limits.file_bytes:
        raise over(str(_NAME), Message("it is {size} large", {"size": shown_bytes(len(text) + len(html or ""))}),
                   "file_bytes", shown_bytes(limits.file_bytes))
    book = _book(_tables(text, html, limits), limits, text or html or "")
    if not any(any(row) or sheet.errors for sheet in book.sheets for row in sheet.rows or [()]):
        raise WorldFault("There are no cells on the clipboard: copy them in the workbook first.")
    return book


def _tables(text: str, html: str | None, limits: Limits) -> list[Table]:
    found = tables_of(html, limits.columns) if html and len(html) <= _MOST_HTML else []
    return [(table.sheet, table.rows()) for table in found] or [(RawSheet("pasted"), text_cells(text))]


def _book(tables: list[Table], limits: Limits, copied: str) -> RawBook:
    gathered = Gathered(_NAME)
    remarks: list[Message] = []
    for number, (sheet, rows) in enumerate(tables, 1):
        sheet.name = "pasted" if number == 1 else f"pasted {number}"
        gathered.hand(("sheet", sheet))
        remarks += Rows(gathered.hand, sheet, str(_NAME), limits).take(told_errors(rows, sheet))
    gathered.hand(("end", "pasted", {}, remarks))
    return gathered.book(hashlib.sha256(copied.encode("utf-8", "surrogatepass")).hexdigest())


def text_cells(text: str) -> Iterator[Row]:
    """Lines of cells with tabs between. A cell is quoted only where it holds a line break, a tab or doubled quotes:
    a company called "甲" keeps its quotes."""
    row: list[str | None] = []
    at, end = 0, len(text)
    while at < end:
        cell, at = _cell(text, at)
        row.append(cell.replace("\0", "") or None)
        if at < end and text[at] == "\t":
            at += 1
            if at == end:
                row.append(None)
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        yield tuple(row)
        row = []
    if row:
        yield tuple(row)


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins here, and where it ends."""
    if text[at] == '"' and (found := _QUOTED.match(text, at)):
        inner = found[1]
        if any(sign in inner for sign in '\t\r\n"'):
            return _BREAK.sub("\n", inner.replace('""', '"')), found.end()
    plain = _PLAIN.match(text, at)
    return (plain[0], plain.end()) if plain else ("", at)
