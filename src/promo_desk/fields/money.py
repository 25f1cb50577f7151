"""Money: an exact amount in a currency; never a float, never rounded, never two currencies in one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Literal

from promo_desk.fields.amounts import Amount, Vocabulary, read_amount
from promo_desk.fields.currencies import SHARED, chinese_name, currency_of, minor_digits, usual_words
from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import (
    ask,
    digits_or_fraction,
    exact_number,
    finite,
    grouped,
    refuse,
    shown,
    with_remark,
)
from promo_desk.fields.units import Unit, read_units

__all__ = ["Money", "MoneyKind", "best_unit", "currency_of", "in_unit", "minor_digits", "money_words"]

LIMIT = 2**63
"""Amounts are kept as 64-bit integers of minor units."""


@dataclass(frozen=True, slots=True)
class Money:
    """``minor`` counts the currency's minor units (fen, cents; ISO 4217), ``currency`` is its ISO code."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | Fraction | int, currency: str = "CNY") -> Money:
        """An amount in whole units: ``Money.of(Decimal("61e9"))`` is 61亿元.

        ValueError when it is finer than the currency's minor unit or there is no such currency.
        """
        minor = Fraction(amount) * 10 ** minor_digits(currency)
        if minor.denominator != 1:
            raise ValueError(f"{amount} is finer than the minor unit of {currency}")
        return cls(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, with the currency's decimals: 61000000000.00."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} are not added up")
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)


@cache
def money_words() -> Vocabulary:
    """What may stand beside an amount of money."""
    return Vocabulary((*usual_words(), *SHARED), letters=True, rarely=lambda word: currency_of(word) is not None)


_WAN = re.compile(r"\s*[\d.,]{1,30}\s*[wWｗＷ]\s*")


@dataclass(frozen=True, slots=True)
class MoneyKind:
    """Amounts as people write them; the unit may stand in the cell, the header or the sheet's note."""

    name: str = "money"
    align: Literal["start", "end"] = "end"
    width: int = 16

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Money]:
        if isinstance(raw, Money):
            return Parsed(raw)
        bare = _bare(raw, reading) if raw.__class__ in (int, float) else None
        if bare is not None:
            return Parsed(bare)
        if isinstance(raw, str) and _WAN.fullmatch(raw):
            return self._wan(raw, reading)
        return read_amount(raw, money_words(), lambda amount: _resolved(amount, reading))

    def _wan(self, raw: str, reading: Reading) -> Parsed[Money]:
        """3000w: colloquial for 万, and asked about."""
        read = self.parse(raw.strip()[:-1] + "万", reading)
        return ask(Message("“{raw}”: does the w stand for 万?", {"raw": shown(raw)}),
                   *([read.value] if read.value else read.candidates))

    def text(self, value: Money, language: str) -> str:
        """Always exact: 61亿元, CNY 61 bn; a large unit only where at most two decimals stay."""
        return _chinese(value) if language == "zh" else _english(value)

    def sort_key(self, value: Money) -> Any:
        return (value.currency, value.minor)


def _bare(raw: int | float, reading: Reading) -> Money | None:
    """A number cell under one plain unit, most of a ledger's amounts, without taking the long way."""
    plain = _plain_unit(reading.unit, reading.currency)
    number = exact_number(raw) if plain else None
    if plain is None or number is None:
        return None
    minor = number.scaleb(plain[0])
    whole = int(minor)
    return Money(whole, plain[1]) if whole == minor and abs(whole) < LIMIT else None


@lru_cache(maxsize=256)
def _plain_unit(unit: str | None, currency: str) -> tuple[int, str] | None:
    """By how many powers of ten a bare number becomes minor units, and of which currency; None where more is to say."""
    headers = money_units(Reading(unit=unit)) or [Unit("scale", Fraction(1), "")]
    code = headers[0].code or currency
    power = str(headers[0].factor).count("0")
    if len(headers) > 1 or headers[0].per or headers[0].factor != 10**power:
        return None
    return power + minor_digits(code), code


def money_units(reading: Reading) -> list[Unit]:
    """The units of money, or mere scales, that the header or note names."""
    return [unit for unit in read_units(reading.unit) if unit.family in ("money", "scale")]


def _resolved(amount: Amount, reading: Reading) -> Parsed[Money]:
    """An amount with the currency and scale that its own words, the header or the office give it."""
    codes = {currency_of(word, reading.currency) for word in amount.units}
    if len(codes) > 1:
        return refuse(Message("Two currencies stand at one amount: {codes}.", {"codes": _listed(codes)}))
    if amount.chinese and amount.bare:
        return refuse(Message("A number in words needs its unit beside it, such as 万元."))
    own = next(iter(codes), None)
    headers = money_units(reading) or [Unit("scale", Fraction(1), "")]
    if len(headers) > 1 and amount.bare:
        made = [_made(amount, unit.factor, unit.code or reading.currency) for unit in headers]
        return ask(Message("The header names several units; which one is this amount in?"),
                   *(p.value for p in made if p.value))
    one = _beside_headers(amount, own, headers, reading)
    if headers[0].per and one.stands:
        return with_remark(one, Message("The header counts this amount per {per}; the amount alone is kept.",
                                         {"per": headers[0].per}))
    return one


