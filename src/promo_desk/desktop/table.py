"""A table of cells that are worked out and not stored as records: read on a worker as text, painted like the lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from promo_desk.desktop import chips, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.grid_paint import PAD, Header
from promo_desk.desktop.printed import parts
from promo_desk.desktop.widgets import GRID, plain_table
from promo_desk.fields.field import Field

WIDEST, NARROWEST = 32 * GRID, 8 * GRID
ROWS = 8
"""So many rows it would like to show."""
LAST = 18 * GRID
"""The last column is never narrower than this to spare the scrolling."""
MEASURED = 200
"""So many rows say how wide a column is."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Role = Qt.ItemDataRole
VCENTRE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Head:
    """A column: its words, and the field whose kind says on which side its cells stand."""

    words: str
    field: Field

    @property
    def side(self) -> Qt.AlignmentFlag:
        end = self.field.kind.align == "end"
        return (Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft) | VCENTRE


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; ``look`` makes it a chip, ``tone`` is quiet, faint, warn or danger."""

    text: str = ""
    look: chips.Look | None = None
    tone: str = ""


class Cells(QAbstractTableModel):
    """The cells, row by row."""

    def __init__(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> None:
        super().__init__()
        self.heads, self.rows = list(heads), list(rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self.rows[index.row()][index.column()].text
        return self.heads[index.column()].side if role == Role.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.heads):
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self.heads[section].words
        return self.heads[section].side if role == Role.TextAlignmentRole else None


class Painter(QStyledItemDelegate):
    """Draws a cell as the lists do: chips, and numbers with their unit in a quieter tone."""

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__(table)
        self._desk, self._table = desk, table
        tones = desk.tones
        self._inks = {"": QColor(tones.text), **{tone: QColor(getattr(tones, tone))
                                                for tone in ("quiet", "faint", "warn", "danger")}}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10 * GRID, self._table.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, head = self._table.cell(index), self._table.cells.heads[index.column()]
        self._ground(painter, option)
        area = option.rect.adjusted(PAD, 0, -PAD, -1)
        if cell.look is not None:
            painter.setFont(theme.font("small"))
            chips.draw(painter, QRectF(area), cell.text, cell.look, self._desk.scheme)
            return
        painter.setFont(theme.font())
        if painter.fontMetrics().horizontalAdvance(cell.text) > area.width():
            self._cut(painter, area, cell)
        else:
            self._whole(painter, area, cell, head)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tones = self._desk.tones
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tones.accent_soft))
        rect = option.rect
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tones.line))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tones.accent), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _cut(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        painter.setPen(self._inks[cell.tone])
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, VCENTRE | Qt.AlignmentFlag.AlignLeft, shown)

    def _whole(self, painter: QPainter, area: QRect, cell: Cell, head: Head) -> None:
        """The text; of a number its unit in a quieter tone."""
        before, middle, after = parts(head.field, cell.text)
        metrics = painter.fontMetrics()
        left = area.left()
        if head.field.kind.align == "end":
            left = area.right() + 1 - metrics.horizontalAdvance(cell.text)
        for text, tone in ((before, "quiet"), (middle, cell.tone), (after, "quiet")):
            painter.setPen(self._inks[tone])
            painter.drawText(QRect(left, area.top(), area.right() + 2 - left, area.height()), VCENTRE, text)
            left += metrics.horizontalAdvance(text)


class Table(QTableView):
    """The table: Return or a double click asks for what is pointed at."""

    asked = Signal(int, int)
    """Row and column that were asked for."""
    came_to = Signal(int)
    """The row the cursor has come to."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(name)
        self.setItemDelegate(Painter(desk, self))
        self._set_up()
        self.cells = Cells((), ())
        self.setModel(self.cells)
        self.doubleClicked.connect(lambda index: self.asked.emit(index.row(), index.column()))

    def fill(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> None:
        """Show these cells; the cursor stays on its row as far as it is still there."""
        row = max(self.currentIndex().row(), 0)
        before, self.cells = self.cells, Cells(heads, rows)
        self.setModel(self.cells)
        before.deleteLater()
        self.selectionModel().currentRowChanged.connect(self._came)
        self._set_widths()
        self.updateGeometry()
        if rows:
            self.setCurrentIndex(self.cells.index(min(row, len(rows) - 1), 0))

    def cell(self, index: Index) -> Cell:
        return self.cells.rows[index.row()][index.column()]

    def row_height(self) -> int:
        return theme.font_height() + 2 * GRID

    def texts(self) -> list[list[str]]:
        """Every row as text, the header first."""
        return [[head.words for head in self.cells.heads], *([cell.text for cell in row] for row in self.cells.rows)]

    def copy(self) -> None:
        """The whole table as cells on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in self.texts()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted_height(ROWS))

    def wanted_height(self, most: int) -> int:
        """The height of the header and of all rows, or of ``most`` of them."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().height() + min(len(self.cells.rows), most) * self.row_height() + bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.asked.emit(index.row(), index.column())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A cell that had to be cut is shown whole in a tip."""
        if not (isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip):
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        text = self.cell(index).text if index.isValid() else ""
        cut = QFontMetrics(theme.font()).horizontalAdvance(text) > self.columnWidth(index.column()) - 2 * PAD
        QToolTip.showText(event.globalPos(), text if cut else "", self)
        return True

    def _came(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and before.isValid():
            self.came_to.emit(now.row())

    def _set_up(self) -> None:
        plain_table(self._desk, self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = Header(self._desk, self)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | VCENTRE)
        self.setHorizontalHeader(header)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self.row_height())

    def _set_widths(self) -> None:
        """As wide as its text; the last column gives way before the table has to be scrolled."""
        wide = [self._wide(column) for column in range(len(self.cells.heads))]
        if wide:
            wide[-1] = min(wide[-1], max(self.viewport().width() - sum(wide[:-1]), LAST))
        for column, each in enumerate(wide):
            self.setColumnWidth(column, each)

    def _wide(self, column: int) -> int:
        """Wide enough for the words above and for what stands below, within bounds."""
        metrics, small = QFontMetrics(theme.font()), QFontMetrics(theme.font("small", strong=True))
        texts = [row[column] for row in self.cells.rows[:MEASURED]]
        wide = max((chips.width(metrics, cell.text) if cell.look else metrics.horizontalAdvance(cell.text)
                    for cell in texts), default=0)
        head = small.horizontalAdvance(self.cells.heads[column].words)
        return min(max(wide + 2, head + 4, NARROWEST), WIDEST) + 2 * PAD
