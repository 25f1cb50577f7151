"""The filter bar of a list: one chip a condition, a button for another, a box for a quick look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.editors import Combo, Editor, editor_for
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.widgets import GRID, button, empty, label
from promo_desk.fields.field import Field
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records.layouts import layout

WORDS: dict[str, Message] = {
    "is": Message("is"), "is_not": Message("is not"), "contains": Message("contains"),
    "starts": Message("starts with"), "less": Message("is under"), "more": Message("is over"),
    "between": Message("is between"), "empty": Message("is empty"), "filled": Message("is filled in"),
    "any_of": Message("is one of"),
}
WITHOUT_VALUE = ("empty", "filled")
_TEXT = ("contains", "is", "is_not", "starts", "filled", "empty")
_AMOUNT = ("more", "less", "is", "filled", "empty")
OPERATORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("text", "credit_code", "email", "web"), _TEXT),
    **dict.fromkeys(("long_text", "texts", "phones", "data"), ("contains", "filled", "empty")),
    **dict.fromkeys(("money", "area", "count", "decimal", "percent", "quantity"), _AMOUNT),
    **dict.fromkeys(("when", "moment"), ("is", "less", "more", "filled", "empty")),
    **dict.fromkeys(("choice", "link", "yes_no"), ("is", "is_not", "filled", "empty")),
}
"""What may be asked of a kind of value, the usual first; a test holds it complete."""
_DATE_WORDS = {"less": Message("is before"), "more": Message("is after"), "is": Message("is within")}


def operator_words(field: Field, operator: str) -> Message:
    if field.kind.name in ("when", "moment"):
        return _DATE_WORDS.get(operator, WORDS[operator])
    return WORDS[operator]


def condition_text(kind: str, condition: Any, language: str) -> str:
    """ "Stage is Signed": a condition in words."""
    field = fields_of(kind)[condition.key]
    words = [field.label(language), operator_words(field, condition.op).text(language)]
    if condition.op not in WITHOUT_VALUE:
        words.append(_value_text(field, condition.value, language))
    return " ".join(words)


def _value_text(field: Field, value: Any, language: str) -> str:
    if isinstance(value, list | tuple) and field.kind.name != "texts":
        return say(", ", language).join(_value_text(field, each, language) for each in value)
    if isinstance(value, str) and field.kind.name != "choice":
        return value
    return field.kind.text(value, language)


class FilterBar(QWidget):
    """Holds the conditions; says when they or the quick text have changed."""

    changed = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self._desk, self.kind = desk, kind
        self.conditions: list[Any] = []
        theme.dress(self, "controls", desk.scheme)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self.quick = self._quick()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.adder = button(desk, say("Filter", desk.language), self.add, icon="funnel", look="quiet")
        line.addWidget(self.quick)
        line.addLayout(self._chips)
        line.addWidget(self.adder)
        line.addStretch(1)

    @property
    def text(self) -> str:
        return self.quick.text().strip()

    def set_conditions(self, conditions: list[Any]) -> None:
        """Show these, without saying that they have changed."""
        self.conditions = list(conditions)
        self._show()

    def clear(self) -> None:
        self.quick.clear()
        self._keep([])

    def add_tool(self, tool: QWidget) -> None:
        """A further tool at the end of the bar."""
        self._line.addWidget(tool)

    def add(self) -> None:
        """Ask for another condition below the button."""
        popup = ConditionPopup(self._desk, self.kind, self)
        popup.made.connect(lambda condition: self._keep([*self.conditions, condition]))
        popup.open_below(self.adder)
        popup.field_box.setFocus()

    def _quick(self) -> QLineEdit:
        made = QLineEdit()
        words = say("Filter this list", self._desk.language)
        made.setPlaceholderText(words)
        made.setAccessibleName(words)
        made.setClearButtonEnabled(True)
        made.addAction(icons.icon("search", self._desk.tones.faint, 16), QLineEdit.ActionPosition.LeadingPosition)
        made.setFixedWidth(theme.scaled(28 * GRID))
        made.textChanged.connect(lambda text: self.changed.emit())
        return made

    def _keep(self, conditions: list[Any]) -> None:
        self.set_conditions(conditions)
        self.changed.emit()

    def _show(self) -> None:
        empty(self._chips)
        for condition in self.conditions:
            words = condition_text(self.kind, condition, self._desk.language)
            chip = button(self._desk, _short(words) + "  ✕", self._dropper(condition), look="chip")
            chip.setToolTip(words)
            chip.setAccessibleName(say("Remove the condition: {words}", self._desk.language, words=words))
            self._chips.addWidget(chip)

    def _dropper(self, condition: Any) -> Callable[[], None]:
        return lambda: self._keep([each for each in self.conditions if each is not condition])


def _short(words: str) -> str:
    return words if len(words) <= 44 else words[:43] + "…"


class ConditionPopup(Popup):
    """Field, operator, value."""

    made = Signal(object)

    def __init__(self, desk: Desk, kind: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._kind = kind
        self._editor: Editor | None = None
        self._fields = self._choosable()
        self.field_box, self.operator_box = Combo(), Combo()
        self.field_box.setAccessibleName(say("Field", desk.language))
        self.operator_box.setAccessibleName(say("Condition", desk.language))
        self._lay_out()
        for field in self._fields:
            self.field_box.addItem(field.label(desk.language), field.key)
        self.field_box.currentIndexChanged.connect(self._field_chosen)
        self.operator_box.currentIndexChanged.connect(self._operator_chosen)
        self._field_chosen()

    def apply(self) -> None:
        """Give the condition back; a value that is not understood stays where it is."""
        from promo_desk.store import Condition

        field, operator = self._field(), str(self.operator_box.currentData())
        value = None
        if operator not in WITHOUT_VALUE and self._editor is not None:
            parsed = self._editor.parsed()
            if not parsed.stands or parsed.value is None:
                self._editor.setFocus()
                return
            value = parsed.value
        self.close()
        self.made.emit(Condition(field.key, operator, value))

    def _choosable(self) -> list[Field]:
        """The columns of the list first, then the rest in alphabetical order."""
        every = fields_of(self._kind)
        first = [every[key] for key in layout(self._kind).grid if key in every]
        rest = [field for field in every.values() if field not in first and not field.derived]
        return first + sorted(rest, key=lambda field: field.label(self.desk.language))

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(label(say("Show only records where", self.desk.language), "small", "quiet"))
        column.addWidget(self.field_box)
        column.addWidget(self.operator_box)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        column.addWidget(button(self.desk, say("Apply", self.desk.language), self.apply, look="primary"))
        self.field_box.setFixedWidth(36 * GRID)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)

    def _field(self) -> Field:
        return self._fields[max(self.field_box.currentIndex(), 0)]

    def _field_chosen(self) -> None:
        field = self._field()
        blocked = self.operator_box.blockSignals(True)
        self.operator_box.clear()
        for operator in OPERATORS.get(field.kind.name, _TEXT):
            self.operator_box.addItem(operator_words(field, operator).text(self.desk.language), operator)
        self.operator_box.blockSignals(blocked)
        empty(self._place)
        self._editor = self._value_editor(field)
        self._place.addWidget(self._editor)
        self._operator_chosen()

    def _value_editor(self, field: Field) -> Editor:
        from promo_desk.desktop.editors import LineEditor
        from promo_desk.fields.kinds import TEXT

        if OPERATORS.get(field.kind.name, _TEXT)[0] == "contains":
            return LineEditor(self.desk, Field(field.key, TEXT, field.record, field.english))
        return editor_for(field)(self.desk, field, False)

    def _operator_chosen(self) -> None:
        if self._editor is not None:
            self._editor.setVisible(self.operator_box.currentData() not in WITHOUT_VALUE)
        self.adjustSize()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)
