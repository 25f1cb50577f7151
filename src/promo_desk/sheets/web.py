"""The tables of a web page: lists saved as .xls, and cells copied from Excel, WPS, LibreOffice or a browser.

What is shown stays text as shown ("00123"), unless the program that wrote the page says what number stands behind it
(``x:num`` by Excel and WPS, ``sdval`` by LibreOffice) and does not say that it is a text (``x:str``, format ``@``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from promo_desk.sheets.cells import RawSheet, Row, Value
from promo_desk.sheets.outline import telling
from promo_desk.sheets.scan import Scan
from promo_desk.sheets.serials import of_serial

Told = dict[str, str | None]
_CELLS = ("td", "th")
_SILENT = ("script", "head")
_CLASS = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_FORMAT = re.compile(r"""mso-number-format:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;]*)""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{4})|\\(.)")
_BLANKS = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_NAMED_FORMATS = {"short date": "yyyy/m/d", "long date": 'yyyy"年"m"月"d"日"', "general date": "yyyy/m/d h:mm",
                  "medium date": "d-mmm-yy", "percent": "0.00%", "short time": "h:mm", "long time": "h:mm:ss",
                  "medium time": "h:mm AM/PM", "standard": "#,##0.00", "fixed": "0.00", "scientific": "0.00E+00"}


class WebTable:
    """One table: its cells by place, what is merged and hidden. ``most_columns``: wider spans are cut."""

    def __init__(self, most_columns: int) -> None:
        self.sheet = RawSheet("")
        self.scan = Scan(self.sheet, {}, most_columns)
        self.most_columns = most_columns
        self.lines: list[list[Value]] = []
        self.row = self.column = self.open_column = 0
        self.told: Told | None = None
        """What is said of the cell that is open; None between cells."""
        self.said: list[str] = []
        self._taken: dict[int, int] = {}
        """Column -> the last row that a cell from above covers."""

    def open_row(self, told: Told) -> None:
        self.row, self.column = self.row + 1, 0
        self.lines.append([])
        if _hidden(told):
            self.sheet.hidden_rows.add(self.row)

    def open_cell(self, told: Told) -> None:
        if not self.lines:
            self.open_row({})
        self.column += 1
        while self._taken.get(self.column, 0) >= self.row:
            self.column += 1
        self.told, self.said, self.open_column = told, [], self.column
        self._span(_span(told.get("rowspan")), min(_span(told.get("colspan")), self.most_columns))

    def _span(self, rows: int, columns: int) -> None:
        first, last = self.column, self.column + columns - 1
        if rows * columns > 1:
            self.sheet.merged.append((self.row, first, self.row + rows - 1, last))
        if rows > 1:
            self._taken.update(dict.fromkeys(range(first, last + 1), self.row + rows - 1))
        self.column = last

    def close_cell(self, styles: dict[str, str]) -> None:
        if self.told is None:
            return
        value, code = _value(self.told, _shown("".join(self.said)), styles)
        line, column = self.lines[-1], self.open_column
        if value is not None and column <= 2 * self.most_columns:
            line.extend([None] * (column - len(line)))
            line[column - 1] = value
            if code:
                self.scan.formatted(self.row, column, code)
        self.told = None

    def rows(self) -> Iterator[Row]:
        return map(tuple, self.lines)

    @property
    def filled(self) -> bool:
        return any(value is not None for line in self.lines for value in line)


class WebPage(HTMLParser):
    """Every table of a page, also one inside another (pages are laid out with tables)."""

    def __init__(self, most_columns: int) -> None:
        super().__init__(convert_charrefs=True)
        self.most_columns = most_columns
        self.tables: list[WebTable] = []
        self.open: list[WebTable] = []
        self.silent = 0
        self.css: list[str] | None = None
        self.styles: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "style":
            self.css = []
        elif tag == "body":
            self.silent = 0
        elif tag == "table":
            self.silent = 0
            self.tables.append(WebTable(self.most_columns))
            self.open.append(self.tables[-1])
        elif self.open:
            self._inside(tag, dict(attrs))

    def _inside(self, tag: str, told: Told) -> None:
        table = self.open[-1]
        if tag == "tr":
            table.close_cell(self.styles)
            table.open_row(told)
        elif tag in _CELLS:
            table.close_cell(self.styles)
            table.open_cell(told)
        elif tag == "br" and table.told is not None:
            table.said.append("\0")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in (*_SILENT, "style"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "style" and self.css is not None:
            self.styles.update(_classes("".join(self.css)))
            self.css = None
        elif tag in (*_CELLS, "tr", "table") and self.open:
            self.open[-1].close_cell(self.styles)
            if tag == "table":
                self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.css is not None:
            self.css.append(data)
        elif self.open and self.open[-1].told is not None and not self.silent:
            self.open[-1].said.append(data.replace("\0", ""))

    def finish(self) -> list[WebTable]:
        """The tables that hold something, once the whole page was fed."""
        self.close()
        for table in self.open:
            table.close_cell(self.styles)
        return [table for table in self.tables if table.filled]


def tables_of(page: str, most_columns: int) -> list[WebTable]:
    """The tables of a page that hold something."""
    reader = WebPage(most_columns)
    reader.feed(page)
    return reader.finish()


def _classes(css: str) -> dict[str, str]:
    return {name: code for name, style in _CLASS.findall(css) if (code := _format(style)) is not None}


def _format(style: str) -> str | None:
    """The number format a style names, as Excel writes it: "\\@", "yyyy\\0022年\\0022", Short Date."""
    found = _FORMAT.search(style)
    if found is None:
        return None
    plain = _ESCAPED.sub(lambda at: chr(int(at[1], 16)) if at[1] else at[2], found[1].strip().strip("\"'"))
    return _NAMED_FORMATS.get(plain.lower(), plain)


def _span(said: str | None) -> int:
    number = int(said) if said and said.isascii() and said.isdigit() and len(said) < 8 else 1
    return min(max(number, 1), 1_048_576)


def _hidden(told: Told) -> bool:
    return "display:none" in (told.get("style") or "").replace(" ", "").lower()


def _shown(said: str) -> str:
    """The text as a browser shows it: blanks are one blank, <br> is a line break, a cell of NBSP is empty."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in said.split("\0"))
    shown = "\n".join(lines).strip("\n")
    return "" if not shown.strip("\xa0 \n") else shown


def _value(told: Told, shown: str, styles: dict[str, str]) -> tuple[Value, str | None]:
    """The value of a cell, and its number format where that matters to a number."""
    code = _format(told.get("style") or "") or styles.get((told.get("class") or "").partition(" ")[0])
    number = told.get("x:num")
    if "sdval" in told:
        number, code = told["sdval"], (told.get("sdnum") or "").partition(";")[2].partition(";")[2] or code
    elif "x:num" in told:
        number = number or shown
    if number is None or "x:str" in told or code == "@" or not _NUMBER.fullmatch(number):
        return shown or None, None
    if code == "BOOLEAN":
        return number != "0", None
    return of_serial(float(number), code), telling(code)
