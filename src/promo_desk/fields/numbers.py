"""Counts, decimals and percentages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Literal, TypeVar

from promo_desk.fields.amounts import Amount, Vocabulary, read_amount
from promo_desk.fields.chinese import TO_PLAIN, chinese_number
from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import (
    LONGEST_AMOUNT,
    ask,
    digits_or_fraction,
    exact_number,
    finite,
    grouped,
    half_width,
    refuse,
    shown,
    with_remark,
)
from promo_desk.fields.units import PERCENT_UNITS, other_words, read_units

N = TypeVar("N", int, Decimal)
PLACES = 6
"""Decimals and percent points are kept to a millionth."""
LIMIT = 2**63


@cache
def _count_words() -> Vocabulary:
    return Vocabulary(tuple(other_words()))


@cache
def _percent_words() -> Vocabulary:
    return Vocabulary((*PERCENT_UNITS, "个百分点", "百分点", "percentage points", "percentage point", "pp"))


def _factors(amount: Amount, reading: Reading) -> list[Fraction]:
    """What a number may be multiplied by: 1 where the cell or nothing says more, the header's 万人, and both where
    the header or note has a mere 万, which may be meant for the sheet's amounts of money alone."""
    if not amount.bare:
        return [Fraction(1)]
    units = read_units(reading.unit)
    scaled = [u.factor for u in units if u.family == "other" and u.factor != 1]
    mere = [u.factor for u in units if u.family == "scale"]
    return scaled[:1] if scaled else [Fraction(1), *mere]


@lru_cache(maxsize=256)
def _as_it_stands(unit: str | None) -> bool:
    """Whether nothing around a bare number makes more of it."""
    return _factors(Amount(Fraction(1)), Reading(unit=unit)) == [Fraction(1)]


def _settled(amount: Amount, reading: Reading, make: Callable[[Fraction], Parsed[N]]) -> Parsed[N]:
    made = [make(amount.number * factor) for factor in _factors(amount, reading)]
    if len(made) == 1:
        return made[0]
    return ask(Message("Is {number} meant as it stands, or in {unit}?",
                       {"number": digits_or_fraction(amount.number), "unit": reading.unit}),
               *(p.value for p in made if p.value is not None))


@dataclass(frozen=True, slots=True)
class CountKind:
    """Whole numbers: 1,200人, 1.2万, １２３, 三家."""

    name: str = "count"
    align: Literal["start", "end"] = "end"
    width: int = 10

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[int]:
        if raw.__class__ is int and abs(raw) < LIMIT and _as_it_stands(reading.unit):
            return Parsed(raw)
        return read_amount(raw, _count_words(), lambda amount: _settled(amount, reading, _whole))

    def text(self, value: int, language: str) -> str:
        return f"{value:,}"

    def sort_key(self, value: int) -> Any:
        return value


def _whole(number: Fraction) -> Parsed[int]:
    if number.denominator != 1:
        return refuse(Message("{number} is not a whole number.", {"number": digits_or_fraction(number)}))
    if abs(number) >= LIMIT:
        return refuse(Message("The number is too large to be kept."))
    return Parsed(int(number))


def fine(number: Fraction, places: int) -> Parsed[Decimal]:
    """A number that is not finer than so many decimals; a finer one is asked about, with the nearest as candidate."""
    scaled = number * 10**places
    if abs(round(scaled)) >= LIMIT:
        return refuse(Message("The number is too large to be kept."))
    if scaled.denominator != 1:
        return ask(Message("{number} is finer than {places} decimals; it is not rounded.",
                           {"number": digits_or_fraction(number), "places": places}),
                   finite(Fraction(round(scaled), 10**places)))
    return Parsed(finite(number))


@dataclass(frozen=True, slots=True)
class DecimalKind:
    """Numbers with at most six decimals."""

    name: str = "decimal"
    align: Literal["start", "end"] = "end"
    width: int = 10

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Decimal]:
        return read_amount(raw, _count_words(), lambda amount: _settled(amount, reading, lambda n: fine(n, PLACES)))

    def text(self, value: Decimal, language: str) -> str:
        return grouped(value)

    def sort_key(self, value: Decimal) -> Any:
        return value


@dataclass(frozen=True, slots=True)
class PercentKind:
    """Percent points: 220% is 220, and growth by 220% is +220 %, not a factor.

    How 倍 is read: 2.2倍 alone and 增长2.2倍 are 220 %; where the words say "to 2.2 times" or only "2.2x" it may as
    well be growth by 120 %, and a person is asked. A bare number is points; one that an Excel format shows as % is
    multiplied; 0.35 with no sign anywhere is asked about.
    """

    name: str = "percent"
    align: Literal["start", "end"] = "end"
    width: int = 9

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Decimal]:
        number = exact_number(raw)
        if number is not None:
            return _from_cell(number, reading)
        worded = _worded(raw) if isinstance(raw, str) else None
        if worded is not None:
            return worded
        return read_amount(_signed(raw), _percent_words(), lambda amount: _points(amount, reading))

    def text(self, value: Decimal, language: str) -> str:
        return grouped(value) + "%"

    def sort_key(self, value: Decimal) -> Any:
        return value


