"""A list that is complete also tells who is no longer on it: the tenants of a zone."""

from __future__ import annotations

from promo_desk.fields.kinds import Ref, When
from promo_desk.sheets.plan import MissingRecord, Update
from promo_desk.store import Condition, Store


def missing_tenancies(store: Store, listed: set[int], zones: set[int],
                      ended_on: When | None) -> tuple[list[MissingRecord], list[Update]]:
    """The tenancies of these zones that have not ended and are not listed; with a date, what ends them then."""
    missing = [MissingRecord("tenancy", id, name)
               for zone in sorted(zones) for id, name in _current(store, zone).items() if id not in listed]
    if ended_on is None:
        return missing, []
    return missing, [Update(each.kind, each.id, {"until": ended_on, "status": "ended"}, "", 0) for each in missing]


def _current(store: Store, zone: int) -> dict[int, str]:
    """The names of a zone's tenants by the number of their tenancy."""
    ids = list(store.ids("tenancy", where=[Condition("zone", "is", Ref("zone", zone)), Condition("until", "empty")]))
    rows = store.read("tenancy", ids, ("status",))
    return store.names("tenancy", [id for id, (status,) in zip(ids, rows, strict=True) if status != "ended"])
