"""The side bar: one line a page, reached with the mouse, with Tab and with Ctrl+1 to Ctrl+9."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from promo_desk.desktop import icons, theme
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.pages import PAGES, Entry
from promo_desk.desktop.widgets import GRID, Ground

WIDTH = 22 * GRID


class Nav(Ground):
    """The pages in their order, the one that is shown marked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.tones.sunken, desk.tones.line, "right")
        self._desk = desk
        theme.dress(self, "nav", desk.scheme)
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName("promo desk")
        self.buttons = {each.id: self._button(each) for each in PAGES}
        self._lay_out()

    def mark(self, page: str) -> None:
        """Show which page is shown."""
        for id, button in self.buttons.items():
            button.setChecked(id == page)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID + 4, GRID + 4, GRID + 4)
        column.setSpacing(2)
        for each in PAGES:
            if each.gap:
                column.addSpacing(GRID + 4)
            column.addWidget(self.buttons[each.id])
        column.addStretch(1)

    def _button(self, each: Entry) -> QPushButton:
        words = each.words.text(self._desk.language)
        made = QPushButton(words)
        made.setAccessibleName(words)
        made.setCheckable(True)
        made.setAutoExclusive(False)
        made.setIcon(icons.icon(each.icon, self._desk.tones.quiet, checked=self._desk.tones.accent))
        made.setIconSize(QSize(theme.scaled(icons.SIZE), theme.scaled(icons.SIZE)))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(self._goer(each.id))
        return made

    def _goer(self, page: str) -> Callable[[], None]:
        return lambda: self._desk.go(Place(page))

