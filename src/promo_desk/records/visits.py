"""What officers do: calls, visits, requests taken up, tasks."""

from __future__ import annotations

from promo_desk.fields.kinds import LONG_TEXT, TEXT, WHEN, YES_NO, link
from promo_desk.records.base import Record
from promo_desk.records.choices import INTERACTION_KIND, OFFICER_ROLE, REQUEST_KIND, REQUEST_STATUS
from promo_desk.records.column import column
from promo_desk.records.figures import ANYTHING


class Officer(Record):
    """Somebody of the office, or of a unit it works with."""

    __kind__, __plural__, __words__ = "officer", "officers", ("Officer", "Officers")
    __named_by__ = ("name", "name_zh")

    name = column(TEXT, "Officer name", required=True, search="name")
    name_zh = column(TEXT, "Officer's Chinese name", search="name")
    unit = column(TEXT, "Unit")
    role = column(OFFICER_ROLE, "Officer role")
    phone = column(TEXT, "Officer's phone", personal=True)
    active = column(YES_NO, "In service")


class Interaction(Record):
    """A call, meeting, visit, letter or event, and what came of it."""

    __kind__, __plural__, __words__ = "interaction", "interactions", ("Visit or contact", "Visits and contacts")
    __named_by__ = ("summary",)

    when = column(WHEN, "Date", indexed=True)
    kind = column(INTERACTION_KIND, "Way of contact")
    company = column(link("company"), "Company visited")
    contact = column(link("contact"), "Person met")
    project = column(link("project"))
    place = column(TEXT, "Where")
    summary = column(LONG_TEXT, "Summary", required=True, search="text")
    outcome = column(LONG_TEXT, "Outcome", search="text")
    leader = column(TEXT, "Leader present")
    attendees = column(TEXT, "Also present")


class Participant(Record):
    """Somebody or some firm that took part in an interaction besides the main ones."""

    __kind__, __plural__, __words__ = "participant", "participants", ("Participant", "Participants")
    __named_by__ = ("contact", "company", "took_part")
    __part_of__ = "interaction"

    interaction = column(link("interaction"), required=True)
    company = column(link("company"))
    contact = column(link("contact"))
    took_part = column(link("officer"), "Officer present")


class Request(Record):
    """A problem a company raised (诉求): who handles it, by when, how far."""

    __kind__, __plural__, __words__ = "request", "requests", ("Company request", "Company requests")
    __named_by__ = ("text",)

    text = column(LONG_TEXT, "Request", required=True, search="text")
    company = column(link("company"))
    interaction = column(link("interaction"))
    project = column(link("project"))
    kind = column(REQUEST_KIND, "Request kind")
    handled_by = column(TEXT)
    due = column(WHEN, "Answer due", indexed=True)
    status = column(REQUEST_STATUS, "Request status")
    answer = column(LONG_TEXT)
    done_on = column(WHEN, "Settled on")


class Task(Record):
    """Something to do, by whom, by when, about what."""

    __kind__, __plural__, __words__ = "task", "tasks", ("Task", "Tasks")
    __named_by__ = ("text",)

    text = column(TEXT, "What to do", required=True, search="text")
    due = column(WHEN, "Task due", indexed=True)
    about = column(ANYTHING, "Task about")
    done = column(YES_NO)
    done_on = column(WHEN, "Done on")
