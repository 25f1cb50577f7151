"""Where a column goes: any field of the records a ledger may hold, the notes, or nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.widgets import GRID, label
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records import label as kind_label

PATH = Qt.ItemDataRole.UserRole
BESIDE = ("company", "project", "contact", "agreement", "commitment", "interaction", "zone", "tenancy")
"""Kinds whose fields a row may hold besides its own."""


def path_words(path: str | None, use: str, language: str) -> str:
    """ "Project › Total investment"; of a column that is no field, what becomes of it."""
    if path is None:
        return say("kept as notes", language) if use == "notes" else say("left out", language)
    kind, _, key = path.partition(".")
    field = fields_of(kind).get(key)
    return f"{kind_label(kind, language)} › {field.label(language)}" if field is not None else path


class FieldPicker(Popup):
    """A list to search in; Return or a click takes a line."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, kind: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(say("Find a field", desk.language))
        self.finder.setAccessibleName(say("Find a field", desk.language))
        self.finder.textChanged.connect(self._narrow)
        self.finder.returnPressed.connect(self._take_first)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Fields", desk.language))
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._fill(kind)
        self.column.addWidget(label(say("This column goes to", desk.language), "small", "quiet"))
        self.column.addWidget(self.finder)
        self.column.addWidget(self.list)
        self.setFixedSize(46 * GRID, 56 * GRID)
        self.finder.setFocus()

    def _fill(self, kind: str) -> None:
        self._add("notes", path_words(None, "notes", self.desk.language))
        self._add("", path_words(None, "left_out", self.desk.language))
        for each in (kind, *(other for other in BESIDE if other != kind)):
            for key, field in fields_of(each).items():
                if field.writable:
                    self._add(f"{each}.{key}", path_words(f"{each}.{key}", "field", self.desk.language))

    def _add(self, path: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(PATH, path)
        self.list.addItem(item)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(wanted not in item.text().casefold())

    def _take_first(self) -> None:
        shown = (self.list.item(number) for number in range(self.list.count()))
        first = next((item for item in shown if not item.isHidden()), None)
        if first is not None:
            self._take(first)

    def _take(self, item: QListWidgetItem) -> None:
        path = str(item.data(PATH))
        self.close()
        self.chosen.emit(path)
