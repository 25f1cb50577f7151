"""Making a database, and knowing whether one is of this program's making.

A fresh database is made from the mapped tables at once; the migrations give the same (a test compares), and bring up
older ones. What a database is, stands in one row: the start-up check is one SELECT against :data:`HEAD`.
"""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError

from promo_desk.store import search, triggers
from promo_desk.store.engine import APPLICATION_ID
from promo_desk.store.tables import OFFICE, OPEN_CHANGE, metadata

HEAD = "0002"
"""The newest migration this program knows (a test holds it to Alembic's)."""
_VERSION = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"


def version(connection: Connection) -> str | None:
    """The migration the database stands at; None where there is no office in it."""
    try:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except DBAPIError as error:
        if any(words in str(error.orig) for words in ("no such table", "does not exist")):
            return None
        raise
    return None if found is None else str(found)


def make(connection: Connection) -> None:
    """Make every table, the triggers and the search index, all or nothing."""
    connection.exec_driver_sql("BEGIN")
    make_tables(connection)
    connection.execute(insert(OPEN_CHANGE).values(number=None))
    connection.execute(insert(OFFICE).values(identity=uuid4().hex))
    dress(connection)
    connection.exec_driver_sql("COMMIT")


def make_tables(connection: Connection) -> None:
    """Every table with nothing in it, and the mark of the migration they stand at."""
    for tables in metadata():
        tables.create_all(connection)
    connection.exec_driver_sql(_VERSION)
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")


def dress(connection: Connection) -> None:
    """What is generated and not migrated: triggers, the search index, the mark of our files."""
    triggers.make(connection)
    search.create(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
