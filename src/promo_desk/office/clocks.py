"""The response clock: a lead is registered and owned, judged, its referrer answered, and then followed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from promo_desk.fields.kinds import When
from promo_desk.fields.message import Message
from promo_desk.office.items import Found, Rule, day_of, elapsed, last, latest, over, rows
from promo_desk.office.limits import Limits
from promo_desk.office.said import on
from promo_desk.office.stages import UNSIGNED
from promo_desk.store import Condition, Store

TALKED_ABOUT = tuple(stage for stage in UNSIGNED if stage != "target")
"""From a lead to the eve of the signing; a mere target has no clock."""
_KEYS = ("stage", "first_contact_on", "registered_on", "created_at")


def _arrived(row: dict[str, Any]) -> When:
    """When the lead came: the first contact, else its registration, else the day it was entered here."""
    for key in ("first_contact_on", "registered_on"):
        if last(row[key]) is not None:
            return row[key]  # type: ignore[no-any-return]  # a When, by its field
    return When.day(day_of(row["created_at"]))


def _projects(store: Store, stages: Sequence[str], *further: Condition,
              keys: Sequence[str] = ()) -> list[dict[str, Any]]:
    return rows(store, "project", [Condition("stage", "any_of", stages), *further], (*_KEYS, *keys))


def registered(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """A lead is registered within a day."""
    for row in _projects(store, ("lead",), Condition("registered_on", "empty")):
        since = over(_arrived(row), own.registered_days, today)
        if since:
            yield Found("lead_registered", Message(
                "The lead of {day} is not registered: {days} days, the limit is {limit}.",
                _figures(row, own.registered_days, today)), "project", row["id"], since, row["officer"])


def owned(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """A lead, and what became of it, has an officer within a day."""
    for row in _projects(store, TALKED_ABOUT, Condition("officer", "empty")):
        since = over(_arrived(row), own.registered_days, today)
        if since:
            yield Found("lead_owner", Message(
                "Nobody is in charge since {day}: {days} days, the limit is {limit}.",
                _figures(row, own.registered_days, today)), "project", row["id"], since, None)


def judged(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """A lead is judged within three days."""
    for row in _projects(store, ("lead",), Condition("judged_on", "empty")):
        since = over(_arrived(row), own.judged_days, today)
        if since:
            yield Found("lead_judged", Message(
                "The lead of {day} is not judged: {days} days, the limit is {limit}.",
                _figures(row, own.judged_days, today)), "project", row["id"], since, row["officer"])


def answered(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """Whoever referred a lead is answered within a week."""
    empty = (Condition("referrer", "filled"), Condition("referrer_answered_on", "empty"))
    for row in _projects(store, TALKED_ABOUT, *empty, keys=("referrer",)):
        since = over(_arrived(row), own.referrer_days, today)
        if since:
            yield Found("referrer_answered", Message(
                "{referrer}, who referred the lead of {day}, has no answer: {days} days, the limit is {limit}.",
                {**_figures(row, own.referrer_days, today), "referrer": row["referrer"]}),
                "project", row["id"], since, row["officer"])


def followed_up(store: Store, today: date, own: Limits) -> Iterator[Found]:
    """What is talked about is followed up every two weeks."""
    contacts = _last_contacts(store)
    for row in _projects(store, TALKED_ABOUT, keys=("last_contact_on",)):
        contact = latest(row["last_contact_on"], contacts.get(row["id"]))
        since = over(contact or _arrived(row), own.follow_up_days, today)
        if since:
            yield Found("follow_up", _not_followed_up(contact, row, own, today), "project", row["id"], since,
                        row["officer"])


def _not_followed_up(contact: When | None, row: dict[str, Any], own: Limits, today: date) -> Message:
    if contact is None:
        return Message("No contact is on record since the lead came on {day}: {days} days, the limit is {limit}.",
                       _figures(row, own.follow_up_days, today))
    day = last(contact) or today
    return Message("The last contact was on {day}: {days} days, the limit is {limit}.",
                   {"day": on(day), "limit": own.follow_up_days, "days": elapsed(day, today)})


def _last_contacts(store: Store) -> dict[int, When]:
    """The last visit or contact of each project."""
    ids = store.ids("interaction", [Condition("project", "filled"), Condition("when", "filled")])
    found: dict[int, When] = {}
    for project, when in store.read("interaction", ids, ["project", "when"]):
        newest = latest(found.get(project.id), when)
        if newest is not None:
            found[project.id] = newest
    return found


def _figures(row: dict[str, Any], limit: int, today: date) -> dict[str, Any]:
    day = last(_arrived(row)) or today
    return {"day": on(day), "limit": limit, "days": elapsed(day, today)}


RULES: tuple[Rule, ...] = (registered, owned, judged, answered, followed_up)
