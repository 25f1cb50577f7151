"""The names of records, resolved in one query per kind, also where a record is named by one it links to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from promo_desk.fields.kinds import Ref
from promo_desk.records import name_fields, show_name
from promo_desk.store.dialects import quoted
from promo_desk.store.shape import shape
from promo_desk.store.writer import batches

_DEPTH = 3
"""A condition is named by its commitment, a tenancy by its company: deeper than this nothing is named."""


def names_of(connection: Connection, kind: str, ids: Sequence[int], language: str,
             depth: int = _DEPTH) -> dict[int, str]:
    """The names by id; a record that is not there is not in the answer."""
    form, keys = shape(kind), name_fields(kind)
    columns = form.columns_of(keys)
    rows = {row[0]: dict(zip(columns, row[1:], strict=True)) for some in batches(ids) for row in
            connection.exec_driver_sql(f'SELECT {quoted(("id", *columns))} FROM "{kind}" WHERE id IN ({some})')}
    values = {id: form.values(row, keys) for id, row in rows.items()}
    if depth and any(form.fields[key].kind.name == "link" for key in keys):
        _name_links(connection, values, language, depth - 1)
    return {id: show_name(kind, {**values[id], "id": id}, language) for id in ids if id in values}


def _name_links(connection: Connection, values: dict[int, dict[str, Any]], language: str, depth: int) -> None:
    named = named_refs(connection, (value for row in values.values() for value in row.values()), language, depth)
    for row in values.values():
        row.update({key: named[value] for key, value in row.items() if isinstance(value, Ref)})


def named_refs(connection: Connection, values: Iterable[Any], language: str, depth: int = _DEPTH) -> dict[Ref, Ref]:
    """Every link among the values, with its name."""
    wanted: dict[str, set[int]] = {}
    for value in values:
        if isinstance(value, Ref):
            wanted.setdefault(value.kind, set()).add(value.id)
    return {Ref(kind, id): Ref(kind, id, names.get(id, "")) for kind, ids in wanted.items()
            for names in (names_of(connection, kind, sorted(ids), language, depth),) for id in ids}


def shared_names(connection: Connection, kind: str, keys: Sequence[str]) -> set[str]:
    """The names (texts of these fields, letter by letter) that several records of a kind bear."""
    each = " UNION ALL ".join(f'SELECT id, {quoted((key,))} AS called FROM "{kind}"' for key in keys)
    asked = (f"SELECT called FROM ({each}) AS names WHERE called IS NOT NULL GROUP BY called "
             "HAVING MIN(id) <> MAX(id)")
    return {name for (name,) in connection.exec_driver_sql(asked)}
