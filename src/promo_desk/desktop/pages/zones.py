"""Zones: who sits in them as of any day, certainly or possibly, named or counted; their areas and figures.

The lists of zones, tenancies, buildings and places stand behind as further tabs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages.fronted import Front, FrontedPage
from promo_desk.desktop.pages.lists import small
from promo_desk.desktop.two_lines import Entry, TwoLines
from promo_desk.desktop.widgets import GRID, Card, label
from promo_desk.desktop.zone_facts import read_asides, read_zones
from promo_desk.desktop.zone_view import ZoneView
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import label as kind_label

NARROW = 94 * GRID
"""Below this width the zones stand above the chosen one, not beside it."""


class ZonesPage(FrontedPage):
    """The tenants of zones in front, the lists behind."""

    front_words = Message("Tenant list")

    def make_front(self) -> Front:
        return ZonesFront(self.desk)


class ZonesFront(Front):
    """The zones to choose from, and the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: list[Entry] = []
        self.zones = TwoLines(desk, say("Zones", desk.language))
        self.zones.chosen.connect(self.choose)
        self.view = ZoneView(desk)
        self.view.verbs_changed.connect(self.verbs_changed)
        self.view.told.connect(self.tell)
        self.view.as_of_changed.connect(self._ask_asides)
        self._lay_out()
        self.reload()

    def verbs(self) -> dict[str, Callable[[], None]]:
        made = {"refresh": self.reload, "new": self._new, "find": self.view.as_of.setFocus}
        if self.view.zone:
            made |= {"export": self.view.ask_write, "copy": self.view.table.copy, "open": self.view.open_zone}
        return made

    def adder(self) -> str:
        kind = "tenancy" if self._entries else "zone"
        return say("New {kind}", self.desk.language, kind=small(kind_label(kind, self.desk.language)))

    def refresh(self, changed: Any) -> None:
        self.reload()

    def takes(self, kind: str) -> bool:
        return kind in ("zone", "tenancy")

    def show_record(self, kind: str, id: int) -> None:
        """A zone that is opened is also the one shown."""
        if kind == "zone" and id > 0:
            self.choose(id)

    def come(self) -> None:
        self.zones.setFocus()

    def reload(self) -> None:
        """Ask for the zones anew, and for what is shown of the chosen one."""
        desk = self.desk
        desk.tasks.read(lambda work: read_zones(desk.store), self._take, lane="zones", owner=self)

    def choose(self, zone: int) -> None:
        """Show this zone, and remember it."""
        self.desk.settings.setValue("zones/zone", zone)
        self.zones.choose(zone)
        self.view.show_zone(zone)
        self.verbs_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._side.setFixedWidth(self.width() if narrow else 30 * GRID)
        self._side.setMaximumHeight(15 * GRID if narrow else 16_777_215)

    def _lay_out(self) -> None:
        self._side = Card(self.desk)
        self._side.body.addWidget(self.zones)
        self._nothing = label(say("No zone is on record yet. Write the first with Ctrl+N, or drop a zone's tenant list "
                                  "anywhere in this window.", self.desk.language), tone="quiet", wrap=True)
        self._nothing.setForegroundRole(self._nothing.palette().ColorRole.PlaceholderText)
        self._nothing.hide()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(2 * GRID)
        self._line.addWidget(self._side)
        self._line.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addLayout(self._line, 1)

    def _take(self, entries: list[Entry]) -> None:
        known = {entry.id: entry.aside for entry in self._entries}
        self._entries = [Entry(entry.id, entry.words, known.get(entry.id, "")) for entry in entries]
        for part in (self._side, self.view):
            part.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        zone = self._wanted()
        self.desk.settings.setValue("zones/zone", zone)
        self.zones.fill(self._entries, zone)
        self.view.show_zone(zone)
        self._ask_asides()
        self.verbs_changed.emit()

    def _wanted(self) -> int:
        """The zone that was shown last, if it is still there; else the first."""
        kept = int(str(self.desk.settings.value("zones/zone", 0) or 0))
        ids = [entry.id for entry in self._entries]
        return kept if kept in ids else next(iter(ids), 0)

    def _ask_asides(self) -> None:
        desk, entries, as_of = self.desk, self._entries, self.view.when()
        desk.tasks.read(lambda work: read_asides(desk.store, entries, as_of, desk.language, work.progress),
                        self._take_asides, lane="asides", owner=self)

    def _take_asides(self, entries: list[Entry]) -> None:
        self._entries = entries
        self.zones.fill(entries, self.view.zone)

    def _new(self) -> None:
        self.desk.go(Place("zones", "tenancy" if self._entries else "zone", -1))
