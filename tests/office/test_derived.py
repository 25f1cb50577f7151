"""Fields that are worked out: where a promise stands on a day."""

from datetime import date
from decimal import Decimal

import pytest

from promo_desk.fields.kinds import Quantity
from promo_desk.fields.message import WorldFault
from promo_desk.office.derived import TABLE, read
from promo_desk.office.limits import Limits, limits
from promo_desk.records import fields_of, kinds
from promo_desk.store import Store

from .making import Making, when

TODAY = date(2017, 12, 8)


@pytest.mark.parametrize(("values", "status"), [
    ({}, "undated"),
    ({"due": when("待定")}, "undated"),
    ({"due": when("2017-12-07")}, "late"),
    ({"due": when("2017-12-08")}, "due"),
    ({"due": when("2017-11")}, "late"),
    ({"due": when("2017-12")}, "due"),
    ({"due": when("2018")}, "open"),
    ({"due": when("2018-01-07")}, "due"),
    ({"due": when("2018-01-08")}, "open"),
    ({"due": when("2017-11"), "outcome": "met"}, "met"),
    ({"due": when("2017-11"), "outcome": "waived"}, "waived"),
    ({"due": when("2018"), "outcome": "broken"}, "late"),
    ({"due": when("2017-11"), "amount": Quantity(Decimal(10), "CNY"), "achieved": Quantity(Decimal(10), "CNY")}, "met"),
    ({"due": when("2017-11"), "amount": Quantity(Decimal(10), "CNY"), "achieved": Quantity(Decimal(9), "CNY")}, "late"),
    ({"due": when("2017-11"), "amount": Quantity(Decimal(10), "CNY"), "achieved": Quantity(Decimal(99), "USD")},
     "late"),
])
def test_a_promise_is_late_only_when_every_day_it_may_mean_has_passed(
        make: Making, office: Store, values: dict[str, object], status: str) -> None:
    agreement = make("agreement", title="A")
    promise = make("commitment", agreement=agreement, text="Build", **values)
    assert read(office, "commitment", [promise.id], ["text", "status"], TODAY) == [("Build", status)]


def test_rows_stay_in_step_and_plain_fields_are_read_as_ever(make: Making, office: Store) -> None:
    agreement = make("agreement", title="A")
    promise = make("commitment", agreement=agreement, text="Build")
    assert read(office, "commitment", [99, promise.id], ["status", "id"], TODAY) == [(None, None),
                                                                                     ("undated", promise.id)]
    assert read(office, "agreement", [agreement.id], ["title"], TODAY) == [("A",)]


def test_every_derived_field_is_worked_out() -> None:
    derived = {(kind, key) for kind in kinds() for key, field in fields_of(kind).items() if field.derived}
    assert derived == set(TABLE)


def test_an_office_sets_its_own_limits(make: Making, office: Store) -> None:
    assert limits(office) == Limits()
    setting = make("setting", name="limits", value={"due_soon_days": 400})
    agreement = make("agreement", title="A")
    promise = make("commitment", agreement=agreement, text="Build", due=when("2018"))
    assert read(office, "commitment", [promise.id], ["status"], TODAY) == [("due",)]
    for wrong in ({"due_son_days": 1}, {"due_soon_days": "soon"}, {"due_soon_days": -1}):
        make.set(setting, value=wrong)
        with pytest.raises(WorldFault, match="The setting limits is wrong"):
            limits(office)
