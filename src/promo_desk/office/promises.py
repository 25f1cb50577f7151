"""The promise ledger: what companies and the office itself have promised, what of it is due, late and met.

Rates are said with what they count: a promise without a due date is no broken promise, and is never a kept one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from promo_desk.fields.kinds import PERCENT, Quantity, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.derived import promise_status, read_dicts
from promo_desk.office.limits import limits
from promo_desk.office.said import amount, on, said
from promo_desk.office.scopes import where_of
from promo_desk.records.choices import PROMISE_STATUS
from promo_desk.store import Condition, Either, Store

__all__ = ["Fulfilment", "Ledger", "Promise", "gap", "promise_status", "promises", "status_words"]

KEYS = ("agreement", "by", "kind", "text", "amount", "due", "achieved", "achieved_on", "evidence", "outcome", "status",
        "officer")
COUNTED = ("met", "late")
"""A rate of fulfilment is over these: promises that were met, or that fell due and were not."""


@dataclass(frozen=True)
class Promise:
    """One promise as it stands on a day."""

    id: int
    agreement: Ref | None
    company: Ref | None
    by: str | None
    """``company`` or ``government``; None where nobody said who promised."""
    kind: str | None
    text: str
    amount: Quantity | None
    due: When | None
    achieved: Quantity | None
    evidence: str
    status: str
    officer: Ref | None
    """Its own, else the agreement's."""

    @property
    def gap(self) -> Quantity | None:
        """What is still missing of the amount; None where it cannot be told."""
        return gap(self.amount, self.achieved)


@dataclass(frozen=True)
class Fulfilment:
    """How many promises of one side stand where, and their rate with what it counts."""

    by: str | None
    counts: dict[str, int]
    """By status."""
    rate: Decimal | None
    """Percent of the promises that were met or late; None where there is none of either."""
    told: Message
    paid_in: tuple[tuple[Quantity, Quantity], ...]
    """(achieved, promised) for each unit, over the promises where both are known."""


@dataclass(frozen=True)
class Ledger:
    """Promises of both sides as of a day."""

    today: date
    rows: tuple[Promise, ...]
    sides: tuple[Fulfilment, ...]

    def of(self, *statuses: str) -> tuple[Promise, ...]:
        return tuple(row for row in self.rows if row.status in statuses)


def promises(store: Store, today: date, about: Ref | None = None, by: str | None = None) -> Ledger:
    """The ledger of an agreement, a company, a place, a zone, a sector, an officer, or of all (``about`` None)."""
    where: list[Condition | Either] = list(_where(store, about))
    if by is not None:
        where.append(Condition("by", "is", by))
    ids = store.ids("commitment", where, (("due", False), ("id", False)))
    rows = tuple(_promises(store, ids, today))
    sides = dict.fromkeys((*("company", "government"), *(row.by for row in rows)))
    fulfilled = (_fulfilment([row for row in rows if row.by == side], side, today) for side in sides)
    return Ledger(today, rows, tuple(fulfilled))


def coming_due(store: Store, today: date) -> list[Promise]:
    """The promises of the whole office that are due soon or late, asked for as such: no other is read."""
    horizon = today + timedelta(days=limits(store).due_soon_days + 1)
    where = [Either(Condition("due", "less", When.day(horizon)), Condition("outcome", "is", "broken")),
             Either(Condition("outcome", "empty"), Condition("outcome", "is", "broken"))]
    return [row for row in _promises(store, store.ids("commitment", where), today) if row.status in ("due", "late")]


def _where(store: Store, about: Ref | None) -> tuple[Condition | Either, ...]:
    if about is not None and about.kind in ("agreement", "officer"):
        return (Condition(about.kind, "is", about),)
    if about is not None and about.kind == "project":
        return (Condition("agreement.project", "is", about),)
    return where_of(store, "commitment", about)


def _promises(store: Store, ids: Sequence[int], today: date) -> list[Promise]:
    rows = read_dicts(store, "commitment", ids, KEYS, today)
    agreements = sorted({row["agreement"].id for row in rows if row["agreement"]})
    of = dict(zip(agreements, store.read("agreement", agreements, ["company", "officer"]), strict=True))
    return [_promise(row, *(of[row["agreement"].id] if row["agreement"] else (None, None))) for row in rows]


def _promise(row: dict[str, Any], company: Ref | None, officer: Ref | None) -> Promise:
    return Promise(row["id"], row["agreement"], company, row["by"], row["kind"], row["text"], row["amount"], row["due"],
                   row["achieved"], row["evidence"] or "", row["status"], row["officer"] or officer)


def gap(amount: Quantity | None, achieved: Quantity | None) -> Quantity | None:
    """How much is missing, never less than nothing; None where a figure is missing or the units differ."""
    if amount is None or achieved is None or amount.unit != achieved.unit:
        return None
    return Quantity(max(amount.amount - achieved.amount, Decimal(0)), amount.unit)


def _fulfilment(rows: Sequence[Promise], by: str | None, today: date) -> Fulfilment:
    counts = Counter(row.status for row in rows)
    counted = sum(counts[status] for status in COUNTED)
    rate = _percent(counts["met"], counted) if counted else None
    return Fulfilment(by, dict(counts), rate, _told(counts, rate, counted, today), tuple(_paid_in(rows)))


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")).normalize() + 0


def _told(counts: Counter[str], rate: Decimal | None, counted: int, today: date) -> Message:
    values = {"met": counts["met"], "counted": counted, "day": on(today), "undated": counts["undated"],
              "ahead": counts["open"] + counts["due"], "waived": counts["waived"]}
    if rate is None:
        return Message("Nothing was met or fell due by {day}; {ahead} lie ahead, {undated} have no due date, "
                       "{waived} were waived.", values)
    return Message("{rate}: {met} met of the {counted} that were met or fell due by {day}; not counted: {ahead} that "
                   "lie ahead, {undated} without a due date, {waived} waived.", {**values, "rate": said(PERCENT, rate)})


def _paid_in(rows: Sequence[Promise]) -> list[tuple[Quantity, Quantity]]:
    """Achieved and promised, unit by unit, over the promises where both are known and nothing was waived."""
    sums: dict[str, list[Decimal]] = {}
    for row in rows:
        if row.amount and row.achieved and row.amount.unit == row.achieved.unit and row.status != "waived":
            both = sums.setdefault(row.amount.unit, [Decimal(0), Decimal(0)])
            both[0] += row.achieved.amount
            both[1] += row.amount.amount
    return [(Quantity(achieved, unit), Quantity(promised, unit)) for unit, (achieved, promised) in sorted(sums.items())]


def status_words(status: str) -> Message:
    """The status of a promise, as a part of a sentence."""
    return Message(next((option.english for option in PROMISE_STATUS.options if option.code == status), status))


def progress(row: Promise) -> Message:
    """How far a promise has come, with the figure that is missing where one is."""
    if row.amount is None:
        return Message("no amount is on record")
    if row.achieved is None:
        return Message("{amount} promised; what has been achieved is not on record",
                       {"amount": amount(row.amount)})
    return Message("{achieved} of {amount} achieved", {"achieved": amount(row.achieved),
                                                       "amount": amount(row.amount)})
