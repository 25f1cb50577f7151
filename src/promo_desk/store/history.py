"""The history as people read it: what changed, field by field, when, by whom, and where a value was born."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, func, or_, select

from promo_desk.fields.kinds import Ref
from promo_desk.fields.words import say
from promo_desk.store.names import named_refs
from promo_desk.store.past import Point, bound, moment_of
from promo_desk.store.pointing import pointing
from promo_desk.store.shape import Pointer, pointers, shape
from promo_desk.store.tables import CHANGE, CHANGE_CELL, CHANGE_COLUMN, CHANGE_ORIGIN, ENTRY

Op = Literal["add", "edit", "delete"]


@dataclass(frozen=True)
class ChangeInfo:
    """A change as a whole."""

    number: int
    label: str
    at: datetime
    who: str
    why: str
    source: dict[str, Any] | None
    """Of an import: ``file`` and what else its caller gave."""
    step: Literal["do", "aside", "undo", "redo"]
    root: int
    """The change that was first done; itself but for undo and redo."""
    undone_by: int | None
    """The step that took it back, if it does not stand."""
    rows: int
    """How many writes of records it holds."""

    def told(self, language: str) -> str:
        """What was done, as a line of a list: its label, and that it was taken back or made again."""
        if self.step == "undo":
            return say("Undo: {label}", language, label=self.label)
        return say("Redo: {label}", language, label=self.label) if self.step == "redo" else self.label


@dataclass(frozen=True)
class Origin:
    """Where the row came from."""

    sheet: str
    row: int


@dataclass(frozen=True)
class Entry:
    """What a change did to one record: the values that differ, by key; None for what was not there."""

    change: ChangeInfo
    kind: str
    id: int
    op: Op
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    origin: Origin | None


@dataclass(frozen=True)
class Birth:
    """Where a value comes from: the change that wrote it, and of an import the file, the sheet and the cell.

    ``cell`` is "F12" where the import told its columns, "12" (the row) where it did not, empty for a typed value.
    """

    change: int
    label: str
    who: str
    at: datetime
    file: str = ""
    sheet: str = ""
    cell: str = ""


def changes(connection: Connection, since: Point | None, limit: int | None) -> list[ChangeInfo]:
    """The changes, newest first; ``since``: after that change, moment, or from that day on."""
    query = _heading().order_by(CHANGE.c.number.desc()).limit(limit)
    return [_info(row) for row in connection.execute(_after(query, since))]


def change(connection: Connection, number: int) -> ChangeInfo | None:
    row = connection.execute(_heading().where(CHANGE.c.number == number)).first()
    return _info(row) if row else None


def history(connection: Connection, kind: str | None, id: int | None, since: Point | None, limit: int | None,
            language: str) -> list[Entry]:
    """What was done to a record (or to a kind, or to all), newest first."""
    query = select(ENTRY)
    query = query if kind is None else query.where(ENTRY.c.kind == kind)
    query = query if id is None else query.where(ENTRY.c.id == id)
    query = query if since is None else query.where(ENTRY.c.seq > _before(connection, since))
    return _entries(connection, query.order_by(ENTRY.c.seq.desc()).limit(limit), language)


def of_change(connection: Connection, number: int, limit: int | None, language: str) -> list[Entry]:
    """What a change did, in its order."""
    query = select(CHANGE.c.first_entry, CHANGE.c.last_entry).where(CHANGE.c.number == number)
    ends = connection.execute(query).first()
    if ends is None:
        return []
    return _entries(connection, select(ENTRY).where(ENTRY.c.seq.between(*ends)).order_by(ENTRY.c.seq).limit(limit),
                    language)


def timeline(connection: Connection, kind: str, id: int, limit: int | None, language: str) -> list[Entry]:
    """What was done to a record and its parts, and which records came to link to it, newest first."""
    chosen = [and_(ENTRY.c.kind == kind, ENTRY.c.id == id)]
    for pointer in pointers(kind):
        linking = [other for other, _ in pointing(connection, pointer, kind, {id})]
        mine = and_(ENTRY.c.kind == pointer.shape.kind, ENTRY.c.id.in_(linking))
        if linking:
            chosen.append(mine if pointer.is_part else and_(mine, _links_to(pointer, id)))
    return _entries(connection, select(ENTRY).where(or_(*chosen)).order_by(ENTRY.c.seq.desc()).limit(limit), language)


def _links_to(pointer: Pointer, id: int) -> ColumnElement[bool]:
    """Whether an entry made the link; SQLite and PostgreSQL print JSON with and without a blank."""
    return or_(*(ENTRY.c.new.contains(f'"{pointer.id_column}":{blank}{id}{end}', autoescape=True)
                 for blank in ("", " ") for end in (",", "}")))


def birth(connection: Connection, kind: str, id: int, key: str) -> Birth | None:
    """The change that wrote the value that stands (for an automatic field the last write); None where none is.

    A value that an undo put back was born where it was first written.
    """
    form = shape(kind)
    columns = form.field(key).columns
    own = connection.execute(
        select(ENTRY).where(ENTRY.c.kind == kind, ENTRY.c.id == id).order_by(ENTRY.c.seq)).all()
    written = [(row.change, json.loads(row.new)) for row in own if row.op != "delete"]
    telling = [(number, tuple(map(new.get, columns))) for number, new in written
               if form.field(key).automatic or any(column in new for column in columns)]
    if not telling or not own or own[-1].op == "delete":
        return None
    first = next(number for number, value in telling if value == telling[-1][1])
    return _birth(connection, telling[-1][0] if form.field(key).automatic else _done_by(connection, first, telling),
                  kind, id, key)


def _done_by(connection: Connection, first: int, telling: Sequence[tuple[int, Any]]) -> int:
    """The write of the value that stands; for one an undo or redo put back, the first that wrote it."""
    step = connection.scalar(select(CHANGE.c.step).where(CHANGE.c.number == telling[-1][0]))
    return telling[-1][0] if step in (None, "do", "aside") else first


def _birth(connection: Connection, number: int, kind: str, id: int, key: str) -> Birth | None:
    heading = connection.execute(_heading().where(CHANGE.c.number == number)).first()
    if heading is None:
        return None
    info = _info(heading)
    sheet, cell = _cell(connection, number, kind, id, key)
    return Birth(number, info.label, info.who, info.at, str((info.source or {}).get("file", "")), sheet, cell)


def _cell(connection: Connection, number: int, kind: str, id: int, key: str) -> tuple[str, str]:
    """Sheet and cell of a value: as told of it alone, else its record's row in the column that fed the field."""
    alone = connection.execute(select(CHANGE_CELL.c.sheet, CHANGE_CELL.c.cell).where(
        CHANGE_CELL.c.change == number, CHANGE_CELL.c.kind == kind, CHANGE_CELL.c.id == id,
        CHANGE_CELL.c.field == key)).first()
    if alone is not None:
        return alone.sheet, alone.cell
    origin = _origins(connection, [(number, kind, id)]).get((number, kind, id))
    if origin is None:
        return "", ""
    letters = connection.scalar(select(CHANGE_COLUMN.c.letters).where(
        CHANGE_COLUMN.c.change == number, CHANGE_COLUMN.c.sheet == origin.sheet,
        CHANGE_COLUMN.c.field == f"{kind}.{key}")) or ""
    return origin.sheet, "+".join(f"{letter}{origin.row}" for letter in letters.split("+"))


