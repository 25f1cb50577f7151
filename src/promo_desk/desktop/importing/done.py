"""After an import: what was done, the way back, the rows to mend, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.exporting import save_rejects
from promo_desk.desktop.importing.file import Incoming
from promo_desk.desktop.importing.left import TakenBack, left_table
from promo_desk.desktop.importing.words import imported_line
from promo_desk.desktop.widgets import GRID, button, label, row, scroll
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard


class Done(QWidget):
    """What became of a file."""

    def __init__(self, desk: Desk, file: Incoming, card: PlanCard) -> None:
        super().__init__()
        self.desk, self.file, self.card = desk, file, card
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID + 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(desk, inside))
        if file.undone is not None:
            self._tell_undone(file.undone)
        elif file.applied is None or file.applied.change is None:
            self._column.addWidget(label(say("Nothing in it is new.", desk.language), "head", strong=True))
        else:
            self._tell_done(file.applied.change)
        self._column.addStretch(1)

    def _tell_done(self, number: int) -> None:
        language, desk = self.desk.language, self.desk
        told = say("Imported as change {number}: {counts}", language, number=number,
                   counts=imported_line(self.file, language))
        self._column.addWidget(label(told, "head", "good", strong=True, wrap=True))
        self._tell_rejects()
        shown = button(desk, say("See what came in", language), lambda: desk.go(Place("imports", where=(number,))),
                       icon="list", look="primary")
        undo = button(desk, say("Undo this import", language), self.card.undo, icon="undo-2")
        mend = button(desk, say("Save the rows to mend", language) + "…",
                      lambda: save_rejects(desk, self.card, self.file.plan), icon="file-output")
        mend.setVisible(bool(self.file.applied and self.file.applied.rejects))
        self._column.addLayout(row(shown, undo, mend, None))
        self._offer_next()
        self.setFocusProxy(shown)

    def _tell_rejects(self) -> None:
        rejects = self.file.applied.rejects if self.file.applied is not None else []
        if rejects:
            left = say("Rows with a fault that were left out or taken in part: {n}.", self.desk.language,
                       n=len(rejects))
            self._column.addWidget(label(left, tone="warn", wrap=True))

    def _offer_next(self) -> None:
        following = self.card.following()
        if following is not None:
            words = say("Next: {file}", self.desk.language, file=following.name)
            on = button(self.desk, words, self.card.go_on, icon="arrow-right", look="link")
            self._column.addLayout(row(on, None))

    def _tell_undone(self, taken: TakenBack) -> None:
        language = self.desk.language
        told = Message("{what}: {label}.", {"what": Message("Undone"), "label": taken.undone.label})
        self._column.addWidget(label(told.text(language), "head", strong=True, wrap=True))
        again = button(self.desk, say("Plan it again", language), self.file.make)
        self._column.addLayout(row(again, button(self.desk, say("Put away", language), self.card.close_up), None))
        if taken.left:
            self._column.addWidget(left_table(self.desk, taken.left))
