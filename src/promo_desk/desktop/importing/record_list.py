"""The records a change wrote, as a list: kind, name, what became of it, where it came from; Return opens one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.importing.record_facts import DEEDS, Written
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.widgets import GRID, thin_bars
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import label as kind_label

HEADS = (Message("Record"), Message("Kind"), Message("Result"), Message("Row of the file"), Message("What changed"))
SIGNS = {"add": "+", "edit": "±", "delete": "−"}
Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel):
    def __init__(self, desk: Desk, written: list[Written]) -> None:
        super().__init__()
        self._desk, self.written = desk, written

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.written)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        each = self.written[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(each)[index.column()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(GRID, theme.font_height() + GRID)
        if role == Qt.ItemDataRole.ForegroundRole:
            tones = self._desk.tones
            deeds = {"add": tones.good, "edit": tones.accent, "delete": tones.danger}
            return QColor(deeds[each.op] if index.column() == 2 else tones.text if index.column() == 0 else tones.quiet)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return HEADS[section].text(self._desk.language)
        return None

    def _texts(self, each: Written) -> tuple[str, str, str, str, str]:
        language = self._desk.language
        deed = f"{SIGNS[each.op]} {DEEDS[each.op].text(language)}"
        return each.name, kind_label(each.kind, language), deed, each.origin, each.told


class WrittenList(QTreeView):
    """The list; only what is seen is painted, so thousands cost nothing."""

    def __init__(self, desk: Desk, written: list[Written]) -> None:
        super().__init__()
        self._desk = desk
        self._rows = _Rows(desk, written)
        self.setModel(self._rows)
        self.setAccessibleName(say("Records written", desk.language))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        thin_bars(desk, self)
        tones = desk.tones
        self.setStyleSheet(f"QTreeView::item {{ border: none; }} QTreeView::item:hover {{ background: {tones.hover}; }}"
                           f" QTreeView::item:selected {{ background: {tones.accent_soft}; color: {tones.text}; }}")
        self.activated.connect(self._open)
        self.doubleClicked.connect(self._open)
        self._head()

    def _head(self) -> None:
        header = self.header()
        tones = self._desk.tones
        header.setStyleSheet(f"QHeaderView::section {{ background: transparent; color: {tones.quiet}; border: none;"
                             f" border-bottom: 1px solid {tones.line}; padding: 4px 3px; }}")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((34, 13, 12, 18)):
            self.setColumnWidth(column, theme.scaled(width * GRID))

    def _open(self, index: QModelIndex) -> None:
        each = self._rows.written[index.row()]
        if each.op != "delete":
            self._desk.go(Place(page_of(each.kind), each.kind, each.id))
