"""What SQLite and PostgreSQL say differently; everything else in the store is written once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, collate, func, select

WRITERS = 0x70726F6D6F
"""The advisory lock that PostgreSQL's writers take in turn."""
WAIT_MS = 5000
"""How long a writer waits for another before it says so."""
_SLICE = 1 << 16


def quoted(names: Iterable[str]) -> str:
    """Column names for SQL text, quoted: ``from`` and ``group`` are fields."""
    return ", ".join(f'"{name}"' for name in names)


class Dialect(Protocol):
    name: str

    def begin_write(self, connection: Connection) -> None:
        """Open a transaction that no other writer shares; links are checked when it ends."""

    def begin_read(self, connection: Connection) -> None:
        """Open a transaction in which every read sees one state."""

    def settle(self, connection: Connection) -> None:
        """Check what was put off until the end of the transaction; raises IntegrityError."""

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert many rows at the driver's speed."""

    def update(self, connection: Connection, table: str, columns: Sequence[str], stamp: tuple[str, str],
               rows: Sequence[Sequence[Any]]) -> None:
        """Update many rows, the last value of each being its id, and count their versions up.

        Rows that stand so already are left alone. ``stamp`` is the moment and the person.
        """

    def ids(self, connection: Connection, chosen: Select[Any]) -> array[int]:
        """The ids of a select of one column, without an object per row."""

    def like(self, column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
        """Whether the text is like the pattern (escape: backslash), case aside for Latin letters."""

    def folded(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The text in an order that does not see the case of Latin letters; others by code point."""


class SQLite:
    name = "sqlite"

    def begin_write(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def begin_read(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    def settle(self, connection: Connection) -> None:
        """SQLite checks at COMMIT and keeps the transaction open when it refuses."""

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(columns))
        _many(connection, f'INSERT INTO "{table}" ({quoted(columns)}) VALUES ({marks})', rows)

    def update(self, connection: Connection, table: str, columns: Sequence[str], stamp: tuple[str, str],
               rows: Sequence[Sequence[Any]]) -> None:
        set_ = ", ".join(f'"{name}" = ?{n}' for n, name in enumerate(columns, 1))
        same = " AND ".join(f'"{name}" IS ?{n}' for n, name in enumerate(columns, 1))
        _many(connection, f'UPDATE "{table}" SET {set_}, {_stamped(stamp)} '
                          f'WHERE id = ?{len(columns) + 1} AND NOT ({same})', rows)

    def ids(self, connection: Connection, chosen: Select[Any]) -> array[int]:
        inner = chosen.subquery()
        return _parsed(connection.scalar(select(func.group_concat(inner.c[0]))) or "")

    def like(self, column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
        return column.like(pattern, escape="\\")

    def folded(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        return collate(column, "NOCASE")


class PostgreSQL:
    name = "postgresql"

    def begin_write(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT_MS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")

    def begin_read(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def settle(self, connection: Connection) -> None:
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        driver: Any = connection.connection.driver_connection
        if len(rows) < 20:
            marks = ", ".join(["%s"] * len(columns))
            _many(connection, f'INSERT INTO "{table}" ({quoted(columns)}) VALUES ({marks})', rows)
            return
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({quoted(columns)}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def update(self, connection: Connection, table: str, columns: Sequence[str], stamp: tuple[str, str],
               rows: Sequence[Sequence[Any]]) -> None:
        set_ = ", ".join(f'"{name}" = %s' for name in columns)
        different = " OR ".join(f'"{name}" IS DISTINCT FROM %s' for name in columns)
        stamped = _stamped(stamp).replace("%", "%%")
        _many(connection, f'UPDATE "{table}" SET {set_}, {stamped} WHERE id = %s AND ({different})',
              [(*row, *row[:-1]) for row in rows])

    def ids(self, connection: Connection, chosen: Select[Any]) -> array[int]:
        return array("i", connection.scalars(chosen))

    def like(self, column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
        return column.ilike(pattern, escape="\\")

    def folded(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.lower(collate(column, "C"))


def _stamped(stamp: tuple[str, str]) -> str:
    at, who = ("'" + text.replace("'", "''") + "'" for text in stamp)
    return f"version = version + 1, changed_at = {at}, changed_by = {who}"


def _many(connection: Connection, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    connection.exec_driver_sql(sql, [tuple(row) for row in rows])


def _parsed(text: str) -> array[int]:
    """``1,2,3`` as numbers, in slices: a single C call over a million ids would hold the interpreter for 80 ms."""
    ids, start = array("i"), 0
    while start < len(text):
        end = text.find(",", start + _SLICE)
        end = len(text) if end < 0 else end
        ids.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return ids


DIALECTS: dict[str, Dialect] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
