"""A page with a front of its own, and behind it the ordinary lists of its kinds of record as further tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages.lists import ListPage
from promo_desk.desktop.widgets import button
from promo_desk.fields.message import Message

FRONT = ""
"""The kind of the front's tab: a place that asks for no kind of record."""


class Front(QWidget):
    """What stands in front."""

    summary_changed = Signal(str)
    verbs_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.summary = ""
        self.stale = False
        """Whether something was changed while a list was shown."""

    def verbs(self) -> dict[str, Callable[[], None]]:
        """The commands it offers now; "new" is also the page's button."""
        return {}

    def adder(self) -> str:
        """The words of the button that makes something new."""
        raise NotImplementedError

    def refresh(self, changed: Any) -> None:
        """Something was changed."""

    def takes(self, kind: str) -> bool:
        """Whether a record of that kind is shown from here, not from its list."""
        return False

    def show_record(self, kind: str, id: int) -> None:
        """A record is opened beside it."""

    def come(self) -> None:
        """It is shown: take the keyboard."""

    def tell(self, summary: str) -> None:
        self.summary = summary
        self.summary_changed.emit(summary)


class FrontedPage(ListPage):
    """The lists of :class:`ListPage`, and a front that is shown first."""

    front_words: ClassVar[Message]

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.in_front = desk.settings.value(f"front/{name}", "1") != "0"
        self.front = self.make_front()
        self.front.summary_changed.connect(self.summary_changed)
        self.front.verbs_changed.connect(self._offers_changed)
        self._stack.addWidget(self.front)

    def make_front(self) -> Front:
        raise NotImplementedError

    def show_place(self, place: Place) -> None:
        self.in_front = self._is_of_front(place)
        self.desk.settings.setValue(f"front/{self.name}", "1" if self.in_front else "0")
        self._exporter.setVisible(not self.in_front)  # the front has its own way out
        if self.in_front:
            self._show_front(place)
        else:
            super().show_place(place)

    def verbs(self) -> dict[str, Callable[[], None]]:
        return self.front.verbs() if self.in_front else super().verbs()

    def refresh(self, changed: Any) -> None:
        self.front.stale = not self.in_front
        if not self.in_front:
            super().refresh(changed)
            return
        for listing in self._listings.values():
            listing.stale = True
        self.front.refresh(changed)

    def summary(self) -> str:
        return self.front.summary if self.in_front else super().summary()

    def _is_of_front(self, place: Place) -> bool:
        """A record opens beside what is shown; a kind without a record, or the list behind a figure, is a list."""
        if place.where:
            return False
        if place.kind in self.kinds:
            return bool(place.id) and self.in_front and self.front.takes(place.kind)
        return self.in_front or not place.kind

    def _show_front(self, place: Place) -> None:
        self._stack.setCurrentWidget(self.front)
        if self.front.stale:
            self.front.stale = False
            self.front.refresh(None)
        for kind, tab in self._tabs.items():
            tab.setChecked(kind == FRONT)
        self._offers_changed()
        if place.id:
            self.front.show_record(place.kind, place.id)
        else:
            self.front.come()

    def _offers_changed(self) -> None:
        if self.in_front:
            self._head.word(self._adder, self.front.adder())
        self.verbs_changed.emit()

    def _add_tabs(self, line: QHBoxLayout) -> None:
        tab = button(self.desk, self.front_words.text(self.desk.language), lambda: self.desk.go(Place(self.name)),
                     look="tab")
        tab.setCheckable(True)
        self._tabs[FRONT] = tab
        line.addWidget(tab)
        super()._add_tabs(line)

    def _new(self) -> None:
        if self.in_front:
            self.front.verbs()["new"]()
        else:
            super()._new()
