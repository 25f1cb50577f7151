"""The stall check-up of signed projects: four rules, each with its figures, and "cannot tell" where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from promo_desk.fields.kinds import MONEY, PERCENT, WHEN, Money
from promo_desk.fields.message import Message
from promo_desk.office.items import Found, Rule, elapsed, last, over, rows
from promo_desk.office.limits import Limits
from promo_desk.office.said import on, said
from promo_desk.office.stages import ORDER
from promo_desk.store import Condition, Store

_KEYS = ("stage", "signed_on", "started_on", "completed_on", "total_investment", "invested", "funds_arrived")
NOT_STARTED = ("signed", "landed")
STARTED = ("started",)
COMPLETED = ORDER[ORDER.index("completed"):]


def _projects(store: Store, stages: tuple[str, ...]) -> list[dict[str, Any]]:
    return rows(store, "project", [Condition("stage", "any_of", stages)], _KEYS)


def not_started(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Signed over a year and not started."""
    for row in _projects(store, NOT_STARTED):
        if row["signed_on"] is None or last(row["signed_on"]) is None:
            yield _found("stall_not_started", Message(
                "Cannot tell whether it stalls: the date of the signing is not on record."), row, None)
            continue
        since = over(row["signed_on"], own.signed_not_started_days, today)
        if since and row["started_on"] is None:
            yield _found("stall_not_started", Message(
                "Signed {when} and not started: {days} days, the limit is {limit}.",
                _days(row["signed_on"], own.signed_not_started_days, today)), row, since)


def no_funds(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Started over three months and no funds have arrived."""
    for row in _projects(store, STARTED):
        since = over(row["started_on"], own.started_no_funds_days, today)
        if since is None:
            continue
        days = _days(row["started_on"], own.started_no_funds_days, today)
        if _no_funds(row):
            yield _found("stall_no_funds", Message(
                "Started {when} and no funds have arrived: {days} days, the limit is {limit}.", days), row, since)
        elif row["funds_arrived"] is None and row["invested"] is None:
            yield _found("stall_no_funds", Message(
                "Cannot tell whether it stalls: started {when}, and whether funds have arrived is not on record.",
                days), row, since)


def _no_funds(row: dict[str, Any]) -> bool:
    invested = row["invested"]
    return invested.minor == 0 if invested is not None else row["funds_arrived"] is False


def low_funds(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Started over six months and under 15 % of the funds paid in."""
    for row in _projects(store, STARTED):
        since = over(row["started_on"], own.low_funds_days, today)
        if since is None or _no_funds(row):
            continue
        days = {**_days(row["started_on"], own.low_funds_days, today), "share": own.low_funds_percent}
        percent = share(row["invested"], row["total_investment"])
        if percent is None:
            yield _found("stall_low_funds", _cannot_tell(row, days), row, since)
        elif percent < own.low_funds_percent:
            yield _found("stall_low_funds", Message(
                "Started {when}, {days} days ago, and {percent} of the funds are paid in ({invested} of {total}); "
                "the limit is {share}% after {limit} days.", {**days, **_shares(row, percent)}), row, since)


def _cannot_tell(row: dict[str, Any], days: dict[str, Any]) -> Message:
    if row["invested"] is None:
        return Message("Cannot tell whether funds are low: started {when}, and what has been invested so far is not on "
                       "record.", days)
    if row["total_investment"] is None:
        return Message("Cannot tell whether funds are low: started {when}, and the total investment is not on record.",
                       days)
    return Message("Cannot tell whether funds are low: what is invested and the total stand in two currencies.")


def out_of_line(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Funds out of line with what can be seen: much paid in and nothing begun, or built and little paid in."""
    for row in _projects(store, (*NOT_STARTED, *COMPLETED)):
        percent = share(row["invested"], row["total_investment"])
        if percent is None:
            continue
        if row["stage"] in NOT_STARTED and percent > own.ahead_percent:
            yield _found("stall_out_of_line", Message(
                "{percent} of the funds are paid in ({invested} of {total}), and it has not started; over {limit}% is "
                "out of line.", {**_shares(row, percent), "limit": own.ahead_percent}), row, last(row["signed_on"]))
        elif row["stage"] in COMPLETED and percent < own.behind_percent:
            yield _found("stall_out_of_line", Message(
                "It is completed, and {percent} of the funds are paid in ({invested} of {total}); under {limit}% is "
                "out of line.", {**_shares(row, percent), "limit": own.behind_percent}), row, last(row["completed_on"]))


def share(part: Money | None, whole: Money | None) -> Decimal | None:
    """Percent, to one decimal and never rounded up; None where a figure is missing or the currencies differ."""
    if part is None or whole is None or part.currency != whole.currency or whole.minor <= 0:
        return None
    return (Decimal(part.minor) * 100 / whole.minor).quantize(Decimal("0.1"), ROUND_DOWN).normalize() + 0


def _shares(row: dict[str, Any], percent: Decimal) -> dict[str, Any]:
    return {"percent": said(PERCENT, percent), "invested": said(MONEY, row["invested"]),
            "total": said(MONEY, row["total_investment"])}


def _days(when: Any, limit: int, today: date) -> dict[str, Any]:
    day = last(when) or today
    return {"when": said(WHEN, when), "days": elapsed(day, today), "limit": limit, "day": on(day)}


def _found(rule: str, message: Message, row: dict[str, Any], since: date | None) -> Found:
    return Found(rule, message, "project", row["id"], since, row["officer"])


RULES: tuple[Rule, ...] = (not_started, no_funds, low_funds, out_of_line)
