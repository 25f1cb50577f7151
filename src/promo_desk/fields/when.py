"""When: a span of days, as precise as it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading


@dataclass(frozen=True, slots=True)
class When:
    """From ``earliest`` to ``latest``, both included; None is an open end. Both None: not known, ``words`` say it."""

    earliest: date | None
    latest: date | None
    words: str = ""


class WhenKind:
    name = "when"
    align: Literal["start", "end"] = "start"
    width = 14

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[When]:
        if raw is None or isinstance(raw, When):
            return Parsed(raw)
        day = date.fromisoformat(str(raw))
        return Parsed(When(day, day))

    def text(self, value: When, language: str) -> str:
        return value.words or f"{value.earliest} – {value.latest}"

    def sort_key(self, value: When) -> Any:
        return (value.earliest or date.min, value.latest or date.max)
