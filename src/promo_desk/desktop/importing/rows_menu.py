"""The menus of a row, a cell and a column of an import, with their keys; each line is also reached by its key alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from promo_desk.desktop import icons
from promo_desk.desktop.desk import Desk
from promo_desk.desktop.importing.cells import KEYS
from promo_desk.fields.message import Message

Line = tuple[str, str, Message] | None

ROW: tuple[Line, ...] = (
    ("header", "heading", Message("This is the header")),
    ("header_from", "", Message("The header begins here")),
    ("begin", "arrow-down-to-line", Message("Records begin here")),
    ("end", "arrow-up-to-line", Message("Records end here")),
    None,
    ("record", "plus", Message("This is a record")),
    ("no_record", "minus", Message("This is no record")),
    ("unit", "ruler", Message("Unit of the sheet…")),
    ("as_found", "undo-2", Message("Find the shape anew")),
)
CELL: tuple[Line, ...] = (
    ("mend", "text-cursor-input", Message("Mend the cell")),
    ("refuse", "ban", Message("Refuse, or accept again")),
    ("copy", "copy", Message("Copy as cells")),
    None,
)
COLUMN: tuple[Line, ...] = (
    ("field", "columns-3", Message("This column goes to…")),
    ("note", "sticky-note", Message("Keep the column as notes")),
    ("leave_out", "ban", Message("Leave the column out")),
    ("refuse", "minus", Message("Refuse, or accept again")),
    None,
    ("first_column", "arrow-right-to-line", Message("The table begins with this column")),
    ("last_column", "arrow-left-to-line", Message("The table ends with this column")),
)
_USUAL = {"Return": 1, "Enter": 1, "Del": 1}
"""Keys that are second names of a verb: the menu shows the other one."""


def fill(menu: QMenu, desk: Desk, lines: tuple[Line, ...], run: Callable[[str], None], offered: set[str]) -> None:
    """Add the lines whose verb is offered."""
    for line in lines:
        if line is None:
            menu.addSeparator()
        elif line[0] in offered:
            verb, icon, words = line
            action = menu.addAction(words.text(desk.language))
            if icon:
                action.setIcon(icons.icon(icon, desk.tones.quiet))
            if key := key_of(verb):
                action.setShortcut(QKeySequence(key))
                action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(_runner(run, verb))


def key_of(verb: str) -> str:
    """The key that does the same, as it is written in the menu."""
    keys = [key for key, each in KEYS.items() if each == verb]
    return min(keys, key=lambda key: _USUAL.get(key, 0), default="")


def _runner(run: Callable[[str], None], verb: str) -> Callable[[], None]:
    return lambda: run(verb)
