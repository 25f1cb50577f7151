"""Search while typing: one index over the names, codes and texts of every kind of record.

``create(connection)``, ``refresh(connection, {kind: ids})``, ``rebuild(connection, progress)``, ``stale(connection)``
and ``find(connection, text, kinds, limit)`` are all a caller needs; ``connection`` is a SQLAlchemy Connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection


@dataclass(frozen=True)
class Hit:
    """A record that was found. ``matched`` is the value that was found when it is another than ``name``
    (an alias, a code, a piece of text); empty when it is the name itself."""

    kind: str
    id: int
    name: str
    matched: str = ""


def create(connection: Connection) -> None:
    """Make the index's tables where they do not stand yet."""
    raise NotImplementedError


def refresh(connection: Connection, changed: Mapping[str, Iterable[int]]) -> None:
    """Index these records again inside the open transaction; those that are gone leave the index."""
    raise NotImplementedError


def rebuild(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the whole index anew in one batch; ``progress(done, total)`` counts records."""
    raise NotImplementedError


def stale(connection: Connection) -> bool:
    """Whether the index was made by other rules than today's and wants a rebuild."""
    raise NotImplementedError


def find(connection: Connection, text: str, kinds: Sequence[str] | None = None, limit: int = 50) -> list[Hit]:
    """The records the text may mean, best first."""
    raise NotImplementedError
