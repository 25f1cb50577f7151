"""Programmes and what is awarded under them."""

from __future__ import annotations

from promo_desk.fields.kinds import COUNT, DATA, LONG_TEXT, MONEY, TEXT, TEXTS, WHEN, YES_NO, link
from promo_desk.records.base import Record
from promo_desk.records.choices import AWARD_STATUS, INSTRUMENT, LEVEL, REVIEW
from promo_desk.records.column import column


class Programme(Record):
    """A policy or programme a company may draw on."""

    __kind__, __plural__, __words__ = "programme", "programmes", ("Programme", "Programmes")
    __named_by__ = ("name", "name_zh")

    name = column(TEXT, "Programme name", required=True, search="name")
    name_zh = column(TEXT, "Programme's Chinese name", search="name")
    issuer = column(TEXT, "Issuing body", search="text")
    level = column(LEVEL)
    place = column(link("place"))
    parent = column(link("programme"), "Part of programme")
    document_number = column(TEXT, search="code")
    instrument = column(INSTRUMENT)
    purpose = column(LONG_TEXT, search="text")
    announced = column(WHEN, "Announced on")
    valid_from = column(WHEN)
    valid_until = column(WHEN)
    budget = column(MONEY)
    target_sectors = column(TEXTS)
    rules = column(DATA, "Eligibility rules")
    review = column(REVIEW, "Fair-competition review")
    contact_unit = column(TEXT)


class Award(Record):
    """An award under a programme: asked for, approved, paid, and on what conditions."""

    __kind__, __plural__, __words__ = "award", "awards", ("Award", "Awards")
    __named_by__ = ("title",)

    title = column(TEXT, "Award title", search="name")
    programme = column(link("programme"), required=True)
    company = column(link("company"))
    project = column(link("project"))
    batch = column(TEXT)
    year = column(COUNT)
    applied = column(MONEY, "Amount applied for")
    applied_on = column(WHEN, "Applied on")
    approved = column(MONEY, "Amount approved")
    approved_on = column(WHEN, "Approved on")
    paid = column(MONEY, "Amount paid")
    paid_on = column(WHEN, "Paid on")
    status = column(AWARD_STATUS, "Award status", indexed=True)
    returned_reason = column(TEXT)
    override_reason = column(LONG_TEXT, "Reason for paying all the same")
    unit = column(TEXT, "Unit in charge")


class Condition(Record):
    """A condition of an award: a commitment that must be met, or a material that must be in hand."""

    __kind__, __plural__, __words__ = "condition", "conditions", ("Award condition", "Award conditions")
    __named_by__ = ("text", "commitment")
    __part_of__ = "award"

    award = column(link("award"), required=True)
    commitment = column(link("commitment"))
    text = column(TEXT, "Condition or material")
    satisfied = column(YES_NO)
    evidence = column(LONG_TEXT)
