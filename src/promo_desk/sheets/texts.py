"""Lists that are no workbooks: texts with separators, and web tables under the ending .xls.

Values stay text exactly as written ("00123"): whoever wrote the file said nothing of types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import RawSheet, Row, Value
from promo_desk.sheets.content import delimiter_of, mark_of_order, text_encoding, wide_without_mark
from promo_desk.sheets.web import tables_of

Table = tuple[RawSheet, Iterator[Row]]
_TOLD = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_BREAK = re.compile(r"\r\n?")
_MOST_COLUMNS = 20_000
"""Cells of a line that are held; how many a sheet may have is another limit, which is said."""
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


def text_table(whole: bytes, title: str) -> Table:
    """A text with separators as a sheet. A remark says where its encoding is broken: nothing is lost unsaid."""
    text = whole.decode(text_encoding(whole), "replace").lstrip("\ufeff")
    sheet = RawSheet(title)
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        sheet.remarks.append(Message('Sheet "{sheet}": characters that could not be read stand as \ufffd, the first in '
                                     "line {line}.", {"sheet": title, "line": line}))
    told = _TOLD.match(text)
    return sheet, split_cells(text[told.end():] if told else text, told[1] if told else delimiter_of(text))


def split_cells(text: str, delimiter: str, *, copied: bool = False) -> Iterator[Row]:
    """The rows of a text. A quote is one only where another ends the cell: a stray one never swallows the rows below.

    ``delimiter``: "" where each line is one cell. ``copied``: from the clipboard, where a cell is quoted only if it
    holds a line break, a tab or doubled quotes: there a company called "甲" keeps its quotes.
    """
    sign = re.escape(delimiter)
    pattern = re.compile(rf'(?: *"((?:[^"]++|"")*+)" *|([^{sign}\r\n]*+))({sign or "(?!)"}|\r\n|\r|\n|\Z)')
    row: list[Value] = []
    for found in pattern.finditer(text):
        quoted, plain, end = found.groups()
        if len(row) < _MOST_COLUMNS:
            row.append(_plain_cell(plain) if quoted is None else _unquoted(quoted, found[0], end, copied))
        if end != delimiter:
            yield tuple(row)
            row = []


def _plain_cell(said: str) -> Value:
    """A cell as it stands; ="00123" is how some programs keep Excel from eating the noughts."""
    if said[:2] == '="' and said[-1:] == '"' and said.count('"') == 2:
        said = said[2:-1]
    return said.replace("\0", "") or None


def _unquoted(said: str, whole: str, end: str, copied: bool) -> Value:
    if copied and not any(sign in said for sign in '\t\r\n"'):
        return whole[:len(whole) - len(end)].replace("\0", "")
    return _plain_cell(_BREAK.sub("\n", said.replace('""', '"')))


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
