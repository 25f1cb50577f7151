"""The grid paints itself: cells, chips and header in the colours of the palette, without a style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from promo_desk.desktop import chips, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.grid_model import Rows
from promo_desk.desktop.printed import QUIET_KINDS, parts
from promo_desk.desktop.widgets import GRID

if TYPE_CHECKING:
    from promo_desk.desktop.grid import Grid

PAD = GRID + 4
"""From the edge of a cell to its text; the header has the same, so they line up."""
Index = QModelIndex | QPersistentModelIndex
VCENTRE = Qt.AlignmentFlag.AlignVCenter


class Cells(QStyledItemDelegate):
    """Draws a cell; editing is added by ``grid_edit``."""

    def __init__(self, desk: Desk, grid: Grid, rows: Rows) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._rows = desk, grid, rows
        tones = desk.tones
        self._text, self._quiet, self._line = QColor(tones.text), QColor(tones.quiet), QColor(tones.line)
        self._hover, self._chosen, self._accent = QColor(tones.hover), QColor(tones.accent_soft), QColor(tones.accent)
        self._base, self._small = theme.font(), theme.font("small")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10 * GRID, self._grid.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        value, text = self._rows.cell(row, column)
        self._ground(painter, option, row, column)
        if not text:
            return
        field = self._rows.fields[column]
        area = option.rect.adjusted(PAD, 0, -PAD, -1)
        how = chips.look(field, value)
        if how is not None:
            painter.setFont(self._small)
            chips.draw(painter, QRectF(area), text, how, self._desk.scheme)
            return
        painter.setFont(self._base)
        before, middle, after = parts(field, text)
        if (before or after) and field.kind.align == "end":
            self._number(painter, area, before, middle, after)
        else:
            self._plain(painter, area, text, self._quiet if field.kind.name in QUIET_KINDS else self._text,
                        Qt.AlignmentFlag.AlignRight if field.kind.align == "end" else Qt.AlignmentFlag.AlignLeft)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int, column: int) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or row == self._grid.hovered:
            painter.fillRect(option.rect, self._chosen if chosen else self._hover)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), self._line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._accent, 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _plain(self, painter: QPainter, area: QRect, text: str, ink: QColor, side: Qt.AlignmentFlag) -> None:
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > area.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            side = Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, VCENTRE | side, text)

    def _number(self, painter: QPainter, area: QRect, before: str, middle: str, after: str) -> None:
        """A number at the right with its unit in a quieter tone."""
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(before + middle + after) > area.width():
            self._plain(painter, area, before + middle + after, self._text, Qt.AlignmentFlag.AlignRight)
            return
        right = area.right() + 1
        for text, ink in ((after, self._quiet), (middle, self._text), (before, self._quiet)):
            wide = metrics.horizontalAdvance(text)
            painter.setPen(ink)
            painter.drawText(QRect(right - wide, area.top(), wide, area.height()), VCENTRE, text)
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
