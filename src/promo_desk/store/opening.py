"""Opening an office: is it there, is it ours, is it of our time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection

from promo_desk.fields.message import WorldFault
from promo_desk.store import schema, search
from promo_desk.store.engine import address_of, engine_for, look_at_file, look_inside, shown
from promo_desk.store.faults import told
from promo_desk.store.store import Store, now


def open_store(target: str | Path, create: bool = False, clock: Callable[[], datetime] = now) -> Store:
    """Open the database at a path or SQLAlchemy URL; ``create`` makes one where there is none.

    ``clock`` tells when changes are made (aware). Raises WorldFault: not there, a folder, not a database, another
    program's, damaged, no rights, in use, newer than this program.
    """
    url = address_of(target)
    fresh = _look(url, create)
    engine = engine_for(url)
    try:
        with told(shown(url)), engine.connect() as connection:
            _ready(connection, url, create, fresh)
        return Store(url, engine, clock)
    except BaseException:
        engine.dispose()
        raise


def _look(url: URL, create: bool) -> bool:
    """Whether the file is still to be made."""
    if url.get_backend_name() != "sqlite":
        return False
    path = Path(str(url.database))
    look_at_file(path, create)
    return not path.exists() or path.stat().st_size == 0


def _ready(connection: Connection, url: URL, create: bool, fresh: bool) -> None:
    if connection.dialect.name == "sqlite" and not fresh:
        look_inside(connection, Path(str(url.database)))
    found = schema.version(connection)
    if found is None and create:
        schema.make(connection)
    elif found is None:
        raise WorldFault("There is no office in {name}.", name=shown(url))
    elif found != schema.HEAD:
        _bring_up(url, found)
    if connection.dialect.name == "sqlite" and search.stale(connection):
        _index_anew(connection)


def _index_anew(connection: Connection) -> None:
    """This program finds by other rules than the one that wrote the file last."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    search.rebuild(connection)
    connection.exec_driver_sql("COMMIT")


def _bring_up(url: URL, found: str) -> None:
    """An older file is backed up and brought up at once; an older office on a server is for its keeper to bring up."""
    from promo_desk.store.migrating import knows, migrate, too_new

    if not knows(found):
        raise too_new(shown(url))
    if url.get_backend_name() != "sqlite":
        raise WorldFault("The office at {name} is older than this program: its keeper runs promo-desk migrate once.",
                         name=shown(url))
    migrate(str(url.database))


