"""Which change an undo or a redo means: the last that stands, or the last that was taken back.

Every step of a change has the change's number as its ``root`` and names the step it takes back; the newest step of a
root says whether the change stands. Nothing of this is kept in memory, so undo outlives a restart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from promo_desk.fields.message import WorldFault
from promo_desk.store.lane import Heading
from promo_desk.store.tables import CHANGE


@dataclass(frozen=True)
class Target:
    """The step to take back, and the heading of the change that does it."""

    number: int
    label: str
    first: int
    last: int
    heading: Heading


def to_undo(connection: Connection, number: int | None, by: str | None, who: str) -> Target:
    """The change of that number (or of which it is a step), or the last that stands (of that person)."""
    row = _newest_of(connection, number) if number is not None else _last(connection, ("do", "redo"), by)
    if row is None:
        raise WorldFault("There is nothing to take back.")
    if row.step == "undo":
        raise WorldFault("Change {number} is taken back already.", number=number)
    return _target(row, "undo", who)


def to_redo(connection: Connection, number: int | None, by: str | None, who: str) -> Target:
    """The change of that number, or the last that was taken back, if nothing new was done since."""
    row = _newest_of(connection, number) if number is not None else _last_undone(connection, by)
    if row is None or row.step != "undo":
        raise WorldFault("There is nothing to make again.")
    return _target(row, "redo", who)


def _last_undone(connection: Connection, by: str | None) -> Row[Any] | None:
    row = _last(connection, ("undo",), by)
    newest = select(func.max(CHANGE.c.number)).where(CHANGE.c.step == "do")
    newest = newest if by is None else newest.where(CHANGE.c.who == by)
    return row if row is not None and row.number > (connection.scalar(newest) or 0) else None


def _newest() -> Select[Any]:
    """The newest step of every change."""
    newest = select(func.max(CHANGE.c.number)).group_by(CHANGE.c.root)
    return select(CHANGE).where(CHANGE.c.number.in_(newest))


def _last(connection: Connection, wanted: tuple[str, ...], by: str | None) -> Row[Any] | None:
    query = _newest().where(CHANGE.c.step.in_(wanted))
    query = query if by is None else query.where(CHANGE.c.who == by)
    return connection.execute(query.order_by(CHANGE.c.number.desc()).limit(1)).first()


def _newest_of(connection: Connection, number: int) -> Row[Any] | None:
    root = connection.scalar(select(CHANGE.c.root).where(CHANGE.c.number == number))
    if root is None:
        raise WorldFault("There is no change {number}.", number=number)
    return connection.execute(
        select(CHANGE).where(CHANGE.c.root == root).order_by(CHANGE.c.number.desc()).limit(1)).first()


def _target(row: Row[Any], step: str, who: str) -> Target:
    return Target(row.root, row.label, row.first_entry, row.last_entry,
                  Heading(row.label, who=who, step=step, root=row.root, undoes=row.number))
