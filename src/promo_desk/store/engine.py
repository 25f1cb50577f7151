"""Opening a database: where it is, how it is asked, and plain words when it cannot be opened.

Connections are in the driver's autocommit mode: a read is one statement (or lies in :meth:`Store.still`), and the one
writer says BEGIN and COMMIT itself, which is the only way to BEGIN IMMEDIATE on every Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool, QueuePool

from promo_desk.fields.message import WorldFault
from promo_desk.store.dialects import WAIT_MS
from promo_desk.store.faults import told

APPLICATION_ID = 0x70646B31
"""Marks an SQLite file as an office of ours ("pdk1")."""
_HEADER = b"SQLite format 3\0"
_SMALL = 16 << 20
"""Files up to this size (bytes) are checked whole when opened, in about 20 ms; larger ones by ``check``."""
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {WAIT_MS}",
            "cache_size = -65536", "recursive_triggers = ON", "temp_store = MEMORY")


def address_of(target: str | Path) -> URL:
    """The URL of a path or of a SQLAlchemy URL; of PostgreSQL's drivers psycopg 3 is taken."""
    if "://" not in str(target):
        return URL.create("sqlite", database=str(Path(target).expanduser()))
    try:
        url = make_url(str(target))
    except ArgumentError:
        raise WorldFault("{name} is no path and no database address.", name=target) from None
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise WorldFault("{name}: only SQLite files and PostgreSQL servers are understood.", name=shown(url))
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def shown(url: URL) -> str:
    """The database for people: the path, or the address without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def engine_for(url: URL) -> Engine:
    """An engine, not connected yet."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True, pool_reset_on_return=None)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise WorldFault("PostgreSQL needs a driver: python -m pip install \"promo-desk[postgres]\"") from None


def _sqlite(url: URL) -> Engine:
    made = create_engine(
        url, isolation_level="AUTOCOMMIT", poolclass=QueuePool, pool_size=8, max_overflow=8, pool_reset_on_return=None,
        connect_args={"check_same_thread": False, "timeout": WAIT_MS / 1000})
    event.listen(made, "connect", _set_up)
    return made


def _set_up(driver: Any, record: Any) -> None:
    for pragma in _PRAGMAS:
        driver.execute(f"PRAGMA {pragma}").close()


def look_at_file(path: Path, create: bool) -> None:
    """Say what is wrong with a path before SQLite, in its own words, would."""
    if path.is_dir():
        raise WorldFault("{name} is a folder, not a database.", name=path)
    if not path.exists():
        if not create:
            raise WorldFault("There is no database at {name}.", name=path)
        _make_folder(path)
    elif not (create and path.stat().st_size == 0):
        _look_at_header(path)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldFault("The folder {name} cannot be made: {detail}", name=path.parent,
                         detail=error.strerror) from error


def _look_at_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except PermissionError:
        raise WorldFault("There are no rights to read {name}.", name=path) from None
    except OSError as error:
        raise WorldFault("{name} cannot be read: {detail}", name=path, detail=error.strerror) from error
    if header != _HEADER:
        raise WorldFault("{name} is not a database.", name=path)


def look_inside(connection: Connection, path: Path) -> None:
    """Refuse another program's database, and a damaged small one."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise WorldFault("{name} is a database of another program.", name=path)
    if path.stat().st_size <= _SMALL:
        prove(connection, path)


def prove(connection: Connection, path: Path) -> None:
    """SQLite's quick check of every page; WorldFault where it finds anything."""
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise WorldFault("{name} is damaged ({detail}). Restore the newest backup.", name=path, detail=found)


def opened_once(path: Path) -> Engine:
    """An engine for a look at a file that is not the office in use: no pool, no WAL, nothing left beside the file."""
    return create_engine(URL.create("sqlite", database=str(path)), isolation_level="AUTOCOMMIT", poolclass=NullPool)


def proved(path: Path) -> None:
    """Open a file as a backup would be opened, and check every page of it."""
    with told(str(path)), opened_once(path).connect() as connection:
        look_inside(connection, path)
        prove(connection, path)
