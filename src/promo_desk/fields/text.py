"""Text, and the one way words are folded before they are compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading

_FOLDED_AWAY = re.compile(r"[\s\u200b-\u200f\u2060\ufeff()\[\]{}<>（）【】〔〕《》〈〉「」『』]+")


def fold(text: str) -> str:
    """What words are compared by: NFKC, case folded, blanks and brackets gone."""
    return _FOLDED_AWAY.sub("", unicodedata.normalize("NFKC", text).casefold())


class TextKind:
    name = "text"
    align: Literal["start", "end"] = "start"
    width = 24

    def __init__(self, name: str = "text", width: int = 24) -> None:
        self.name, self.width = name, width

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        return Parsed(unicodedata.normalize("NFC", str(raw)).strip() or None if raw is not None else None)

    def text(self, value: str, language: str) -> str:
        return value

    def sort_key(self, value: str) -> Any:
        return value.casefold()


class TextsKind:
    name = "texts"
    align: Literal["start", "end"] = "start"
    width = 24

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[tuple[str, ...]]:
        if isinstance(raw, (tuple, list)):
            return Parsed(tuple(raw) or None)
        return Parsed(tuple(p.strip() for p in re.split(r"[\n、;；]", str(raw or "")) if p.strip()) or None)

    def text(self, value: tuple[str, ...], language: str) -> str:
        return ("；" if language == "zh" else "; ").join(value)

    def sort_key(self, value: tuple[str, ...]) -> Any:
        return tuple(v.casefold() for v in value)
