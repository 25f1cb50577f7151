"""Editors by kind of value: one table, a line of text with live reading as the default.

An editor shows what it has understood while one types, never refuses a key, and gives back a ``Parsed``: what does
not stand is not saved. A value nobody touched is given back as it was, not as its text would be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.spans import understood
from promo_desk.desktop.widgets import button, empty, label
from promo_desk.fields.field import Field
from promo_desk.fields.kind import Parsed

READ_BACK = ("money", "when", "area", "count", "decimal", "percent", "quantity", "phones", "texts")
"""Kinds whose editor says how it understood what was typed."""


class Editor(QWidget):
    """An editor of one field. ``compact`` in a grid cell: feedback in the tooltip instead of below."""

    edited = Signal()

    def __init__(self, desk: Desk, field: Field, compact: bool = False) -> None:
        super().__init__()
        self.desk, self.field, self.compact = desk, field, compact
        self.value: Any = None
        self.touched = False
        self.left = False
        """Whether it has been closed: losing the focus then means nothing."""
        self.below: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.box = self.make()
        self.box.setAccessibleName(field.label(desk.language))
        self.column.addWidget(self.box)
        if self.below is not None and not compact:
            self.column.addWidget(self.below)
        self.setFocusProxy(self.box)

    def make(self) -> QWidget:
        """The widget one types into."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Show a value in it."""
        raise NotImplementedError

    def read(self) -> Parsed[Any]:
        """What stands in it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        self.value = value
        self.fill(value)
        self.touched = False

    def parsed(self) -> Parsed[Any]:
        """What is to be saved, or why it is not understood."""
        return self.read() if self.touched else Parsed(self.value)

    def touch(self) -> None:
        self.touched = True
        self.edited.emit()

    def text_of(self, value: Any) -> str:
        return "" if value is None else self.field.kind.text(value, self.desk.language)


class LineEditor(Editor):
    """A line of text, read by the field's kind as one types."""

    def make(self) -> QWidget:
        self.line = QLineEdit()
        self.line.textEdited.connect(self._typed)
        self.below = QWidget()
        self._feedback = QHBoxLayout(self.below)
        self._feedback.setContentsMargins(2, 0, 0, 0)
        self._feedback.setSpacing(8)
        self.below.hide()
        return self.line

    def fill(self, value: Any) -> None:
        self.line.setText(self.text_of(value))
        self.line.setCursorPosition(0)
        self._say(Parsed(value))

    def read(self) -> Parsed[Any]:
        raw = self.line.text().strip()
        return self.field.kind.parse(raw or None)

    def show_reading(self) -> None:
        """Say how what stands in the line is understood."""
        self._say(self.read())

    def _typed(self) -> None:
        self.touch()
        self.show_reading()

    def _say(self, parsed: Parsed[Any]) -> None:
        """Below the line: the fault, the question with its answers, or what was understood."""
        language = self.desk.language
        message = parsed.message.text(language) if parsed.message else ""
        words = message or self._read_back(parsed)
        self.line.setProperty("state", parsed.level)
        self.line.style().polish(self.line)
        self.line.setToolTip(words if self.compact else "")
        self.line.setAccessibleDescription(words)
        self._show(words, {"error": "danger", "question": "warn", "remark": "warn"}.get(parsed.level, "quiet"), parsed)

    def _show(self, words: str, tone: str, parsed: Parsed[Any]) -> None:
        empty(self._feedback)
        if words:
            self._feedback.addWidget(label(words, "small", tone, wrap=not parsed.candidates))
        for candidate in parsed.candidates[:4]:
            answer = button(self.desk, self.text_of(candidate), look="link")
            answer.clicked.connect(self._answer(candidate))
            self._feedback.addWidget(answer)
        if parsed.candidates:
            self._feedback.addStretch(1)
        if self.below is not None:
            self.below.setVisible(bool(words) and not self.compact)

    def _answer(self, candidate: Any) -> Any:
        def choose() -> None:
            self.line.setText(self.text_of(candidate))
            self._typed()
        return choose

    def _read_back(self, parsed: Parsed[Any]) -> str:
        if parsed.value is None or not self.touched or self.field.kind.name not in READ_BACK:
            return ""
        words = understood(self.field, parsed.value, self.desk.language)
        return "" if words == self.line.text().strip() else words


class LongEditor(Editor):
    """Several lines; Tab leaves it."""

    def make(self) -> QWidget:
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        lines = 1 if self.compact else 4
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * lines + 16)
        self.area.textChanged.connect(self.touch)
        return self.area

    def fill(self, value: Any) -> None:
        self.area.setPlainText(self.text_of(value))

    def read(self) -> Parsed[Any]:
        return self.field.kind.parse(self.area.toPlainText().strip() or None)


class ComboEditor(Editor):
    """A fixed set of answers, and none."""

    def answers(self) -> list[tuple[Any, str]]:
        """The values with their words."""
        options = getattr(self.field.kind, "options", ())
        return [(option.code, option.label(self.desk.language)) for option in options]

    def make(self) -> QWidget:
        self.combo = Combo()
        self.combo.addItem("", None)
        for value, words in self.answers():
            self.combo.addItem(words, value)
        self.combo.currentIndexChanged.connect(self.touch)
        return self.combo

    def fill(self, value: Any) -> None:
        found = next((row for row in range(self.combo.count()) if self.combo.itemData(row) == value
                      and type(self.combo.itemData(row)) is type(value)), -1)
        if found < 0:
            self.combo.addItem(self.text_of(value), value)
            found = self.combo.count() - 1
        self.combo.setCurrentIndex(found)

    def read(self) -> Parsed[Any]:
        return Parsed(self.combo.currentData())


class YesNoEditor(ComboEditor):
    """Yes, no, or not known."""

    def answers(self) -> list[tuple[Any, str]]:
        return [(value, self.field.kind.text(value, self.desk.language)) for value in (True, False)]


class ShownOnly(LineEditor):
    """What the store keeps by itself: shown, never typed."""

    def make(self) -> QWidget:
        made = super().make()
        self.line.setReadOnly(True)
        return made


class Combo(QComboBox):
    """A combo box that leaves the wheel to the page it stands on, and Return to the form."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(0)
        else:
            super().keyPressEvent(event)


def _link_editor(desk: Desk, field: Field, compact: bool) -> Editor:
    from promo_desk.desktop.link_editor import LinkEditor

    return LinkEditor(desk, field, compact)


Maker = Callable[[Desk, Field, bool], Editor]
EDITORS: dict[str, Maker] = {
    **dict.fromkeys(("text", "texts", "money", "when", "area", "count", "decimal", "percent", "quantity",
                     "credit_code", "phones", "email", "web"), LineEditor),
    **dict.fromkeys(("long_text", "data"), LongEditor),
    "choice": ComboEditor, "yes_no": YesNoEditor, "link": _link_editor, "moment": ShownOnly,
}
"""The editor of every kind of value; a test holds it complete."""


def editor_for(field: Field) -> Maker:
    """What makes the editor of a field; a line of text for a kind nobody thought of."""
    return EDITORS.get(field.kind.name, LineEditor)
