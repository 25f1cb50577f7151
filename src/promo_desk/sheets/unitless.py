"""Amounts of which nothing names a unit, neither the header nor a note of the sheet nor the cell: 投资额, 350.

They are taken as yuan, and the sheet says so once. Where a column of investments would hold small change,
万元 or 亿元 is surely meant, but which of them nobody can know: that is asked once for the column, and its rows wait.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import MONEY, Money
from promo_desk.fields.message import Message
from promo_desk.fields.plain import half_width
from promo_desk.fields.units import read_units

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import MappedColumn

UNIT = "unit"
"""The kind of a question that is answered for a column: by one of its candidates, or by a unit's name."""
SMALL = 10_000
"""Yuan; an investment below it is none."""
_INVESTMENTS = ("company.registered_capital", "project.total_investment", "project.fixed_investment",
                "project.foreign_investment", "project.foreign_utilised", "project.invested")
_BARE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_UNITS = {"zh": ("万元", "亿元", "元"), "en": ("CNY m", "万元", "CNY bn", "CNY")}
_FOREIGN = ("万美元", "USD m", "USD")
_ASKED = "No unit stands at the amounts of this column, and most are small for yuan; how much is {amount}?"


@dataclass(frozen=True, slots=True)
class InUnit(Money):
    """What a cell is in one of the units; the answer for one cell is the unit of its whole column."""

    unit: str = ""


def names_no_unit(mapped: MappedColumn, unit: str | None) -> bool:
    """Whether a column holds amounts, and neither its header nor the sheet (``unit``) says in which unit."""
    known = mapped.field
    return known is not None and known.kind.name == "money" and mapped.use == "field" and not any(
        each.family in ("money", "scale") for each in read_units(unit))


def bare_amounts(raws: Sequence[Any], values: Sequence[Any]) -> dict[int, Any]:
    """The cells, by position, that are a number and nothing else, and could be read as money."""
    return {at: raw for at, (raw, value) in enumerate(zip(raws, values, strict=True))
            if isinstance(value, Money) and value.minor and _is_bare(raw)}


def is_doubtful(mapped: MappedColumn, values: Sequence[Any], bare: dict[int, Any]) -> bool:
    """Whether more than half of a column's amounts would be too small in yuan for what the column is of."""
    small = [at for at in bare if abs(values[at].amount) < SMALL]
    return mapped.path in _INVESTMENTS and 2 * len(small) > len(bare)


def asked_of(raw: Any, mapped: MappedColumn) -> tuple[Message, tuple[InUnit, ...]]:
    """The question at one of the cells, and what it may be."""
    made = ((unit, MONEY.parse(raw, Reading(unit=unit)).value) for unit in _units(mapped))
    return Message(_ASKED, {"amount": str(raw)}), tuple(
        InUnit(each.minor, each.currency, unit) for unit, each in made if each is not None)


def taken_as_yuan(letter: str) -> Message:
    return Message("The amounts of column {column} name no unit: they are taken as yuan.", {"column": letter})


def is_of_unit(message: Message) -> bool:
    """Whether a question asks for the unit of a column."""
    return message.msgid == _ASKED


def unit_meant(raw: Any, answer: Any) -> str | None:
    """The unit by which an answer (an amount, or a unit's name) is what the cell says; None where there is none."""
    if isinstance(answer, InUnit):
        return answer.unit
    if isinstance(answer, str) and any(each.family in ("money", "scale") for each in read_units(answer)):
        return answer
    amount = answer if isinstance(answer, Money) else MONEY.parse(answer).value
    units = dict.fromkeys([*_UNITS["zh"], *_UNITS["en"], *_FOREIGN])
    return next((unit for unit in units if MONEY.parse(raw, Reading(unit=unit)).value == amount), None)


def _units(mapped: MappedColumn) -> tuple[str, ...]:
    """The units that are likely, in the words of the header; foreign capital is often told in dollars."""
    language = "zh" if re.search(r"[\u4e00-\u9fff]", mapped.column.header) else "en"
    foreign = _FOREIGN[:1] if language == "zh" else _FOREIGN[1:2]
    return (*foreign, *_UNITS[language]) if "foreign" in mapped.key else _UNITS[language]


def _is_bare(raw: Any) -> bool:
    if isinstance(raw, str):
        return _BARE.fullmatch(half_width(raw).strip()) is not None
    return isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool)
