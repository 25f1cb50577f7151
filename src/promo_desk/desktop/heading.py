"""The row above a list: its title, its tabs, its buttons."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID


class Heading(QWidget):
    """Where the row is too narrow, its buttons give up their words one after another and keep their icons: a record
    that opens beside the list must never make the window wider than the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.dress(self, "controls", desk.scheme)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(GRID)
        self._words: dict[QPushButton, str] = {}

    def add_button(self, made: QPushButton) -> QPushButton:
        """Add a button; the first that was added is the first to give up its words."""
        self.line.addWidget(made)
        self.word(made, made.text())
        return made

    def word(self, made: QPushButton, words: str) -> None:
        """Give a button its words; screen readers and the tooltip say them always."""
        self._words[made] = words
        made.setAccessibleName(words)
        made.setToolTip(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for made, words in self._words.items():
            made.setText(words)
        for made in self._words:
            if self.line.sizeHint().width() <= self.width():
                return
            made.setText("")
