"""Where facts come from: the passages that are cited for records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from promo_desk.fields.kinds import Ref
from promo_desk.store import Condition, Store

_ASKED = 100
"""Up to so many records are asked about; for more, every citation is read, which is quicker."""


@dataclass(frozen=True)
class Cited:
    """A passage that a record, or one field of it, rests on."""

    about: Ref
    field: str | None
    source: Ref
    passage: str | None


def cited(store: Store, refs: Sequence[Ref]) -> list[Cited]:
    """Every passage cited for any of these records."""
    where = [Condition("about", "any_of", refs)] if len(refs) <= _ASKED else []
    wanted = set(refs)
    rows = store.read("citation", store.ids("citation", where), ["about", "field", "source", "passage"])
    return [Cited(*row) for row in rows if row[0] in wanted]
