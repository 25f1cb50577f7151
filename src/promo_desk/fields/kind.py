"""What a kind of value is, and what reading a raw cell may answer.

A kind is small on purpose: three methods and three plain values. What the database, a workbook, a form or the
command line do with a kind stands in *their* table, keyed by :attr:`Kind.name`, and a test holds each table complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Literal, Protocol, TypeVar, runtime_checkable

from promo_desk.fields.message import Message

V = TypeVar("V")
Level = Literal["ok", "remark", "question", "error"]


@dataclass(frozen=True)
class Reading:
    """What a raw value is read with: all that a cell's surroundings say of it. Nothing here is a guess."""

    unit: str | None = None
    """A unit stated in the header or the sheet's note, as written: 万元, 亿元, USD m, 亩, ㎡, %."""
    currency: str = "CNY"
    """The currency of an amount that names none (the office's own)."""
    year: int | None = None
    """The year of the sheet or of the header, for 3月底 or 上半年."""
    years: tuple[int, ...] = ()
    """Years that other cells of the column name: they tell the century of '17, and are what a date without a year is
    asked about; none of them is ever put in the place of a missing one."""
    day_first: bool | None = None
    """What 03/04/2017 means in this column: True 3 April, False 4 March, None unknown (then it is a question)."""
    epoch_1904: bool = False
    """Whether the workbook counts days from 1904."""
    number_format: str | None = None
    """The cell's Excel number format: a date shown as 2017年9月 is a month."""
    country: str = "CN"
    """ISO 3166 code for telephone numbers without a country."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """The office's own words (folded) for the codes of a choice."""

    def with_unit(self, unit: str | None) -> Reading:
        return replace(self, unit=unit)


PLAIN = Reading()


@dataclass(frozen=True, init=False)
class Parsed(Generic[V]):
    """The answer to a raw value.

    ``ok``: the value stands. ``remark``: the value stands and something is said of it (a doubtful credit code).
    ``question``: no value; ``candidates`` are what it may mean, a person decides. ``error``: no value; the message
    says why. An empty cell is ``ok`` with the value None.
    """

    value: V | None = None
    level: Level = "ok"
    message: Message | None = None
    candidates: tuple[V, ...] = ()

    def __init__(self, value: V | None = None, level: Level = "ok", message: Message | None = None,
                 candidates: tuple[V, ...] = ()) -> None:
        """Written out, for there is one of these for every different cell: half the time of the generated one."""
        self.__dict__.update(value=value, level=level, message=message, candidates=candidates)

    @property
    def stands(self) -> bool:
        """Whether the value (possibly None for an empty cell) may be kept as it is."""
        return self.level in ("ok", "remark")


@runtime_checkable
class Kind(Protocol[V]):
    """A kind of value. ``parse(text(v, language)).value == v`` holds for every kind, in both languages."""

    @property
    def name(self) -> str:
        """The key of every reader's table: "money", "when", "choice" ..."""

    @property
    def align(self) -> Literal["start", "end"]:
        """Numbers stand at the end (right), words at the start."""

    @property
    def width(self) -> int:
        """A usual width in Latin characters, for columns and editors."""

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[V]:
        """What a person or a cell (str, int, float, Decimal, bool, date, datetime, None) means. Never raises."""

    def text(self, value: V, language: str) -> str:
        """The value as people read it; ``parse`` reads it back to the same value."""

    def sort_key(self, value: V) -> Any:
        """Values of one kind sort by this; the database's order agrees with it."""
