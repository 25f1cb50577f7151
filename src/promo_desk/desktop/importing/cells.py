"""The cells of a sheet as they stand in the file, with everything decided shown on them; all on the keyboard."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QTableView, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_edit import DOWN, RIGHT, MendBox
from promo_desk.desktop.importing.cells_facts import Facts
from promo_desk.desktop.importing.cells_model import CellsModel
from promo_desk.desktop.importing.cells_paint import PAD, CellPainter
from promo_desk.desktop.importing.columns import ColumnHeader
from promo_desk.desktop.importing.rows import RowHeader
from promo_desk.desktop.widgets import GRID, plain_table
from promo_desk.fields.words import say
from promo_desk.sheets.cells import column_letter

MEASURED = 120
"""So many rows say how wide a column is."""
WIDEST, NARROWEST, BARE = 34 * GRID, 8 * GRID, 5 * GRID
Key, Alt, Shift = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
Flag = QItemSelectionModel.SelectionFlag
KEYS: dict[str, str] = {
    "F2": "mend", "F4": "field", "Return": "field", "Enter": "field", "F8": "next", "Shift+F8": "previous",
    "Del": "refuse", "Space": "refuse", "Ctrl+F": "find", "F3": "find_next", "Shift+F3": "find_previous",
    "Ctrl+C": "copy", "Esc": "calm", "Ctrl+Z": "undo", "Ctrl+Y": "redo", "Ctrl+Shift+Z": "redo",
    "Shift+Space": "select_row", "Ctrl+Space": "select_column",
    "Alt+H": "header", "Alt+Shift+H": "header_from", "Alt+B": "begin", "Alt+E": "end",
    "Alt+R": "record", "Alt+N": "no_record", "Alt+U": "unit", "Alt+O": "note", "Alt+L": "leave_out"}
"""What a key asks for while the cells have the keyboard."""


class CellsView(QTableView):
    """The grid. What is asked of it by key or menu is told by ``asked``."""

    asked = Signal(str)
    came_to = Signal(int, int)
    """Row and column of the file."""
    selected = Signal()
    mended = Signal(int, int, str, bool)

    def __init__(self, desk: Desk, facts: Facts) -> None:
        super().__init__()
        self._desk = desk
        self.editor: MendBox | None = None
        self.cells = CellsModel(facts, self)
        self._set_up()
        self.setModel(self.cells)
        self.setItemDelegate(CellPainter(desk, self, self.cells))
        self._heads()
        self._listen()
        self._set_widths()
        self._start()

    def row_height(self) -> int:
        return theme.font_height() + GRID + 2

    def show_facts(self, facts: Facts, rows: Sequence[int]) -> None:
        """The sheet planned anew: the place, the current cell and the selection stay as far as they are there."""
        kept, top, selection = self.current(), self.cells.row_number(self.rowAt(0)), self._kept_selection()
        model = self.cells.columnCount()
        blocked = self.selectionModel().blockSignals(True)
        self.cells.show_facts(facts, rows)
        if not self.currentIndex().isValid():
            self._restore(kept, top, selection)
        self.selectionModel().blockSignals(blocked)
        if self.cells.columnCount() != model:
            self._set_widths()
        self._side.fit(facts.raw.last_row)
        self.viewport().update()
        self._tell_current()

    def current(self) -> tuple[int, int]:
        """Row and column of the file the cursor is on; (0, 0) where it is on none."""
        index = self.currentIndex()
        return self.cells.place(index) if index.isValid() else (0, 0)

    def go_to(self, row: int, column: int) -> bool:
        """Put the cursor on a cell and bring it into view; False where its row is not shown."""
        at, across = self.cells.at_row(row), self.cells.at_column(column)
        if at < 0 or across < 0:
            return False
        index = self.cells.index(at, across)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def touched_rows(self) -> list[int]:
        """The rows of the file that the selection touches, from the top; else the one the cursor is on."""
        found = {self.cells.row_number(at) for top, bottom, _l, _r in self._spans() for at in range(top, bottom + 1)}
        return sorted(found) or [row for row in (self.current()[0],) if row]

    def touched_columns(self) -> list[int]:
        found = {self.cells.column_number(at) for _t, _b, left, right in self._spans()
                 for at in range(left, right + 1)}
        return sorted(found) or [column for column in (self.current()[1],) if column]

    def chosen_names(self) -> set[str]:
        """The names of what is selected and may be refused: "17" a row, "C" a column, "C17" a cell."""
        facts, last, bottom = self.cells.facts, self.cells.columnCount() - 1, self.cells.rowCount() - 1
        names: set[str] = set()
        for top, low, left, right in self._spans():
            rows = [self.cells.row_number(at) for at in range(top, low + 1)]
            letters = [column_letter(self.cells.column_number(at)) for at in range(left, right + 1)
                       if self.cells.column_number(at) in facts.columns]
            if left == 0 and right == last:
                names |= {str(row) for row in rows if facts.is_record(row)}
            elif top == 0 and low == bottom and len(self.cells.rows) == len(facts.all_rows()):
                names |= set(letters)
            else:
                names |= {f"{letter}{row}" for row in rows if facts.is_record(row) for letter in letters}
        return names

    def mend(self, typed: str = "") -> None:
        """Open the editor over the current cell; a row that is no record has nothing to mend."""
        index = self.currentIndex()
        if self.editor is not None:
            self.editor.line.setFocus()
            return
        if not index.isValid() or not self.cells.facts.is_record(self.current()[0]):
            return
        self.scrollTo(index)
        self.editor = MendBox(self._desk, self.cells.facts, self.current(), self.viewport(), typed)
        self.editor.mended.connect(self.mended)
        self.editor.left.connect(self._left)
        self.editor.open_over(self.visualRect(index))

    def calm(self) -> None:
        """Nothing is selected but the cell the cursor is on."""
        self.select_whole(Flag.NoUpdate)

    def select_whole(self, what: QItemSelectionModel.SelectionFlag) -> None:
        """The whole row or column of the cursor, which stays where it is."""
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), Flag.ClearAndSelect | what)

    def copy(self) -> None:
        """The selected cells on the clipboard, as they stand in the file."""
        spans = self._spans()
        if spans:
            top, bottom = min(each[0] for each in spans), max(each[1] for each in spans)
            left, right = min(each[2] for each in spans), max(each[3] for each in spans)
            lines = ("\t".join(self.cells.facts.text(self.cells.row_number(at), self.cells.column_number(across))
                               for across in range(left, right + 1)) for at in range(top, bottom + 1))
            QGuiApplication.clipboard().setText("\n".join(lines))

    def column_rect(self, at: int) -> QRect:
        """The button of a column, in the pixels of the column header."""
        return self._top.chip_of(at)

    @property
    def top(self) -> ColumnHeader:
        return self._top

    @property
    def side(self) -> RowHeader:
        return self._side

    def event(self, event: QEvent) -> bool:
        """The keys of the cells are theirs while they have the keyboard, whatever the window does with them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and verb_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb, text = verb_of(event), event.text().strip()
        if verb:
            self.asked.emit(verb)
        elif text and text.isprintable() and not event.modifiers() & ~(Shift | Qt.KeyboardModifier.KeypadModifier):
            self.mend(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A cursor that was in view stays in view when there is less room."""
        place = self.visualRect(self.currentIndex())
        seen = place.isValid() and QRect(QPoint(0, 0), event.oldSize()).contains(place.center())
        super().resizeEvent(event)
        if seen:
            self.scrollTo(self.currentIndex())

    def keyboardSearch(self, search: str) -> None:
        """Letters mend; Qt's own search would read every row."""

    def _spans(self) -> list[tuple[int, int, int, int]]:
        """Top, bottom, left and right of each selected stretch."""
        return [(each.top(), each.bottom(), each.left(), each.right())
                for each in self.selectionModel().selection().toList()]

    def _set_up(self) -> None:
        plain_table(self._desk, self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(say("Cells of the sheet {sheet}", self._desk.language,
                                   sheet=self.cells.facts.sheet.key))
        left = self.findChild(QAbstractButton)
        if left is not None:
            left.installEventFilter(Plain(self._desk, left))
        corner = QWidget()
        corner.setBackgroundRole(QPalette.ColorRole.Base)
        corner.setAutoFillBackground(True)
        self.setCornerWidget(corner)

    def _heads(self) -> None:
        self._top, self._side = ColumnHeader(self._desk, self), RowHeader(self._desk, self)
        self.setHorizontalHeader(self._top)
        self.setVerticalHeader(self._side)
        plain = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Button):
            plain.setColor(role, QColor(self._desk.tones.surface))
        self._top.setPalette(plain)
        self._side.setPalette(plain)
        self._side.setMinimumSectionSize(self.row_height())
        self._side.setDefaultSectionSize(self.row_height())
        self._side.fit(self.cells.facts.raw.last_row)
        self._top.field_asked.connect(self._field_asked)

    def _listen(self) -> None:
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(lambda index: self.mend())

    def _selection_changed(self) -> None:
        right, bottom, spans = self.cells.columnCount() - 1, self.cells.rowCount() - 1, self._spans()
        self._side.chosen = [(each[0], each[1]) for each in spans if each[2] == 0 and each[3] == right]
        self._top.chosen = [(each[2], each[3]) for each in spans if each[0] == 0 and each[1] == bottom]
        self.selected.emit()

    def _field_asked(self, at: int) -> None:
        self.setFocus()
        row = max(self.currentIndex().row(), 0)
        self.selectionModel().setCurrentIndex(self.cells.index(row, at), Flag.ClearAndSelect)
        self.asked.emit("field")

    def _start(self) -> None:
        """The cursor stands on the first record at the start."""
        facts = self.cells.facts
        first = facts.sheet.rows[0] if facts.sheet.rows else facts.raw.first_row
        if self.cells.rows:
            blocked = self.selectionModel().blockSignals(True)
            fields = (column for column, mapped in facts.columns.items() if mapped.path)
            column = next(fields, self.cells.places[0])
            self.setCurrentIndex(self.cells.index(self.cells.near_row(first), max(self.cells.at_column(column), 0)))
            self.selectionModel().blockSignals(blocked)
            self.scrollToTop()

    def _set_widths(self) -> None:
        """Wide enough for header, button and most of what stands below, within bounds."""
        rows = list(self.cells.rows[:MEASURED])
        metrics = self.fontMetrics()
        for at in range(self.cells.columnCount()):
            texts = sorted(metrics.horizontalAdvance(told.text + told.was) for told in
                           (self.cells.facts.cell(row, at) for row in rows if self.cells.facts.is_record(row))
                           if told.text)
            usual = texts[int(len(texts) * 0.9)] if texts else 0
            known = self.cells.column_number(at) in self.cells.facts.columns
            wide = max(usual + 2 * PAD + 2, min(self._top.wanted_width(at), theme.scaled(22 * GRID)))
            self.setColumnWidth(at, min(max(wide, theme.scaled(NARROWEST if known else BARE)), theme.scaled(WIDEST)))

    def _kept_selection(self) -> list[tuple[int, int, int, int]]:
        """The selection by numbers of the file."""
        return [(self.cells.row_number(top), self.cells.row_number(bottom), self.cells.column_number(left),
                 self.cells.column_number(right)) for top, bottom, left, right in self._spans()]

    def _restore(self, kept: tuple[int, int], top: int, selection: list[tuple[int, int, int, int]]) -> None:
        if not self.cells.rows:
            return
        chosen = QItemSelection()
        for first, last, left, right in selection:
            high, low = bisect_left(self.cells.rows, first), bisect_right(self.cells.rows, last) - 1
            if high <= low:
                chosen.select(self.cells.index(high, max(self.cells.at_column(left), 0)),
                              self.cells.index(low, max(self.cells.at_column(right), 0)))
        current = self.cells.index(self.cells.near_row(kept[0]), max(self.cells.at_column(kept[1]), 0))
        self.selectionModel().select(chosen, Flag.ClearAndSelect)
        self.selectionModel().setCurrentIndex(current, Flag.NoUpdate if chosen.size() else Flag.ClearAndSelect)
        if top:
            self.verticalScrollBar().setValue(self.cells.near_row(top) * self.row_height())
        self.scrollTo(current)

    def _tell_current(self, now: QModelIndex | None = None, before: QModelIndex | None = None) -> None:
        row, column = self.current()
        if row:
            self.came_to.emit(row, column)

    def _left(self, then: int) -> None:
        """The editor is closed: the keyboard comes back, one cell down or to the right."""
        self.editor = None
        self.setFocus()
        index = self.currentIndex()
        row, column = index.row() + (then == DOWN), index.column() + (then == RIGHT)
        if then and row < self.cells.rowCount() and column < self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(row, column))


class Plain(QObject):
    """Paints the corner above the row numbers as the headers are: Qt's own is a button of another time."""

    def __init__(self, desk: Desk, corner: QAbstractButton) -> None:
        super().__init__(corner)
        self._corner, self._ground, self._edge = corner, QColor(desk.tones.surface), QColor(desk.tones.edge)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint:
            return False
        painter, area = QPainter(self._corner), self._corner.rect()
        painter.fillRect(area, self._ground)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._edge)
        painter.fillRect(area.right(), area.top(), 1, area.height(), self._edge)
        return True


def verb_of(event: QKeyEvent) -> str:
    """What a key asks for; "" for a key that is none of the cells' own."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    written = QKeySequence(event.key() | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)
    return KEYS.get(written, "")
