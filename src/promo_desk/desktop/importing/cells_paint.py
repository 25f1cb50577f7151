"""How the cells of an import are painted: a corner for what is wrong, old values struck, what is no record quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_facts import Told
from promo_desk.desktop.importing.cells_model import CellsModel, Index
from promo_desk.desktop.widgets import GRID

if TYPE_CHECKING:
    from promo_desk.desktop.importing.cells import CellsView

PAD = GRID
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
SELECTED, FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
LOUD = ("error", "question", "conflict")


class CellPainter(QStyledItemDelegate):
    """Draws a cell out of what the facts tell of it."""

    def __init__(self, desk: Desk, view: CellsView, model: CellsModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        tones, chips = desk.tones, theme.CHIPS[desk.scheme]
        self._inks = {"": QColor(tones.text), "quiet": QColor(tones.quiet), "faint": QColor(tones.faint),
                      "accent": QColor(tones.accent), "head": QColor(tones.text)}
        self._line, self._chosen, self._accent = QColor(tones.line), QColor(tones.accent_soft), QColor(tones.accent)
        self._sunken, self._faint = QColor(tones.sunken), QColor(tones.faint)
        self._marks = {"error": QColor(tones.danger), "question": QColor(tones.warn), "conflict": QColor(tones.warn),
                       "remark": QColor(tones.quiet), "mended": QColor(tones.accent)}
        self._soft = {"error": QColor(chips["red"][0]), "question": QColor(chips["amber"][0]),
                      "conflict": QColor(chips["amber"][0])}
        self._base, self._struck, self._strong = theme.font(), theme.font(), theme.font("small", strong=True)
        self._struck.setStrikeOut(True)
        self._metrics, self._corner = QFontMetrics(self._base), theme.scaled(GRID)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10 * GRID, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        at, column, rect = index.row(), index.column(), option.rect
        number = self._model.rows[at]
        told, outside = self._model.facts.cell(number, column), not self._model.facts.is_record(number)
        self._ground(painter, rect, option.state.value, told, outside)
        if outside and not told.end:
            self._overflow(painter, rect, self._model.facts.row(number), column)
        elif told.text or told.was:
            self._text(painter, rect.adjusted(PAD, 0, -PAD, -1), told)
        if told.level:
            self._mark(painter, rect, told.level)

    def _ground(self, painter: QPainter, rect: QRect, state: int, told: Told, outside: bool) -> None:
        if state & SELECTED:
            painter.fillRect(rect, self._chosen)
        elif told.level in self._soft and not told.out:
            painter.fillRect(rect, self._soft[told.level])
        elif outside:
            painter.fillRect(rect, self._sunken)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        if not outside or told.tone == "head":
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._line)
        if state & FOCUSED:
            painter.setPen(QPen(self._accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _text(self, painter: QPainter, area: QRect, told: Told) -> None:
        if told.was:
            self._both(painter, area, told)
            return
        font = self._struck if told.out else self._strong if told.tone == "head" else self._base
        self._line_of(painter, area, told.text, font, self._inks[told.tone], told.end)

    def _both(self, painter: QPainter, area: QRect, told: Told) -> None:
        """The new value, and behind it the old one struck through where there is room for a part of it."""
        new = told.text or "–"
        wide = self._metrics.horizontalAdvance(new)
        self._line_of(painter, area, new, self._base, self._inks[told.tone], False)
        rest = area.adjusted(wide + GRID, 0, 0, 0)
        if rest.width() > 3 * GRID:
            self._line_of(painter, rest, told.was, self._struck, self._faint, False)

    def _line_of(self, painter: QPainter, area: QRect, text: str, font: QFont, ink: QColor, end: bool) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        metrics = self._metrics if font is not self._strong else painter.fontMetrics()
        if metrics.horizontalAdvance(text) > area.width():
            text, end = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width()), False
        painter.drawText(area, RIGHT if end else LEFT, text)

    def _overflow(self, painter: QPainter, rect: QRect, cells: list[Told], column: int) -> None:
        """A title runs over the empty cells beside it, as it does in Excel."""
        start = next((at for at in range(column, -1, -1) if cells[at].text), -1)
        if start < 0 or cells[start].end:
            return
        font = self._strong if cells[start].tone == "head" else self._base
        left = rect.left() - sum(self._view.columnWidth(at) for at in range(start, column))
        if left + PAD + QFontMetrics(font).horizontalAdvance(cells[start].text) <= rect.left():
            return
        painter.save()
        painter.setClipRect(rect.adjusted(0, 0, -1, -1))
        painter.setFont(font)
        painter.setPen(self._inks[cells[start].tone])
        painter.drawText(QRect(left + PAD, rect.top(), 10_000, rect.height() - 1), LEFT, cells[start].text)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, level: str) -> None:
        """A bar before a change, a filled corner for a fault, an open one for a question, and a line of its own kind
        below whatever is said."""
        if level == "change":
            painter.fillRect(rect.left(), rect.top() + 3, 3, rect.height() - 7, self._accent)
            return
        ink = self._marks[level]
        size = self._corner
        if level in ("error", "conflict", "question"):
            corner = QPolygon([QPoint(rect.right() - size, rect.top()), QPoint(rect.right(), rect.top()),
                               QPoint(rect.right(), rect.top() + size)])
            painter.setPen(QPen(ink, 1))
            painter.setBrush(ink if level != "question" else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(corner)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        style = {"error": Qt.PenStyle.SolidLine, "conflict": Qt.PenStyle.SolidLine,
                 "question": Qt.PenStyle.DashLine, "remark": Qt.PenStyle.DotLine,
                 "mended": Qt.PenStyle.SolidLine}[level]
        painter.setPen(QPen(ink, 2 if level in LOUD else 1, style))
        below = rect.bottom() - 2
        painter.drawLine(rect.left() + PAD, below, rect.right() - PAD, below)
