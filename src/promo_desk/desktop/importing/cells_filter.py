"""Above the cells: which rows are shown, with how many; a line to find text; all that is shown refused or accepted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_facts import FILTERS, Facts
from promo_desk.desktop.importing.cells_words import VERDICTS
from promo_desk.desktop.importing.rows import draw_mark
from promo_desk.desktop.widgets import GRID, button
from promo_desk.fields.words import say

ALWAYS = ("all", "new", "changed", "same")
"""Filters that are shown even where they find nothing."""


class FilterLine(QWidget):
    """One of the filters is on; those that find nothing are not shown, unless they are usual."""

    changed = Signal(str)
    refuse_asked = Signal(bool)
    """All rows shown: refuse (True) or accept."""
    find_asked = Signal(str, int)
    """A text, and the direction: 1 next, -1 previous, 0 from where the cursor is."""
    found_left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.current = desk, "all"
        theme.dress(self, "controls", desk.scheme)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self._tabs(), 1)
        language = desk.language
        self.accept = button(desk, say("Accept all shown", language), lambda: self.refuse_asked.emit(False),
                             look="quiet")
        self.refuse = button(desk, say("Refuse all shown", language), lambda: self.refuse_asked.emit(True),
                             look="quiet")
        line.addWidget(self.accept)
        line.addWidget(self.refuse)
        self.finder = self._finder()
        line.addWidget(self.finder)

    def show_counts(self, facts: Facts) -> None:
        """How many rows each filter shows."""
        for code, words in FILTERS:
            count, made = facts.counts[code], self._buttons[code]
            said = words.text(self._desk.language)
            shown = f"{said[:1].upper()}{said[1:]} {count:,}"
            made.setText(shown)
            made.setAccessibleName(say("Show only: {words}", self._desk.language, words=shown))
            made.setVisible(count > 0 or code in ALWAYS or code == self.current)
        self.accept.setVisible(facts.counts["refused"] > 0)

    def choose(self, code: str) -> None:
        self.current = code
        self._buttons[code].setChecked(True)
        self.changed.emit(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.finder and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.finder.clear()
            self.found_left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.found_left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.find_asked.emit(self.finder.text(), -1 if back else 1)
        else:
            return False
        return True

    def _tabs(self) -> QScrollArea:
        """The filters side by side; where they have no room they move under the wheel and with the Tab key."""
        inside, line = QWidget(), QHBoxLayout()
        inside.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for code, _words in FILTERS:
            line.addWidget(self._made(code))
        line.addStretch(1)
        area = Sideways()
        area.setWidget(inside)
        return area

    def _made(self, code: str) -> QPushButton:
        made = button(self._desk, "", look="tab")
        made.setCheckable(True)
        made.setChecked(code == "all")
        made.setFont(theme.font("small"))
        if code in VERDICTS:
            made.setIcon(mark_icon(self._desk, code))
            made.setIconSize(QSize(theme.scaled(14), theme.scaled(14)))
        made.clicked.connect(self._chooser(code))
        self._group.addButton(made)
        self._buttons[code] = made
        return made

    def _chooser(self, code: str) -> Callable[[], None]:
        return lambda: self.choose(code)

    def _finder(self) -> QLineEdit:
        made = QLineEdit()
        words = say("Find in the sheet", self._desk.language)
        made.setPlaceholderText(words)
        made.setAccessibleName(words)
        made.setClearButtonEnabled(True)
        made.addAction(icons.icon("search", self._desk.tones.faint, 16), QLineEdit.ActionPosition.LeadingPosition)
        made.setMinimumWidth(theme.scaled(11 * GRID))
        made.setMaximumWidth(theme.scaled(20 * GRID))
        made.textEdited.connect(lambda text: self.find_asked.emit(text, 0))
        made.installEventFilter(self)
        return made


class Sideways(QScrollArea):
    """A row of buttons that is moved sideways where it is wider than its place; without bars."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(20 * GRID), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() - event.angleDelta().x())


def mark_icon(desk: Desk, code: str) -> QIcon:
    """A verdict's mark as an icon."""
    ratio = 2.0
    image = QPixmap(QSize(int(14 * ratio), int(14 * ratio)) * max(1, theme.scaled(14) // 14))
    image.fill(Qt.GlobalColor.transparent)
    how = VERDICTS[code]
    ground, ink = (QColor(each) for each in theme.CHIPS[desk.scheme][how.tone])
    painter = QPainter(image)
    painter.scale(image.width() / 14, image.width() / 14)
    draw_mark(painter, QRectF(0, 0, 14, 14), how.shape, ground, ink)
    painter.end()
    return QIcon(image)
