"""Lists: one page for every kind of record, with its tabs, filters, grid and a line that counts and sums."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.heading import Heading
from promo_desk.desktop.listing import Listing
from promo_desk.desktop.pages import entry, kinds_of, page_of
from promo_desk.desktop.pages.page import Page
from promo_desk.desktop.widgets import GRID, button, label
from promo_desk.fields.words import say
from promo_desk.records import label as kind_label
from promo_desk.records import plural


class ListPage(Page):
    """One tab for each kind of record of the page; the listing of a kind is made when it is first shown."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.kinds = kinds_of(entry(name))
        self._listings: dict[str, Listing] = {}
        self._kind = self.kinds[0]
        self._tabs: dict[str, Any] = {}
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID + 4)
        self._head = Heading(desk)
        self._fill_head(self._head)
        column.addWidget(self._head)
        column.addLayout(self._stack, 1)

    @property
    def listing(self) -> Listing:
        """The listing that is shown."""
        return self._listings[self._kind]

    def show_place(self, place: Place) -> None:
        self._show(place.kind if place.kind in self.kinds else self._kind)
        if place.where:
            self.listing.ask_for(list(place.where))
        if place.id:
            self.listing.bring(place.id)

    def verbs(self) -> dict[str, Callable[[], None]]:
        if self._kind not in self._listings:
            return {}
        return self.listing.verbs() | {"new": self._new}

    def refresh(self, changed: Any) -> None:
        for kind, listing in self._listings.items():
            listing.stale = kind != self._kind
        self.listing.refresh(changed)

    def summary(self) -> str:
        return self.listing.summary if self._kind in self._listings else ""

    def _fill_head(self, head: Heading) -> None:
        line, language = head.line, self.desk.language
        if len(self.kinds) == 1 or self.name != "more":
            line.addWidget(label(entry(self.name).words.text(language), "title", strong=True))
            line.addSpacing(2 * GRID)
        self._add_tabs(line)
        line.addStretch(1)
        head.add_button(button(self.desk, say("Import", language), lambda: self.desk.go(Place("imports")),
                               icon="file-input"))
        self._exporter = head.add_button(button(self.desk, say("Export", language), self._export, icon="file-output"))
        self._adder = head.add_button(button(self.desk, "", self._new, icon="plus", look="primary"))

    def _add_tabs(self, line: QHBoxLayout) -> None:
        if len(self.kinds) < 2:
            return
        for kind in self.kinds:
            tab = button(self.desk, plural(kind, self.desk.language), self._shower(kind), look="tab")
            tab.setCheckable(True)
            self._tabs[kind] = tab
            line.addWidget(tab)

    def _shower(self, kind: str) -> Callable[[], None]:
        return lambda: self.desk.go(Place(self.name, kind))

    def _show(self, kind: str) -> None:
        self._kind = kind
        if kind not in self._listings:
            listing = Listing(self.desk, kind)
            listing.summary_changed.connect(self.summary_changed)
            listing.verbs_changed.connect(self.verbs_changed)
            self._listings[kind] = listing
            self._stack.addWidget(listing)
        self._stack.setCurrentWidget(self.listing)
        if self.listing.stale:
            self.listing.refresh(None)
        for each, tab in self._tabs.items():
            tab.setChecked(each == kind)
        self._head.word(self._adder, say("New {kind}", self.desk.language,
                                         kind=small(kind_label(kind, self.desk.language))))
        self.listing.grid.setFocus()

    def _export(self) -> None:
        self.listing.export()

    def _new(self) -> None:
        self.desk.go(Place(page_of(self._kind), self._kind, -1))


def small(words: str) -> str:
    """A label inside a sentence: "Company" -> "company"; an acronym stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


