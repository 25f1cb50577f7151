"""Timeline, links and history of a record, each a column of lines that lead on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from promo_desk.desktop import icons
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages import entry, page_of
from promo_desk.desktop.record_facts import Backlinks, Happened
from promo_desk.desktop.widgets import GRID, button, label, row
from promo_desk.fields.kinds import WHEN, Ref
from promo_desk.fields.words import say
from promo_desk.records import fields_of, plural
from promo_desk.records import label as kind_label


class Tab(QWidget):
    """A column with the margins of the panel."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 3 * GRID)
        self.column.setSpacing(6)

    def nothing(self, words: str) -> None:
        self.column.addSpacing(GRID)
        self.column.addWidget(label(words, tone="quiet", wrap=True))

    def link(self, ref: Ref, words: str = "") -> QWidget:
        shown = words or ref.name or f"#{ref.id}"
        made = button(self.desk, shown if len(shown) < 60 else shown[:59] + "…", self.goer(ref), look="link")
        made.setToolTip(shown if len(shown) >= 60 else "")
        return made

    def goer(self, ref: Ref) -> Callable[[], None]:
        return lambda: self.desk.go(Place(page_of(ref.kind), ref.kind, ref.id))


class Timeline(Tab):
    """What happened, the newest first."""

    def __init__(self, desk: Desk, happened: list[Happened]) -> None:
        super().__init__(desk)
        if not happened:
            self.nothing(say("Nothing with a date yet. Visits, agreements and promises will stand here.",
                             desk.language))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnMinimumWidth(0, 15 * GRID)
        grid.setColumnStretch(1, 1)
        for number, each in enumerate(happened):
            self._line(grid, number, each)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def _line(self, grid: QGridLayout, number: int, each: Happened) -> None:
        language, top = self.desk.language, Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(WHEN.text(each.on, language), "small", "quiet", wrap=True), number, 0, top)
        if each.ref is None:
            grid.addWidget(label(say(each.words, language), wrap=True), number, 1, top)
            return
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(self.link(each.ref), 0, Qt.AlignmentFlag.AlignLeft)
        cell.addWidget(label(kind_label(each.ref.kind, language), "small", "faint"))
        grid.addLayout(cell, number, 1, top)


class Linked(Tab):
    """Every record that links here, by kind, with the list behind it."""

    def __init__(self, desk: Desk, links: list[Backlinks], ref: Ref) -> None:
        super().__init__(desk)
        if not links:
            self.nothing(say("No other record links here yet.", desk.language))
        for each in links:
            self._group(each, ref)
        self.column.addStretch(1)

    def _group(self, links: Backlinks, ref: Ref) -> None:
        language = self.desk.language
        self.column.addSpacing(GRID)
        mark = label("")
        mark.setPixmap(icons.pixmap(entry(page_of(links.kind)).icon, self.desk.tones.quiet, 16,
                                    self.devicePixelRatioF()))
        field = fields_of(links.kind)[links.key].label(language)
        heading = label(f"{plural(links.kind, language)} · {links.total:,}", strong=True)
        behind = button(self.desk, say("Show as list", language), self._lister(links, ref), look="link")
        self.column.addLayout(row(mark, heading, label(field, "small", "faint"), None, behind))
        for each in links.first:
            self.column.addWidget(self.link(each), 0, Qt.AlignmentFlag.AlignLeft)

    def _lister(self, links: Backlinks, ref: Ref) -> Callable[[], None]:
        def show() -> None:
            from promo_desk.store import Condition

            where = (Condition(links.key, "is", ref),)
            self.desk.go(Place(page_of(links.kind), links.kind, where=where))
        return show


class History(Tab):
    """Every change of the record: who, when, in which work, old and new."""

    def __init__(self, desk: Desk, entries: list[Any]) -> None:
        super().__init__(desk)
        if not entries:
            self.nothing(say("No change is on record.", desk.language))
        for each in entries:
            self._change(each)
        self.column.addStretch(1)

    def _change(self, each: Any) -> None:
        from promo_desk.desktop.past import head_of, lines_of

        language = self.desk.language
        self.column.addSpacing(GRID)
        when, words = head_of(each, language, self.desk.today)
        self.column.addLayout(row(label(words, strong=True, wrap=True)))
        self.column.addWidget(label(when, "small", "faint"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 15 * GRID)
        grid.setColumnStretch(1, 1)
        for number, (field, old, new) in enumerate(lines_of(each, language)):
            named = label(field, "small", "quiet", wrap=True)
            named.setMaximumWidth(18 * GRID)
            grid.addWidget(named, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(_from_to(old, new), wrap=True), number, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)


def _from_to(old: str, new: str) -> str:
    if not old:
        return new
    return f"{old}  →  {new or '–'}"


