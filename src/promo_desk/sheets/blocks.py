"""The rows of a sheet as they are handed over: tidied, in blocks, within the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.cells import RawSheet, Row, cell_name
from promo_desk.sheets.columns import Block, Tidy, TooLongError
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.packages import over

Frame = tuple[Any, ...]
Hand = Callable[[Frame], None]
"""Told with frames: ("weighed", rows, cells) ("sheet", RawSheet) ("rows", first row, Block) ("facts", RawSheet: the
same sheet once more, with what was learnt of it while its rows were read) ("again",) ("end", format, properties,
remarks)."""

_BLOCK_CELLS, _BLOCK_ROWS = 50_000, 1_500


class Rows:
    """The rows of one sheet, tidied and handed over in blocks, within the limits."""

    def __init__(self, hand: Hand, sheet: RawSheet, name: str, limits: Limits, *,
                 formats_unknown: bool = False) -> None:
        self.formats_unknown = formats_unknown
        self.hand, self.sheet, self.name, self.limits = hand, sheet, name, limits
        self.block: list[Row] = []
        self.cells = self.blank = self.cut_columns = 0
        self.next_row, self.number = 1, 0
        self.started = False
        self.cut: list[Message] = []
        self.tidy = Tidy(limits.cell_text)

    def take(self, rows: Iterable[Iterable[Any]]) -> list[Message]:
        """Hand over every row up to the last filled one; the remarks say what was left out."""
        for raw in rows:
            if not self.push(raw):
                break
        return self.finish()

    def push(self, raw: Iterable[Any]) -> bool:
        """The next row of the sheet; False when nothing below is wanted."""
        self.number += 1
        row = tuple(raw)
        if len(row) > self.limits.columns and any(row):
            row = self._within(row)
        if not any(row) and row.count("") + row.count(None) == len(row):
            self.blank += 1
            return True
        self.cut = self._left_out(self.number)
        if self.cut:
            return False
        self._add(self.number, row)
        return True

    def skip(self, count: int) -> None:
        """So many blank rows come next."""
        self.number += count
        self.blank += count

    def finish(self) -> list[Message]:
        """Hand over the rest; the remarks say what was left out."""
        self._flush()
        remarks = list(self.cut)
        if self.tidy.firsts_of_months and self.formats_unknown:
            remarks.append(Message('Sheet "{sheet}": dates on the first of a month may mean the whole month; this kind '
                                   "of file does not tell.", {"sheet": self.sheet.name}))
        if self.cut_columns:
            remarks.append(Message('Sheet "{sheet}": columns beyond the {limit}th were left out (limit "columns", '
                                   "which can be raised).", {"sheet": self.sheet.name, "limit": self.limits.columns}))
        return remarks

    def _left_out(self, number: int) -> list[Message]:
        if number > self.limits.rows:
            return [Message('Sheet "{sheet}": rows from {row} on were left out (limit "rows", which can be raised).',
                            {"sheet": self.sheet.name, "row": number})]
        if self.started and self.blank > self.limits.blank_rows:
            return [Message('Sheet "{sheet}": what stands from row {row} on was left out, because {blank} blank rows '
                            'stand above it (limit "blank_rows", which can be raised).',
                            {"sheet": self.sheet.name, "row": number, "blank": self.blank})]
        return []

    def _add(self, number: int, row: Row) -> None:
        if not self.started:
            self.started, self.next_row = True, number
        else:
            self.block.extend([()] * self.blank)
        self.blank = 0
        self.block.append(row)
        self.cells += len(row)
        if self.cells > _BLOCK_CELLS or len(self.block) > _BLOCK_ROWS:
            self._flush()

    def _flush(self) -> None:
        if self.block:
            try:
                packed = Block.of(self.block, self.tidy)
            except TooLongError as fault:
                raise self._too_long(fault.text) from None
            self.hand(("rows", self.next_row, packed))
            self.next_row += len(self.block)
            self.block, self.cells = [], 0

    def _within(self, row: Row) -> Row:
        """The row without what stands beyond the last column that is taken."""
        filled = len(row)
        while row[filled - 1] in ("", None):
            filled -= 1
        if filled > self.limits.columns:
            self.cut_columns = filled
        return row[:self.limits.columns]

    def _too_long(self, text: str) -> WorldFault:
        number, row = next((each for each in enumerate(self.block, self.next_row) if text in each[1]),
                           (self.next_row, ()))
        column = next((column for column, value in enumerate(row, 1) if value is text), 1)
        return over(self.name, Message("cell {cell} of sheet {sheet} holds {count} characters", {
            "cell": cell_name(number, column), "sheet": self.sheet.name, "count": f"{len(text):,}"}),
            "cell_text", f"{self.limits.cell_text:,}")
