"""Where facts come from: the passages that are cited for records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from promo_desk.fields.kinds import Ref
from promo_desk.store import Condition, Store

_AT_ONCE = 300
"""Records asked about in one question: a database takes conditions only so deep."""


@dataclass(frozen=True)
class Cited:
    """A passage that a record, or one field of it, rests on."""

    about: Ref
    field: str | None
    source: Ref
    passage: str | None


def cited(store: Store, refs: Sequence[Ref]) -> list[Cited]:
    """Every passage cited for any of these records."""
    found: list[Cited] = []
    for n in range(0, len(refs), _AT_ONCE):
        ids = store.ids("citation", [Condition("about", "any_of", refs[n:n + _AT_ONCE])])
        found += [Cited(*row) for row in store.read("citation", ids, ["about", "field", "source", "passage"])]
    return found
