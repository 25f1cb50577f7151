"""What the desk remembers: files, views, import layouts, briefings, exports, the office's own words and limits."""

from __future__ import annotations

from promo_desk.fields.kinds import COUNT, DATA, TEXT, WHEN, YES_NO
from promo_desk.records.base import Record
from promo_desk.records.choices import AUDIENCE
from promo_desk.records.column import column
from promo_desk.records.figures import ANYTHING


class Attachment(Record):
    """A file kept by the hash of its content, so the same file is kept once."""

    __kind__, __plural__, __words__ = "attachment", "attachments", ("File", "Files")
    __part_of__ = "about"

    name = column(TEXT, "File name", required=True, search="name")
    about = column(ANYTHING, "Belongs to")
    sha256 = column(TEXT, "Content hash", required=True)
    size = column(COUNT, "Size in bytes")


class SavedView(Record):
    """A list as somebody likes to see it: filter, sort, columns."""

    __kind__, __plural__, __words__ = "saved_view", "saved-views", ("Saved view", "Saved views")

    name = column(TEXT, "View name", required=True)
    list = column(TEXT, "List", required=True)
    definition = column(DATA)
    shared = column(YES_NO)


class ImportProfile(Record):
    """A layout of a ledger seen before: recognised by its headers, with the office's own words."""

    __kind__, __plural__, __words__ = "import_profile", "import-profiles", ("Import layout", "Import layouts")

    name = column(TEXT, "Layout name", required=True)
    headers = column(DATA)
    definition = column(DATA)


class Briefing(Record):
    """A briefing, frozen with its numbers when it was made."""

    __kind__, __plural__, __words__ = "briefing", "briefings", ("Briefing", "Briefings")
    __named_by__ = ("title",)

    title = column(TEXT, "Briefing title", required=True, search="name")
    scope = column(ANYTHING, "Scope")
    period = column(WHEN)
    as_of = column(WHEN, "As of")
    audience = column(AUDIENCE)
    change_number = column(COUNT, "Last change seen")
    content = column(DATA, "Frozen content")
    file = column(TEXT, "Written to")


class Export(Record):
    """Every export is on record: who, what, for whom, to which file."""

    __kind__, __plural__, __words__ = "export", "exports", ("Export", "Exports")

    name = column(TEXT, "Export name", required=True)
    file = column(TEXT, "Written to")
    audience = column(AUDIENCE)
    change_number = column(COUNT, "Last change seen")
    definition = column(DATA)


class Setting(Record):
    """The office's own words and limits: stages' labels, clocks, choice words mapped once."""

    __kind__, __plural__, __words__ = "setting", "settings", ("Setting", "Settings")

    name = column(TEXT, "Setting name", required=True, indexed=True)
    value = column(DATA, "Setting value")
