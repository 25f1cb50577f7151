"""What the values alone do not tell of an .xlsx sheet: formats, errors, formulas without a value, merged and hidden.

The libraries that know all this read a hundred times slower than the one that reads the values, so the sheet's XML is
looked through for it here. Nearly every program writes ``<c r="A1" s="1" t="s">``; such sheets are searched with
regular expressions (a tenth of the time of reading), all others (prefixes, cells without places, UTF-16) with expat.
Both find the same, and a test holds them to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from copy import copy
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
_PLACED = re.compile(rb'<c r="([A-Z]+)([1-9]\d*)"[^>]*\Z')
_BYTES_A_STYLE = 150
"""Where styles stand further apart than three cells mostly do, looking for the style is the shorter way."""
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


class Look:
    """A sheet's XML looked through as its pieces come, on a sheet of its own; ``tell`` passes on what was found."""

    def __init__(self, package: Package, formats: dict[str, str]) -> None:
        self.scan = Scan(RawSheet(""), formats, package.limits.columns)
        self.broken: Exception | None = None
        self._rest = b""
        self._look: Callable[[bytes], None] | None = None
        self._closely: _Closely | None = None

    def feed(self, piece: bytes) -> None:
        """The next piece, in UTF-8. What cannot be understood is told at the end."""
        if self.broken is None:
            try:
                self._take(piece)
            except Exception as fault:
                self.broken = fault

    def _take(self, piece: bytes) -> None:
        piece = self._rest + piece
        if self._look is None:
            if b"row>" not in piece:
                self._rest = piece
                return
            self._begin(piece)
        cut = 0 if self._closely else _before_a_cell(piece)
        self._rest = piece[cut:] if cut > 0 else b""
        self._seen(piece[:cut] if cut > 0 else piece)

    def _begin(self, head: bytes) -> None:
        if is_usual(head):
            self._look = _Usual(self.scan).feed
        else:
            self._closely = _Closely(self.scan)
            self._look = self._closely.feed

    def _seen(self, piece: bytes) -> None:
        assert self._look is not None
        self._look(piece)

    def tell(self, sheet: RawSheet) -> Scan:
        """Pass on what was found once the last piece was fed. Raises what could not be understood."""
        self._end()
        if self.broken is not None:
            raise self.broken
        for name in ("merged", "formats", "hidden_rows", "hidden_columns", "errors", "formulas_without_value"):
            setattr(sheet, name, copy(getattr(self.scan.sheet, name)))
        return self.scan

    def _end(self) -> None:
        rest, self._rest = self._rest, b""
        if self.broken is None and (rest or self._closely):
            try:
                if self._look is None:
                    self._begin(rest)
                self._seen(rest)
                if self._closely is not None:
                    self._closely.parser.Parse(b"", True)
                    self._closely = None
            except Exception as fault:
                self.broken = fault


def scan_sheet(package: Package, part: str, sheet: RawSheet, formats: dict[str, str]) -> Scan:
    """Look through a sheet's XML and note down on ``sheet`` what the values do not tell."""
    look = Look(package, formats)
    for piece in plain_pieces(package.pieces(part)):
        look.feed(piece)
    return look.tell(sheet)


def is_usual(head: bytes) -> bool:
    """Whether the sheet is written the way nearly all are: places first, no prefixes, double quotes."""
    rows, cells = head.count(b"<row"), head.count(b"<c ") + head.count(b"<c>")
    return (b":row" not in head and b":c " not in head and cells == head.count(b'<c r="')
            and rows == len(_USUAL_ROW.findall(head)) and b"<![CDATA[" not in head)


class _Usual:
    """Sheets written as nearly all are, by searching. Of styles that few cells have the style is looked for; where
    most cells have one, the cell."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        styles = b"|".join(re.escape(style.encode()) for style in scan.formats)
        self.cells = re.compile(rb'<c r="([A-Z]+)([1-9]\d*)"(?>[^>]*? s=")(' + styles + rb')"') if styles else None
        self.marks = re.compile(rb' s="(' + styles + rb')"')
        self.columns: dict[bytes, int] = {}
        self.codes = {style.encode(): code for style, code in scan.formats.items()}

    def feed(self, piece: bytes) -> None:
        if self.cells:
            few = piece.count(b' s="') * _BYTES_A_STYLE < len(piece)
            for letters, row, style in self._few(piece) if few else self.cells.findall(piece):
                column = self.columns.get(letters) or self.columns.setdefault(letters, column_number(letters.decode()))
                self.scan.formatted(int(row), column, self.codes[style])
        _find_faults(self.scan, piece)
        _find_tags(self.scan, piece)

    def _few(self, piece: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
        for mark in self.marks.finditer(piece):
            found = _PLACED.match(piece, piece.rfind(b"<", 0, mark.start()), mark.start())
            if found:
                yield found[1], found[2], mark[1]


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


def _before_a_cell(piece: bytes) -> int:
    """Where the last cell or row of a piece begins (any tag, where there are none): no cell is cut in two."""
    cut = max(piece.rfind(b"<c "), piece.rfind(b"<row "))
    return cut if cut > 0 else piece.rfind(b"<")


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

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece)

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
