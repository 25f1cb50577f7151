"""A small box below a button: it goes with Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID


class Popup(QFrame):
    """The frame of such a box; what stands in it is added to ``column``."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        own = f"#popup {{ background: {desk.tones.raised}; border: 1px solid {desk.tones.edge}; }}"
        self.setStyleSheet(theme.sheet("controls", desk.scheme) + own)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)

    def open_below(self, anchor: QWidget) -> None:
        """Show it below the anchor, moved in where the screen ends."""
        self.adjustSize()
        point = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = (anchor.screen() or QApplication.primaryScreen()).availableGeometry()
        point.setX(max(min(point.x(), screen.right() - self.width() - GRID), screen.left()))
        self.move(point)
        self.show()
