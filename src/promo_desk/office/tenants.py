"""Who sits in a zone, as of any day: certainly, or possibly where a day is not known, and how much of it is let.

Named tenants and counted ones stand apart: a zone may know that it has 17 giants and name three. A figure that is
missing is said, and vacancy is not worked out around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from promo_desk.fields.kinds import AREA, QUANTITY, WHEN, Area, Quantity, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.plain import to_json
from promo_desk.office.said import both, said
from promo_desk.office.sources import cited
from promo_desk.store import Condition, Store

KEYS = ("company", "from", "until", "status", "unit", "floor_area", "rent", "lease_ends", "activity")
COMPANIES = "companies"
"""The unit of a figure that counts tenants."""
Presence = tuple[bool, Message | None]
"""Whether it is certain that a tenant is there, and what must be said of it."""


@dataclass(frozen=True)
class TenantRow:
    """A tenant on that day. ``certain`` is False where it may as well not have been there yet, or no longer."""

    id: int
    company: Ref
    certain: bool
    from_: When | None
    until: When | None
    unit: str | None
    floor_area: Area | None
    rent: Quantity | None
    lease_ends: When | None
    activity: str | None
    remark: Message | None = None


@dataclass(frozen=True)
class Areas:
    """The areas of the zone, as far as they are known. ``leased`` is of the tenants whose area is known."""

    planned: Area | None
    built: Area | None
    rentable: Area | None
    leased: Area
    unknown: int
    """Tenants whose area is not known."""
    reported_vacant: Area | None


@dataclass(frozen=True)
class TenantList:
    """The tenants of a zone as of a day (``as_of`` None: as the records stand)."""

    zone: Ref
    as_of: When | None
    rows: tuple[TenantRow, ...]
    named: int
    """Different companies in the list."""
    counted: Quantity | None
    """What a figure of the zone counts; None where there is none."""
    areas: Areas
    vacancy: Area | None
    """Rentable less leased, or as reported; None where a figure for it is missing."""
    remarks: tuple[Message, ...]
    zone_words: Message
    """The zone's name in either language."""

    def to_json(self) -> dict[str, Any]:
        return {"zone": to_json("link", self.zone), "as_of": to_json("when", self.as_of), "named": self.named,
                "counted": to_json("quantity", self.counted), "rows": [_row_json(row) for row in self.rows],
                "areas": {**{key: to_json("area", getattr(self.areas, key)) for key in
                             ("planned", "built", "rentable", "leased", "reported_vacant")},
                          "unknown": self.areas.unknown},
                "vacancy": to_json("area", self.vacancy), "remarks": [remark.text("en") for remark in self.remarks]}

    def text(self, language: str) -> str:
        """The list as lines, for a terminal."""
        lines = [" · ".join(filter(None, (row.company.name, WHEN.text(row.from_, language) if row.from_ else "",
                                          AREA.text(row.floor_area, language) if row.floor_area else "",
                                          row.activity, row.remark.text(language) if row.remark else "")))
                 for row in self.rows]
        return "\n".join([self.title.text(language), *(f"  {line}" for line in lines),
                          *(remark.text(language) for remark in self.remarks)])

    @property
    def title(self) -> Message:
        if self.as_of is None:
            return Message("Tenants of {zone}", {"zone": self.zone_words})
        return Message("Tenants of {zone} as of {when}", {"zone": self.zone_words, "when": said(WHEN, self.as_of)})


def _row_json(row: TenantRow) -> dict[str, Any]:
    return {"id": row.id, "company": to_json("link", row.company), "certain": row.certain,
            "from": to_json("when", row.from_), "until": to_json("when", row.until), "unit": row.unit,
            "floor_area": to_json("area", row.floor_area), "rent": to_json("quantity", row.rent),
            "lease_ends": to_json("when", row.lease_ends), "activity": row.activity,
            "remark": row.remark and row.remark.text("en")}


