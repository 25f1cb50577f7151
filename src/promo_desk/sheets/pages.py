"""A page of a document: title, sentences and tables one below the other, in one language or both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from promo_desk.fields.message import Message
from promo_desk.sheets.exported import Made
from promo_desk.sheets.writer import LOOK, display_width, fill_text, print_setup, sheet_name, unique

_WIDEST = 48
_LINE_HEIGHT = 15.5


def said(message: Message | str, language: str) -> str:
    """A sentence in the language; in both, the Chinese one above the English one."""
    if isinstance(message, str):
        return message
    if language != "both":
        return message.text(language)
    return "\n".join(dict.fromkeys((message.text("zh"), message.text("en"))))


class Page:
    """One sheet that is filled from above."""

    def __init__(self, book: Workbook, name: str, language: str, width: int) -> None:
        self.book, self.language, self.width = book, language, max(width, 2)
        self.sheet: Worksheet = book.create_sheet(sheet_name(name, book.sheetnames))
        self.row = 1
        self.widths: dict[int, int] = {}
        self.sheet.sheet_view.showGridLines = False

    def line(self, message: Message | str, style: str = LOOK.quiet, height: float | None = None) -> int:
        """A sentence over the whole width; the row it stands in."""
        text = said(message, self.language)
        cell = self.sheet.cell(self.row, 1)
        fill_text(cell, text)
        cell.style = style
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=self.width)
        lines = sum(1 + display_width(line) // max(self.width * 14, 40) for line in text.split("\n"))
        self.sheet.row_dimensions[self.row].height = height or lines * (26 if style == LOOK.title else _LINE_HEIGHT)
        self.row += 1
        return self.row - 1

    def title(self, message: Message | str) -> int:
        return self.line(message, LOOK.title)

    def gap(self) -> None:
        self.row += 1

    def head(self, headers: Sequence[str]) -> int:
        """A header row; the row it stands in."""
        for at, header in enumerate(unique(headers), 1):
            cell = self.sheet.cell(self.row, at)
            fill_text(cell, header)
            cell.style = LOOK.header
            self._wide(at, max(map(display_width, header.split("\n"))) + 2)
        self.sheet.row_dimensions[self.row].height = 32 if any("\n" in header for header in headers) else 22
        self.row += 1
        return self.row - 1

    def cells(self, made: Sequence[Made], style: str = LOOK.text, ends: Sequence[bool] = ()) -> int:
        """A row of cells; the row it stands in. ``ends``: which stand at the right."""
        lines = 1
        for at, (value, shown) in enumerate(made, 1):
            cell = self.sheet.cell(self.row, at)
            if isinstance(value, str):
                fill_text(cell, value)
            else:
                cell.value = value
            cell.style = style
            cell.number_format = shown or "General"
            if at <= len(ends) and ends[at - 1]:
                cell.alignment = Alignment("right", "top", wrap_text=True)
            width = display_width(str(value)) if value is not None else 0
            self._wide(at, width + 2)
            lines = max(lines, str(value).count("\n") + 1, -(-width // _WIDEST))
        self.sheet.row_dimensions[self.row].height = lines * _LINE_HEIGHT + 3
        self.row += 1
        return self.row - 1

    def _wide(self, column: int, width: int) -> None:
        self.widths[column] = min(max(self.widths.get(column, 8), width), _WIDEST)

    def finish(self, title: str, header: int | None = None, landscape: bool = True) -> None:
        """Widths, what stays when scrolling, and the print set-up."""
        for column, width in self.widths.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        if header is not None:
            self.sheet.freeze_panes = self.sheet.cell(header + 1, 1)
        language = "en" if self.language == "en" else "zh"
        print_setup(self.sheet, title, language, f"{header}:{header}" if header else None, landscape)


def text_made(value: Any) -> Made:
    return (None if value in (None, "") else str(value)), None
