"""Quantities: a number with any unit, for indicators, promises and rents: 17 companies, 45元/㎡/月, 220%."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from promo_desk.fields.amounts import Amount, Vocabulary, exact, read_amount
from promo_desk.fields.currencies import chinese_name, currency_of, minor_digits, usual_words
from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.money import Money, MoneyKind
from promo_desk.fields.numbers import fine
from promo_desk.fields.plain import ask, grouped, half_width, refuse, with_remark
from promo_desk.fields.units import AREA_CODES, OTHER_UNITS, PER, Unit, area_words, other_words, read_units

PLACES = 4
CHINESE_AREAS = {"m2": "平方米", "mu": "亩", "ha": "公顷", "km2": "平方公里", "sq ft": "平方英尺", "acre": "英亩"}
_MONEY = MoneyKind()


@dataclass(frozen=True, slots=True)
class Quantity:
    """``amount`` (at most 4 decimals) of ``unit``: an ISO currency code ("CNY", "CNY/m2/month"), a word, or nothing.

    Units that the desk knows have one code each (people, companies, m2, mu); any other word stays as it was written.
    """

    amount: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class QuantityKind:
    """Reads a number and whatever unit stands beside it; the header's unit where the cell has none."""

    name: str = "quantity"
    align: Literal["start", "end"] = "end"
    width: int = 16

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Quantity]:
        if isinstance(raw, Quantity):
            return Parsed(raw)
        quoted = _QUOTED.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if quoted is not None:
            return _quoted(quoted)
        rate = _rate(raw) if isinstance(raw, str) else None
        return rate or read_amount(raw, _words(), lambda amount: _resolved(amount, reading))

    def text(self, value: Quantity, language: str) -> str:
        """The number and its unit in words; a unit that would be read otherwise stands in quotation marks."""
        shown = _shown(value, language)
        if _is_known(value.unit) or self.parse(shown).value == value:
            return shown
        return f"{grouped(value.amount)} {json.dumps(value.unit, ensure_ascii=False)}"

    def sort_key(self, value: Quantity) -> Any:
        return (value.unit, value.amount)


_QUOTED = re.compile(r'(?P<number>-?[\d,.]+) (?P<unit>"(?:[^"\\]|\\.)*")', re.DOTALL)
_FREE = re.compile(r"(?!per\b)[^\d\s\"()（）,，;；、/+~=<>≈-][^\d\"()（）,，;；、+~=<>≈-]*")
"""A unit the desk does not know: words without digits, brackets or signs."""


def _quoted(match: re.Match[str]) -> Parsed[Quantity]:
    amount = fine(Fraction(match["number"].replace(",", "")), PLACES)
    if amount.value is None:
        return refuse(amount.message or Message("The number is too large to be kept."))
    return Parsed(Quantity(amount.value, json.loads(match["unit"])))


_RATE = re.compile(r"(?P<before>[^\d\s-]*)\s*(?P<number>-?[\d,.]*\d)\s*(?P<after>[^\d\s]\D*|\D*(?:[mk]+[23]\D*)+)?")


def _rate(raw: str) -> Parsed[Quantity] | None:
    """45元/㎡/月, CNY 45 / m2 / month, 12 km/h: a number with a unit that is counted per something; else None."""
    match = _RATE.fullmatch(re.sub(r"\s*(?:[/·]|\bper\b)\s*", "/", half_width(raw)))
    if match is None or "/" not in (match["after"] or ""):
        return None
    words = f"{match['before']}{match['after']}"
    units = read_units(words)
    amount = exact(match["number"].lstrip("-"))
    if amount is None or (not units and not re.fullmatch(r"[^\W\d]+(?:/[^\W\d]+)+", words)):
        return None
    unit = units[0] if len(units) == 1 else Unit("other", Fraction(1), words)
    return _made(Amount(-amount if match["number"].startswith("-") else amount), unit)


@cache
def _words() -> Vocabulary:
    known = [word for word in (*usual_words(), "$", "¥", "元") if word not in ("m",)]
    return Vocabulary((*known, *area_words(), *other_words(), "%"), rarely=_may_be_unit)


