"""Agreements and the promises both sides make in them."""

from __future__ import annotations

from promo_desk.fields.kinds import LONG_TEXT, MONEY, QUANTITY, TEXT, WHEN, link
from promo_desk.records.base import Record
from promo_desk.records.choices import (
    AGREEMENT_KIND,
    AGREEMENT_STATUS,
    PROMISE,
    PROMISE_OUTCOME,
    PROMISE_STATUS,
    SIDE,
)
from promo_desk.records.column import column, derived


class Agreement(Record):
    """What was signed. A framework agreement is not counted as investment."""

    __kind__, __plural__, __words__ = "agreement", "agreements", ("Agreement", "Agreements")
    __named_by__ = ("title", "title_zh")

    title = column(TEXT, "Agreement title", required=True, search="name")
    title_zh = column(TEXT, "Agreement's Chinese title", search="name")
    kind = column(AGREEMENT_KIND, "Agreement kind")
    company = column(link("company"))
    counterparty = column(TEXT, "Government party", search="text")
    place = column(link("place"))
    project = column(link("project"))
    signed_on = column(WHEN, "Signed on", indexed=True)
    signed_at = column(TEXT, "Signed at")
    event = column(TEXT, "Signing event")
    value = column(MONEY, "Agreement value")
    land = column(LONG_TEXT, "Land terms")
    valid_until = column(WHEN, "Term ends")
    status = column(AGREEMENT_STATUS, "Agreement status")
    filed_on = column(WHEN, "Filed on")
    supervising_unit = column(TEXT)
    document = column(TEXT, "Document number or file")
    content = column(LONG_TEXT, "Agreement content", search="text")


class Party(Record):
    """One party to an agreement: a company, or a government body by name."""

    __kind__, __plural__, __words__ = "party", "parties", ("Party", "Parties")
    __named_by__ = ("body", "company")
    __part_of__ = "agreement"

    agreement = column(link("agreement"), required=True)
    company = column(link("company"))
    body = column(TEXT, "Government body", search="text")
    side = column(SIDE)
    role = column(TEXT)


class Commitment(Record):
    """A promise of either side: what, how much, by when, and how far it has come."""

    __kind__, __plural__, __words__ = "commitment", "commitments", ("Commitment", "Commitments")
    __named_by__ = ("text",)
    __part_of__ = "agreement"

    agreement = column(link("agreement"), required=True)
    by = column(SIDE, "Promised by")
    kind = column(PROMISE, "Commitment kind")
    text = column(TEXT, "Commitment text", required=True, search="text")
    amount = column(QUANTITY, "Amount promised")
    due = column(WHEN, "Due", indexed=True)
    achieved = column(QUANTITY, "Achieved so far")
    achieved_on = column(WHEN, "Achieved as of")
    evidence = column(LONG_TEXT)
    outcome = column(PROMISE_OUTCOME)
    status = derived(PROMISE_STATUS, "Commitment status")
