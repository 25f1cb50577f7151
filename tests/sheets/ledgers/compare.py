"""A plan and an office against the truth: every difference as one line, so that a failing test reads like a list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ledgers.truth import Asked, Truth, Values
from promo_desk.fields.kinds import Ref
from promo_desk.records import fields_of, kinds, name_fields
from promo_desk.sheets.plan import Plan, Question
from promo_desk.store import Store

Line = str
HISTORY = ("alembic_version", "change", "change_column", "change_origin", "change_cell", "entry", "open_change",
           "office")
EDITED = ("version", "changed_at", "changed_by")


def shape_differences(plan: Plan, truth: Truth) -> list[Line]:
    """What the rows are taken for, which are none, which sheets stay out."""
    kinds_found = {sheet.key: sheet.kind for sheet in plan.sheets if sheet.taken and sheet.kind}
    out = {f"{sheet.key}!{each.row}": each.reason for sheet in plan.sheets if sheet.taken and sheet.kind
           for each in sheet.shape.not_records if each.reason != "blank"}
    untaken = {sheet.key for sheet in plan.sheets if not (sheet.taken and sheet.kind)}
    twice = {f"{sheet.key}!{row}" for sheet in plan.sheets
             for row, verdict in zip(sheet.rows, sheet.verdicts, strict=True) if verdict == "duplicate"}
    return [*_differ("rows are", dict(truth.kinds), kinds_found), *_differ("no record", dict(truth.out), out),
            *_differ("left out", dict.fromkeys(truth.left, True), dict.fromkeys(untaken, True)),
            *_differ("said twice", dict.fromkeys(truth.twice, True), dict.fromkeys(twice, True))]


def _differ(what: str, wanted: dict[str, Any], found: dict[str, Any]) -> list[Line]:
    return [f"{key}: {what}: expected {wanted.get(key)!r}, got {found.get(key)!r}"
            for key in sorted({*wanted, *found}) if wanted.get(key) != found.get(key)]


def question_differences(plan: Plan, truth: Truth) -> list[Line]:
    """The questions must be exactly the true ones, each asked once for all its cells."""
    wanted = {(each.path, str(each.raw)): (each.kind, sorted(each.cells)) for each in truth.asked}
    found = {(each.path, str(each.raw)): (each.about, _cells(each)) for each in plan.asked}
    said = {(each.path, str(each.raw)): each.message.text("en") for each in plan.asked}
    lines = [f"{path} {raw!r}: asked: expected {wanted.get((path, raw))}, got {found.get((path, raw))} "
             f"{said.get((path, raw), '')}" for path, raw in sorted({*wanted, *found})
             if wanted.get((path, raw)) != found.get((path, raw))]
    asking = {cell for each in plan.asked for cell in _cells(each)}
    return [*lines, *_held_for_nothing(plan, asking)]


def _cells(question: Question) -> list[str]:
    return sorted(f"{key}!{cell}" for key, cell in question.cells)


def _held_for_nothing(plan: Plan, asking: set[str]) -> Iterable[Line]:
    """Rows that wait although nothing that can be answered is asked of them."""
    for sheet in plan.sheets:
        for row in sorted(sheet.held):
            if not any(cell.startswith(f"{sheet.key}!") and cell.rstrip("0123456789") + str(row) == cell
                       for cell in asking):
                said = "; ".join(note.cell + " " + note.message.text("en") for note in sheet.notes.get(row, ()))
                yield f"{sheet.key}!{row}: held back without a question: {said}"


def answered(plan: Plan, asked: Sequence[Asked]) -> Plan:
    """The plan's options with the true answers; a question that should not be there stays open."""
    told = {(each.path, str(each.raw)): each.answer for each in asked}
    for question in plan.asked:
        if (question.path, str(question.raw)) in told:
            plan.options = plan.answer(question, told[question.path, str(question.raw)])
    return plan


def record_differences(store: Store, truth: Truth) -> list[Line]:
    """No record missing, none too many, every value exact."""
    lines: list[Line] = []
    for kind in kinds():
        if kind in ("setting", "import_profile"):
            continue
        wanted = [*truth.records.get(kind, ()), *({name_fields(kind)[0]: name} for name in truth.names.get(kind, ()))]
        lines += _kind_differences(store, kind, wanted)
    return lines


def _kind_differences(store: Store, kind: str, wanted: list[Values]) -> list[Line]:
    found = _read(store, kind)
    lines, open_ones = [], []
    for each in wanted:
        exact = next((one for one in found if all(one[key] == value for key, value in each.items())), None)
        if exact is not None:
            found.remove(exact)
        else:
            open_ones.append(each)
    for each in open_ones:
        near = max(found, key=partial(_alike, each), default=None)
        if near is None or not _alike(each, near)[1]:
            lines.append(f"{kind}: missing: {each}")
            continue
        found.remove(near)
        name = next(iter(each.values()))
        lines += [f"{kind} {name!r}.{key}: expected {value!r}, got {near[key]!r}"
                  for key, value in each.items() if near[key] != value]
    return lines + [f"{kind}: too many: { {key: value for key, value in one.items() if value not in (None, False)} }"
                    for one in found]


def _alike(each: Values, one: Values) -> tuple[bool, int]:
    first = next(iter(each))
    return one[first] == each[first], sum(one[key] == value for key, value in each.items())


def _read(store: Store, kind: str) -> list[Values]:
    keys = [key for key, field in fields_of(kind).items() if field.writable]
    names: dict[tuple[str, int], str] = {}

    def plain(value: Any) -> Any:
        if not isinstance(value, Ref):
            return value or None if isinstance(value, (str, tuple)) else value
        place = (value.kind, value.id)
        if place not in names:
            names[place] = store.get(value.kind, value.id)[name_fields(value.kind)[0]] or ""
        return names[place]

    return [{key: plain(value) for key, value in zip(keys, row, strict=True)}
            for row in store.read(kind, list(store.ids(kind)), keys)]


def dump(database: Path | None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those of the history, to the bit; aside what counts and dates the edits of a row,
    which is history too: an undone edit is the third state of a row, not its first."""
    assert database is not None
    with sqlite3.connect(database) as opened:
        listed = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        names = [name for (name,) in listed]
        kept = [name for name in names if name not in HISTORY and not name.startswith(("search", "sqlite_"))]
        return {name: _rows(opened, name) for name in kept}


def _rows(opened: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = [name for _, name, *_ in opened.execute(f'PRAGMA table_info("{table}")') if name not in EDITED]
    listed = ", ".join(f'"{name}"' for name in columns)
    return sorted(opened.execute(f'SELECT {listed} FROM "{table}"').fetchall(), key=repr)
