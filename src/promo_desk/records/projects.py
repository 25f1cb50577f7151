"""Projects, from a first lead to full output, and how they moved."""

from __future__ import annotations

from promo_desk.fields.kinds import AREA, COUNT, LONG_TEXT, MONEY, PERCENT, TEXT, TEXTS, WHEN, YES_NO, link
from promo_desk.records.base import Record
from promo_desk.records.choices import CAPITAL, JUDGEMENT, PROJECT_KIND, STAGE
from promo_desk.records.column import column


class Project(Record):
    """An investment a company may make here. A lead is a project at an early stage."""

    __kind__, __plural__, __words__ = "project", "projects", ("Project", "Projects")
    __named_by__ = ("title", "title_zh", "code_name")

    title = column(TEXT, "Project title", required=True, search="name")
    title_zh = column(TEXT, "Chinese title", search="name")
    code_name = column(TEXT, search="name")
    company = column(link("company"))
    stage = column(STAGE, indexed=True)
    sector = column(link("sector"))
    content = column(LONG_TEXT, "Project content", search="text")
    district = column(link("place"))
    zone = column(link("zone"))
    capital = column(CAPITAL, "Domestic or foreign capital")
    kind = column(PROJECT_KIND, "Project kind")
    total_investment = column(MONEY, indexed=True)
    fixed_investment = column(MONEY, "Fixed-asset investment")
    foreign_investment = column(MONEY, "Contracted foreign investment")
    foreign_utilised = column(MONEY, "Foreign investment utilised")
    invested = column(MONEY, "Invested so far")
    land = column(AREA, "Land area")
    floor_area = column(AREA, "Floor area needed")
    jobs = column(COUNT)
    output_promised = column(MONEY)
    tax_promised = column(MONEY)
    probability = column(PERCENT)
    lead_unit = column(TEXT)
    leader = column(TEXT, "Leader in charge")
    lead_source = column(TEXT, "Source of the lead")
    referrer = column(TEXT)
    first_claim = column(TEXT, "First claim")
    first_contact_on = column(WHEN, "First contact")
    registered_on = column(WHEN, "Lead registered")
    judged_on = column(WHEN, "Judged")
    referrer_answered_on = column(WHEN, "Referrer answered")
    announced_on = column(WHEN, "Announced")
    expected_signing_on = column(WHEN, "Expected signing")
    signed_on = column(WHEN, "Signing date")
    landed_on = column(WHEN, "Landed (registered)")
    expected_start_on = column(WHEN, "Planned start")
    started_on = column(WHEN, "Construction start")
    completed_on = column(WHEN, "Completion")
    operating_on = column(WHEN, "Start of operation")
    at_target_on = column(WHEN, "Reached target output")
    registered_company = column(TEXT, "Registered project company", search="name")
    judgement = column(JUDGEMENT)
    judgement_notes = column(LONG_TEXT, "Grounds of the judgement")
    progress = column(LONG_TEXT, search="text")
    problems = column(LONG_TEXT)
    next_step = column(LONG_TEXT)
    next_step_due = column(WHEN, indexed=True)
    last_contact_on = column(WHEN, "Last contact")
    competing_places = column(TEXTS)
    reason_lost = column(TEXT)
    is_major = column(YES_NO, "Major project")
    in_statistics = column(YES_NO)
    funds_arrived = column(YES_NO)


class StageStep(Record):
    """A project reached a stage: when, and on what evidence."""

    __kind__, __plural__, __words__ = "stage_step", "stage-steps", ("Stage reached", "Stages reached")
    __named_by__ = ("stage",)
    __part_of__ = "project"

    project = column(link("project"), required=True)
    stage = column(STAGE, required=True)
    reached_on = column(WHEN, "Reached")
    evidence = column(LONG_TEXT)
    agreement = column(link("agreement"))