def _from_cell(number: Decimal, reading: Reading) -> Parsed[Decimal]:
    if "%" in _unquoted(reading.number_format):
        return fine(Fraction(number) * 100, PLACES)
    return _points(Amount(Fraction(number)), reading)


def _unquoted(number_format: str | None) -> str:
    return re.sub(r'"[^"]*"|\\.', "", number_format or "")


def _points(amount: Amount, reading: Reading) -> Parsed[Decimal]:
    number = amount.number
    signed = [PERCENT_UNITS[word] for word in amount.units if word in PERCENT_UNITS]
    if signed:
        return fine(number * signed[0], PLACES)
    if amount.units:
        return with_remark(fine(number, PLACES), Message("Percentage points are taken as percent."))
    headers = [unit.factor for unit in read_units(reading.unit) if unit.family == "percent"]
    if headers:
        return fine(number * headers[0], PLACES)
    return _unsigned(number)


def _unsigned(number: Fraction) -> Parsed[Decimal]:
    """A number without any %: points; but a share (0.35) and a small one from a cell (2.2) may be meant otherwise."""
    points = fine(number, PLACES)
    known = {"number": digits_or_fraction(number)}
    if 0 < abs(number) <= 1:
        values = [value for p in (points, fine(number * 100, PLACES))
                  for value in (p.candidates if p.value is None else (p.value,))]
        return ask(Message("No % stands at {number}: is it percent points, or a share of one?", known), *values)
    if number.denominator != 1 and abs(number) < 10:
        return with_remark(points, Message("{number} is read as {number} %.", known))
    return points


_TIMES = re.compile(r"(?P<lead>.*?)(?P<number>[\d.,]+)\s*(?P<times>倍|x|times|fold|-fold)(?P<tail>.*)")
_GREW = ("增长", "增", "同比增长", "增加", "增幅", "提高", "+", "up", "grew", "上升", "提升", "增长了", "增加了")
_FELL = re.compile(r"^(同比|环比)?(下降|减少|降低|下滑|down|fell|↓|▼|降|减)(了|by)?\s*")
_ROSE = re.compile(r"^(同比|环比)?(增长|增加|上升|提高|up|grew|↑|▲|增|升)(了|by)?\s*")
_HUNDREDTHS = re.compile(r"(百|千)分之([零一二两三四五六七八九十百点]+)")
_DOUBLED = {"翻番": 100, "翻一番": 100, "翻了一番": 100, "doubled": 100, "翻两番": 300, "翻了两番": 300}


def _worded(raw: str) -> Parsed[Decimal] | None:
    """百分之十二, 三成, 翻番, 2.2倍; None where the general reading is to go on."""
    if len(raw) > LONGEST_AMOUNT:
        return None
    text = half_width(raw).casefold().translate(TO_PLAIN)
    if text in _DOUBLED:
        return with_remark(Parsed(Decimal(_DOUBLED[text])), _read_as(raw, _DOUBLED[text]))
    parts = _HUNDREDTHS.fullmatch(text)
    number = chinese_number(parts[2]) if parts else None
    if parts and number is not None:
        return fine(Fraction(number) / (1 if parts[1] == "百" else 10), PLACES)
    times = _TIMES.fullmatch(text)
    return _of_times(raw, times) if times else None


def _of_times(raw: str, match: re.Match[str]) -> Parsed[Decimal]:
    read = read_amount(match["number"], Vocabulary(()), lambda amount: fine(amount.number * 100, PLACES))
    lead, tail = match["lead"].strip(), match["tail"].strip()
    if read.value is None or (lead in _GREW and not tail):
        return read
    if not lead and not tail and match["times"] == "倍":
        return with_remark(read, _read_as(raw, grouped(read.value)))
    return ask(Message("“{raw}”: grown by so much, or to so much?", {"raw": shown(raw)}), read.value, read.value - 100)


def _read_as(raw: str, points: int | str) -> Message:
    return Message("“{raw}” is read as {points} %.", {"raw": shown(raw), "points": points})


def _signed(raw: Any) -> Any:
    """同比下降5% as -5%, ↑12% as 12%."""
    if not isinstance(raw, str) or len(raw) > LONGEST_AMOUNT:
        return raw
    text = half_width(raw)
    fell = _FELL.match(text.casefold())
    return "-" + text[fell.end():] if fell else text[match.end():] if (match := _ROSE.match(text.casefold())) else text
