"""What falls due: promises of both sides, next steps, tasks, requests, leases that end, awards that wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from promo_desk.fields.kinds import WHEN, When
from promo_desk.fields.message import Message
from promo_desk.office.items import Found, Rule, elapsed, last, over, rows, within
from promo_desk.office.limits import Limits
from promo_desk.office.promises import Promise, coming_due, progress
from promo_desk.office.said import said
from promo_desk.office.stages import ORDER
from promo_desk.store import Condition, Either, Store


def promised(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Promises due soon and late, of the company and of the office itself."""
    for row in coming_due(store, today):
        yield Found(f"promise_{row.status}", _promise_words(row, today), "commitment", row.id, last(row.due),
                    row.officer)


def _promise_words(row: Promise, today: date) -> Message:
    values = {"due": said(WHEN, row.due) if row.due else Message("no due date"), "progress": progress(row),
              "days": elapsed(last(row.due) or today, today)}
    if row.status == "due":
        if row.by == "government":
            return Message("Our promise falls due: {due}; {progress}.", values)
        return Message("The company's promise falls due: {due}; {progress}.", values)
    if row.by == "government":
        return Message("Our promise is late: {due}, days late: {days}; {progress}.", values)
    return Message("The company's promise is late: {due}, days late: {days}; {progress}.", values)


def next_steps(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """The next step of a project that is on its way."""
    where = [Condition("next_step_due", "filled"), Condition("stage", "any_of", ORDER)]
    for row in rows(store, "project", where, ("next_step", "next_step_due")):
        yield from _due("next_step", "project", row, row["next_step_due"], row["next_step"], own, today)


def tasks(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Tasks that are not done."""
    where = (Condition("due", "filled"), Either(Condition("done", "is", False), Condition("done", "empty")))
    for row in rows(store, "task", where, ("text", "due")):
        yield from _due("task", "task", row, row["due"], row["text"], own, today)


def requests(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """What companies asked for and has not been answered."""
    where = (Condition("due", "filled"), Either(Condition("status", "is_not", "done"), Condition("status", "empty")))
    for row in rows(store, "request", where, ("text", "due")):
        yield from _due("request", "request", row, row["due"], row["text"], own, today)


def _due(rule: str, kind: str, row: dict[str, Any], due: When, text: str | None, own: Limits,
         today: date) -> Iterator[Found]:
    values = {"text": text or Message("not described"), "due": said(WHEN, due)}
    late = over(due, 0, today)
    if late:
        yield Found(f"{rule}_late", Message("Late: {text} ({due}), days late: {days}.",
                                            {**values, "days": elapsed(late, today)}), kind, row["id"], late,
                    row["officer"])
    elif within(due, own.next_step_days, today):
        yield Found(f"{rule}_due", Message("Due: {text} ({due}).", values), kind, row["id"], last(due), row["officer"])


def leases(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Leases that end: first at 90 days, again at 60 and 30, and those that have ended with the tenant still listed."""
    horizon = today + timedelta(days=own.lease_days)
    where = [Condition("lease_ends", "less", When.day(horizon + timedelta(days=1))),
             Condition("status", "is_not", "ended"),
             Condition("until", "empty")]
    for row in rows(store, "tenancy", where, ("lease_ends",)):
        yield _lease(row, today, own)


def _lease(row: dict[str, Any], today: date, own: Limits) -> Found:
    day = last(row["lease_ends"]) or today
    values = {"when": said(WHEN, row["lease_ends"]), "days": abs(elapsed(day, today))}
    if day < today:
        return Found("lease_ended",
                     Message("The lease ended ({when}), days since: {days}, and the tenant is still listed.",
                                            values), "tenancy", row["id"], day, row["officer"])
    warned = next(limit for limit in (own.lease_days // 3, own.lease_days * 2 // 3, own.lease_days)
                  if day <= today + timedelta(days=limit))
    return Found(f"lease_{warned}", Message("The lease ends ({when}), days left: {days}.", values), "tenancy",
                 row["id"],
                 day,
                 row["officer"])


def awards(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Awards that wait for a decision since they were applied for, or for their payment since they were approved."""
    where = [Condition("status", "any_of", ("draft", "checking", "returned", "approved"))]
    for row in rows(store, "award", where, ("status", "applied_on", "approved_on")):
        when = row["approved_on"] if row["status"] == "approved" else row["applied_on"]
        since = over(when, own.award_days, today)
        if since:
            values = {"when": said(WHEN, when), "days": elapsed(last(when) or today, today), "limit": own.award_days}
            yield Found("award_waits", _award_words(row["status"], values), "award", row["id"], since, row["officer"])


def _award_words(status: str, values: dict[str, Any]) -> Message:
    if status == "approved":
        return Message("Approved {when} and not paid: {days} days, the limit is {limit}.", values)
    if status == "returned":
        return Message("Applied for {when}, returned, and not decided: {days} days, the limit is {limit}.", values)
    return Message("Applied for {when} and not decided: {days} days, the limit is {limit}.", values)


RULES: tuple[Rule, ...] = (promised, next_steps, tasks, requests, leases, awards)
