"""A zone over time: who came and who left in a period, and two days set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from promo_desk.fields.kinds import Area, Ref, When
from promo_desk.office.tenants import TenantList, TenantRow, tenant_list
from promo_desk.store import Condition, Store


@dataclass(frozen=True)
class Comparison:
    """A zone on two days. Tenants that are only possible on one of them stand in ``unclear``, not among the moves."""

    before: TenantList
    after: TenantList
    came: tuple[TenantRow, ...]
    left: tuple[TenantRow, ...]
    unclear: tuple[TenantRow, ...]

    @property
    def leased(self) -> tuple[Area, Area]:
        """The areas that are known to be leased, before and after."""
        return self.before.areas.leased, self.after.areas.leased


def compare(store: Store, zone: int, before: date, after: date) -> Comparison:
    """What changed in a zone between two days. Raises Missing."""
    with store.still():
        first, second = (tenant_list(store, zone, When.day(day)) for day in (before, after))
    return Comparison(first, second, _only(second.rows, first.rows), _only(first.rows, second.rows),
                      tuple(row for row in (*first.rows, *second.rows) if not row.certain))


def _only(rows: Sequence[TenantRow], others: Sequence[TenantRow]) -> tuple[TenantRow, ...]:
    """Those that are certain here and not even possible there."""
    there = {row.id for row in others}
    return tuple(row for row in rows if row.certain and row.id not in there)


@dataclass(frozen=True)
class LeaseEnd:
    """A lease that ends, and in how many days."""

    tenancy: int
    company: Ref
    when: When
    days: int


def lease_ends(store: Store, zone: int, today: date, within: int = 90) -> list[LeaseEnd]:
    """The leases of a zone that end within so many days, the next first; those that have ended are not among them."""
    horizon = When(today, today + timedelta(days=within))
    where = [Condition("zone", "is", Ref("zone", zone)), Condition("lease_ends", "is", horizon),
             Condition("status", "is_not", "ended")]
    ids = store.ids("tenancy", where, (("lease_ends", False),))
    rows = zip(ids, store.read("tenancy", ids, ["company", "lease_ends"]), strict=True)
    return [LeaseEnd(id, company, when, (when.latest - today).days) for id, (company, when) in rows
            if when.latest is not None and today <= when.latest <= today + timedelta(days=within)]
