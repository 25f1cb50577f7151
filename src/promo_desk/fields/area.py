"""Area: exact in parts of 1/30000 m2, so that square metres, hectares and mu are all whole numbers of parts.

1 亩 = 2000/3 m2 and 1 ha = 15 亩 hold exactly. Square feet and acres are exact only now and then; where they are not,
the nearest area that can be kept is taken, and said. Square metres too fine to be kept are asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from promo_desk.fields.amounts import Amount, Vocabulary, find, read_amount
from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import (
    ask,
    digits_or_fraction,
    finite,
    grouped,
    half_width,
    refuse,
    remark,
    shown,
    with_remark,
)
from promo_desk.fields.units import Unit, area_words, read_units

PARTS = 30_000
"""Parts of one square metre."""
PARTS_OF_MU = 20_000_000
"""Parts of one mu: 2000/3 m2."""
LIMIT = 2**63


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """``parts`` of 1/30000 m2."""

    parts: int

    @classmethod
    def of_m2(cls, metres: Fraction | Decimal | int) -> Area:
        """ValueError when the area is finer than 1/30000 m2."""
        parts = Fraction(metres) * PARTS
        if parts.denominator != 1:
            raise ValueError(f"{metres} m2 is finer than 1/{PARTS} m2")
        return cls(int(parts))

    @property
    def m2(self) -> Fraction:
        """Square metres, exactly."""
        return Fraction(self.parts, PARTS)

    @property
    def mu(self) -> Fraction:
        """亩, exactly."""
        return Fraction(self.parts, PARTS_OF_MU)

    def __add__(self, other: Area) -> Area:
        return Area(self.parts + other.parts)


@cache
def _words() -> Vocabulary:
    return Vocabulary(tuple(area_words()), accounting=False)


@dataclass(frozen=True, slots=True)
class AreaKind:
    """Areas as people write them; a number without a unit anywhere is asked about."""

    name: str = "area"
    align: Literal["start", "end"] = "end"
    width: int = 14

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Area]:
        if isinstance(raw, Area):
            return Parsed(raw)
        read = read_amount(raw, _words(), lambda amount: _resolved(amount, reading))
        return _in_two_units(raw, read) if len(read.candidates) == 2 and isinstance(raw, str) else read

    def text(self, value: Area, language: str) -> str:
        """In square metres where the decimals end, else in mu; both exact."""
        if value.parts % 3 == 0:
            return grouped(finite(value.m2)) + ("平方米" if language == "zh" else " m²")
        return grouped(finite(value.mu)) + ("亩" if language == "zh" else " mu")

    def sort_key(self, value: Area) -> Any:
        return value.parts


def _in_two_units(raw: str, read: Parsed[Area]) -> Parsed[Area]:
    """100亩/6.67公顷 is one area in two units, one of them rounded; 120亩/9万㎡ are two, and stay a question."""
    found = find(half_width(raw), _words())
    if found.shape != "several" or any(not amount.units for amount in found.amounts):
        return read
    exact = [_made(a.number, _size(a)) for a in found.amounts]
    first, second = (each.value for each in exact) if len(exact) == 2 else (None, None)
    if first is None or second is None or _size(found.amounts[0]) == _size(found.amounts[1]):
        return read
    if abs(first.m2 - second.m2) > max(_half_a_digit(found.amounts[1]), _half_a_digit(found.amounts[0], finest=True)):
        return read
    return remark(first, Message("“{raw}”: both areas agree when rounded; the first is taken.", {"raw": shown(raw)}))


def _size(amount: Amount) -> Fraction:
    return area_words().get(amount.units[-1], Fraction(1))


def _half_a_digit(amount: Amount, finest: bool = False) -> Fraction:
    """Half a unit of the last decimal written, in square metres; ``finest``: only where decimals were written."""
    written = digits_or_fraction(amount.number / amount.scale)
    places = len(written.partition(".")[2])
    return Fraction(0) if finest and not places else Fraction(1, 2 * 10**places) * amount.scale * _size(amount)


def _resolved(amount: Amount, reading: Reading) -> Parsed[Area]:
    sizes = {area_words()[word] for word in amount.units}
    if len(sizes) > 1:
        return refuse(Message("Two units of area stand at one number."))
    headers = [unit for unit in read_units(reading.unit) if unit.family == "area"]
    if sizes:
        return _cell_wins(amount, sizes.pop(), headers, reading)
    if len(headers) == 1:
        return _made(amount.number, headers[0].factor)
    factors = [unit.factor for unit in headers] or [Fraction(1), Fraction(2000, 3), Fraction(10_000)]
    made = [_made(amount.number, factor).value for factor in factors]
    if amount.number == 0:
        return Parsed(Area(0))
    if headers:
        return ask(Message("The header names several units; which one is this amount in?"),
                   *(area for area in made if area))
    return ask(Message("No unit stands at {number}: square metres, mu or hectares?",
                       {"number": digits_or_fraction(amount.number)}),
               *(area for area in made if area))


def _cell_wins(amount: Amount, size: Fraction, headers: list[Unit], reading: Reading) -> Parsed[Area]:
    """The cell's own unit is taken; that the header says another is remarked."""
    made = _made(amount.number, size)
    if headers and made.stands and size not in {unit.factor for unit in headers}:
        return with_remark(made, Message("The cell says {own}, the header {unit}; the cell is taken.",
                                         {"own": amount.units[0], "unit": shown(reading.unit)}))
    return made


def _made(number: Fraction, size: Fraction) -> Parsed[Area]:
    """So many of a unit of ``size`` square metres."""
    metres = number * size
    parts = metres * PARTS
    if abs(parts) >= LIMIT:
        return refuse(Message("The area is too large to be kept."))
    if parts.denominator != 1:
        nearest = Area(3 * round(parts / 3))  # a ten-thousandth of a square metre
        if (size * PARTS).denominator != 1:
            return remark(nearest, Message("Kept as {metres} m², the nearest ten-thousandth.",
                                           {"metres": grouped(finite(nearest.m2))}))
        return ask(Message("{metres} m² is finer than is kept; is the nearest area meant?",
                           {"metres": digits_or_fraction(metres)}), nearest)
    return Parsed(Area(int(parts)))
