"""What was read from a workbook, before anybody says what it means: plain Python values in rows, and their addresses.

There is no object per cell: a ledger of 100,000 rows and 25 columns is 100,000 tuples. What only a few cells have (an
error, a formula without a value, a number format) stands beside the rows, keyed by (row, column). Rows and columns
count from 1, as in the sheet itself, so that (17, 3) is the cell C17 everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from promo_desk.fields.message import Message

Value = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[Value, ...]
Place = tuple[int, int]
Cover = tuple[int, int, int]
Box = tuple[int, int, int, int]
Run = tuple[int, int, str]


def column_letter(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A is 1, AA is 27; ValueError when these are no column letters."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"no column: {letters!r}")
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """(17, 3) is C17."""
    return f"{column_letter(column)}{row}"


@dataclass
class RawSheet:
    """One sheet as it stands in the file. ``rows[0]`` is the sheet's row ``first_row``, its first value column A.

    Rows end at their last filled cell or at the width of the sheet; the tail of blank rows is gone. Whole numbers are
    ``int``, others ``float``; text stays text (``"00123"``), an empty cell and a cell with an error are ``None``.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    first_row: int = 1
    visible: bool = True
    merged: list[Box] = field(default_factory=list)
    """Merged cells as (first row, first column, last row, last column)."""
    formats: dict[int, list[Run]] = field(default_factory=dict)
    """Number formats by column, as runs of rows (first, last, format); only those that say more than "number"."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    """Cells that hold an error: (17, 3) -> "#N/A"."""
    formulas_without_value: set[Place] = field(default_factory=set)
    """Formulas whose result was never stored in the file (made by a program, never opened in Excel)."""
    comments: dict[Place, str] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    """Web and mail addresses behind cells."""
    epoch_1904: bool = False
    """Whether bare day numbers count from 1904 (dates are already read right)."""
    remarks: list[Message] = field(default_factory=list)
    _covers: dict[int, list[Cover]] | None = field(default=None, repr=False, compare=False)
    _starts: dict[int, list[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def last_row(self) -> int:
        """The last row that holds anything; ``first_row - 1`` in an empty sheet."""
        return self.first_row + len(self.rows) - 1

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def row(self, row: int) -> Row:
        """The values of a row, () beyond the filled ones."""
        index = row - self.first_row
        return self.rows[index] if 0 <= index < len(self.rows) else ()

    def value(self, row: int, column: int) -> Value:
        """The value of a cell, None beyond the filled ones."""
        values = self.row(row)
        return values[column - 1] if 0 < column <= len(values) else None

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Every row with its number."""
        return enumerate(self.rows, self.first_row)

    def covered_by(self, row: int, column: int) -> Place | None:
        """The first cell of the merged range over this blank cell: there stands what people see. None elsewhere."""
        if self._covers is None:
            self._covers = {}
            for top, left, bottom, right in self.merged:
                for each in range(top, min(bottom, self.last_row) + 1):
                    self._covers.setdefault(each, []).append((left, right, top))
        for left, right, top in self._covers.get(row, ()):
            if left <= column <= right and (row, column) != (top, left):
                return top, left
        return None

    def number_format(self, row: int, column: int) -> str | None:
        """The Excel number format of a cell where it says more than "a number", for instance yyyy"年"m"月"."""
        runs = self.formats.get(column)
        if not runs:
            return None
        starts = self._starts.get(column)
        if starts is None:
            starts = self._starts[column] = [run[0] for run in runs]
        index = bisect_right(starts, row) - 1
        return runs[index][2] if index >= 0 and row <= runs[index][1] else None


@dataclass
class RawBook:
    """One file as it was read."""

    path: Path
    format: str
    """What the file is by its content: xlsx, xlsb, xls, ods, csv, html."""
    sha256: str
    sheets: list[RawSheet] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    """What the reader has to say of the file: macros that were not run, rows that were cut off, hidden sheets."""
    properties: dict[str, str] = field(default_factory=dict)
    """Custom document properties; our own exports carry the database's id and the change number here."""

    def sheet(self, name: str) -> RawSheet:
        """The sheet of that name; KeyError when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(name)
