"""The tabs of a file that is looked at: what is asked, one for each sheet, and the sheets that are left out.

Tabs are kept by the sheet's key: a plan that is made anew is handed to the views that are there, so that scroll place
and selection stay. A view that is not seen is told when it is next looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.left_out import LeftOut
from promo_desk.desktop.widgets import GRID
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import Plan, SheetPlan

QUESTIONS, LEFT = "\0questions", "\0left out"
"""Keys of the tabs that are no sheet; no sheet's name may hold a NUL."""
LOOK = """
QTabBar::tab {{ background: transparent; color: {quiet}; border: none; border-bottom: 2px solid transparent;
    padding: 6px 2px; margin-right: 18px; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QTabBar QToolButton {{ background: {raised}; border: 1px solid {line}; border-radius: 4px; padding: 2px; }}
"""


class SheetTabs(QWidget):
    """The bar, a tick whether the sheet is taken, and the view of the chosen tab."""

    told = Signal()
    """Another tab is looked at."""

    def __init__(self, desk: Desk, card: PlanCard) -> None:
        super().__init__()
        self.desk, self.card = desk, card
        self.plan: Plan | None = None
        self.opened: set[str] = set()
        """Sheets that are left out and looked into all the same."""
        self._keys: list[str] = []
        self._views: dict[str, QWidget] = {}
        self._old: set[str] = set()
        self._lay_out()

    @property
    def key(self) -> str:
        """The tab that is looked at."""
        at = self.bar.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def show_plan(self, plan: Plan) -> None:
        """Show a plan, the first or a newer one."""
        before, self.plan = self.key, plan
        keys = self._wanted(plan)
        self._old = set(self._views)
        blocked = self.bar.blockSignals(True)
        if keys != self._keys:
            self._rebuild(keys, before)
        for at, key in enumerate(self._keys):
            self.bar.setTabText(at, self._words(key).replace("&", "&&"))
        self.bar.blockSignals(blocked)
        self._look()

    def step(self, by: int) -> None:
        """The next tab (1) or the one before (-1)."""
        if self.bar.count():
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def choose(self, key: str) -> None:
        """Look at a sheet."""
        if key in self._keys:
            self.bar.setCurrentIndex(self._keys.index(key))

    def look_into(self, key: str) -> None:
        """Open a sheet that is left out, so that the user may say what it is."""
        self.opened.add(key)
        if self.plan is not None:
            self.show_plan(self.plan)
        self.choose(key)

    def view(self) -> QWidget | None:
        """What is shown."""
        return self._views.get(self.key)

    def _lay_out(self) -> None:
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar.setAccessibleName(say("Sheets", self.desk.language))
        tones = self.desk.tones
        self.bar.setStyleSheet(LOOK.format(quiet=tones.quiet, text=tones.text, accent=tones.accent, line=tones.line,
                                           raised=tones.raised))
        self.bar.currentChanged.connect(self._chosen)
        self.tick = QCheckBox(say("Take this sheet", self.desk.language))
        self.tick.setMinimumWidth(3 * GRID)
        self.tick.clicked.connect(self._take)
        line = QHBoxLayout()
        line.setContentsMargins(2 * GRID - 4, 0, 2 * GRID - 4, 0)
        line.addWidget(self.bar, 1)
        line.addWidget(self.tick)
        self._stack = QStackedWidget()
        self._stack.setContentsMargins(2 * GRID - 4, 0, 2 * GRID - 4, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(line)
        column.addWidget(self._stack, 1)

    def _wanted(self, plan: Plan) -> list[str]:
        understood = any(sheet.mapping for sheet in plan.sheets)
        shown = [sheet.key for sheet in plan.sheets
                 if (sheet.taken and (sheet.mapping is not None or not understood)) or sheet.key in self.opened]
        left = [sheet for sheet in plan.sheets if sheet.key not in shown]
        told = plan.options
        asked = plan.asked or any(any(part.values()) for part in (told.named, told.choices, told.replaced, told.units))
        return [*([QUESTIONS] if asked else []), *shown, *([LEFT] if left else [])]

    def _rebuild(self, keys: list[str], before: str) -> None:
        for key in [key for key in self._views if key not in keys]:
            gone = self._views.pop(key)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        while self.bar.count():
            self.bar.removeTab(0)
        for _ in keys:
            self.bar.addTab("")
        place = min(self._keys.index(before), len(keys) - 1) if before in self._keys else 0
        self._keys = keys
        self.bar.setCurrentIndex(keys.index(before) if before in keys else place)

    def _words(self, key: str) -> str:
        language = self.desk.language
        assert self.plan is not None
        if key == QUESTIONS:
            return say("Questions ({n})", language, n=f"{len(self.plan.asked):,}")
        if key == LEFT:
            return say("Left out ({n})", language, n=sum(sheet.key not in self._keys for sheet in self.plan.sheets))
        return f"{key} ({len(self._sheet(key).rows):,})"

    def _sheet(self, key: str) -> SheetPlan:
        assert self.plan is not None
        return next(sheet for sheet in self.plan.sheets if sheet.key == key)

    def _chosen(self) -> None:
        self._look()
        self.told.emit()

    def _look(self) -> None:
        """Show the chosen tab's view, made or told where it must be."""
        key = self.key
        if not key or self.plan is None:
            return
        if key not in self._views:
            self._views[key] = self._made(key)
            self._stack.addWidget(self._views[key])
        elif key in self._old:
            self._tell(key)
        self._old.discard(key)
        self._stack.setCurrentWidget(self._views[key])
        self.tick.setVisible(key not in (QUESTIONS, LEFT))
        if self.tick.isVisibleTo(self):
            self.tick.setChecked(self._sheet(key).taken)

    def _made(self, key: str) -> QWidget:
        from promo_desk.desktop.importing.sheet import SheetView

        assert self.plan is not None
        if key == LEFT:
            return LeftOut(self.desk, self.card, self, self._left())
        if key != QUESTIONS:
            return SheetView(self.desk, self.card, self._sheet(key))
        from promo_desk.desktop.importing.questions import QuestionsView

        made = QuestionsView(self.desk, self.card)
        made.show_plan(self.plan)
        return made

    def _tell(self, key: str) -> None:
        view: Any = self._views[key]
        if key == LEFT:
            view.show_sheets(self._left())
        elif key == QUESTIONS:
            view.show_plan(self.plan)
        else:
            view.show_plan(self._sheet(key))

    def _left(self) -> list[SheetPlan]:
        assert self.plan is not None
        return [sheet for sheet in self.plan.sheets if sheet.key not in self._keys]

    def _take(self, taken: bool) -> None:
        """Take all of a sheet, or nothing of it."""
        self.card.take(self.key, taken)


