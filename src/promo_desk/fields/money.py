"""Money: an exact amount in a currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading


@dataclass(frozen=True, slots=True)
class Money:
    """``minor`` counts the currency's minor units (fen, cents; ISO 4217), ``currency`` is its ISO code."""

    minor: int
    currency: str


class MoneyKind:
    name = "money"
    align: Literal["start", "end"] = "end"
    width = 16

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Money]:
        if raw is None or isinstance(raw, Money):
            return Parsed(raw)
        return Parsed(Money(int(Decimal(str(raw)) * 100), reading.currency))

    def text(self, value: Money, language: str) -> str:
        return f"{value.currency} {Decimal(value.minor) / 100}"

    def sort_key(self, value: Money) -> Any:
        return (value.currency, value.minor)
