"""A plan becomes one change: every record that is new or differs, with the cells it came from. All or nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import WorldFault
from promo_desk.fields.words import say
from promo_desk.records import fields_of, link_targets
from promo_desk.sheets.births import Births
from promo_desk.sheets.parsed_columns import PULSE, CellNote
from promo_desk.sheets.plan import HELD, Draft, Plan, Progress, SheetPlan, Update, note_json
from promo_desk.sheets.profiles import WORDS, definition_of, save
from promo_desk.sheets.related import rank
from promo_desk.sheets.resting import collector_rests
from promo_desk.store import Change, Store
from promo_desk.store.search_entries import BATCH as INDEXED


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken, or taken without a cell, and why."""

    sheet: str
    row: int
    notes: tuple[CellNote, ...]


@dataclass
class Applied:
    """What was written. ``change`` is None where there was nothing new."""

    change: int | None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    """By kind: how many "new" and "changed"."""
    rejects: list[RejectedRow] = field(default_factory=list)


def apply(store: Store, plan: Plan, progress: Progress | None = None, *, asked: Any = None) -> Applied:
    """Write the plan as one change; its number stands in the answer and in the plan.

    WorldFault where a row is held back and the options say that then nothing is taken. ``progress`` may raise
    ``store.Cancelled``: nothing is left.
    """
    rejects = rejected(plan)
    if plan.options.on_error == "stop" and plan.errors:
        raise WorldFault("{n} rows of {file} cannot be taken as they are, so nothing was imported. Mend them, or leave "
                         "them out.", n=plan.errors, file=plan.name)
    if plan.empty:
        return Applied(None, {}, rejects)
    label = say("Import {file}", plan.options.language, file=plan.name)
    writer = _Writer(plan, progress)
    with collector_rests(), store.change(label, source=source_of(plan, rejects), asked=asked,
                                         pulse=writer.indexed) as change:
        writer.write(change)
        _remember(store, change, plan)
    plan.change = change.number
    return Applied(change.number, writer.counted(), rejects)


def source_of(plan: Plan, rejects: Sequence[RejectedRow] = ()) -> dict[str, Any]:
    """What the history keeps of the file and of all that was decided, for the import's own page."""
    taken = [sheet for sheet in plan.sheets if sheet.mapping is not None]
    return {"file": plan.name, "path": str(plan.path.absolute()), "sha256": plan.sha256,
            "format": plan.book.format if plan.book else "", "size": plan.size,
            "sheets": [{"sheet": sheet.sheet, "key": sheet.key, "kind": sheet.kind, "title": sheet.shape.title,
                        "facts": sheet.shape.facts, "unit": sheet.shape.unit,
                        "header_rows": list(sheet.shape.header_rows), "first_row": sheet.shape.first_row,
                        "last_row": sheet.shape.last_row, "verdicts": sheet.counts(),
                        "linked": {kind: dict(counts) for kind, counts in sheet.linked.items()}} for sheet in taken],
            "options": plan.options.to_json(),
            "rejected": [{"sheet": each.sheet, "row": each.row,
                          "cells": [note_json(note, plan.options.language) for note in each.notes]}
                         for each in rejects[:KEPT_REJECTS]],
            "rejects": len(rejects)}


KEPT_REJECTS = 500
"""So many rows that were not taken stand in the history; the workbook of rejects holds all."""


def rejected(plan: Plan) -> list[RejectedRow]:
    """The rows that are held back, and those taken without a bad cell."""
    return [RejectedRow(sheet.key, row, notes) for sheet in plan.sheets
            for row, verdict in zip(sheet.rows, sheet.verdicts, strict=True)
            if (notes := _reasons(sheet, row, verdict in HELD))]


def _reasons(sheet: SheetPlan, row: int, held: bool) -> tuple[CellNote, ...]:
    notes = [note for note in sheet.notes.get(row, ()) if note.level != "change"]
    bad = [note for note in notes if note.level == "error"]
    return tuple(notes) if held else tuple(bad)


