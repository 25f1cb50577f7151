"""Values as cells: real dates and numbers in formats that show their precision and unit, everything else as text.

One way for each kind of value, in a table held complete by a test. A column of amounts is divided by one unit that its
header names; a way that would not read back to the very same value is not taken, text is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import Area, ChoiceKind, Money, Quantity, When
from promo_desk.fields.money import minor_digits
from promo_desk.fields.units import read_units
from promo_desk.fields.words import say

CellValue = str | int | Decimal | date | datetime | None
Made = tuple[CellValue, str | None]
"""A cell's value and its number format (None: General)."""
Way = Callable[[Any], Made]

_MOST_DIGITS = 15
"""What Excel keeps of a number."""
_MOST_PLACES = 6
FIRST_DAY = date(1900, 3, 1)
"""Earlier days are other days in Excel and in its calendar of 1900; they are written as text."""
LAST_DAY = date(9999, 12, 31)
DAY = {"en": "yyyy-mm-dd", "zh": 'yyyy"年"m"月"d"日"'}
MONTH = {"en": "mmm yyyy", "zh": 'yyyy"年"m"月"'}
MOMENT = "yyyy-mm-dd hh:mm"
MONEY_UNITS = {"zh": ((10**8, "亿"), (10**4, "万"), (1, "")), "en": ((10**9, " bn"), (10**6, " m"), (1, ""))}
CURRENCY_WORDS = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑"}


@dataclass(frozen=True)
class ColumnForm:
    """How one column is written. ``unit`` goes into the header's brackets; ``choices`` are its drop-down."""

    field: Field
    way: Way
    unit: str = ""
    choices: tuple[str, ...] = ()

    def cell(self, value: Any) -> Made:
        """The cell of a value, (None, None) where there is none."""
        return (None, None) if value is None else self.way(value)


def form_of(made: Field, values: Iterable[Any], language: str) -> ColumnForm:
    """How a column of these values is best written. ``language``: of units, labels and formats."""
    there = [value for value in values if value is not None]
    return FORMS[made.kind.name](made, there, language)


def _as_text(made: Field, language: str) -> Way:
    return lambda value: (made.kind.text(value, language), None)


def _text(made: Field, values: Sequence[Any], language: str) -> ColumnForm:
    return ColumnForm(made, _as_text(made, language))


def _choice(made: Field, values: Sequence[Any], language: str) -> ColumnForm:
    assert isinstance(made.kind, ChoiceKind)
    return ColumnForm(made, _as_text(made, language), choices=tuple(each.label(language) for each in made.kind.options))


def _yes_no(made: Field, values: Sequence[Any], language: str) -> ColumnForm:
    return ColumnForm(made, _as_text(made, language), choices=(say("Yes", language), say("No", language)))


def _count(made: Field, values: Sequence[Any], language: str) -> ColumnForm:
    return ColumnForm(made, lambda value: _number(Decimal(value), "#,##0"))


def _decimal(made: Field, values: Sequence[Any], language: str) -> ColumnForm:
    shown = _format(max(map(_places, values), default=0))
    return ColumnForm(made, lambda value: _number(value, shown))


def _percent(made: Field, values: Sequence[Any], language: str) -> ColumnForm:
    shown = _format(max(map(_places, values), default=0))
    return _true(ColumnForm(made, lambda value: _number(value, shown), "%"), values, language)


def _money(made: Field, values: Sequence[Money], language: str) -> ColumnForm:
    """One currency: numbers in the best common unit; several: each amount with its own."""
    currencies = {value.currency for value in values}
    if len(currencies) != 1:
        return ColumnForm(made, _as_text(made, language))
    currency = currencies.pop()
    digits = minor_digits(currency)
    amounts = [Decimal(value.minor).scaleb(-digits) for value in values]
    scale, word = best_unit(amounts, MONEY_UNITS[language])
    shown = _format(max(_places(_divided(amount, scale)) for amount in amounts))
    unit = f"{word}{CURRENCY_WORDS.get(currency, currency)}" if language == "zh" else f"{currency}{word}"
    return _true(ColumnForm(made, lambda value: _number(_divided(Decimal(value.minor).scaleb(-digits), scale), shown),
                            unit), values, language)


