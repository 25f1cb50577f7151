"""A change as a whole: what each record was before it and after it, however often the change wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from promo_desk.store.tables import ENTRY
from promo_desk.store.writer import batches

Row = dict[str, Any]
Key = tuple[str, int]


@dataclass(slots=True)
class Step:
    """What a change did to one record. Of an edited record the rows hold what differed, else all that was filled."""

    was: bool
    """Whether the record was there before."""
    is_: bool
    """Whether it was there afterwards."""
    before: Row
    after: Row


def steps(connection: Connection, first: int, last: int) -> dict[Key, Step]:
    """What the entries from ``first`` to ``last`` did, by record."""
    done: dict[Key, Step] = {}
    for kind, id, op, old, new in connection.execute(
            select(ENTRY.c.kind, ENTRY.c.id, ENTRY.c.op, ENTRY.c.old, ENTRY.c.new)
            .where(ENTRY.c.seq.between(first, last)).order_by(ENTRY.c.seq)):
        step = done.get((kind, id))
        before, after = json.loads(old or "{}"), json.loads(new or "{}")
        if step is None:
            done[kind, id] = Step(op != "add", op != "delete", before, after)
        else:
            _fold(step, op, before, after)
    return {key: step for key, step in done.items() if step.was or step.is_}


def _fold(step: Step, op: str, before: Row, after: Row) -> None:
    """Take in a further entry of the same record."""
    if step.is_ and step.was:
        step.before = {**before, **step.before}
    step.is_ = op != "delete"
    step.after = {**step.after, **after} if op == "edit" else after


def touched_since(connection: Connection, ids: dict[str, list[int]], last: int) -> set[Key]:
    """Those of the records that have entries after ``last``."""
    return {(row[0], row[1]) for kind, wanted in ids.items() for row in _later(connection, kind, wanted, last)}


def _later(connection: Connection, kind: str, ids: list[int], last: int) -> Iterator[Any]:
    newest = connection.scalar(select(ENTRY.c.seq).order_by(ENTRY.c.seq.desc()).limit(1)) or 0
    if newest <= last:
        return
    for some in batches(ids):
        yield from connection.exec_driver_sql(
            f"SELECT DISTINCT kind, id FROM entry WHERE kind = '{kind}' AND id IN ({some}) AND seq > {last}")

