"""One sheet of an import: its real cells with everything decided shown on them, and every decision open to a word.

The page around knows files and plans; this knows one sheet. A new plan of the same sheet is shown in its place, and
the place one was at, the cursor and the selection stay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.field_picker import FieldPicker
from promo_desk.desktop.importing.cells import CellsView, Flag
from promo_desk.desktop.importing.cells_details import CellDetails
from promo_desk.desktop.importing.cells_facts import Facts
from promo_desk.desktop.importing.cells_filter import FilterLine
from promo_desk.desktop.importing.cells_find import find_text
from promo_desk.desktop.importing.cells_head import HeadLine, MissingLine, UnitBox
from promo_desk.desktop.importing.cells_said import Said, Steps
from promo_desk.desktop.importing.cells_words import column_told
from promo_desk.desktop.importing.rows_menu import CELL, COLUMN, ROW, fill
from promo_desk.desktop.widgets import Card, menu
from promo_desk.fields.message import Message
from promo_desk.sheets.cells import column_letter

if TYPE_CHECKING:
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import Options, SheetPlan


SHORT = 420
"""Below this height the line of answers is there only for cells that ask."""


class SheetView(QWidget):
    """Fills the height it is given; the cells scroll inside."""

    verbs_changed = Signal()

    def __init__(self, desk: Desk, card: PlanCard, sheet_plan: SheetPlan) -> None:
        super().__init__()
        self.desk, self.card = desk, card
        self.facts = Facts(sheet_plan, card.options, desk.language)
        self.said, self.steps = Said(card, self.facts), Steps(card.options)
        self.head, self.filters = HeadLine(desk, self.said), FilterLine(desk)
        self.cells, self.details = CellsView(desk, self.facts), CellDetails(desk, self.said)
        self.missing = MissingLine(desk, card)
        self._lay_out()
        self._listen()
        self._show_around()
        self._look(self.facts, self.filters.show_counts)
        self.setFocusProxy(self.cells)

    @property
    def sheet(self) -> SheetPlan:
        return self.facts.sheet

    def show_plan(self, sheet_plan: SheetPlan) -> None:
        """The same sheet, planned anew."""
        self.steps.seen(self.card.options)
        self._look(Facts(sheet_plan, self.card.options, self.desk.language), self._take)

    def _take(self, facts: Facts) -> None:
        self.facts = self.said.facts = facts
        self.cells.show_facts(facts, facts.rows_of(self.filters.current))
        self._show_around()
        self.filters.show_counts(facts)

    def _look(self, facts: Facts, done: Callable[[Facts], None]) -> None:
        """Look at every row: of a large sheet on a worker."""
        if facts.large:
            self.desk.tasks.read(lambda work: facts.look(), done, lane="facts", owner=self)
        else:
            done(facts.look())

    def event(self, event: QEvent) -> bool:
        """Esc leads back to the cells, from wherever it was pressed here; it does not put the file away."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.cells.setFocus()
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Where the keyboard comes with the tab, it comes to the cells and not to the first button."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.details.set_short(self.height() < theme.scaled(SHORT))

    def _take_keyboard(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.cells.setFocus()

    def verbs(self) -> dict[str, Callable[[], None]]:
        """What the window's own commands do here."""
        return {"find": self.filters.finder.setFocus, "edit_cell": self.cells.mend, "copy": self.cells.copy}

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell; where its row is filtered away, all rows are shown."""
        if not self.cells.go_to(row, column):
            self.filters.choose("all")
            self.cells.go_to(row, column)

    def go_to_cell(self, name: str) -> None:
        """Put the cursor on the cell of that name, and the keyboard there."""
        from promo_desk.sheets.cells import column_number

        letters = name.rstrip("0123456789")
        self.go_to(int(name[len(letters):]), column_number(letters))
        self.cells.setFocus()

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) cell that needs a word, round and round."""
        asking = self.facts.asking
        if not asking:
            self.desk.say(Message("No cell of this sheet needs a word."))
            return
        here = self.cells.current()
        later = [place for place in asking if (place > here if by > 0 else place < here)]
        row, column = (later or asking)[0 if by > 0 else -1]
        self.go_to(row, column)
        self.cells.setFocus()

    def run(self, verb: str) -> None:
        """Do what a key, a menu or a button of this sheet asks for; the plan is made anew."""
        act = self._acts().get(verb)
        if act is not None:
            act()

    def choose_field(self, anchor: QPoint | None = None) -> None:
        """Ask where the column of the cursor goes."""
        column = self.cells.current()[1]
        mapped = self.facts.columns.get(column)
        if mapped is None:
            return
        taken = {each.target: each.column.letter for each in self.facts.columns.values() if each.path}
        told = "  ".join(column_told(self.facts, column).split("\n")[:1])
        letters = [column_letter(each) for each in self.cells.touched_columns() if each in self.facts.columns]
        letters = letters if mapped.column.letter in letters else [mapped.column.letter]
        picker = FieldPicker(self.desk, self.sheet.kind or "company", self, mapped.target, taken, told)
        picker.chosen.connect(lambda path: self.said.column_goes(letters if path in ("", "notes") else
                                                                 [mapped.column.letter], path))
        picker.destroyed.connect(self.cells.setFocus)
        at, top = self.cells.cells.at_column(column), self.cells.top
        picker.open_at(top.viewport().mapToGlobal(top.chip_of(at).bottomLeft()))

    def _acts(self) -> dict[str, Callable[[], None]]:
        row, column = self.cells.current()
        letters = [column_letter(each) for each in self.cells.touched_columns() if each in self.facts.columns]
        rows = self.cells.touched_rows
        return {
            "calm": self.cells.calm, "select_row": lambda: self.cells.select_whole(Flag.Rows),
            "select_column": lambda: self.cells.select_whole(Flag.Columns),
            "mend": self.cells.mend, "field": self._field_or_answer, "refuse": self._toggle, "copy": self.cells.copy,
            "undo": lambda: self._back(self.steps.back()), "redo": lambda: self._back(self.steps.on()),
            "next": lambda: self.step(1), "previous": lambda: self.step(-1), "find": self.filters.finder.setFocus,
            "find_next": lambda: self._find(self.filters.finder.text(), 1),
            "find_previous": lambda: self._find(self.filters.finder.text(), -1),
            "header": lambda: self.said.header(rows()), "header_from": lambda: self.said.header_from(row),
            "begin": lambda: self.said.begin(row), "end": lambda: self.said.end(row),
            "record": lambda: self.said.rows_are(rows(), "record"),
            "no_record": lambda: self.said.rows_are(rows(), "out"), "unit": self._ask_unit,
            "as_found": self.said.shape_as_found, "note": lambda: self.said.column_goes(letters, "notes"),
            "leave_out": lambda: self.said.column_goes(letters, ""),
            "first_column": lambda: self.said.first_column(column),
            "last_column": lambda: self.said.last_column(column)}

    def _back(self, options: Options | None) -> None:
        """Go to earlier corrections, or on again; the office's own last change is not touched from here."""
        if options is not None:
            self.card.set_options(options)
        else:
            self.desk.say(Message("No correction of this file to go back to."))

    def _field_or_answer(self) -> None:
        """Return on a cell that asks leads to its answers, elsewhere to the field of its column."""
        answer = self.details.first_answer()
        if answer is not None and self.facts.note(*self.cells.current()) is not None:
            answer.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.choose_field()

    def _toggle(self) -> None:
        """Refuse what is selected; accept it where all of it is refused."""
        names = self.cells.chosen_names()
        self.said.refuse(names, refused=not names <= self.facts.refused)

    def _refuse_shown(self, refused: bool) -> None:
        shown = self.cells.cells.rows
        names = {str(row) for row in shown if self.facts.is_record(row)}
        if not refused:
            rows = set(names)
            names |= {name for name in self.facts.refused if name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") in {*rows, ""}}
        self.said.refuse(names, refused=refused)

    def _ask_unit(self) -> None:
        box = UnitBox(self.desk, self.sheet.shape.unit or "", self)
        box.said.connect(self.said.unit)
        box.destroyed.connect(self.cells.setFocus)
        box.open_below(self.head.unit)

    def _find(self, text: str, step: int) -> None:
        """Look for a text from the cursor on, off the GUI thread."""
        if not text.strip():
            return
        facts, rows, here = self.facts, self.cells.cells.rows, self.cells.current()
        self.desk.tasks.read(lambda work: find_text(facts, rows, text, here, step, work.cancelled),
                             lambda place: self._found(text, place), lane="find", owner=self)

    def _found(self, text: str, place: tuple[int, int] | None) -> None:
        if place is not None:
            self.cells.go_to(*place)
        else:
            self.desk.say(Message("“{text}” stands nowhere in the rows shown.", {"text": text}))

    def _filter(self, code: str) -> None:
        self.cells.show_facts(self.facts, self.facts.rows_of(code))

    def _show_around(self) -> None:
        self.head.show_facts(self.facts)
        self.missing.show_missing(self.sheet.missing)
        self.details.show_cell(self.facts, *self.cells.current())
        self.cells.setEnabled(bool(self.facts.raw.rows))
        self.verbs_changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        frame = Card(self.desk)
        frame.body.addWidget(self.cells, 1)
        frame.body.addWidget(self.details)
        for widget, stretch in ((self.head, 0), (self.filters, 0), (frame, 1), (self.missing, 0)):
            column.addWidget(widget, stretch)

    def _listen(self) -> None:
        self.cells.asked.connect(self.run)
        self.cells.came_to.connect(lambda row, column: self.details.show_cell(self.facts, row, column))
        self.cells.mended.connect(lambda row, column, text, everywhere:
                                  self.said.mend(row, column, text, everywhere=everywhere))
        self.details.mend_asked.connect(self.cells.mend)
        self.details.done.connect(self.cells.setFocus)
        self.filters.changed.connect(self._filter)
        self.filters.refuse_asked.connect(self._refuse_shown)
        self.filters.find_asked.connect(self._find)
        self.filters.found_left.connect(self.cells.setFocus)
        self.head.unit_asked.connect(self._ask_unit)
        for area in (self.cells, self.cells.top, self.cells.side):
            area.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.cells.customContextMenuRequested.connect(self._cell_menu)
        self.cells.side.customContextMenuRequested.connect(self._row_menu)
        self.cells.top.customContextMenuRequested.connect(self._column_menu)
        for key, by in (("F8", 1), ("Shift+F8", -1)):
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self._stepper(by))

    def _stepper(self, by: int) -> Callable[[], None]:
        return lambda: self.step(by)

    def _offered(self) -> set[str]:
        row, column = self.cells.current()
        offered = set(self._acts())
        if not self.facts.is_record(row):
            offered -= {"mend"} | ({"refuse"} if not self.cells.top.chosen else set())
        if column not in self.facts.columns:
            offered -= {"field", "note", "leave_out", "refuse"}
        return offered if self.said.shape_was_corrected else offered - {"as_found"}

    def _cell_menu(self, point: QPoint) -> None:
        index = self.cells.indexAt(point)
        if index.isValid() and not self.cells.selectionModel().isSelected(index):
            self.cells.setCurrentIndex(index)
        if not index.isValid():
            point = self.cells.visualRect(self.cells.currentIndex()).bottomLeft()
        self._open_menu((*CELL, *ROW), self.cells.viewport().mapToGlobal(point))

    def _row_menu(self, point: QPoint) -> None:
        at = self.cells.side.logicalIndexAt(point)
        if at >= 0 and self.cells.cells.row_number(at) not in self.cells.touched_rows():
            self.cells.selectRow(at)
        self._open_menu((*ROW, None, CELL[1]), self.cells.side.viewport().mapToGlobal(point))

    def _column_menu(self, point: QPoint) -> None:
        at = self.cells.top.logicalIndexAt(point)
        if at >= 0 and self.cells.cells.column_number(at) not in self.cells.touched_columns():
            self.cells.selectColumn(at)
        self._open_menu(COLUMN, self.cells.top.viewport().mapToGlobal(point))

    def _open_menu(self, lines: tuple[tuple[str, str, Message] | None, ...], point: QPoint) -> None:
        made = menu(self.desk, self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(made, self.desk, lines, self.run, self._offered())
        made.popup(point)
