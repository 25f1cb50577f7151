"""Fields that are worked out and never stored: the status of a promise.

The table is keyed by (kind, key) and says which stored fields each needs; a test holds it complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from promo_desk.office.limits import Limits, limits
from promo_desk.records import fields_of
from promo_desk.store import Store

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Derived:
    """What a derived field needs, and how it is worked out as of a day."""

    needs: tuple[str, ...]
    make: Callable[[Values, date, Limits], Any]


def promise_status(values: Values, today: date, own: Limits) -> str:
    """Where a promise stands: ``waived``, ``met``, ``undated``, ``late``, ``due`` (soon) or ``open``.

    A due date that is known as a month is late only when the whole month has passed. A promise that was called broken
    stays late. One with an amount is met when so much has been achieved.
    """
    if values["outcome"] in ("waived", "met"):
        return str(values["outcome"])
    if values["outcome"] == "broken":
        return "late"
    if achieved_all(values):
        return "met"
    due = values["due"]
    if due is None or not due.known:
        return "undated"
    if due.surely_before(today):
        return "late"
    soon = due.latest is not None and due.latest <= today + timedelta(days=own.due_soon_days)
    return "due" if soon else "open"


def achieved_all(values: Values) -> bool:
    """Whether as much as was promised has been achieved, in the same unit."""
    promised, achieved = values["amount"], values["achieved"]
    return (promised is not None and achieved is not None and promised.unit == achieved.unit
            and achieved.amount >= promised.amount)


TABLE: dict[tuple[str, str], Derived] = {
    ("commitment", "status"): Derived(("outcome", "due", "amount", "achieved"), promise_status),
}


def read(store: Store, kind: str, ids: Sequence[int], keys: Sequence[str], today: date) -> list[tuple[Any, ...]]:
    """Like ``store.read``, with derived fields worked out as of ``today``. Of a record that is gone all are None."""
    wanted = {key: TABLE[kind, key] for key in keys if fields_of(kind)[key].derived}
    if not wanted:
        return store.read(kind, ids, keys)
    stored = tuple(dict.fromkeys(("id", *(key for key in keys if key not in wanted),
                                  *(need for made in wanted.values() for need in made.needs))))
    own = limits(store)
    rows = (dict(zip(stored, row, strict=True)) for row in store.read(kind, ids, stored))
    return [_row(values, keys, wanted, today, own) for values in rows]


def _row(values: dict[str, Any], keys: Sequence[str], wanted: Mapping[str, Derived], today: date,
         own: Limits) -> tuple[Any, ...]:
    if values["id"] is None:
        return (None,) * len(keys)
    return tuple(wanted[key].make(values, today, own) if key in wanted else values[key] for key in keys)


def read_dicts(store: Store, kind: str, ids: Sequence[int], keys: Sequence[str], today: date) -> list[dict[str, Any]]:
    """:func:`read`, each record as values by key, "id" among them."""
    asked = tuple(dict.fromkeys(("id", *keys)))
    return [dict(zip(asked, row, strict=True)) for row in read(store, kind, ids, asked, today)]
