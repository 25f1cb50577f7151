"""An exported workbook that comes back: cell by cell against the state it was exported from and the state now. Only
what somebody changed in the file is offered; what the office changed meanwhile stays, and where both did, a person
decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from promo_desk.fields.field import Field
from promo_desk.fields.kind import PLAIN
from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import fields_of, kinds, name_fields, show_name
from promo_desk.sheets.cells import RawBook, RawSheet
from promo_desk.sheets.comparing import Comparison
from promo_desk.sheets.headers import find
from promo_desk.sheets.linking import Several
from promo_desk.sheets.mapping import LEFT_OUT, SheetMapping, map_columns
from promo_desk.sheets.matching import Found
from promo_desk.sheets.numbered import read_numbered, says_name
from promo_desk.sheets.parsed_columns import ColumnReader
from promo_desk.sheets.plan import MissingRecord, Options, Plan, Progress, SheetPlan
from promo_desk.sheets.planning import Planner
from promo_desk.sheets.profiles import database_mark, of_ranges, own_export
from promo_desk.sheets.reader import read_book
from promo_desk.sheets.records_of_rows import RowRecords, SlotRows
from promo_desk.sheets.shape import Shape
from promo_desk.sheets.writer import clean
from promo_desk.store import Store


def compare(store: Store, source: Path | str | RawBook, options: Options | None = None,
            progress: Progress | None = None) -> Plan:
    """The plan of what somebody changed in an export of ours; ``apply`` writes it as one change.

    A conflict is left as it is now, unless ``options.answers`` says "new" for its cell. Records whose rows were taken
    out are listed as missing and stay. WorldFault for a workbook that is not an export of this database.
    """
    book = source if isinstance(source, RawBook) else read_book(source)
    told = own_export(book)
    if told is None or told["kind"] not in kinds():
        raise WorldFault('"{name}" was not exported from here, so there is nothing to compare it with. Import it '
                         "instead.", name=book.path.name)
    if told["database"] != database_mark(store) or told["change"] > store.last_change():
        raise WorldFault('"{name}" was exported from another database. Open that one, or import the file as a ledger.',
                         name=book.path.name)
    options = replace(options or Options(), blank="clear", on_error="skip", into=told["kind"])
    return ReturnPlanner(store, book, options, progress, told).plan()


class ReturnPlanner(Planner):
    """Plans what was changed in a file, instead of what it says."""

    def __init__(self, store: Store, book: RawBook, options: Options, progress: Progress | None,
                 told: dict[str, Any]) -> None:
        super().__init__(store, book, options, progress)
        self.told, self.kind = told, str(told["kind"])
        self.base_change = int(told["change"])
        self.base: dict[int, dict[str, Any]] = {}
        self.base_names: dict[tuple[str, int], str] = {}
        self.returned = False

    def plan(self) -> Plan:
        made = super().plan()
        made.base = self.base_change
        return made

    def mapped(self, shape: Shape, sheet: RawSheet, key: str) -> SheetMapping | None:
        """Our own columns by their headers; renamed ones by their words or their place; others are said and left out.
        Only the first sheet with our columns is the ledger."""
        given = _given(self.told, shape, self.kind)
        if self.returned or f"{self.kind}.id" not in given.values():
            return None
        self.returned = True
        nothing = dict.fromkeys((each.letter for each in shape.columns), LEFT_OUT)
        return map_columns(shape, sheet, (), self.kind,
                           {**nothing, **given, **self.options.mapping.get(key, {})})

    def records(self, made: SheetPlan, reader: ColumnReader) -> RowRecords:
        return ReturnedRows(self, made, reader)

    def finished(self, plan: Plan, made: SheetPlan, records: RowRecords) -> None:
        """Exported records whose rows are no longer in the file."""
        exported = of_ranges(self.told.get("ids", ""))
        there = {int(value) for value in records.slots[self.kind].columns.get("id", ()) if value is not None}
        names = self.store.names(self.kind, [id for id in exported if id not in there])
        made.missing = [MissingRecord(self.kind, id, name) for id, name in names.items()]

    def know(self, ids: Sequence[int], keys: Sequence[str]) -> None:
        """Read the state the file was exported from."""
        stored = [key for key in keys if fields_of(self.kind)[key].writable]
        rows = self.store.read_at(self.kind, ids, ["id", *stored], self.base_change)
        self.base = {row[0]: dict(zip(stored, row[1:], strict=True)) for row in rows if row[0] is not None}
        for kind, wanted in _linked(self.base.values()).items():
            self._name_links(kind, sorted(wanted))

    def _name_links(self, kind: str, ids: list[int]) -> None:
        """What linked records were called then."""
        keys = [key for key in name_fields(kind) if fields_of(kind)[key].kind.name != "link"]
        now = self.store.names(kind, ids)
        then = self.store.read_at(kind, ids, keys, self.base_change)
        language = "en" if self.told.get("language") == "en" else "zh"
        for id, row in zip(ids, then, strict=True):
            values = dict(zip(keys, row, strict=True))
            self.base_names[kind, id] = show_name(kind, {**values, "id": id}, language) if any(row) else now.get(id, "")


def _linked(rows: Iterable[dict[str, Any]]) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = {}
    for row in rows:
        for value in row.values():
            if isinstance(value, Ref):
                wanted.setdefault(value.kind, set()).add(value.id)
    return wanted


def _given(told: dict[str, Any], shape: Shape, kind: str) -> dict[str, str]:
    """Which column is which field, by letter."""
    keys = {fold(header): str(key) for header, key in told["columns"].items()}
    by_letter = {column.letter: keys.pop(fold(column.name)) for column in shape.columns if fold(column.name) in keys}
    for column in shape.columns:
        if column.letter not in by_letter and column.header:
            meant = [path.partition(".")[2] for path in find(column.leaf) if path.startswith(f"{kind}.")]
            key = next((key for key in meant if key in keys.values()), None) or _by_place(column.index, told, keys)
            if key is not None:
                by_letter[column.letter] = key
                keys = {header: other for header, other in keys.items() if other != key}
    fields = fields_of(kind)
    return {letter: f"{kind}.{key}" for letter, key in by_letter.items()
            if key in fields and (fields[key].writable or key == "id")}


def _by_place(index: int, told: dict[str, Any], left: dict[str, str]) -> str | None:
    """A renamed column that stands where it stood."""
    ordered = [str(key) for key in told["columns"].values()]
    key = ordered[index - 1] if index <= len(ordered) else None
    return key if key in left.values() else None


class ReturnedRows(RowRecords):
    """Rows known by their number; a row without one is new."""

    planner: ReturnPlanner

    def _filled(self, slot: str) -> SlotRows:
        columns = self._columns_of(slot)
        numbers = next((column.values for column in columns if column.mapped.key == "id"), [])
        self.planner.know(sorted({int(value) for value in numbers if isinstance(value, int)}),
                          [column.mapped.key for column in columns])
        for column in columns:
            if column.mapped.field and column.mapped.field.kind.name == "link":
                self._unchanged_links(column.mapped.key, numbers, column.values)
        return super()._filled(slot)

    def _unchanged_links(self, key: str, numbers: list[Any], values: list[Any]) -> None:
        """A link that still says what was exported means what was exported, also where several have that name."""
        for at, number in enumerate(numbers):
            link = self.planner.base.get(number, {}).get(key)
            if link is not None and isinstance(values[at], str) and self._says(values[at], link):
                values[at] = link

    def _says(self, text: str, link: Ref) -> bool:
        """Whether a cell still names the record as the export did: by its name then, or by its number too."""
        name = self.planner.base_names[link.kind, link.id]
        said = read_numbered(text, (link.kind,))
        return fold(text) == fold(name) or (said is not None and said.id == link.id and says_name(said, name))

    def _found(self, rows: SlotRows, at: int, values: dict[str, Any]) -> Found | None:
        number = values.get("id")
        if number is None:
            return super()._found(rows, at, values)
        if number not in self.planner.base:
            self._hold(rows, at, Message("The number {number} is none of the exported ones.", {"number": number}))
            return None
        if self._is_copy(rows, at, number):
            values.pop("id")
            return Found()
        if self.linker.is_there(rows.kind, number):
            return Found((number,))
        self._gone(rows, at, number)
        return None

    def _is_copy(self, rows: SlotRows, at: int, number: int) -> bool:
        """A row that was copied and given another name is a new record."""
        first = rows.columns["id"].index(number)
        key = next(iter(name_fields(rows.kind)))
        return first != at and key in rows.columns and rows.columns[key][at] != rows.columns[key][first]

    def _hold(self, rows: SlotRows, at: int, message: Message) -> None:
        self.say(rows, at, "id", "error", message)
        self.bad.add(at)

    def _gone(self, rows: SlotRows, at: int, number: int) -> None:
        """Deleted in the office meanwhile: nothing where the row is as it was, else a person decides."""
        message = Message("This record was deleted since the export.")
        base = self.planner.base[number]
        if all(rows.value(at, key) == value for key, value in base.items()):
            self.say(rows, at, "id", "remark", message)
        else:
            self.say(rows, at, "id", "question", message)
            self.states[at] = "conflict"
            self.bad.add(at)

    def comparison(self, rows: SlotRows, main: bool) -> Comparison:
        return ThreeWay(self, rows, main)


class ThreeWay(Comparison):
    """The file against the state it was exported from, and that against the state now."""

    records: ReturnedRows

    @cached_property
    def language(self) -> str:
        return "en" if self.records.planner.told.get("language") == "en" else "zh"

    def _against(self, at: int, ref: int, known: dict[str, Any], first: int) -> None:
        base = self.records.planner.base.get(ref) if self.rows.value(at, "id") is not None else None
        if base is None or first != at:
            super()._against(at, ref, known, first)
            return
        changes: dict[str, Any] = {}
        for key in base:
            if key in self.keys:
                self._cell(at, ref, key, (base[key], known.get(key), self.rows.columns[key][at]), changes)
        self._state(at, ref, changes, first)

    def _cell(self, at: int, ref: int, key: str, values: tuple[Any, Any, Any], changes: dict[str, Any]) -> None:
        base, now, new = values
        made = self.fields[key]
        if self._same(made, base, new) or new == now or (new is None and self._bad_cell(at, self.rows.mapped[key])):
            return
        if isinstance(new, Several):
            self.records.linker.refuse(self.rows, at, key, new)
        elif new is None and made.required:
            self.records.say(self.rows, at, key, "error", Message("This must not be empty."), old=now)
            self.records.bad.add(at)
        elif now == base or self._taken(at, key):
            changes[key] = new
            self.records.say(self.rows, at, key, "change", Message(""), old=now, new=new)
        else:
            self._clash(at, ref, key, now, new)

    def _same(self, made: Field, base: Any, new: Any) -> bool:
        """Whether the cell still says what was exported; a text that no cell can hold whole was exported cut."""
        if new == base:
            return True
        if base is None or made.kind.name not in ("text", "long_text", "texts"):
            return False
        return bool(made.kind.parse(clean(made.kind.text(base, self.language)), PLAIN).value == new)

    def _taken(self, at: int, key: str) -> bool:
        """Whether the user says that the file's word holds."""
        answers = self.options.answers.get(self.records.made.key, {})
        letter = self.rows.mapped[key].column.letter
        return answers.get(f"{letter}{self.records.made.rows[at]}") == "new"

    def _clash(self, at: int, ref: int, key: str, now: Any, new: Any) -> None:
        who, when = self._changed_by(ref, key)
        self.records.say(self.rows, at, key, "question",
                         Message("Changed here too, by {who} on {when}. It stays as it is here unless you say so.",
                                 {"who": who, "when": when}), old=now, new=new)
        self.records.clashes.add(at)

    def _changed_by(self, ref: int, key: str) -> tuple[str, str]:
        """Who has changed the value since the export, and on which day."""
        store, base = self.planner.store, self.records.planner.base_change
        entry = next((entry for entry in store.history(self.rows.kind, ref)
                      if entry.change.number > base and key in (entry.new or entry.old or {})), None)
        return (entry.change.who, f"{entry.change.at.astimezone():%Y-%m-%d}") if entry else ("?", "?")
