"""What can go wrong with a database, in two families: the world's faults, and answers a caller must deal with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DBAPIError

from promo_desk.fields.message import Message, WorldFault


class Missing(LookupError):
    """The record is not there (any more)."""

    def __init__(self, kind: str, id: int) -> None:
        super().__init__(f"there is no {kind} {id}")
        self.kind = kind
        self.id = id


class Cancelled(Exception):
    """Raised by a ``progress`` callback to stop a long change; the change leaves nothing."""


class OutsideChange(RuntimeError):
    """A write was tried where no change is open, or a change inside another. An error of ours."""


@dataclass
class StaleEdit(Exception):
    """An edit met a newer version. Nothing was written; both states are here, so that a person can choose."""

    kind: str
    id: int
    seen: int
    version: int
    saw: dict[str, Any] = field(repr=False)
    """The edited fields as the editor saw them."""
    now: dict[str, Any] = field(repr=False)
    """The same fields as they stand."""
    wanted: dict[str, Any] = field(repr=False)
    who: str
    at: datetime | None

    def __str__(self) -> str:
        return f"{self.kind} {self.id} was changed by {self.who}: version {self.version}, the edit saw {self.seen}"

    @property
    def clashing(self) -> tuple[str, ...]:
        """The fields of this edit that somebody else has changed to something else."""
        return tuple(key for key in self.wanted if self.saw.get(key) != self.now[key] != self.wanted[key])


_DAMAGED = (("malformed", "not a database", "disk image"),
            Message("{name} is damaged: nothing was changed. Restore the newest backup."))
_SENTENCES: tuple[tuple[tuple[str, ...], Message], ...] = (
    (("database or disk is full", "no space left", "could not extend file", "disk full", "disk quota"),
     Message("The disk is full: nothing of this change was kept. Make room and try again.")),
    (("disk i/o error", "input/output error", "file too large"),
     Message("{name} could not be written to the end: nothing of this change was kept. Look whether the disk is full "
             "or was taken away, and try again.")),
    (("readonly database", "read-only", "permission denied", "unable to open database"),
     Message("There are no rights to write {name}: nothing was changed.")),
    (("is locked", "lock timeout", "busy"),
     Message("{name} is being written by another program: nothing was changed. Try again in a moment.")),
    _DAMAGED,
    (("password", "authentication", "role"), Message("The database server did not let us in: {detail}")),
    (("connection", "connect", "server closed", "could not translate", "does not exist", "eof detected", "timeout"),
     Message("The database server cannot be reached: {detail}")),
)
"""What drivers say (lower case), and what we say; the first that fits."""

DANGLING = Message("A record that this one links to is no longer there: nothing was changed.")


def sentence(error: Exception, name: str) -> WorldFault | None:
    """The fault of the world behind a driver's error (its own, or SQLAlchemy's of it); None for an error of ours."""
    own = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(own).strip()
    lower = said.lower()
    if _is(error, "IntegrityError"):
        return WorldFault(DANGLING.msgid) if "foreign key" in lower else None
    surely = _is(error, "OperationalError") or "permission denied" in lower
    for words, message in _SENTENCES if surely else (_DAMAGED,):
        if any(word in lower for word in words):
            return WorldFault(message.msgid, name=name, detail=said.splitlines()[0])
    return None


def _is(error: Exception, name: str) -> bool:
    """SQLAlchemy and every driver name their errors alike, as PEP 249 says."""
    return any(each.__name__ == name for each in type(error).__mro__)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn a driver's error into the world's fault it stands for; ``name`` is the database's, for people.

    Bulk work asks the drivers without SQLAlchemy: so their own errors are understood too.
    """
    try:
        yield
    except Exception as error:
        fault = sentence(error, name) if isinstance(error, DBAPIError) or _is(error, "DatabaseError") else None
        if fault is None:
            raise
        raise fault from error
