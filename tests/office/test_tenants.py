"""Who sits in a zone, as of any day: certain or possible, named or counted, and how much of it is let."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from promo_desk.fields.kinds import Area, Quantity, Ref
from promo_desk.office.occupancy import compare, lease_ends
from promo_desk.office.tenants import TenantList, tenant_list
from promo_desk.store import Missing, Store

from .making import Making, when


def m2(amount: int) -> Area:
    return Area.of_m2(amount)


def told(listed: TenantList, language: str = "en") -> list[str]:
    return [remark.text(language) for remark in listed.remarks]


def test_pazhou_names_three_and_counts_seventeen(guangzhou: Store) -> None:
    listed = tenant_list(guangzhou, 1)
    assert [(row.company.name, row.from_, row.certain) for row in listed.rows] == [
        ("Alibaba", None, True), ("Tencent", when("2011"), True), ("VIPshop", None, True)]
    assert (listed.named, listed.counted) == (3, Quantity(Decimal(17), "companies"))
    assert listed.text("en").splitlines() == [
        "Tenants of Pazhou Internet Innovation Zone",
        "  Alibaba · Has operations here · since when is not stated",
        "  Tencent · 2011 · WeChat business",
        "  VIPshop · Has operations here · since when is not stated",
        "Counted: 17 companies (Industrial giants, 2017); named here: 3. The others are not known by name.",
        "Tenants whose leased area is not on record: 3.",
        "The rentable area is not on record, so the vacancy is not worked out."]
    assert told(listed, "zh")[0] == "统计数：17家（龙头企业数，2017年）；列名3家，其余名称不详。"


@pytest.mark.parametrize(("as_of", "rows"), [
    ("2017", [("Alibaba", True), ("Tencent", True), ("VIPshop", True)]),
    ("2017-12-08", [("Alibaba", True), ("Tencent", True), ("VIPshop", True)]),
    ("2017-12-07", [("Alibaba", False), ("Tencent", True), ("VIPshop", False)]),
    ("2011-06-30", [("Alibaba", False), ("Tencent", False), ("VIPshop", False)]),
    ("2010", [("Alibaba", False), ("VIPshop", False)]),
])
def test_who_came_at_a_time_not_stated_is_certain_from_the_day_a_source_says_so(
        guangzhou: Store, as_of: str, rows: list[tuple[str, bool]]) -> None:
    assert [(row.company.name, row.certain) for row in tenant_list(guangzhou, 1, when(as_of)).rows] == rows


def test_a_figure_of_a_later_time_does_not_count_for_an_earlier_day(guangzhou: Store) -> None:
    assert tenant_list(guangzhou, 1, when("2015")).counted is None


@pytest.fixture
def zone(make: Making) -> Ref:
    return make("zone", name="Park", rentable_area=m2(1000))


def tenant(make: Making, zone: Ref, name: str, **values: Any) -> Ref:
    return make("tenancy", zone=zone, company=make("company", name=name), **values)


@pytest.mark.parametrize(("values", "presence"), [
    ({"from": when("2016")}, True),
    ({"from": when("2017-06")}, None),
    ({"from": when("2017-05-01"), "until": when("2017-05-20")}, None),
    ({"from": when("2016"), "until": when("2017-05-31")}, False),
    ({"from": when("2016"), "until": when("2017")}, False),
    ({"from": when("2016"), "until": when("2018")}, True),
    ({"from": when("2017")}, False),
    ({"from": when("2016"), "status": "ended"}, False),
    ({"status": "planned"}, None),
    ({"from": when("2017-05"), "status": "planned"}, False),
    ({}, False),
])
def test_presence_on_the_last_day_of_may(make: Making, office: Store, zone: Ref, values: dict[str, Any],
                                         presence: bool | None) -> None:
    """True: certainly in; False: possibly; None: certainly not."""
    tenant(make, zone, "Tenant", **values)
    rows = tenant_list(office, zone.id, when("2017-05")).rows
    assert [row.certain for row in rows] == ([] if presence is None else [presence])
    assert all(row.certain or row.remark for row in rows), "a doubt is explained"


def test_as_the_records_stand_the_ended_and_planned_are_not_in(make: Making, office: Store, zone: Ref) -> None:
    tenant(make, zone, "In", status="in_place", **{"from": when("2016")})
    tenant(make, zone, "Gone", status="ended")
    tenant(make, zone, "Coming", status="planned")
    tenant(make, zone, "Leaving", until=when("2018"))
    listed = tenant_list(office, zone.id)
    assert [(row.company.name, row.certain) for row in listed.rows] == [("In", True), ("Leaving", False)]
    assert "Planned and not yet in: 1." in told(listed)


def test_vacancy_is_what_can_be_let_less_what_is_let(make: Making, office: Store, zone: Ref) -> None:
    tenant(make, zone, "A", floor_area=m2(300), **{"from": when("2016")})
    tenant(make, zone, "B", floor_area=m2(200), **{"from": when("2016")})
    listed = tenant_list(office, zone.id, when("2017"))
    assert (listed.areas.leased, listed.vacancy, told(listed)) == (m2(500), m2(500), [])
    make.set(zone, vacant_area=m2(450))
    assert told(tenant_list(office, zone.id)) == ["Reported vacant: 450 m²; worked out: 500 m²."]


def test_vacancy_is_not_worked_out_around_a_missing_figure(make: Making, office: Store, zone: Ref) -> None:
    tenant(make, zone, "A", floor_area=m2(300))
    tenant(make, zone, "B")
    listed = tenant_list(office, zone.id)
    assert (listed.vacancy, listed.areas.unknown) == (None, 1)
    assert told(listed) == ["Tenants whose leased area is not on record: 1.",
                            "The vacancy is not worked out; 300 m² of 1,000 m² are known to be leased."]


def test_more_let_than_there_is_is_said(make: Making, office: Store, zone: Ref) -> None:
    tenant(make, zone, "A", floor_area=m2(3000))
    assert told(tenant_list(office, zone.id)) == ["More is leased (3,000 m²) than can be let (1,000 m²)."]


def test_the_list_prints_for_machines(guangzhou: Store) -> None:
    shown = tenant_list(guangzhou, 1, when("2017")).to_json()
    assert shown["as_of"] == {"earliest": "2017-01-01", "latest": "2017-12-31", "text": "2017"}
    assert shown["counted"] == {"number": "17", "unit": "companies"}
    assert shown["rows"][1]["from"] == {"earliest": "2011-01-01", "latest": "2011-12-31", "text": "2011"}
    assert shown["areas"]["planned"] == {"m2": "370000"}


def test_a_zone_that_is_not_there(guangzhou: Store) -> None:
    with pytest.raises(Missing):
        tenant_list(guangzhou, 99)


def test_two_days_side_by_side(make: Making, office: Store, zone: Ref) -> None:
    tenant(make, zone, "Stays", **{"from": when("2015")})
    tenant(make, zone, "Came", floor_area=m2(100), **{"from": when("2017-03-01")})
    tenant(make, zone, "Left", **{"from": when("2015"), "until": when("2017-03-01")})
    tenant(make, zone, "Sometime", **{"from": when("2017")})
    made = compare(office, zone.id, date(2016, 12, 31), date(2017, 6, 30))
    names = [[row.company.name for row in rows] for rows in (made.came, made.left, made.unclear)]
    assert names == [["Came"], ["Left"], ["Sometime"]]
    assert made.leased == (m2(0), m2(100))


def test_the_leases_that_end_next(make: Making, office: Store, zone: Ref) -> None:
    tenant(make, zone, "Soon", lease_ends=when("2018-01-07"))
    tenant(make, zone, "Later", lease_ends=when("2018-06"))
    tenant(make, zone, "Over", lease_ends=when("2017-12-01"))
    tenant(make, zone, "Gone", lease_ends=when("2018-01-01"), status="ended")
    ends = lease_ends(office, zone.id, date(2017, 12, 8))
    assert [(end.company.name, end.days) for end in ends] == [("Soon", 30)]


def test_the_list_is_titled_in_the_readers_language(guangzhou: Store) -> None:
    listed = tenant_list(guangzhou, 1)
    assert listed.title.text("zh") == "琶洲互联网创新集聚区入驻企业"
    assert listed.title.text("en") == "Tenants of Pazhou Internet Innovation Zone"
