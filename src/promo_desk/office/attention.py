"""What needs a person today: one ordered list, every line with the rule that fired, its figures and since when.

A rule is a function over the store; this module runs them all and puts the lines in order. A date that is known only
as a month is late only when the whole month has passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import Message
from promo_desk.office import clocks, duties, stalls
from promo_desk.office.items import Rule
from promo_desk.office.limits import limits
from promo_desk.store import Store

RULES: tuple[Rule, ...] = (*clocks.RULES, *stalls.RULES, *duties.RULES)
"""Every rule, in the order in which lines of the same day stand."""


@dataclass(frozen=True)
class Item:
    """One line: which rule, what it says, about which record, since when it has been so, and whose it is."""

    rule: str
    message: Message
    kind: str
    id: int
    name: str
    since: date | None
    """The day on which the rule began to hold; of what is still to come, the day it falls due."""
    officer: Ref | None


def attention(store: Store, today: date, officer: int | None = None) -> list[Item]:
    """Everything that needs somebody on that day, the longest waiting first; of one officer, or of all."""
    with store.still():
        own = limits(store)
        found = [each for rule in RULES for each in rule(store, today, own)]
        names = {kind: store.names(kind, sorted({each.id for each in found if each.kind == kind}))
                 for kind in {each.kind for each in found}}
    items = [Item(each.rule, each.message, each.kind, each.id, names[each.kind].get(each.id, ""), each.since,
                  each.officer) for each in found]
    mine = (item for item in items if officer is None or (item.officer and item.officer.id == officer))
    return sorted(mine, key=lambda item: (item.since is None, item.since or today, item.kind, item.id))
