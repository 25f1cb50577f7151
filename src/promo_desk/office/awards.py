"""May we pay? Yes or no for an award, with every condition, its evidence and its gap.

A missing figure is never taken for a good one: where one is missing the answer is "cannot tell", and says which. What
was decided against the answer stands beside it, with its reason; it does not change the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from promo_desk.fields.kinds import MONEY, WHEN, Money, Ref
from promo_desk.fields.message import Message
from promo_desk.office.derived import read_dicts
from promo_desk.office.promises import gap, status_words
from promo_desk.office.said import amount, said
from promo_desk.records.choices import AWARD_STATUS, REVIEW
from promo_desk.store import Condition, Store

Verdict = Literal["yes", "no", "cannot_tell"]
VERDICTS: dict[str, Message] = {
    "yes": Message("Yes, it may be paid."), "no": Message("No, it may not be paid."),
    "cannot_tell": Message("It cannot be told whether it may be paid.")}


@dataclass(frozen=True)
class Line:
    """One condition: whether it holds (None: cannot be told), and what shows it."""

    message: Message
    ok: bool | None
    evidence: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer with all its lines."""

    award: Ref
    verdict: Verdict
    lines: tuple[Line, ...]
    remarks: tuple[Message, ...] = ()
    """What must be said besides and does not decide."""

    @property
    def left(self) -> tuple[Line, ...]:
        """What stands in the way."""
        return tuple(line for line in self.lines if not line.ok)

    def to_json(self, language: str) -> dict[str, Any]:
        return {"verdict": self.verdict, "remarks": [remark.text(language) for remark in self.remarks],
                "lines": [{"text": line.message.text(language), "ok": line.ok, "evidence": line.evidence or None}
                          for line in self.lines]}

    def sentences(self, language: str) -> list[str]:
        marks = {True: "✓", False: "✗", None: "?"}
        told = [f"  {marks[line.ok]} {line.message.text(language)}" + (f" ({line.evidence})" if line.evidence else "")
                for line in self.lines]
        return [VERDICTS[self.verdict].text(language), *told, *(f"  · {r.text(language)}" for r in self.remarks)]


def may_we_pay(store: Store, award: int, today: date) -> Answer:
    """Whether what is left of an approved award may be paid on that day. Raises Missing."""
    with store.still():
        values = store.get("award", award)
        programme = store.get("programme", values["programme"].id)
        told = (*_decided(values, today), *_amounts(values), *_programme(values, programme),
                *_conditions(store, award, today), _budget(store, values, programme), *_overruled(values))
    lines = tuple(each for each in told if isinstance(each, Line))
    remarks = tuple(each for each in told if isinstance(each, Message))
    name = Ref("award", award, str(values["title"] or programme["name"]))
    return Answer(name, _verdict(lines), lines, remarks)


def _verdict(lines: Sequence[Line]) -> Verdict:
    if any(line.ok is False for line in lines):
        return "no"
    return "cannot_tell" if any(line.ok is None for line in lines) else "yes"


def _decided(values: Mapping[str, Any], today: date) -> Iterator[Line]:
    """Approved, on a day that has been."""
    status = values["status"]
    words = Message(next((option.english for option in AWARD_STATUS.options if option.code == status), ""))
    if status is None:
        yield Line(Message("The status of the award is not on record."), None)
    elif status in ("approved", "paid"):
        yield Line(Message("The award's status is: {status}.", {"status": words}), True)
    else:
        yield Line(Message("The award is not approved; its status is: {status}.", {"status": words}), False)
    when = values["approved_on"]
    if when is None or not when.known:
        yield Line(Message("When it was approved is not on record."), None)
    else:
        is_past = True if when.latest and when.latest <= today else False if when.surely_after(today) else None
        yield Line(Message("Approved: {when}.", {"when": said(WHEN, when)}), is_past)


def _amounts(values: Mapping[str, Any]) -> Iterator[Line]:
    """What is approved, what was paid, what is left."""
    approved, paid = values["approved"], values["paid"]
    if approved is None:
        yield Line(Message("The approved amount is not on record."), None)
    elif paid is None:
        is_paid = values["status"] == "paid"
        yield Line(Message("It is called paid, but the amount paid is not on record.") if is_paid else
                   Message("{approved} are approved; no payment is on record.", {"approved": said(MONEY, approved)}),
                   None if is_paid else True)
    elif paid.currency != approved.currency:
        yield Line(Message("{approved} are approved and {paid} paid: two currencies are not set against each other.",
                           _both(approved, paid)), None)
    else:
        yield _left_to_pay(approved, paid)
    applied = values["applied"]
    if approved is not None and applied is not None and applied.currency == approved.currency and \
            approved.minor > applied.minor:
        yield Line(Message("More is approved ({approved}) than was applied for ({applied}).",
                           {"approved": said(MONEY, approved), "applied": said(MONEY, applied)}), False)


def _both(approved: Money, paid: Money) -> dict[str, Any]:
    return {"approved": said(MONEY, approved), "paid": said(MONEY, paid)}


