"""A list to choose from whose entries say two lines: what it is, and below it, quieter, what there is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID, thin_bars

ID, ASIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PAD = GRID + 4


@dataclass(frozen=True)
class Entry:
    """One entry of such a list."""

    id: int
    words: str
    aside: str = ""


class TwoLines(QListWidget):
    """The list. ``chosen`` tells what the user came to, not what was filled in."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(desk, self))
        thin_bars(desk, self)
        self.currentItemChanged.connect(self._came)

    def fill(self, entries: Sequence[Entry], current: int) -> None:
        """Show these entries, the cursor on the one with that id (0: on none)."""
        blocked = self.blockSignals(True)
        top = self.verticalScrollBar().value()
        self.clear()
        for entry in entries:
            self._add(entry)
        self.setCurrentRow(next((row for row, entry in enumerate(entries) if entry.id == current), -1))
        self.verticalScrollBar().setValue(top)
        self.blockSignals(blocked)
        self._show_current()

    def choose(self, id: int) -> None:
        """Put the cursor on an entry without telling anybody."""
        blocked = self.blockSignals(True)
        self.setCurrentRow(next((row for row in range(self.count()) if self.item(row).data(ID) == id), -1))
        self.blockSignals(blocked)

    def current(self) -> int:
        """The id of the entry the cursor is on; 0 where it is on none."""
        item = self.currentItem()
        return int(item.data(ID)) if item is not None else 0

    def texts(self) -> list[tuple[str, str]]:
        """Both lines of every entry."""
        items = [self.item(row) for row in range(self.count())]
        return [(item.text(), str(item.data(ASIDE))) for item in items]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_current()

    def _show_current(self) -> None:
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def _came(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(now.data(ID))

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem(entry.words)
        item.setData(ID, entry.id)
        item.setData(ASIDE, entry.aside)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words}. {entry.aside}")
        item.setToolTip(f"{entry.words}\n{entry.aside}".strip())
        self.addItem(item)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, tones: theme.Tones) -> bool:
    """The ground of a line of a list: chosen, under the mouse, with the keyboard on it; gives whether it is chosen."""
    rect, state = option.rect, option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tones.accent_soft if chosen else tones.hover))
    if chosen:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tones.accent))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(tones.accent), 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    return chosen


class _Lines(QStyledItemDelegate):
    """Paints an entry."""

    def __init__(self, desk: Desk, parent: TwoLines) -> None:
        super().__init__(parent)
        self._tones = desk.tones

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10 * GRID, theme.font_height() + theme.font_height("small") + 2 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        rect, tones = option.rect, self._tones
        chosen = paint_ground(painter, option, tones)
        first = rect.adjusted(PAD, GRID - 1, -PAD, 0)
        self._line(painter, first, str(index.data()), "body", tones.text, chosen)
        first.setTop(first.top() + theme.font_height())
        self._line(painter, first, str(index.data(ASIDE) or ""), "small", tones.quiet, False)

    def _line(self, painter: QPainter, area: QRect, text: str, step: str, ink: str, strong: bool) -> None:
        painter.setFont(theme.font(step, strong=strong))
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
