"""Places, zones, and who sits where."""

from __future__ import annotations

from promo_desk.fields.kinds import AREA, COUNT, LONG_TEXT, QUANTITY, TEXT, TEXTS, WHEN, link
from promo_desk.records.base import Record
from promo_desk.records.choices import PLACE_LEVEL, TENANCY_STATUS, ZONE_KIND
from promo_desk.records.column import column


class Place(Record):
    """A country, province, city, district or township; names in both languages."""

    __kind__, __plural__, __words__ = "place", "places", ("Place", "Places")
    __named_by__ = ("name", "name_zh")

    name = column(TEXT, "Place name", required=True, search="name")
    name_zh = column(TEXT, "Place's Chinese name", search="name")
    aliases = column(TEXTS, "Other place names", search="name")
    level = column(PLACE_LEVEL, "Place level")
    within = column(link("place"), "Lies in")
    role = column(TEXT, "Administrative role")
    assets = column(TEXTS, "Assets nearby", search="text")


class Sector(Record):
    """A sector of the office's own list; a sector may be part of another."""

    __kind__, __plural__, __words__ = "sector", "sectors", ("Sector", "Sectors")
    __named_by__ = ("name", "name_zh")

    name = column(TEXT, "Sector name", required=True, search="name")
    name_zh = column(TEXT, "Sector's Chinese name", search="name")
    aliases = column(TEXTS, "Other sector names", search="name")
    within = column(link("sector"), "Part of sector")
    code = column(TEXT, "Industry code", search="code")
    targeted_by = column(link("place"), "Targeted by")


class Zone(Record):
    """A park, zone or building that takes tenants."""

    __kind__, __plural__, __words__ = "zone", "zones", ("Zone", "Zones")
    __named_by__ = ("name", "name_zh")

    name = column(TEXT, "Zone name", required=True, search="name")
    name_zh = column(TEXT, "Zone's Chinese name", search="name")
    aliases = column(TEXTS, "Other zone names", search="name")
    place = column(link("place"))
    kind = column(ZONE_KIND, "Zone kind")
    established = column(WHEN)
    planned_area = column(AREA)
    built_area = column(AREA)
    rentable_area = column(AREA)
    vacant_area = column(AREA, "Vacant area as reported")
    sectors = column(TEXTS, "Leading sectors")
    operator = column(TEXT)
    description = column(LONG_TEXT, search="text")


class Building(Record):
    """A building of a zone, with the space that can be let."""

    __kind__, __plural__, __words__ = "building", "buildings", ("Building", "Buildings")
    __part_of__ = "zone"

    name = column(TEXT, "Building name", required=True, search="name")
    zone = column(link("zone"), required=True)
    address = column(TEXT)
    floors = column(COUNT)
    floor_area = column(AREA, "Gross floor area")
    rentable_area = column(AREA)


class Tenancy(Record):
    """A company in a zone: where, since when, until when, on what terms."""

    __kind__, __plural__, __words__ = "tenancy", "tenancies", ("Tenancy", "Tenancies")
    __named_by__ = ("company",)

    zone = column(link("zone"), required=True)
    company = column(link("company"), required=True)
    status = column(TENANCY_STATUS, "Tenancy status")
    from_ = column(WHEN, "Moved in", indexed=True)
    until = column(WHEN, "Moved out")
    building = column(link("building"))
    unit = column(TEXT, "Building, floor, room")
    floor_area = column(AREA, "Leased floor area")
    rent = column(QUANTITY, "Rent")
    lease_number = column(TEXT, search="code")
    lease_from = column(WHEN, "Lease starts")
    lease_ends = column(WHEN, indexed=True)
    activity = column(LONG_TEXT, "Activity here", search="text")
