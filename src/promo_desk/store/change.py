"""An open change, as those who write see it: values by key, one record or many at once.

    with store.change("Import 签约项目台账.xlsx", source={"file": "签约项目台账.xlsx"}) as change:
        ids = change.add_many("company", ("name", "sector"), rows, origins=[("Sheet1", 5), ...])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref
from promo_desk.fields.message import WorldFault
from promo_desk.records import encode
from promo_desk.store.deletion import Links, delete
from promo_desk.store.faults import DANGLING, Missing
from promo_desk.store.lane import Work
from promo_desk.store.past import stale
from promo_desk.store.pointing import pointing
from promo_desk.store.shape import Shape, encoded_columns, pointers, shape
from promo_desk.store.tables import CHANGE_COLUMN, CHANGE_ORIGIN
from promo_desk.store.writer import BATCH

Origin = tuple[str, int]
"""Where a record came from: the sheet's name and the row's number, as Excel counts."""
Progress = Callable[[int, int], None]
"""Called with (rows done, rows in all) after each batch; may raise :class:`~promo_desk.store.faults.Cancelled`."""


class Change:
    """What ``store.change`` gives. Reads of the same thread see what it has written."""

    def __init__(self, work: Work) -> None:
        self.number = work.number
        self._work = work
        self._writer = work.writer
        self._linked: dict[str, set[int]] = {}
        work.after.append(self._check_links)

    def add(self, kind: str, values: Mapping[str, Any]) -> int:
        """Make a record and give its id. A required field that is not given is an error of ours (IntegrityError)."""
        return self.add_many(kind, tuple(values), [tuple(values.values())])[0]

    def add_many(self, kind: str, keys: Sequence[str], rows: Sequence[Sequence[Any]],
                 origins: Sequence[Origin] | None = None, progress: Progress | None = None) -> range:
        """Make many records, at the driver's speed. ``rows`` hold the values of ``keys``, in that order."""
        form = shape(kind)
        fields = [form.writable(key) for key in keys]
        ids = self._writer.new_ids(kind, len(rows))
        for first in range(0, len(rows), BATCH):
            some = rows[first:first + BATCH]
            self._note_links(fields, some)
            columns = encoded_columns(fields, some)
            self._writer.insert(kind, ("id", *form.columns_of(keys)),
                                list(zip(ids[first:first + BATCH], *columns, strict=True)))
            _tell(progress, first + len(some), len(rows))
        self._keep_origins(kind, ids, origins, progress)
        return ids

    def update(self, kind: str, id: int, values: Mapping[str, Any], version: int | None = None) -> bool:
        """Edit a record; whether anything differed. ``version`` is the one the editor saw.

        Raises Missing, and StaleEdit where the record has a newer version by now; then nothing is written.
        """
        form = shape(kind)
        fields = [form.writable(key) for key in values]
        state = self._writer.state(kind, id)
        if state is None:
            raise Missing(kind, id)
        if version is not None and state["version"] != version:
            raise stale(self._writer.connection, form, state, version, values)
        self._note_links(fields, [tuple(values.values())])
        return self._write_differing(form, id, state, values)

    def update_many(self, kind: str, keys: Sequence[str], ids: Sequence[int], rows: Sequence[Sequence[Any]],
                    origins: Sequence[Origin] | None = None, progress: Progress | None = None) -> None:
        """Edit the same fields of many records, at the driver's speed; rows that stand so already stay untouched.

        Raises Missing for the first id that is not there.
        """
        form = shape(kind)
        fields = [form.writable(key) for key in keys]
        self._must_be_there(kind, ids)
        for first in range(0, len(rows) if keys else 0, BATCH):
            some = rows[first:first + BATCH]
            self._note_links(fields, some)
            columns = encoded_columns(fields, some)
            self._writer.update(kind, form.columns_of(keys), list(zip(*columns, ids[first:first + BATCH], strict=True)))
            _tell(progress, first + len(some), len(rows))
        self._keep_origins(kind, ids, origins, progress)

    def delete(self, kind: str, id: int, links: Links = "refuse", version: int | None = None) -> None:
        """Delete a record with its parts (an agreement with its commitments).

        Where other records link to it: ``refuse`` raises a WorldFault that counts them; ``clear`` empties those
        links, and refuses only for records that cannot be without it. All of it is undone together.
        """
        state = self._writer.state(kind, id)
        if state is None:
            raise Missing(kind, id)
        if version is not None and state["version"] != version:
            raise stale(self._writer.connection, shape(kind), state, version, {})
        delete(self._writer, kind, [id], links)

    def delete_many(self, kind: str, ids: Sequence[int], links: Links = "refuse") -> None:
        """Delete many records at once; links among them do not stand in the way."""
        self._must_be_there(kind, ids)
        delete(self._writer, kind, ids, links)

    def column_map(self, sheet: str, columns: Mapping[str, str]) -> None:
        """Which column of the sheet fed which field: ``{"project.total_investment": "C"}``, "C+D" where two did.
        Births name the cell."""
        self._insert_many(CHANGE_COLUMN, [{"change": self.number, "sheet": sheet, "field": path, "letters": letters}
                                          for path, letters in columns.items()])

    def cells(self, kind: str, told: Iterable[tuple[int, str, str, str]]) -> None:
        """Where single values come from that the column map does not tell: (id, key, sheet, "C17")."""
        rows = [(self.number, kind, *each) for each in told]
        if rows:
            columns = ("change", "kind", "id", "field", "sheet", "cell")
            self._writer.dialect.insert(self._writer.connection, "change_cell", columns, rows)

    def _write_differing(self, form: Shape, id: int, state: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
        wanted = {column: part for key, value in values.items()
                  for column, part in zip(form.fields[key].columns, encode(form.fields[key], value), strict=True)}
        differing = {column: part for column, part in wanted.items() if state[column] != part}
        if differing:
            self._writer.update(form.kind, tuple(differing), [(*differing.values(), id)])
        return bool(differing)

    def _must_be_there(self, kind: str, ids: Sequence[int]) -> None:
        there = self._writer.there(kind, ids)
        for id in ids:
            if id not in there:
                raise Missing(kind, id)

    def _keep_origins(self, kind: str, ids: Sequence[int], origins: Sequence[Origin] | None,
                      progress: Progress | None) -> None:
        """The first origin told of a record is kept."""
        if origins is None:
            return
        known = set(self._writer.connection.scalars(
            select(CHANGE_ORIGIN.c.id).where(CHANGE_ORIGIN.c.change == self.number, CHANGE_ORIGIN.c.kind == kind)))
        columns = ("change", "kind", "id", "sheet", "row")
        for first in range(0, len(ids), BATCH):
            some = ids[first:first + BATCH]
            new = {id: origin for id, origin in zip(some[::-1], origins[first:first + BATCH][::-1], strict=True)
                   if id not in known}  # backwards, so that the first one stays
            known.update(new)
            if new:
                self._writer.dialect.insert(self._writer.connection, "change_origin", columns, [
                    (self.number, kind, id, *new[id]) for id in sorted(new)])
            _tell(progress, len(ids), len(ids))

    def _insert_many(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._writer.connection.execute(insert(table), rows)

    def _note_links(self, fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> None:
        """Remember links of several kinds: the database itself checks only those of one kind."""
        for n, field in enumerate(fields):
            if len(field.columns) == 2 and field.kind.name == "link":
                for value in (row[n] for row in rows):
                    if isinstance(value, Ref):
                        self._linked.setdefault(value.kind, set()).add(value.id)

    def _check_links(self) -> None:
        for kind, ids in self._linked.items():
            missing = ids - self._writer.there(kind, sorted(ids))
            if missing and any(any(pointing(self._writer.connection, pointer, kind, missing))
                               for pointer in pointers(kind) if pointer.kind_column):
                raise WorldFault(DANGLING.msgid)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)

