"""Moments: when the store did something. Never typed by people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading


class MomentKind:
    name = "moment"
    align: Literal["start", "end"] = "start"
    width = 17

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[datetime]:
        if raw is None or isinstance(raw, datetime):
            return Parsed(raw)
        return Parsed(datetime.fromisoformat(str(raw)).astimezone(UTC))

    def text(self, value: datetime, language: str) -> str:
        return value.isoformat()

    def sort_key(self, value: datetime) -> Any:
        return value
