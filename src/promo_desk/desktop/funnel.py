"""The pipeline as bars, stage by stage; each bar opens its list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.today_facts import Figure
from promo_desk.desktop.widgets import GRID, button, label


class Funnel(QWidget):
    """One line a stage: words, bar, how many, how much."""

    def __init__(self, desk: Desk, stages: list[Figure]) -> None:
        super().__init__()
        self._desk = desk
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        most = max((stage.number for stage in stages), default=0)
        for number, stage in enumerate(stages):
            self._line(grid, number, stage, most)

    def _line(self, grid: QGridLayout, number: int, stage: Figure, most: int) -> None:
        words = stage.words.text(self._desk.language)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(button(self._desk, words, self._goer(stage), look="link"), number, 0)
        grid.addWidget(Bar(self._desk, stage.number / most if most else 0), number, 1)
        grid.addWidget(label(stage.shown), number, 2, right)
        grid.addWidget(label(stage.aside, "small", "quiet"), number, 3, right)

    def _goer(self, stage: Figure) -> Callable[[], None]:
        return lambda: self._desk.go(stage.place)


class Bar(QWidget):
    """A share of the whole width, in the accent."""

    def __init__(self, desk: Desk, share: float) -> None:
        super().__init__()
        self._desk, self._share = desk, share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(10 * GRID, theme.GRID + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(0, 2, self.width(), self.height() - 4)
        painter.setBrush(QColor(self._desk.tones.line))
        painter.drawRoundedRect(area, 4, 4)
        if self._share > 0:
            area.setWidth(max(area.width() * self._share, 8))
            painter.setBrush(QColor(self._desk.tones.accent))
            painter.drawRoundedRect(area, 4, 4)
