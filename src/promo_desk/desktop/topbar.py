"""The bar at the top: back and forth, the search field that opens the palette, undo and redo, language, menu."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton

from promo_desk.desktop import icons, theme
from promo_desk.desktop.actions import Registry, keys_text
from promo_desk.desktop.commands import MENUS
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.widgets import GRID, Ground, button, label, menu, tool
from promo_desk.fields.words import say


class TopBar(Ground):
    """Everything in it is a command of the registry."""

    def __init__(self, desk: Desk, registry: Registry) -> None:
        super().__init__(desk.tones.ground, desk.tones.line, "bottom")
        self._desk, self._registry = desk, registry
        theme.dress(self, "controls", desk.scheme)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, GRID + 4, GRID + 1)
        line.setSpacing(4)
        line.addWidget(label("promo desk", "head", strong=True))
        line.addSpacing(4 * GRID)
        for id in ("back", "forward"):
            line.addWidget(self._tool(id))
        line.addSpacing(GRID)
        line.addWidget(self._search(), 1)
        line.addSpacing(GRID)
        line.addStretch(1)
        for id in ("undo", "redo"):
            line.addWidget(self._tool(id))
        line.addWidget(self._language())
        line.addWidget(self._menu())

    def _tool(self, id: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("look", "quiet")
        made.setDefaultAction(self._registry.drawn(id))
        made.setIconSize(QSize(theme.scaled(icons.SIZE), theme.scaled(icons.SIZE)))
        made.setAccessibleName(self._registry.commands[id].words.text(self._desk.language))
        return made

    def _search(self) -> QPushButton:
        command = self._registry.commands["palette"]
        words = command.words.text(self._desk.language)
        made = button(self._desk, f"{words}    {keys_text(command)}", lambda: self._registry.run("palette"),
                      icon="search", look="search")
        made.setMaximumWidth(theme.scaled(60 * GRID))
        made.setMinimumWidth(30 * GRID)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return made

    def _language(self) -> QPushButton:
        other = "EN" if self._desk.language == "zh" else "中"
        made = button(self._desk, other, lambda: self._registry.run("language"), look="quiet")
        made.setToolTip(say("Switch to Chinese", self._desk.language) if other == "中" else "Switch to English")
        made.setAccessibleName("中文" if other == "中" else "English")
        return made

    def _menu(self) -> QToolButton:
        made = tool(self._desk, "menu", say("Menu", self._desk.language))
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        whole = menu(self._desk, made)
        whole.aboutToShow.connect(lambda: self._fill(whole))
        made.setMenu(whole)
        self._shortcut(made)
        return made

    def _fill(self, whole: QMenu) -> None:
        """The menus are made when they are first opened."""
        self._registry.refresh()
        if not whole.isEmpty():
            return
        for name, words in MENUS:
            below = menu(self._desk, whole)
            below.setTitle(words.text(self._desk.language))
            self._registry.fill(below, name)
            whole.addMenu(below)

    def _shortcut(self, made: QToolButton) -> None:
        opener = QAction(made)
        opener.setShortcut("F10")
        opener.triggered.connect(made.showMenu)
        made.addAction(opener)
