"""What every page is: a widget that is shown a place, offers commands, and refreshes only what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from promo_desk.desktop import theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.widgets import GRID, scroll


class Page(QWidget):
    """A page of the window. Made when first shown, after the store has opened."""

    summary_changed = Signal(str)
    """One quiet sentence about what is shown, for the status line."""
    verbs_changed = Signal()
    """The page offers other commands than before."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.desk, self.name = desk, name
        self.stale = False
        """Whether something was changed while another page was shown."""

    def show_place(self, place: Place) -> None:
        """Show what the place asks for."""

    def verbs(self) -> dict[str, Callable[[], None]]:
        """The commands the page offers now, by id."""
        return {}

    def refresh(self, changed: Any) -> None:
        """Something was changed (``changed`` says what; None: everything may have)."""

    def summary(self) -> str:
        return ""

    def drop(self, files: list[str]) -> bool:
        """Files were dropped on the page; True when it takes them."""
        return False


class ScrolledPage(Page):
    """A page that is one column, as long as what stands in it needs."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.inside = QWidget()
        theme.dress(self.inside, "controls", desk.scheme)
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        self._column.setSpacing(2 * GRID)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll(desk, self.inside))
