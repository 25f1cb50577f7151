"""The whole office into another database: same ids, same numbers of changes, the history with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from promo_desk.fields.message import WorldFault
from promo_desk.store import schema, search
from promo_desk.store.backup import beside
from promo_desk.store.dialects import DIALECTS
from promo_desk.store.engine import address_of, engine_for, look_at_file, proved, shown
from promo_desk.store.faults import told
from promo_desk.store.tables import metadata
from promo_desk.store.writer import BATCH

Progress = Callable[[int, int], None]


def copy_to(source: Connection, target: str | Path, progress: Progress | None = None) -> None:
    """Copy what this connection sees (one moment of it) to a path or URL that holds no office yet.

    All of it arrives, or nothing. ``progress(rows done, rows in all)``. Raises WorldFault.
    """
    url = address_of(target)
    if url.get_backend_name() == "postgresql":
        _copy(source, str(target), progress)
        return
    path = Path(str(url.database))
    if path.exists() and path.stat().st_size:
        raise WorldFault("{name} exists already: nothing was copied.", name=path)
    look_at_file(path, create=True)
    with beside(path) as part:
        _copy(source, part, progress)
        proved(part)


def _copy(source: Connection, target: str | Path, progress: Progress | None) -> None:
    url = address_of(target)
    engine = engine_for(url)
    try:
        with told(shown(url)), engine.connect() as connection:
            if schema.version(connection) is not None:
                raise WorldFault("{name} holds an office already: nothing was copied.", name=shown(url))
            connection.exec_driver_sql("BEGIN")
            _fill(source, connection, progress)
            DIALECTS[engine.dialect.name].settle(connection)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _fill(source: Connection, target: Connection, progress: Progress | None) -> None:
    schema.make_tables(target)
    tables = [table for tables in metadata() for table in tables.sorted_tables]
    total = sum(source.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    done = 0
    for table in tables:
        done = _copy_table(source, target, table, done, lambda n: progress(n, total) if progress else None)
    if target.dialect.name == "postgresql":
        _set_sequences(target, tables)
    schema.dress(target)
    search.rebuild(target)


def _copy_table(source: Connection, target: Connection, table: Table, done: int, tell: Callable[[int], None]) -> int:
    columns = [column.name for column in table.columns]
    dialect = DIALECTS[target.dialect.name]
    with source.execute(select(table), execution_options={"stream_results": True}) as rows:
        for some in rows.partitions(BATCH):
            dialect.insert(target, table.name, columns, some)
            done += len(some)
            tell(done)
    return done


def _set_sequences(target: Connection, tables: list[Table]) -> None:
    """Where the server counts ids itself it goes on behind the highest."""
    for table in tables:
        counted = table.autoincrement_column
        if counted is not None:
            target.exec_driver_sql(
                f"""SELECT setval(pg_get_serial_sequence('"{table.name}"', '{counted.name}'),"""
                f""" (SELECT coalesce(max("{counted.name}"), 0) + 1 FROM "{table.name}"), false)""")
