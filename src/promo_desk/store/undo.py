"""Taking a change back, and making it again: from the history alone, so also weeks and restarts later.

Undo writes the opposite of what a change did as a change of its own. What somebody has changed since is compared
first: it stays, and is listed. A redo is the undo of an undo; each step names the one it takes back, and the change
that was first done.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from promo_desk.records import decode
from promo_desk.store.deletion import remove
from promo_desk.store.folding import Key, Row, Step, steps, touched_since
from promo_desk.store.names import names_of
from promo_desk.store.pointing import Doomed, from_outside, links_of
from promo_desk.store.shape import Pointer, Shape, shape
from promo_desk.store.writer import Writer


@dataclass(frozen=True)
class Left:
    """Something undo left as it is. ``key`` is the field; empty: the whole record stays, or stays away.

    ``wanted`` is what undo would have put there, ``now`` what stands (the values; of a whole record its name or None).
    """

    kind: str
    id: int
    key: str
    wanted: Any
    now: Any


@dataclass(frozen=True)
class Undone:
    """What was taken back (or made again): the change's number and label, the number of the step that did it."""

    number: int
    label: str
    left: list[Left] = field(default_factory=list)
    step: int = 0


def take_back(writer: Writer, first: int, last: int) -> list[Left]:
    """Write the opposite of the entries from ``first`` to ``last``; give what was left."""
    return _TakingBack(writer, first, last).run()


