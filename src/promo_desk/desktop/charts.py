"""Small charts drawn with the painter: bars, columns and lines over periods, in the desk's colours.

A gap in the figures is a gap in the drawing, never a nought. The numbers stand in a table beside or at the points,
so that nothing is told by the drawing alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.theme import Tones
from promo_desk.desktop.widgets import GRID
from promo_desk.fields.kinds import Area, Money, Quantity

HIGH = 14 * GRID
"""The usual height of columns and lines."""
Side = Qt.AlignmentFlag


@dataclass(frozen=True)
class Point:
    """A bar, a column, a point of a line: what it is, how much (None: not known), and how that is said."""

    words: str
    amount: float | None
    shown: str


@dataclass(frozen=True)
class Picture:
    """A chart of one series."""

    form: Literal["bar", "column", "line"]
    title: str
    points: tuple[Point, ...]

    @property
    def known(self) -> tuple[float, ...]:
        return tuple(point.amount for point in self.points if point.amount is not None)

    def words(self) -> str:
        """The chart for those who do not see it."""
        return "; ".join(f"{point.words}: {point.shown}" for point in self.points if point.shown)


def size_of(value: Any) -> float | None:
    """How much a value is, for drawing only; amounts themselves never go through a float."""
    if value is None:
        return None
    if isinstance(value, Money | Quantity):
        return float(value.amount)
    return float(value.m2) if isinstance(value, Area) else float(value)


def height(picture: Picture) -> int:
    """The height a picture wants, in device-independent pixels."""
    return len(picture.points) * (theme.font_height() + 6) if picture.form == "bar" else HIGH


def draw(painter: QPainter, area: QRectF, picture: Picture, tones: Tones) -> None:
    """Draw it into the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small"))
    if not picture.known:
        return
    if picture.form == "bar":
        _bars(painter, area, picture, tones)
    else:
        _upright(painter, area, picture, tones)


def image(picture: Picture, width: int, tones: Tones, ratio: float) -> QImage:
    """The chart as an image of that width, sharp at that device pixel ratio."""
    made = QImage(round(width * ratio), round(height(picture) * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, QRectF(0, 0, width, height(picture)), picture, tones)
    painter.end()
    return made


class ChartView(QWidget):
    """A chart on the screen."""

    def __init__(self, desk: Desk, picture: Picture) -> None:
        super().__init__()
        self._tones, self.picture = desk.tones, picture
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.words())
        self.setToolTip(picture.words().replace("; ", "\n"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(24 * GRID, height(self.picture))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw(QPainter(self), QRectF(self.rect()), self.picture, self._tones)


def _bars(painter: QPainter, area: QRectF, picture: Picture, tones: Tones) -> None:
    """Lying bars: words at the left, the amount at the end."""
    metrics, high = painter.fontMetrics(), theme.font_height() + 6
    left = min(max(metrics.horizontalAdvance(point.words) for point in picture.points), area.width() * 0.4) + GRID
    right = max(metrics.horizontalAdvance(point.shown) for point in picture.points) + GRID
    room, most = max(area.width() - left - right, 2 * GRID), max(map(abs, picture.known)) or 1
    for number, point in enumerate(picture.points):
        line = QRectF(area.left(), area.top() + number * high, area.width(), high)
        _text(painter, QRectF(line.left(), line.top(), left - GRID, high), point.words, tones.text, Side.AlignLeft)
        wide = max(room * abs(point.amount) / most, 2) if point.amount else 0
        bar = QRectF(line.left() + left, line.top() + high * 0.22, wide, high * 0.56)
        _block(painter, bar, tones.accent if (point.amount or 0) >= 0 else tones.danger)
        after = QRectF(bar.right() + (GRID if wide else 0), line.top(), right, high)
        _text(painter, after, point.shown, tones.quiet, Side.AlignLeft)


def _block(painter: QPainter, bar: QRectF, colour: str) -> None:
    if bar.width() > 0 and bar.height() > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(bar, 2, 2)


def _text(painter: QPainter, area: QRectF, text: str, colour: str, side: Qt.AlignmentFlag) -> None:
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()) + 1)
    painter.drawText(area, side | Side.AlignVCenter, shown)


