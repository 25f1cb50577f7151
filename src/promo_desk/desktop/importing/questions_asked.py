"""What was answered of an import's questions, read from the options alone, so that a new plan or page knows it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from promo_desk.fields.words import say
from promo_desk.sheets.options import Options
from promo_desk.sheets.questions import without

if TYPE_CHECKING:
    pass

PARTS = ("named", "choices", "replaced", "units")
"""The parts of the options that answer a question for every cell that asks it."""


@dataclass(frozen=True)
class Answered:
    """``key``: part of the options, kind or table or path, word. ``words``: the answer as it was chosen."""

    key: tuple[str, str, str]
    raw: str
    path: str
    answer: Any
    words: str = ""

    def shown(self, language: str) -> str:
        """The answer in words."""
        if self.answer == "new" and self.key[0] == "named":
            return say("a new one", language)
        if self.answer is None:
            return say("nothing", language)
        if self.words:
            return self.words
        return f"#{self.answer}" if self.key[0] == "named" else str(self.answer)

    def taken_back(self, options: Options) -> Options:
        """The options without this answer."""
        return without(options, self.key)


def answered_of(options: Options, known: Mapping[tuple[str, str, str], Answered]) -> list[Answered]:
    """Every answer that stands in the options, the last one first; with its words where it was given here."""
    found = []
    for part in PARTS:
        for outer, words in getattr(options, part).items():
            for inner, answer in words.items():
                key = (part, outer, inner)
                here = known.get(key)
                found.append(here if here is not None and here.answer == answer else
                             Answered(key, inner, outer if part == "replaced" else "", answer))
    order = {key: -at for at, key in enumerate(known)}
    return sorted(found, key=lambda each: order.get(each.key, 1))
