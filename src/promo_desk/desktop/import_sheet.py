"""One sheet of a plan: what it is, what becomes of its columns and rows, and where a person must say a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop.chips import Look
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.field_picker import FieldPicker, path_words
from promo_desk.desktop.record_view import Chip
from promo_desk.desktop.widgets import GRID, Elided, button, empty, label, row
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import plural

if TYPE_CHECKING:
    from promo_desk.desktop.import_plan import PlanCard
    from promo_desk.sheets.parsed_columns import CellNote
    from promo_desk.sheets.plan import SheetPlan

SHOWN, ALIKE, ALL = 40, 3, 500
"""So many cells are shown at first, so many of one remark, so many on request."""
LEVELS = ("error", "question", "remark", "change")
VERDICTS: dict[str, tuple[Message, Look]] = {
    "new": (Message("{n} new"), ("green", "full")), "changed": (Message("{n} changed"), ("blue", "half")),
    "same": (Message("{n} the same"), ("grey", "ring")), "conflict": (Message("{n} in conflict"), ("amber", "alert")),
    "duplicate": (Message("{n} twice in the file"), ("violet", "half")),
    "error": (Message("{n} with a fault"), ("red", "cross")),
    "not_a_record": (Message("{n} rows that are no records"), ("grey", "pause")),
}
TONES = {"error": "danger", "question": "warn", "remark": "quiet", "change": "quiet"}


class SheetView(QWidget):
    """Heading with verdicts, columns, rows to look at."""

    def __init__(self, desk: Desk, card: PlanCard, sheet: SheetPlan) -> None:
        super().__init__()
        self.desk, self.card, self.sheet = desk, card, sheet
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addLayout(self._heading())
        self._column.addLayout(self._verdicts())
        for remark in sheet.remarks:
            self._column.addWidget(label(remark.text(desk.language), "small", "warn", wrap=True))
        if sheet.mapping is not None:
            self._column.addLayout(self._columns())
            self._rows()

    def _heading(self) -> QHBoxLayout:
        """The sheet, what its rows are (a click corrects it), where they stand."""
        language, shape = self.desk.language, self.sheet.shape
        kind = plural(self.sheet.kind, language) if self.sheet.kind else say("What are these rows?", language)
        chooser = button(self.desk, kind, look="link")
        chooser.clicked.connect(lambda checked=False: self._ask_kind(chooser))
        place = say("header in rows {header}, records in rows {first} to {last}", language,
                    header="–".join(str(each) for each in shape.header_rows) or "–", first=shape.first_row,
                    last=shape.last_row) if shape.last_row else ""
        return row(label(self.sheet.sheet, strong=True), label("→", tone="faint"), chooser,
                   label(place, "small", "quiet"), None)

    def _verdicts(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        for verdict, count in self.sheet.counts().items():
            if count:
                words, how = VERDICTS[verdict]
                line.addWidget(Chip(self.desk, Message(words.msgid, {"n": count}).text(self.desk.language), how))
        line.addStretch(1)
        return line

    def _columns(self) -> QGridLayout:
        """Each header with the field it goes to; the ones nobody was sure of stand out."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        mapped = self.sheet.mapping.columns if self.sheet.mapping is not None else ()
        for number, each in enumerate(mapped):
            line, place = divmod(number, 2)
            header = Elided(f"{each.column.letter}  {each.column.header}", "small", "quiet")
            header.setMinimumWidth(12 * GRID)
            grid.addWidget(header, line, 3 * place)
            grid.addWidget(label("→", "small", "faint"), line, 3 * place + 1)
            grid.addWidget(self._target(each), line, 3 * place + 2, Qt.AlignmentFlag.AlignLeft)
        for place in range(2):
            grid.setColumnStretch(3 * place, 2)
            grid.setColumnStretch(3 * place + 2, 3)
        return grid

    def _target(self, each: Any) -> QWidget:
        words = path_words(each.path, each.use, self.desk.language)
        unit = each.unit or (each.column.unit if each.path else None)
        if unit:
            words = f"{words} ({unit})"
        chooser = button(self.desk, words, look="link")
        chooser.setAccessibleName(f"{each.column.header} → {words}")
        chooser.clicked.connect(lambda checked=False: self._ask_field(chooser, each.column.letter))
        if each.message is not None:
            chooser.setToolTip(each.message.text(self.desk.language))
        return chooser

    def _ask_field(self, anchor: QWidget, letter: str) -> None:
        picker = FieldPicker(self.desk, self.sheet.kind or "company", self)
        picker.chosen.connect(lambda path: self.card.correct_sheet("mapping", self.sheet.sheet, {letter: path}))
        picker.open_below(anchor)

    def _ask_kind(self, anchor: QWidget) -> None:
        from promo_desk.desktop.widgets import menu
        from promo_desk.records import kinds

        made = menu(self.desk, self)
        for kind in kinds():
            action = made.addAction(plural(kind, self.desk.language))
            action.triggered.connect(self._kind_setter(kind))
        made.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _kind_setter(self, kind: str) -> Callable[[], None]:
        return lambda: self.card.correct(into=kind)

    def _rows(self) -> None:
        """The cells that are wrong, asked about or changed, row by row; the important ones first."""
        notes = sorted((note for cells in self.sheet.notes.values() for note in cells),
                       key=lambda note: (LEVELS.index(note.level), note.row, note.column))
        self._skipped()
        self._notes = QVBoxLayout()
        self._column.addLayout(self._notes)
        shown = first_of_each(notes)[:SHOWN]
        self._show_notes(shown)
        if len(notes) > len(shown):
            words = say("Show all {n} remarks", self.desk.language, n=len(notes))
            more = button(self.desk, words, look="link")
            more.clicked.connect(lambda checked=False: self._show_notes(notes[:ALL]))
            more.clicked.connect(more.hide)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_notes(self, notes: list[CellNote]) -> None:
        empty(self._notes)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        for number, note in enumerate(notes):
            self._note(grid, number, note)
        self._notes.addLayout(grid)

    def _skipped(self) -> None:
        """Rows that are no records, in one line."""
        skipped = [each for each in self.sheet.shape.not_records if each.reason != "blank"]
        if skipped:
            rows = "; ".join(f"{each.row} {each.text}" for each in skipped)
            told = say("No records: rows {rows}", self.desk.language, rows=rows)
            self._column.addWidget(Elided(told, "small", "quiet"))

    def _note(self, grid: QGridLayout, number: int, note: CellNote) -> None:
        from promo_desk.sheets.plan import note_text

        language, top = self.desk.language, Qt.AlignmentFlag.AlignTop
        tone = TONES[note.level]
        grid.addWidget(label(note.cell, "small", "faint"), number, 0, top)
        field = path_words(note.path, "field", language) if note.path else ""
        grid.addWidget(label(field, "small", "quiet"), number, 1, top)
        words = note_text(note, language)
        if note.level != "change" and note.raw is not None:
            words = f"“{str(note.raw)[:40]}”  {words}"
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(label(words, "small", tone, wrap=True))
        if note.candidates:
            cell.addLayout(self._answers(note))
        grid.addLayout(cell, number, 2, top)

    def _answers(self, note: CellNote) -> QHBoxLayout:
        """What the cell may mean, each a click; of records also "a new one"."""
        language = self.desk.language
        parts: list[QWidget | int | None] = []
        for candidate in note.candidates[:4]:
            words = getattr(candidate, "name", "") or path_text(note.path, candidate, language)
            parts.append(button(self.desk, words, self._answerer(note, candidate), look="link"))
        if any(hasattr(candidate, "id") for candidate in note.candidates):
            parts.append(button(self.desk, say("a new one", language), self._answerer(note, None), look="link"))
        return row(*parts, None, spacing=2 * GRID)

    def _answerer(self, note: CellNote, candidate: Any) -> Callable[[], None]:
        def answer() -> None:
            if candidate is None or hasattr(candidate, "id"):
                meant = "new" if candidate is None else candidate.id
                self.card.correct_sheet("answers", self.sheet.sheet, {note.cell: meant})
            else:
                self.card.correct_sheet("mended", self.sheet.sheet, {note.cell: candidate})
        return answer


def first_of_each(notes: list[CellNote]) -> list[CellNote]:
    """Faults and questions all, of remarks that say the same of many cells the first few."""
    seen: Counter[str] = Counter()
    shown = []
    for note in notes:
        seen[note.message.msgid] += 1
        if note.level in ("error", "question") or seen[note.message.msgid] <= ALIKE:
            shown.append(note)
    return shown


def path_text(path: str | None, value: Any, language: str) -> str:
    """A value of the field a path names, as text."""
    from promo_desk.records import fields_of

    kind, _, key = (path or "").partition(".")
    return str(fields_of(kind)[key].kind.text(value, language)) if key else str(value)
