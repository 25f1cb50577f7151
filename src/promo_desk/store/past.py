"""The past of records: what the entries of the history say stood at a change.

An added record's entry holds all of it, an edit's what differed, a deletion's all of it again. The automatic fields
are not kept there, for the entries tell them: a version is the number of entries that wrote the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from promo_desk.records import decode
from promo_desk.store.faults import StaleEdit
from promo_desk.store.shape import Shape, shape, stored_moment
from promo_desk.store.tables import CHANGE, ENTRY
from promo_desk.store.writer import batches

Point = int | datetime | date
"""A point in the history: after the change of a number, or of a moment (aware), or at the end of a day (here)."""


class Raw(NamedTuple):
    """An entry as it is stored."""

    seq: int
    change: int
    kind: str
    id: int
    op: str
    old: str | None
    new: str | None


def bound(connection: Connection, point: Point) -> int:
    """The last ``seq`` that had been written at that point."""
    query = select(func.max(CHANGE.c.last_entry))
    if isinstance(point, int):
        return connection.scalar(query.where(CHANGE.c.number <= point)) or 0
    return connection.scalar(query.where(CHANGE.c.at <= moment_of(point))) or 0


def moment_of(point: datetime | date) -> str:
    """A moment as stored; of a day its last, by the clock of this place."""
    if isinstance(point, datetime):
        if point.tzinfo is None:
            raise ValueError("a moment without its time zone")
        return stored_moment(point)
    after = datetime.combine(point + timedelta(days=1), time.min).astimezone()
    return stored_moment(after - timedelta(microseconds=1))


def entries_of(connection: Connection, kind: str, id: int, until: int) -> list[Raw]:
    """The entries of one record, oldest first, up to a ``seq``."""
    rows = connection.execute(select(ENTRY).where(ENTRY.c.kind == kind, ENTRY.c.id == id, ENTRY.c.seq <= until)
                              .order_by(ENTRY.c.seq))
    return [Raw(*row) for row in rows]


def replayed(entries: Iterable[Raw]) -> dict[str, Any] | None:
    """The columns of a record after these entries, as far as they are filled; None where it is not there.

    Beside them ``version`` and, as the numbers of changes, ``created`` and ``changed``.
    """
    state: dict[str, Any] = {}
    there, version, created, changed = False, 0, 0, 0
    for entry in entries:
        if entry.op == "delete":
            there, state = False, {}
            continue
        state = {**(state if entry.op == "edit" else {}), **json.loads(entry.new or "{}")}
        there, version, changed = True, version + 1, entry.change
        created = created or entry.change
    return {**state, "version": version, "created": created, "changed": changed} if there else None


def row_at(connection: Connection, kind: str, id: int, until: int) -> dict[str, Any] | None:
    """Every column of a record as of a ``seq``, the automatic ones too."""
    state = replayed(entries_of(connection, kind, id, until))
    if state is None:
        return None
    headings = {row.number: row for row in connection.execute(
        select(CHANGE.c.number, CHANGE.c.at, CHANGE.c.who)
        .where(CHANGE.c.number.in_((state["created"], state["changed"]))))}
    return {**state, "id": id, **_stamp("created", headings.get(state["created"])),
            **_stamp("changed", headings.get(state["changed"]))}


def _stamp(name: str, heading: Any) -> dict[str, Any]:
    return {f"{name}_at": heading.at, f"{name}_by": heading.who} if heading else {}


def ids_at(connection: Connection, kind: str, until: int) -> list[int]:
    """The records of a kind that were there as of a ``seq``: today's, turned back by what came and went since."""
    there = set(connection.scalars(select(shape(kind).table.c.id)))
    for entry in connection.execute(
            select(ENTRY.c.id, ENTRY.c.op).where(ENTRY.c.kind == kind, ENTRY.c.seq > until, ENTRY.c.op != "edit")
            .order_by(ENTRY.c.seq.desc())):
        (there.discard if entry.op == "add" else there.add)(entry.id)
    return sorted(there)


def rows_at(connection: Connection, kind: str, ids: Sequence[int], until: int) -> dict[int, dict[str, Any]]:
    """The columns (but the automatic ones) of many records as of a ``seq``: today's, turned back entry by entry.

    As fast as what has happened since is little; records that were not there are not in the answer.
    """
    form = shape(kind)
    rows: dict[int, dict[str, Any] | None] = dict.fromkeys(ids)
    columns = [form.table.c[column] for column in ("id", *form.columns)]
    for some in batches(ids):
        for row in connection.execute(select(*columns).where(form.table.c.id.in_(_numbers(some)))):
            rows[row[0]] = dict(zip(form.columns, row[1:], strict=True))
        for entry in _since(connection, kind, _numbers(some), until):
            rows[entry.id] = turned_back(rows[entry.id], entry)
    return {id: row for id, row in rows.items() if row is not None}


def turned_back(row: Mapping[str, Any] | None, entry: Raw) -> dict[str, Any] | None:
    """The row before that entry."""
    if entry.op == "add":
        return None
    return {**(row or {}), **json.loads(entry.old or "{}")}


def _since(connection: Connection, kind: str, ids: Sequence[int], until: int) -> Iterable[Raw]:
    query = (select(ENTRY).where(ENTRY.c.kind == kind, ENTRY.c.id.in_(ids), ENTRY.c.seq > until)
             .order_by(ENTRY.c.seq.desc()))
    return (Raw(*row) for row in connection.execute(query))


def _numbers(listed: str) -> list[int]:
    return list(map(int, listed.split(",")))


def stale(connection: Connection, form: Shape, state: Mapping[str, Any], seen: int,
          wanted: Mapping[str, Any]) -> StaleEdit:
    """The answer to an edit that saw an older version: what it saw, what stands, and who was faster."""
    entries = entries_of(connection, form.kind, state["id"], 1 << 62)
    writes = [n for n, entry in enumerate(entries, 1) if entry.op != "delete"]
    saw = replayed(entries[:writes[seen - 1]]) if 0 < seen <= len(writes) else None
    at = decode(form.fields["changed_at"], (state["changed_at"],))
    return StaleEdit(form.kind, state["id"], seen, state["version"], form.values(saw or {}, wanted),
                     form.values(dict(state), wanted), dict(wanted), state["changed_by"], at)
