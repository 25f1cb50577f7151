"""How an import deals with bad and empty cells, with columns that fit no field, and with a list that is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.editors import Combo
from promo_desk.desktop.widgets import GRID, label
from promo_desk.fields.kinds import WHEN
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import Plan

Answers = tuple[tuple[str, Message], ...]
ON_ERROR: Answers = (("stop", Message("All rows or none")), ("skip", Message("Leave out rows with a bad cell")),
                     ("blank", Message("Take rows without the bad cell")))
BLANK: Answers = (("keep", Message("Empty cells keep what is there")), ("fill", Message("Only fill what is empty")),
                  ("clear", Message("Empty cells clear what is there")))
LEFTOVER: Answers = (("notes", Message("Keep them as notes")), ("left_out", Message("Leave them out")))
RULES: tuple[tuple[str, Message, Answers], ...] = (
    ("on_error", Message("Bad cells"), ON_ERROR), ("blank", Message("Empty cells"), BLANK),
    ("leftover", Message("Columns that fit no field"), LEFTOVER))


IN_SHORT = {"notes": Message("Other columns as notes"), "left_out": Message("Other columns left out")}
"""What becomes of columns that fit no field, where no heading stands above it."""


def rules_text(options: Any, language: str) -> str:
    """The rules in one line, for where they are not open."""
    told = [IN_SHORT.get(code, words).text(language) for name, _, answers in RULES for code, words in answers
            if code == getattr(options, name)]
    if options.snapshot:
        told.append(say("A complete list", language))
    return " · ".join(told)


class Rules(QWidget):
    """The rules as fields to choose from; each choice makes the plan anew."""

    def __init__(self, desk: Desk, card: PlanCard) -> None:
        super().__init__()
        self.desk, self.card = desk, card
        self._combos: dict[str, Combo] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2)
        for place, (name, words, answers) in enumerate(RULES):
            grid.addWidget(label(words.text(desk.language), "small", "quiet"), 0, place)
            grid.addWidget(self._chooser(name, words, answers), 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(grid)
        column.addWidget(self._snapshot())

    def show_plan(self, plan: Plan | None) -> None:
        """Show the rules as they are; a complete list makes sense of a list of tenants only."""
        for name, combo in self._combos.items():
            blocked = combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(getattr(self.card.options, name)))
            combo.blockSignals(blocked)
        tenants = plan is not None and any(sheet.kind == "tenancy" for sheet in plan.sheets)
        self._whole.setVisible(tenants)
        self.complete.setChecked(self.card.options.snapshot)
        self.ended.setEnabled(self.card.options.snapshot)
        missing = [each for sheet in plan.sheets for each in sheet.missing or ()] if plan is not None else []
        self.missing.setText(self._missing(len(missing)) if self.card.options.snapshot else "")

    def _missing(self, n: int) -> str:
        language = self.desk.language
        if not n:
            return say("Nobody is missing from it.", language)
        ended = self.card.options.ended_on is not None
        return (say("{n} are missing from it; their tenancies end then.", language, n=n) if ended else
                say("{n} are missing from it; with a day their tenancies end.", language, n=n))

    def _chooser(self, name: str, words: Message, answers: Answers) -> QWidget:
        made = self._combos[name] = Combo()
        made.setAccessibleName(words.text(self.desk.language))
        for code, answer in answers:
            made.addItem(answer.text(self.desk.language), code)
        made.setCurrentIndex(made.findData(getattr(self.card.options, name)))
        made.setMinimumWidth(12 * GRID)
        made.currentIndexChanged.connect(lambda index: self.card.correct(**{name: made.itemData(index)}))
        return made

    def _snapshot(self) -> QWidget:
        language = self.desk.language
        self.complete = QCheckBox(say("This list is complete: who is not in it has left", language))
        self.complete.clicked.connect(lambda on: self.card.correct(snapshot=on))
        self.ended = QLineEdit()
        self.ended.setPlaceholderText(say("The day they left", language))
        self.ended.setAccessibleName(say("The day they left", language))
        self.ended.editingFinished.connect(self._end)
        self.missing = label("", "small", "quiet")
        self._whole = QWidget()
        line = QGridLayout(self._whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setHorizontalSpacing(2 * GRID)
        line.addWidget(self.complete, 0, 0)
        line.addWidget(self.ended, 0, 1)
        line.addWidget(self.missing, 0, 2)
        line.setColumnStretch(2, 1)
        return self._whole

    def _end(self) -> None:
        """A day that is understood makes the plan anew; another turns red and changes nothing."""
        text = self.ended.text().strip()
        read = WHEN.parse(text) if text else None
        bad = read is not None and (read.level == "error" or read.value is None)
        self.ended.setProperty("state", "error" if bad else "")
        self.ended.style().polish(self.ended)
        day = None if read is None else read.value
        if not bad and day != self.card.options.ended_on:
            self.card.correct(ended_on=day)
