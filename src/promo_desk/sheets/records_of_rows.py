"""The records of a sheet's rows, one kind after another: whom each row means, what is new, what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.sheets import said_of_rows
from promo_desk.sheets.comparing import Comparison, script_of
from promo_desk.sheets.linking import Linker, Several, kind_word
from promo_desk.sheets.mapping import MappedColumn, has_own_name
from promo_desk.sheets.matching import CompanyIndex, Found
from promo_desk.sheets.notes import line_of, note_lines
from promo_desk.sheets.parsed_columns import PULSE, CellNote, ColumnReader, ParsedColumn
from promo_desk.sheets.people import spread_people
from promo_desk.sheets.plan import Draft, SheetPlan, Update, Verdict
from promo_desk.sheets.refused import Refused
from promo_desk.sheets.related import identity, kind_of, name_key, rank
from promo_desk.store.sameness import Near

if TYPE_CHECKING:
    from promo_desk.sheets.planning import Planner

_MATCHED = PULSE // 8
"""Rows between two looks at whether somebody has stopped the plan: matching takes long for a row."""


@dataclass
class SlotRows:
    """One record of every row: its values by column, and whom each row means."""

    slot: str
    kind: str
    columns: dict[str, list[Any]] = field(default_factory=dict)
    mapped: dict[str, MappedColumn] = field(default_factory=dict)
    own: list[bool] = field(default_factory=list)
    """Whether the row says anything of this record itself."""
    refs: list[int] = field(default_factory=list)
    """By row: the record's number, negative for a draft, 0 for none."""
    called: set[int] = field(default_factory=set)
    """The rows that call a record by a name it does not bear yet, by the user's word."""
    renamed: set[int] = field(default_factory=set)
    """The rows that give a record, known by its credit code, another name."""
    unclear: set[int] = field(default_factory=set)
    """The rows with a link to a name that several records have."""

    @cached_property
    def required(self) -> list[Field]:
        """What a new record cannot be without."""
        return [known for known in fields_of(self.kind).values() if known.required]

    def value(self, at: int, key: str) -> Any:
        return self.columns[key][at] if key in self.columns else None

    def values(self, at: int, keys: Iterable[str] | None = None) -> dict[str, Any]:
        columns = self.columns
        return {key: columns[key][at] for key in (columns if keys is None else keys) if key in columns}


