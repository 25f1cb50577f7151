"""Choices: a fixed code with words per language and office; yes and no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.words import say


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice. ``english`` is its label and msgid; ``words`` are further words for it."""

    code: str
    english: str
    words: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        return say(self.english, language)


class ChoiceKind:
    name = "choice"
    align: Literal["start", "end"] = "start"
    width = 12

    def __init__(self, options: tuple[Option, ...], table: str = "") -> None:
        self.options = options
        self.table = table

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        return Parsed(None if raw is None else str(raw))

    def text(self, value: str, language: str) -> str:
        return next((o.label(language) for o in self.options if o.code == value), value)

    def sort_key(self, value: str) -> Any:
        return next((n for n, o in enumerate(self.options) if o.code == value), len(self.options))


def choice(*options: Option, table: str = "") -> ChoiceKind:
    """A choice between options; ``table`` names its further words in ``resources/choices.toml``."""
    return ChoiceKind(options, table)


class YesNoKind:
    name = "yes_no"
    align: Literal["start", "end"] = "start"
    width = 6

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[bool]:
        return Parsed(raw)

    def text(self, value: bool, language: str) -> str:
        return say("Yes" if value else "No", language)

    def sort_key(self, value: bool) -> Any:
        return value