def _before(connection: Connection, since: Point) -> int:
    """The last seq before what is asked for: after a change or a moment, or from the beginning of a day."""
    if isinstance(since, date) and not isinstance(since, datetime):
        return bound(connection, date.fromordinal(since.toordinal() - 1))
    return bound(connection, since)


def _after(query: Select[Any], since: Point | None) -> Select[Any]:
    if since is None:
        return query
    if isinstance(since, int):
        return query.where(CHANGE.c.number > since)
    is_day = not isinstance(since, datetime)
    return query.where(CHANGE.c.at > moment_of(date.fromordinal(since.toordinal() - 1) if is_day else since))


def imported(connection: Connection, sha256: str) -> ChangeInfo | None:
    """The newest change that stands and took in the file of this content."""
    query = _heading().where(CHANGE.c.step == "do", CHANGE.c.source.contains(f'"{sha256}"', autoescape=True))
    found = map(_info, connection.execute(query.order_by(CHANGE.c.number.desc())))
    return next((info for info in found
                 if info.undone_by is None and (info.source or {}).get("sha256") == sha256), None)


def _heading() -> Select[Any]:
    """Every change with the step that took it back, if it does not stand."""
    undone, done = _newest_step(("undo",)), _newest_step(("do", "aside", "redo"))
    taken_back = and_(CHANGE.c.step != "undo", undone > done)
    return select(CHANGE, case((taken_back, undone)).label("undone_by"))


