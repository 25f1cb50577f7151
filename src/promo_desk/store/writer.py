"""Rows into tables, inside the open change: the only place that inserts, updates and deletes records.

It works on stored columns and many rows at once; the triggers write the history. :mod:`change` puts values on top of
it, :mod:`undo` the old columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from promo_desk.store.dialects import Dialect, quoted
from promo_desk.store.shape import shape

BATCH = 2000
"""Rows a statement, an id list, or a look at the cancel flag spans."""


def batches(ids: Sequence[int]) -> Iterator[str]:
    """The ids as SQL lists, ``1, 2, 3``, of at most BATCH each."""
    return (", ".join(map(str, map(int, ids[n:n + BATCH]))) for n in range(0, len(ids), BATCH))


class Writer:
    """Writes rows of records and remembers which it touched."""

    def __init__(self, connection: Connection, dialect: Dialect, at: str, who: str) -> None:
        self.connection = connection
        self.dialect = dialect
        self.at = at
        self.who = who
        self.touched: dict[str, set[int]] = {}
        self.refound: dict[str, set[int]] = {}
        """The records touched in what they are found or named by: the search index must look at them again."""
        self._next: dict[str, int] = {}

    def new_ids(self, kind: str, number: int) -> range:
        """Ids that no record of the kind ever had: the history remembers those that are gone."""
        if kind not in self._next:
            self._next[kind] = 1 + (self.connection.exec_driver_sql(
                f"SELECT max(id) FROM entry WHERE kind = '{kind}'").scalar() or 0)
        first = self._next[kind]
        self._next[kind] = first + number
        return range(first, first + number)

    def insert(self, kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """New rows; the first column is the id."""
        stamp = (1, self.at, self.who, self.at, self.who)
        self.insert_whole(kind, (*columns, "version", "created_at", "created_by", "changed_at", "changed_by"),
                          [(*row, *stamp) for row in rows])

    def insert_whole(self, kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Rows with their automatic columns; the first column is the id."""
        self.dialect.insert(self.connection, kind, columns, rows)
        self.touch(kind, [row[0] for row in rows])

    def bring_back(self, kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Deleted rows again, with their birth and a version higher than any they had; the first value is the id."""
        births = self._births(kind, [row[0] for row in rows])
        self.insert_whole(kind, ("id", *columns, "version", "created_at", "created_by", "changed_at", "changed_by"),
                          [(*row, *births[row[0]], self.at, self.who) for row in rows])

    def _births(self, kind: str, ids: Sequence[int]) -> dict[int, tuple[int, str, str]]:
        """By id: the next version, and when and by whom the record was first made."""
        query = ("SELECT e.id, e.writes + 1, c.at, c.who FROM (SELECT id, min(\"change\") AS born,"
                 " count(*) AS writes FROM entry WHERE kind = '{kind}' AND op <> 'delete' AND id IN ({some})"
                 " GROUP BY id) e LEFT JOIN change c ON c.number = e.born")
        found = {}
        for some in batches(ids):
            for row in self.connection.exec_driver_sql(query.format(kind=kind, some=some)):
                found[row[0]] = (row[1], row[2] or self.at, row[3] or self.who)
        return found

    def update(self, kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Edited rows; the last value of each is the id. A row that stands so already keeps its version."""
        self.dialect.update(self.connection, kind, columns, (self.at, self.who), rows)
        self.touch(kind, [row[-1] for row in rows], found=not shape(kind).found_by.isdisjoint(columns))

    def delete(self, kind: str, ids: Sequence[int]) -> None:
        for some in batches(ids):
            self.connection.exec_driver_sql(f'DELETE FROM "{kind}" WHERE id IN ({some})')
        self.touch(kind, ids)

    def rows(self, kind: str, ids: Sequence[int], columns: Sequence[str]) -> dict[int, tuple[Any, ...]]:
        """Stored columns by id; an id that is not there is not in the answer."""
        found: dict[int, tuple[Any, ...]] = {}
        for some in batches(ids):
            read = self.connection.exec_driver_sql(
                f'SELECT {quoted(("id", *columns))} FROM "{kind}" WHERE id IN ({some})')
            found.update((row[0], row[1:]) for row in map(tuple, read))
        return found

    def state(self, kind: str, id: int) -> dict[str, Any] | None:
        """Every column of a record by name, the automatic ones too; None where it is not there."""
        return self.states(kind, (id,)).get(id)

    def states(self, kind: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        columns = tuple(shape(kind).key_of)
        return {id: dict(zip(columns, row, strict=True)) for id, row in self.rows(kind, ids, columns).items()}

    def there(self, kind: str, ids: Sequence[int]) -> set[int]:
        """Those of the ids that are records."""
        return set(self.rows(kind, ids, ()))

    def touch(self, kind: str, ids: Sequence[int], found: bool = True) -> None:
        self.touched.setdefault(kind, set()).update(ids)
        if found:
            self.refound.setdefault(kind, set()).update(ids)

    def touched_ids(self) -> dict[str, array[int]]:
        return {kind: array("i", sorted(ids)) for kind, ids in self.touched.items() if ids}