def best_unit(amounts: Sequence[Decimal], units: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """The largest unit in which half of the amounts are one or more and none needs more than six places."""
    filled = sorted(abs(amount) for amount in amounts if amount)
    middle = filled[len(filled) // 2] if filled else Decimal(0)
    return next(((scale, word) for scale, word in units
                 if middle >= scale and all(_places(_divided(amount, scale)) <= _MOST_PLACES for amount in amounts)),
                units[-1])


def _area(made: Field, values: Sequence[Area], language: str) -> ColumnForm:
    """Square metres where all of them are finite, else 亩, in which every area is."""
    finite = all(value.parts % 3 == 0 for value in values)
    unit, factor = ("㎡" if language == "zh" else "m²", Fraction(1)) if finite else (
        "亩" if language == "zh" else "mu", Fraction(3, 2000))
    shown = _format(min(max((_places(_finite(value.m2 * factor)) for value in values), default=0), _MOST_PLACES))
    return _true(ColumnForm(made, lambda value: _number(_finite(value.m2 * factor), shown), unit), values, language)


def _finite(number: Fraction) -> Decimal:
    return _trimmed(Decimal(number.numerator) / Decimal(number.denominator))


def _quantity(made: Field, values: Sequence[Quantity], language: str) -> ColumnForm:
    """Numbers where one unit holds for all and reads back, else each with its own."""
    units = {value.unit for value in values}
    unit = units.pop() if len(units) == 1 else None
    if unit is None or (unit and not read_units(unit)):
        return ColumnForm(made, _as_text(made, language))
    shown = _format(max(_places(value.amount) for value in values))
    one = made.kind.text(Quantity(Decimal(1), unit), language)
    words = one.removeprefix("1").strip() if one.startswith("1") else unit
    return _true(ColumnForm(made, lambda value: _number(value.amount, shown), words), values, language)


def _when(made: Field, values: Sequence[When], language: str) -> ColumnForm:
    """A day, a month and a year as real dates and numbers; a quarter, a half-year, "before" and TBD as text."""
    def way(value: When) -> Made:
        first, last = value.earliest, value.latest
        if value.words or first is None or last is None or not FIRST_DAY <= first <= LAST_DAY:
            return made.kind.text(value, language), None
        if first == last:
            return first, DAY[language]
        if first.day == 1 and last == _month_end(first):
            return first, MONTH[language]
        if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return first.year, "0"
        return made.kind.text(value, language), None
    return ColumnForm(made, way)


def _month_end(first: date) -> date:
    from calendar import monthrange

    return first.replace(day=monthrange(first.year, first.month)[1])


def _moment(made: Field, values: Sequence[datetime], language: str) -> ColumnForm:
    return ColumnForm(made, lambda value: (value.astimezone(UTC).replace(tzinfo=None, microsecond=0), MOMENT))


FORMS: dict[str, Callable[[Field, Sequence[Any], str], ColumnForm]] = {
    **dict.fromkeys(("text", "long_text", "texts", "credit_code", "phones", "email", "web", "data", "link"), _text),
    "choice": _choice, "yes_no": _yes_no, "count": _count, "decimal": _decimal, "percent": _percent, "money": _money,
    "area": _area, "quantity": _quantity, "when": _when, "moment": _moment,
}
"""One way for each kind of value; a test holds the table complete."""


def _divided(amount: Decimal, scale: int) -> Decimal:
    return _trimmed(amount / scale)


def _trimmed(number: Decimal) -> Decimal:
    """Without noughts at the end, and never in exponents."""
    made = number.normalize()
    return made.quantize(Decimal(1)) if made.as_tuple().exponent > 0 else made  # type: ignore[operator]  # a finite number


def _places(number: Decimal) -> int:
    return max(0, -int(_trimmed(number).as_tuple().exponent))


def _format(places: int) -> str:
    return "#,##0" + ("." + "0" * min(places, _MOST_PLACES) if places else "")


def _number(number: Decimal, shown: str) -> Made:
    """A number, or its digits as text where Excel would keep fewer."""
    plain = _trimmed(number)
    if len(plain.as_tuple().digits) > _MOST_DIGITS:
        return f"{plain:f}", None
    return (int(plain) if plain == plain.to_integral_value() else plain), shown


def _true(form: ColumnForm, values: Sequence[Any], language: str) -> ColumnForm:
    """The form, if every cell with the header's unit reads back to its value; else text."""
    reading = Reading(unit=form.unit or None)
    for value in values:
        cell = form.way(value)[0]
        raw = float(cell) if isinstance(cell, Decimal) else cell
        if form.field.kind.parse(raw, reading).value != value:
            return ColumnForm(form.field, _as_text(form.field, language))
    return form
