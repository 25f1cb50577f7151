"""What every workbook we write has in common: text stays text, names are legal, the look, the print set-up, and a file
that is either the old one or the new one."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from promo_desk.fields.message import Message, WorldFault
from promo_desk.fields.words import say
from promo_desk.sheets.profiles import OWN

LONGEST_TEXT = 32_767
LONGEST_LIST = 255
_A4 = "9"
_PIECE = 240
"""Excel keeps 255 characters of a custom property."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
FORMULA_SIGNS = ("=", "+", "-", "@")

INK, PAPER, LINE, SOFT = "1F2A37", "EEF3F7", "C5CFD9", "5B6B7B"
THIN = Side(style="thin", color=LINE)
EDGES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
FONT = "Microsoft YaHei"
"""Stands on Windows, is replaced by the reader's own sans serif elsewhere; Latin and Chinese sit well together."""


def clean(text: str) -> str:
    """Text as a cell can hold it: no control characters, no half characters, at most 32,767, and ``_x0041_`` stays
    what it is instead of becoming an A."""
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    escaped = _ESCAPE.sub("_x005F_", text)
    return escaped if len(escaped) <= LONGEST_TEXT else escaped[:LONGEST_TEXT - 1] + "…"


def is_cut(text: str) -> bool:
    """Whether a cell cannot hold the text whole."""
    return len(_ESCAPE.sub("_x005F_", text)) > LONGEST_TEXT


def fill_text(cell: Cell, text: str) -> None:
    cell._value = clean(text)  # the setter would take "=1+1" for a formula and "2017-01-01" for what it is not
    cell.data_type = "s"
    if text.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """A legal name of at most 31 characters that no other sheet has."""
    used = {name.casefold() for name in taken} | {"history"}
    bare = _SHEET_NAME.sub(" ", clean(wanted)).strip(" '")[:31].strip(" '") or "Sheet"
    name, number = bare, 2
    while name.casefold() in used:
        name, number = f"{bare[:31 - len(str(number)) - 3]} ({number})", number + 1
    return name


def unique(headers: Sequence[str]) -> list[str]:
    """The headers, a second one of the same words numbered; Excel's tables and filters need that."""
    made: list[str] = []
    used: set[str] = set()
    for header in headers:
        name, number = header, 2
        while name.casefold() in used:
            name, number = f"{header} ({number})", number + 1
        used.add(name.casefold())
        made.append(name)
    return made


def display_width(text: str) -> int:
    """How wide the longest line is in Latin characters; a Chinese one takes two."""
    return max((sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
                for line in text.split("\n")), default=0)


@dataclass(frozen=True)
class Look:
    """The named styles of a workbook."""

    header: str = "desk header"
    title: str = "desk title"
    text: str = "desk text"
    total: str = "desk total"
    quiet: str = "desk quiet"

    def add_to(self, book: Workbook) -> None:
        """Named styles: an office that wants another look changes one style, not ten thousand cells."""
        top = Alignment(vertical="top", wrap_text=True)
        styles = (
            NamedStyle(self.header, Font(FONT, 10, bold=True, color=INK), PatternFill("solid", fgColor=PAPER), EDGES,
                       Alignment("center", "center", wrap_text=True)),
            NamedStyle(self.title, Font(FONT, 16, bold=True, color=INK), alignment=Alignment("left", "center")),
            NamedStyle(self.text, Font(FONT, 10, color=INK), border=EDGES, alignment=top),
            NamedStyle(self.total, Font(FONT, 10, bold=True, color=INK), PatternFill("solid", fgColor=PAPER), EDGES,
                       top),
            NamedStyle(self.quiet, Font(FONT, 9, color=SOFT), alignment=top))
        for style in styles:
            book.add_named_style(style)


LOOK = Look()


def new_book() -> Workbook:
    """A workbook with our styles and no sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    LOOK.add_to(book)
    return book


def print_setup(sheet: Worksheet, title: str, language: str, rows: str | None = "1:1", landscape: bool = True) -> None:
    """A4, as wide as the page, header rows on every page, "page n of m" below."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if rows:
        sheet.print_title_rows = rows
    sheet.oddHeader.left.text = clean(title).replace("&", "&&")
    sheet.oddFooter.center.text = say("Page {n} of {m}", language, n="&P", m="&N")
    sheet.oddFooter.right.text = "&D"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4


def describe(book: Workbook, title: str, who: str, facts: Mapping[str, Any] | None = None) -> None:
    """Document properties; ``facts`` are what our own export needs to come back, in pieces that Excel keeps whole."""
    book.properties.title = clean(title)[:255]
    book.properties.creator = clean(who)[:255] or OWN
    book.properties.description = None
    if facts is not None:
        told = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
        for number, start in enumerate(range(0, len(told), _PIECE)):
            book.custom_doc_props.append(StringProperty(name=f"{OWN}_{number}" if number else OWN,
                                                        value=told[start:start + _PIECE]))


class written_beside:
    """``with written_beside(path) as file: ... file.path`` puts the file in its place at the end."""

    def __init__(self, path: Path) -> None:
        self.target = Path(path)
        self.path = self.target

    def __enter__(self) -> written_beside:
        for lock in (f"~${self.target.name}", f".~lock.{self.target.name}#"):
            if (self.target.parent / lock).exists():
                raise WorldFault("{file} is open in another program: close it and try again. The old file is "
                                 "untouched.", file=self.target.name)
        if self.target.is_dir():
            raise WorldFault("{file} is a folder: give a file name.", file=self.target.name)
        try:
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self.target.parent)
            os.close(handle)
        except OSError as fault:
            raise self._fault(fault) from None
        self.path = Path(name)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        try:
            if error is None:
                self.path.chmod(0o644)
                self.path.replace(self.target)
        except OSError as fault:
            raise self._fault(fault) from None
        finally:
            self.path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise self._fault(error) from None

    def _fault(self, fault: OSError) -> WorldFault:
        if isinstance(fault, FileNotFoundError):
            return WorldFault("There is no folder {folder} to write into.", folder=self.target.parent)
        if isinstance(fault, PermissionError):
            return WorldFault("{file} cannot be written: it is open in another program, or there are no rights. The "
                              "old file is untouched.", file=self.target.name)
        return WorldFault("{file} cannot be written ({reason}). The old file is untouched.", file=self.target.name,
                          reason=fault.strerror or str(fault))


CUT = Message("Texts of more than 32,767 characters, the most a cell can hold, were cut in the file; the office keeps "
              "them whole.")