def _left_to_pay(approved: Money, paid: Money) -> Line:
    left = Money(approved.minor - paid.minor, approved.currency)
    values = {**_both(approved, paid), "left": said(MONEY, left)}
    if left.minor > 0:
        return Line(Message("{paid} of {approved} are paid; {left} are left.", values), True)
    if left.minor == 0:
        return Line(Message("All of {approved} is paid; nothing is left.", values), False)
    return Line(Message("{paid} are paid, more than the {approved} that are approved.", values), False)


def _programme(values: Mapping[str, Any], programme: Mapping[str, Any]) -> Iterator[Line]:
    """In force when it was approved, and through the fair-competition review."""
    review = programme["review"]
    words = Message(next((option.english for option in REVIEW.options if option.code == review), ""))
    if review is None:
        yield Line(Message("Whether the programme passed the fair-competition review is not on record."), None)
    else:
        yield Line(Message("Fair-competition review: {review}.", {"review": words}), review in ("passed", "exempt"))
    when, start, end = values["approved_on"], programme["valid_from"], programme["valid_until"]
    if when is None or not when.known:
        return
    if start is not None and when.latest and start.surely_after(when.latest):
        yield Line(Message("Approved before the programme was in force ({when}).", {"when": said(WHEN, start)}), False)
    if end is not None and when.earliest and end.surely_before(when.earliest):
        yield Line(Message("Approved after the programme had ended ({when}).", {"when": said(WHEN, end)}), False)


def _conditions(store: Store, award: int, today: date) -> Iterator[Line]:
    ids = store.ids("condition", [Condition("award", "is", Ref("award", award))])
    rows = store.read("condition", ids, ["commitment", "text", "satisfied", "evidence"])
    if not rows:
        yield Line(Message("No condition is on record: what the payment depends on is not known."), None)
    for commitment, text, satisfied, evidence in rows:
        if commitment is not None:
            yield _promised(read_dicts(store, "commitment", [commitment.id],
                                       ("text", "amount", "due", "achieved", "evidence", "status"), today)[0], evidence)
        else:
            yield _material(text or "", satisfied, evidence or "")


def _material(text: str, satisfied: bool | None, evidence: str) -> Line:
    """A condition or document that somebody ticks off; ticked without evidence it is not proved."""
    if satisfied is None:
        return Line(Message("{text}: whether this holds is not on record.", {"text": text}), None, evidence)
    if not satisfied:
        return Line(Message("{text}: not satisfied.", {"text": text}), False, evidence)
    if not evidence:
        return Line(Message("{text}: called satisfied, but no evidence is on record.", {"text": text}), None)
    return Line(Message("{text}: satisfied.", {"text": text}), True, evidence)


def _promised(values: Mapping[str, Any], evidence: str | None) -> Line:
    """A promise that must be met: how far it is, what is missing, and what shows it."""
    told = evidence or values["evidence"] or ""
    text = {"text": values["text"]}
    if values["status"] == "waived":
        return Line(Message("{text}: waived.", text), True, told)
    if values["status"] == "met":
        if not told:
            return Line(Message("{text}: called met, but no evidence is on record.", text), None)
        return Line(Message("{text}: met.", text), True, told)
    if values["amount"] is not None and values["achieved"] is None:
        return Line(Message("{text}: {amount} promised; what has been achieved is not on record.",
                            {**text, "amount": amount(values["amount"])}), None, told)
    missing = gap(values["amount"], values["achieved"])
    if missing is not None and missing.amount > 0:
        return Line(Message("{text}: {achieved} of {amount}; {gap} are missing.",
                            {**text, "achieved": amount(values["achieved"]),
                             "amount": amount(values["amount"]), "gap": amount(missing)}), False, told)
    return Line(Message("{text}: not met; its status is: {status}.",
                        {**text, "status": status_words(values["status"])}), False, told)


def _budget(store: Store, values: Mapping[str, Any], programme: Mapping[str, Any]) -> Line | Message:
    """What the programme has paid in all and would pay now, against its budget; a remark where there is none."""
    name, budget = {"programme": programme["name"]}, programme["budget"]
    if budget is None:
        return Message("The budget of {programme} is not on record, so it is not checked.", name)
    paid = store.sums("award", "paid", [Condition("programme", "is", values["programme"])])
    spent = next((money for money in paid if money.currency == budget.currency), Money(0, budget.currency))
    known = {**name, "spent": said(MONEY, spent), "budget": said(MONEY, budget)}
    if spent.minor + _still_to_pay(values, budget.currency) > budget.minor:
        return Line(Message("{programme} would go over its budget: {spent} of {budget} are paid already.", known),
                    False)
    return Line(Message("{programme} has paid {spent} of its budget of {budget}.", known), True)


def _still_to_pay(values: Mapping[str, Any], currency: str) -> int:
    """Minor units of that currency."""
    amounts = [values[key] for key in ("approved", "paid")]
    approved, paid = (money.minor if money and money.currency == currency else 0 for money in amounts)
    return max(approved - paid, 0)


def _overruled(values: Mapping[str, Any]) -> Iterator[Message]:
    if values["override_reason"]:
        yield Message("It was decided to pay all the same: {reason}", {"reason": values["override_reason"]})


def waiting(store: Store) -> list[int]:
    """The awards that wait for a decision or for their payment, the oldest application first."""
    where = [Condition("status", "any_of", ("draft", "checking", "returned", "approved"))]
    return list(store.ids("award", where, (("applied_on", False), ("id", False))))
