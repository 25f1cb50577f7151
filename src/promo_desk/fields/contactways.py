"""Ways to reach somebody: telephone, e-mail, web address."""

from __future__ import annotations

from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.text import TextKind


class PhonesKind:
    name = "phones"
    align: Literal["start", "end"] = "start"
    width = 18

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[tuple[str, ...]]:
        return Parsed(tuple(raw) if isinstance(raw, (tuple, list)) else (str(raw),) if raw else None)

    def text(self, value: tuple[str, ...], language: str) -> str:
        return "; ".join(value)

    def sort_key(self, value: tuple[str, ...]) -> Any:
        return value


class EmailKind(TextKind):
    def __init__(self) -> None:
        super().__init__("email", 26)


class WebKind(TextKind):
    def __init__(self) -> None:
        super().__init__("web", 26)
