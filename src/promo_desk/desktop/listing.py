"""One list: filter bar, grid and what they ask the store, off the GUI thread; a late answer is dropped."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from promo_desk.desktop import edits
from promo_desk.desktop.columns import ColumnChooser
from promo_desk.desktop.desk import Desk, Place
from promo_desk.desktop.filters import FilterBar
from promo_desk.desktop.grid import Grid
from promo_desk.desktop.pages import page_of
from promo_desk.desktop.tasks import Work
from promo_desk.desktop.totals import counted, totals
from promo_desk.desktop.widgets import GRID, Card, button, label, menu
from promo_desk.fields.kinds import Ref
from promo_desk.fields.words import say
from promo_desk.records import fields_of, link_targets, plural
from promo_desk.records.layouts import layout

if TYPE_CHECKING:
    from promo_desk.store import Store

FOUND = 5000
"""A quick look shows so many at most."""
LINKED = 200
"""So many records of another kind lead a quick look to those that link to them."""


@dataclass(frozen=True)
class Answer:
    """What a list shows: ids in their order, and how many there are in all."""

    ids: Any
    all: int


class Listing(QWidget):
    """The list of one kind of record."""

    summary_changed = Signal(str)
    verbs_changed = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self.summary = ""
        self.stale = False
        """Whether something was changed while another tab was shown."""
        self._all = 0
        self._wanted = 0
        self.sort: tuple[tuple[str, bool], ...] = self._kept_sort()
        self.filters = FilterBar(desk, kind)
        self.grid = Grid(desk, kind)
        self._lay_out()
        self._listen()
        self.reload()

    def verbs(self) -> dict[str, Callable[[], None]]:
        verbs: dict[str, Callable[[], None]] = {
            "find": self.filters.quick.setFocus, "add_filter": self.filters.add, "columns": self.choose_columns,
            "refresh": self.reload, "export": self.export}
        if self.filters.conditions or self.filters.text:
            verbs["clear_filters"] = self.filters.clear
        if self.grid.current_id():
            verbs |= {"open": lambda: self._open(self.grid.current_id()), "edit_cell": self.grid.edit_cell}
        if self.grid.selectionModel().hasSelection():
            verbs |= {"copy": self.grid.copy, "delete": self.delete}
        return verbs

    def ask_for(self, conditions: list[Any]) -> None:
        """Show the list behind a figure."""
        self.filters.quick.clear()
        self.filters.set_conditions(conditions)
        self.reload()

    def bring(self, id: int) -> None:
        """Put the cursor on a record; on one that was only just made, as soon as the list holds it."""
        self._wanted = id
        self.grid.show_id(id)

    def reload(self) -> None:
        """Ask for the ids anew; the newest question wins."""
        self.desk.tasks.read(self._ask, self._take, lane=f"list {self.kind}", owner=self)

    def refresh(self, changed: Any) -> None:
        """Values of known rows are read again when painted; records that came or went are asked for."""
        self.stale = False
        self.grid.rows.forget()
        if changed is None or changed.ids.get(self.kind):
            self.reload()

    def delete(self) -> None:
        ids = self.grid.selected_ids()
        if ids:
            edits.delete(self.desk, self.kind, ids)

    def export(self) -> None:
        """Write what is seen to a workbook: these rows, in this order, with these columns."""
        from promo_desk.desktop.exporting import export_list

        chosen = self.grid.selected_ids()
        ids = array("i", chosen) if len(chosen) > 1 else self.grid.rows.ids
        export_list(self.desk, self, self.kind, ids, self.grid.shown_keys())

    def choose_columns(self) -> None:
        chooser = ColumnChooser(self.desk, self.kind, self.grid.shown_keys(), self)
        chooser.chosen.connect(self._set_columns)
        chooser.open_below(self.tools)

    def _ask(self, work: Work) -> Answer:
        store, text, where = self.desk.store, self.filters.text, tuple(self.filters.conditions)
        ids = store.ids(self.kind, where=where, sort=self.sort)
        if text:
            found = spoken_of(store, self.kind, text)
            ids = array("i", (id for id in ids if id in found))
        return Answer(ids, store.count(self.kind))

    def _take(self, answer: Answer) -> None:
        self._all = answer.all
        self.grid.set_ids(answer.ids)
        if self._wanted and self.grid.rows.row_of(self._wanted) >= 0:
            self.grid.show_id(self._wanted)
            self._wanted = 0
        if self.sort:
            self.grid.show_sorted(*self.sort[0])
        self._show_empty(not answer.ids)
        self._sum()
        self.verbs_changed.emit()

    def _lay_out(self) -> None:
        self.tools = button(self.desk, say("Columns", self.desk.language), self.choose_columns, icon="columns-3",
                            look="quiet")
        self.filters.add_tool(self.tools)
        card = Card(self.desk)
        self._stack = QStackedLayout()
        self._nothing = QWidget()
        self._nothing_column = QVBoxLayout(self._nothing)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._nothing)
        card.body.addLayout(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self.filters)
        column.addWidget(card, 1)

    def _listen(self) -> None:
        self.filters.changed.connect(self.reload)
        self.grid.sort_asked.connect(self._sort)
        self.grid.opened.connect(self._open)
        self.grid.current_changed.connect(lambda id: self.desk.follow(Place(page_of(self.kind), self.kind, id)))
        self.grid.cell_edited.connect(self._save_cell)
        self.grid.selected.connect(self._selected)
        self.grid.typed.connect(self._look_quickly)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._sum)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(400)
        self._settle.timeout.connect(self.grid.remember)
        self.grid.columns_changed.connect(self._settle.start)

    def _look_quickly(self, letters: str) -> None:
        self.filters.quick.setFocus()
        self.filters.quick.insert(letters)

    def _selected(self) -> None:
        self._later.start()
        self.verbs_changed.emit()

    def _sort(self, key: str) -> None:
        """A click sorts, a second one turns it round. What is worked out and not stored has no order."""
        if fields_of(self.kind)[key].derived:
            return
        descending = bool(self.sort) and self.sort[0] == (key, False)
        self.sort = ((key, descending),)
        self.desk.settings.setValue(f"sort/{self.kind}", f"{key} {int(descending)}")
        self.reload()

    def _kept_sort(self) -> tuple[tuple[str, bool], ...]:
        kept = str(self.desk.settings.value(f"sort/{self.kind}", "") or "").split()
        return ((kept[0], kept[1] == "1"),) if len(kept) == 2 else layout(self.kind).sort

    def _open(self, id: int) -> None:
        self.desk.go(Place(page_of(self.kind), self.kind, id))

    def _save_cell(self, row: int, column: int, value: Any) -> None:
        field, id = self.grid.rows.fields[column], self.grid.rows.ids[row]
        edits.update(self.desk, self.kind, id, {field.key: value}, None, lambda: None)

    def _set_columns(self, keys: list[str]) -> None:
        self.grid.set_keys(keys)
        self.reload()

    def _sum(self) -> None:
        ids = self.grid.selected_ids(100_000)
        field = self.grid.current_field()
        self.desk.tasks.read(lambda work: totals(self.desk.store, self.kind, field, ids,
                                                 tuple(self.filters.conditions), self.grid.rows.fields,
                                                 self.desk.language),
                             lambda sums: self._tell(len(ids), sums), lane=f"sum {self.kind}", owner=self)

    def _tell(self, chosen: int, sums: str) -> None:
        self.summary = counted(self.kind, self._all, len(self.grid.rows.ids), chosen, self.desk.language)
        if sums:
            self.summary += " · " + sums
        self.summary_changed.emit(self.summary)

    def _show_empty(self, empty: bool) -> None:
        """An empty list says what to do."""
        from promo_desk.desktop.widgets import empty as clear

        self._stack.setCurrentIndex(1 if empty else 0)
        if empty:
            clear(self._nothing_column)
            self._fill_nothing()

    def _fill_nothing(self) -> None:
        language = self.desk.language
        filtered = bool(self.filters.conditions or self.filters.text)
        words = (say("No record fits these conditions.", language) if filtered else
                 say("No {kinds} yet. Write the first with Ctrl+N, or bring a workbook in with Ctrl+I.", language,
                     kinds=plural(self.kind, language).lower()))
        told = label(words, tone="quiet")
        told.setForegroundRole(told.palette().ColorRole.PlaceholderText)
        self._nothing_column.addStretch(1)
        self._nothing_column.addWidget(told, 0, Qt.AlignmentFlag.AlignHCenter)
        if filtered:
            again = button(self.desk, say("Show all", language), self.filters.clear)
            self._nothing_column.addSpacing(GRID)
            self._nothing_column.addWidget(again, 0, Qt.AlignmentFlag.AlignHCenter)
        self._nothing_column.addStretch(1)

    def _menu(self, point: QPoint) -> None:
        from promo_desk.desktop.grid_menu import fill

        made = menu(self.desk, self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(made, self, self.grid.indexAt(point))
        made.popup(self.grid.viewport().mapToGlobal(point))


def spoken_of(store: Store, kind: str, text: str) -> set[int]:
    """The records a text finds, and those that link to a record it finds: a project by its company's name."""
    from promo_desk.store import Condition

    found = {hit.id for hit in store.search(text, kinds=(kind,), limit=FOUND)}
    asked: dict[tuple[str, ...], list[Ref]] = {(): []}
    for key, field in fields_of(kind).items():
        targets = link_targets(field)
        if targets not in asked:
            asked[targets] = [Ref(hit.kind, hit.id) for hit in store.search(text, kinds=targets, limit=LINKED)]
        if refs := asked[targets]:
            found |= set(store.ids(kind, where=[Condition(key, "any_of", refs)]))
    return found
