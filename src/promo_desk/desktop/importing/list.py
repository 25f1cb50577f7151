"""The slim list of files on the page of imports: the name, below it a chip with the state and what was found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from promo_desk.desktop import chips, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.file import Incoming
from promo_desk.desktop.importing.intake import Intake
from promo_desk.desktop.importing.words import counts_line, imported_line, state_chip
from promo_desk.desktop.two_lines import paint_ground
from promo_desk.desktop.widgets import GRID, thin_bars
from promo_desk.fields.words import say

CHIP, ASIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PAD = GRID + 4


class FileList(QListWidget):
    """One line a file, in the order in which they came; the cursor is on the one that is looked at."""

    chosen = Signal(object)
    """The file the user came to."""

    def __init__(self, desk: Desk, intake: Intake) -> None:
        super().__init__()
        self._desk, self._intake = desk, intake
        self.setAccessibleName(say("Files", desk.language))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Lines(desk, self))
        thin_bars(desk, self)
        self.currentRowChanged.connect(self._came)
        self.fill()

    def fill(self) -> None:
        """Show the files as they are."""
        blocked = self.blockSignals(True)
        while self.count() > len(self._intake.files):
            self.takeItem(self.count() - 1)
        for row, file in enumerate(self._intake.files):
            if row == self.count():
                self.addItem(QListWidgetItem())
            self._dress(self.item(row), file)
        current = self._intake.current
        self.setCurrentRow(self._intake.files.index(current) if current in self._intake.files else -1)
        self.blockSignals(blocked)

    def tell(self, file: Incoming) -> None:
        """Something of a file has changed."""
        if file in self._intake.files and self._intake.files.index(file) < self.count():
            self._dress(self.item(self._intake.files.index(file)), file)

    def _dress(self, item: QListWidgetItem, file: Incoming) -> None:
        language = self._desk.language
        chip = state_chip(file, language)
        aside = (imported_line if file.state == "imported" else counts_line)(file, language)
        item.setText(file.name)
        item.setData(CHIP, chip)
        item.setData(ASIDE, aside)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{file.name}. {chip[0]}. {aside}")
        item.setToolTip(f"{file.file}\n{chip[0]}\n{aside}".strip())

    def _came(self, row: int) -> None:
        if 0 <= row < len(self._intake.files):
            self.chosen.emit(self._intake.files[row])


class _Lines(QStyledItemDelegate):
    """Paints a file."""

    def __init__(self, desk: Desk, parent: FileList) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        chip = theme.font_height("small") + chips.HEIGHT_ADDED
        return QSize(10 * GRID, theme.font_height() + chip + 2 * GRID + GRID // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        rect, tones = option.rect, self._desk.tones
        chosen = paint_ground(painter, option, tones)
        self._texts(painter, rect.adjusted(PAD, GRID - 1, -PAD, 0), index, chosen)

    def _texts(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, chosen: bool) -> None:
        tones = self._desk.tones
        self._line(painter, area, str(index.data()), "body", tones.text, chosen, Qt.TextElideMode.ElideMiddle)
        area.setTop(area.top() + theme.font_height() + GRID // 2)
        words, how = index.data(CHIP)
        painter.setFont(theme.font("small"))
        high = theme.font_height("small") + chips.HEIGHT_ADDED
        wide = chips.width(painter.fontMetrics(), words)
        chips.draw(painter, QRectF(area.left(), area.top(), area.width(), high), words, how, self._desk.scheme)
        area.setTop(area.top() + chips.HEIGHT_ADDED // 2)
        area.setLeft(area.left() + wide + GRID)
        self._line(painter, area, str(index.data(ASIDE) or ""), "small", tones.quiet, False,
                   Qt.TextElideMode.ElideRight)

    def _line(self, painter: QPainter, area: QRect, text: str, step: str, ink: str, strong: bool,
              cut: Qt.TextElideMode) -> None:
        painter.setFont(theme.font(step, strong=strong))
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, cut, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
