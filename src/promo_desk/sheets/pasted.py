"""Cells pasted from the clipboard, as a workbook with one sheet.

Excel, WPS and LibreOffice put the same cells there twice: as text with tabs, and as a web table, which also tells what
is merged, which texts are made of digits ("00123") and which number stands behind a date. Both are read within the
same limits as a file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.blocks import Rows
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.limits import Limits, shown_bytes
from promo_desk.sheets.packages import over
from promo_desk.sheets.reader import Gathered
from promo_desk.sheets.texts import Table, split_cells, told_errors
from promo_desk.sheets.web import tables_of

_NAME = Path("pasted cells")
_MOST_HTML = 16 * 2**20
"""A web table larger than this takes longer to read than anybody waits; its text is enough."""


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
    if found:
        return [(table.sheet, table.rows()) for table in found]
    return [(RawSheet("pasted"), split_cells(text, "\t", copied=True))]


def _book(tables: list[Table], limits: Limits, copied: str) -> RawBook:
    gathered = Gathered(_NAME)
    remarks: list[Message] = []
    for number, (sheet, rows) in enumerate(tables, 1):
        sheet.name = "pasted" if number == 1 else f"pasted {number}"
        gathered.hand(("sheet", sheet))
        remarks += Rows(gathered.hand, sheet, str(_NAME), limits).take(told_errors(rows, sheet))
    gathered.hand(("end", "pasted", {}, remarks))
    return gathered.book(hashlib.sha256(copied.encode("utf-8", "surrogatepass")).hexdigest())
