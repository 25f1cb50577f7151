"""The cells of a sheet for a table view: row numbers and facts; nothing is made for a cell before it is painted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from promo_desk.desktop.importing.cells_facts import Facts, Told
from promo_desk.desktop.importing.cells_words import cell_told, column_told, column_words, row_told
from promo_desk.fields.words import say
from promo_desk.sheets.cells import cell_name, column_letter

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CellsModel(QAbstractTableModel):
    """The rows of the file that are shown, as numbers; the cells are asked of the facts."""

    def __init__(self, facts: Facts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.rows: Sequence[int] = facts.all_rows()
        self.places = facts.places

    def show_facts(self, facts: Facts, rows: Sequence[int]) -> None:
        """The same sheet, planned anew. Where the same rows are shown, the view stays as it is."""
        stays = same(rows, self.rows) and facts.places == self.places
        if stays:
            self.facts = facts
            self._tell_changed()
            return
        self.beginResetModel()
        self.facts, self.rows, self.places = facts, rows, facts.places
        self.endResetModel()

    def show_rows(self, rows: Sequence[int]) -> None:
        self.show_facts(self.facts, rows)

    def row_number(self, at: int) -> int:
        """The file's number of a row that is shown; 0 where there is none."""
        return self.rows[at] if 0 <= at < len(self.rows) else 0

    def column_number(self, at: int) -> int:
        return self.places[at] if 0 <= at < len(self.places) else 0

    def at_row(self, number: int) -> int:
        """Where a row of the file is shown; -1 where it is not."""
        at = bisect_left(self.rows, number)
        return at if at < len(self.rows) and self.rows[at] == number else -1

    def near_row(self, number: int) -> int:
        """Where a row is shown, or the next one that is."""
        return min(bisect_left(self.rows, number), len(self.rows) - 1)

    def at_column(self, number: int) -> int:
        return self.places.index(number) if number in self.places else -1

    def told(self, index: Index) -> Told:
        return self.facts.cell(self.rows[index.row()], index.column())

    def place(self, index: Index) -> tuple[int, int]:
        """Row and column of the file."""
        return self.rows[index.row()], self.places[index.column()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole:
            return self.told(index).text
        if role == Role.EditRole:
            return self.facts.text(*self.place(index))
        if role == Role.ToolTipRole:
            return cell_told(self.facts, *self.place(index))
        if role == Role.AccessibleTextRole:
            return self._spoken(index)
        return (END if self.told(index).end else START) if role == Role.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if not 0 <= section < (len(self.places) if across else len(self.rows)):
            return None
        if role == Role.DisplayRole:
            return column_letter(self.places[section]) if across else str(self.rows[section])
        if role == Role.AccessibleTextRole:
            return self._column_spoken(section) if across else row_told(self.facts, self.rows[section])
        if role == Role.ToolTipRole:
            return column_told(self.facts, self.places[section]) if across else row_told(self.facts, self.rows[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return SHOWN

    def _tell_changed(self) -> None:
        if self.rows and self.places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.places) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.places) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def _spoken(self, index: Index) -> str:
        """What a screen reader says of a cell: its name, what stands in it, what is said of it."""
        row, column = self.place(index)
        told = self.told(index)
        parts = [cell_name(row, column), told.text or say("empty", self.facts.language)]
        return ", ".join([*parts, *cell_told(self.facts, row, column).split("\n")]).rstrip(", ")

    def _column_spoken(self, section: int) -> str:
        column = self.places[section]
        said = say("column {letter}", self.facts.language, letter=column_letter(column))
        return f"{said}, {column_words(self.facts, column)}"


def same(first: Sequence[int], second: Sequence[int]) -> bool:
    """Whether two rows of numbers are the same; of ranges told without looking at each."""
    if isinstance(first, range) or isinstance(second, range):
        return first == second
    return list(first) == list(second)
