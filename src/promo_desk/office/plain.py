"""Values as JSON and back: what a briefing is frozen as, and what lists print for machines.

The forms are those of the command line (an amount with its currency, a span with its days and its words), and every
one is read back to the very same value. The table is keyed by the kind's name; a test holds it complete.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from promo_desk.fields.area import Area
from promo_desk.fields.kinds import WHEN, Money, Quantity, Ref, When

Json = Any


def _money(value: Money) -> Json:
    return {"amount": f"{value.amount:f}", "currency": value.currency}


def _when(value: When) -> Json:
    made = {"earliest": _iso(value.earliest), "latest": _iso(value.latest), "text": WHEN.text(value, "en")}
    return {**made, "words": value.words} if value.words else made


def _area(value: Area) -> Json:
    """Square metres; where they have no end, rounded beside the 亩, which then have one."""
    return {"m2": _finite(value.m2), **({"mu": _finite(value.mu)} if value.parts % 3 else {})}


def _finite(number: Fraction) -> str:
    """All decimals where they end (a part of an area has at most eight), else the first seven."""
    made = Decimal(number.numerator) / Decimal(number.denominator)
    exact = made if Fraction(made) == number else made.quantize(Decimal("1e-7"))
    return f"{exact.normalize() + 0:f}"


def _quantity(value: Quantity) -> Json:
    if len(value.unit) == 3 and value.unit.isascii() and value.unit.isupper():
        cents = value.amount.quantize(Decimal("0.01"))
        return {"amount": f"{cents if cents == value.amount else value.amount:f}", "currency": value.unit}
    return {"number": f"{value.amount:f}", "unit": value.unit}


def _link(value: Ref) -> Json:
    return {"kind": value.kind, "id": value.id, "name": value.name}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _same(value: Any) -> Any:
    return value


def _decimal(value: Decimal) -> str:
    return f"{value:f}"


def _when_back(stored: Json) -> When:
    return When(_day(stored["earliest"]), _day(stored["latest"]), stored.get("words", ""))


def _area_back(stored: Json) -> Area:
    return Area.of_m2(Fraction(stored["mu"]) * Fraction(2000, 3) if "mu" in stored else Fraction(stored["m2"]))


def _quantity_back(stored: Json) -> Quantity:
    if "currency" in stored:
        return Quantity(Decimal(stored["amount"]), stored["currency"])
    return Quantity(Decimal(stored["number"]), stored["unit"])


_FORMS: dict[str, tuple[Callable[[Any], Json], Callable[[Json], Any]]] = {
    **dict.fromkeys(("text", "long_text", "choice", "credit_code", "email", "web", "count", "yes_no", "data"),
                    (_same, _same)),
    **dict.fromkeys(("texts", "phones"), (list, tuple)),
    **dict.fromkeys(("decimal", "percent"), (_decimal, Decimal)),
    "money": (_money, lambda stored: Money.of(Decimal(stored["amount"]), stored["currency"])),
    "when": (_when, _when_back),
    "moment": (lambda value: value.astimezone(UTC).isoformat(), datetime.fromisoformat),
    "area": (_area, _area_back),
    "quantity": (_quantity, _quantity_back),
    "link": (_link, lambda stored: Ref(stored["kind"], stored["id"], stored["name"])),
}


def to_json(kind: str, value: Any) -> Json:
    """The JSON form of a value of the kind of that name; null where there is none."""
    return None if value is None else _FORMS[kind][0](value)


def from_json(kind: str, stored: Json) -> Any:
    """The value that was printed so."""
    return None if stored is None else _FORMS[kind][1](stored)


def plain_kinds() -> set[str]:
    """The kinds this table knows (for the test that it is complete)."""
    return set(_FORMS)
