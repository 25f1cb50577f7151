"""The top edge of the cells of an import: column letter and header, and below them where the column goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_model import CellsModel
from promo_desk.desktop.importing.cells_words import TRUST, column_told, column_words
from promo_desk.desktop.widgets import GRID
from promo_desk.sheets.cells import column_letter
from promo_desk.sheets.mapping import MappedColumn

LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
PAD = GRID
TONES: dict[str, theme.Tone] = {"given": "blue", "remembered": "teal", "label": "green", "synonym": "green",
                                "near": "amber", "none": "grey"}
ICONS = {"notes": "sticky-note", "left_out": "ban"}


class ColumnHeader(QHeaderView):
    """Letter and header; a chip that is a button."""

    field_asked = Signal(int)
    """The field of a column is to be chosen: its place in the view."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self._hovered, self._icon = -1, theme.scaled(12)
        self.chosen: list[tuple[int, int]] = []
        """The stretches of columns that are selected whole."""
        self._small, self._strong = theme.font("small"), theme.font("small", strong=True)
        self._line_height = QFontMetrics(self._small).height()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(4 * GRID)
        self.setFixedHeight(2 * self._line_height + 3 * GRID + 2)

    def chip_of(self, section: int) -> QRect:
        """Where the button of a column stands, in the header's own pixels."""
        left = self.sectionViewportPosition(section)
        return QRect(left + 4, self._line_height + GRID, self.sectionSize(section) - 9, self._line_height + GRID + 2)

    def wanted_width(self, section: int) -> int:
        """The width at which header and button are read whole."""
        model = self.model()
        if not isinstance(model, CellsModel):
            return 0
        metrics, column = QFontMetrics(self._small), model.column_number(section)
        head = QFontMetrics(self._strong).horizontalAdvance(self._head(model, column)[0]) + 6
        head += metrics.horizontalAdvance(self._head(model, column)[1])
        chip = metrics.horizontalAdvance(column_words(model.facts, column)) + theme.scaled(14) + 4 * GRID
        return max(head + 2 * PAD, chip if model.facts.columns.get(column) else 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, tones = self.model(), self._desk.tones
        if not isinstance(model, CellsModel):
            return
        column = model.column_number(logicalIndex)
        chosen = any(first <= logicalIndex <= last for first, last in self.chosen)
        painter.fillRect(rect, QColor(tones.accent_soft if chosen else tones.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tones.edge))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(tones.line))
        self._letter(painter, rect, model, column)
        chip = QRectF(self.chip_of(logicalIndex)).adjusted(0.5, 0.5, -0.5, -0.5)
        mapped = model.facts.columns.get(column)
        if mapped is not None:
            self._chip(painter, chip, model, mapped, logicalIndex == self._hovered)
        else:
            self._outside(painter, chip.toRect(), model, column)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._chip_at(event.position().toPoint())
        if over != self._hovered:
            self._hovered = over
            self.viewport().update()
        if over >= 0:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the button asks for the field; elsewhere it selects the column, or widens it at its edge."""
        section = self._chip_at(event.position().toPoint())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.field_asked.emit(section)
        else:
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            model, section = self.model(), self.logicalIndexAt(event.pos())
            if isinstance(model, CellsModel) and section >= 0:
                QToolTip.showText(event.globalPos(), column_told(model.facts, model.column_number(section)), self)
            return True
        return super().viewportEvent(event)

    def _head(self, model: CellsModel, column: int) -> tuple[str, str]:
        mapped = model.facts.columns.get(column)
        return column_letter(column), " ".join(mapped.column.header.split()) if mapped is not None else ""

    def _letter(self, painter: QPainter, rect: QRect, model: CellsModel, column: int) -> None:
        """The letter; beside it the header as the file has it, which stays when its row is scrolled away."""
        letter, header = self._head(model, column)
        area = QRect(rect.left() + PAD, rect.top() + 4, rect.width() - PAD - 4, self._line_height + 2)
        painter.setFont(self._strong)
        painter.setPen(QColor(self._desk.tones.quiet))
        painter.drawText(area, LEFT, letter)
        wide = painter.fontMetrics().horizontalAdvance(letter) + 6
        painter.setFont(self._small)
        hidden = column in model.facts.raw.hidden_columns
        painter.setPen(QColor(self._desk.tones.faint if hidden else self._desk.tones.text))
        shown = painter.fontMetrics().elidedText(header, Qt.TextElideMode.ElideRight, area.width() - wide)
        painter.drawText(area.adjusted(wide, 0, 0, 0), LEFT, shown)

    def _chip(self, painter: QPainter, chip: QRectF, model: CellsModel, mapped: MappedColumn, over: bool) -> None:
        """Filled for a field, dashed where one should look, an outline only for what is no field."""
        refused = mapped.column.letter in model.facts.refused
        tone = "grey" if refused or not mapped.path else TONES[mapped.trust]
        ground, ink = (QColor(each) for each in theme.CHIPS[self._desk.scheme][tone])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = not mapped.path or refused
        edge = QColor(self._desk.tones.accent) if over else QColor(self._desk.tones.edge) if plain else ink
        dashed = mapped.trust == "near" or mapped.use == "left_out" or refused
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, 1, style) if over or plain or dashed else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if plain else ground)
        painter.drawRoundedRect(chip, 5, 5)
        painter.restore()
        self._words(painter, chip.toRect(), model, mapped, ink if not plain else QColor(self._desk.tones.quiet),
                    struck=refused)

    def _words(self, painter: QPainter, chip: QRect, model: CellsModel, mapped: MappedColumn, ink: QColor, *,
               struck: bool) -> None:
        size = self._icon
        icon = "ban" if struck else ICONS.get(mapped.use, "") if not mapped.path else TRUST[mapped.trust][0]
        left = chip.left() + 6
        if icon:
            drawn = icons.pixmap(icon, ink.name(), size, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(left, chip.center().y() - size // 2 + 1), drawn)
            left += size + 5
        font = theme.font("small")
        font.setStrikeOut(struck)
        painter.setFont(font)
        painter.setPen(ink)
        words = column_words(model.facts, mapped.column.index)
        area = QRect(left, chip.top(), chip.right() - left - 3, chip.height())
        painter.drawText(area, LEFT, short(words, painter.fontMetrics(), area.width()))

    def _outside(self, painter: QPainter, area: QRect, model: CellsModel, column: int) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(self._desk.tones.faint))
        words = column_words(model.facts, column)
        painter.drawText(area.adjusted(4, 0, 0, 0), LEFT, painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, area.width() - 4))

    def _chip_at(self, point: QPoint) -> int:
        """The column whose button is at a point; -1 where there is none."""
        section, model = self.logicalIndexAt(point), self.model()
        if section < 0 or not isinstance(model, CellsModel):
            return -1
        there = model.column_number(section) in model.facts.columns
        return section if there and self.chip_of(section).contains(point) else -1


def short(words: str, metrics: QFontMetrics, room: int) -> str:
    """A path that fits: where it does not, the field without its record, then an ellipsis."""
    if metrics.horizontalAdvance(words) > room and " › " in words:
        words = words.partition(" › ")[2]
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
