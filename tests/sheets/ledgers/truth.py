"""How the truth of a ledger is told: which records it holds, which of its rows are none, what a person must answer."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from promo_desk.fields.area import PARTS_OF_MU
from promo_desk.fields.kinds import Area, Money, Quantity, When
from promo_desk.store import Store

Values = dict[str, Any]
"""The key values of one record, the telling one first; a link is the other record's name."""


@dataclass(frozen=True)
class Asked:
    """A question that only a person can answer, and what this person answers."""

    path: str
    raw: Any
    answer: Any
    cells: tuple[str, ...]
    """Every cell that asks it: "签约项目!C7"."""
    kind: str = "value"


@dataclass(frozen=True)
class Truth:
    """What a ledger says. Kinds of record that are named neither in ``records`` nor in ``names``: there are none."""

    kinds: Mapping[str, str]
    """By table (the sheet's name, or "name #2"): what its rows are."""
    records: Mapping[str, list[Values]]
    names: Mapping[str, list[str]] = field(default_factory=dict)
    """Further records, by name alone."""
    out: Mapping[str, str] = field(default_factory=dict)
    """Rows that are no record, and why: {"签约项目!12": "total"}."""
    asked: tuple[Asked, ...] = ()
    left: tuple[str, ...] = ()
    """Sheets that are not taken: hidden ones, and those without a table."""
    options: Mapping[str, Any] = field(default_factory=dict)
    password: str | None = None
    before: Callable[[Store], None] | None = None
    """What the office knows already."""
    known: Mapping[str, int] = field(default_factory=dict)
    """Of the records told above, how many were there before, by kind."""
    twice: tuple[str, ...] = ()
    """Rows that say again what another row of the file said."""


Maker = Callable[[Path], Truth]
LEDGERS: dict[str, Maker] = {}
"""By file name: what writes the ledger to a path and tells its truth."""


def ledger(name: str) -> Callable[[Maker], Maker]:
    """Put a maker into the folder under that file name."""
    def keep(make: Maker) -> Maker:
        assert name not in LEDGERS
        LEDGERS[name] = make
        return make
    return keep


def rows(sheet: str, reasons: Mapping[int, str]) -> dict[str, str]:
    """Row numbers of one sheet with their reasons."""
    return {f"{sheet}!{row}": reason for row, reason in reasons.items()}


# values, as exactly as the desk keeps them


def yuan(amount: str | int) -> Money:
    return Money.of(Decimal(amount))


def wan(amount: str | int) -> Money:
    """万元."""
    return Money.of(Decimal(amount) * 10_000)


def yi(amount: str | int) -> Money:
    """亿元."""
    return Money.of(Decimal(amount) * 100_000_000)


def usd(millions: str | int) -> Money:
    return Money.of(Decimal(millions) * 1_000_000, "USD")


def mu(amount: str | int) -> Area:
    return Area(int(Fraction(amount) * PARTS_OF_MU))


def m2(amount: str | int) -> Area:
    return Area.of_m2(Fraction(amount))


def hectares(amount: str | int) -> Area:
    return m2(str(Fraction(amount) * 10_000))


def square_feet(amount: str | int) -> Area:
    """The nearest area that can be kept and printed in square metres (three parts are 1 cm²)."""
    return Area(3 * round(Fraction(amount) * Fraction("0.09290304") * 10_000))


def many(amount: str | int, unit: str) -> Quantity:
    return Quantity(Decimal(amount), unit)


def day(text: str) -> When:
    made = date.fromisoformat(text)
    return When(made, made)


def month(year: int, number: int) -> When:
    return When(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> When:
    return When(date(number, 1, 1), date(number, 12, 31))


def span(first: str, last: str) -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last))


def unknown(words: str) -> When:
    return When(None, None, words)


_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int) -> str:
    """An invented code of the right form, with the right check character (GB 32100)."""
    start = f"91990100LR{number:07d}"
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(start))
    return start + _SIGNS[-total % 31]
