"""The rows of a list: sorted ids, and a cache of pages of 64 rows as tuples, printed once, when they are painted."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from promo_desk.desktop import chips
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.printed import parts, printed
from promo_desk.fields.field import Field
from promo_desk.office import derived
from promo_desk.records import fields_of

PAGE = 64
KEPT = 256
"""So many pages stay in the cache."""

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Cell = tuple[Any, str]
"""A value and its text."""
Split = tuple[str, str, str]


class Row(list[Cell]):
    """The cells of one record; how they are painted is worked out with them, once."""

    __slots__ = ("looks", "splits")

    def __init__(self, fields: Sequence[Field], values: Sequence[Any], language: str) -> None:
        super().__init__((value, printed(field, value, language)) for field, value in zip(fields, values, strict=True))
        told = list(zip(fields, self, strict=True))
        self.looks: list[chips.Look | None] = [chips.look(field, value) for field, (value, _) in told]
        self.splits: list[Split | None] = [_split(field, text) for field, (_, text) in told]


def _split(field: Field, text: str) -> Split | None:
    """A number apart from its unit, where it has one."""
    before, middle, after = parts(field, text)
    return (before, middle, after) if (before or after) and field.kind.align == "end" else None


NOWHERE = QModelIndex()
SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
WRITABLE = SHOWN | Qt.ItemFlag.ItemIsEditable


class Rows(QAbstractTableModel):
    """Whatever the number of records, it holds their ids and what has been looked at."""

    def __init__(self, desk: Desk, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.kind = desk, kind
        self.ids: array[int] = array("i")
        self.fields: list[Field] = []
        self.headers: list[str] = []
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        """Rows of values; those that have been painted as Row."""

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show these fields, in this order."""
        every = fields_of(self.kind)
        self.beginResetModel()
        self.fields = [every[key] for key in keys if key in every]
        self.headers = [field.label(self._desk.language) for field in self.fields]
        self._pages.clear()
        self.endResetModel()

    def set_ids(self, ids: array[int]) -> None:
        """Show these records, in this order."""
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self.endResetModel()

    def forget(self) -> None:
        """Values have changed: what is visible is read again when it is painted."""
        self._pages.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.fields) - 1))

    def keys(self) -> list[str]:
        return [field.key for field in self.fields]

    def row_of(self, id: int) -> int:
        """The row of a record; -1 where it is not shown."""
        try:
            return self.ids.index(id)
        except ValueError:
            return -1

    def cell(self, row: int, column: int) -> Cell:
        """The value and its text."""
        return self.row(row)[column]

    def row(self, row: int) -> Row:
        """The cells of a row: read with the page it stands on, printed when it is first looked at."""
        number, within = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        found = page[within]
        if not isinstance(found, Row):
            found = page[within] = Row(self.fields, found, self._desk.language)
        return found

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self.cell(index.row(), index.column())[1]
        if role == Role.EditRole:
            return self.cell(index.row(), index.column())[0]
        if role == Role.TextAlignmentRole:
            return alignment(self.fields[index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.fields):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return self.headers[section]
        return alignment(self.fields[section]) if role == Role.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return WRITABLE if index.isValid() and self.fields[index.column()].writable else SHOWN

    def _read(self, number: int) -> list[Any]:
        ids = self.ids[number * PAGE:(number + 1) * PAGE]
        page: list[Any] = derived.read(self._desk.store, self.kind, ids, self.keys(), self._desk.today)
        self._pages[number] = page
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return page


def alignment(field: Field) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if field.kind.align == "end" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
