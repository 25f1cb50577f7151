"""The pages of the window, in one table: what stands in the side bar, with which icon, kinds of record and class.

A page is a class of ``pages/<name>.py`` derived from :class:`~promo_desk.desktop.pages.page.Page`; it is imported when
it is first shown. A new page is a new line here and a module.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promo_desk.fields.message import Message

if TYPE_CHECKING:
    from promo_desk.desktop.pages.page import Page


@dataclass(frozen=True)
class Entry:
    """A line of the side bar."""

    id: str
    words: Message
    icon: str
    made_by: str = "lists:ListPage"
    """Module and class below ``pages``."""
    kinds: tuple[str, ...] = ()
    """The kinds of record it lists, the first one first; the others are its tabs."""
    gap: bool = False
    """Whether a gap stands before it."""

    def page_class(self) -> type[Page]:
        module, name = self.made_by.split(":")
        made: type[Page] = getattr(importlib.import_module(f"{__name__}.{module}"), name)
        return made


PAGES: tuple[Entry, ...] = (
    Entry("today", Message("Today"), "sun", "today:TodayPage"),
    Entry("companies", Message("Companies"), "building-2", kinds=("company",), gap=True),
    Entry("projects", Message("Projects"), "rocket", kinds=("project", "stage_step")),
    Entry("agreements", Message("Agreements"), "handshake", kinds=("agreement", "commitment", "party")),
    Entry("incentives", Message("Incentives"), "badge-percent", kinds=("programme", "award", "condition")),
    Entry("zones", Message("Zones"), "land-plot", "zones:ZonesPage", kinds=("zone", "tenancy", "building", "place")),
    Entry("contacts", Message("Contacts"), "users", kinds=("contact", "posting", "officer")),
    Entry("visits", Message("Visits"), "messages-square", kinds=("interaction", "request", "task", "participant")),
    Entry("figures", Message("Figures"), "chart-line", kinds=("indicator", "rate", "sector", "source", "citation")),
    Entry("briefings", Message("Briefings"), "presentation", "briefings:BriefingsPage", kinds=("briefing", "export"),
          gap=True),
    Entry("imports", Message("Imports"), "file-input", "imports:ImportsPage"),
    Entry("more", Message("More"), "ellipsis"),
)
"""The last line lists every kind that stands nowhere else, so that none is out of reach."""


def entry(id: str) -> Entry:
    return next(each for each in PAGES if each.id == id)


def kinds_of(page: Entry) -> tuple[str, ...]:
    """The kinds a page lists. Reads the records, so it is asked only once the store is open."""
    if page.id != "more":
        return page.kinds
    from promo_desk.records import kinds

    placed = {kind for each in PAGES for kind in each.kinds}
    return tuple(kind for kind in kinds() if kind not in placed)


def page_of(kind: str) -> str:
    """The page that lists a kind of record."""
    return next((each.id for each in PAGES if kind in each.kinds), "more")