def tenant_list(store: Store, zone: int, as_of: When | None = None) -> TenantList:
    """The tenants on the last day of ``as_of`` (a month, a year, a day), or as the records stand now. Raises Missing.

    Who moved in at a time that is not stated is certain from the day a source says so, possible before it.
    """
    with store.still():
        values = store.get("zone", zone)
        name = Ref("zone", zone, store.names("zone", [zone])[zone])
        ids = store.ids("tenancy", [Condition("zone", "is", name)], (("company", False), ("id", False)))
        seen = _seen(store, ids)
        tenancies = [{"id": id, **dict(zip(KEYS, row, strict=True))}
                     for id, row in zip(ids, store.read("tenancy", ids, KEYS), strict=True)]
        counted = _counted(store, name, as_of)
    day = (as_of.latest or as_of.earliest) if as_of else None
    judged = ((each, _presence(each, day, seen.get(each["id"]))) for each in tenancies)
    rows = tuple(_row(each, *presence) for each, presence in judged if presence is not None)
    areas = _areas(values, rows)
    count = len({row.company.id for row in rows})
    vacancy = _vacancy(areas)
    remarks = (*_counted_remark(counted, count), *_area_remarks(areas, vacancy), *_doubts(rows, tenancies, day))
    return TenantList(name, as_of, rows, count, counted[0] if counted else None, areas, vacancy, remarks,
                      both(values["name"], values["name_zh"]))


def _presence(tenancy: Mapping[str, Any], day: date | None, seen: date | None) -> Presence | None:
    """Whether a tenancy holds on a day: (certain, remark), or None where it surely does not.

    ``seen``: the day of a source that says the tenant is there. ``day`` None: as the records stand.
    """
    came, left, status = tenancy["from"], tenancy["until"], tenancy["status"]
    if day is None:
        return _stands(came, left, status)
    if _surely_out(came, left, status, day):
        return None
    return _doubt_of_leaving(left, status, day) or _doubt_of_coming(came, status, day, seen) or (True, None)


def _stands(came: When | None, left: When | None, status: str | None) -> Presence | None:
    if status in ("ended", "planned"):
        return None
    if left is not None and status is None:
        return False, Message("until {when}; whether still there is not stated", {"when": said(WHEN, left)})
    return True, None if came is not None else Message("since when is not stated")


def _surely_out(came: When | None, left: When | None, status: str | None, day: date) -> bool:
    if came is not None and came.surely_after(day):
        return True
    if left is not None and left.surely_before(day):
        return True
    return status == "planned" and (came is None or not came.known)


def _doubt_of_leaving(left: When | None, status: str | None, day: date) -> Presence | None:
    if left is not None and left.latest is not None and not left.surely_after(day):
        return False, Message("moved out {when}; the day is not known", {"when": said(WHEN, left)})
    if status == "ended" and (left is None or not left.known):
        return False, Message("has moved out; when is not stated")
    return None


def _doubt_of_coming(came: When | None, status: str | None, day: date, seen: date | None) -> Presence | None:
    if came is None or not came.known:
        if seen is not None and seen <= day:
            return True, Message("since when is not stated")
        return False, Message("since when is not stated: perhaps later than this day")
    if status == "planned":
        return False, Message("planned for {when}; not confirmed", {"when": said(WHEN, came)})
    if came.latest is None or came.latest > day:
        return False, Message("moved in {when}; the day is not known", {"when": said(WHEN, came)})
    return None


def _seen(store: Store, ids: Sequence[int]) -> dict[int, date]:
    """The earliest day on which a source that is cited for a tenancy was published."""
    rows = cited(store, [Ref("tenancy", id) for id in ids])
    sources = sorted({row.source.id for row in rows})
    published = dict(zip(sources, store.read("source", sources, ["published_on"]), strict=True))
    found: dict[int, date] = {}
    for row in rows:
        when = published[row.source.id][0]
        if when is not None and when.latest is not None:
            found[row.about.id] = min(found.get(row.about.id, when.latest), when.latest)
    return found


