"""Which columns a list shows, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.widgets import GRID, button, label, row
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records.layouts import layout

KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(Popup):
    """Every field with a tick; ticked ones can be dragged into another order."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, kind: str, shown: list[str], parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._kind, self._shown = kind, shown
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(say("Find a column", desk.language))
        self.finder.setAccessibleName(say("Find a column", desk.language))
        self.finder.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Columns", desk.language))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(shown)
        usual = button(desk, say("As usual", desk.language), lambda: self._fill(list(layout(kind).grid)), look="quiet")
        apply = button(desk, say("Apply", desk.language), self.apply, look="primary")
        self.column.addWidget(label(say("Tick to show, drag to order", desk.language), "small", "quiet"))
        self.column.addWidget(self.finder)
        self.column.addWidget(self.list)
        self.column.addLayout(row(usual, None, apply))
        self.setFixedSize(42 * GRID, 56 * GRID)

    def apply(self) -> None:
        """Give the ticked keys back in their order; without one, nothing changes."""
        items = [self.list.item(row) for row in range(self.list.count())]
        keys = [item.data(KEY) for item in items if item.checkState() is Qt.CheckState.Checked]
        self.close()
        if keys:
            self.chosen.emit(keys)

    def _fill(self, shown: list[str]) -> None:
        self.list.clear()
        every = fields_of(self._kind)
        rest = sorted((key for key in every if key not in shown), key=lambda key: every[key].label(self.desk.language))
        for key in [*(key for key in shown if key in every), *rest]:
            item = QListWidgetItem(every[key].label(self.desk.language))
            item.setData(KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    def _narrow(self, text: str) -> None:
        for row_number in range(self.list.count()):
            item = self.list.item(row_number)
            item.setHidden(text.strip().casefold() not in item.text().casefold())