@dataclass(frozen=True)
class _Scale:
    """Where an amount stands: the nought is always on the picture."""

    area: QRectF
    least: float
    most: float
    count: int

    @property
    def step(self) -> float:
        return self.area.width() / max(self.count, 1)

    def middle(self, number: int) -> float:
        return self.area.left() + (number + 0.5) * self.step

    def y(self, amount: float) -> float:
        return self.area.bottom() - (amount - self.least) / ((self.most - self.least) or 1) * self.area.height()


def _upright(painter: QPainter, area: QRectF, picture: Picture, tones: Tones) -> None:
    """Columns or a line over what stands below."""
    high = painter.fontMetrics().height()
    inner = area.adjusted(0, high + 4, 0, -high - 6)
    scale = _Scale(inner, min(0, *picture.known), max(0, *picture.known), len(picture.points))
    painter.setPen(QPen(QColor(tones.edge), 1))
    painter.drawLine(QPointF(inner.left(), scale.y(0)), QPointF(inner.right(), scale.y(0)))
    if picture.form == "line":
        _line(painter, scale, picture, tones)
    else:
        _columns(painter, scale, picture, tones)
    _below(painter, scale, picture, tones, area.bottom() - high - 2)
    _above(painter, scale, picture, tones)


def _columns(painter: QPainter, scale: _Scale, picture: Picture, tones: Tones) -> None:
    wide = min(scale.step * 0.6, 5 * GRID)
    for number, point in enumerate(picture.points):
        if point.amount:
            top, bottom = sorted((scale.y(point.amount), scale.y(0)))
            bar = QRectF(scale.middle(number) - wide / 2, top, wide, max(bottom - top, 1.5))
            _block(painter, bar, tones.accent if point.amount > 0 else tones.danger)


def _line(painter: QPainter, scale: _Scale, picture: Picture, tones: Tones) -> None:
    """Neighbours are joined; where a figure is missing the line is broken."""
    pen = QPen(QColor(tones.accent), 2)
    places = [None if point.amount is None else QPointF(scale.middle(number), scale.y(point.amount))
              for number, point in enumerate(picture.points)]
    painter.setPen(pen)
    for before, after in pairwise(places):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    painter.setBrush(QColor(tones.surface))
    for place in places:
        if place is not None:
            painter.drawEllipse(place, 3.5, 3.5)


def _below(painter: QPainter, scale: _Scale, picture: Picture, tones: Tones, top: float) -> None:
    """What stands below each point; every second or third where there is no room for all."""
    metrics = painter.fontMetrics()
    every = _every(metrics, [point.words for point in picture.points], scale.step)
    for number, point in enumerate(picture.points):
        if number % every == 0:
            wide = scale.step * every
            box = QRectF(scale.middle(number) - wide / 2, top, wide, metrics.height() + 2)
            _text(painter, _within(box, scale.area, metrics.horizontalAdvance(point.words)), point.words, tones.quiet,
                  Side.AlignHCenter)


def _above(painter: QPainter, scale: _Scale, picture: Picture, tones: Tones) -> None:
    """The amounts at their points: all where there is room, else the last one and the greatest."""
    metrics = painter.fontMetrics()
    told = [number for number, point in enumerate(picture.points) if point.amount is not None]
    if _every(metrics, [picture.points[number].shown for number in told], scale.step) > 1:
        greatest = max(told, key=lambda number: picture.points[number].amount or 0)
        told = [greatest] if abs(greatest - told[-1]) * scale.step < 12 * GRID else [greatest, told[-1]]
    for number in told:
        point = picture.points[number]
        wide = metrics.horizontalAdvance(point.shown) + 4
        top = scale.y(max(point.amount or 0, 0)) - metrics.height() - 5
        box = QRectF(scale.middle(number) - wide / 2, top, wide, metrics.height() + 2)
        _text(painter, _within(box, scale.area, wide), point.shown, tones.text, Side.AlignHCenter)


def _within(box: QRectF, area: QRectF, wide: float) -> QRectF:
    """The box moved in where its text would stand over the edge."""
    over = max(area.left() - (box.center().x() - wide / 2), 0) - max(box.center().x() + wide / 2 - area.right(), 0)
    return box.translated(over, 0)


def _every(metrics: QFontMetrics, texts: list[str], step: float) -> int:
    """Every how many of these texts there is room for."""
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + GRID
    return max(1, -int(-widest // max(step, 1)))
