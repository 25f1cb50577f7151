"""Who links to whom: asked before a deletion, by undo, and by the page of a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection

from promo_desk.records import link_targets
from promo_desk.store.shape import Pointer, pointers
from promo_desk.store.writer import batches

Doomed = dict[str, set[int]]
"""Records that are about to go, by kind."""


def pointing(connection: Connection, pointer: Pointer, kind: str, ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """(id of the record that links, id it links to) for every link of that field to these records."""
    target = pointer.id_column
    of_kind = f""" AND "{pointer.kind_column}" = '{kind}'""" if pointer.kind_column else ""
    select = f'SELECT id, "{target}" FROM "{pointer.shape.kind}" WHERE "{target}"'
    for chosen in _chosen(ids):
        for row in connection.exec_driver_sql(f"{select} {chosen}{of_kind}"):
            if row[1] in ids:
                yield row[0], row[1]


def _chosen(ids: Collection[int]) -> Iterator[str]:
    """SQL that holds for the ids: what an import made is one run of numbers, and asked for as one."""
    if not ids:
        return
    low, high = min(ids), max(ids)
    if high - low < 2 * len(ids):
        yield f"BETWEEN {low} AND {high}"
        return
    yield from (f"IN ({some})" for some in batches(sorted(ids)))


def with_parts(connection: Connection, kind: str, ids: Collection[int]) -> Doomed:
    """The records and all that is part of them, at any depth."""
    found: Doomed = {kind: set(ids)}
    fresh: Doomed = {kind: set(ids)}
    while fresh:
        below: Doomed = {}
        for whole, whole_ids in fresh.items():
            for pointer in (each for each in pointers(whole) if each.is_part):
                parts = {id for id, _ in pointing(connection, pointer, whole, whole_ids)}
                below.setdefault(pointer.shape.kind, set()).update(parts - found.get(pointer.shape.kind, set()))
        fresh = {part: part_ids for part, part_ids in below.items() if part_ids}
        for part, part_ids in fresh.items():
            found.setdefault(part, set()).update(part_ids)
    return found


def from_outside(connection: Connection, doomed: Doomed) -> Iterator[tuple[Pointer, int, str, int]]:
    """(field, id of a record that stays, kind and id of the doomed record it links to)."""
    for kind, ids in doomed.items():
        for pointer in pointers(kind):
            staying = doomed.get(pointer.shape.kind, set())
            for id, target in pointing(connection, pointer, kind, ids):
                if id not in staying:
                    yield pointer, id, kind, target


def links_of(pointer: Pointer, row: dict[str, Any]) -> tuple[str, int] | None:
    """The kind and id that a stored row links to by that field."""
    id = row.get(pointer.id_column)
    if id is None:
        return None
    kind = row.get(pointer.kind_column) if pointer.kind_column else link_targets(pointer.field)[0]
    return (str(kind), int(id)) if kind else None
