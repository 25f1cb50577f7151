"""Text, and the one way words are folded before they are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import ZERO_WIDTH, digits_of, exact_number, outer, remark, shown, unreadable

_FOLDED_AWAY = re.compile(rf"[\s{ZERO_WIDTH}()\[\]{{}}<>（）【】〔〕《》〈〉「」『』]+")
LOST_DIGITS = 10**15
"""From 16 digits on, a number cell of Excel no longer holds all of them."""


def fold(text: str) -> str:
    """What words are compared by: NFKC, case folded, blanks and brackets gone."""
    return _FOLDED_AWAY.sub("", unicodedata.normalize("NFKC", text).casefold())


def is_plain(text: str) -> bool:
    """Whether a text stays as it is: one line, no blanks at its ends, no hidden character, composed. Most cells are,
    and are told so in a sixth of the time that cleaning them takes."""
    return text.isprintable() and text[:1] != " " != text[-1:] and unicodedata.is_normalized("NFC", text)


def as_text(raw: Any) -> str | None:
    """A cell in a column of text: whole numbers without a point, days in ISO form; None for what is no cell."""
    if isinstance(raw, str):
        return outer(raw)
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    number = exact_number(raw)
    if number is not None:
        return digits_of(number)
    if isinstance(raw, (int, float)):
        return str(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ") if raw.time().isoformat() != "00:00:00" else raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, date) else None


@dataclass(frozen=True, slots=True)
class TextKind:
    """One text, as it was written. Nothing is cut off."""

    name: str = "text"
    width: int = 24
    align: Literal["start", "end"] = "start"

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        if raw.__class__ is str and is_plain(raw):
            return Parsed(raw or None)
        text = "" if raw is None else as_text(raw)
        if text is None:
            return unreadable(raw)
        kept = storable(text)
        if kept != text:
            return remark(kept or None, Message("Characters that no database can keep were replaced."))
        if isinstance(raw, float) and abs(raw) >= LOST_DIGITS:
            return remark(text, Message("{raw}: Excel keeps 15 digits of a number; the last ones may be lost.",
                                        {"raw": shown(text)}))
        return Parsed(text or None)

    def text(self, value: str, language: str) -> str:
        return value

    def sort_key(self, value: str) -> Any:
        return value


def storable(text: str) -> str:
    """Without the null character, and with U+FFFD for lone surrogates: neither goes into any database."""
    if "\x00" not in text and text.isprintable():
        return text
    return outer(_SURROGATE.sub("\ufffd", text.replace("\x00", "")))


_TEXT = TextKind()
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECE = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[\n、;；]|$)|([^\n、;；]*))(?:[\n、;；]|$)')
_PARTED = re.compile(r'[\n、;；]|^"')


@dataclass(frozen=True, slots=True)
class TextsKind:
    """Several short texts: other names, tags, sectors; a line break, 、 or ; stands between them."""

    name: str = "texts"
    align: Literal["start", "end"] = "start"
    width: int = 24

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[tuple[str, ...]]:
        if isinstance(raw, (tuple, list)):
            return Parsed(tuple(text for item in raw if (text := as_text(item))) or None)
        whole = _TEXT.parse(raw, reading)
        if whole.level == "ok" and whole.value is not None and not _PARTED.search(whole.value):
            return Parsed((whole.value,))
        if whole.value is None:
            return Parsed(None, whole.level, whole.message)
        return Parsed(_pieces(whole.value) or None, whole.level, whole.message)

    def text(self, value: tuple[str, ...], language: str) -> str:
        """Items with a separator in them stand in quotation marks, so that they stay whole."""
        return ("；" if language == "zh" else "; ").join(map(_quoted, value))

    def sort_key(self, value: tuple[str, ...]) -> Any:
        return value


def _pieces(text: str) -> tuple[str, ...]:
    found = []
    for match in _PIECE.finditer(text):
        piece = match[1].replace('""', '"') if match[1] is not None else match[2]
        if outer(piece):
            found.append(outer(piece))
    return tuple(found)


def _quoted(item: str) -> str:
    return '"' + item.replace('"', '""') + '"' if _PARTED.search(item) else item
