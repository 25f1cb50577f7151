"""Parts of a sheet, each as a sheet of its own that keeps the file's row and column numbers."""

from __future__ import annotations

from dataclasses import replace

from promo_desk.sheets.cells import RawSheet, Row


def rows_of(sheet: RawSheet, first: int, last: int) -> RawSheet:
    """The rows from first to last."""
    first, last = max(first, sheet.first_row), min(last, sheet.last_row)
    return _with(sheet, sheet.rows[first - sheet.first_row:last + 1 - sheet.first_row], first,
                 (first, 1, last, sheet.width))


def columns_of(sheet: RawSheet, first: int, last: int, above: int = 0) -> RawSheet:
    """The columns from first to last; the cells of the others are blank. Rows up to ``above`` stay whole: a title
    stands where it likes."""
    whole = max(0, above + 1 - sheet.first_row)
    blank: Row = (None,) * (first - 1)
    cut = [blank + row[first - 1:last] if len(row) >= first else () for row in sheet.rows[whole:]]
    return _with(sheet, sheet.rows[:whole] + cut, sheet.first_row, (sheet.first_row, first, sheet.last_row, last))


def _with(sheet: RawSheet, rows: list[Row], first_row: int, box: tuple[int, int, int, int]) -> RawSheet:
    top, left, bottom, right = box
    return replace(sheet, rows=rows, first_row=first_row, _covers=None, _starts={},
                   merged=[each for each in sheet.merged
                           if each[0] <= bottom and each[2] >= top and each[1] <= right and each[3] >= left],
                   errors={place: said for place, said in sheet.errors.items() if _inside(place, box)},
                   formulas_without_value={each for each in sheet.formulas_without_value if _inside(each, box)})


def _inside(place: tuple[int, int], box: tuple[int, int, int, int]) -> bool:
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def column_blocks(sheet: RawSheet) -> list[tuple[int, int]]:
    """The runs of columns between columns that are blank from top to bottom: (first, last) each."""
    filled = [column for column in range(1, sheet.width + 1)
              if any(len(row) >= column and row[column - 1] is not None for row in sheet.rows)]
    blocks: list[tuple[int, int]] = []
    for column in filled:
        if blocks and blocks[-1][1] == column - 1:
            blocks[-1] = (blocks[-1][0], column)
        else:
            blocks.append((column, column))
    return blocks