class _Writer:
    """Writes drafts in the order of their links, then what changes in records that are there."""

    change: Change

    def __init__(self, plan: Plan, progress: Progress | None) -> None:
        self.plan, self.progress = plan, progress
        self.numbers: dict[int, int] = {}
        self.births = Births(plan.sheets)
        self.later: list[Update] = []
        self.done, self.total = 0, len(plan.drafts) + len(plan.updates) + len(plan.deletions)
        self.found = 0

    def write(self, change: Change) -> None:
        self.change = change
        for kind in sorted({draft.kind for draft in self.plan.drafts}, key=rank):
            self._add([draft for draft in self.plan.drafts if draft.kind == kind])
        self._update(self.plan.updates)
        self._update(self.later)
        for kind, id in self.plan.deletions:
            self.change.delete(kind, id, links="clear")
        for sheet in self.plan.sheets:
            if sheet.mapping is not None:
                self.change.column_map(sheet.key, self.births.letters[sheet.key])

    def _add(self, drafts: Sequence[Draft]) -> None:
        """The drafts of one kind, in the order of their rows."""
        keys = tuple(dict.fromkeys(key for draft in drafts for key in draft.values))
        rows = self._rows(drafts, keys)
        ids = self.change.add_many(drafts[0].kind, keys, rows, [(draft.sheet, draft.row) for draft in drafts],
                                   self._told)
        self.numbers.update(zip((draft.id for draft in drafts), ids, strict=True))
        self.change.cells(drafts[0].kind, self.births.exceptions(zip(drafts, ids, strict=True)))
        self.done += len(drafts)

    def _rows(self, drafts: Sequence[Draft], keys: Sequence[str]) -> list[list[Any]]:
        """The values of the keys. Only a link may mean a draft: all else is taken as it stands."""
        fields = fields_of(drafts[0].kind)
        links = [(at, key) for at, key in enumerate(keys) if link_targets(fields[key])]
        rows = []
        for n, draft in enumerate(drafts):
            row = list(map(draft.values.get, keys))
            for at, key in links:
                row[at] = self._real(draft, key, row[at])
            rows.append(row)
            if n % PULSE == 0:
                self._told(0, 0)
        return rows

    def _real(self, draft: Draft, key: str, value: Any) -> Any:
        """A link to another draft by its number; one that is not written yet is set afterwards."""
        if not isinstance(value, Ref) or value.id > 0:
            return value
        if value.id in self.numbers:
            return Ref(value.kind, self.numbers[value.id])
        self.later.append(Update(draft.kind, draft.id, {key: value}, draft.sheet, draft.row))
        return None

    def _update(self, updates: Sequence[Update]) -> None:
        """Updates of the same fields at once."""
        groups: defaultdict[tuple[str, tuple[str, ...]], list[Update]] = defaultdict(list)
        for update in updates:
            groups[update.kind, tuple(update.values)].append(update)
        for (kind, keys), group in groups.items():
            ids = [self.numbers.get(update.id, update.id) for update in group]
            rows = [tuple(map(self._number, update.values.values())) for update in group]
            origins = None if group[0].id < 0 else [(update.sheet, update.row) for update in group]
            self.change.update_many(kind, keys, ids, rows, origins, self._told)
            if origins is not None:
                self.change.cells(kind, self.births.exceptions(zip(group, ids, strict=True)))
            self.done += len(group)

    def _number(self, value: Any) -> Any:
        return Ref(value.kind, self.numbers[value.id]) if isinstance(value, Ref) and value.id < 0 else value

    def _told(self, done: int, _total: int) -> None:
        """Writing is the first half of the bar, the search index the second."""
        if self.progress is not None:
            self.progress(self.done + done, 2 * self.total)

    def indexed(self) -> None:
        """Some more records can be found."""
        self.found += INDEXED
        if self.progress is not None:
            self.progress(self.total + min(self.found, self.total), 2 * self.total)

    def counted(self) -> dict[str, dict[str, int]]:
        new = Counter(draft.kind for draft in self.plan.drafts)
        changed = Counter(update.kind for update in self.plan.updates)
        return {kind: {"new": new[kind], "changed": changed[kind]} for kind in {*new, *changed}}


def _remember(store: Store, change: Change, plan: Plan) -> None:
    """Layouts and words, within the same change: the layout by the name the user gave; without one, a layout that the
    user has corrected, by the file's name, so that the next ledger of its kind needs no word."""
    for table, words in plan.options.choices.items():
        _keep_words(store, change, table, words)
    for name, sheet in _layouts(plan):
        assert sheet.mapping is not None
        save(store, change, name, definition_of(sheet.mapping, plan.options.choices))


def _layouts(plan: Plan) -> Iterator[tuple[str, SheetPlan]]:
    options, first = plan.options, True
    for sheet in plan.sheets:
        if sheet.mapping is None:
            continue
        known = sheet.mapping.profile
        corrected = bool(options.into or options.mapping.get(sheet.key) or options.kinds.get(sheet.key))
        if options.profile is not None:
            yield options.profile if first else f"{options.profile} · {sheet.key}", sheet
        elif corrected and (known is None or known.name):
            yield known.name if known else f"{plan.path.stem} · {sheet.key}", sheet
        first = False


def _keep_words(store: Store, change: Change, table: str, words: Mapping[str, str]) -> None:
    ids = list(store.ids("setting"))
    known = {name: (id, value or {}) for id, (name, value) in
             zip(ids, store.read("setting", ids, ("name", "value")), strict=True)}
    id, before = known.get(WORDS + table, (0, {}))
    if id:
        change.update("setting", id, {"value": {**before, **words}})
    else:
        change.add("setting", {"name": WORDS + table, "value": dict(words)})
