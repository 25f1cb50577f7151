"""The signings of a year, month by month, as bars; the amounts stand in the tooltip and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.today_facts import Month
from promo_desk.desktop.widgets import GRID
from promo_desk.fields.kinds import MONEY
from promo_desk.fields.words import say


class MonthBars(QWidget):
    """Twelve bars, as high as there were signings."""

    def __init__(self, desk: Desk, months: list[Month]) -> None:
        super().__init__()
        self._desk, self._months = desk, months
        self.setFont(theme.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(self._told(month) for month in months if month.signings))

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, theme.scaled(16 * GRID))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        most = max((month.signings for month in self._months), default=0) or 1
        for month in self._months:
            self._bar(painter, self._slot(month.number), month, most)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            month = next((month for month in self._months if self._slot(month.number).contains(at)), None)
            QToolTip.showText(event.globalPos(), self._told(month) if month else "", self)
            return True
        return super().event(event)

    def _slot(self, number: int) -> QRectF:
        wide = self.width() / 12
        return QRectF((number - 1) * wide, 0, wide, self.height())

    def _bar(self, painter: QPainter, slot: QRectF, month: Month, most: int) -> None:
        tones, line = self._desk.tones, painter.fontMetrics().height() + 4
        floor = slot.bottom() - line
        painter.setPen(QColor(tones.quiet))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(slot.left(), floor, slot.width(), line), centre, str(month.number))
        high = max((floor - line) * month.signings / most, 2)
        wide = min(slot.width() * 0.55, theme.scaled(4 * GRID))
        bar = QRectF(slot.center().x() - wide / 2, floor - high, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.accent if month.signings else tones.line))
        painter.drawRoundedRect(bar, 3, 3)
        if month.signings:
            painter.setPen(QColor(tones.text))
            painter.drawText(QRectF(slot.left(), bar.top() - line, slot.width(), line), centre, str(month.signings))

    def _told(self, month: Month) -> str:
        language = self._desk.language
        sums = "; ".join(MONEY.text(value, language) for value in month.sums)
        return say("Month {month}: {n} signed. {sums}", language, month=month.number, n=month.signings, sums=sums)