def _beside_headers(amount: Amount, own: str | None, headers: list[Unit], reading: Reading) -> Parsed[Money]:
    """Of several units in a header those count that the cell's own words agree with: 500万美元 under 亿元/万美元.
    Where more than one currency is left (5000万 there), a person is asked."""
    fitting = [unit for unit in headers if own is None or unit.code in ("", own)] or headers[:1]
    made = [_beside_header(amount, own, unit, reading) for unit in fitting]
    if len({each.value for each in made}) == 1:
        return made[0]
    return ask(Message("The header names several units; which one is this amount in?"),
               *(each.value for each in made if each.value))


def _listed(codes: Iterable[str | None]) -> str:
    return ", ".join(sorted(code for code in codes if code))


def _beside_header(amount: Amount, own: str | None, header: Unit, reading: Reading) -> Parsed[Money]:
    """The cell's own unit wins; what it leaves unsaid the header says."""
    code = own or header.code or reading.currency
    if amount.scale > 1 or (own and header.factor == 1):
        made = _made(amount, Fraction(1), code)
    elif own and amount.prefixed:
        return _unsaid_scale(amount, header, code)
    elif own:
        made = _made(amount, Fraction(1), code)
        if made.stands:
            made = with_remark(made, Message("The cell says {own}, the header {unit}; the cell is taken.",
                                             {"own": amount.units[0], "unit": reading.unit}))
    else:
        made = _made(amount, header.factor, code)
    return _conflict_said(made, own, header)


def _unsaid_scale(amount: Amount, header: Unit, code: str) -> Parsed[Money]:
    """USD 350 under "USD m": dollars or millions of them?"""
    made = [_made(amount, factor, code) for factor in (header.factor, Fraction(1))]
    return ask(Message("The cell names the currency and the header a larger unit; which amount is meant?"),
               *(p.value for p in made if p.value))


def _conflict_said(made: Parsed[Money], own: str | None, header: Unit) -> Parsed[Money]:
    if not own or header.code in ("", own):
        return made
    return with_remark(made, Message("The cell says {own}, the header {unit}; the cell is taken.",
                                     {"own": own, "unit": header.code}))


def _made(amount: Amount, factor: Fraction, code: str) -> Parsed[Money]:
    minor = amount.number * factor * 10 ** minor_digits(code)
    if abs(round(minor)) >= LIMIT:
        return refuse(Message("The amount is too large to be kept."))
    if minor.denominator != 1:
        return ask(Message("{amount} {currency} is finer than the currency's smallest unit; it is not rounded.",
                           {"amount": digits_or_fraction(amount.number * factor), "currency": code}),
                   Money(round(minor), code))
    return Parsed(Money(int(minor), code))


CHINESE_UNITS = ((10**8, "亿"), (10**4, "万"))
ENGLISH_UNITS = ((10**9, "bn"), (10**6, "m"))


def _chinese(value: Money) -> str:
    number, scale = _in_large_unit(value, CHINESE_UNITS)
    name = chinese_name(value.currency)
    return f"{number}{scale}{' ' if name.isascii() else ''}{name}"


def _english(value: Money) -> str:
    number, scale = _in_large_unit(value, ENGLISH_UNITS)
    return f"{value.currency} {number} {scale}".rstrip()


def _in_large_unit(value: Money, units: tuple[tuple[int, str], ...]) -> tuple[str, str]:
    """The digits in the largest unit that leaves at most two decimals, and the unit; all digits where none does."""
    per_whole = 10 ** minor_digits(value.currency)
    for factor, word in units:
        hundredths, rest = divmod(abs(value.minor) * 100, factor * per_whole)
        if abs(value.minor) >= factor * per_whole and rest == 0:
            number = Decimal(hundredths if value.minor > 0 else -hundredths).scaleb(-2)
            return grouped(number), word
    whole = value.minor % per_whole == 0
    return (f"{value.minor // per_whole:,}" if whole else f"{value.amount:,f}"), ""


def in_unit(money: Money, unit: str) -> Decimal:
    """The exact number of a stated unit: ``in_unit(Money.of(61 * 10**8), "亿元")`` is 61.

    ValueError when the unit is not one of money, or of another currency.
    """
    units = [u for u in read_units(unit) if u.family in ("money", "scale")]
    if len(units) != 1 or units[0].code not in ("", money.currency):
        raise ValueError(f"{money.currency} is not counted in {unit}")
    return finite(Fraction(money.minor, 10 ** minor_digits(money.currency)) / units[0].factor)


def best_unit(amounts: Iterable[Money], language: str) -> str | None:
    """The largest unit in which every amount is exact with at most two decimals: "亿元", "USD m", "CNY".

    For the header of an exported column. None where there is no amount, or several currencies.
    """
    kept = [money for money in amounts if money.minor]
    codes = {money.currency for money in kept}
    if len(codes) != 1:
        return None
    code = codes.pop()
    per_whole = 10 ** minor_digits(code)
    units = CHINESE_UNITS if language == "zh" else ENGLISH_UNITS
    fits = [word for factor, word in units if all(m.minor * 100 % (factor * per_whole) == 0 for m in kept)]
    word = fits[0] if fits else ""
    return f"{word}{chinese_name(code)}" if language == "zh" else f"{code} {word}".rstrip()
