"""Is this company one we know? One in-memory index over every name, asked by the import plan and while typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from promo_desk.fields.message import Message


@dataclass(frozen=True)
class Near:
    """A record whose name is like the one asked about: how much (0 to 100) and why it is not simply the same."""

    id: int
    name: str
    score: float
    reason: Message


@dataclass(frozen=True)
class Same:
    """It is this record. ``reason`` says what was set aside to see it (None: written the same)."""

    id: int
    reason: Message | None = None


@dataclass(frozen=True)
class Ask:
    """A person must say which of these it is, if any."""

    candidates: tuple[Near, ...]


@dataclass(frozen=True)
class New:
    """Nothing like it is known."""


Verdict = Same | Ask | New


class SamenessIndex:
    """Every name of one kind of record, held in memory."""

    @classmethod
    def of(cls, connection: Connection, kind: str = "company") -> SamenessIndex:
        """Read names, aliases, former names and credit codes in one pass."""
        raise NotImplementedError

    def add(self, id: int, names: Iterable[str], code: str | None = None) -> None:
        """Learn of another record (one the same file has just brought)."""
        raise NotImplementedError

    def exact(self, name: str) -> tuple[int, ...]:
        """The records with this name, legal suffix, case, blanks and brackets aside."""
        raise NotImplementedError

    def near(self, name: str, limit: int = 5) -> list[Near]:
        """The records with a name like this one, best first."""
        raise NotImplementedError

    def near_many(self, names: Sequence[str], limit: int = 5) -> list[list[Near]]:
        """``near`` for each name of a file."""
        raise NotImplementedError

    def verdict(self, name: str, code: str | None = None) -> Verdict:
        """Same, Ask or New; two candidates never resolve to the first."""
        raise NotImplementedError
