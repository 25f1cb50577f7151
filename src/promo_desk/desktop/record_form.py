"""The form of a record: its fields in groups, each with the editor of its kind, drafts kept in a buffer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from promo_desk.desktop.buffer import Buffer
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.editors import Editor, LineEditor, editor_for
from promo_desk.desktop.known import KnownAlready
from promo_desk.desktop.widgets import GRID, label
from promo_desk.fields.words import say
from promo_desk.records import fields_of, name_fields
from promo_desk.records.layouts import layout

WIDE = ("long_text", "data", "texts")
"""Kinds that take the whole width where there are two columns."""


class Form(QWidget):
    """Editors over a buffer. ``columns`` is one beside a list and two over the whole page."""

    edited = Signal()

    def __init__(self, desk: Desk, buffer: Buffer, columns: int = 1) -> None:
        super().__init__()
        self._desk, self.buffer, self._columns = desk, buffer, columns
        self.editors: dict[str, Editor] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 3 * GRID)
        self._column.setSpacing(GRID)
        for heading, keys in layout(buffer.kind).groups:
            self._group(heading, keys)
        self._column.addStretch(1)

    def focus_first(self) -> None:
        """Where one begins: the first fault, else the first field."""
        faults = self.buffer.faults()
        key = next((key for key in self.editors if key in faults), next(iter(self.editors), None))
        if key is not None:
            self.editors[key].setFocus()

    def missing(self) -> list[str]:
        """Required fields that are empty."""
        fields = fields_of(self.buffer.kind)
        return [key for key in self.editors
                if fields[key].required and self.buffer.value(key) in (None, "", ())
                and key not in self.buffer.faults()]

    def _group(self, heading: str, keys: tuple[str, ...]) -> None:
        fields = fields_of(self.buffer.kind)
        shown = [key for key in keys if key in fields and fields[key].writable]
        if not shown:
            return
        self._column.addSpacing(GRID)
        self._column.addWidget(label(say(heading, self._desk.language), strong=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        self._column.addLayout(grid)
        place = 0
        for key in shown:
            place = self._put(grid, place, key)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)

    def _put(self, grid: QGridLayout, place: int, key: str) -> int:
        """Add one field at a place counted along the rows; gives the next place."""
        whole = fields_of(self.buffer.kind)[key].kind.name in WIDE
        if whole and place % self._columns:
            place += 1
        row, column = divmod(place, self._columns)
        grid.addWidget(self._field(key), row, column, 1, self._columns if whole else 1)
        return place + (self._columns if whole else 1)

    def _field(self, key: str) -> QWidget:
        field = fields_of(self.buffer.kind)[key]
        editor = editor_for(field)(self._desk, field, False)
        self._load(editor, key)
        editor.edited.connect(lambda: self._edited(key))
        self.editors[key] = editor
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        words = label(field.label(self._desk.language) + (" *" if field.required else ""), "small", "quiet")
        words.setBuddy(editor)
        column.addWidget(words)
        column.addWidget(editor)
        if key in name_fields(self.buffer.kind) and field.search == "name":
            column.addWidget(KnownAlready(self._desk, self.buffer.kind, self.buffer.id, editor))
        column.addStretch(1)
        return whole

    def _load(self, editor: Editor, key: str) -> None:
        parsed = self.buffer.drafts.get(key)
        editor.set_value(self.buffer.value(key))
        if parsed is None:
            return
        editor.touched = True
        if not parsed.stands and isinstance(editor, LineEditor):
            editor.line.setText(self.buffer.raw.get(key, ""))
            editor.show_reading()

    def _edited(self, key: str) -> None:
        editor = self.editors[key]
        self.buffer.draft(key, editor.parsed(), _raw(editor))
        self.edited.emit()


def _raw(editor: Any) -> str:
    return str(editor.line.text()) if isinstance(editor, LineEditor) else ""
