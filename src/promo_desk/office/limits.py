"""The limits of the office's rules: days, shares, how many. An office overrides any of them in one setting.

The setting's name is ``limits``, its value a table: ``{"follow_up_days": 10}``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from promo_desk.fields.message import WorldFault
from promo_desk.store import Condition, Store

SETTING = "limits"


@dataclass(frozen=True)
class Limits:
    """Days unless said otherwise."""

    registered_days: int = 1
    """A lead is registered and has an owner."""
    judged_days: int = 3
    """A registered lead is judged."""
    referrer_days: int = 7
    """Whoever referred the lead is answered."""
    follow_up_days: int = 14
    """A project that is talked about is followed up."""
    due_soon_days: int = 30
    """A promise is called due."""
    next_step_days: int = 7
    """A next step, task or request is shown before it is due."""
    signed_not_started_days: int = 365
    """A signed project has started."""
    started_no_funds_days: int = 90
    """A started project has funds."""
    low_funds_days: int = 180
    """After this, a started project has at least ``low_funds_percent`` of its funds."""
    low_funds_percent: int = 15
    """Percent of the total investment."""
    ahead_percent: int = 50
    """Percent of the funds paid in before the start: more is out of line with what can be seen."""
    behind_percent: int = 50
    """Percent of the funds paid in when building is completed: less is out of line with what can be seen."""
    lease_days: int = 90
    """The first warning before a lease ends; the others come after two thirds and one third of it."""
    award_days: int = 30
    """An award that waits for a decision or payment."""
    visit_days: int = 30
    """Another visit to the same company within so many days is warned of."""


KEYS = tuple(field.name for field in fields(Limits))


def limits(store: Store) -> Limits:
    """The office's limits: the defaults, and over them what its setting says.

    WorldFault where the setting names a limit there is none of, or gives no whole number.
    """
    ids = store.ids("setting", [Condition("name", "is", SETTING)], limit=1)
    own: Any = store.read("setting", ids, ["value"])[0][0] if ids else None
    if not own:
        return Limits()
    for key, value in own.items():
        if key not in KEYS or not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise WorldFault("The setting {setting} is wrong at {key}: a whole number of a known limit is wanted.",
                             setting=SETTING, key=key)
    return replace(Limits(), **own)
