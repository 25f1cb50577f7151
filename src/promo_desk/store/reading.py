"""Reading records: ids first, then rows as tuples for the ids that are looked at, then sums and links."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref
from promo_desk.records import decode
from promo_desk.store.conditions import Where, clause
from promo_desk.store.dialects import Dialect, quoted
from promo_desk.store.faults import Missing
from promo_desk.store.names import named_refs
from promo_desk.store.orders import Sort, order
from promo_desk.store.pointing import pointing
from promo_desk.store.shape import PLAIN, Shape, pointers, shape
from promo_desk.store.writer import batches


@dataclass(frozen=True)
class Linked:
    """The records of a kind that link to a record by one of their fields."""

    kind: str
    key: str
    ids: list[int]


def ids(connection: Connection, dialect: Dialect, kind: str, where: Where, sort: Sort, limit: int | None) -> array[int]:
    """The ids of the records for which every condition holds, in order."""
    form = shape(kind)
    query = _chosen(select(form.table.c.id), form, where, dialect).order_by(*order(form, sort, dialect)).limit(limit)
    return dialect.ids(connection, query)


def count(connection: Connection, dialect: Dialect, kind: str, where: Where) -> int:
    form = shape(kind)
    return connection.scalar(_chosen(select(func.count()).select_from(form.table), form, where, dialect)) or 0


def sums(connection: Connection, dialect: Dialect, kind: str, key: str, where: Where) -> list[Any]:
    """The sum of an amount, one value for each currency or unit; never added up across them. Exact."""
    form = shape(kind)
    field = form.field(key)
    amount, *unit = (form.table.c[column] for column in field.columns)
    query = select(func.sum(amount), *unit).where(amount.is_not(None)).group_by(*unit).order_by(*unit)
    rows = connection.execute(_chosen(query, form, where, dialect))
    return [decode(field, (int(row[0]), *row[1:])) for row in rows if row[0] is not None]


def tally(connection: Connection, dialect: Dialect, kind: str, key: str, where: Where) -> dict[Any, int]:
    """How many records have each value of a field; None counts the empty ones."""
    form = shape(kind)
    field = form.field(key)
    columns = [form.table.c[column] for column in field.columns]
    query = select(func.count(), *columns).group_by(*columns).order_by(func.count().desc(), *columns)
    rows = connection.execute(_chosen(query, form, where, dialect))
    return {decode(field, tuple(row[1:])): row[0] for row in rows}


def _chosen(query: Select[Any], form: Shape, where: Where, dialect: Dialect) -> Select[Any]:
    return query.where(*(clause(form, condition, dialect) for condition in where))


def read(connection: Connection, kind: str, ids: Sequence[int], keys: Sequence[str],
         language: str) -> list[tuple[Any, ...]]:
    """The values of these keys, one tuple for each id in the order of the ids; links carry their names.

    A record that is not there (any more) gives a tuple of None, so that rows and ids stay in step.
    """
    form = shape(kind)
    fields = [form.field(key) for key in keys]
    columns = form.columns_of(keys)
    found = {row[0]: row[1:] for some in batches(ids) for row in
             connection.exec_driver_sql(f'SELECT {quoted(("id", *columns))} FROM "{kind}" WHERE id IN ({some})')}
    rows = list(_decoded(fields, [found[id] for id in ids if id in found]))
    if any(field.kind.name == "link" for field in fields):
        rows = list(_with_names(connection, fields, rows, language))
    if len(rows) == len(ids):
        return rows
    decoded = iter(rows)
    return [next(decoded) if id in found else (None,) * len(keys) for id in ids]


def _decoded(fields: Sequence[Field], rows: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
    """Column by column: plain kinds are not touched. No field or no row: nothing to decode."""
    if not fields or not rows:
        return [() for _ in rows]
    columns, start = list(zip(*rows, strict=True)), 0
    made: list[Sequence[Any]] = []
    for field in fields:
        parts = columns[start:start + len(field.columns)]
        made.append(parts[0] if field.kind.name in PLAIN else
                    [decode(field, part) for part in zip(*parts, strict=True)])
        start += len(field.columns)
    return zip(*made, strict=True)


def _with_names(connection: Connection, fields: Sequence[Field], rows: Sequence[tuple[Any, ...]],
                language: str) -> Iterable[tuple[Any, ...]]:
    links = [n for n, field in enumerate(fields) if field.kind.name == "link"]
    named = named_refs(connection, (row[n] for row in rows for n in links), language)
    for row in rows:
        yield tuple(named[value] if isinstance(value, Ref) else value for value in row)


def get(connection: Connection, kind: str, id: int, language: str) -> dict[str, Any]:
    """Every stored value of a record by key. Raises Missing."""
    keys = tuple(shape(kind).fields)
    row = read(connection, kind, (id,), keys, language)[0]
    if row[keys.index("id")] is None:
        raise Missing(kind, id)
    return dict(zip(keys, row, strict=True))


def linked(connection: Connection, kind: str, id: int) -> list[Linked]:
    """What links to a record: for each field of each kind that does, the ids."""
    found = ((pointer, sorted(other for other, _ in pointing(connection, pointer, kind, {id})))
             for pointer in pointers(kind))
    return [Linked(pointer.shape.kind, pointer.field.key, ids) for pointer, ids in found if ids]

