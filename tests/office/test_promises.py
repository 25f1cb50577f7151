"""The two-sided ledger: what is due, late and met, and how much of it, with what is counted."""

from datetime import date
from decimal import Decimal

import pytest

from promo_desk.fields.kinds import Quantity, Ref
from promo_desk.office.promises import gap, promises
from promo_desk.store import Store

from .making import Making, when

TODAY = date(2017, 12, 8)


def cny(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "CNY")


@pytest.fixture
def agreement(make: Making) -> Ref:
    """Company: one met, one late, one ahead, one without a date; government: one late."""
    company = make("company", name="Huawei")
    place = make("place", name="Baiyun")
    made = make("agreement", title="Huawei and Baiyun", company=company, place=place)
    for text, values in {
        "invest": {"amount": cny(100), "achieved": cny(100), "due": when("2017-06")},
        "pay": {"amount": cny(100), "achieved": cny(30), "due": when("2017-11")},
        "hire": {"amount": Quantity(Decimal(500), "people"), "due": when("2019")},
        "build": {},
    }.items():
        make("commitment", agreement=made, by="company", text=text, **values)
    make("commitment", agreement=made, by="government", text="hand over the land", due=when("2017-03"))
    return made


def test_both_sides_stand_in_one_ledger_as_of_the_day(office: Store, agreement: Ref) -> None:
    ledger = promises(office, TODAY, agreement)
    assert {(row.by, row.text): row.status for row in ledger.rows} == {
        ("company", "invest"): "met", ("company", "pay"): "late", ("company", "hire"): "open",
        ("company", "build"): "undated", ("government", "hand over the land"): "late"}
    assert [row.text for row in promises(office, date(2017, 1, 1), agreement).of("late")] == []


def test_a_rate_says_what_it_counts(office: Store, agreement: Ref) -> None:
    company, government = promises(office, TODAY, agreement).sides
    assert (company.rate, government.rate) == (Decimal(50), Decimal(0))
    assert company.told.text("en") == (
        "50%: 1 met of the 2 that were met or fell due by 2017-12-08; not counted: 1 that lie ahead, "
        "1 without a due date, 0 waived.")
    assert company.told.text("zh") == (
        "履约率50%：截至2017-12-08已兑现或到期的2项中已兑现1项；未计入：未到期1项，未定期限1项，豁免0项。")


def test_what_arrived_is_set_against_what_was_promised_where_both_are_known(office: Store, agreement: Ref) -> None:
    company, government = promises(office, TODAY, agreement).sides
    assert company.paid_in == ((cny(130), cny(200)),), "people whose number is not known are in no sum"
    assert government.paid_in == ()


@pytest.mark.parametrize(("about", "count"), [
    (Ref("company", 1), 5), (Ref("place", 1), 5), (Ref("company", 99), 0), (Ref("zone", 1), 0), (None, 5)])
def test_the_ledger_of_a_company_a_place_or_all(office: Store, agreement: Ref, about: Ref | None, count: int) -> None:
    assert len(promises(office, TODAY, about).rows) == count


def test_one_side_alone(office: Store, agreement: Ref) -> None:
    assert [row.text for row in promises(office, TODAY, by="government").rows] == ["hand over the land"]


def test_nothing_due_is_no_rate(guangzhou: Store) -> None:
    company, government = promises(guangzhou, TODAY, Ref("agreement", 1)).sides
    assert (company.rate, company.counts, government.counts) == (None, {"undated": 3}, {})
    assert company.told.text("en").startswith("Nothing was met or fell due by 2017-12-08; 0 lie ahead, 3 have no due")


def test_a_gap_is_never_negative_and_never_across_units() -> None:
    assert gap(cny(100), cny(30)) == cny(70)
    assert gap(cny(100), cny(130)) == cny(0)
    assert gap(cny(100), None) is None and gap(cny(1), Quantity(Decimal(1), "USD")) is None
