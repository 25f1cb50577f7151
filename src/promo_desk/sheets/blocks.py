"""The rows of a sheet as they are handed over: tidied, in blocks, within the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import isfinite
from typing import Any

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import RawSheet, Row, cell_name
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.packages import over

Frame = tuple[Any, ...]
Hand = Callable[[Frame], None]
"""Told with frames: ("weighed", rows, cells) ("sheet", RawSheet) ("rows", first row, [row...]) ("facts", RawSheet: the
same sheet once more, with what was learnt of it while its rows were read) ("again",) ("end", format, properties,
remarks)."""

_BLOCK_CELLS = 20_000
_WORDS = 50_000
_EXACT = 1e15


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
        self.plain = _Plain(limits.cell_text)

    def take(self, rows: Iterable[Iterable[Any]]) -> list[Message]:
        """Hand over every row up to the last filled one; the remarks say what was left out."""
        for raw in rows:
            if not self.push(raw):
                break
        return self.finish()

    def push(self, raw: Iterable[Any]) -> bool:
        """The next row of the sheet; False when nothing below is wanted."""
        self.number += 1
        row = self._tidied(self.number, raw)
        if not row:
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
        if self.plain.firsts_of_months and self.formats_unknown:
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
        if self.cells > _BLOCK_CELLS or len(self.block) > _BLOCK_CELLS:
            self._flush()

    def _flush(self) -> None:
        if self.block:
            self.hand(("rows", self.next_row, self.block))
            self.next_row += len(self.block)
            self.block, self.cells = [], 0

    def _tidied(self, number: int, raw: Iterable[Any]) -> Row:
        try:
            row: Row = tuple(map(self.plain.__getitem__, raw))
        except _TooLongError as fault:
            raise over(self.name, Message("cell {cell} of sheet {sheet} holds {count} characters", {
                "cell": _place_of(raw, number, fault.text), "sheet": self.sheet.name,
                "count": f"{len(fault.text):,}"}), "cell_text", f"{self.limits.cell_text:,}") from None
        filled = _filled(row)
        if filled > self.limits.columns:
            self.cut_columns = filled
            row = row[:self.limits.columns]
            filled = _filled(row)
        return row if filled == len(row) else row[:filled]


def _filled(row: Row) -> int:
    """The last column that holds something."""
    filled = len(row)
    while filled and row[filled - 1] is None:
        filled -= 1
    return filled


class _TooLongError(Exception):
    def __init__(self, text: str) -> None:
        super().__init__("text too long")
        self.text = text


def _place_of(raw: Iterable[Any], number: int, text: str) -> str:
    return cell_name(number, next((column for column, value in enumerate(raw, 1) if value is text), 1))


class _Plain(dict[Any, Any]):
    """Raw value -> plain value, by looking it up: blank texts are None, whole numbers int, equal texts one object
    (which halves what is handed over). A lookup costs a fifth of testing each value."""

    def __init__(self, longest: int) -> None:
        super().__init__({"": None})
        self.longest = longest
        self.firsts_of_months = False

    def __missing__(self, value: Any) -> Any:
        kind = value.__class__
        if kind is float:
            return self._number(value)
        if kind is str:
            return self._word(value)
        if kind is date and value.day == 1:
            self.firsts_of_months = True
        return value

    def _number(self, value: float) -> Any:
        if value.is_integer():
            if not -_EXACT < value < _EXACT:
                return value
            whole = int(value)
            if whole not in (0, 1):  # True and False would find the same place
                self._keep(value, whole)
            return whole
        return value if isfinite(value) else str(value)  # no number of this world

    def _word(self, text: str) -> str:
        if len(text) > self.longest:
            raise _TooLongError(text)
        self._keep(text, text)
        return text

    def _keep(self, raw: Any, plain: Any) -> None:
        if len(self) > _WORDS:
            self.clear()
            self[""] = None
        self[raw] = plain
