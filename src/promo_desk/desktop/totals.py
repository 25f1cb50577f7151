"""The line below a list: how many there are, how many are shown, and what they come to, per currency or unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from promo_desk.fields.field import Field
from promo_desk.fields.words import say
from promo_desk.records import plural

if TYPE_CHECKING:
    from promo_desk.store import Store

SUMMED = ("money", "area", "count", "quantity")


def counted(kind: str, every: int, shown: int, chosen: int, language: str) -> str:
    """ "2,314 companies · 12 shown · 3 selected"."""
    words = [say("{n} {kinds}", language, n=f"{every:,}", kinds=plural(kind, language).lower())]
    if shown != every:
        words.append(say("{n} shown", language, n=f"{shown:,}"))
    if chosen > 1:
        words.append(say("{n} selected", language, n=f"{chosen:,}"))
    return " · ".join(words)


def totals(store: Store, kind: str, field: Field | None, ids: Sequence[int], where: tuple[Any, ...],
           shown: Sequence[Field], language: str = "en") -> str:
    """The sum of the field (or of the first amount shown) over the selection, or over the whole list.

    Amounts of different currencies are never added: each stands by itself.
    """
    summed = field if field is not None and field.kind.name in SUMMED else _first_amount(shown)
    if summed is None or summed.derived:
        return ""
    if len(ids) > 1:
        values = _added(row[0] for row in store.read(kind, list(ids), [summed.key]))
    else:
        values = list(store.sums(kind, summed.key, where))
    words = [summed.kind.text(value, language) for value in values if value is not None]
    return say("sum of {field}: {sums}", language, field=summed.label(language), sums="; ".join(words)) if words else ""


def _first_amount(shown: Sequence[Field]) -> Field | None:
    return next((field for field in shown if field.kind.name == "money"), None)


def _added(values: Any) -> list[Any]:
    """Values added up by what they are of."""
    from promo_desk.fields.kinds import Area, Money, Quantity

    sums: dict[Any, Any] = {}
    for value in values:
        if isinstance(value, Money):
            before = sums.get(value.currency, Money(0, value.currency))
            sums[value.currency] = Money(before.minor + value.minor, value.currency)
        elif isinstance(value, Quantity):
            before = sums.get(value.unit)
            sums[value.unit] = Quantity(value.amount + (before.amount if before else 0), value.unit)
        elif isinstance(value, Area):
            sums["area"] = Area(value.parts + (sums["area"].parts if "area" in sums else 0))
        elif isinstance(value, int):
            sums["count"] = value + sums.get("count", 0)
    return list(sums.values())


