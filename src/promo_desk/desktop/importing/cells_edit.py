"""Mending a cell where it stands: what was typed as raw text, how it would be read, and whether everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells_facts import ASKING, Facts, field_of, shown
from promo_desk.desktop.spans import understood
from promo_desk.desktop.widgets import GRID, label
from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.words import say
from promo_desk.sheets.cells import cell_name

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import MappedColumn

NARROWEST = 34 * GRID
STAY, DOWN, RIGHT = 0, 1, 2


def reading_of(facts: Facts, mapped: MappedColumn) -> Reading:
    """What a text in a column is read with."""
    shape = facts.sheet.shape
    table = getattr(mapped.field.kind, "table", "") if mapped.field is not None else ""
    return Reading(unit=mapped.unit or shape.unit, year=mapped.year or shape.year,
                   epoch_1904=facts.raw.epoch_1904, choices=facts.said.choices.get(table, {}))


def read_back(facts: Facts, column: int, text: str) -> tuple[str, str]:
    """How a text in a column is understood, and in which tone to say so; nothing of names and of plain text."""
    mapped = facts.columns.get(column)
    known = field_of(mapped.path) if mapped is not None else None
    if mapped is None or known is None or not text.strip() or known.kind.name in ("link", "text", "long_text"):
        return "", ""
    parsed: Parsed[object] = known.kind.parse(text, reading_of(facts, mapped))
    if parsed.message is not None:
        return parsed.message.text(facts.language), "danger" if parsed.level == "error" else "warn"
    return ("→ " + understood(known, parsed.value, facts.language) if parsed.value is not None else "", "quiet")


class MendBox(QFrame):
    """A line over the cell; below it how the text is read, and "everywhere"."""

    mended = Signal(int, int, str, bool)
    """Row, column, text, everywhere the same stands."""
    left = Signal(int)
    """It is closed: STAY, or where to go on."""

    def __init__(self, desk: Desk, facts: Facts, place: tuple[int, int], parent: QWidget, typed: str = "") -> None:
        super().__init__(parent)
        self._within = parent
        self._desk, self._facts, self.place, self._done = desk, facts, place, False
        self.setObjectName("mend")
        own = f"#mend {{ background: {desk.tones.raised}; border: 1px solid {desk.tones.accent}; border-radius: 6px; }}"
        self.setStyleSheet(theme.sheet("controls", desk.scheme) + own)
        self.line, self.everywhere = QLineEdit(), QCheckBox()
        self.told = label("", "small", "quiet", wrap=True)
        self._lay_out()
        mended, instead = facts.mended(*place)
        self._before = shown(instead) if mended else facts.text(*place)
        self.line.setText(typed or self._before)
        if not typed:
            self.line.selectAll()
        self.line.textEdited.connect(self._typed)
        self._offer_everywhere()
        self._typed(self.line.text())

    def open_over(self, cell: QRect) -> None:
        """Stand over the cell, moved in where the view ends."""
        within = self._within.rect()
        wide = min(max(cell.width(), theme.scaled(NARROWEST), self.everywhere.sizeHint().width() + 2 * GRID),
                   within.width())
        self.setFixedWidth(wide)
        self.adjustSize()
        left = max(min(cell.left() - 1, within.right() - wide), within.left())
        top = max(min(cell.top() - 1, within.bottom() - self.height()), within.top())
        self.move(left, top)
        self.show()
        self.raise_()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride \
                and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left_alone)
        return False

    def finish(self, then: int = STAY) -> None:
        """Save what was changed, and close."""
        if not self._done:
            self._done = True
            if self.line.text().strip() != self._before.strip():
                self.mended.emit(*self.place, self.line.text().strip(), self.everywhere.isChecked())
            self._close(then)

    def cancel(self) -> None:
        self._done = True
        self._close(STAY)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.everywhere.setChecked(self.everywhere.isChecked() or self._with_control(event))
            self.finish(DOWN)
        elif key == Qt.Key.Key_Tab:
            self.finish(RIGHT)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.everywhere.isVisible():
            (self.everywhere if key == Qt.Key.Key_Down else self.line).setFocus()
        else:
            return False
        return True

    def _with_control(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and self.everywhere.isVisible()

    def _left_alone(self) -> None:
        """A click elsewhere saves, as in any cell; Esc does not."""
        focus = QApplication.focusWidget()
        if not self._done and self.isVisible() and focus is not None and not self.isAncestorOf(focus):
            self.finish()

    def _close(self, then: int) -> None:
        self.hide()
        self.left.emit(then)
        self.deleteLater()

    def _lay_out(self) -> None:
        row, column = self.place
        self.line.setAccessibleName(say("What stands in {cell}", self._desk.language, cell=cell_name(row, column)))
        for each in (self.line, self.everywhere):
            each.installEventFilter(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 4, 4, 6)
        inside.setSpacing(4)
        for widget in (self.line, self.told, self.everywhere):
            inside.addWidget(widget)

    def _offer_everywhere(self) -> None:
        """Where a field's column holds the same more than once; chosen at once where the cell is wrong."""
        row, column = self.place
        raw, note = self._facts.raw.value(row, column), self._facts.note(row, column)
        mapped = self._facts.columns.get(column)
        many = self._facts.same(column, raw) if mapped is not None and mapped.path and raw is not None else 0
        self.everywhere.setVisible(many > 1)
        words = say("everywhere “{raw}” stands in this column ({n} cells)", self._desk.language,
                    raw=self._facts.text(row, column)[:24], n=many)
        self.everywhere.setText(words)
        self.everywhere.setAccessibleName(words)
        self.everywhere.setChecked(many > 1 and note is not None and note.level in ASKING)

    def _typed(self, text: str) -> None:
        words, tone = read_back(self._facts, self.place[1], text)
        self.told.setText(words)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)
        self.told.setVisible(bool(words))
        if self.isVisible():
            self.adjustSize()