def _newest_step(of: tuple[str, ...]) -> ColumnElement[Any]:
    """The number of the newest step of that sort among those of the change's root."""
    steps = CHANGE.alias()
    query = select(func.max(steps.c.number)).where(steps.c.root == CHANGE.c.root, steps.c.step.in_(of))
    return query.correlate(CHANGE).scalar_subquery()


def _info(row: Row[Any]) -> ChangeInfo:
    source = json.loads(row.source) if row.source else None
    return ChangeInfo(row.number, row.label, datetime.fromisoformat(row.at), row.who, row.why, source, row.step,
                      row.root, row.undone_by, row.rows)


def _entries(connection: Connection, query: Select[Any], language: str) -> list[Entry]:
    rows = connection.execute(query).all()
    infos = _infos(connection, {row.change for row in rows})
    origins = _origins(connection, [(row.change, row.kind, row.id) for row in rows])
    # what the open change has written so far has no heading yet, and is nobody's history
    entries = [Entry(infos[row.change], row.kind, row.id, row.op, _values(row.kind, row.old),
                                   _values(row.kind, row.new), origins.get((row.change, row.kind, row.id)))
               for row in rows if row.change in infos]
    _name(connection, entries, language)
    return entries


def _values(kind: str, stored: str | None) -> dict[str, Any] | None:
    if stored is None:
        return None
    form, row = shape(kind), json.loads(stored)
    return form.values(row, form.keys_in(row))


def _name(connection: Connection, entries: Sequence[Entry], language: str) -> None:
    """Links say the name their record has today."""
    sides = [side for entry in entries for side in (entry.old, entry.new) if side]
    named = named_refs(connection, (value for side in sides for value in side.values()), language)
    for side in sides:
        side.update({key: named[value] for key, value in side.items() if isinstance(value, Ref)})


def _infos(connection: Connection, numbers: Iterable[int]) -> dict[int, ChangeInfo]:
    wanted = sorted(numbers)
    found: dict[int, ChangeInfo] = {}
    for n in range(0, len(wanted), 500):
        rows = connection.execute(_heading().where(CHANGE.c.number.in_(wanted[n:n + 500])))
        found.update((row.number, _info(row)) for row in rows)
    return found


def _origins(connection: Connection, keys: Sequence[tuple[int, str, int]]) -> dict[tuple[int, str, int], Origin]:
    if not keys:
        return {}
    numbers = sorted({number for number, _, _ in keys})
    some_import = exists().where(CHANGE_ORIGIN.c.change.between(numbers[0], numbers[-1]))
    if not connection.scalar(select(some_import)):
        return {}
    wanted = set(keys)
    found: dict[tuple[int, str, int], Origin] = {}
    for number, kind in sorted({(number, kind) for number, kind, _ in keys}):
        ids = sorted(id for each, other, id in wanted if (each, other) == (number, kind))
        for n in range(0, len(ids), 500):
            rows = connection.execute(select(CHANGE_ORIGIN).where(
                CHANGE_ORIGIN.c.change == number, CHANGE_ORIGIN.c.kind == kind, CHANGE_ORIGIN.c.id.in_(ids[n:n + 500])))
            found.update(((row.change, row.kind, row.id), Origin(row.sheet, row.row)) for row in rows)
    return found
