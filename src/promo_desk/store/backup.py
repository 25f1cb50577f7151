"""Backups of a file by SQLite's own means: in steps, proved by opening, written beside and renamed.

An office on PostgreSQL is backed up into such a file too, as a whole copy with its history.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from promo_desk.fields.message import WorldFault
from promo_desk.store.engine import address_of, look_at_file, proved

FOLDER = "backups"
KEEP = 10
"""How many automatic backups are kept."""
_PAGES = 500
"""Pages (4 KiB) a step: other threads and programs get their turn every few milliseconds."""
_BESIDE = ("-wal", "-shm", "-journal")
Progress = Callable[[int, int], None]


def backup_file(source: Path, to: Path, progress: Progress | None = None) -> Path:
    """Copy a database that may be in use; the copy appears under its name only when it is proved."""
    if to.resolve() == source.resolve():
        raise WorldFault("A backup cannot take the place of the database itself.")
    with beside(to) as part:
        _copy(source, part, progress)
        proved(part)
    return to


@contextmanager
def beside(to: Path) -> Iterator[Path]:
    """A file to write that takes its name when all went well, and is gone when it did not."""
    part = to.with_name(f".{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        yield part
        part.replace(to)
    except sqlite3.Error as error:
        raise _fault(error, to) from error
    except OSError as error:
        raise WorldFault("{name} cannot be written: {detail}", name=to, detail=error.strerror or error) from error
    finally:
        with suppress(OSError):
            _remove(part)


def _copy(source: Path, part: Path, progress: Progress | None) -> None:
    def step(status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new, pages=_PAGES, progress=step, sleep=0)


def _fault(error: sqlite3.Error, to: Path) -> WorldFault:
    if "full" in str(error):
        return WorldFault("The disk is full: {name} was not written.", name=to)
    return WorldFault("{name} cannot be written: {detail}", name=to, detail=error)


def _remove(path: Path) -> None:
    for name in (path, *(path.with_name(path.name + ending) for ending in _BESIDE)):
        name.unlink(missing_ok=True)


def automatic(source: Path, at: datetime) -> Path:
    """The name of an automatic backup: ``backups/office-20170901-080000.db`` beside the database (local time)."""
    return source.parent / FOLDER / f"{source.stem}-{at.astimezone():%Y%m%d-%H%M%S}{source.suffix or '.db'}"


def rotate(source: Path, keep: int = KEEP) -> list[Path]:
    """Delete all but the newest automatic backups of a database; gives what was deleted."""
    pattern = f"{source.stem}-????????-??????{source.suffix or '.db'}"
    old = sorted((source.parent / FOLDER).glob(pattern))[:-keep]
    for path in old:
        _remove(path)
    return old


def restore(source: str | Path, target: str | Path) -> Path | None:
    """Put a backup in the database's place. What stood there is kept beside it, and its new name given.

    Raises WorldFault: not a backup, damaged, the database in use, or on a server (there ``copy`` is the way).
    """
    url = address_of(target)
    if url.get_backend_name() != "sqlite":
        raise WorldFault("A database on a server is not restored from a file: copy the file to an empty one.")
    source, path = Path(source), Path(str(url.database))
    look_at_file(source, create=False)
    proved(source)
    with beside(path) as part:
        _copy(source, part, None)
        proved(part)
        return _set_aside(path) if path.exists() else None


def _set_aside(path: Path) -> Path:
    """Give the database in place another name, with all that belongs to it."""
    _in_use(path)
    at = datetime.fromtimestamp(path.stat().st_mtime)
    kept = path.with_name(f"{path.stem}-before-restore-{at:%Y%m%d-%H%M%S}{path.suffix}")
    for ending in ("", *_BESIDE):
        there = path.with_name(path.name + ending)
        if there.exists():
            there.replace(kept.with_name(kept.name + ending))
    return kept


def _in_use(path: Path) -> None:
    """WorldFault where any program has the database open. One too damaged to be asked is in nobody's use."""
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise WorldFault("{name} is open in another window or program: close it first.", name=path) from error
    except sqlite3.DatabaseError:
        return
