"""What was done, newest first: the imports, or every change; each line leads to its own page and can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.importing.left import take_back
from promo_desk.desktop.importing.record_facts import verdicts_line
from promo_desk.desktop.moments import moment_text
from promo_desk.desktop.widgets import GRID, Card, Elided, button, empty, label, row
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.store import Store

TOLD = ("new", "changed", "same")
STEP = 20
"""So many lines at first, and so many more each time."""
DEEPEST = 1000
"""So many changes are looked through for imports."""


class Past(Card):
    """The list in a card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, 2 * GRID - 4)
        self.desk = desk
        self._shown = STEP
        kept = desk.settings.value("imports/every")
        self._whole: bool | None = None if kept is None else str(kept) == "1"
        self.body.setSpacing(2)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.body.addLayout(self._heading())
        self.body.addLayout(self._lines)
        self.reload()

    def reload(self) -> None:
        """Ask anew."""
        store, whole, shown = self.desk.store, self._whole, self._shown
        self.desk.tasks.read(lambda work: found(store, whole, shown + 1), self._show, lane="changes", owner=self)

    def _heading(self) -> QHBoxLayout:
        language = self.desk.language
        self.imports = button(self.desk, say("Imports", language), lambda: self._choose(False), look="tab")
        self.every = button(self.desk, say("All changes", language), lambda: self._choose(True), look="tab")
        for tab in (self.imports, self.every):
            tab.setCheckable(True)
        return row(self.imports, self.every, None)

    def _choose(self, whole: bool) -> None:
        self._whole = whole
        self.desk.settings.setValue("imports/every", "1" if whole else "0")
        self._shown = STEP
        self.reload()

    def _show(self, answer: tuple[list[Any], bool]) -> None:
        changes, whole = answer
        self.every.setChecked(whole)
        self.imports.setChecked(not whole)
        empty(self._lines)
        language = self.desk.language
        if not changes:
            told = (say("Nothing has been written yet.", language) if whole else
                    say("Nothing has been imported yet.", language))
            self._lines.addWidget(label(told, tone="quiet"))
        for info in changes[:self._shown]:
            self._lines.addWidget(self._line(info))
        if len(changes) > self._shown:
            older = button(self.desk, say("Show older ones", language), self._older, look="link")
            self._lines.addLayout(row(older, None))

    def _older(self) -> None:
        self._shown += STEP
        self.reload()

    def _line(self, info: Any) -> QWidget:
        language = self.desk.language
        when = label(moment_text(info.at, language, self.desk.today), "small", "quiet")
        when.setFixedWidth(max(17 * GRID, when.fontMetrics().horizontalAdvance("0000-00-00 00:00") + GRID))
        opener = button(self.desk, _short(info.told(language)), self._opener(info.number), look="link")
        opener.setToolTip(info.told(language))
        source = info.source or {}
        counts = Elided(_rows(source, language), "small", "quiet")
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        for part in (when, opener, counts, label(info.who or "", "small", "quiet"), self._undo(info)):
            line.addWidget(part)
        line.setStretch(2, 1)
        return made

    def _undo(self, info: Any) -> QWidget:
        language = self.desk.language
        if info.undone_by is not None:
            return label(say("Undone", language), "small", "faint")
        undo = button(self.desk, say("Undo", language), lambda: take_back(self.desk, info.number, lambda done: None),
                      look="link")
        undo.setAccessibleName(say("Undo: {label}", language, label=info.label))
        undo.setVisible(info.step != "undo")
        return undo

    def _opener(self, number: int) -> Callable[[], None]:
        return lambda: self.desk.go(Place("imports", where=(number,)))


def found(store: Store, whole: bool | None, most: int) -> tuple[list[Any], bool]:
    """The newest changes, or the newest imports among them; and which of the two. Where nobody has said, every change
    as long as nothing was imported."""
    imports = [info for info in store.changes(limit=DEEPEST) if info.source and info.step == "do"] if not whole else []
    if whole or (whole is None and not imports):
        return list(store.changes(limit=most)), True
    return imports[:most], False


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"


def _rows(source: dict[str, Any], language: str) -> str:
    """The rows of all sheets by verdict."""
    counts: Counter[str] = Counter()
    sheets = source.get("sheets")
    for sheet in sheets if isinstance(sheets, list) else ():
        counts.update({name: n for name, n in (sheet.get("verdicts") or {}).items() if name in TOLD})
    return verdicts_line(counts, language)