class _TakingBack:
    """One undo: what is to go, to come back and to be put back, less what must be left."""

    def __init__(self, writer: Writer, first: int, last: int) -> None:
        self._writer = writer
        self._left: list[Left] = []
        self._gone: Doomed = {}
        self._back: dict[Key, Row] = {}
        self._edits: dict[Key, Row] = {}
        self._sort_out(steps(writer.connection, first, last), last)

    def run(self) -> list[Left]:
        self._drop_dangling()
        self._write_edits()
        self._write_back()
        self._keep_linked()
        remove(self._writer, self._gone)
        return self._left

    def _sort_out(self, done: dict[Key, Step], last: int) -> None:
        ids: dict[str, list[int]] = {}
        for kind, id in done:
            ids.setdefault(kind, []).append(id)
        touched = touched_since(self._writer.connection, ids, last)
        now = self._states(touched)
        for key, step in done.items():
            self._sort(key, step, now.get(key), key in touched)

    def _states(self, keys: Collection[Key]) -> dict[Key, Row]:
        """What stands of these records, in few questions."""
        ids: dict[str, list[int]] = {}
        for kind, id in keys:
            ids.setdefault(kind, []).append(id)
        return {(kind, id): row for kind, wanted in ids.items()
                for id, row in self._writer.states(kind, sorted(wanted)).items()}

    def _sort(self, key: Key, step: Step, now: Row | None, touched: bool) -> None:
        if not step.was:
            self._sort_added(key, step, now, touched)
        elif not step.is_:
            self._sort_deleted(key, step, now)
        elif touched:
            self._sort_edited(key, step, now)
        else:
            self._edits[key] = _differing(shape(key[0]), step)

    def _sort_added(self, key: Key, step: Step, now: Row | None, touched: bool) -> None:
        if touched and now is None:
            return
        if now is not None and any(now[column] != step.after.get(column) for column in shape(key[0]).columns):
            self._leave(key)
        else:
            self._gone.setdefault(key[0], set()).add(key[1])

    def _sort_deleted(self, key: Key, step: Step, now: Row | None) -> None:
        if now is None:
            self._back[key] = step.before
        else:
            self._leave(key)

    def _sort_edited(self, key: Key, step: Step, now: Row | None) -> None:
        """Field by field: what stands as the change left it is put back."""
        form = shape(key[0])
        kept = _differing(form, step)
        for name in form.keys_in(kept):
            if now is None or form.parts(name, now) != form.parts(name, step.after):
                self._leave_field(form, key[1], name, kept, now)
        if kept:
            self._edits[key] = kept

    def _leave(self, key: Key) -> None:
        self._left.append(Left(*key, "", None, self._name(key)))

    def _leave_field(self, form: Shape, id: int, name: str, kept: Row, now: Row | None) -> None:
        wanted = {**(now or {}), **kept}
        self._left.append(Left(form.kind, id, name, _value(form, name, wanted), now and _value(form, name, now)))
        for column in form.fields[name].columns:
            kept.pop(column, None)

    def _name(self, key: Key) -> str | None:
        return names_of(self._writer.connection, key[0], [key[1]], "en").get(key[1])

    def _drop_dangling(self) -> None:
        """Links to what is gone by now cannot be put back: they stay empty, or as they are."""
        while dangling := self._dangling():
            for key, pointer in dangling:
                self._drop_link(key, pointer)

    def _dangling(self) -> list[tuple[Key, Pointer]]:
        wanted: dict[Key, list[tuple[Key, Pointer]]] = {}
        for rows in (self._edits, self._back):
            for key, row in rows.items():
                for pointer in _pointers_from(key[0]):
                    if pointer.id_column in row and (target := self._target(pointer, key, row)):
                        wanted.setdefault(target, []).append((key, pointer))
        there = self._there({target for target in wanted if target not in self._back})
        return [each for target, found in wanted.items() if target not in self._back and target not in there
                for each in found]

    def _target(self, pointer: Pointer, key: Key, row: Row) -> Key | None:
        if pointer.kind_column and pointer.kind_column not in row and key in self._edits:
            row = {**(self._writer.state(*key) or {}), **row}
        return links_of(pointer, row)

    def _there(self, keys: set[Key]) -> set[Key]:
        kinds = {kind for kind, _ in keys}
        return {(kind, id) for kind in kinds
                for id in self._writer.there(kind, sorted(id for each, id in keys if each == kind))}

    def _drop_link(self, key: Key, pointer: Pointer) -> None:
        row = self._back.get(key, self._edits.get(key))
        if row is None:  # dropped already, for another of its links
            return
        if key in self._back and pointer.field.required:
            del self._back[key]
            self._left.append(Left(*key, "", None, None))
        else:
            self._leave_field(pointer.shape, key[1], pointer.field.key, row, self._writer.state(*key))

    def _write_edits(self) -> None:
        groups: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        for (kind, id), row in self._edits.items():
            if row:
                groups.setdefault((kind, tuple(row)), []).append((*row.values(), id))
        for (kind, columns), rows in groups.items():
            self._writer.update(kind, columns, rows)

    def _write_back(self) -> None:
        by_kind: dict[str, dict[int, Row]] = {}
        for (kind, id), row in self._back.items():
            by_kind.setdefault(kind, {})[id] = row
        for kind, rows in by_kind.items():
            columns = shape(kind).columns
            self._writer.bring_back(kind, columns, [(id, *map(row.get, columns)) for id, row in rows.items()])

    def _keep_linked(self) -> None:
        """What others link to by now stays, and what it links to, and so on."""
        while staying := {(kind, id) for _, _, kind, id in from_outside(self._writer.connection, self._gone)}:
            for key in staying:
                self._gone[key[0]].discard(key[1])
                self._leave(key)


def _pointers_from(kind: str) -> list[Pointer]:
    form = shape(kind)
    return [Pointer(form, each) for each in form.links]


def _differing(form: Shape, step: Step) -> Row:
    """What an edit must put back: every part of each field of which any part differs."""
    keys = (key for key in form.keys_in((*step.before, *step.after))
            if form.parts(key, step.before) != form.parts(key, step.after))
    return {column: step.before.get(column) for key in keys for column in form.fields[key].columns}


def _value(form: Shape, key: str, row: Row) -> Any:
    return decode(form.fields[key], form.parts(key, row))
