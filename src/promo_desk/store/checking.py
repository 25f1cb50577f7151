"""Proving a database: its pages, its links, its triggers, and that the history tells the records as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from promo_desk.fields.message import Message
from promo_desk.records import kinds, link_targets, record
from promo_desk.store import triggers
from promo_desk.store.past import Raw, replayed
from promo_desk.store.shape import Shape, shape
from promo_desk.store.tables import CHANGE, ENTRY, OPEN_CHANGE

_MOST = 20
"""Faults of one sort that are named; a damaged file has thousands."""


def check(connection: Connection) -> list[Message]:
    """Everything that is wrong with the database; an empty list for a sound one."""
    found = list(_pages(connection))
    if not found:
        found = [*_links(connection), *_triggers(connection), *_leftovers(connection), *_history(connection)]
    return found


def _pages(connection: Connection) -> Iterator[Message]:
    """What SQLite itself finds; a server looks after its own pages."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
            if line != "ok":
                yield Message("The file is damaged: {detail}", {"detail": line})


def _links(connection: Connection) -> Iterator[Message]:
    """Links to records that are not there; a server does not let one-kind links come to that."""
    for kind in kinds():
        form = shape(kind)
        for field in form.links:
            for target in link_targets(field):
                yield from _dangling(connection, form, field.columns, target)


def _dangling(connection: Connection, form: Shape, columns: tuple[str, ...], target: str) -> Iterator[Message]:
    table, other = form.table, shape(target).table.alias()
    id = table.c[columns[-1]]
    query = select(table.c.id, id).where(id.is_not(None), ~select(other.c.id).where(other.c.id == id).exists())
    if len(columns) == 2:
        query = query.where(table.c[columns[0]] == target)
    for own, missing in connection.execute(query.limit(_MOST)):
        yield Message("{kind} {id} links to {target} {missing}, which is not there.",
                      {"kind": _word(form.kind), "id": own, "target": _word(target), "missing": missing})


def _triggers(connection: Connection) -> Iterator[Message]:
    if not triggers.whole(connection):
        yield Message("The history is not being written: triggers are missing. Run promo-desk migrate.")


def _leftovers(connection: Connection) -> Iterator[Message]:
    if connection.scalar(select(OPEN_CHANGE.c.number)) is not None:
        yield Message("A change was left open.")
    for number in connection.scalars(select(ENTRY.c.change).distinct().where(
            ENTRY.c.change.not_in(select(CHANGE.c.number))).limit(_MOST)):
        yield Message("Change {number} has no heading.", {"number": number})


def _history(connection: Connection) -> Iterator[Message]:
    """Replay the entries of every record, and compare with the record."""
    for kind in kinds():
        faults = 0
        for id, told, stands in _both(connection, kind):
            if not _agree(shape(kind), told, stands) and faults < _MOST:
                faults += 1
                yield Message("{kind} {id} is not as its history tells.", {"kind": _word(kind), "id": id})


def _both(connection: Connection, kind: str) -> Iterator[tuple[int, dict[str, Any] | None, dict[str, Any] | None]]:
    """(id, what the history tells, what stands) for every record that is or was."""
    form = shape(kind)
    entries = connection.execute(select(ENTRY).where(ENTRY.c.kind == kind).order_by(ENTRY.c.id, ENTRY.c.seq),
                                 execution_options={"stream_results": True})
    stands = {row[0]: row for row in connection.execute(select(form.table.c.id, form.table.c.version, *(
        form.table.c[column] for column in form.columns)))}
    names = ("id", "version", *form.columns)
    for id, own in groupby((Raw(*row) for row in entries), key=lambda entry: entry.id):
        row = stands.pop(id, None)
        yield id, replayed(own), dict(zip(names, row, strict=True)) if row is not None else None
    for id, row in stands.items():
        yield id, None, dict(zip(names, row, strict=True))


def _agree(form: Shape, told: dict[str, Any] | None, stands: dict[str, Any] | None) -> bool:
    if told is None or stands is None:
        return told is stands
    return all(told.get(column) == stands[column] for column in ("version", *form.columns))


def _word(kind: str) -> Message:
    return Message(record(kind).__words__[0])
