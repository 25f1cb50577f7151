"""Ctrl+K: find any record by name, alias, pinyin or initials, and any command, without leaving the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from promo_desk.desktop import icons, theme
from promo_desk.desktop.actions import Registry, Verbs, keys_text
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages import PAGES, entry, page_of
from promo_desk.desktop.tasks import Work
from promo_desk.desktop.widgets import GRID
from promo_desk.fields.words import LANGUAGES, say

SHOWN = 40
ROW = 5 * GRID


@dataclass(frozen=True)
class Choice:
    """One line of the palette."""

    words: str
    aside: str
    icon: str
    run: Callable[[], None]


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own
        return len(self.choices)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            choice = self.choices[index.row()]
            return f"{choice.words}  {choice.aside}"
        return None

    def show(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, desk: Desk, lines: _Lines) -> None:
        super().__init__()
        self._desk, self._lines = desk, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10 * GRID, max(ROW, option.fontMetrics.height() + 2 * GRID))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        choice, tones = self._lines.choices[index.row()], self._desk.tones
        area = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        size = theme.scaled(icons.SIZE)
        image = icons.pixmap(choice.icon, tones.quiet, size, painter.device().devicePixelRatio())
        painter.drawPixmap(area.left() + 10, area.center().y() - size // 2 + 1, image)
        self._write(painter, area.adjusted(20 + size, 0, -12, 0), choice)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, choice: Choice) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(self._desk.tones.quiet))
        metrics = painter.fontMetrics()
        aside = metrics.elidedText(choice.aside, Qt.TextElideMode.ElideMiddle, area.width() // 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        area = area.adjusted(0, 0, -metrics.horizontalAdvance(aside) - 2 * GRID, 0)
        painter.setFont(theme.font())
        painter.setPen(QColor(self._desk.tones.text))
        words = painter.fontMetrics().elidedText(choice.words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class Palette(QFrame):
    """Lies over the window, takes the keyboard, goes with Esc or when the focus leaves."""

    def __init__(self, desk: Desk, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._registry = desk, registry
        self._over = parent
        self._found: list[Choice] = []
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self._make_parts()
        self._dress()
        self.hide()

    def open(self) -> None:
        """Show it empty: pages and commands to choose from."""
        self._before = self.window().focusWidget()
        self.field.clear()
        self._found = []
        self._ask("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def verbs(self) -> Verbs:
        return {"close": self.close_up}

    def close_up(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def run_chosen(self) -> None:
        """Do what the marked line says."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.lines.choices):
            choice = self.lines.choices[row]
            self.hide()
            choice.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_chosen()
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        count = self.lines.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + by, 0), count - 1)
            self.list.setCurrentIndex(self.lines.index(row, 0))

    def _make_parts(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("A name in Chinese or English, pinyin, initials, or a command",
                                          self._desk.language))
        self.field.setAccessibleName(say("Search or run a command", self._desk.language))
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.lines = _Lines()
        self.list = QListView()
        self.list.setModel(self.lines)
        self.list.setItemDelegate(_Painter(self._desk, self.lines))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(say("What was found", self._desk.language))
        self.list.clicked.connect(lambda index: self.run_chosen())

    def _dress(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.field)
        column.addWidget(self.list)
        tones = self._desk.tones
        own = f"#palette {{ background: {tones.raised}; border: 1px solid {tones.edge}; border-radius: 10px; }}"
        self.setStyleSheet(theme.sheet("controls", self._desk.scheme) + own)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)

    def _place(self) -> None:
        """In the middle at the top, as high as what was found needs."""
        room = self._over.rect()
        width = min(room.width() - 4 * GRID, theme.scaled(84 * GRID))
        lines = max(self.lines.rowCount(), 1) * max(ROW, theme.font_height() + 2 * GRID)
        height = min(self.field.sizeHint().height() + lines + 4 * GRID, room.height() - 12 * GRID, 66 * GRID)
        self.setGeometry((room.width() - width) // 2, 7 * GRID, width, height)

    def _ask(self, text: str) -> None:
        self._show(text)
        if text.strip() and self._desk.is_open:
            self._desk.tasks.read(lambda work: self._search(text, work), self._take, lane="palette", owner=self)

    def _search(self, text: str, work: Work) -> list[Any]:
        return list(self._desk.store.search(text, limit=SHOWN))

    def _take(self, hits: list[Any]) -> None:
        self._found = [self._record(hit) for hit in hits] if self.field.text().strip() else []
        self._show(self.field.text())

    def _show(self, text: str) -> None:
        wanted = text.strip().casefold()
        if not wanted:
            self._found = []
        commands = self._commands(wanted)
        meant = [each for each in commands if each.words.casefold() == wanted]
        self.lines.show([*meant, *self._found, *(each for each in commands if each not in meant)])
        self.list.setCurrentIndex(self.lines.index(0, 0))
        self._place()

    def _record(self, hit: Any) -> Choice:
        from promo_desk.records import label

        page = page_of(hit.kind)
        aside = " · ".join(part for part in (hit.matched, label(hit.kind, self._desk.language)) if part)
        return Choice(hit.name, aside, entry(page).icon, lambda: self._desk.go(Place(page, hit.kind, hit.id)))

    def _commands(self, wanted: str) -> list[Choice]:
        language = self._desk.language
        pages = [Choice(each.words.text(language), say("Go", language), each.icon, self._goer(each.id))
                 for each in PAGES if _speaks_of(each.words.text, wanted)]
        commands = [Choice(each.words.text(language), keys_text(each), each.icon or "chevron-right",
                           self._runner(each.id))
                    for each in self._registry.offered() if each.in_palette and _speaks_of(each.words.text, wanted)]
        return pages + commands

    def _goer(self, page: str) -> Callable[[], None]:
        return lambda: self._desk.go(Place(page))

    def _runner(self, id: str) -> Callable[[], None]:
        return lambda: self._registry.run(id)


def _speaks_of(words: Callable[[str], str], wanted: str) -> bool:
    """Whether a command is meant, in either language: every typed word begins a word of it or stands in it."""
    return any(wanted in words(language).casefold() for language in LANGUAGES)
