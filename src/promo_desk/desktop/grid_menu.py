"""The menu of a cell: open, copy, filter by this value, where it comes from, the same value for all that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from promo_desk.desktop import edits, icons
from promo_desk.desktop.birth import show_birth
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.listing import Listing


def fill(menu: QMenu, listing: Listing, index: QModelIndex) -> None:
    """The lines for the cell that was clicked on."""
    if not index.isValid():
        _line(menu, listing, "columns-3", say("Choose columns", listing.desk.language), listing.choose_columns)
        return
    language, rows = listing.desk.language, listing.grid.rows
    id, field = rows.ids[index.row()], rows.fields[index.column()]
    value, text = rows.cell(index.row(), index.column())
    verbs = listing.verbs()
    _line(menu, listing, "panel-right", say("Open beside the list", language), verbs.get("open"))
    if field.writable:
        _line(menu, listing, "text-cursor-input", say("Edit the cell", language), verbs.get("edit_cell"))
    menu.addSeparator()
    _line(menu, listing, "copy", say("Copy the cell", language), lambda: QGuiApplication.clipboard().setText(text))
    _line(menu, listing, "copy", say("Copy as cells", language), verbs.get("copy"))
    if not field.derived:
        menu.addSeparator()
        _line(menu, listing, "funnel", _only(listing, index), _filter(listing, field.key, value))
        _line(menu, listing, "history", say("Where does this come from?", language),
              lambda: show_birth(listing.desk, listing, listing.kind, id, field.key))
    _many(menu, listing, index)
    menu.addSeparator()
    _line(menu, listing, "trash-2", say("Delete", language), verbs.get("delete"))


def _only(listing: Listing, index: QModelIndex) -> str:
    text, language = listing.grid.rows.cell(index.row(), index.column())[1], listing.desk.language
    shown = text if len(text) <= 30 else text[:29] + "…"
    if not text:
        return say("Show only those where it is empty", language)
    return say("Show only “{value}”", language, value=shown)


def _filter(listing: Listing, key: str, value: object) -> Callable[[], None]:
    def narrow() -> None:
        from promo_desk.store import Condition

        made = Condition(key, "empty", None) if value in (None, "", ()) else Condition(key, "is", value)
        listing.filters.set_conditions([*listing.filters.conditions, made])
        listing.reload()
    return narrow


def _many(menu: QMenu, listing: Listing, index: QModelIndex) -> None:
    """With several rows chosen: give all of them the value of this cell."""
    rows, ids = listing.grid.rows, listing.grid.selected_ids()
    field, (value, text) = rows.fields[index.column()], rows.cell(index.row(), index.column())
    if len(ids) > 1 and field.writable and text:
        words = say("Set “{value}” for {n} records", listing.desk.language, value=text[:30], n=len(ids))
        _line(menu, listing, "pencil", words, lambda: edits.update_many(listing.desk, listing.kind, ids,
                                                                         {field.key: value}))


def _line(menu: QMenu, listing: Listing, icon: str, words: str, run: Callable[[], object] | None) -> None:
    if run is not None:
        action = menu.addAction(icons.icon(icon, listing.desk.tones.quiet), words)
        action.triggered.connect(lambda checked=False: run())


