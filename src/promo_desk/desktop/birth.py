"""Where does this come from? The birth certificate of a value: file, sheet and cell, or officer, and since when."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.moments import moment_text
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.widgets import GRID, label
from promo_desk.fields.words import say
from promo_desk.records import fields_of


def show_birth(desk: Desk, parent: QWidget, kind: str, id: int, key: str) -> None:
    """Ask the store, and show the answer where the mouse is."""
    desk.tasks.read(lambda work: desk.store.birth(kind, id, key),
                    lambda birth: Certificate(desk, parent, kind, key, birth).open_here(), owner=parent, lane="birth")


def certificate(birth: Any, language: str) -> list[str]:
    """The lines of a birth certificate; one line that says so where there is none."""
    if birth is None:
        return [say("Nobody has written this value yet.", language)]
    lines = [say("Change {number}, {when}", language, number=birth.change, when=moment_text(birth.at, language))]
    if birth.who:
        lines.append(say("by {who}", language, who=birth.who))
    if birth.file:
        lines.append(say("from the file {file}", language, file=birth.file))
    if birth.sheet or birth.cell:
        lines.append(say("sheet {sheet}, cell {cell}", language, sheet=birth.sheet or "–", cell=birth.cell or "–"))
    return lines


class Certificate(Popup):
    """The answer, in a small box."""

    def __init__(self, desk: Desk, parent: QWidget, kind: str, key: str, birth: Any) -> None:
        super().__init__(desk, parent)
        field = fields_of(kind)[key]
        self.column.addWidget(label(field.label(desk.language), "small", "quiet", strong=True))
        for line in certificate(birth, desk.language):
            self.column.addWidget(label(line))
        self.setMinimumWidth(30 * GRID)

    def open_here(self) -> None:
        self.adjustSize()
        self.move(QCursor.pos())
        self.show()
