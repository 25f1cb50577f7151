"""Below the cells: what is said of the one the cursor is on, and the answers it may be given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_edit import read_back
from promo_desk.desktop.importing.cells_facts import ASKING, Facts, field_of
from promo_desk.desktop.importing.cells_said import Said
from promo_desk.desktop.importing.cells_words import cell_told, column_words, mark
from promo_desk.desktop.widgets import GRID, Elided, button, empty, label, menu
from promo_desk.fields.words import say
from promo_desk.sheets.cells import cell_name

if TYPE_CHECKING:
    from promo_desk.sheets.parsed_columns import CellNote

OFFERED = 4
TONES = {"error": "danger", "question": "warn", "conflict": "warn", "remark": "quiet", "change": "accent", "": "quiet"}


class CellDetails(QWidget):
    """Cell, field and sentence; candidates as buttons; "everywhere it stands"."""

    mend_asked = Signal()
    done = Signal()
    """An answer was given: the cells have the keyboard again."""

    def __init__(self, desk: Desk, said: Said) -> None:
        super().__init__()
        self._desk, self._said = desk, said
        theme.dress(self, "controls", desk.scheme)
        self.place, self._short = (0, 0), False
        self.answers: list[QWidget] = []
        self.everywhere: QCheckBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, 6, GRID + 4, 8)
        column.setSpacing(3)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        for line in (self._head, self._foot):
            line.setSpacing(GRID)
            column.addLayout(line)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        """Always as high as its two lines, so that the cells above do not jump."""
        answers = 0 if self._short and not self.answers else max(theme.font_height() + 2 * GRID - 4, theme.scaled(30))
        high = theme.font_height() + answers + 17
        return QSize(super().sizeHint().width(), high)

    def set_short(self, short: bool) -> None:
        """Whether there is so little room that the second line is there only where it is needed."""
        if short != self._short:
            self._short = short
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def show_cell(self, facts: Facts, row: int, column: int) -> None:
        empty(self._head)
        empty(self._foot)
        self.place, self.answers, self.everywhere = (row, column), [], None
        if not row:
            return
        self._tell_what(facts, row, column)
        self._tell_where(facts, row, column)
        note = facts.note(row, column)
        if facts.mended(row, column)[0]:
            self._offer_back()
        elif note is not None and (note.candidates or note.level in ASKING) and not facts.is_refused(row, column):
            self._offer(note)
        self._foot.addStretch(1)
        self.updateGeometry()

    def first_answer(self) -> QWidget | None:
        """Where Return leads from a cell that asks."""
        return self.answers[0] if self.answers else None

    def _tell_where(self, facts: Facts, row: int, column: int) -> None:
        language = self._desk.language
        words = column_words(facts, column) if facts.is_record(row) else ""
        state = mark(facts.state(row)).words.text(language)
        parts = [part for part in (words, say("row {row}", language, row=row) + (f": {state}" if state else ""))
                 if part]
        self._head.addWidget(label(" · ".join(parts), "small", "quiet"))

    def _tell_what(self, facts: Facts, row: int, column: int) -> None:
        note = facts.note(row, column)
        told = cell_told(facts, row, column).replace("\n", "  ")
        text, tone = facts.text(row, column), TONES.get(note.level if note is not None else "", "quiet")
        if not told and facts.is_record(row):
            told, tone = read_back(facts, column, text)[0], "quiet"
        raw = label(text if len(text) <= 40 else text[:39] + "…", strong=True)
        raw.setToolTip(text)
        self._head.addWidget(label(cell_name(row, column), tone="quiet"))
        self._head.addWidget(raw)
        self._head.addWidget(Elided(told, tone=tone), 1)

    def _offer_back(self) -> None:
        words = say("Take back what was put here", self._desk.language)
        self._add(button(self._desk, words, self._run(lambda: self._said.as_it_was(*self.place)), look="link"))

    def _offer(self, note: CellNote) -> None:
        """What the cell may mean, each a click; of a record also a new one; a value can always be typed."""
        language = self._desk.language
        question = self._said.question_of(*self.place)
        for candidate in note.candidates[:OFFERED]:
            words = candidate_words(note.path, candidate, language)
            made = button(self._desk, words, self._answerer(note, answer_of(candidate)))
            made.setToolTip(reason_of(candidate, language))
            self._add(made)
        if any(hasattr(each, "id") for each in note.candidates):
            self._add(button(self._desk, say("a new one", language), self._answerer(note, "new")))
        if question is not None and question.about == "choice":
            self._add(self._chooser(note))
        self._add(button(self._desk, say("another value…", language), self.mend_asked.emit, look="link"))
        if question is not None and len(question.cells) > 1 and len(self.answers) > 1:
            self._offer_everywhere(len(question.cells))

    def _offer_everywhere(self, many: int) -> None:
        words = say("everywhere it stands ({n} cells)", self._desk.language, n=many)
        self.everywhere = QCheckBox(words)
        self.everywhere.setAccessibleName(words)
        self.everywhere.setChecked(True)
        self._foot.addWidget(self.everywhere)

    def _chooser(self, note: CellNote) -> QWidget:
        """All words of a choice."""
        language = self._desk.language
        made = button(self._desk, say("Choose…", language), icon="chevron-down")

        def open_menu() -> None:
            offered = menu(self._desk, self)
            for option in choices_of(note.path):
                offered.addAction(option.label(language)).triggered.connect(self._answerer(note, option.code))
            offered.popup(made.mapToGlobal(made.rect().bottomLeft()))

        made.clicked.connect(lambda checked=False: open_menu())
        return made

    def _answerer(self, note: CellNote, answer: Any) -> Callable[[], None]:
        return self._run(lambda: self._answer(note, answer))

    def _answer(self, note: CellNote, answer: Any) -> None:
        question = self._said.question_of(*self.place)
        if question is not None:
            everywhere = self.everywhere.isChecked() if self.everywhere is not None else True
            self._said.answer(question, answer, everywhere=everywhere)
        elif answer == "new" or hasattr(answer, "id") or isinstance(answer, int):
            self._said.card.correct_sheet("answers", self._said.key, {note.cell: getattr(answer, "id", answer)})
        else:
            self._said.mend(note.row, note.column, value_text(note.path, answer), everywhere=False)

    def _run(self, act: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.done.emit()
            act()
        return run

    def _add(self, widget: QWidget) -> None:
        self.answers.append(widget)
        self._foot.addWidget(widget)


def answer_of(candidate: Any) -> Any:
    """The answer that taking a candidate is: a record's number (the candidate itself where its kind matters too), or
    the value."""
    return candidate.id if hasattr(candidate, "id") and not candidate.kind else candidate


def candidate_words(path: str | None, candidate: Any, language: str) -> str:
    """A record by name, a value as text."""
    if hasattr(candidate, "id"):
        return f"{candidate.name or '#' + str(candidate.id)}"
    return value_text(path, candidate, language)


def reason_of(candidate: Any, language: str) -> str:
    """Why a record is proposed, with its number."""
    reason = getattr(candidate, "reason", None)
    return f"#{candidate.id} · {reason.text(language)}" if reason is not None else ""


def value_text(path: str | None, value: Any, language: str = "en") -> str:
    """A value of the field a path names, as text; a text as it is."""
    known = field_of(path)
    if value is None or (isinstance(value, str) and getattr(known and known.kind, "name", "") != "choice"):
        return value or ""
    return str(known.kind.text(value, language)) if known is not None else str(value)


def choices_of(path: str | None) -> tuple[Any, ...]:
    """The options of a field that is a choice."""
    known = field_of(path)
    return tuple(getattr(known.kind, "options", ())) if known is not None else ()
