"""What a rule finds, and the days it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from promo_desk.fields.kinds import Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.limits import Limits
from promo_desk.store import Store
from promo_desk.store.conditions import Where


@dataclass(frozen=True)
class Found:
    """A record for which a rule holds; its name is looked up later, for all at once."""

    rule: str
    message: Message
    kind: str
    id: int
    since: date | None
    officer: Ref | None


Rule = Callable[[Store, date, Limits], Iterable[Found]]


def rows(store: Store, kind: str, where: Where, keys: Sequence[str]) -> list[dict[str, Any]]:
    """The records for which the conditions hold, as values by key; ``id`` and ``officer`` among them."""
    asked = tuple(dict.fromkeys(("id", "officer", *keys)))
    return [dict(zip(asked, row, strict=True)) for row in store.read(kind, store.ids(kind, where), asked)]


def last(when: When | None) -> date | None:
    """The last day a date may mean; None where it is not known, or has no end."""
    return when.latest if when is not None else None


def over(when: When | None, days: int, today: date) -> date | None:
    """The day after which so many days had surely passed, if they have; else None."""
    day = last(when)
    limit = None if day is None else day + timedelta(days=days)
    return limit if limit is not None and limit < today else None


def within(when: When | None, days: int, today: date) -> bool:
    """Whether a date lies surely no further ahead than so many days (and is not past)."""
    day = last(when)
    return day is not None and today <= day <= today + timedelta(days=days)


def day_of(moment: datetime) -> date:
    """The day of a moment, by the clock of this place."""
    return moment.astimezone().date()


def latest(*days: When | None) -> When | None:
    """The one that ends last, of those that have an end."""
    ended = [(day.latest, day) for day in days if day is not None and day.latest is not None]
    return max(ended, key=lambda pair: pair[0])[1] if ended else None


def elapsed(since: date, today: date) -> int:
    """Days."""
    return (today - since).days
