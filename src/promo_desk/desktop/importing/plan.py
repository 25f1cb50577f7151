"""One file on the page of imports, in full height: what it is, what would become of it, and the button that writes.

The card is a view of an :class:`~promo_desk.desktop.importing.file.Incoming`, which does the work. Nothing is forced:
every part can be looked at and corrected in any order, and each correction shows at once what it changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.done import Done
from promo_desk.desktop.importing.file import Incoming
from promo_desk.desktop.importing.foot import Foot
from promo_desk.desktop.importing.head import Head
from promo_desk.desktop.importing.intake import Intake
from promo_desk.desktop.importing.stages import Locked, Refused, Running, Waiting
from promo_desk.desktop.importing.tabs import SheetTabs
from promo_desk.desktop.widgets import GRID, Card

if TYPE_CHECKING:
    from pathlib import Path

    from promo_desk.sheets.apply import Applied
    from promo_desk.sheets.plan import Options, Plan


class PlanCard(Card):
    """A file from drop to undo."""

    verbs_changed = Signal()
    asked_another = Signal()
    """The user wants to choose another file in this one's place."""

    def __init__(self, desk: Desk, incoming: Incoming) -> None:
        super().__init__(desk)
        self.desk, self.incoming = desk, incoming
        theme.dress(self, "controls", desk.scheme)
        self.tabs = SheetTabs(desk, self)
        self.head = Head(desk, self)
        self.foot = Foot(desk, self)
        self._stage: QWidget | None = None
        self._shown: Plan | None = None
        self._lay_out()
        incoming.changed.connect(self.refresh)
        incoming.progressed.connect(self._advance)
        self.refresh()

    @property
    def plan(self) -> Plan | None:
        return self.incoming.plan

    @property
    def options(self) -> Options:
        return self.incoming.options

    @property
    def applied(self) -> Applied | None:
        return self.incoming.applied

    @property
    def file(self) -> Path:
        return self.incoming.file

    def set_options(self, options: Options) -> None:
        """The user corrects something: the plan is made anew."""
        self.incoming.set_options(options)

    def correct(self, **changed: Any) -> None:
        """Correct options by name."""
        self.set_options(replace(self.options, **changed))

    def correct_sheet(self, part: str, sheet: str, values: dict[str, Any]) -> None:
        """Correct one sheet: ``part`` is mapping, answers, mended or shapes; ``values`` by column, cell or name."""
        before: dict[str, Any] = dict(getattr(self.options, part))
        self.correct(**{part: before | {sheet: {**before.get(sheet, {}), **values}}})

    def take(self, sheet: str, taken: bool) -> None:
        """Take a sheet, or nothing of it."""
        self.correct(taken={**self.options.taken, sheet: taken})

    def apply(self) -> None:
        """Write the plan as one change."""
        if self.incoming.facts.writes and self.incoming.hindrance() is None:
            self.incoming.write()

    def undo(self) -> None:
        """Take the import back."""
        self.incoming.take_back()

    def close_up(self) -> None:
        """Put the file away."""
        Intake.of(self.desk).put_away(self.incoming)

    def choose_another(self) -> None:
        """Put it away, and choose another."""
        self.asked_another.emit()

    def following(self) -> Incoming | None:
        return Intake.of(self.desk).next_open(self.incoming)

    def go_on(self) -> None:
        """Look at the next file that still wants something."""
        following = self.following()
        if following is not None:
            Intake.of(self.desk).select(following)

    def come(self) -> None:
        """It is shown: the keyboard goes where the work is."""
        target = self._stage if self._stage is not None else self.tabs.view() or self.tabs.bar
        target.setFocus()

    def refresh(self) -> None:
        """Show the file as it is now."""
        file = self.incoming
        self.head.refresh()
        shows_plan = file.plan is not None and file.state in ("planned", "writing")
        if shows_plan:
            self._show_plan()
        else:
            self._show_stage()
        self.foot.setVisible(shows_plan)
        self.foot.refresh()
        self.verbs_changed.emit()

    def _lay_out(self) -> None:
        self._middle = QStackedLayout()
        self._middle.addWidget(self.tabs)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addWidget(self.head)
        line = QVBoxLayout()
        line.setContentsMargins(0, GRID // 2, 0, 0)
        line.addLayout(self._middle)
        self.body.addLayout(line, 1)
        self.body.addWidget(self.foot)

    def _show_plan(self) -> None:
        if self.incoming.plan is not self._shown and self.incoming.plan is not None:
            self._shown = self.incoming.plan
            self.tabs.show_plan(self._shown)
        self._let_stage_go()
        self._middle.setCurrentWidget(self.tabs)

    def _show_stage(self) -> None:
        """What stands in the plan's place."""
        had_focus = self._stage is not None and self._stage.isAncestorOf(self.focusWidget() or self)
        running = isinstance(self._stage, Running) and self.incoming.state == "reading"
        if running:
            return
        self._let_stage_go()
        self._stage = self._made()
        self._middle.addWidget(self._stage)
        self._middle.setCurrentWidget(self._stage)
        if had_focus or self.isAncestorOf(self.focusWidget() or self):
            self._stage.setFocus()

    def _made(self) -> QWidget:
        file, desk = self.incoming, self.desk
        if file.state == "reading":
            return Running(desk, file)
        if file.state == "locked":
            return Locked(desk, file, self)
        if file.state == "refused":
            return Refused(desk, file, self)
        return Waiting(desk, file) if file.state == "waiting" else Done(desk, file, self)

    def _let_stage_go(self) -> None:
        if self._stage is not None:
            self._middle.removeWidget(self._stage)
            self._stage.deleteLater()
            self._stage = None

    def _advance(self, done: int, of: int) -> None:
        if isinstance(self._stage, Running):
            self._stage.advance(done, of)
        self.head.advance(done, of)
