"""The few questions that must be asked; Esc always answers them with "not now"."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QMessageBox, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.buffer import Buffer
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID, button, label, row, scroll
from promo_desk.fields.words import say
from promo_desk.records import fields_of


def ask_to_leave(desk: Desk, parent: QWidget, unsaved: int) -> bool:
    """Whether to close although edits are unsaved; Esc stays."""
    box = QMessageBox(parent)
    box.setWindowTitle("promo desk")
    box.setText(say("Records with unsaved edits: {n}. Close and lose them?", desk.language, n=unsaved))
    leave = box.addButton(say("Close and lose them", desk.language), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(say("Stay", desk.language), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is leave


class StaleDialog(QDialog):
    """Somebody saved the record while it was edited here: theirs and ours side by side, ours ticked to stay."""

    decided = Signal()

    def __init__(self, desk: Desk, parent: QWidget, buffer: Buffer, now: dict[str, Any]) -> None:
        super().__init__(parent)
        self._desk, self._buffer, self._now = desk, buffer, now
        self.ticks: dict[str, QCheckBox] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Changed meanwhile", desk.language))
        theme.dress(self, "controls", desk.scheme)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID + 4)
        told = say("Somebody saved this record while you were editing it. Tick what shall be as you wrote it; the "
                   "rest stays as it is now.", desk.language)
        column.addWidget(label(told, wrap=True))
        column.addWidget(scroll(self._desk, self._table()), 1)
        column.addLayout(row(None, button(desk, say("Cancel", desk.language), self.reject),
                             button(desk, say("Go on editing", desk.language), self.decide, look="primary")))
        self.resize(80 * GRID, 44 * GRID)

    def decide(self) -> None:
        """Lay the ticked drafts over what is there now."""
        self._buffer.rebase(self._now, {key for key, tick in self.ticks.items() if tick.isChecked()})
        self.decided.emit()
        self.accept()

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        language = self._desk.language
        heads = ("", say("As it is now", language), say("As you wrote it", language))
        for column, words in enumerate(heads):
            grid.addWidget(label(words, "small", "quiet", strong=True), 0, column)
        for number, (key, value) in enumerate(self._buffer.changed().items(), 1):
            self._line(grid, number, key, value)
        grid.setRowStretch(grid.rowCount(), 1)
        return table

    def _line(self, grid: QGridLayout, number: int, key: str, mine: Any) -> None:
        field, language = fields_of(self._buffer.kind)[key], self._desk.language
        grid.addWidget(label(field.label(language), tone="quiet"), number, 0)
        theirs = self._now.get(key)
        grid.addWidget(label("–" if theirs is None else field.kind.text(theirs, language), wrap=True), number, 1)
        tick = QCheckBox("–" if mine is None else field.kind.text(mine, language))
        tick.setChecked(theirs == self._buffer.was.get(key))
        self.ticks[key] = tick
        grid.addWidget(tick, number, 2)
