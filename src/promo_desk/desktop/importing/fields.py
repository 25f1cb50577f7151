"""A field that is opened where something is asked, and given up with Esc: nothing else of the window hears that key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class AskField(QLineEdit):
    """``give_up`` is called on Esc."""

    def __init__(self, name: str, give_up: Callable[[], None]) -> None:
        super().__init__()
        self._give_up = give_up
        self.setAccessibleName(name)
        self.setPlaceholderText(name)

    def event(self, event: QEvent) -> bool:
        is_esc = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_esc and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_esc and event.type() == QEvent.Type.KeyPress:
            self._give_up()
            return True
        return super().event(event)
