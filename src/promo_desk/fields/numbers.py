"""Counts, decimals, percentages, quantities with a unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading


@dataclass(frozen=True, slots=True)
class Quantity:
    """``amount`` (at most 4 places) of ``unit``: an ISO currency code, or any word, or nothing."""

    amount: Decimal
    unit: str = ""


class CountKind:
    name = "count"
    align: Literal["start", "end"] = "end"
    width = 10

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[int]:
        return Parsed(None if raw is None else int(raw))

    def text(self, value: int, language: str) -> str:
        return f"{value:,}"

    def sort_key(self, value: int) -> Any:
        return value


class DecimalKind:
    name = "decimal"
    align: Literal["start", "end"] = "end"
    width = 10

    def __init__(self, name: str = "decimal") -> None:
        self.name = name

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Decimal]:
        return Parsed(None if raw is None else Decimal(str(raw)))

    def text(self, value: Decimal, language: str) -> str:
        return f"{value:,}"

    def sort_key(self, value: Decimal) -> Any:
        return value


class QuantityKind:
    name = "quantity"
    align: Literal["start", "end"] = "end"
    width = 16

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Quantity]:
        if raw is None or isinstance(raw, Quantity):
            return Parsed(raw)
        return Parsed(Quantity(Decimal(str(raw))))

    def text(self, value: Quantity, language: str) -> str:
        return f"{value.amount:,} {value.unit}".strip()

    def sort_key(self, value: Quantity) -> Any:
        return (value.unit, value.amount)
