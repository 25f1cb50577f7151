"""Area: exact in parts of 1/30000 m2, so that both square metres and mu stay whole."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading

PARTS = 30_000


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """``parts`` of 1/30000 m2."""

    parts: int

    @property
    def m2(self) -> Fraction:
        return Fraction(self.parts, PARTS)


class AreaKind:
    name = "area"
    align: Literal["start", "end"] = "end"
    width = 14

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[Area]:
        if raw is None or isinstance(raw, Area):
            return Parsed(raw)
        return Parsed(Area(int(Fraction(str(raw)) * PARTS)))

    def text(self, value: Area, language: str) -> str:
        return f"{float(value.m2)} m2"

    def sort_key(self, value: Area) -> Any:
        return value.parts
