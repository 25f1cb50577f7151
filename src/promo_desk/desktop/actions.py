"""One registry of commands: menu, tool bar, shortcuts and palette are all read from it.

A command says what it is called and how it is reached; *who* does it is asked when it is wanted: the record beside
the list, the page, then the window (its responders, in that order). A command nobody offers is greyed out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from promo_desk.desktop import icons
from promo_desk.desktop.desk import Desk
from promo_desk.fields.message import Message

Verbs = Mapping[str, Callable[[], None]]


class Responder(Protocol):
    """A part of the window that can do some commands now."""

    def verbs(self) -> Verbs:
        """The commands this part offers at the moment, by id."""


@dataclass(frozen=True)
class Command:
    """What the user may ask for."""

    id: str
    words: Message
    menu: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    in_palette: bool = True


class Registry(QObject):
    """The commands as Qt actions of one window, kept enabled by who offers them."""

    def __init__(self, desk: Desk, window: QWidget, commands: tuple[Command, ...],
                 responders: Callable[[], list[Responder]]) -> None:
        super().__init__(window)
        self._desk, self._responders = desk, responders
        self.commands = {command.id: command for command in commands}
        self.actions = {command.id: self._made(command, window) for command in commands}
        self.dress()

    def run(self, id: str) -> None:
        """Do the command, by the first responder that offers it; nothing when nobody does."""
        verb = self._verb(id)
        if verb is not None:
            verb()

    def offered(self) -> list[Command]:
        """What can be done now."""
        there = self._offers()
        return [command for command in self.commands.values() if command.id in there]

    def refresh(self) -> None:
        """Ask again who offers what: after a selection, a page, an edit."""
        there = self._offers()
        for id, action in self.actions.items():
            action.setEnabled(id in there)

    def dress(self) -> None:
        """Words and icons in the desk's language and colours."""
        for id, action in self.actions.items():
            command = self.commands[id]
            words = command.words.text(self._desk.language)
            action.setText(words)
            action.setToolTip(f"{words}  {keys_text(command)}".strip())
            action.setIcon(QIcon())

    def fill(self, menu: QMenu, name: str) -> None:
        """The commands of one menu, in their order."""
        for command in self.commands.values():
            if command.menu == name:
                menu.addAction(self.drawn(command.id))

    def drawn(self, id: str) -> QAction:
        """A command's action with its icon, drawn when it is first shown."""
        action, command = self.actions[id], self.commands[id]
        if command.icon and action.icon().isNull():
            action.setIcon(icons.icon(command.icon, self._desk.tones.quiet))
        return action

    def _verb(self, id: str) -> Callable[[], None] | None:
        for responder in self._responders():
            found = responder.verbs().get(id)
            if found is not None:
                return found
        return None

    def _offers(self) -> set[str]:
        return {id for responder in self._responders() for id in responder.verbs()}

    def _made(self, command: Command, window: QWidget) -> QAction:
        action = QAction(window)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.triggered.connect(lambda: self.run(command.id))
        window.addAction(action)
        return action


def keys_text(command: Command) -> str:
    """The first shortcut as this system writes it: Ctrl+N, ⌘N."""
    if not command.keys:
        return ""
    return QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
