"""The grid of a list: fixed row height, columns remembered, cells edited in place, selection copied as cells."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from promo_desk.desktop import chips, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.grid_edit import EditableCells
from promo_desk.desktop.grid_model import Rows
from promo_desk.desktop.grid_paint import PAD, Header
from promo_desk.desktop.widgets import GRID, plain_table
from promo_desk.fields.field import Field
from promo_desk.records import fields_of, name_fields, plural
from promo_desk.records.layouts import layout

WIDEST, NARROWEST = 40 * GRID, 9 * GRID


class Grid(QTableView):
    """A list of one kind of record."""

    current_changed = Signal(int)
    """The id of the row the cursor has come to."""
    opened = Signal(int)
    """A row was asked for with Return or a click: its id."""
    cell_edited = Signal(int, int, object)
    """Row, column, value."""
    sort_asked = Signal(str)
    """The key of a header that was clicked."""
    selected = Signal()
    typed = Signal(str)
    """Letters typed over the list: a quick look is wanted."""
    columns_changed = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self._desk, self.kind = desk, kind
        self.hovered = -1
        self.rows = Rows(desk, kind, self)
        self._set_up()
        self.setModel(self.rows)
        self.setItemDelegate(EditableCells(desk, self, self.rows))
        self._head()
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.set_keys(self._kept_keys())

    def row_height(self) -> int:
        return theme.font_height() + 2 * GRID

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show these columns, in this order, as wide as they were left."""
        self.rows.set_keys(keys)
        widths = self._kept().get("widths", {})
        for column, field in enumerate(self.rows.fields):
            self.setColumnWidth(column, int(widths.get(field.key) or self._usual_width(column, field)))
        self.remember()

    def set_ids(self, ids: Any) -> None:
        """Show these records; what was selected and where one was stay as far as they are still there."""
        current, chosen, column = self.current_id(), self.selected_ids(500), max(self.currentIndex().column(), 0)
        top = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self.rows.set_ids(ids)
        self._select([self.rows.row_of(id) for id in chosen], self.rows.row_of(current), column)
        self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(top)
        self.viewport().update()
        self.selected.emit()

    def current_id(self) -> int:
        """The record the cursor is on; 0 where it is on none."""
        row = self.currentIndex().row()
        return self.rows.ids[row] if 0 <= row < len(self.rows.ids) else 0

    def selected_ids(self, most: int = 0) -> list[int]:
        """The ids of the selected rows from the top, ``most`` of them (0: all)."""
        spans = self._spans()
        ids = [id for top, bottom in spans for id in self.rows.ids[top:bottom + 1]]
        return ids[:most] if most else ids

    def show_id(self, id: int) -> None:
        """Bring a record into view and put the cursor on it."""
        row = self.rows.row_of(id)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row, max(self.currentIndex().column(), 0)))

    def current_field(self) -> Field | None:
        column = self.currentIndex().column()
        return self.rows.fields[column] if 0 <= column < len(self.rows.fields) else None

    def copy(self) -> None:
        """The selected rows with their header as cells on the clipboard, in the order they are seen."""
        columns = self.shown_columns()
        rows = [row for top, bottom in self._spans() for row in range(top, bottom + 1)]
        lines = [[self.rows.headers[column] for column in columns]] if len(rows) > 1 else []
        lines += [[self.rows.cell(row, column)[1] for column in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def edit_cell(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def shown_columns(self) -> list[int]:
        """Columns from left to right as they were moved."""
        header = self.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    def shown_keys(self) -> list[str]:
        return [self.rows.fields[column].key for column in self.shown_columns()]

    def show_sorted(self, key: str, descending: bool) -> None:
        keys = self.rows.keys()
        self._header.sorted_by = (keys.index(key), descending) if key in keys else None
        self._header.viewport().update()

    def remember(self) -> None:
        """Keep columns, their order and widths for the next time."""
        widths = self._kept().get("widths", {})
        widths |= {field.key: self.columnWidth(column) for column, field in enumerate(self.rows.fields)
                   if column != self.shown_columns()[-1]}
        kept = {"keys": self.shown_keys(), "widths": widths}
        self._desk.settings.setValue(f"list/{self.kind}", json.dumps(kept))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the quick filter; Qt's own search would read every row."""
        if search.strip():
            self.typed.emit(search)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tip(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def _spans(self) -> list[tuple[int, int]]:
        """First and last row of each selected stretch, from the top."""
        return sorted((span.top(), span.bottom()) for span in self.selectionModel().selection().toList())

    def _set_up(self) -> None:
        plain_table(self._desk, self)
        self.setMouseTracking(True)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setAccessibleName(plural(self.kind, self._desk.language))
        self.clicked.connect(lambda index: self.opened.emit(self.rows.ids[index.row()]))
        corner = QWidget()
        corner.setBackgroundRole(QPalette.ColorRole.Base)
        corner.setAutoFillBackground(True)
        self.setCornerWidget(corner)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(self.row_height())
        side.setDefaultSectionSize(self.row_height())

    def _head(self) -> None:
        self._header = Header(self._desk, self)
        self.setHorizontalHeader(self._header)
        self._header.setMinimumSectionSize(5 * GRID)
        self._header.sectionClicked.connect(lambda column: self.sort_asked.emit(self.rows.fields[column].key))
        self._header.sectionResized.connect(lambda column, old, new: self.columns_changed.emit())
        self._header.sectionMoved.connect(lambda column, old, new: self.columns_changed.emit())

    def _usual_width(self, column: int, field: Field) -> int:
        """Wide enough for the header and a usual value of the kind; names are given more."""
        metrics = self.fontMetrics()
        digit = metrics.horizontalAdvance("0")
        wide = field.kind.width * digit
        if field.key in name_fields(self.kind) and field.kind.name == "text":
            wide = 26 * digit
        if field.kind.name == "choice":
            options = getattr(field.kind, "options", ())
            wide = max((chips.width(metrics, option.label(self._desk.language)) for option in options), default=wide)
        head = metrics.horizontalAdvance(self.rows.headers[column]) + 14
        return min(max(wide, head, NARROWEST - 2 * PAD), WIDEST) + 2 * PAD

    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(str(self._desk.settings.value(f"list/{self.kind}", "") or "{}"))
        return kept

    def _kept_keys(self) -> list[str]:
        known = fields_of(self.kind)
        kept = [key for key in self._kept().get("keys", []) if key in known]
        return kept or [key for key in layout(self.kind).grid if key in known]

    def _select(self, rows: list[int], current: int, column: int) -> None:
        model, last = self.rows, len(self.rows.fields) - 1
        chosen = QItemSelection()
        for row in rows:
            if row >= 0:
                chosen.select(model.index(row, 0), model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if current >= 0:
            self.selectionModel().setCurrentIndex(model.index(current, column), flags.NoUpdate)

    def _selection_changed(self) -> None:
        self.selected.emit()

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.current_changed.emit(self.rows.ids[now.row()])

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _tip(self, point: QPoint, where: QPoint) -> None:
        """The whole text of a cell that had to be cut."""
        index = self.indexAt(point)
        if not index.isValid():
            return
        value, text = self.rows.cell(index.row(), index.column())
        field = self.rows.fields[index.column()]
        room = self.columnWidth(index.column()) - 2 * PAD
        cut = self.fontMetrics().horizontalAdvance(text) > room
        whole = field.kind.text(value, self._desk.language) if cut and value is not None else ""
        QToolTip.showText(where, whole, self)
