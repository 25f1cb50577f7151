"""One question at a time: the raw word, the sentence, the numbered answers, a line for an answer of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.field_picker import path_words
from promo_desk.desktop.importing.cells_details import answer_of, candidate_words, choices_of, reason_of
from promo_desk.desktop.importing.cells_edit import read_back
from promo_desk.desktop.importing.cells_facts import Facts, field_of, shown
from promo_desk.desktop.link_editor import LinkEditor
from promo_desk.desktop.widgets import GRID, Elided, button, empty, label, scroll
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import link
from promo_desk.fields.words import say
from promo_desk.records import label as kind_label
from promo_desk.sheets.cells import column_number

if TYPE_CHECKING:
    from promo_desk.desktop.importing.questions_asked import Answered
    from promo_desk.sheets.plan import Plan
    from promo_desk.sheets.questions import Question


ACROSS = 3


@dataclass(frozen=True)
class Offer:
    """One answer: what it is, its words, why."""

    answer: Any
    words: str
    reason: str = ""


class RecordFinder(LinkEditor):
    """Finds a record by name; it makes none: the plan does, with "a new one"."""

    def _creatable(self, wanted: str) -> list[Any]:
        return []


class QuestionCard(QWidget):
    """Shows a question, and tells the answer."""

    taken = Signal(object, str)
    cell_asked = Signal()
    left = Signal()
    """Esc in the line: the keyboard goes back to the list."""
    undo_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.asked: Question | None = None
        self.offers: list[Offer] = []
        self.line: QLineEdit | None = None
        self.told = label("", "small", "quiet", wrap=True)
        self._facts: Facts | None = None
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(GRID, GRID, GRID, GRID)
        self._column.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = scroll(desk, inside)
        theme.dress(area.viewport(), "controls", desk.scheme)
        whole.addWidget(area)

    def show_question(self, question: Question | None, plan: Plan | None) -> None:
        empty(self._column)
        self.asked, self.offers, self.line = question, [], None
        if question is None or plan is None:
            return
        self._facts = self._facts_of(question, plan)
        self.offers = self._offered(question)
        self._head(question)
        self._choices()
        self._others(question)
        self._typing(question)
        self._column.addStretch(1)

    def show_answered(self, there: Answered) -> None:
        """What was answered, and the way back."""
        empty(self._column)
        self.asked, self.offers, self.line = None, [], None
        language = self._desk.language
        if there.path:
            self._column.addWidget(label(path_words(there.path, "field", language), "small", "quiet"))
        self._column.addWidget(label(there.raw, "title", strong=True, wrap=True))
        self._column.addWidget(label("→ " + there.shown(language), wrap=True))
        line = QHBoxLayout()
        line.addWidget(button(self._desk, say("Take the answer back", language), self.undo_asked.emit, icon="undo-2"))
        line.addStretch(1)
        self._column.addLayout(line)
        self._column.addStretch(1)

    def take(self, at: int) -> bool:
        """Take the answer of that place; False where there is none."""
        if not 0 <= at < len(self.offers):
            return False
        self.taken.emit(self.offers[at].answer, self.offers[at].words)
        return True

    def take_new(self) -> None:
        if self.asked is not None and self.asked.about == "record":
            self.taken.emit("new", "")

    def take_nothing(self) -> None:
        if self.asked is not None and self.asked.about != "record":
            self.taken.emit(None, "")

    def focus_line(self) -> None:
        if self.line is not None:
            self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line Return answers, Esc leaves."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() in (
                QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _facts_of(self, question: Question, plan: Plan) -> Facts | None:
        sheet = next((each for each in plan.sheets if question.cells and each.key == question.cells[0][0]), None)
        return Facts(sheet, plan.options, self._desk.language) if sheet is not None else None

    def _offered(self, question: Question) -> list[Offer]:
        """The candidates; of a choice all its words, the likely ones first."""
        language = self._desk.language
        offers = [Offer(answer_of(each), candidate_words(question.path, each, language), reason_of(each, language))
                  for each in question.candidates]
        if question.about == "choice":
            there = {offer.answer for offer in offers}
            offers += [Offer(option.code, option.label(language)) for option in choices_of(question.path)
                       if option.code not in there]
        return offers

    def _head(self, question: Question) -> None:
        language, line = self._desk.language, QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(label(path_words(question.path, "field", language), "small", "quiet"))
        many = len(question.cells)
        where = say("in 1 cell: {cell}", language, cell=question.cells[0][1]) if many == 1 else say(
            "in {n} cells, the first is {cell}", language, n=many, cell=question.cells[0][1])
        line.addWidget(button(self._desk, where, self.cell_asked.emit, look="link"))
        line.addStretch(1)
        self._column.addLayout(line)
        raw = label(shown(question.raw), "title", strong=True, wrap=True)
        raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(raw)
        self._column.addWidget(label(question.message.text(language), wrap=True))
        if question.holds:
            self._column.addWidget(label(say("Its rows wait for the answer.", language), "small", "warn"))
        self._column.addSpacing(GRID)

    def _choices(self) -> None:
        """Numbered; many short ones side by side, those with a reason each on its own line."""
        grid, across = QGridLayout(), self._across()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(6)
        for at, offer in enumerate(self.offers):
            row, column = divmod(at, across)
            grid.addWidget(self._choice(at, offer), row, column, Qt.AlignmentFlag.AlignLeft)
            if offer.reason:
                grid.addWidget(Elided(offer.reason, "small", "quiet"), row, column + 1)
        grid.setColumnStretch(across, 1)
        self._column.addLayout(grid)

    def _across(self) -> int:
        """How many choices stand side by side: as many as there is room for."""
        if len(self.offers) <= ACROSS or any(offer.reason for offer in self.offers):
            return 1
        widest = max(self.fontMetrics().horizontalAdvance(offer.words) for offer in self.offers) + 8 * GRID
        return max(1, min(ACROSS, (self.width() - 4 * GRID) // widest))

    def _choice(self, at: int, offer: Offer) -> QWidget:
        words = f"{at + 1}   {offer.words}" if at < 9 else offer.words
        made = button(self._desk, words.replace("&", "&&"), self._taker(at))
        made.setAccessibleName(offer.words)
        return made

    def _taker(self, at: int) -> Callable[[], None]:
        def take() -> None:
            self.take(at)
        return take

    def _others(self, question: Question) -> None:
        """A new record, or nothing."""
        language, line = self._desk.language, QHBoxLayout()
        if question.about == "record":
            words = say("a new {kind}", language, kind=kind_label(question.kind, language).lower())
            line.addWidget(button(self._desk, f"N   {words}", self.take_new))
        else:
            line.addWidget(button(self._desk, "0   " + say("leave it empty", language), self.take_nothing))
        line.addStretch(1)
        self._column.addLayout(line)

    def _typing(self, question: Question) -> None:
        language = self._desk.language
        self._column.addSpacing(GRID)
        words = say("T   or another record:", language) if question.about == "record" else say(
            "T   or type what it means:", language)
        self._column.addWidget(label(words, "small", "quiet"))
        if question.about == "record":
            self._finder(question)
        else:
            self._typed_line(question)
        assert self.line is not None
        self.line.setAccessibleName(words.lstrip("T "))
        self.line.setMaximumWidth(theme.scaled(52 * GRID))
        self.line.installEventFilter(self)

    def _finder(self, question: Question) -> None:
        finder = RecordFinder(self._desk, Field(question.kind, link(question.kind), english="Record"))
        self.line = finder.line
        self._column.addWidget(finder)

        def take() -> None:
            parsed = finder.parsed()
            if parsed.stands and parsed.value is not None:
                self.taken.emit(parsed.value.id, finder.line.text())
        finder.line.returnPressed.connect(take)

    def _typed_line(self, question: Question) -> None:
        self.line = line = QLineEdit()
        self.told = label("", "small", "quiet", wrap=True)
        self._column.addWidget(line)
        self._column.addWidget(self.told)
        line.textEdited.connect(self._say_reading)

        def take() -> None:
            if line.text().strip():
                self.taken.emit(self._meant(question, line.text().strip()), line.text().strip())
        line.returnPressed.connect(take)

    def _say_reading(self, text: str) -> None:
        if self.asked is None or self._facts is None:
            return
        column = column_number(self.asked.cells[0][1].rstrip("0123456789"))
        words, tone = read_back(self._facts, column, text)
        self.told.setText(words)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    def _meant(self, question: Question, text: str) -> Any:
        """A choice typed by its word is its code; other text is read by the plan."""
        known = field_of(question.path)
        if question.about != "choice" or known is None:
            return text
        parsed = known.kind.parse(text)
        return parsed.value if parsed.stands and parsed.value is not None else text
