"""What the desk says of a sheet: its title, header, columns and records, and the fate of every row and column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import Box
from promo_desk.sheets.row_kinds import Reason
from promo_desk.sheets.surroundings import Above

Fate = Above | Reason | Literal["header", "record", "other table", "beyond"]
"""What a row is: part of the head, a record, no record for a reason, another table's, or beyond everything."""
Outside = Literal["", "hidden", "blank", "side note", "other table", "beyond"]


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
    year: int | None = None
    """The year that the header names: "2016年", "2020年计划完成投资"."""


@dataclass(frozen=True)
class NotRecord:
    """A row inside or after the table that is no record, and why."""

    row: int
    reason: Reason
    """ "said": the user took it out."""
    text: str = ""
    """Its words, shortened, for the list of what was not taken."""


@dataclass(frozen=True)
class OtherTable:
    """A further table in the same sheet: ``reason`` says why it was not taken; None where it is a table of its own."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    header: str
    reason: Message | None = None


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
    """Further tables of the sheet that begin below this one, taken or not."""
    around: dict[int, Above] = field(default_factory=dict)
    """What each row above the header is, and the blank ones below the last record."""
    beside: dict[int, Outside] = field(default_factory=dict)
    """Why a column is none of the table's."""
    elsewhere: tuple[Box, ...] = ()
    """Where the sheet's other tables stand: first row, first column, last row, last column."""

    def records(self) -> Iterator[int]:
        """The numbers of the rows that are records."""
        out = {*self._told, *self.header_rows}
        return (row for row in range(self.first_row, self.last_row + 1) if row not in out)

    def fate(self, row: int) -> Fate:
        """What a row of the sheet is; each has exactly one fate."""
        if row in self.header_rows:
            return "header"
        if row in self._told:
            return self._told[row]
        if self.first_row <= row <= self.last_row:
            return "record"
        boxes = [(each.first_row, 0, each.last_row, 0) for each in self.others]
        inside = any(top <= row <= bottom for top, _, bottom, _ in (*boxes, *self.elsewhere))
        return "other table" if inside else "beyond"

    def outside(self, column: int) -> Outside:
        """Why a column (1 is A) is none of the table's; "" for one of its columns, "hidden" for a hidden one, which
        is taken all the same."""
        if column in self.beside:
            return self.beside[column]
        taken = self._columns.get(column)
        return "beyond" if taken is None else "hidden" if taken.hidden else ""

    @cached_property
    def _told(self) -> dict[int, Fate]:
        return {**self.around, **{skipped.row: skipped.reason for skipped in self.not_records}}

    @cached_property
    def _columns(self) -> dict[int, ShapeColumn]:
        return {column.index: column for column in self.columns}

    @cached_property
    def _labelled(self) -> list[int]:
        return sorted(self.group_labels)

    def group_of(self, row: int) -> str:
        """The label row above this row, "" without."""
        above = bisect_left(self._labelled, row)
        return self.group_labels[self._labelled[above - 1]] if above else ""

    def column(self, letter: str) -> ShapeColumn:
        """The column of that letter; KeyError when the table has none there."""
        for column in self.columns:
            if column.letter == letter:
                return column
        raise KeyError(letter)