class RowRecords:
    """Takes the slots of a sheet one after another and leaves verdicts, notes, drafts and updates."""

    def __init__(self, planner: Planner, made: SheetPlan, reader: ColumnReader) -> None:
        assert made.mapping is not None
        self.planner, self.made, self.reader = planner, made, reader
        self.mapping, self.options = made.mapping, planner.options
        self.count = len(made.rows)
        self.places = {row: at for at, row in enumerate(made.rows)}
        self.refused = Refused(self.options.refused.get(made.key, frozenset()), made.rows)
        self.bad = set(self.refused.rows)
        """The rows that are not taken: with a fault, with an open question, or refused."""
        self.clashes: set[int] = set()
        self.slots: dict[str, SlotRows] = {}
        self.notes: defaultdict[int, list[CellNote]] = defaultdict(list)
        self.changes: defaultdict[int, list[tuple[str, int, str, dict[str, Any]]]] = defaultdict(list)
        """By position of the row: kind, number and slot of a record, and its values that change."""
        self.states: list[Verdict] = ["same"] * self.count
        self.touched: set[int] = set()
        self.firsts: dict[tuple[str, int], int] = {}
        self.parsed = {each.column.index: reader.parsed(each) for each in self.mapping.columns
                       if each.use != "left_out"}
        self.refused.silence(self.parsed)
        spread_people(self.parsed, self.made.rows)
        self.all_slots = self._all_slots()
        self.linker = Linker(self)
        for column in self.parsed.values():
            self._keep_notes(column)
        self.lines = note_lines(self.parsed.values())
        self._keep_group_labels()
        for slot in self.all_slots[1:]:
            self._keep_as_lines(slot)

    def _all_slots(self) -> tuple[str, ...]:
        """The main record first, then the further ones, records before those that link to them."""
        there = {column.mapped.slot for column in self.parsed.values() if column.mapped.key} - {self.mapping.kind}
        return (self.mapping.kind, *sorted(there, key=lambda slot: (rank(kind_of(slot)), slot)))

    def in_order(self) -> list[str]:
        """Every slot, those that others link to before them."""
        return sorted(self.all_slots, key=lambda slot: (rank(kind_of(slot)), slot))

    # what the cells say

    def _keep_notes(self, column: ParsedColumn) -> None:
        for at, note in column.notes.items():
            self.notes[at].append(note)
            if note.level in ("error", "question") and self.options.on_error != "blank":
                self.bad.add(at)

    def _keep_as_lines(self, slot: str) -> None:
        """A telephone number without a name is no contact; it is not lost but stands in the row's notes."""
        columns = {column.mapped.key: column for column in self._columns_of(slot)}
        named = columns.get(name_key(kind_of(slot)))
        if "credit_code" in columns or (named is None and has_own_name(slot, self.all_slots)):
            return
        for at in range(self.count):
            if named is None or named.values[at] is None:
                for column in columns.values():
                    if column.values[at] is not None:
                        self.lines.setdefault(at, []).append(line_of(column, at, self.options.language))
                        column.values[at] = None

    def _keep_group_labels(self) -> None:
        """A label above rows (一、在谈项目) is no record, but it says something of each of them."""
        labels = self.made.shape.group_labels if self.options.leftover == "notes" else {}
        rows = iter(sorted(labels))
        coming, label = next(rows, None), ""
        for at, row in enumerate(self.made.rows if labels else ()):
            while coming is not None and coming < row:
                label, coming = labels[coming], next(rows, None)
            if label:
                self.lines.setdefault(at, []).append(say("Group: {label}", _language_of(label), label=label))

    def _columns_of(self, slot: str) -> list[ParsedColumn]:
        return [column for column in self.parsed.values() if column.mapped.slot == slot and column.mapped.key]

    # one slot

    def take(self, slot: str) -> None:
        """Find out whom every row means by one of its records."""
        rows = self._filled(slot)
        self.slots[slot] = rows
        self._match(rows, slot == self.mapping.kind)

    def _filled(self, slot: str) -> SlotRows:
        rows = SlotRows(slot, kind_of(slot), refs=[0] * self.count)
        for column in self._columns_of(slot):
            rows.columns[column.mapped.key] = list(column.values)
            rows.mapped[column.mapped.key] = column.mapped
        self.made.letters[slot] = {key: letters_of(mapped) for key, mapped in rows.mapped.items()}
        rows.own = [any(values) for values in zip(*map(_filled_flags, rows.columns.values()), strict=True)] \
            if rows.columns else [False] * self.count
        said_of_rows.fill(self, rows)
        self.linker.resolve(rows)
        rows.unclear = {at for values in rows.columns.values() for at, value in enumerate(values)
                        if value.__class__ is Several}
        if slot == self.mapping.kind:
            rows.own = [True] * self.count
            self._add_lines(rows)
        return rows

    def _add_lines(self, rows: SlotRows) -> None:
        if self.lines:
            rows.columns.setdefault("notes", [None] * self.count)

    # whom a row means

    def _match(self, rows: SlotRows, main: bool) -> None:
        known = [(key, rows.columns[key]) for key in (*identity(rows.kind).keys, "credit_code", "id")
                 if key in rows.columns]
        for at in range(self.count):
            if at % _MATCHED == 0:
                self._prepare(rows, at)
                self.planner.pulse(2 * min(at, _MATCHED))
            if not rows.own[at] or at in self.refused.rows:
                continue
            held = at in self.bad
            found = self._found(rows, at, {key: values[at] for key, values in known})
            if found is not None and held:
                self._ask(rows, at, name_key(rows.kind), found)
            elif found is not None:
                rows.refs[at] = self._decided(rows, at, found, main)

    def _prepare(self, rows: SlotRows, first: int) -> None:
        """Look at the names of the rows to come in one go."""
        index = self.planner.finder.index(rows.kind)
        if isinstance(index, CompanyIndex):
            block = slice(first, first + _MATCHED)
            index.prepare(rows.columns["name"][block] if "name" in rows.columns else (),
                          (value for key in index.names for value in rows.columns.get(key, ())[block]))

    def _found(self, rows: SlotRows, at: int, values: dict[str, Any]) -> Found | None:
        """Whom the row means; None where the row may not be taken."""
        answer = self._answer(rows, at)
        if isinstance(answer, int):
            rows.called.add(at)
            return Found((answer,))
        number = values.pop("id", None)
        if number is not None and self.linker.is_there(rows.kind, int(number)):
            return Found((int(number),))
        found = self.planner.finder.find(rows.kind, values)
        if answer == "new":
            return Found()
        if len(found.ids) > 1 or found.clash:
            self._refuse(rows, at, found)
            return None
        if found.also_called is not None:
            rows.called.add(at)
        if found.renamed_from is not None:
            rows.renamed.add(at)
        return found

    def _answer(self, rows: SlotRows, at: int) -> Any:
        """What the user says of the record this row means: its number, or "new"; None where nothing is said."""
        mapped, answers = rows.mapped.get(name_key(rows.kind)), self.options.answers.get(self.made.key)
        return answers.get(f"{mapped.column.letter}{self.made.rows[at]}") if mapped and answers else None

    def _is_said_new(self, rows: SlotRows, at: int, name: Any) -> bool:
        named = self.options.named.get(rows.kind)
        return self._answer(rows, at) == "new" or bool(named and named.get(fold(str(name))) == "new")

    def _refuse(self, rows: SlotRows, at: int, found: Found) -> None:
        """Two candidates, or a name and a code that contradict each other: the row waits."""
        near = found.near or tuple(self.linker.candidates(rows.kind, found.ids))
        said = {"names": self.told(near)}
        message = (Message("Name and credit code do not belong together; the name is that of {names}.", said)
                   if found.clash else Message("This may be any of {names}; say which.", said))
        self.say(rows, at, name_key(rows.kind), "question", message, candidates=near)
        self.states[at] = "conflict" if found.clash else "error"
        self.bad.add(at)

    def _decided(self, rows: SlotRows, at: int, found: Found, main: bool) -> int:
        key = name_key(rows.kind)
        if found.ids:
            if found.reason is not None:
                self.say(rows, at, key, "remark", found.reason)
            self.planner.finder.refine(rows.kind, found.ids[0], rows.values(at, identity(rows.kind).scope))
            return found.ids[0]
        if self._unclear(rows, at) or not self._complete(rows, at, main):
            return 0
        self._ask(rows, at, key, found)
        return self._new(rows, at).id

    def _unclear(self, rows: SlotRows, at: int) -> bool:
        """Whether a new record would link to a name that several have; then the row waits, or goes without."""
        for key, value in rows.values(at).items() if at in rows.unclear else ():
            if isinstance(value, Several):
                self.linker.refuse(rows, at, key, value)
                rows.columns[key][at] = None
        return at in self.bad

    def _ask(self, rows: SlotRows, at: int, key: str, found: Found) -> None:
        """Whether a new record is one with a name much like its own. A row that waits for another answer asks as well:
        a person wants to hear all questions at once."""
        value, near = rows.value(at, key), found.near
        if found.ids or self._is_said_new(rows, at, value):
            return
        if not near and isinstance(value, str) and key in identity(rows.kind).names and len(value) < 40:
            near = self.planner.finder.near(rows.kind, value)
        if near:
            self.say(rows, at, key, "question",
                     Message("Is this {names}? It is taken as a new record unless you say so.",
                             {"names": self.told(near)}), candidates=near)

    def told(self, near: Iterable[Near]) -> str:
        """Candidates by name and number; one that the file itself brings by its row."""
        drafts = self.planner.drafts
        return ", ".join(f"{each.name} (#{each.id})" if each.id > 0 else say(
            "{name} (row {row})", self.options.language, name=each.name, row=drafts[each.id].row) for each in near)

    def _complete(self, rows: SlotRows, at: int, main: bool) -> bool:
        """Whether a new record has all it cannot be without; without it the row waits."""
        short = [known for known in rows.required if rows.value(at, known.key) is None]
        if short and main:
            self.say(rows, at, short[0].key, "error", _needed(rows.kind, short[0]))
            self.states[at] = "error"
            self.bad.add(at)
        return not short

    def _new(self, rows: SlotRows, at: int) -> Draft:
        values = {key: value for key, value in rows.values(at).items() if value is not None and key != "id"}
        return self.planner.draft(rows.kind, values, self.made.key, self.made.rows[at], rows.slot)

    # what differs

    def compare(self) -> None:
        """Compare every record of the rows that are taken; which rows are not is known by now, so that they leave
        nothing behind."""
        for slot, rows in self.slots.items():
            self.comparison(rows, slot == self.mapping.kind).run()

    def comparison(self, rows: SlotRows, main: bool) -> Comparison:
        return Comparison(self, rows, main)

    def say(self, rows: SlotRows, at: int, key: str, level: Any, message: Message, *,
            candidates: tuple[Any, ...] = (), old: Any = None, new: Any = None, path: str = "") -> None:
        """A note on the cell of a field; on the row's first cell where the field has no column. ``path``: the field it
        speaks of, where that is another."""
        mapped = rows.mapped.get(key) or next(iter(rows.mapped.values()), None) or self.mapping.columns[0]
        raw = self.reader.sheet.value(self.made.rows[at], mapped.column.index)
        self.notes[at].append(CellNote(self.made.rows[at], mapped.column.index, f"{rows.kind}.{path or key}", level,
                                       message, raw, old, new, candidates))

    # the end

    def finish(self) -> None:
        """The verdict of every row, and which drafts the taken rows need."""
        for at in self.planner.each(range(self.count)):
            if at in self.refused.rows:
                self.states[at] = "refused"
                self.notes.pop(at, None)
            elif at in self.bad:
                self.states[at] = "conflict" if self.states[at] == "conflict" else "error"
            elif at in self.clashes:
                self.states[at] = "conflict"
            elif self.states[at] in ("same", "duplicate") and at in self.touched:
                self.states[at] = "changed"
        self.made.verdicts = self.states
        self.made.notes = {self.made.rows[at]: notes for at, notes in sorted(self.notes.items()) if notes}
        self._need_drafts()
        self._count_linked()

    def _need_drafts(self) -> None:
        for rows in self.slots.values():
            for at, ref in self.planner.each(enumerate(rows.refs)):
                if ref < 0 and at not in self.bad:
                    self.planner.need(ref)
        for at, changes in self.changes.items():
            if at not in self.bad:
                for _kind, _id, _slot, values in changes:
                    for value in values.values():
                        self.planner.need(getattr(value, "id", 0))

    def _count_linked(self) -> None:
        """How many further records, each counted once."""
        changed = {(kind, id) for at, changes in self.changes.items() if at not in self.bad for kind, id, *_ in changes}
        for slot, rows in self.slots.items():
            if slot != self.mapping.kind:
                ids = {ref for at, ref in enumerate(rows.refs) if ref and at not in self.bad}
                counts = Counter("new" if id < 0 else "changed" if (rows.kind, id) in changed else "same" for id in ids)
                if counts:
                    self.made.linked[rows.kind] = self.made.linked.get(rows.kind, Counter()) + counts
        self.linker.count(self.made.linked)

    def let_go(self) -> None:
        """Drop all that only the planning needed: this and its helpers point at each other, and would be kept, with
        every column and index of the file, until the collector of cycles is let at them."""
        vars(self.linker).clear()
        vars(self).clear()

    def updates(self) -> list[Update]:
        """What the taken rows change in records that are there, or add to drafts."""
        made = []
        for at in self.planner.each(sorted(self.changes)):
            row = self.made.rows[at]
            for kind, id, slot, values in self.changes[at] if at not in self.bad else ():
                if id < 0:
                    draft = self.planner.drafts[id]
                    draft.values |= values
                    if (draft.sheet, draft.row, draft.slot) != (self.made.key, row, slot):
                        cells = {key: (self.made.key, self.made.cell(slot, key, row)) for key in values}
                        draft.elsewhere = {**(draft.elsewhere or {}), **cells}
                else:
                    made.append(Update(kind, id, values, self.made.key, row, slot))
        return made

    def matched(self, kind: str) -> set[int]:
        """The records of the office that the rows mean, bad rows too: they are not missing."""
        return {ref for rows in self.slots.values() if rows.kind == kind for ref in rows.refs if ref > 0}

    def links(self, key: str) -> set[int]:
        """The records that the main record's link names, over all rows."""
        values = self.slots[self.mapping.kind].columns.get(key, ())
        return {value.id for value in values if isinstance(value, Ref) and value.id > 0}


def letters_of(mapped: MappedColumn) -> str:
    """The letters of the columns that feed a field: "C", or "C+D" where two are joined."""
    return "+".join(each.letter for each in (mapped.column, *mapped.joined))


def _language_of(text: str) -> str:
    """The language a text is in: what is kept of it must not depend on who imports it."""
    return "zh" if script_of(text) == "han" else "en"


def _filled_flags(values: list[Any]) -> list[bool]:
    return [value is not None for value in values]


def _needed(kind: str, known: Field) -> Message:
    return Message("{kind}: {field} must not be empty.", {"kind": kind_word(kind), "field": Message(known.english)})
