"""The grid paints itself: cells, chips and header in the colours of the palette, without a style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from promo_desk.desktop import chips, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.grid_model import Rows, Split
from promo_desk.desktop.printed import QUIET_KINDS
from promo_desk.desktop.widgets import GRID

if TYPE_CHECKING:
    from promo_desk.desktop.grid import Grid

PAD = GRID + 4
"""From the edge of a cell to its text; the header has the same, so they line up."""
Index = QModelIndex | QPersistentModelIndex
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
SELECTED, FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
"""As plain numbers: a cell is painted some hundred times a screen, and enums are slow in Python."""


class Cells(QStyledItemDelegate):
    """Draws a cell; editing is added by ``grid_edit``."""

    def __init__(self, desk: Desk, grid: Grid, rows: Rows) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._rows = desk, grid, rows
        tones = desk.tones
        self._text, self._quiet, self._line = QColor(tones.text), QColor(tones.quiet), QColor(tones.line)
        self._hover, self._chosen, self._accent = QColor(tones.hover), QColor(tones.accent_soft), QColor(tones.accent)
        self._base, self._small = theme.font(), theme.font("small")
        self._metrics = QFontMetrics(self._base)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10 * GRID, self._grid.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number, column, rect = index.row(), index.column(), option.rect
        row = self._rows.row(number)
        self._ground(painter, rect, option.state.value, number)
        text, how, split = row[column][1], row.looks[column], row.splits[column]
        if not text:
            return
        area = rect.adjusted(PAD, 0, -PAD, -1)
        if how is not None:
            painter.setFont(self._small)
            chips.draw(painter, QRectF(area), text, how, self._desk.scheme)
            painter.setFont(self._base)
        elif split is not None:
            self._number(painter, area, split)
        else:
            kind = self._rows.fields[column].kind
            self._plain(painter, area, text, self._quiet if kind.name in QUIET_KINDS else self._text,
                        RIGHT if kind.align == "end" else LEFT)

    def _ground(self, painter: QPainter, rect: QRect, state: int, row: int) -> None:
        if state & SELECTED:
            painter.fillRect(rect, self._chosen)
        elif row == self._grid.hovered:
            painter.fillRect(rect, self._hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        if state & FOCUSED:
            painter.setPen(QPen(self._accent, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _plain(self, painter: QPainter, area: QRect, text: str, ink: QColor, side: int) -> None:
        painter.setPen(ink)
        if self._metrics.horizontalAdvance(text) > area.width():
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            side = LEFT
        painter.drawText(area, side, text)

    def _number(self, painter: QPainter, area: QRect, split: Split) -> None:
        """A number at the right with its unit in a quieter tone."""
        metrics, (before, middle, after) = self._metrics, split
        if metrics.horizontalAdvance(before + middle + after) > area.width():
            self._plain(painter, area, before + middle + after, self._text, RIGHT)
            return
        right = area.right() + 1
        for text, ink in ((after, self._quiet), (middle, self._text), (before, self._quiet)):
            wide = metrics.horizontalAdvance(text)
            painter.setPen(ink)
            painter.drawText(right - wide, area.top(), wide, area.height(), LEFT, text)
            right -= wide


class Header(QHeaderView):
    """Header words on the line of their cells; the sort arrow beside the words."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self.sorted_by: tuple[int, bool] | None = None
        """(column, descending)."""
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setFixedHeight(self.fontMetrics().height() + 2 * GRID)
        self.setMouseTracking(True)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tones, model = self._desk.tones, self.model()
        painter.fillRect(rect, QColor(tones.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tones.edge))
        painter.setFont(theme.font("small", strong=True))
        painter.setPen(QColor(tones.quiet))
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        arrow = self._arrow(logicalIndex)
        area = rect.adjusted(PAD, 0, -PAD, -1)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight,
                                                 area.width() - (14 if arrow else 0))
        if arrow:
            shown = f"{arrow} {shown}" if side & Qt.AlignmentFlag.AlignRight else f"{shown} {arrow}"
        painter.drawText(area, int(side or 0), shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.setToolTip(self._words_at(event.position().toPoint()))

    def _words_at(self, point: QPoint) -> str:
        section = self.logicalIndexAt(point)
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "") if section >= 0 else ""

    def _arrow(self, section: int) -> str:
        if self.sorted_by is None or self.sorted_by[0] != section:
            return ""
        return "↓" if self.sorted_by[1] else "↑"
