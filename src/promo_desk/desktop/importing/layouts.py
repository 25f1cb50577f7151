"""Layouts the office remembers: kept by a name, recognised by their headers, renamed, given to colleagues as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.fields import AskField
from promo_desk.desktop.popup import Popup
from promo_desk.desktop.tasks import Work
from promo_desk.desktop.widgets import GRID, Elided, button, empty, label, row, scroll, tool
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.sheets.plan import Plan
    from promo_desk.store import Store

KIND = "import_profile"


def remember(desk: Desk, name: str, plan: Plan) -> None:
    """Keep a plan's layout by that name, as a change that can be undone; the same name again replaces it."""
    store, language, choices = desk.store, desk.language, plan.options.choices
    mapping = next(sheet.mapping for sheet in plan.sheets if sheet.mapping is not None)

    def run(work: Work) -> None:
        from promo_desk.sheets.profiles import definition_of, save

        with store.change(say("Remember the layout {name}", language, name=name)) as change:
            save(store, change, name, definition_of(mapping, choices))

    desk.tasks.change(say("Remember the layout {name}", language, name=name), run,
                      lambda done: desk.say(Message("Remembered: {name}", {"name": name}), Message("Undo"), desk.undo))


class Layouts(Popup):
    """The remembered layouts in a small box."""

    taken_in = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._parent = parent
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._lines.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.column.addWidget(label(say("Remembered layouts", desk.language), strong=True))
        self.column.addWidget(label(say("A ledger with the same headers is understood as it was then.", desk.language),
                                    "small", "quiet", wrap=True))
        self.column.addWidget(scroll(desk, inside), 1)
        self.column.addLayout(row(button(desk, say("Take in a layout file…", desk.language), self._take_in,
                                         icon="file-input"), None))
        self.setFixedSize(theme.scaled(52 * GRID), theme.scaled(44 * GRID))
        self.reload()

    def reload(self) -> None:
        """Ask for the layouts anew."""
        store = self.desk.store
        self.desk.tasks.read(lambda work: layouts(store), self._show, lane="layouts", owner=self)

    def _show(self, found: list[tuple[int, str]]) -> None:
        empty(self._lines)
        if not found:
            self._lines.addWidget(label(say("None yet. A file's card offers to remember its layout.",
                                            self.desk.language), tone="quiet", wrap=True))
        for id, name in found:
            self._lines.addWidget(_Line(self, id, name))
        self._lines.addStretch(1)

    def rename(self, id: int, name: str) -> None:
        """Call a layout otherwise."""
        words = say("Rename the layout {name}", self.desk.language, name=name)
        self._change(words, lambda change: change.update(KIND, id, {"name": name}))

    def forget(self, id: int, name: str) -> None:
        """Let it go; Undo brings it back."""
        words = say("Forget the layout {name}", self.desk.language, name=name)
        self._change(words, lambda change: change.delete(KIND, id))
        self.desk.say(Message("Forgotten: {name}", {"name": name}), Message("Undo"), self.desk.undo)

    def export(self, name: str) -> None:
        """Write it to a file for a colleague."""
        desk, parent = self.desk, self._parent
        self.close()
        words = say("Give the layout away as a file", desk.language)
        chosen, _ = QFileDialog.getSaveFileName(parent, words, str(Path.home() / f"{name}.json"), "JSON (*.json)")
        if chosen:
            export_to(desk, name, Path(chosen))

    def _take_in(self) -> None:
        desk, parent = self.desk, self._parent
        self.close()
        words = say("Take in a layout file…", desk.language)
        chosen, _ = QFileDialog.getOpenFileName(parent, words, "", "JSON (*.json)")
        if chosen:
            take_in(desk, Path(chosen))

    def _change(self, words: str, write: Callable[[Any], object]) -> None:
        store = self.desk.store

        def run(work: Work) -> None:
            with store.change(words) as change:
                write(change)

        self.desk.tasks.change(words, run, lambda done: self.reload())


class _Line(QWidget):
    """A layout's name and what can be done with it; its name is written over in place."""

    def __init__(self, box: Layouts, id: int, name: str) -> None:
        super().__init__()
        self._box, self._id, self._name = box, id, name
        language, desk = box.desk.language, box.desk
        self.words = Elided(name)
        self.field = AskField(say("Rename", language), self._leave)
        self.field.returnPressed.connect(self._rename)
        self.field.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.words, 1)
        line.addWidget(self.field, 1)
        line.addWidget(tool(desk, "pencil", say("Rename {name}", language, name=name), self._ask))
        line.addWidget(tool(desk, "file-output", say("Give {name} away as a file", language, name=name),
                            lambda: box.export(name)))
        line.addWidget(tool(desk, "trash-2", say("Forget {name}", language, name=name), lambda: box.forget(id, name)))

    def _ask(self) -> None:
        self.words.hide()
        self.field.setText(self._name)
        self.field.show()
        self.field.selectAll()
        self.field.setFocus()

    def _leave(self) -> None:
        self.field.hide()
        self.words.show()

    def _rename(self) -> None:
        name = self.field.text().strip()
        self._leave()
        if name and name != self._name:
            self._box.rename(self._id, name)


def layouts(store: Store) -> list[tuple[int, str]]:
    """Number and name of each layout, by name."""
    ids = list(store.ids(KIND))
    named = [(id, name) for id, (name,) in zip(ids, store.read(KIND, ids, ("name",)), strict=True)]
    return sorted(named, key=lambda each: str(each[1]).casefold())


def export_to(desk: Desk, name: str, target: Path) -> None:
    """Write a layout to a file, on a worker."""
    store = desk.store

    def run(work: Work) -> None:
        from promo_desk.sheets.profiles import export_profile

        export_profile(store, name, target)

    desk.tasks.read(run, lambda done: desk.say(Message("Written: {file}", {"file": target.name})))


def take_in(desk: Desk, source: Path) -> None:
    """Remember the layout of a colleague's file."""
    store = desk.store

    def run(work: Work) -> str:
        from promo_desk.sheets.profiles import import_profile

        return import_profile(store, source)

    desk.tasks.change(say("Take in a layout file…", desk.language), run,
                      lambda name: desk.say(Message("Remembered: {name}", {"name": name}), Message("Undo"), desk.undo))
