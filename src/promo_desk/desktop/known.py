"""Known already? While a name is typed, the records it may be stand below it, each a click away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.editors import Editor, LineEditor
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.widgets import button, empty, label
from promo_desk.fields.kinds import Ref
from promo_desk.fields.words import say
from promo_desk.office.known import known_already

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
        self._desk.tasks.read(lambda work: self._found(text), self._show, lane="known", owner=self)

    def _found(self, text: str) -> list[tuple[Ref, str]]:
        """Who it may be, and what the office knows of them: of a company who met them and whose first claim it is."""
        store, today, language = self._desk.store, self._desk.today, self._desk.language
        if self._kind == "company":
            return [(each.company, each.message.text(language)) for each in known_already(store, text, today)]
        hits = store.search(text, kinds=(self._kind,), limit=OFFERED + 1)
        return [(Ref(hit.kind, hit.id), f"{hit.name} · {hit.matched}" if hit.matched else hit.name) for hit in hits]

    def _show(self, found: list[tuple[Ref, str]]) -> None:
        others = [each for each in found if each[0].id != self._id][:OFFERED]
        empty(self._column)
        if others:
            self._column.addWidget(label(say("Known already:", self._desk.language), "small", "warn"))
        for ref, words in others:
            self._column.addWidget(button(self._desk, words, self._opener(ref), look="link"))
        self.setVisible(bool(others))

    def _opener(self, ref: Ref) -> Callable[[], None]:
        return lambda: self._desk.go(Place(page_of(ref.kind), ref.kind, ref.id))
