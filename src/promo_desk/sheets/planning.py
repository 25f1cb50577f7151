"""How a plan is made: sheet by sheet its shape, its columns and their values; then its records, those that others link
to first, each matched through one index in memory and compared with what the office has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from promo_desk.fields.kinds import fold
from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import fields_of
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.comparing import another_name, names_of
from promo_desk.sheets.headers import known_header
from promo_desk.sheets.mapping import SheetMapping, map_columns
from promo_desk.sheets.matching import Finder
from promo_desk.sheets.options import Options
from promo_desk.sheets.parsed_columns import PULSE, ColumnReader
from promo_desk.sheets.plan import Cell, Draft, Plan, Progress, SheetPlan, Update
from promo_desk.sheets.profiles import office_words, own_layout, remembered
from promo_desk.sheets.records_of_rows import RowRecords, SlotRows
from promo_desk.sheets.related import identity, rank
from promo_desk.sheets.shape import Shape, Table, tables_of
from promo_desk.sheets.snapshot import missing_tenancies
from promo_desk.store import Store

T = TypeVar("T")


class Planner:
    """One plan in the making. What the sheets of a file share: the indexes, and the records the file brings."""

    def __init__(self, store: Store, book: RawBook, options: Options, progress: Progress | None) -> None:
        self.store, self.book, self.options, self.progress = store, book, options, progress
        self.finder = Finder(store, options.named)
        self.drafts: dict[int, Draft] = {}
        self.pending: dict[tuple[str, int], dict[str, tuple[Any, int]]] = {}
        self.said: dict[tuple[str, int], list[tuple[SlotRows, int, int]]] = {}
        """Which rows speak of a record of the office: (records, position, row)."""
        self.called: dict[tuple[str, int], dict[str, Cell]] = {}
        """What records were called that are meant by the user's word: names, and the cell of each."""
        self.own = own_layout(store, book)
        self.profiles = [*self.own, *remembered(store, options.profile)]
        self.words = _merged(office_words(store), options.choices)
        self.done, self.steps = 0.0, 1
        self.total = sum(len(sheet.rows) for sheet in book.sheets)

    def plan(self) -> Plan:
        """The whole plan. Where nothing is understood, every sheet says so, and the user may say what it is."""
        plan = Plan(self.book.path, self.book.sha256, self.options, book=self.book, remarks=list(self.book.remarks))
        plan.remarks += self._seen_before()
        self.pulse(0)
        names = [sheet.name for sheet in self.book.sheets]
        for sheet in self._sheets():
            for table in tables_of(sheet, known_header, self.options.shapes, names, pulse=self.pulse):
                self._table(plan, sheet.name, table)
        plan.updates = _merged_updates([*plan.updates, *self._callings()], plan.sheets)
        plan.drafts = sorted((draft for draft in self.drafts.values() if draft.needed),
                             key=lambda draft: (rank(draft.kind), -draft.id))
        return plan

    def _seen_before(self) -> list[Message]:
        """That the very same file was imported already."""
        before = self.store.imported(self.book.sha256)
        if before is None:
            return []
        return [Message("This very file was imported on {day} as change {number}.",
                        {"day": f"{before.at.astimezone():%Y-%m-%d}", "number": before.number})]

    def _sheets(self) -> list[RawSheet]:
        """The sheets that hold anything; only the one that is asked for, if one is."""
        wanted = self.options.sheet
        if wanted is not None and wanted not in [sheet.name for sheet in self.book.sheets]:
            raise WorldFault('"{name}" has no sheet "{sheet}"; it has: {sheets}', name=self.book.path.name,
                             sheet=wanted, sheets=", ".join(sheet.name for sheet in self.book.sheets))
        return [sheet for sheet in self.book.sheets if sheet.rows and wanted in (None, sheet.name)]

    def _table(self, plan: Plan, name: str, table: Table) -> None:
        """One table: what becomes of it, or why nothing does."""
        made = SheetPlan(name, None, table.shape, key=table.key, raw=table.sheet, remarks=list(table.sheet.remarks))
        plan.sheets.append(made)
        made.taken = self._is_taken(table)
        if not made.taken:
            made.remarks.append(Message("This sheet is hidden; it is taken only if you say so.")
                                if table.key not in self.options.taken else Message("You have left this sheet out."))
            return
        self.pulse(0)
        mapping = self.mapped(table.shape, table.sheet, table.key)
        if mapping is None:
            made.remarks.append(Message("Nothing tells what the rows of this sheet are; it was left out."))
        else:
            made.kind, made.mapping = mapping.kind, mapping
            made.remarks += mapping.remarks
            self._rows(plan, made, mapping)

    def _is_taken(self, table: Table) -> bool:
        asked_for = table.sheet.visible or self.options.sheet is not None
        return self.options.taken.get(table.key, asked_for)

    def _rows(self, plan: Plan, made: SheetPlan, mapping: SheetMapping) -> None:
        assert made.raw is not None
        made.rows = list(made.shape.records())
        words = _merged(self.words, mapping.profile.choices if mapping.profile else {})
        reader = ColumnReader(made.raw, made.shape, made.rows, words, self.options.mended.get(made.key, {}), self.pulse,
                              replaced=self.options.replaced, units=self.options.units.get(made.key, {}))
        self.steps = len(mapping.columns) + 2 * len(mapping.slots)
        records = self.records(made, reader)
        made.remarks += reader.remarks
        try:
            for slot in records.in_order():
                records.take(slot)
            records.compare()
            records.finish()
            plan.updates += records.updates()
            self.finished(plan, made, records)
        finally:
            records.let_go()

    def mapped(self, shape: Shape, sheet: RawSheet, key: str) -> SheetMapping | None:
        """Which column is which field."""
        return map_columns(shape, sheet, self.profiles, self.options.kind_of(key), self.options.mapping.get(key),
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

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The items one by one; now and then a listener may stop the plan."""
        for number, item in enumerate(items):
            if number % PULSE == 0:
                self.pulse(0)
            yield item

    def draft(self, kind: str, values: dict[str, Any], sheet: str, row: int, slot: str = "",
              cell: str = "") -> Draft:
        """A record that the file brings; it is written if a row that is taken needs it. ``slot``: which of the row's
        records it is; ``cell``: of one that is named in a link, the cell that names it."""
        made = Draft(kind, -len(self.drafts) - 1, values, sheet, row, slot or kind)
        if cell:
            made.elsewhere = dict.fromkeys(values, (sheet, cell))
        self.drafts[made.id] = made
        self.finder.learn(kind, made.id, values)
        return made

    def call(self, kind: str, id: int, name: str, cell: Cell) -> None:
        """The user has said that a name in a link means this record: it is known by it the next time."""
        if id > 0 and "aliases" in fields_of(kind):
            self.called.setdefault((kind, id), {}).setdefault(name, cell)

    def _callings(self) -> Iterator[Update]:
        """Names that records were called by and do not bear yet."""
        for (kind, id), names in self.called.items():
            keys = tuple(key for key in identity(kind).names if key in fields_of(kind))
            [row] = self.store.read(kind, [id], keys)
            known, made = dict(zip(keys, row, strict=True)), Update(kind, id, {}, "", 0, kind, {})
            for name, cell in names.items():
                if fold(name) not in names_of(known, keys):
                    further = another_name(fields_of(kind), known, name)
                    known |= further
                    made.values |= further
                    made.elsewhere = {**(made.elsewhere or {}), **dict.fromkeys(further, cell)}
            if made.values:
                yield made

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


def _merged_updates(updates: Iterable[Update], made: Iterable[SheetPlan]) -> list[Update]:
    """One update a record: several rows of a file may each say something of the same company. What an earlier row has
    said of a value holds."""
    sheets = {each.key: each for each in made}
    merged: dict[tuple[str, int], Update] = {}
    for update in updates:
        first = merged.setdefault((update.kind, update.id), update)
        if first is not update:
            further = {key: value for key, value in update.values.items() if key not in first.values}
            first.values |= further
            first.elsewhere = {**(first.elsewhere or {}), **_cells(sheets, update, further)}
    return list(merged.values())


def _cells(sheets: Mapping[str, SheetPlan], update: Update, keys: Iterable[str]) -> dict[str, Cell]:
    """Where the values of an update come from."""
    told = update.elsewhere or {}
    made = sheets.get(update.sheet)
    return {key: told[key] if key in told else (made.key, made.cell(update.slot, key, update.row))
            for key in keys if made is not None}
