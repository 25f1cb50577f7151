"""What needs a person: each rule fires for what it is about, one day after its limit and not before."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from promo_desk.fields.kinds import Quantity, Ref
from promo_desk.office.attention import Item, attention
from promo_desk.store import Store

from .making import Making, when, yuan

TODAY = date(2031, 12, 8)
"""Later than any day on which these tests are run: records are made on the day of the run."""


def items(store: Store, rule: str, today: date = TODAY) -> list[Item]:
    return [item for item in attention(store, today) if item.rule == rule]


LEAD = {"title": "P", "stage": "lead", "first_contact_on": when("2031-12-01"), "registered_on": when("2031-12-01"),
        "last_contact_on": when("2031-12-01")}


def project(make: Making, **values: Any) -> Ref:
    officer = make("officer", name="Li")
    return make("project", **{**LEAD, "judged_on": when("2031-12-01"), "officer": officer, **values})


@pytest.mark.parametrize(("rule", "values", "first", "told"), [
    ("lead_registered", {"registered_on": None}, date(2031, 12, 3),
     "The lead of 2031-12-01 is not registered: 2 days, the limit is 1."),
    ("lead_owner", {"officer": None}, date(2031, 12, 3),
     "Nobody is in charge since 2031-12-01: 2 days, the limit is 1."),
    ("lead_judged", {"judged_on": None}, date(2031, 12, 5),
     "The lead of 2031-12-01 is not judged: 4 days, the limit is 3."),
    ("referrer_answered", {"referrer": "Wang"}, date(2031, 12, 9),
     "Wang, who referred the lead of 2031-12-01, has no answer: 8 days, the limit is 7."),
    ("follow_up", {}, date(2031, 12, 16), "The last contact was on 2031-12-01: 15 days, the limit is 14."),
    ("follow_up", {"last_contact_on": None}, date(2031, 12, 16),
     "No contact is on record since the lead came on 2031-12-01: 15 days, the limit is 14."),
])
def test_the_response_clock_strikes_the_day_after_its_limit(
        make: Making, office: Store, rule: str, values: dict[str, Any], first: date, told: str) -> None:
    made = project(make, **values)
    assert items(office, rule, date.fromordinal(first.toordinal() - 1)) == []
    [item] = items(office, rule, first)
    assert (item.message.text("en"), item.id, item.name) == (told, made.id, "P")
    assert item.message.text("zh") != told
    assert item.since == date.fromordinal(first.toordinal() - 1)


def test_a_month_is_late_when_all_of_it_is_past(make: Making, office: Store) -> None:
    project(make, judged_on=None, first_contact_on=when("2031-11"))
    assert items(office, "lead_judged", date(2031, 12, 3)) == []
    assert len(items(office, "lead_judged", date(2031, 12, 4))) == 1


def test_a_visit_is_a_follow_up_and_what_is_signed_or_lost_has_no_clock(make: Making, office: Store) -> None:
    made = project(make)
    assert items(office, "follow_up", date(2031, 12, 20))
    make("interaction", summary="Visit", project=made, when=when("2031-12-10"))
    assert items(office, "follow_up", date(2031, 12, 20)) == []
    for stage in ("target", "signed", "lost"):
        make.set(made, stage=stage, officer=None)
        assert not {item.rule for item in attention(office, date(2032, 6, 1))} & {"follow_up", "lead_owner"}


def signed(make: Making, **values: Any) -> Ref:
    return make("project", title="P", **values)


@pytest.mark.parametrize(("rule", "values", "told"), [
    ("stall_not_started", {"stage": "signed", "signed_on": when("2030-11")},
     "Signed November 2030 and not started: 373 days, the limit is 365."),
    ("stall_not_started", {"stage": "landed"},
     "Cannot tell whether it stalls: the date of the signing is not on record."),
    ("stall_no_funds", {"stage": "started", "started_on": when("2031-08"), "funds_arrived": False},
     "Started August 2031 and no funds have arrived: 99 days, the limit is 90."),
    ("stall_no_funds", {"stage": "started", "started_on": when("2031-08")},
     "Cannot tell whether it stalls: started August 2031, and whether funds have arrived is not on record."),
    ("stall_low_funds", {"stage": "started", "started_on": when("2031-05"), "invested": yuan(149),
                         "total_investment": yuan(1000)},
     "Started May 2031, 191 days ago, and 14.9% of the funds are paid in (CNY 149 of CNY 1,000); the limit is 15% "
     "after 180 days."),
    ("stall_low_funds", {"stage": "started", "started_on": when("2031-05"), "funds_arrived": True,
                         "total_investment": yuan(1000)},
     "Cannot tell whether funds are low: started May 2031, and what has been invested so far is not on record."),
    ("stall_low_funds", {"stage": "started", "started_on": when("2031-05"), "invested": yuan(10)},
     "Cannot tell whether funds are low: started May 2031, and the total investment is not on record."),
    ("stall_out_of_line", {"stage": "signed", "signed_on": when("2031-11"), "invested": yuan(60),
                           "total_investment": yuan(100)},
     "60% of the funds are paid in (CNY 60 of CNY 100), and it has not started; over 50% is out of line."),
    ("stall_out_of_line", {"stage": "completed", "invested": yuan(40), "total_investment": yuan(100)},
     "It is completed, and 40% of the funds are paid in (CNY 40 of CNY 100); under 50% is out of line."),
])
def test_the_stall_check_up_gives_its_figures_or_says_which_is_missing(
        make: Making, office: Store, rule: str, values: dict[str, Any], told: str) -> None:
    signed(make, **values)
    [item] = items(office, rule)
    assert item.message.text("en") == told
    assert item.message.text("zh") != told


@pytest.mark.parametrize("values", [
    {"stage": "signed", "signed_on": when("2031")},
    {"stage": "started", "started_on": when("2031-12"), "funds_arrived": False},
    {"stage": "started", "started_on": when("2031-05"), "invested": yuan(15), "total_investment": yuan(100)},
    {"stage": "completed", "invested": yuan(90), "total_investment": yuan(100)},
    {"stage": "paused", "signed_on": when("2020")},
])
def test_what_goes_as_it_should_is_left_in_peace(make: Making, office: Store, values: dict[str, Any]) -> None:
    signed(make, **values)
    assert attention(office, TODAY) == []


def test_promises_of_both_sides_come_due_and_late(make: Making, office: Store) -> None:
    agreement = make("agreement", title="A", officer=make("officer", name="Li"))
    for by, due in (("company", "2031-12-20"), ("government", "2031-10")):
        make("commitment", agreement=agreement, by=by, text=f"{by} builds", due=when(due),
             amount=Quantity(Decimal(100), "CNY"))
    [late] = items(office, "promise_late")
    [due] = items(office, "promise_due")
    assert (late.message.text("en"), late.officer and late.officer.name) == (
        "Our promise is late: October 2031, days late: 38; CNY 100 promised; what has been achieved is not on record.",
        "Li")
    assert due.message.text("zh") == "企业承诺即将到期：2031-12-20；承诺100元，完成情况没有记录。"


@pytest.mark.parametrize(("record", "date_key", "values", "rule"), [
    ("project", "next_step_due", {"title": "P", "stage": "target", "next_step": "Call"}, "next_step"),
    ("task", "due", {"text": "Call"}, "task"),
    ("request", "due", {"text": "Call"}, "request"),
])
def test_what_is_to_be_done_is_shown_a_week_before_and_when_it_is_late(
        make: Making, office: Store, record: str, date_key: str, values: dict[str, Any], rule: str) -> None:
    made = make(record, **values, **{date_key: when("2031-12-15")})
    assert [item.message.text("en") for item in items(office, f"{rule}_due")] == ["Due: Call (2031-12-15)."]
    assert items(office, f"{rule}_due", date(2031, 12, 7)) == []
    make.set(made, **{date_key: when("2031-12-06")})
    assert [item.message.text("en") for item in items(office, f"{rule}_late")] == [
        "Late: Call (2031-12-06), days late: 2."]


@pytest.mark.parametrize(("ends", "rules"), [
    ("2032-03-07", ["lease_90"]), ("2032-03-08", []), ("2032-02-06", ["lease_60"]), ("2032-01-07", ["lease_30"]),
    ("2031-12-07", ["lease_ended"])])
def test_leases_are_warned_of_at_90_60_and_30_days(make: Making, office: Store, ends: str, rules: list[str]) -> None:
    make("tenancy", zone=make("zone", name="Park"), company=make("company", name="A"), lease_ends=when(ends))
    assert [item.rule for item in attention(office, TODAY)] == rules


def test_awards_wait_for_a_decision_or_for_their_payment(make: Making, office: Store) -> None:
    fund = make("programme", name="Fund")
    make("award", programme=fund, status="checking", applied_on=when("2031-10"))
    make("award", programme=fund, status="approved", approved_on=when("2031-10-31"))
    make("award", programme=fund, status="checking", applied_on=when("2031-11-20"))
    assert [item.message.text("en") for item in items(office, "award_waits")] == [
        "Applied for October 2031 and not decided: 38 days, the limit is 30.",
        "Approved 2031-10-31 and not paid: 38 days, the limit is 30."]


def test_one_officer_sees_their_own_and_the_longest_waiting_first(make: Making, office: Store) -> None:
    li, wang = make("officer", name="Li"), make("officer", name="Wang")
    for officer, due in ((li, "2031-12-07"), (wang, "2031-12-01"), (li, "2031-11")):
        make("task", text=due, due=when(due), officer=officer)
    assert [item.name for item in attention(office, TODAY)] == ["2031-11", "2031-12-01", "2031-12-07"]
    assert [item.name for item in attention(office, TODAY, officer=li.id)] == ["2031-11", "2031-12-07"]


def test_the_seeded_office_needs_somebody(guangzhou: Store) -> None:
    found = {(item.rule, item.name) for item in attention(guangzhou, date(2999, 1, 1))}
    assert ("stall_no_funds", "Foxconn industry park") in found
    assert ("lead_owner", "Alibaba Cloud industrial internet project") in found
