"""What the values alone do not tell of an .xlsx sheet: formats, errors, formulas without a value, merged and hidden.

The libraries that know all this read a hundred times slower than the one that reads the values, so the sheet's XML is
looked through for it here. Nearly every program writes ``<c r="A1" s="1" t="s">``; such sheets are searched with
regular expressions (a tenth of the time of reading), all others (prefixes, cells without places, UTF-16) with expat.
Both find the same, and a test holds them to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from promo_desk.sheets.cells import Place, RawSheet, column_number
from promo_desk.sheets.guards import plain_pieces
from promo_desk.sheets.outline import place_of, whole
from promo_desk.sheets.packages import Package

_FORMULA = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_ERROR = re.compile(rb'<c r="([A-Z]+)([1-9]\d*)"[^>]*? t="e"[^>]*>' + _FORMULA + rb"?<v>([^<]*)</v>")
_NO_VALUE = re.compile(rb'<c r="([A-Z]+)([1-9]\d*)"([^>]*)>' + _FORMULA + rb"(<v ?/>|<v></v>)?</c>")
_TAG = re.compile(rb"<(row|col|mergeCell|hyperlink) ([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_USUAL_ROW = re.compile(rb'<row [^>]*?\br="\d+"')
_MOST_MERGED = 100_000


@dataclass
class Scan:
    """What was found; ``anchors`` are the hyperlinks (reference, relation id) still to be looked up."""

    sheet: RawSheet
    formats: dict[str, str]
    most_columns: int
    anchors: list[tuple[str, str]] = field(default_factory=list)

    def formatted(self, row: int, column: int, code: str) -> None:
        """A cell with a telling format: it lengthens its column's run or starts another."""
        runs = self.sheet.formats.setdefault(column, [])
        if runs and runs[-1][1] == row - 1 and runs[-1][2] is code:
            runs[-1] = (runs[-1][0], row, code)
        else:
            runs.append((row, row, code))

    def tag(self, name: str, told: dict[str, str]) -> None:
        """A row, column, merged range or hyperlink."""
        if name == "mergeCell":
            self._merge(told.get("ref", ""))
        elif name == "hyperlink":
            self.anchors.append((told.get("ref", ""), told.get("r:id") or told.get("id", "")))
        elif told.get("hidden") in ("1", "true"):
            self._hide(name, told)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = place_of(first), place_of(last)
        if start and end and len(self.sheet.merged) < _MOST_MERGED:
            self.sheet.merged.append((*start, *end))

    def _hide(self, name: str, told: dict[str, str]) -> None:
        if name == "row" and (row := whole(told.get("r"))):
            self.sheet.hidden_rows.add(row)
        elif name == "col":
            last = min(whole(told.get("max")), self.most_columns)
            self.sheet.hidden_columns.update(range(max(whole(told.get("min")), 1), last + 1))


def scan_sheet(package: Package, part: str, sheet: RawSheet, formats: dict[str, str]) -> Scan:
    """Look through a sheet's XML and note down on ``sheet`` what the values do not tell."""
    scan = Scan(sheet, formats, package.limits.columns)
    pieces = plain_pieces(package.pieces(part))
    head = b""
    for piece in pieces:
        head += piece
        if b"</row>" in head or b"row>" in head:
            break
    look = _look_usual if is_usual(head) else _look_closely
    look(scan, _chained(head, pieces))
    return scan


def is_usual(head: bytes) -> bool:
    """Whether the sheet is written the way nearly all are: places first, no prefixes, double quotes."""
    rows, cells = head.count(b"<row"), head.count(b"<c ") + head.count(b"<c>")
    return (b":row" not in head and b":c " not in head and cells == head.count(b'<c r="')
            and rows == len(_USUAL_ROW.findall(head)) and b"<![CDATA[" not in head)


def _chained(head: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


def _look_usual(scan: Scan, pieces: Iterator[bytes]) -> None:
    styles = b"|".join(re.escape(style.encode()) for style in scan.formats)
    formatted = re.compile(rb'<c r="([A-Z]+)([1-9]\d*)"[^>]*? s="(' + styles + rb')"') if styles else None
    columns: dict[bytes, int] = {}
    codes = {style.encode(): code for style, code in scan.formats.items()}
    for piece in _whole_cells(pieces):
        if formatted:
            for letters, row, style in formatted.findall(piece):
                column = columns.get(letters) or columns.setdefault(letters, column_number(letters.decode()))
                scan.formatted(int(row), column, codes[style])
        _find_faults(scan, piece)
        _find_tags(scan, piece)


def _find_faults(scan: Scan, piece: bytes) -> None:
    if b't="e"' in piece:
        for letters, row, said in _ERROR.findall(piece):
            scan.sheet.errors[_place(letters, row)] = html.unescape(said.decode("utf-8", "replace"))
    if b"<f" in piece:
        for letters, row, told, value in _NO_VALUE.findall(piece):
            if not (value and b't="str"' in told):
                scan.sheet.formulas_without_value.add(_place(letters, row))


def _find_tags(scan: Scan, piece: bytes) -> None:
    if b'hidden="' in piece or b"<mergeCell " in piece or b"<hyperlink " in piece:
        for name, told in _TAG.findall(piece):
            scan.tag(name.decode(), {key.decode(): html.unescape(value.decode("utf-8", "replace"))
                                     for key, value in _ATTRIBUTE.findall(told)})


def _place(letters: bytes, row: bytes) -> Place:
    return int(row), column_number(letters.decode())


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces that end before a cell or a row (before any tag, where there are none): no cell is cut in two."""
    rest = b""
    for piece in pieces:
        rest += piece
        cut = max(rest.rfind(b"<c "), rest.rfind(b"<row "))
        if cut <= 0:
            cut = rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


class _Closely:
    """The same by expat, for sheets that are written in another way."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.row = self.column = 0
        self.kind = ""
        self.formula = self.valued = self.inside = False
        self.said = ""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def start(self, tag: str, told: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row, self.column = whole(told.get("r")) or self.row + 1, 0
            self.scan.tag(name, {**told, "r": str(self.row)})
        elif name == "c":
            self.cell(told)
        elif name in ("col", "mergeCell", "hyperlink"):
            self.scan.tag(name, told)
        elif name == "f":
            self.formula = True
        elif name == "v":
            self.inside = self.valued = True

    def cell(self, told: dict[str, str]) -> None:
        place = place_of(told.get("r", ""))
        self.row, self.column = place or (self.row, self.column + 1)
        self.kind, self.said = told.get("t", "n"), ""
        self.formula = self.valued = self.inside = False
        code = self.scan.formats.get(told.get("s", ""))
        if code:
            self.scan.formatted(self.row, self.column, code)

    def text(self, said: str) -> None:
        if self.inside:
            self.said += said

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v":
            self.inside = False
        elif name == "c":
            place = (self.row, self.column)
            if self.kind == "e" and self.said:
                self.scan.sheet.errors[place] = self.said
            if self.formula and not self.said and not (self.valued and self.kind == "str"):
                self.scan.sheet.formulas_without_value.add(place)


def _look_closely(scan: Scan, pieces: Iterator[bytes]) -> None:
    closely = _Closely(scan)
    for piece in pieces:
        closely.parser.Parse(piece)
    closely.parser.Parse(b"", True)
