"""The page of one change: an import with its file, sheets, decisions and rejected rows; any change with its records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.importing.intake import Intake
from promo_desk.desktop.importing.left import TakenBack, left_table, take_back
from promo_desk.desktop.importing.record_facts import MOST, ChangeFacts, Table, read_change
from promo_desk.desktop.importing.record_list import WrittenList
from promo_desk.desktop.importing.words import kinds_line
from promo_desk.desktop.moments import moment_text
from promo_desk.desktop.tasks import Fault
from promo_desk.desktop.widgets import GRID, Card, Elided, button, empty, label, row, scroll
from promo_desk.fields.words import say

TALL = 28 * GRID
LINES = 8
"""So many decisions or rejected rows are shown at first."""


class ChangePage(QWidget):
    """Everything about one change, and the way back."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        self.desk, self.number = desk, number
        self.facts: ChangeFacts | None = None
        self.list: WrittenList | None = None
        self._most = MOST
        self._open = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + 4)
        self.reload()

    def reload(self) -> None:
        """Read it anew."""
        store, number, most, language = self.desk.store, self.number, self._most, self.desk.language
        self.desk.tasks.read(lambda work: read_change(store, number, language, most), self._show, self._gone,
                             lane="change", owner=self)

    def take_back(self) -> None:
        """Undo it, or make it again where it is undone."""
        if self.facts is not None:
            take_back(self.desk, self.number, self._taken, redo=self.facts.info.undone_by is not None)

    def _taken(self, answer: TakenBack) -> None:
        Intake.of(self.desk).left[self.number] = answer.left
        self.reload()

    def _gone(self, error: BaseException) -> None:
        empty(self._column)
        fault = Fault.of(error)
        self._column.addWidget(label(fault.message.text(self.desk.language), tone="danger", wrap=True))
        self._column.addStretch(1)

    def _show(self, facts: ChangeFacts) -> None:
        self.facts = facts
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        empty(self._column)
        self._column.addLayout(self._title(facts))
        left = Intake.of(self.desk).left.get(self.number)
        if left:
            self._column.addWidget(self._carded(left_table(self.desk, left)))
        if facts.file or facts.tables:
            self._column.addWidget(self._about(facts))
        self._column.addWidget(self._records(facts), 1)
        if held and self.list is not None:
            self.list.setFocus()

    def _title(self, facts: ChangeFacts) -> QHBoxLayout:
        language, info = self.desk.language, facts.info
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(Elided(info.told(language), "head", strong=True))
        state = say("undone by change {number}", language, number=info.undone_by) if info.undone_by else ""
        aside = (say("Change {number}", language, number=info.number), moment_text(info.at, language, self.desk.today),
                 info.who or "", info.why or "", state)
        told.addWidget(Elided(" · ".join(part for part in aside if part), "small", "quiet"))
        made = row()
        made.addLayout(told, 1)
        made.addWidget(self._way_back(facts))
        return made

    def _way_back(self, facts: ChangeFacts) -> QWidget:
        language, undone = self.desk.language, facts.info.undone_by is not None
        words = say("Redo", language) if undone else say("Undo", language)
        self.undo = button(self.desk, words, self.take_back, icon="redo-2" if undone else "undo-2")
        self.undo.setVisible(facts.info.step in ("do", "aside"))
        return self.undo

    def _carded(self, inside: QWidget) -> Card:
        """A long list is scrolled in its card: it must not make the window taller."""
        card = Card(self.desk, 2 * GRID - 4)
        card.body.addWidget(scroll(self.desk, inside))
        card.setMaximumHeight(min(inside.sizeHint().height() + 6 * GRID, theme.scaled(TALL)))
        card.setMinimumHeight(min(inside.sizeHint().height() + 4 * GRID, 14 * GRID))
        return card

    def _about(self, facts: ChangeFacts) -> QWidget:
        """The file on the left, what was decided on the right, below them the sheets."""
        card = Card(self.desk, 2 * GRID - 4)
        card.body.setSpacing(GRID + 4)
        both = QHBoxLayout()
        both.setSpacing(4 * GRID)
        both.addLayout(self._file(facts), 1)
        if facts.decided or facts.rejects:
            both.addLayout(self._decisions(facts), 1)
        card.body.addLayout(both)
        if facts.tables:
            card.body.addLayout(self._tables(facts.tables))
        return card

    def _file(self, facts: ChangeFacts) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, (words, value) in enumerate(facts.file):
            grid.addWidget(label(words, "small", "quiet"), line, 0)
            shown = Elided(value, "small")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, line, 1)
        grid.setRowStretch(len(facts.file), 1)
        return grid

    def _decisions(self, facts: ChangeFacts) -> QVBoxLayout:
        language = self.desk.language
        made = QVBoxLayout()
        made.setSpacing(4)
        lines = [*facts.decided, *(f"{where}: {why}" for where, why in facts.rejected)]
        if facts.rejects:
            made.addWidget(label(say("Rows not taken, or taken in part: {n}", language, n=facts.rejects), "small",
                                 "warn"))
        for line in lines if self._open else lines[:LINES]:
            made.addWidget(Elided(line, "small", "quiet"))
        if len(lines) > LINES and not self._open:
            more = button(self.desk, say("and {n} more", language, n=len(lines) - LINES), self._open_all, look="link")
            made.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        made.addStretch(1)
        return made

    def _open_all(self) -> None:
        self._open = True
        if self.facts is not None:
            self._show(self.facts)

    def _tables(self, tables: list[Table]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        for line, each in enumerate(tables):
            for column, words in enumerate((each.name, each.kind, each.place, each.rows)):
                shown = Elided(words, "small", "" if column == 0 else "quiet", strong=column == 0)
                grid.addWidget(shown, line, column)
        for column, stretch in enumerate((2, 1, 3, 3)):
            grid.setColumnStretch(column, stretch)
        return grid

    def _records(self, facts: ChangeFacts) -> QWidget:
        language = self.desk.language
        card = Card(self.desk)
        card.body.setContentsMargins(GRID, GRID + 4, 1, 1)
        told = say("Records written: {n}", language, n=f"{facts.info.rows:,}")
        kinds = Elided(_by_kind(facts, language), "small", "quiet")
        heading = row(label(told, strong=True), kinds, margins=(GRID - 4, 0, GRID, 4), spacing=2 * GRID)
        heading.setStretch(1, 1)
        if facts.info.rows > len(facts.written):
            more = button(self.desk, say("Show all", language), self._show_all, look="link")
            first = say("the first {n} are shown", language, n=f"{len(facts.written):,}")
            heading.insertWidget(2, label(first, "small", "quiet"))
            heading.addWidget(more)
        card.body.addLayout(heading)
        self.list = WrittenList(self.desk, facts.written)
        card.body.addWidget(self.list, 1)
        return card

    def _show_all(self) -> None:
        self._most = 1_000_000
        self.reload()


def _by_kind(facts: ChangeFacts, language: str) -> str:
    """ "3 projects new, 2 companies changed", where all of them are known."""
    if facts.info.rows > len(facts.written):
        return ""
    counts: dict[str, dict[str, int]] = {}
    for each in facts.written:
        deeds = counts.setdefault(each.kind, {"add": 0, "edit": 0, "delete": 0})
        deeds[each.op] += 1
    return kinds_line({kind: {"new": deeds["add"], "changed": deeds["edit"]} for kind, deeds in counts.items()},
                      language)


def back_link(desk: Desk) -> QWidget:
    """From a change to the page it was opened from."""
    return button(desk, say("Imports", desk.language), lambda: desk.go(Place("imports")), icon="arrow-left",
                  look="quiet")
