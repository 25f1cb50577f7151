"""The careful way through an .xlsx: cell by cell, wherever each says it stands, in whatever order and encoding.

calamine is twenty times as fast, but holds the whole box of a sheet in memory, takes UTF-16 for an empty sheet and
refuses what is written a little wrong. What it cannot or must not read comes here, so that no cell is lost unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from promo_desk.fields.message import Message
from promo_desk.sheets.blocks import Hand, Rows
from promo_desk.sheets.cells import RawSheet, Value
from promo_desk.sheets.guards import GRID_COLUMNS, GRID_ROWS, plain_pieces
from promo_desk.sheets.outline import Outline, place_of
from promo_desk.sheets.packages import Package, damaged, outside
from promo_desk.sheets.serials import of_serial, of_text

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true", "TRUE")


def _decoded(text: str) -> str:
    """_x000D_ is how a control character is written; _x005F_ keeps a text that only looks like one."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Texts:
    """Collects the text of an element without what is only read aloud (rPh)."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text
        self.said: list[str] = []
        self.inside = self.aloud = False

    def feed(self, pieces: Iterable[bytes]) -> None:
        for piece in plain_pieces(iter(pieces)):
            self.parser.Parse(piece)
        self.parser.Parse(b"", True)

    def _start(self, tag: str, told: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self.aloud = True
        elif name in ("t", "v"):
            self.inside = not self.aloud
        else:
            self.start(name, told)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self.aloud = False
        elif name in ("t", "v"):
            self.inside = False
        else:
            self.end(name)

    def _text(self, said: str) -> None:
        if self.inside:
            self.said.append(said)

    def start(self, name: str, told: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...


class _SharedTexts(_Texts):
    """The list of the workbook's texts."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(_decoded("".join(self.said)))
            self.said = []


class _Cells(_Texts):
    """The filled cells of one sheet by row and column."""

    def __init__(self, name: str, plan: Outline, texts: list[str]) -> None:
        super().__init__()
        self.name, self.plan, self.texts = name, plan, texts
        self.cells: dict[int, dict[int, Value]] = {}
        self.row = self.column = 0
        self.kind = self.style = ""

    def start(self, name: str, told: dict[str, str]) -> None:
        if name == "row":
            said = told.get("r", "")
            self.row = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else self.row + 1
            self.column = 0
        elif name == "c":
            place = place_of(told.get("r", ""))
            self.row, self.column = place if place and place[0] else (max(self.row, 1), self.column + 1)
            self.kind, self.style, self.said = told.get("t", "n"), told.get("s", ""), []
            if self.row > GRID_ROWS or self.column > GRID_COLUMNS:
                raise outside(self.name, self.row, self.column)

    def end(self, name: str) -> None:
        if name == "c" and self.said:
            value = self._value("".join(self.said))
            if value is not None:
                self.cells.setdefault(self.row, {})[self.column] = value
            self.said = []

    def _value(self, said: str) -> Value:
        if self.kind == "s":
            return self.texts[int(said)]
        if self.kind in ("str", "inlineStr"):
            return _decoded(said)
        if self.kind == "e":
            return None
        if self.kind == "b":
            return said.strip() in _TRUE
        return of_text(said) if self.kind == "d" else self._number(said)

    def _number(self, said: str) -> Value:
        try:
            return of_serial(float(said), self.plan.formats.get(self.style), self.plan.epoch_1904)
        except ValueError:
            return said


def shared_texts(package: Package, plan: Outline) -> list[str]:
    texts = _SharedTexts()
    if plan.texts in package.entries:
        texts.feed(package.pieces(plan.texts))
    return texts.texts


def read_cells(package: Package, part: str, sheet: RawSheet, plan: Outline, texts: list[str],
               hand: Hand) -> list[Message]:
    """Hand over the rows of a sheet in their order. WorldFault where its XML is broken."""
    found = _Cells(package.name, plan, texts)
    try:
        if part:
            found.feed(package.pieces(part))
    except (expat.ExpatError, IndexError, ValueError) as fault:
        raise damaged(package.name, str(fault)) from None
    rows = Rows(hand, sheet, package.name, package.limits)
    for row, cells in sorted(found.cells.items()):
        rows.skip(row - rows.number - 1)
        if not rows.push(_line(cells, package.limits.columns)):
            break
    return rows.finish()


def _line(cells: dict[int, Value], most: int) -> Iterator[Value]:
    """The cells of a row, up to one beyond the limit: that one tells that there were more."""
    last = max(cells)
    return (cells.get(column) if column <= most else cells[last] for column in range(1, min(last, most + 1) + 1))
