"""Imports: drop a workbook, see the plan, apply it as one change; below it every change, each with its undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.moments import moment_text
from promo_desk.desktop.pages.page import ScrolledPage
from promo_desk.desktop.widgets import GRID, Card, Elided, button, empty, label, row
from promo_desk.fields.words import say

SHOWN = 50
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
FILES = " ".join(f"*{ending}" for ending in ENDINGS)


class ImportsPage(ScrolledPage):
    """The way in for files, and the way back for every change."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self._plans = QVBoxLayout()
        self._changes = QVBoxLayout()
        self._column.addWidget(label(say("Imports", desk.language), "title", strong=True))
        self._column.addWidget(self._target())
        self._column.addLayout(self._plans)
        self._column.addLayout(self._changes)
        self._column.addStretch(1)
        self.reload()

    def verbs(self) -> dict[str, Callable[[], None]]:
        return {"refresh": self.reload, "import": self.choose}

    def refresh(self, changed: Any) -> None:
        self.reload()

    def reload(self) -> None:
        store = self.desk.store
        self.desk.tasks.read(lambda work: store.changes(limit=SHOWN), self._show, lane="changes", owner=self)

    def choose(self) -> None:
        """Ask for files."""
        words = say("Import", self.desk.language)
        files, _ = QFileDialog.getOpenFileNames(self, words, "", f"{words} ({FILES})")
        if files:
            self.drop(files)

    def drop(self, files: list[str]) -> bool:
        """Plan these files, one card each."""
        from promo_desk.desktop.import_plan import PlanCard

        for file in _workbooks(files):
            self._plans.insertWidget(0, PlanCard(self.desk, file))
        return True

    def _target(self) -> QWidget:
        card = Card(self.desk, 3 * GRID)
        language = self.desk.language
        card.body.setSpacing(GRID)
        card.body.addWidget(label(say("Drop a workbook anywhere in this window", language), "head", strong=True))
        card.body.addWidget(label(say("Excel, WPS and CSV as they are: title rows, units and totals are understood. "
                                      "Nothing is written before you have seen the plan.", language), tone="quiet",
                                  wrap=True))
        card.body.addLayout(row(button(self.desk, say("Choose files…", language), self.choose, icon="file-input",
                                       look="primary"), None))
        return card

    def _show(self, changes: list[Any]) -> None:
        empty(self._changes)
        language = self.desk.language
        card = Card(self.desk, 2 * GRID - 4)
        card.body.setSpacing(2)
        card.body.addWidget(label(say("Changes", language), strong=True))
        if not changes:
            card.body.addWidget(label(say("Nothing has been written yet.", language), tone="quiet"))
        for info in changes:
            card.body.addLayout(self._line(info))
        self._changes.addWidget(card)

    def _line(self, info: Any) -> Any:
        language = self.desk.language
        when = label(moment_text(info.at, language, self.desk.today), "small", "quiet")
        when.setFixedWidth(17 * GRID)
        undo = button(self.desk, say("Undo", language), self._undoer(info.number), look="link")
        undo.setAccessibleName(say("Undo: {label}", language, label=info.label))
        undo.setVisible(info.step != "undo")
        if info.undone_by is not None:
            undo.setText(say("Undone", language))
            undo.setEnabled(False)
        line = row(when, Elided(info.told(language)), label(info.who or "", "small", "quiet"), undo)
        line.setStretch(1, 1)
        return line

    def _undoer(self, number: int) -> Callable[[], None]:
        return lambda: self.desk.undo_change(number)


def _workbooks(files: list[str]) -> list[str]:
    """The files, and of a folder the workbooks in it; what a file is, its content tells and not its ending."""
    found = []
    for file in map(Path, files):
        inside = sorted(each for each in file.iterdir() if each.suffix.lower() in ENDINGS) if file.is_dir() else [file]
        found += [str(each) for each in inside if not each.name.startswith("~$")]
    return found
