"""Moments: when the store did something. Kept in UTC, never typed by people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.plain import outer, unreadable


@dataclass(frozen=True, slots=True)
class MomentKind:
    """An instant; one without a time zone is taken as UTC."""

    name: str = "moment"
    align: Literal["start", "end"] = "start"
    width: int = 20

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[datetime]:
        if isinstance(raw, str):
            return self._read(outer(raw))
        if raw is None or isinstance(raw, datetime):
            return Parsed(raw if raw is None else _in_utc(raw))
        return unreadable(raw)

    def text(self, value: datetime, language: str) -> str:
        """2017-09-15 08:30:00 UTC, with its microseconds where there are any."""
        return f"{_in_utc(value).replace(tzinfo=None).isoformat(' ')} UTC"

    def sort_key(self, value: datetime) -> Any:
        return value

    def _read(self, text: str) -> Parsed[datetime]:
        try:
            return Parsed(_in_utc(datetime.fromisoformat(text.removesuffix(" UTC"))) if text else None)
        except (ValueError, OverflowError):
            return unreadable(text)


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
