"""The sheets of a file that are not taken, each with its reason and a way to take it all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID, button, empty, label, row, scroll
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.desktop.importing.tabs import SheetTabs
    from promo_desk.sheets.plan import SheetPlan


class LeftOut(QWidget):
    """One line a sheet."""

    def __init__(self, desk: Desk, card: PlanCard, tabs: SheetTabs, sheets: list[SheetPlan]) -> None:
        super().__init__()
        self.desk, self.card, self.tabs = desk, card, tabs
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(desk, inside))
        self.show_sheets(sheets)

    def show_sheets(self, sheets: list[SheetPlan]) -> None:
        """Show these instead."""
        empty(self._column)
        for sheet in sheets:
            self._column.addLayout(self._line(sheet))
        self._column.addStretch(1)

    def _line(self, sheet: SheetPlan) -> QVBoxLayout:
        language = self.desk.language
        tick = QCheckBox(sheet.key)
        tick.setChecked(False)
        tick.setAccessibleName(say("Take {sheet}", language, sheet=sheet.key))
        tick.clicked.connect(self._taker(sheet))
        look = button(self.desk, say("Look inside", language), lambda: self.tabs.look_into(sheet.key), look="link")
        look.setAccessibleName(say("Look inside {sheet}", language, sheet=sheet.key))
        made = QVBoxLayout()
        made.setSpacing(2)
        made.addLayout(row(tick, 2 * GRID, look, None))
        for remark in sheet.remarks:
            told = label(remark.text(language), "small", "quiet", wrap=True)
            told.setContentsMargins(3 * GRID - 2, 0, 0, 0)
            made.addWidget(told)
        return made

    def _taker(self, sheet: SheetPlan) -> Callable[[], None]:
        """A sheet that is hidden is taken; of one that nothing tells about, the user must say what its rows are."""
        def take() -> None:
            if sheet.taken:
                self.tabs.look_into(sheet.key)
            else:
                self.card.take(sheet.key, True)
        return take
