"""The head of the panel: what the record is, its names, its stage or status, and what can be done with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop import chips
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.record_view import Chip
from promo_desk.desktop.widgets import GRID, label
from promo_desk.fields.words import say
from promo_desk.records import fields_of, name_fields, show_name
from promo_desk.records import label as kind_label


class Head(QWidget):
    """Names and chips of one record."""

    def __init__(self, desk: Desk, kind: str, values: dict[str, Any], *, new: bool = False) -> None:
        super().__init__()
        self._desk, self._kind, self._values = desk, kind, values
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        column.setSpacing(4)
        name = self._new_words() if new else show_name(kind, values, desk.language)
        title = label(name, "head", strong=True, wrap=True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(title)
        second = "" if new else self._second_name(name)
        if second:
            column.addWidget(label(second, tone="quiet", wrap=True))
        line = self._chips()
        if not new and line.count():
            line.addStretch(1)
            column.addLayout(line)

    def _new_words(self) -> str:
        from promo_desk.desktop.pages.lists import small

        return say("New {kind}", self._desk.language, kind=small(kind_label(self._kind, self._desk.language)))

    def _second_name(self, first: str) -> str:
        """The name in the other language, where it has one."""
        fields = fields_of(self._kind)
        others = [fields[key].kind.text(value, self._desk.language) for key in name_fields(self._kind)
                  if (value := self._values.get(key)) not in (None, "", ()) and fields[key].kind.name == "text"]
        return next((other for other in others if other != first), "")

    def _chips(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        for key, field in fields_of(self._kind).items():
            value = self._values.get(key)
            how = chips.look(field, value)
            if how is not None and key in ("stage", "status", "relation", "judgement", "outcome"):
                line.addWidget(Chip(self._desk, field.kind.text(value, self._desk.language), how))
        return line
