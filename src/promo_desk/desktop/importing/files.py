"""The open files: a slim list on the left where there are several, and on the right the one that is looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.file import Incoming
from promo_desk.desktop.importing.intake import Intake
from promo_desk.desktop.importing.list import FileList
from promo_desk.desktop.importing.plan import PlanCard
from promo_desk.desktop.widgets import GRID, Card, button
from promo_desk.fields.words import say

WIDE, NARROW, SHARE = 30 * GRID, 18 * GRID, 4
"""The list's width at the usual size of text; at least, in a narrow window; and the part of the window it may take."""


class OpenFiles(QWidget):
    """Cards are made when their file is first looked at, and stay as they were left."""

    asked_another = Signal()
    verbs_changed = Signal()

    def __init__(self, desk: Desk, intake: Intake) -> None:
        super().__init__()
        self.desk, self.intake = desk, intake
        self._cards: dict[Incoming, PlanCard] = {}
        self.list = FileList(desk, intake)
        self.list.chosen.connect(intake.select)
        self.all = button(desk, "", intake.import_all, icon="check")
        self._stack = QStackedWidget()
        self._lay_out()
        intake.listed.connect(self.refresh)
        intake.told.connect(self._told)
        self.refresh()

    @property
    def card(self) -> PlanCard | None:
        """The card of the file that is looked at."""
        current = self.intake.current
        return self._cards.get(current) if current is not None else None

    def refresh(self) -> None:
        """Files came or went, or another one is looked at."""
        for file in [file for file in self._cards if file not in self.intake.files]:
            card = self._cards.pop(file)
            self._stack.removeWidget(card)
            card.deleteLater()
        self.list.fill()
        self._aside.setVisible(len(self.intake.files) > 1)
        current = self.intake.current
        if current is not None:
            self._stack.setCurrentWidget(self._cards.get(current) or self._made(current))
        self._count()
        self.verbs_changed.emit()

    def _made(self, file: Incoming) -> PlanCard:
        card = self._cards[file] = PlanCard(self.desk, file)
        card.asked_another.connect(self.asked_another)
        card.verbs_changed.connect(self.verbs_changed)
        self._stack.addWidget(card)
        return card

    def _told(self, file: Incoming) -> None:
        self.list.tell(file)
        self._count()

    def _count(self) -> None:
        """The button for all of them is there while two or more are ready."""
        ready = len(self.intake.ready)
        words = say("Import all that are ready ({n})", self.desk.language, n=ready)
        room = self._aside.width() - 9 * GRID
        fits = self.all.fontMetrics().horizontalAdvance(words) <= room
        self.all.setText(words if fits else say("Import {n}", self.desk.language, n=ready))
        self.all.setAccessibleName(words)
        self.all.setToolTip(words)
        self.all.setEnabled(ready > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._aside.setFixedWidth(max(NARROW, min(theme.scaled(WIDE), self.width() // SHARE)))
        self._count()

    def _lay_out(self) -> None:
        self._aside = Card(self.desk)
        self._aside.body.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID + 4)
        foot.addWidget(self.all)
        self._aside.body.addLayout(foot)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self._aside)
        line.addWidget(self._stack, 1)
