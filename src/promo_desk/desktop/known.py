"""Known already? While a name is typed, the records it may be stand below it, each a click away."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.editors import Editor, LineEditor
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.widgets import button, empty, label
from promo_desk.fields.words import say

OFFERED = 4
SHORTEST = 2
"""Shorter texts are like too many."""


class KnownAlready(QWidget):
    """Listens to the editor of a name."""

    def __init__(self, desk: Desk, kind: str, id: int, editor: Editor) -> None:
        super().__init__()
        self._desk, self._kind, self._id, self._editor = desk, kind, id, editor
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()
        editor.edited.connect(self._ask)

    def _text(self) -> str:
        return self._editor.line.text().strip() if isinstance(self._editor, LineEditor) else ""

    def _ask(self) -> None:
        text = self._text()
        if len(text) < SHORTEST:
            self.hide()
            return
        self._desk.tasks.read(lambda work: self._desk.store.search(text, kinds=(self._kind,), limit=OFFERED + 1),
                              self._show, lane=f"known {id(self)}", owner=self)

    def _show(self, hits: list[Any]) -> None:
        others = [hit for hit in hits if hit.id != self._id][:OFFERED]
        empty(self._column)
        if others:
            self._column.addWidget(label(say("Known already:", self._desk.language), "small", "warn"))
        for hit in others:
            words = f"{hit.name} · {hit.matched}" if hit.matched else hit.name
            self._column.addWidget(button(self._desk, words, self._opener(hit), look="link"))
        self.setVisible(bool(others))

    def _opener(self, hit: Any) -> Any:
        return lambda: self._desk.go(Place(page_of(hit.kind), hit.kind, hit.id))
