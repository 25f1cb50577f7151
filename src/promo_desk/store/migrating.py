"""Bringing an older database up to this program: a backup first, then every step at once or none.

Alembic is imported only here, and only for a database that needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from promo_desk.fields.message import WorldFault
from promo_desk.store import schema, triggers
from promo_desk.store.backup import automatic, backup_file
from promo_desk.store.engine import address_of, engine_for, look_at_file, look_inside, shown
from promo_desk.store.faults import told
from promo_desk.store.lane import roll_back

MIGRATIONS = Path(__file__).with_name("migrations")


@dataclass(frozen=True)
class Migrated:
    """Whether anything had to be done, and the backup that was made before."""

    migrated: bool
    backup: Path | None


def migrate(target: str | Path, folder: Path = MIGRATIONS) -> Migrated:
    """Bring a database up to date. Raises WorldFault: not an office, newer than this program, damaged."""
    url = address_of(target)
    path = Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
    if path is not None:
        look_at_file(path, create=False)
    engine = engine_for(url)
    try:
        with told(shown(url)), engine.connect() as connection:
            if path is not None:
                look_inside(connection, path)
            return _brought_up(connection, path, shown(url), folder)
    finally:
        engine.dispose()


def _brought_up(connection: Connection, path: Path | None, name: str, folder: Path) -> Migrated:
    found = schema.version(connection)
    if found is None:
        raise WorldFault("There is no office in {name}.", name=name)
    if found == head(folder):
        return Migrated(_mended(connection), None)
    if not knows(found, folder):
        raise too_new(name)
    kept = backup_file(path, automatic(path, datetime.now(UTC))) if path is not None else None
    upgrade(connection, folder)
    return Migrated(True, kept)


def _mended(connection: Connection) -> bool:
    """Put back triggers that somebody took away; whether there were any."""
    if triggers.whole(connection):
        return False
    triggers.make(connection)
    return True


def too_new(name: str) -> WorldFault:
    return WorldFault("{name} was made by a newer version of the program: nothing was changed. "
                      "Install the newest version.", name=name)


def upgrade(connection: Connection, folder: Path = MIGRATIONS) -> None:
    """Run every step that is missing, in one transaction; the triggers are made anew afterwards."""
    from alembic import command

    sqlite = connection.dialect.name == "sqlite"
    if sqlite:  # a table that is made anew is dropped for a moment: links are checked at the end instead
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN")
    try:
        if _stands(connection):
            triggers.drop(connection)
        command.upgrade(config(folder, connection), "head")
        schema.dress(connection)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
    finally:
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _stands(connection: Connection) -> bool:
    from sqlalchemy import inspect

    return inspect(connection).has_table("entry")


def config(folder: Path = MIGRATIONS, connection: Connection | None = None) -> Any:
    """Alembic's configuration for our folder of migrations."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(folder).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def head(folder: Path = MIGRATIONS) -> str:
    """The newest migration of the folder."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory.from_config(config(folder)).get_current_head())


def knows(version: str, folder: Path = MIGRATIONS) -> bool:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        return ScriptDirectory.from_config(config(folder)).get_revision(version) is not None
    except CommandError:
        return False
