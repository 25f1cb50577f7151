"""What is shown where: names of fields and nothing more.

``groups`` are the sections of a form; a field that stands in none is added to the last section, so that nothing is
ever out of reach. ``grid`` are the columns a list opens with.
"""

from __future__ import annotations

from dataclasses import dataclass

from promo_desk.records.base import fields_of

COMMON_GROUP = ("officer", "confidentiality", "tags", "notes")


@dataclass(frozen=True)
class Layout:
    """Where the fields of a record stand."""

    grid: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading as English msgid, keys)."""
    sort: tuple[tuple[str, bool], ...] = ()
    """(key, descending) a list opens with."""


_LAYOUTS: dict[str, Layout] = {
    "company": Layout(
        grid=("name", "name_zh", "sector", "district", "relation", "officer", "employees", "registered_capital"),
        groups=(("Names", ("name", "name_zh", "short_name", "brand", "aliases", "former_names", "credit_code")),
                ("The office's view", ("relation", "sector", "district", "officer", "marks")),
                ("The firm", ("origin", "group", "ownership", "listing", "legal_representative",
                              "registered_capital", "founded", "employees", "revenue", "tax_paid", "business")),
                ("Reach", ("website", "address")))),
    "contact": Layout(
        grid=("name", "name_zh", "company", "post", "phones", "email", "is_main"),
        groups=(("Person", ("name", "name_zh", "company", "post", "department", "is_main", "language")),
                ("Reach", ("phones", "email", "wechat")),
                ("Data protection", ("reason_held",)))),
    "posting": Layout(grid=("contact", "company", "organisation", "post", "from", "until"),
                      groups=(("Posting", ("contact", "company", "organisation", "post", "department", "from",
                                           "until")),)),
    "project": Layout(
        grid=("title", "company", "stage", "total_investment", "sector", "district", "zone", "next_step",
              "next_step_due", "officer"),
        groups=(("Project", ("title", "title_zh", "code_name", "company", "stage", "sector", "content")),
                ("Where", ("district", "zone", "land", "floor_area", "competing_places")),
                ("Investment", ("total_investment", "fixed_investment", "foreign_investment", "foreign_utilised",
                                "invested", "capital", "kind", "jobs", "output_promised", "tax_promised")),
                ("Work", ("next_step", "next_step_due", "last_contact_on", "progress", "problems", "probability",
                          "officer", "lead_unit", "leader")),
                ("Origin of the lead", ("lead_source", "referrer", "first_claim", "registered_on", "judged_on",
                                        "referrer_answered_on")),
                ("Dates", ("first_contact_on", "announced_on", "expected_signing_on", "signed_on", "landed_on",
                           "registered_company", "expected_start_on", "started_on", "completed_on", "operating_on",
                           "at_target_on")),
                ("Judgement and flags", ("judgement", "judgement_notes", "is_major", "in_statistics",
                                         "funds_arrived", "reason_lost")))),
    "stage_step": Layout(grid=("project", "stage", "reached_on", "evidence"),
                         groups=(("Stage reached", ("project", "stage", "reached_on", "evidence", "agreement")),)),
    "agreement": Layout(
        grid=("title", "company", "kind", "signed_on", "value", "project", "counterparty", "status"),
        groups=(("Agreement", ("title", "title_zh", "kind", "company", "counterparty", "place", "project")),
                ("Signing", ("signed_on", "signed_at", "event", "filed_on", "document")),
                ("Terms", ("value", "land", "valid_until", "status", "supervising_unit", "content"))),
        sort=(("signed_on", True),)),
    "party": Layout(grid=("agreement", "company", "body", "side", "role"),
                    groups=(("Party", ("agreement", "company", "body", "side", "role")),)),
    "commitment": Layout(
        grid=("text", "agreement", "by", "kind", "amount", "due", "achieved", "status"),
        groups=(("Commitment", ("text", "agreement", "by", "kind", "amount", "due")),
                ("Fulfilment", ("status", "achieved", "achieved_on", "evidence", "outcome"))),
        sort=(("due", False),)),
    "programme": Layout(
        grid=("name", "issuer", "level", "instrument", "announced", "valid_until", "budget"),
        groups=(("Programme", ("name", "name_zh", "issuer", "level", "place", "parent", "document_number")),
                ("What it gives", ("instrument", "purpose", "budget", "target_sectors", "rules")),
                ("Validity", ("announced", "valid_from", "valid_until", "review", "contact_unit")))),
    "award": Layout(
        grid=("programme", "company", "applied", "approved", "paid", "status", "batch"),
        groups=(("Award", ("title", "programme", "company", "project", "batch", "year", "status", "unit")),
                ("Amounts", ("applied", "applied_on", "approved", "approved_on", "paid", "paid_on")),
                ("Reasons", ("returned_reason", "override_reason")))),
    "condition": Layout(grid=("award", "text", "commitment", "satisfied"),
                        groups=(("Award condition", ("award", "text", "commitment", "satisfied", "evidence")),)),
    "place": Layout(grid=("name", "name_zh", "level", "within"),
                    groups=(("Place", ("name", "name_zh", "aliases", "level", "within", "role", "assets")),)),
    "sector": Layout(grid=("name", "name_zh", "within", "code"),
                     groups=(("Sector", ("name", "name_zh", "aliases", "within", "code", "targeted_by")),)),
    "zone": Layout(
        grid=("name", "name_zh", "place", "kind", "established", "planned_area", "rentable_area", "operator"),
        groups=(("Zone", ("name", "name_zh", "aliases", "place", "kind", "operator", "established")),
                ("Space", ("planned_area", "built_area", "rentable_area", "vacant_area")),
                ("Profile", ("sectors", "description")))),
    "building": Layout(grid=("name", "zone", "floors", "floor_area", "rentable_area"),
                       groups=(("Building", ("name", "zone", "address", "floors", "floor_area", "rentable_area")),)),
    "tenancy": Layout(
        grid=("company", "zone", "status", "from", "until", "unit", "floor_area", "rent", "lease_ends"),
        groups=(("Tenancy", ("company", "zone", "status", "from", "until", "activity")),
                ("Premises", ("building", "unit", "floor_area")),
                ("Lease", ("rent", "lease_number", "lease_from", "lease_ends")))),
    "indicator": Layout(
        grid=("subject", "metric", "period", "value", "change", "basis"),
        groups=(("Figure", ("subject", "sector", "metric", "metric_zh", "period", "value", "change", "rank",
                            "basis", "remark")),),
        sort=(("period", True),)),
    "rate": Layout(grid=("about", "field", "amount", "equivalent", "rate", "as_of"),
                   groups=(("Stated rate", ("about", "field", "amount", "equivalent", "rate", "as_of")),)),
    "source": Layout(grid=("title", "publisher", "author", "published_on", "kind"),
                     groups=(("Source", ("title", "kind", "publisher", "author", "published_on", "file",
                                         "address")),)),
    "citation": Layout(grid=("about", "field", "source", "passage"),
                       groups=(("Citation", ("about", "field", "source", "passage", "remark")),)),
    "officer": Layout(grid=("name", "name_zh", "unit", "role", "active"),
                      groups=(("Officer", ("name", "name_zh", "unit", "role", "phone", "active")),)),
    "interaction": Layout(
        grid=("when", "kind", "company", "contact", "summary", "outcome", "officer"),
        groups=(("Visit or contact", ("when", "kind", "company", "contact", "project", "place", "leader",
                                      "attendees")),
                ("What came of it", ("summary", "outcome"))),
        sort=(("when", True),)),
    "participant": Layout(grid=("interaction", "company", "contact", "took_part"),
                          groups=(("Participant", ("interaction", "company", "contact", "took_part")),)),
    "request": Layout(
        grid=("text", "company", "kind", "handled_by", "due", "status"),
        groups=(("Company request", ("text", "company", "interaction", "project", "kind")),
                ("Handling", ("handled_by", "due", "status", "answer", "done_on"))),
        sort=(("due", False),)),
    "task": Layout(grid=("text", "about", "due", "officer", "done"),
                   groups=(("Task", ("text", "about", "due", "done", "done_on")),), sort=(("due", False),)),
    "attachment": Layout(grid=("name", "about", "size"), groups=(("File", ("name", "about", "size", "sha256")),)),
    "saved_view": Layout(grid=("name", "list", "shared"),
                         groups=(("Saved view", ("name", "list", "shared", "definition")),)),
    "import_profile": Layout(grid=("name", "changed_at"),
                             groups=(("Import layout", ("name", "headers", "definition")),)),
    "briefing": Layout(
        grid=("title", "scope", "period", "as_of", "audience", "file"),
        groups=(("Briefing", ("title", "scope", "period", "as_of", "audience", "change_number", "file",
                              "content")),), sort=(("created_at", True),)),
    "export": Layout(grid=("name", "file", "audience", "created_at", "created_by"),
                     groups=(("Export", ("name", "file", "audience", "change_number", "definition")),),
                     sort=(("created_at", True),)),
    "setting": Layout(grid=("name",), groups=(("Setting", ("name", "value")),)),
}


def layout(kind: str) -> Layout:
    """The layout of a kind, made whole: fields that stand nowhere come last, before the common ones."""
    made = _LAYOUTS[kind]
    placed = {key for _, keys in made.groups for key in keys}
    rest = tuple(key for key, field in fields_of(kind).items()
                 if key not in placed and not field.automatic and key not in COMMON_GROUP)
    common = tuple(key for key in COMMON_GROUP if key not in placed)
    return Layout(made.grid, (*made.groups, *((("More", rest),) if rest else ()), ("Keeping", common)), made.sort)
