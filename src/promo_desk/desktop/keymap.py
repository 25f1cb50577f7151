"""F1: every command with its keys, from the same registry that gives the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.actions import Registry, keys_text
from promo_desk.desktop.commands import MENUS
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID, label, scroll
from promo_desk.fields.words import say


class KeyMap(QDialog):
    """A dialog of two columns; Esc closes it."""

    def __init__(self, desk: Desk, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._registry = desk, registry
        self.setWindowTitle(say("Keyboard map", desk.language))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme.dress(self, "controls", desk.scheme)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(label(say("Keyboard map", desk.language), "title", strong=True))
        column.addWidget(scroll(self._desk, self._table()))
        self.resize(72 * GRID, 70 * GRID)

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for name, words in MENUS:
            self._section(grid, name, words.text(self._desk.language))
        row = grid.rowCount()
        self._line(grid, row, say("Pages in the side bar", self._desk.language), "Ctrl+1 … Ctrl+9")
        self._line(grid, row + 1, say("Menu", self._desk.language), "F10")
        grid.setRowStretch(row + 2, 1)
        return table

    def _section(self, grid: QGridLayout, name: str, heading: str) -> None:
        row = grid.rowCount()
        words = label(heading, "small", "faint", strong=True)
        words.setContentsMargins(0, GRID if row > 1 else 0, 0, 0)
        grid.addWidget(words, row, 0, 1, 2)
        for command in self._registry.commands.values():
            if command.menu == name and command.keys:
                row += 1
                self._line(grid, row, command.words.text(self._desk.language), keys_text(command))

    def _line(self, grid: QGridLayout, row: int, words: str, keys: str) -> None:
        grid.addWidget(label(words), row, 0)
        grid.addWidget(label(keys, tone="quiet"), row, 1, Qt.AlignmentFlag.AlignRight)