def _may_be_unit(word: str) -> bool:
    return bool(read_units(word)) or currency_of(word) is not None or bool(_FREE.fullmatch(word))


def _resolved(amount: Amount, reading: Reading) -> Parsed[Quantity]:
    """The number in its own unit; the cell's unit wins over the header's, whose scale then does not count."""
    headers = read_units(reading.unit)
    if len(headers) > 1 and not amount.units:
        return ask(Message("The header names several units; which one is this amount in?"),
                   *(q for unit in headers if (q := _made(amount, unit).value)))
    header = headers[0] if headers else None
    if not amount.units:
        own = Unit("other", Fraction(1), header.code, header.per) if header and amount.scale > 1 else header
        return _made(amount, own)
    return _beside(amount, header, reading)


def _beside(amount: Amount, header: Unit | None, reading: Reading) -> Parsed[Quantity]:
    units = {_unit_of(word, reading.currency) for word in amount.units}
    if len(units) > 1:
        units = {_unit_of(" ".join(amount.units), reading.currency)}
    unit = units.pop()
    made = _made(amount, unit)
    if header and header.code and unit.code != header.code and made.stands:
        return with_remark(made, Message("The cell says {own}, the header {unit}; the cell is taken.",
                                         {"own": amount.units[0], "unit": reading.unit}))
    return made


def _unit_of(word: str, home: str) -> Unit:
    """The unit a cell's word means; a word that the desk does not know is its own unit."""
    code = currency_of(word, home)
    if code is not None:
        return Unit("money", Fraction(1), code)
    if word in area_words():
        return Unit("area", Fraction(1), AREA_CODES[area_words()[word]])
    units = read_units(word)
    if len(units) == 1 and units[0].family != "scale":
        return units[0]
    return Unit("other", Fraction(1), word)


def _made(amount: Amount, unit: Unit | None) -> Parsed[Quantity]:
    factor = unit.factor if unit and unit.family != "area" else Fraction(1)
    number = fine(amount.number * factor, PLACES)
    if number.value is None:
        nearest = tuple(Quantity(each, _code(unit)) for each in number.candidates)
        return Parsed(None, number.level, number.message, nearest)
    return Parsed(Quantity(number.value, _code(unit)))


def _code(unit: Unit | None) -> str:
    return "" if unit is None else f"{unit.code}/{unit.per}" if unit.per else unit.code


def _is_known(unit: str) -> bool:
    """Whether the unit is one of the desk's own codes, which are always read back."""
    base, *per = unit.split("/")
    known = base in OTHER_UNITS or base in CHINESE_AREAS or base in ("", "%", "CNY", "USD", "HKD", "EUR", "JPY")
    return known and all(word in PER for word in per)


def _shown(value: Quantity, language: str) -> str:
    amount = _amount_of_money(value)
    if amount is not None:
        return _MONEY.text(amount, language)
    number = grouped(value.amount)
    base, *per = value.unit.split("/")
    if language == "zh" and all(word in PER for word in per):
        words = "/".join([_chinese(base), *(PER.get(word, word) for word in per)])
        return f"{number}{'' if (words and not words[0].isascii()) or words == '%' else ' '}{words}".strip()
    if re.fullmatch("[A-Z]{3}", value.unit) and currency_of(value.unit) == value.unit:
        return f"{value.unit} {number}"
    return f"{number}{'' if value.unit == '%' else ' '}{value.unit}".strip()


def _amount_of_money(value: Quantity) -> Money | None:
    """A quantity of a currency is written as an amount is: CNY 5.9 bn, 59亿元. None for others, and for parts of a
    minor unit."""
    if not re.fullmatch("[A-Z]{3}", value.unit) or currency_of(value.unit) != value.unit:
        return None
    minor = value.amount.scaleb(minor_digits(value.unit))
    return Money(int(minor), value.unit) if minor == int(minor) else None


def _chinese(base: str) -> str:
    if base in OTHER_UNITS:
        return OTHER_UNITS[base][0]
    if base in CHINESE_AREAS:
        return CHINESE_AREAS[base]
    return chinese_name(base) if re.fullmatch("[A-Z]{3}", base) and currency_of(base) == base else base
