"""Filter, sort and page by keys: ids first, rows as tuples."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from promo_desk.fields import kinds as values
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Area, Money, Quantity, Ref, When
from promo_desk.fields.message import WorldFault
from promo_desk.records import encode, fields_of, kinds
from promo_desk.store import OPERATORS, Condition, Either, Linked, Store
from promo_desk.store.conditions import CONDITIONS
from promo_desk.store.orders import ORDERS
from promo_desk.store.shape import PLAIN

KINDS = {field.kind.name for kind in kinds() for field in fields_of(kind).values() if not field.derived}
Q1, SEPTEMBER = When(date(2017, 1, 1), date(2017, 3, 31)), When(date(2017, 9, 1), date(2017, 9, 30))
TBD, BEFORE_2017 = When(None, None, "待定"), When(None, date(2016, 12, 31))


@pytest.fixture
def office(store: Store) -> Store:
    with store.change("Enter") as change:
        ict, cars = change.add_many("sector", ("name", "name_zh"), [("ICT", "信息通信"), ("Cars", "汽车")])
        huawei, nissan, tencent, _ = change.add_many(
            "company",
            ("name", "name_zh", "sector", "registered_capital", "founded", "employees", "aliases", "relation"),
            [("Huawei", "华为", Ref("sector", ict), Money(300, "CNY"), SEPTEMBER, 180, ("HW", 'The "H"'), "tenant"),
             ("nissan", "日产", Ref("sector", cars), Money(20, "USD"), Q1, 20, ("NS_1",), "lead"),
             ("Tencent", "腾讯", None, Money(100, "CNY"), BEFORE_2017, None, None, "lead"),
             ("100% Air", None, Ref("sector", ict), None, TBD, 5, ("A%B",), None)])
        change.add_many("project", ("title", "company", "land", "is_major", "probability"),
                        [("Cloud", Ref("company", huawei), Area(900_000), True, Decimal("12.5")),
                         ("Engines", Ref("company", nissan), Area(30_000), False, Decimal(50)),
                         ("Games", Ref("company", tencent), None, None, None)])
        change.add_many("task", ("text", "about", "due"),
                        [("Call", Ref("company", huawei), SEPTEMBER), ("Visit", Ref("sector", cars), None)])
        change.add_many("indicator", ("subject", "metric", "value"),
                        [(Ref("company", huawei), "Output", Quantity(Decimal("1.5"), "CNY")),
                         (Ref("sector", cars), "Output", Quantity(Decimal(3), "CNY")),
                         (Ref("sector", ict), "Firms", Quantity(Decimal(3), "companies"))])
    return store


def found(store: Store, kind: str, *conditions: Condition | Either) -> list[int]:
    return list(store.ids(kind, conditions))


@pytest.mark.parametrize(("condition", "ids"), [
    (("name", "is", "Huawei"), [1]),
    (("name", "is", "huawei"), []),
    (("name", "is_not", "Huawei"), [2, 3, 4]),
    (("name", "contains", "UAW"), [1]),
    (("name_zh", "contains", "为"), [1]),
    (("name", "contains", "%"), [4]),
    (("name", "starts", "1_0"), []),
    (("name", "starts", "NISS"), [2]),
    (("name", "any_of", ("Huawei", "Tencent")), [1, 3]),
    (("name_zh", "empty"), [4]),
    (("name_zh", "is_not", "华为"), [2, 3, 4]),
    (("id", "any_of", (2, 3)), [2, 3]),
    (("employees", "more", 5), [1, 2]),
    (("employees", "less", 20), [4]),
    (("employees", "between", (5, 20)), [2, 4]),
    (("employees", "filled"), [1, 2, 4]),
    (("registered_capital", "more", Money(50, "CNY")), [1, 3]),
    (("registered_capital", "less", Money(50, "CNY")), []),
    (("registered_capital", "is", Money(20, "USD")), [2]),
    (("registered_capital", "between", (Money(100, "CNY"), Money(300, "CNY"))), [1, 3]),
    (("registered_capital", "any_of", (Money(20, "USD"), Money(300, "CNY"))), [1, 2]),
    (("founded", "is", date(2017, 9, 15)), [1]),
    (("founded", "is", When(date(2017, 3, 31), date(2017, 4, 30))), [2]),
    (("founded", "is", When(None, date(2015, 1, 1))), [3]),
    (("founded", "is_not", SEPTEMBER), [2, 3, 4]),
    (("founded", "less", SEPTEMBER), [2, 3]),
    (("founded", "less", date(2017, 3, 31)), [3]),
    (("founded", "more", Q1), [1]),
    (("founded", "between", (date(2017, 3, 1), date(2017, 9, 1))), [1, 2]),
    (("founded", "any_of", (SEPTEMBER, Q1)), [1, 2]),
    (("founded", "empty"), [4]),
    (("founded", "filled"), [1, 2, 3]),
    (("relation", "is", "lead"), [2, 3]),
    (("relation", "any_of", ("lead", "tenant")), [1, 2, 3]),
    (("relation", "is_not", "lead"), [1, 4]),
    (("aliases", "is", "HW"), [1]),
    (("aliases", "is", "H"), []),
    (("aliases", "is", 'The "H"'), [1]),
    (("aliases", "contains", "a%b"), [4]),
    (("aliases", "starts", "NS_"), [2]),
    (("aliases", "any_of", ("HW", "NS_1")), [1, 2]),
    (("sector", "is", Ref("sector", 1)), [1, 4]),
    (("sector", "is", 2), [2]),
    (("sector", "is", Ref("company", 1)), []),
    (("sector", "is_not", Ref("sector", 1)), [2, 3]),
    (("sector", "any_of", (Ref("sector", 2), 1)), [1, 2, 4]),
    (("sector", "contains", "信息"), [1, 4]),
    (("sector", "empty"), [3]),
    (("sector.name", "starts", "Ca"), [2]),
    (("created_at", "is", date(2017, 9, 1)), [1, 2, 3, 4]),
    (("created_at", "less", datetime(2017, 9, 1, 8, tzinfo=UTC)), []),
    (("created_at", "between", (date(2017, 8, 31), date(2017, 9, 2))), [1, 2, 3, 4]),
    (("created_by", "is", "Li Wei"), [1, 2, 3, 4]),
])
def test_conditions_on_companies(office: Store, condition: tuple[Any, ...], ids: list[int]) -> None:
    assert found(office, "company", Condition(*condition)) == ids


@pytest.mark.parametrize(("kind", "condition", "ids"), [
    ("project", ("land", "more", Area(30_000)), [1]),
    ("project", ("is_major", "is", True), [1]),
    ("project", ("is_major", "is_not", True), [2, 3]),
    ("project", ("probability", "is", Decimal("12.5")), [1]),
    ("project", ("company.sector.name", "is", "Cars"), [2]),
    ("project", ("company", "contains", "华"), [1]),
    ("task", ("about", "is", Ref("sector", 2)), [2]),
    ("task", ("about", "any_of", (Ref("company", 1), Ref("sector", 1))), [1]),
    ("task", ("about", "contains", "huawei"), [1]),
    ("task", ("about.name", "is", "Cars"), [2]),
    ("indicator", ("value", "more", Quantity(Decimal(1), "CNY")), [1, 2]),
    ("indicator", ("value", "is", Quantity(Decimal("1.5"), "CNY")), [1]),
])
def test_conditions_on_others(office: Store, kind: str, condition: tuple[Any, ...], ids: list[int]) -> None:
    assert found(office, kind, Condition(*condition)) == ids


def test_all_conditions_hold_or_either_of_some(office: Store) -> None:
    lead, cars = Condition("relation", "is", "lead"), Condition("sector", "contains", "Cars")
    assert found(office, "company", lead, cars) == [2]
    assert found(office, "company", Either(cars, Condition("name", "is", "Huawei"))) == [1, 2]
    assert found(office, "company", Either()) == []
    assert office.count("company", [lead]) == 2


def test_what_makes_no_sense_is_said(office: Store) -> None:
    with pytest.raises(WorldFault, match="cannot be asked"):
        found(office, "company", Condition("employees", "contains", 1))
    with pytest.raises(ValueError, match="no stored field"):
        found(office, "company", Condition("nonsense", "is", 1))
    with pytest.raises(ValueError, match="no stored field"):
        found(office, "commitment", Condition("status", "is", "met"))


@pytest.mark.parametrize(("sort", "ids"), [
    ([], [1, 2, 3, 4]),
    (["name"], [4, 1, 2, 3]),
    ([("name", True)], [3, 2, 1, 4]),
    (["employees"], [4, 2, 1, 3]),
    ([("employees", True)], [1, 2, 4, 3]),
    (["registered_capital"], [3, 1, 2, 4]),
    (["founded"], [3, 2, 1, 4]),
    ([("founded", True)], [1, 2, 3, 4]),
    (["relation", ("name", True)], [3, 2, 1, 4]),
    (["sector"], [2, 1, 4, 3]),
    ([("sector", True), "name"], [4, 1, 2, 3]),
])
def test_any_stored_field_sorts_with_empty_ones_last(office: Store, sort: list[Any], ids: list[int]) -> None:
    assert list(office.ids("company", sort=sort)) == ids


def test_links_of_several_kinds_and_parts_sort_by_name(office: Store) -> None:
    assert list(office.ids("indicator", sort=["subject"])) == [2, 1, 3]
    assert list(office.ids("task", sort=[("about", True)])) == [1, 2]


def test_a_limit_keeps_the_first(office: Store) -> None:
    assert list(office.ids("company", sort=["name"], limit=2)) == [4, 1]


def test_rows_come_as_tuples_in_step_with_the_ids(office: Store) -> None:
    assert office.read("company", [3, 99, 1], ("name", "registered_capital", "sector")) == [
        ("Tencent", Money(100, "CNY"), None), (None, None, None), ("Huawei", Money(300, "CNY"), Ref("sector", 1))]
    assert office.read("company", [1], ("sector", "aliases"))[0][0].name == "ICT"
    assert office.read("company", [1], ()) == [()]
    assert office.read("company", [], ("name",)) == []


def test_sums_stand_per_currency_or_unit(office: Store) -> None:
    assert office.sums("company", "registered_capital") == [Money(400, "CNY"), Money(20, "USD")]
    assert office.sums("company", "employees", [Condition("sector", "is", 1)]) == [185]
    assert office.sums("project", "land") == [Area(930_000)]
    assert office.sums("indicator", "value") == [Quantity(Decimal("4.5"), "CNY"), Quantity(Decimal(3), "companies")]
    assert office.sums("company", "employees", [Condition("name", "is", "nobody")]) == []


def test_how_many_have_each_value(office: Store) -> None:
    assert office.tally("company", "relation") == {"lead": 2, None: 1, "tenant": 1}
    assert office.tally("company", "sector")[Ref("sector", 1)] == 2


def test_names_and_what_links_to_a_record(office: Store) -> None:
    with office.change("Enter") as change:
        zone = change.add("zone", {"name": "Pazhou", "name_zh": "琶洲"})
        tenancy = change.add("tenancy", {"zone": Ref("zone", zone), "company": Ref("company", 1)})
    assert office.names("tenancy", [tenancy, 99]) == {tenancy: "Huawei"}
    office.language = "zh"
    assert office.names("tenancy", [tenancy]) == {tenancy: "华为"}
    assert office.linked("company", 1) == [
        Linked("project", "company", [1]), Linked("tenancy", "company", [tenancy]),
        Linked("indicator", "subject", [1]), Linked("task", "about", [1])]


def test_every_kind_can_be_asked_and_sorted() -> None:
    assert set(CONDITIONS) >= KINDS
    assert set(ORDERS) >= KINDS
    assert {op for makers in CONDITIONS.values() for op in makers} == set(OPERATORS)


def test_every_stored_field_of_every_record_can_be_asked_and_sorted_by(store: Store) -> None:
    for kind in kinds():
        keys = [key for key, field in fields_of(kind).items() if not field.derived]
        assert list(store.ids(kind, [Condition(key, "empty") for key in keys], sort=keys)) == []


def test_plain_kinds_are_stored_as_they_are() -> None:
    samples = {"count": 7}
    for kind in (each for each in vars(values).values() if getattr(each, "name", None) in PLAIN):
        value = samples.get(kind.name, "words")
        assert encode(Field("x", kind, "company", columns=("x",)), value) == (value,)


def test_one_moment_is_read_whatever_others_commit(office: Store) -> None:
    from threading import Thread

    def rename() -> None:
        with office.change("Rename") as change:
            change.update("company", 1, {"name": "Huawei Co."})

    with office.still():
        before = office.get("company", 1)["name"]
        other = Thread(target=rename)
        other.start()
        other.join()
        assert office.get("company", 1)["name"] == before == "Huawei"
    assert office.get("company", 1)["name"] == "Huawei Co."
