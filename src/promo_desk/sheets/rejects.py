"""The rows that failed, with the reasons beside them: a workbook that can be mended and dropped in again."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from promo_desk.fields.words import say
from promo_desk.sheets.apply import RejectedRow, rejected
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.plan import Plan, SheetPlan, note_text
from promo_desk.sheets.profiles import own_export
from promo_desk.sheets.writer import (
    LOOK,
    clean,
    describe,
    display_width,
    fill_text,
    print_setup,
    sheet_name,
    unique,
    written_beside,
)

_BAD = PatternFill("solid", fgColor="FBE3E0")
_WIDEST = 50


def write_rejects(plan: Plan, path: Path | str) -> int:
    """Write the rows that were held back, or taken without a cell; how many there are.

    Headers, title notes and units stand as in the file, so that the mended rows are read as they would have been there.
    Those of an export of ours say so, and come back by their numbers. No file is written where there is nothing to
    mend. WorldFault where it cannot be written.
    """
    rejects = rejected(plan)
    if not rejects or plan.book is None:
        return 0
    book = Workbook()
    book.remove(book.worksheets[0])
    LOOK.add_to(book)
    for sheet in plan.sheets:
        rows = [each for each in rejects if each.sheet == sheet.key]
        if rows and sheet.raw is not None:
            _sheet(book, sheet, sheet.raw, rows, plan.options.language)
    told = own_export(plan.book)
    facts = {**told, "ids": ""} if told else None
    describe(book, say("Rows to mend of {file}", plan.options.language, file=plan.name), "", facts)
    with written_beside(Path(path)) as beside:
        book.save(beside.path)
    return len(rejects)


def _sheet(book: Workbook, made: SheetPlan, raw: RawSheet, rows: list[RejectedRow], language: str) -> None:
    sheet = book.create_sheet(sheet_name(made.key, book.sheetnames))
    above = _above(sheet, made)
    headers = unique([each.header or each.letter for each in made.shape.columns])
    reasons = len(headers) + 1
    for at, header in enumerate([*headers, say("Why it was not taken", language)], 1):
        cell = sheet.cell(above, at)
        fill_text(cell, header)
        cell.style = LOOK.header
    for down, rejected_row in enumerate(rows, above + 1):
        _row(sheet, down, made, raw, rejected_row, reasons, language)
    _finish(sheet, above, reasons, made.sheet, language)


def _above(sheet: Any, made: SheetPlan) -> int:
    """The title and the unit note, as the file has them; the number of the header row below."""
    lines = [line for line in (made.shape.title, f"单位：{made.shape.unit}" if made.shape.unit else "") if line]
    for at, line in enumerate(lines, 1):
        fill_text(sheet.cell(at, 1), line)
        sheet.cell(at, 1).style = LOOK.title if at == 1 and made.shape.title else LOOK.quiet
    return len(lines) + 1


def _row(sheet: Any, down: int, made: SheetPlan, raw: RawSheet, rejected_row: RejectedRow, reasons: int,
         language: str) -> None:
    notes = {note.column: note for note in rejected_row.notes if note.level != "remark"}
    for at, column in enumerate(made.shape.columns, 1):
        cell = sheet.cell(down, at)
        _fill(cell, raw.value(rejected_row.row, column.index), raw.number_format(rejected_row.row, column.index))
        if column.index in notes:
            cell.fill = _BAD
            cell.comment = Comment(clean(note_text(notes[column.index], language)), "promo_desk")
    fill_text(sheet.cell(down, reasons), reason_text(rejected_row, language))
    sheet.cell(down, reasons).style = LOOK.text


def _fill(cell: Any, value: Any, number_format: str | None) -> None:
    if isinstance(value, str):
        fill_text(cell, value)
    elif isinstance(value, (int, float, date, datetime, time)) and not isinstance(value, bool):
        cell.value = value
        cell.number_format = number_format or cell.number_format
    elif value is not None:
        fill_text(cell, str(value))


def reason_text(rejected_row: RejectedRow, language: str) -> str:
    """One line for each cell that is wrong or asked about."""
    told = [note for note in rejected_row.notes if note.level != "remark"] or list(rejected_row.notes)
    return "\n".join(f"{note.cell}: {note_text(note, language)}" for note in told)


def _finish(sheet: Any, header: int, last: int, title: str, language: str) -> None:
    for at in range(1, last + 1):
        cells = next(sheet.iter_cols(at, at, header))
        widths = [display_width(str(cell.value)) for cell in cells if cell.value is not None]
        sheet.column_dimensions[get_column_letter(at)].width = min(max([8, *widths]) + 2, _WIDEST)
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    print_setup(sheet, title, language, f"{header}:{header}")