def _row(tenancy: Mapping[str, Any], certain: bool, remark: Message | None) -> TenantRow:
    return TenantRow(tenancy["id"], tenancy["company"], certain, tenancy["from"], tenancy["until"], tenancy["unit"],
                     tenancy["floor_area"], tenancy["rent"], tenancy["lease_ends"], tenancy["activity"], remark)


def _counted(store: Store, zone: Ref, as_of: When | None) -> tuple[Quantity, str, str, When | None] | None:
    """The newest figure that counts companies of the zone, not of a time after ``as_of``: value, metric, period."""
    ids = store.ids("indicator", [Condition("subject", "is", zone)], (("period", True),))
    day = as_of and as_of.latest
    for value, metric, metric_zh, period in store.read("indicator", ids, ["value", "metric", "metric_zh", "period"]):
        late = day is not None and period is not None and period.surely_after(day)
        if value is not None and value.unit == COMPANIES and not late:
            return value, metric, metric_zh or metric, period
    return None


def _counted_remark(counted: tuple[Quantity, str, str, When | None] | None, names: int) -> list[Message]:
    if counted is None:
        return []
    value, metric, metric_zh, period = counted
    known = {"counted": said(QUANTITY, value), "metric": both(metric, metric_zh), "named": names,
             "period": said(WHEN, period) if period else Message("period not stated")}
    if names >= value.amount:
        return [Message("Counted: {counted} ({metric}, {period}); named here: {named}.", known)]
    return [Message("Counted: {counted} ({metric}, {period}); named here: {named}. The others are not known by name.",
                    known)]


def _areas(zone: Mapping[str, Any], rows: Sequence[TenantRow]) -> Areas:
    known = [row.floor_area for row in rows if row.floor_area is not None]
    return Areas(zone["planned_area"], zone["built_area"], zone["rentable_area"],
                 Area(sum(area.parts for area in known)), len(rows) - len(known), zone["vacant_area"])


def _vacancy(areas: Areas) -> Area | None:
    if areas.rentable is not None and not areas.unknown and areas.leased.parts <= areas.rentable.parts:
        return Area(areas.rentable.parts - areas.leased.parts)
    return areas.reported_vacant


def _area_remarks(areas: Areas, vacancy: Area | None) -> list[Message]:
    """Which figure is missing for the vacancy, and where two figures do not agree."""
    told: list[Message] = []
    if areas.unknown:
        told.append(Message("Tenants whose leased area is not on record: {n}.", {"n": areas.unknown}))
    if areas.rentable is None:
        told.append(Message("The rentable area is not on record, so the vacancy is not worked out."))
    elif areas.leased.parts > areas.rentable.parts:
        told.append(Message("More is leased ({leased}) than can be let ({rentable}).", {
            "leased": said(AREA, areas.leased), "rentable": said(AREA, areas.rentable)}))
    elif areas.unknown:
        told.append(Message("The vacancy is not worked out; {leased} of {rentable} are known to be leased.", {
            "leased": said(AREA, areas.leased), "rentable": said(AREA, areas.rentable)}))
    if areas.reported_vacant is not None and vacancy is not None and vacancy != areas.reported_vacant:
        told.append(Message("Reported vacant: {reported}; worked out: {vacancy}.", {
            "reported": said(AREA, areas.reported_vacant), "vacancy": said(AREA, vacancy)}))
    return told


def _doubts(rows: Sequence[TenantRow], tenancies: Sequence[Mapping[str, Any]], day: date | None) -> list[Message]:
    possible = sum(not row.certain for row in rows)
    planned = sum(each["status"] == "planned" for each in tenancies) if day is None else 0
    told = [Message("Possible, not certain: {n}.", {"n": possible})] if possible else []
    return told + ([Message("Planned and not yet in: {n}.", {"n": planned})] if planned else [])
