"""The foot of a file's card: remember its layout by a name, what hinders the import, and the button that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.fields import AskField
from promo_desk.desktop.importing.layouts import remember
from promo_desk.desktop.importing.words import deed, reason
from promo_desk.desktop.widgets import GRID, Elided, button
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard


NARROW = 70 * GRID


class Foot(QWidget):
    """Always in sight."""

    def __init__(self, desk: Desk, card: PlanCard) -> None:
        super().__init__()
        self.desk, self.card = desk, card
        language = desk.language
        self.remember = button(desk, say("Remember this layout as…", language), self._ask, icon="bookmark",
                               look="quiet")
        self.name = AskField(say("A name for this layout", language), self._forget)
        self.name.returnPressed.connect(self._remember)
        self.name.setFixedWidth(28 * GRID)
        self.name.hide()
        self.why = Elided("", "small")
        self.why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.write = button(desk, "", card.apply, icon="check", look="primary")
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID, GRID, 2 * GRID - 4, GRID + 4)
        line.setSpacing(GRID + 4)
        for part in (self.remember, self.name):
            line.addWidget(part)
        line.addWidget(self.why, 1)
        line.addWidget(self.write)

    def refresh(self) -> None:
        """Say what the button would do, and why it does not."""
        file, language = self.card.incoming, self.desk.language
        words, tone = reason(file, language)
        self.why.setProperty("tone", tone)
        self.why.style().polish(self.why)
        self.why.set_whole(words)
        told = deed(file, language)
        self.write.setText(told)
        self.write.setAccessibleName(told)
        self.write.setAccessibleDescription(words)
        self.write.setToolTip(f"{told}  Ctrl+↵")
        ready = file.state == "planned" and not file.busy and file.hindrance() is None and bool(file.facts.writes)
        self.write.setEnabled(ready)
        tones = self.desk.tones
        self.write.setIcon(icons.icon("check", tones.on_accent if ready else tones.faint, 16))
        self.remember.setEnabled(file.plan is not None and any(sheet.mapping for sheet in file.plan.sheets))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the button that writes goes before the words of the other."""
        super().resizeEvent(event)
        words = say("Remember this layout as…", self.desk.language)
        self.remember.setText(words if self.width() > theme.scaled(NARROW) else "")
        self.remember.setToolTip(words)

    def _ask(self) -> None:
        self.remember.hide()
        self.name.setText(self.card.file.stem)
        self.name.show()
        self.name.selectAll()
        self.name.setFocus()

    def _forget(self) -> None:
        self.name.hide()
        self.remember.show()
        self.remember.setFocus()

    def _remember(self) -> None:
        name, plan = self.name.text().strip(), self.card.plan
        if name and plan is not None:
            remember(self.desk, name, plan)
            self._forget()
