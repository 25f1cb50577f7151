"""May we pay? Every condition, what shows it, and no missing figure taken for a good one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from promo_desk.fields.kinds import Money, Quantity
from promo_desk.office.awards import Answer, may_we_pay, waiting
from promo_desk.store import Missing, Store

from .making import Making, when, yuan

TODAY = date(2017, 12, 8)


def cny(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "CNY")


class Case:
    """An award that may be paid, and what spoils it."""

    def __init__(self, make: Making) -> None:
        self.make = make
        self.programme = make("programme", name="Fund", review="passed", budget=yuan(1_000_000),
                              valid_from=when("2017"))
        self.promise = make("commitment", agreement=make("agreement", title="A"), text="Invest 100", amount=cny(100),
                            achieved=cny(120), evidence="audit of 2017-11")
        self.award = make("award", programme=self.programme, status="approved", approved=yuan(500_000),
                          approved_on=when("2017-11-20"))
        self.condition = make("condition", award=self.award, commitment=self.promise)

    def ask(self) -> Answer:
        return may_we_pay(self.make.store, self.award.id, TODAY)

    def spoil(self, what: str, **values: Any) -> Answer:
        self.make.set(getattr(self, what), **values)
        return self.ask()


@pytest.fixture
def case(make: Making) -> Case:
    return Case(make)


def test_yes_says_why(case: Case) -> None:
    answer = case.ask()
    assert (answer.verdict, answer.left) == ("yes", ())
    assert answer.sentences("en") == [
        "Yes, it may be paid.",
        "  ✓ The award's status is: Approved.",
        "  ✓ Approved: 2017-11-20.",
        "  ✓ CNY 500,000 are approved; no payment is on record.",
        "  ✓ Fair-competition review: Passed review.",
        "  ✓ Invest 100: met. (audit of 2017-11)",
        "  ✓ Fund has paid CNY 0 of its budget of CNY 1 m."]
    assert answer.sentences("zh")[0] == "可以拨付。"


NO = [
    ("award", {"status": "checking"}, "The award is not approved; its status is: Being checked."),
    ("award", {"approved_on": when("2018-01-01")}, "Approved: 2018-01-01."),
    ("award", {"paid": yuan(500_000)}, "All of CNY 500,000 is paid; nothing is left."),
    ("award", {"paid": yuan(600_000)}, "CNY 600,000 are paid, more than the CNY 500,000 that are approved."),
    ("award", {"applied": yuan(400_000)}, "More is approved (CNY 500,000) than was applied for (CNY 400,000)."),
    ("programme", {"review": "pending"}, "Fair-competition review: Under review."),
    ("programme", {"review": "objection"}, "Fair-competition review: Objection raised."),
    ("programme", {"valid_from": when("2018")}, "Approved before the programme was in force (2018)."),
    ("programme", {"valid_until": when("2017-10")}, "Approved after the programme had ended (October 2017)."),
    ("programme", {"budget": yuan(400_000)}, "Fund would go over its budget: CNY 0 of CNY 400,000 are paid already."),
    ("promise", {"achieved": cny(70)}, "Invest 100: CNY 70 of CNY 100; CNY 30 are missing."),
    ("promise", {"outcome": "broken"}, "Invest 100: not met; its status is: Late."),
    ("condition", {"commitment": None, "text": "Tax certificate", "satisfied": False},
     "Tax certificate: not satisfied."),
]
UNKNOWN = [
    ("award", {"status": None}, "The status of the award is not on record."),
    ("award", {"approved": None}, "The approved amount is not on record."),
    ("award", {"approved_on": None}, "When it was approved is not on record."),
    ("award", {"approved_on": when("2017-12")}, "Approved: December 2017."),
    ("award", {"status": "paid"}, "It is called paid, but the amount paid is not on record."),
    ("award", {"paid": Money.of(1, "USD")},
     "CNY 500,000 are approved and USD 1 paid: two currencies are not set against each other."),
    ("programme", {"review": None}, "Whether the programme passed the fair-competition review is not on record."),
    ("promise", {"achieved": None}, "Invest 100: CNY 100 promised; what has been achieved is not on record."),
    ("promise", {"evidence": None}, "Invest 100: called met, but no evidence is on record."),
    ("condition", {"commitment": None, "text": "Tax certificate"},
     "Tax certificate: whether this holds is not on record."),
    ("condition", {"commitment": None, "text": "Tax certificate", "satisfied": True},
     "Tax certificate: called satisfied, but no evidence is on record."),
]


@pytest.mark.parametrize(("what", "values", "told"), NO)
def test_one_thing_in_the_way_is_no(case: Case, what: str, values: dict[str, Any], told: str) -> None:
    answer = case.spoil(what, **values)
    assert answer.verdict == "no"
    assert told in [line.message.text("en") for line in answer.left if line.ok is False]


@pytest.mark.parametrize(("what", "values", "told"), UNKNOWN)
def test_a_missing_figure_is_cannot_tell_and_is_named(case: Case, what: str, values: dict[str, Any],
                                                      told: str) -> None:
    answer = case.spoil(what, **values)
    assert answer.verdict == "cannot_tell"
    assert [line.message.text("en") for line in answer.left] == [told]


def test_no_condition_on_record_is_not_the_same_as_none(case: Case, office: Store) -> None:
    with office.change("Forget it") as change:
        change.delete("condition", case.condition.id)
    assert case.ask().verdict == "cannot_tell"


def test_a_waived_promise_stands_in_nobodys_way(case: Case) -> None:
    assert case.spoil("promise", outcome="waived", achieved=None).verdict == "yes"


def test_part_payments_count_what_is_left(case: Case) -> None:
    answer = case.spoil("award", paid=yuan(200_000))
    assert answer.verdict == "yes"
    assert "CNY 200,000 of CNY 500,000 are paid; CNY 300,000 are left." in answer.sentences("en")[3]


def test_a_budget_that_is_not_known_is_said_and_a_decision_to_pay_all_the_same_stays(case: Case) -> None:
    case.spoil("programme", budget=None)
    answer = case.spoil("award", status="returned", override_reason="The mayor's office decided so.")
    assert answer.verdict == "no", "the reason stands beside the answer and does not change it"
    assert [remark.text("en") for remark in answer.remarks] == [
        "The budget of Fund is not on record, so it is not checked.",
        "It was decided to pay all the same: The mayor's office decided so."]


def test_the_answer_prints_for_machines(case: Case) -> None:
    shown = case.ask().to_json("zh")
    assert (shown["verdict"], shown["lines"][-2]) == (
        "yes", {"text": "Invest 100：已兑现。", "ok": True, "evidence": "audit of 2017-11"})


def test_an_award_that_is_not_there(office: Store) -> None:
    with pytest.raises(Missing):
        may_we_pay(office, 1, TODAY)


def test_what_waits(make: Making, office: Store) -> None:
    fund = make("programme", name="Fund")
    ids = [make("award", programme=fund, status=status, applied_on=when(day)).id for status, day in
           (("approved", "2017-05"), ("paid", "2017-01"), ("draft", "2017-02"), ("refused", "2017-01"))]
    assert waiting(office) == [ids[2], ids[0]]
