"""How a plan is made: sheet by sheet its shape, its columns and their values; then its records, those that others link
to first, each matched through one index in memory and compared with what the office has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from promo_desk.fields.message import Message, WorldFault
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.headers import known_header
from promo_desk.sheets.mapping import SheetMapping, map_columns
from promo_desk.sheets.matching import Finder
from promo_desk.sheets.parsed_columns import ColumnReader
from promo_desk.sheets.plan import Draft, Options, Plan, Progress, SheetPlan, Update, chosen_sheets
from promo_desk.sheets.profiles import office_words, own_layout, remembered
from promo_desk.sheets.records_of_rows import RowRecords
from promo_desk.sheets.related import rank
from promo_desk.sheets.shape import Shape, find_shape
from promo_desk.sheets.snapshot import missing_tenancies
from promo_desk.store import Store


class Planner:
    """One plan in the making. What the sheets of a file share: the indexes, and the records the file brings."""

    def __init__(self, store: Store, book: RawBook, options: Options, progress: Progress | None) -> None:
        self.store, self.book, self.options, self.progress = store, book, options, progress
        self.finder = Finder(store)
        self.drafts: dict[int, Draft] = {}
        self.pending: dict[tuple[str, int], dict[str, tuple[Any, int]]] = {}
        self.own = own_layout(store, book)
        self.profiles = [*self.own, *remembered(store, options.profile)]
        self.words = _merged(office_words(store), options.choices)
        self.done, self.steps = 0.0, 1
        self.total = sum(len(sheet.rows) for sheet in book.sheets)

    def plan(self) -> Plan:
        """The whole plan; WorldFault when no sheet holds a table that the desk understands."""
        plan = Plan(self.book.path, self.book.sha256, self.options, book=self.book, remarks=list(self.book.remarks))
        sheets = list(chosen_sheets(self.book, self.options))
        for sheet in sheets:
            self._sheet(plan, sheet)
        if not any(made.mapping for made in plan.sheets):
            raise WorldFault('Nothing in "{name}" looks like a table of companies, projects or any other record. Say '
                             "what its rows are, or correct the header row.", name=self.book.path.name)
        plan.drafts = sorted((draft for draft in self.drafts.values() if draft.needed),
                             key=lambda draft: (rank(draft.kind), -draft.id))
        return plan

    def _sheet(self, plan: Plan, sheet: RawSheet) -> None:
        shape = find_shape(sheet, known_header, **self.options.shapes.get(sheet.name, {}))
        mapping = self.mapped(shape, sheet)
        made = SheetPlan(sheet.name, mapping.kind if mapping else None, shape, mapping, remarks=list(sheet.remarks))
        if shape.header_rows or mapping is not None:
            plan.sheets.append(made)
        if mapping is None:
            made.remarks.append(Message("Nothing tells what the rows of this sheet are; it was left out."))
        else:
            self._rows(plan, made, sheet, mapping)

    def _rows(self, plan: Plan, made: SheetPlan, sheet: RawSheet, mapping: SheetMapping) -> None:
        made.rows = list(made.shape.records())
        words = _merged(self.words, mapping.profile.choices if mapping.profile else {})
        reader = ColumnReader(sheet, made.shape, made.rows, words, self.options.mended.get(sheet.name, {}), self.pulse)
        self.steps = len(mapping.columns) + 2 * len(mapping.slots)
        records = self.records(made, reader)
        for slot in records.in_order():
            records.take(slot)
        records.compare()
        records.finish()
        plan.updates += _merged_updates(records.updates())
        self.finished(plan, made, records)

    def mapped(self, shape: Shape, sheet: RawSheet) -> SheetMapping | None:
        """Which column is which field."""
        return map_columns(shape, sheet, self.profiles, self.options.into, self.options.mapping.get(sheet.name),
                           self.options.leftover)

    def records(self, made: SheetPlan, reader: ColumnReader) -> RowRecords:
        return RowRecords(self, made, reader)

    def finished(self, plan: Plan, made: SheetPlan, records: RowRecords) -> None:
        """A complete list also tells who is missing from it."""
        if self.options.snapshot and made.kind == "tenancy":
            made.missing, ended = missing_tenancies(self.store, records.matched("tenancy"), records.links("zone"),
                                                    self.options.ended_on)
            plan.updates += ended

    def pulse(self, rows: int) -> None:
        """So many more rows of a column were read, or of a record matched. A listener may stop the plan here."""
        self.done += rows / self.steps
        if self.progress is not None:
            self.progress(self.total + min(int(self.done), self.total), 2 * self.total)

    def draft(self, kind: str, values: dict[str, Any], sheet: str, row: int) -> Draft:
        """A record that the file brings; it is written if a row that is taken needs it."""
        made = Draft(kind, -len(self.drafts) - 1, values, sheet, row)
        self.drafts[made.id] = made
        self.finder.learn(kind, made.id, values)
        return made

    def need(self, id: int) -> None:
        """Mark a draft, and those it links to, as needed."""
        draft = self.drafts.get(id)
        if draft is None or draft.needed:
            return
        draft.needed = True
        for value in draft.values.values():
            linked = getattr(value, "id", 0)
            if linked < 0:
                self.need(linked)


Words = Mapping[str, Mapping[str, str]]


def _merged(first: Words, second: Words) -> dict[str, dict[str, str]]:
    return {table: {**first.get(table, {}), **second.get(table, {})} for table in {*first, *second}}


def _merged_updates(updates: list[Update]) -> list[Update]:
    """One update a record: several rows of a file may each say something of the same company."""
    merged: dict[tuple[str, int], Update] = {}
    for update in updates:
        first = merged.setdefault((update.kind, update.id), update)
        if first is not update:
            first.values |= {key: value for key, value in update.values.items() if key not in first.values}
    return list(merged.values())
