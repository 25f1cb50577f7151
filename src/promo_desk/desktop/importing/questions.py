"""What a file asks, each question once however many cells ask it; answered with single keys, and taken back as easily.

Answers go into the options at once and the questions go on; the plan that is made meanwhile is shown when it comes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.field_picker import path_words
from promo_desk.desktop.importing.cells_facts import shown
from promo_desk.desktop.importing.questions_asked import Answered, answered_of
from promo_desk.desktop.importing.questions_card import QuestionCard
from promo_desk.desktop.importing.sheet import SheetView
from promo_desk.desktop.widgets import GRID, Card, Elided, label, thin_bars
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.sheets.questions import place_of

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import Options, Plan
    from promo_desk.sheets.questions import Question

WIDE = 90 * GRID
"""From this width on the list stands beside the question, else above it."""
WHAT = Qt.ItemDataRole.UserRole
Key = Qt.Key
KEYS: dict[int, str] = {
    Key.Key_N: "new", Key.Key_S: "skip", Key.Key_Return: "first", Key.Key_Enter: "first", Key.Key_0: "nothing",
    Key.Key_T: "type", Key.Key_Slash: "type", Key.Key_U: "undo", Key.Key_Delete: "undo", Key.Key_Backspace: "undo",
    Key.Key_G: "go", Key.Key_Escape: "stay"}


class QuestionsView(QWidget):
    """The list of questions, and the one that is answered now."""

    def __init__(self, desk: Desk, card: PlanCard) -> None:
        super().__init__()
        self.desk, self.card = desk, card
        self.plan: Plan | None = None
        self.open: list[Question] = []
        self.answered: list[Answered] = []
        self._known: dict[tuple[str, str, str], Answered] = {}
        self._given: set[tuple[str, str, str]] = set()
        """Answered since the plan that is shown was made."""
        self._lay_out()
        self.list.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda now, before: self._show_current())
        self.setFocusProxy(self.list)

    def show_plan(self, plan: Plan) -> None:
        """The questions of a plan; those answered since it was asked for do not come back."""
        self.plan = plan
        if plan.options == self.card.options:
            self._given.clear()
        self._fill()

    def answer(self, answer: Any, words: str = "") -> None:
        """Answer the current question everywhere it is asked, and go on to the next."""
        from promo_desk.sheets.questions import answered

        question = self.current()
        if question is None or self.plan is None:
            return
        key = place_of(question)
        self._known[key] = Answered(key, shown(question.raw), question.path, answer, words)
        self._given.add(key)
        options = answered(self.card.options, question, answer)
        self._move(options)

    def undo(self) -> None:
        """Take back the answer the list stands on."""
        item = self.list.currentItem()
        there = item.data(WHAT) if item is not None else None
        if isinstance(there, Answered):
            self._given.discard(there.key)
            self._move(there.taken_back(self.card.options))

    def current(self) -> Question | None:
        """The question the list stands on; None on one that is answered."""
        item = self.list.currentItem()
        there = item.data(WHAT) if item is not None else None
        return None if there is None or isinstance(there, Answered) else there

    def skip(self) -> None:
        """Leave it open, and go on."""
        if self.open:
            self.list.setCurrentRow((self.list.currentRow() + 1) % len(self.open))

    def do(self, verb: str) -> bool:
        """What a key means; False where it means nothing here."""
        acts: dict[str, Callable[[], object]] = {
            "new": self.question.take_new, "skip": self.skip, "first": lambda: self.question.take(0),
            "nothing": self.question.take_nothing, "type": self.question.focus_line, "undo": self.undo,
            "go": self._go_to_cell, "stay": self.list.setFocus}
        act = acts.get(verb)
        if act is not None:
            act()
        return act is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Single keys answer while the list has the keyboard."""
        if watched is self.list and isinstance(event, QKeyEvent):
            verb = KEYS.get(event.key(), "") if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else ""
            digit = event.key() - Qt.Key.Key_1 if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 else -1
            if event.type() == QEvent.Type.ShortcutOverride and (verb or digit >= 0):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and (verb or digit >= 0):
                return self.question.take(digit) or True if digit >= 0 else self.do(verb)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Esc leads back to the list, from wherever it was pressed here; it does not put the file away."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.list.setFocus()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.scaled(WIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.list.setMinimumWidth(theme.scaled(34 * GRID) if wide else 0)
        self.list.setMaximumWidth(theme.scaled(44 * GRID) if wide else 16_777_215)
        self.list.setMaximumHeight(16_777_215 if wide else theme.scaled(20 * GRID))

    def _lay_out(self) -> None:
        theme.dress(self, "controls", self.desk.scheme)
        self.progress = label("", strong=True)
        self.hint = Elided("", "small", "quiet")
        self.list = QListWidget()
        self.list.setAccessibleName(say("Questions", self.desk.language))
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView::item { padding: 5px 6px; }")
        thin_bars(self.desk, self.list)
        self.question = QuestionCard(self.desk)
        self.question.taken.connect(self._taken)
        self.question.cell_asked.connect(self._go_to_cell)
        self.question.left.connect(self.list.setFocus)
        self.question.undo_asked.connect(self.undo)
        frame = Card(self.desk, GRID)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(2 * GRID)
        self._both.addWidget(self.list)
        self._both.addWidget(self.question, 1)
        frame.body.addLayout(self._both, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(2 * GRID)
        head.addWidget(self.progress)
        head.addWidget(self.hint, 1)
        column.addLayout(head)
        column.addWidget(frame, 1)

    def _taken(self, answer: Any, words: str) -> None:
        self.list.setFocus()
        self.answer(answer, words)

    def _move(self, options: Options) -> None:
        """Other options: what is shown changes at once, the plan follows."""
        self._fill(options)
        self.card.set_options(options)

    def _fill(self, options: Options | None = None) -> None:
        row, asked = max(self.list.currentRow(), 0), self.plan.asked if self.plan is not None else ()
        before = self.current()
        self.open = [each for each in asked if place_of(each) not in self._given]
        self.answered = answered_of(options or self.card.options, self._known)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for question in self.open:
            self._add(self._line(question), question, f"{len(question.cells):,}")
        for each in self.answered:
            self._add(f"{each.raw} → {each.shown(self.desk.language)}", each, "")
        was = place_of(before) if before is not None else None
        places = [at for at, each in enumerate(self.open) if place_of(each) == was]
        last = len(self.open) - 1 if self.open else self.list.count() - 1
        self.list.setCurrentRow(places[0] if places else min(row, last))
        self.list.blockSignals(blocked)
        self._tell_progress()
        self._show_current()

    def _line(self, question: Question) -> str:
        known = path_words(question.path, "field", self.desk.language).rpartition(" › ")[2]
        return f"{shown(question.raw)[:60]}  ·  {known}"

    def _add(self, words: str, what: Any, cells: str) -> None:
        item = QListWidgetItem(words + (f"  ({cells})" if cells else ""))
        item.setData(WHAT, what)
        item.setToolTip(words)
        if isinstance(what, Answered):
            item.setIcon(icons.icon("check", self.desk.tones.good, 14))
            item.setForeground(QColor(self.desk.tones.quiet))
        else:
            name, colour = ("circle-alert", "danger") if what.about == "error" else (
                "message-circle-question-mark", "warn")
            item.setIcon(icons.icon(name, getattr(self.desk.tones, colour), 14))
        self.list.addItem(item)

    def _tell_progress(self) -> None:
        language, done = self.desk.language, len(self.answered)
        every = f"{done + len(self.open):,}"
        words = (say("{done} of {all} answered", language, done=f"{done:,}", all=every) if self.open
                 else say("Nothing is asked any more.", language) if done else say("Nothing is asked.", language))
        self.progress.setText(words)
        keys = Message("1–9 choose · Enter the first · N a new one · 0 leave empty · T type · S skip · "
                       "G go to the cell")
        back = Message("U takes the answer back")
        self.hint.set_whole((keys if self.open else back).text(language) if self.list.count() else "")

    def _show_current(self) -> None:
        item = self.list.currentItem()
        what = item.data(WHAT) if item is not None else None
        if isinstance(what, Answered):
            self.question.show_answered(what)
        else:
            self.question.show_question(what, self.plan)

    def _go_to_cell(self) -> None:
        question = self.current()
        if question is not None and question.cells:
            key, cell = question.cells[0]
            self.card.tabs.choose(key)
            view = self.card.tabs.view()
            if isinstance(view, SheetView):
                view.go_to_cell(cell)
