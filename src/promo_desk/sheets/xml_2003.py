"""SpreadsheetML 2003: the XML that web systems write and call .xls. Types, skipped and merged cells, errors."""

from __future__ import annotations

from xml.parsers import expat

from promo_desk.sheets.cells import RawSheet, Value
from promo_desk.sheets.outline import telling
from promo_desk.sheets.packages import damaged, declares_entities
from promo_desk.sheets.scan import Scan
from promo_desk.sheets.serials import of_text, plain_number
from promo_desk.sheets.texts import Table

_GRID_ROWS, _GRID_COLUMNS = 1_048_576, 16_384
_NAMED = {"short date": "yyyy/m/d", "long date": 'yyyy"年"m"月"d"日"', "general date": "yyyy/m/d h:mm",
          "medium date": "d-mmm-yy", "percent": "0.00%", "general": ""}
Told = dict[str, str]


class _Sheet:
    """One worksheet while it is read."""

    def __init__(self, told: Told, most_columns: int) -> None:
        self.sheet = RawSheet(told.get("Name", ""))
        self.scan = Scan(self.sheet, {}, most_columns)
        self.most_columns = most_columns
        self.lines: list[list[Value]] = []
        self.column = self.next_column = 0
        self.style = ""

    def open_row(self, told: Told) -> None:
        index = _number(told, "Index", _GRID_ROWS)
        self.lines.extend([] for _ in range(index - 1 - len(self.lines)))
        self.lines.append([])
        self.column, self.next_column = 0, 1
        if told.get("Hidden") == "1":
            self.sheet.hidden_rows.add(len(self.lines))

    def open_cell(self, told: Told) -> None:
        if not self.lines:
            self.open_row({})
        self.column = max(_number(told, "Index", _GRID_COLUMNS), self.next_column)
        across, down = _number(told, "MergeAcross", _GRID_COLUMNS), _number(told, "MergeDown", _GRID_ROWS)
        if across or down:
            row = len(self.lines)
            self.sheet.merged.append((row, self.column, row + down, self.column + across))
        self.next_column, self.style = self.column + across + 1, told.get("StyleID", "")

    def put(self, said: str, kind: str, formats: dict[str, str]) -> None:
        row = len(self.lines)
        if not self.column:  # no cell was begun
            return
        if kind == "Error":
            self.sheet.errors[row, self.column] = said
            return
        value = _typed(said, kind)
        if value is None or self.column > 2 * self.most_columns:
            return
        line = self.lines[-1]
        line.extend([None] * (self.column - len(line)))
        line[self.column - 1] = value
        code = telling(formats.get(self.style))
        if code and not isinstance(value, str):
            self.scan.formatted(row, self.column, code)


class _Spreadsheet:
    """The whole file: Styles, then Worksheet / Table / Row / Cell / Data."""

    def __init__(self, name: str, most_columns: int) -> None:
        self.name, self.most_columns = name, most_columns
        self.sheets: list[_Sheet] = []
        self.formats: dict[str, str] = {}
        self.style = self.kind = ""
        self.said: list[str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler, self.parser.EntityDeclHandler = self.text, self.refuse

    def refuse(self, *_declared: object) -> None:
        raise declares_entities(self.name)

    def start(self, tag: str, attributes: Told) -> None:
        name = tag.rpartition(":")[2]
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Style":
            self.style = told.get("ID", "")
        elif name == "NumberFormat":
            code = told.get("Format", "")
            self.formats[self.style] = _NAMED.get(code.lower(), code)
        elif name == "Worksheet":
            self.sheets.append(_Sheet(told, self.most_columns))
        elif self.sheets:
            self._inside(name, told)

    def _inside(self, name: str, told: Told) -> None:
        if name == "Row":
            self.sheets[-1].open_row(told)
        elif name == "Cell":
            self.sheets[-1].open_cell(told)
        elif name == "Data" and self.sheets[-1].lines:
            self.said, self.kind = [], told.get("Type", "String")

    def text(self, said: str) -> None:
        if self.said is not None:
            self.said.append(said)

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "Data" and self.said is not None:
            self.sheets[-1].put("".join(self.said), self.kind, self.formats)
            self.said = None


def _number(told: Told, name: str, most: int) -> int:
    said = told.get(name, "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
    if number > most:
        raise ValueError("a cell outside of any sheet")
    return number


def _typed(said: str, kind: str) -> Value:
    """A value by the type it claims; the text where it does not fit."""
    try:
        if kind == "Number":
            return plain_number(float(said))
        if kind == "Boolean":
            return bool(int(said))
    except ValueError:
        return said or None
    return of_text(said.strip()) if kind == "DateTime" else said or None


def spreadsheet_2003(whole: bytes, name: str, most_columns: int) -> list[Table]:
    """The sheets of a SpreadsheetML 2003 file. WorldFault where its XML is broken."""
    reader = _Spreadsheet(name, most_columns)
    try:
        reader.parser.Parse(whole, True)
    except (expat.ExpatError, ValueError) as fault:
        raise damaged(name, str(fault)) from None
    return [(sheet.sheet, map(tuple, sheet.lines)) for sheet in reader.sheets]
