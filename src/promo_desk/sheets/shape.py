"""Where a ledger's header, records, totals and notes are: what the desk decided of a sheet, for the user to correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from promo_desk.sheets.cells import RawSheet

Reason = Literal["total", "subtotal", "note", "blank", "group", "repeated header", "example"]


@dataclass(frozen=True)
class ShapeColumn:
    """One column of the table found."""

    index: int
    """1 is column A."""
    letter: str
    header: str
    """The header as people read it, group and leaf: "投资 / 总投资额(亿元)"; "" where there is none."""
    leaf: str
    """The lowest header cell alone: "总投资额(亿元)"."""
    group: str
    """The merged headings above it: "投资"; "" without."""
    name: str
    """A name that no other column of the sheet has: the header, "电话 (2)" for a second one, the letter for none."""
    unit: str | None = None
    """The unit in the header's own brackets, as written: 亿元, 亩, USD m, 元/㎡/月."""
    hidden: bool = False


@dataclass(frozen=True)
class NotRecord:
    """A row inside or after the table that is no record, and why."""

    row: int
    reason: Reason
    text: str = ""
    """Its words, shortened, for the list of what was not taken."""


@dataclass(frozen=True)
class OtherTable:
    """A further table in the same sheet, which was not taken."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    header: str


@dataclass(frozen=True)
class Shape:
    """What a sheet is made of. Row numbers are the sheet's own; ``header_rows`` is empty when no header was found."""

    title: str = ""
    notes: tuple[str, ...] = ()
    """Sentences above, beside and below the table: 备注：1.…"""
    unit: str | None = None
    """The unit of all amounts without their own, from a note 单位：万元."""
    facts: dict[str, str] = field(default_factory=dict)
    """What a line such as 所属片组：… 填报人：… 填报时间：… tells, by its words."""
    filled_by: str = ""
    filled_on: str = ""
    """As written; not parsed."""
    year: int | None = None
    """The year the title names."""
    header_rows: tuple[int, ...] = ()
    columns: tuple[ShapeColumn, ...] = ()
    first_row: int = 1
    last_row: int = 0
    """The last row that may be a record; notes below it are in ``not_records`` too."""
    not_records: tuple[NotRecord, ...] = ()
    group_labels: dict[int, str] = field(default_factory=dict)
    """A label row ("一、重点项目") by its row number; it holds for the rows below it, up to the next."""
    hidden_rows: int = 0
    """How many of the records stand in hidden or filtered rows; they are taken all the same."""
    others: tuple[OtherTable, ...] = ()

    def records(self) -> Iterator[int]:
        """The numbers of the rows that are records."""
        out = {skipped.row for skipped in self.not_records}
        return (row for row in range(self.first_row, self.last_row + 1) if row not in out)

    def group_of(self, row: int) -> str:
        """The label row above this row, "" without."""
        above = [label for label in self.group_labels if label < row]
        return self.group_labels[max(above)] if above else ""

    def column(self, letter: str) -> ShapeColumn:
        """The column of that letter; KeyError when the table has none there."""
        for column in self.columns:
            if column.letter == letter:
                return column
        raise KeyError(letter)


def find_shape(sheet: RawSheet, known_header: Callable[[str], bool] = lambda _text: False, *,
               header_rows: tuple[int, ...] | None = None, first_row: int | None = None,
               last_row: int | None = None) -> Shape:
    """The shape of a sheet. ``known_header`` tells whether a header text is a word of ours; the other arguments are
    the user's corrections and hold as given (``header_rows=()``: there is no header)."""
    raise NotImplementedError
