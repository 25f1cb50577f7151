"""The kind of value that dates are: read by ``when_reading``, printed by ``spans``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.spans import span_text
from promo_desk.fields.when import When
from promo_desk.fields.when_reading import read_when


@dataclass(frozen=True, slots=True)
class WhenKind:
    """Dates, months, quarters, years and spans as people write them, in both languages, and Excel's cells."""

    name: str = "when"
    align: Literal["start", "end"] = "start"
    width: int = 16

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[When]:
        return read_when(raw, reading)

    def text(self, value: When, language: str) -> str:
        """September 2017, 2017-09-15, 2017 Q1, late March 2017, before 2018; in Chinese 2017年9月, 2017年上半年."""
        return span_text(value.earliest, value.latest, value.words, language)

    def sort_key(self, value: When) -> Any:
        """By the first day, then the last; what has no first day stands first, as NULLs do in SQLite."""
        return (value.earliest or date.min, value.latest or date.max, value.words)
