"""The overview of a record: what is filled in, group by group; links lead on, a right click tells the origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from promo_desk.desktop import chips, icons, theme
from promo_desk.desktop.birth import show_birth
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.widgets import GRID, button, label, menu
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records.layouts import layout

EMPTY: tuple[Any, ...] = (None, "", ())


class Chip(QWidget):
    """A chip as a widget."""

    def __init__(self, desk: Desk, text: str, how: chips.Look) -> None:
        super().__init__()
        self._desk, self._text, self._how = desk, text, how
        self.setFont(theme.font("small"))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(chips.width(metrics, self._text), metrics.height() + chips.HEIGHT_ADDED)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        chips.draw(painter, QRectF(self.rect()), self._text, self._how, self._desk.scheme)


class Overview(QWidget):
    """The filled fields of a record; the empty ones on request."""

    asked_all = Signal()

    def __init__(self, desk: Desk, kind: str, values: dict[str, Any], *, everything: bool = False,
                 columns: int = 1) -> None:
        super().__init__()
        self._desk, self._kind, self._values, self._everything = desk, kind, values, everything
        self._columns = columns
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 3 * GRID)
        self._column.setSpacing(6)
        for heading, keys in layout(kind).groups:
            self._group(heading, keys)
        self._column.addSpacing(2 * GRID)
        self._foot()
        self._column.addStretch(1)

    def _group(self, heading: str, keys: tuple[str, ...]) -> None:
        fields = fields_of(self._kind)
        shown = [key for key in keys if key in fields
                 and (self._everything or self._values.get(key) not in EMPTY)]
        if not shown:
            return
        self._column.addSpacing(GRID)
        self._column.addWidget(label(say(heading, self._desk.language), strong=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(6)
        for place, key in enumerate(shown):
            row, column = divmod(place, self._columns)
            self._line(grid, row, 2 * column, fields[key])
        for column in range(self._columns):
            grid.setColumnMinimumWidth(2 * column, 17 * GRID)
            grid.setColumnStretch(2 * column + 1, 1)
        self._column.addLayout(grid)

    def _line(self, grid: QGridLayout, row: int, column: int, field: Field) -> None:
        words = label(field.label(self._desk.language), "small", "quiet", wrap=True)
        words.setMaximumWidth(18 * GRID)
        words.setContentsMargins(0, 2, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(words, row, column, top)
        shown = self._value(field, self._values.get(field.key))
        shown.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        shown.customContextMenuRequested.connect(lambda point: self._menu(shown, field, point))
        side = Qt.AlignmentFlag.AlignLeft if not isinstance(shown, QLabel) else Qt.AlignmentFlag(0)
        grid.addWidget(shown, row, column + 1, top | side)

    def _value(self, field: Field, value: Any) -> QWidget:
        if value in EMPTY:
            return label("–", tone="faint")
        how = chips.look(field, value)
        text = field.kind.text(value, self._desk.language)
        if how is not None:
            return Chip(self._desk, text, how)
        if isinstance(value, Ref):
            return button(self._desk, text, self._goer(value), look="link")
        shown = label(text, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return shown

    def _goer(self, ref: Ref) -> Callable[[], None]:
        return lambda: self._desk.go(Place(page_of(ref.kind), ref.kind, ref.id))

    def _foot(self) -> None:
        if not self._everything:
            more = button(self._desk, say("Show empty fields", self._desk.language), self.asked_all.emit, look="link")
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _menu(self, shown: QWidget, field: Field, point: QPoint) -> None:
        language, value = self._desk.language, self._values.get(field.key)
        made = menu(self._desk, self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        quiet = self._desk.tones.quiet
        origin = made.addAction(icons.icon("history", quiet), say("Where does this come from?", language))
        origin.triggered.connect(lambda: show_birth(self._desk, self, self._kind, self._values["id"], field.key))
        if value not in EMPTY:
            text = field.kind.text(value, language)
            copied = made.addAction(icons.icon("copy", quiet), say("Copy", language))
            copied.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
        made.popup(shown.mapToGlobal(point))
