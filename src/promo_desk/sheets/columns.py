"""Some rows of a sheet on their way, column by column: a column mostly holds one kind of value, so that it is tidied,
packed and unpacked in a few steps for all of its cells. That takes a third of looking at every cell.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from math import isfinite, isnan, nan
from typing import Any

from promo_desk.sheets.cells import Row, Value

_EXACT = 1e15
_BETWEEN = "\0"
_NUMBERS = frozenset((int, float, bool))
_AMOUNTS = (frozenset((float,)), frozenset((float, str)), frozenset((float, type(None))))
Packed = tuple[Any, ...]
"""("texts", all of them joined), ("numbers", array; not a number: blank), ("coded", different values, their places
in the column) or ("list", values)."""


class TooLongError(Exception):
    """A text passes the limit."""

    def __init__(self, text: str) -> None:
        super().__init__("text too long")
        self.text = text


@dataclass
class Tidy:
    """Raw value -> plain value: blank texts are None, whole numbers int."""

    longest: int
    """Characters in one text; a longer one raises TooLongError."""
    firsts_of_months: bool = False
    """Whether a day was seen that may mean its month."""

    def __call__(self, value: Any) -> Any:
        kind = value.__class__
        if kind is float:
            return _number(value)
        if kind is str:
            return self.text(value) or None
        if kind is date and value.day == 1:
            self.firsts_of_months = True
        return value

    def text(self, text: str) -> str:
        if len(text) > self.longest:
            raise TooLongError(text)
        return text


def _number(value: float) -> Any:
    if not isfinite(value):  # no number of this world
        return str(value)
    return int(value) if value.is_integer() and -_EXACT < value < _EXACT else value


@dataclass
class Block:
    """Rows that were tidied and packed, as they are handed over."""

    columns: list[Packed]

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]], tidy: Tidy) -> Block:
        """The rows, of which one at least is not blank. TooLongError where a text passes the limit."""
        return cls([_packed(column, tidy) for column in zip_longest(*rows)])

    def rows(self) -> list[Row]:
        """The rows, each up to its last filled cell."""
        whole: Iterable[Row] = zip(*map(_unpacked, self.columns), strict=True)
        return [row if row[-1] is not None else _cut(row) for row in whole]


def _cut(row: Row) -> Row:
    filled = len(row) - 1
    while filled and row[filled - 1] is None:
        filled -= 1
    return row[:filled]


def _packed(column: Sequence[Any], tidy: Tidy) -> Packed:
    kinds = frozenset(map(type, column))
    if kinds in _AMOUNTS and (numbers := _numbers(column, kinds)) is not None:
        return "numbers", numbers
    if len(kinds & _NUMBERS) > 1:  # True, 1 and 1.0 would be one value
        return "list", list(map(tidy, column))
    different = dict.fromkeys(column)
    if kinds == {str} and "" not in different and len(different) * 4 > len(column) * 3:
        return _texts(column, tidy)
    places = dict(zip(different, range(len(different)), strict=True))
    return ("coded", _texts(["" if each is None else each for each in different], tidy) if kinds <= {str, type(None)}
            else ("list", list(map(tidy, different))),
            array("H" if len(places) < 1 << 16 else "L", map(places.__getitem__, column)))


def _numbers(column: Sequence[Any], kinds: frozenset[type]) -> array[Any] | None:
    """The column as machine numbers; None where not all of it is a number or blank."""
    try:
        if not all(map(isfinite, column) if len(kinds) == 1 else
                   (value in ("", None) or isfinite(value) for value in column)):
            return None
    except TypeError:  # a text
        return None
    if len(kinds) > 1:
        return array("d", [nan if value in ("", None) else value for value in column])
    if all(map(float.is_integer, column)) and max(map(abs, column)) < _EXACT:
        return array("q", map(int, column))
    return array("d", column)


def _texts(texts: Sequence[str], tidy: Tidy) -> Packed:
    if len(max(texts, key=len)) > tidy.longest:
        tidy.text(max(texts, key=len))
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) != len(texts) - 1:
        return "list", [text or None for text in texts]
    return "texts", joined


def _unpacked(packed: Packed) -> list[Value]:
    kind, values = packed[:2]
    if kind == "texts":
        return values.split(_BETWEEN)  # type: ignore[no-any-return]  # a text, as it says
    if kind == "coded":
        different = [None if value == "" else value for value in _unpacked(values)]
        return list(map(different.__getitem__, packed[2]))
    if kind == "numbers":
        return values.tolist() if values.typecode == "q" else [
            int(value) if value.is_integer() and -_EXACT < value < _EXACT else None if isnan(value) else value
            for value in values]
    return values  # type: ignore[no-any-return]  # a list
