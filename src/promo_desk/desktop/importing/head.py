"""The head of a file's card: its name, what it holds, what is recognised, and the rules, folded away in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.importing.rules import Rules, rules_text
from promo_desk.desktop.importing.words import VERDICTS, size_text, state_chip
from promo_desk.desktop.record_view import Chip
from promo_desk.desktop.widgets import GRID, Elided, button, empty, label, row, tool
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import Plan

REMARKS = 3
"""So many remarks on the file stand below its name; the rest in the tooltip of the last line."""


class Head(QWidget):
    """Everything about the file as a whole."""

    def __init__(self, desk: Desk, card: PlanCard) -> None:
        super().__init__()
        self.desk, self.card = desk, card
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + 4, GRID + 4, 0)
        column.setSpacing(GRID - 2)
        column.addLayout(self._title())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("Progress", desk.language))
        column.addLayout(self._under_way())
        self._facts, self._remarks = QHBoxLayout(), QVBoxLayout()
        self._facts.setSpacing(6)
        self._remarks.setSpacing(2)
        self._line = self._facts_and_rules()
        column.addWidget(self._line)
        column.addLayout(self._remarks)
        self.rules = Rules(desk, card)
        self.rules.hide()
        column.addWidget(self.rules)

    def refresh(self) -> None:
        """Show the file as it is."""
        file = self.card.incoming
        self.name.set_whole(file.name)
        self.about.setText(" · ".join(part for part in (size_text(file), self._recognised()) if part))
        planned = file.plan is not None and file.state in ("planned", "writing")
        self._fill(file.plan if planned else None)
        busy = file.busy and file.state != "reading"
        self._doing.setVisible(busy)
        if busy and not file.done[1]:
            self.bar.setRange(0, 0)
        self._line.setVisible(planned)
        self.rules.setVisible(planned and self.opener.isChecked())
        if planned:
            self.rules.show_plan(file.plan)
            self.told.set_whole("" if self.opener.isChecked() else rules_text(file.options, self.desk.language))

    def advance(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(of, 0))
        self.bar.setValue(done)
        self.percent.setText(f"{100 * done // of} %" if of else "")

    def _title(self) -> QHBoxLayout:
        file = self.card.incoming
        self.name = Elided(file.name, "head", strong=True)
        self.name.setToolTip(str(file.file))
        self.about = label("", "small", "quiet")
        away = tool(self.desk, "x", say("Put this file away", self.desk.language), self.card.close_up)
        line = row(self.name, self.about, away)
        line.setStretch(0, 1)
        return line

    def _under_way(self) -> QVBoxLayout:
        """A correction is worked out, or the plan is written: the old plan stays to be seen."""
        self._doing = QWidget()
        self.percent = label("", "small", "quiet")
        cancel = button(self.desk, say("Cancel", self.desk.language), self.card.incoming.give_up, look="link")
        line = row(self.bar, self.percent, cancel)
        line.setStretch(0, 1)
        self._doing.setLayout(line)
        self._doing.hide()
        made = QVBoxLayout()
        made.addWidget(self._doing)
        return made

    def _facts_and_rules(self) -> QWidget:
        self.opener = button(self.desk, say("Rules", self.desk.language), icon="sliders-horizontal", look="quiet")
        self.opener.setCheckable(True)
        self.opener.setToolTip(say("How bad cells, empty cells and other columns are dealt with", self.desk.language))
        self.opener.clicked.connect(self.refresh)
        self.told = Elided("", "small", "quiet")
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        facts = QWidget()
        facts.setMinimumWidth(1)  # in a narrow window the last chips are cut off, the window is not made wider
        self._facts.setContentsMargins(0, 0, 0, 0)
        facts.setLayout(self._facts)
        line.addWidget(facts)
        line.addWidget(self.told, 1)
        line.addWidget(self.opener)
        return made

    def _fill(self, plan: Plan | None) -> None:
        empty(self._facts)
        empty(self._remarks)
        file, language = self.card.incoming, self.desk.language
        if plan is None:
            return
        for verdict, (words, how) in VERDICTS.items():
            if count := file.facts.counts.get(verdict):
                self._facts.addWidget(Chip(self.desk, Message(words.msgid, {"n": f"{count:,}"}).text(language), how))
        if file.facts.holding:
            self._facts.addWidget(Chip(self.desk, *state_chip(file, language)))
        self._fill_remarks(plan)

    def _fill_remarks(self, plan: Plan) -> None:
        language, file = self.desk.language, self.card.incoming
        told = [remark.text(language) for remark in plan.remarks]
        if file.fault is not None:
            told.insert(0, file.fault.message.text(language))
        for words in told[:REMARKS]:
            self._remarks.addWidget(Elided(words, "small", "danger" if file.fault and words == told[0] else "warn"))
        if len(told) > REMARKS:
            more = Elided(say("and {n} more", language, n=len(told) - REMARKS), "small", "warn")
            more.setToolTip("\n".join(told[REMARKS:]))
            self._remarks.addWidget(more)
        if file.facts.before is not None:
            number = file.facts.before.number
            link = button(self.desk, say("See that import", language),
                          lambda: self.desk.go(Place("imports", where=(number,))), look="link")
            self._remarks.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _recognised(self) -> str:
        plan, language = self.card.plan, self.desk.language
        known = dict.fromkeys(sheet.mapping.profile.name for sheet in plan.sheets
                              if sheet.mapping is not None and sheet.mapping.profile is not None) if plan else {}
        names = [name for name in known if name]
        if names:
            return say("Recognised: {name}", language, name=say(", ", language).join(names))
        return say("An export of this desk", language) if known else ""
