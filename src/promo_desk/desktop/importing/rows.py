"""The left edge of the cells of an import: the file's row numbers, and what becomes of each row as mark and word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_model import CellsModel
from promo_desk.desktop.importing.cells_words import OTHERS, VERDICTS, Shape, mark
from promo_desk.desktop.widgets import GRID

MARK = 14
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class RowHeader(QHeaderView):
    """Number, mark, word."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._desk = desk
        self.chosen: list[tuple[int, int]] = []
        """The stretches of rows that are selected whole; Qt's own answer asks every cell for its flags."""
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._digits = 2
        tones, pairs = desk.tones, theme.CHIPS[desk.scheme]
        self._ground, self._chosen = QColor(tones.surface), QColor(tones.accent_soft)
        self._sunken, self._line, self._edge = QColor(tones.sunken), QColor(tones.line), QColor(tones.edge)
        self._text, self._quiet, self._faint = QColor(tones.text), QColor(tones.quiet), QColor(tones.faint)
        self._pairs = {tone: (QColor(ground), QColor(ink)) for tone, (ground, ink) in pairs.items()}
        self._font, self._size = theme.font("small"), theme.scaled(MARK)
        self._digit = QFontMetrics(self._font).horizontalAdvance("0")
        self._said = {state: how.words.text(desk.language) for state, how in (*VERDICTS.items(), *OTHERS.items())}

    def fit(self, last: int) -> None:
        """Make room for row numbers up to the last one, and for the longest word."""
        self._digits = max(len(str(last)), 2)
        self.setFixedWidth(self._words_at() + self._widest() + GRID)

    def sizeHint(self) -> QSize:
        return QSize(self._words_at() + self._widest() + GRID, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, CellsModel):
            return
        number = model.row_number(logicalIndex)
        state = model.facts.state(number)
        self._paint_ground(painter, rect, logicalIndex, record=state in VERDICTS)
        how = mark(state)
        painter.setFont(self._font)
        hidden = number in model.facts.raw.hidden_rows
        painter.setPen(self._faint if hidden else self._quiet)
        painter.drawText(QRect(rect.left(), rect.top(), self._number_width(), rect.height()), RIGHT, str(number))
        if how.shape:
            box = QRectF(rect.left() + self._number_width() + GRID, rect.center().y() - self._size / 2 + 0.5,
                         self._size, self._size)
            ground, ink = self._pairs[how.tone]
            draw_mark(painter, box, how.shape, ground, ink)
        painter.setPen(self._text if state in VERDICTS else self._faint)
        painter.drawText(rect.adjusted(self._words_at(), 0, 0, 0), LEFT, self._said.get(state, ""))

    def _paint_ground(self, painter: QPainter, rect: QRect, section: int, *, record: bool) -> None:
        chosen = any(first <= section <= last for first, last in self.chosen)
        painter.fillRect(rect, self._chosen if chosen else self._ground if record else self._sunken)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), self._edge)

    def _number_width(self) -> int:
        return self._digit * self._digits + GRID

    def _words_at(self) -> int:
        return self._number_width() + 2 * GRID + self._size - 2

    def _widest(self) -> int:
        metrics = QFontMetrics(self._font)
        return max(metrics.horizontalAdvance(words) for words in self._said.values())


def draw_mark(painter: QPainter, box: QRectF, shape: Shape, ground: QColor, ink: QColor) -> None:
    """A verdict's shape on a disc of its colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(ink, max(1.5, box.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _strokes(painter, box.adjusted(3, 3, -3, -3), shape)
    painter.restore()


def _strokes(painter: QPainter, box: QRectF, shape: Shape) -> None:
    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    lines = {"plus": ((0, .5, 1, .5), (.5, 0, .5, 1)), "minus": ((0, .5, 1, .5),),
             "equal": ((0, .3, 1, .3), (0, .7, 1, .7)), "plusminus": ((0, .35, 1, .35), (.5, 0, .5, .7), (0, 1, 1, 1)),
             "cross": ((.05, .05, .95, .95), (.05, .95, .95, .05)), "alert": ((.5, 0, .5, .6), (.5, .98, .5, 1)),
             "dot": ((.5, .5, .51, .5),)}
    if shape == "copy":
        painter.drawRect(QRectF(at(0, 0), at(.65, .65)))
        painter.drawRect(QRectF(at(.35, .35), at(1, 1)))
    for x, y, to_x, to_y in lines.get(shape, ()):
        painter.drawLine(at(x, y), at(to_x, to_y))
