"""What the page of briefings asks for, on a worker: a preview, one that went out, what went out, what is different."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from promo_desk.desktop.briefing_html import Look, PageOfBriefing, set_briefing, set_sections
from promo_desk.desktop.two_lines import Entry
from promo_desk.fields.kinds import WHEN, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.asked import Asked
from promo_desk.office.briefing import make
from promo_desk.office.compared import changes_section, differences_section, entries_since
from promo_desk.office.content import BriefingContent
from promo_desk.office.said import on
from promo_desk.records import fields_of
from promo_desk.store import Condition

if TYPE_CHECKING:
    from promo_desk.store import Store

SHOWN = 300
"""So many of those that went out are listed; the list of briefings has them all."""


@dataclass(frozen=True)
class Wish:
    """What a briefing is asked for."""

    audience: str
    scope: Ref | None
    period: When | None
    language: str


@dataclass(frozen=True)
class Preview:
    """A briefing and how it looks on the screen. ``frozen`` is the record it was opened from; 0: it is of now."""

    content: BriefingContent
    page: PageOfBriefing
    frozen: int = 0
    file: str = ""


def preview(store: Store, wish: Wish, today: date, look: Look) -> Preview:
    """The briefing as it would be written now."""
    content = make(store, wish.scope, wish.period, today, wish.language, wish.audience)
    return Preview(content, set_briefing(content, look))


def reopened(store: Store, id: int, look: Look) -> Preview | None:
    """A briefing that went out, as it was frozen; None where its content was not kept."""
    values = store.get("briefing", id)
    if not values["content"]:
        return None
    content = BriefingContent.from_json(values["content"])
    return Preview(content, set_briefing(content, look), id, values["file"] or "")


def since(store: Store, old: BriefingContent, today: date, look: Look) -> PageOfBriefing:
    """What has changed since a briefing went out, and why its figures are others now."""
    with store.still():
        asked = Asked(store, old.scope, old.period, today, old.language, old.audience)
        now = make(store, old.scope, old.period, today, old.language, old.audience)
        entries = entries_since(asked, old.change_number)
        sections = (differences_section(asked, old, now.numbers, entries), changes_section(asked, old, entries))
    title = Message("From {before} to {now}", {"before": on(old.as_of), "now": on(today)})
    return set_sections(title, [section for section in sections if section is not None], old.language, look)


def went_out(store: Store, language: str) -> list[Entry]:
    """What went out, the newest first: title; day, reader, period."""
    ids = list(store.ids("briefing", [Condition("content", "filled")], (("id", True),), SHOWN))
    rows = store.read("briefing", ids, ["title", "as_of", "audience", "period"])
    audience = fields_of("briefing")["audience"]
    made = []
    for id, (title, as_of, reader, period) in zip(ids, rows, strict=True):
        parts = (WHEN.text(as_of, language) if as_of else "", audience.kind.text(reader, language) if reader else "",
                 WHEN.text(period, language) if period else "")
        made.append(Entry(id, title, " · ".join(part for part in parts if part)))
    return made
