"""One file's way in: read, planned, corrected, applied, undone; one card on the page of imports, nothing forced.

Every correction makes the plan anew on a worker (from the book that is already read); nothing is written before
"Import", and then as one change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.editors import Combo
from promo_desk.desktop.exporting import save_rejects
from promo_desk.desktop.import_sheet import SheetView
from promo_desk.desktop.progress import progress_of
from promo_desk.desktop.tasks import Fault, Work
from promo_desk.desktop.widgets import GRID, Card, button, empty, label, row, tool
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.sheets.apply import Applied
    from promo_desk.sheets.plan import Options, Plan

ON_ERROR = (("stop", Message("All rows or none")), ("skip", Message("Leave out rows with a bad cell")),
            ("blank", Message("Take rows without the bad cell")))
BLANK = (("keep", Message("Empty cells keep what is there")), ("fill", Message("Only fill what is empty")),
         ("clear", Message("Empty cells clear what is there")))


class PlanCard(Card):
    """A file from drop to undo."""

    closed = Signal()

    def __init__(self, desk: Desk, file: str) -> None:
        super().__init__(desk, 2 * GRID - 4)
        self.desk, self.file = desk, Path(file)
        self.plan: Plan | None = None
        self.applied: Applied | None = None
        self.options = self._usual_options()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(GRID + 4)
        self.body.setSpacing(GRID)
        away = tool(desk, "x", say("Put this file away", desk.language), self.close_up)
        self.body.addLayout(row(label(self.file.name, "head", strong=True), None, away))
        self.body.addLayout(self._inside)
        self._say(say("Reading…", desk.language))
        self.make()

    def make(self) -> None:
        """Plan the file with the options as they are; the newest plan wins."""
        source: Any = self.plan.book if self.plan is not None and self.plan.book is not None else self.file
        options, store = self.options, self.desk.store

        def run(work: Work) -> Plan:
            from promo_desk.sheets.plan import make_plan

            return make_plan(store, source, options, progress_of(work))

        self.desk.tasks.read(run, self._show, self._refused, lane="plan", owner=self,
                             label=say("Reading {file}", self.desk.language, file=self.file.name))

    def correct(self, **changed: Any) -> None:
        """The user corrects something: the plan is made anew."""
        self.options = replace(self.options, **changed)
        self.make()

    def correct_sheet(self, part: str, sheet: str, values: dict[str, Any]) -> None:
        """Correct one sheet: ``part`` is mapping, answers, mended or shapes; ``values`` by column, cell or name."""
        before: dict[str, Any] = dict(getattr(self.options, part))
        self.correct(**{part: before | {sheet: {**before.get(sheet, {}), **values}}})

    def apply(self) -> None:
        """Write the plan as one change."""
        plan, store = self.plan, self.desk.store
        if plan is None:
            return

        def run(work: Work) -> Applied:
            from promo_desk.sheets.apply import apply

            return apply(store, plan, progress_of(work))

        self.desk.tasks.change(say("Importing {file}", self.desk.language, file=self.file.name), run, self._done,
                               lambda error: self.desk.fault(Fault.of(error)))

    def close_up(self) -> None:
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _usual_options(self) -> Options:
        from promo_desk.sheets.plan import Options

        return Options(language=self.desk.language, on_error="skip")

    def _say(self, words: str, tone: str = "quiet") -> None:
        empty(self._inside)
        self._inside.addWidget(label(words, tone=tone, wrap=True))

    def _refused(self, error: BaseException) -> None:
        """The file, or what it holds, cannot be planned: the sentence stays on the card, with another try."""
        fault = Fault.of(error)
        self._say(fault.message.text(self.desk.language), "danger")
        self._inside.addLayout(row(button(self.desk, say("Try again", self.desk.language), self.make), None))
        if fault.report:
            self.desk.fault(fault)

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        empty(self._inside)
        self._inside.addLayout(self._decisions(plan))
        for remark in plan.remarks:
            self._inside.addWidget(label(remark.text(self.desk.language), tone="warn", wrap=True))
        for sheet in plan.sheets:
            self._inside.addWidget(SheetView(self.desk, self, sheet))

    def _decisions(self, plan: Plan) -> Any:
        """How to deal with bad and empty cells, and the button that writes."""
        language = self.desk.language
        write = button(self.desk, say("Import", language), self.apply, icon="check", look="primary")
        held = plan.errors if plan.options.on_error == "stop" else 0
        write.setEnabled(not plan.empty and not held)
        told = say("Nothing in it is new.", language) if plan.empty else ""
        if held:
            told = say("Rows with a fault: {n}. Correct them, or leave them out.", language, n=held)
        return row(self._chooser(say("Bad cells", language), ON_ERROR, "on_error"),
                   self._chooser(say("Empty cells", language), BLANK, "blank"), None,
                   label(told, "small", "danger" if held else "quiet"), write)

    def _chooser(self, name: str, answers: Any, option: str) -> QWidget:
        made = Combo()
        made.setAccessibleName(name)
        for code, words in answers:
            made.addItem(words.text(self.desk.language), code)
        made.setCurrentIndex(made.findData(getattr(self.options, option)))
        made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        made.currentIndexChanged.connect(lambda index: self.correct(**{option: made.itemData(index)}))
        return made

    def _done(self, applied: Applied) -> None:
        """Written: what became of it, and the way back."""
        self.applied = applied
        empty(self._inside)
        language = self.desk.language
        if applied.change is None:
            self._say(say("Nothing in it is new.", language))
            return
        told = say("Imported as change {number}: {counts}", language, number=applied.change,
                   counts=say(", ", language).join(self._counts(applied)))
        undo = button(self.desk, say("Undo this import", language), self._undoer(applied.change), icon="undo-2")
        self._inside.addWidget(label(told, tone="good", wrap=True))
        if applied.rejects:
            left = say("Rows with a fault that were left out or taken in part: {n}.", language, n=len(applied.rejects))
            self._inside.addWidget(label(left, tone="warn", wrap=True))
        mend = button(self.desk, say("Save the rows to mend", language) + "…",
                      lambda: save_rejects(self.desk, self, self.plan), icon="file-output")
        mend.setVisible(bool(applied.rejects))
        self._inside.addLayout(row(undo, mend, None))

    def _counts(self, applied: Applied) -> list[str]:
        from promo_desk.records import plural

        language = self.desk.language
        new = [say("{n} {kinds} new", language, n=counts["new"], kinds=plural(kind, language).lower())
               for kind, counts in applied.counts.items() if counts["new"]]
        return new + [say("{n} {kinds} changed", language, n=counts["changed"], kinds=plural(kind, language).lower())
                      for kind, counts in applied.counts.items() if counts["changed"]]

    def _undoer(self, number: int) -> Callable[[], None]:
        def undo() -> None:
            self.desk.undo_change(number)
            self.close_up()
        return undo
