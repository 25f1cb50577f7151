"""Choices: a fixed code with words per language and office; yes and no."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from promo_desk.fields.folders import resources
from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import (
    LONGEST_AMOUNT,
    ask,
    exact_number,
    half_width,
    refuse,
    said_nothing,
    shown,
    unreadable,
)
from promo_desk.fields.text import as_text, fold
from promo_desk.fields.words import LANGUAGES, say


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice. ``english`` is its label and msgid; ``words`` are further words for it."""

    code: str
    english: str
    words: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        return say(self.english, language)


@cache
def further_words(table: str) -> dict[str, str]:
    """Folded word -> code, of one table of ``resources/choices.toml``; empty for a table that is not there."""
    return {fold(word): code for code, words in _all_words().get(table, {}).items() for word in words}


@cache
def _all_words() -> dict[str, dict[str, list[str]]]:
    with (resources() / "choices.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True)
class ChoiceKind:
    """One of a few codes. Codes, labels of every language, further words and the office's own words are read.

    An unknown word is a question with every option as a candidate, the likelier ones first.
    """

    options: tuple[Option, ...]
    table: str = ""
    name: str = "choice"
    align: Literal["start", "end"] = "start"
    width: int = 12
    _words: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        text = "" if raw is None else as_text(raw)
        if text is None:
            return unreadable(raw)
        code = self._code(text, reading)
        nothing = said_nothing(text) if code is None else None
        return Parsed(code) if code else nothing or self._asked(text, reading)

    def text(self, value: str, language: str) -> str:
        """The label; a code that is no longer an option stays visible as itself."""
        return next((option.label(language) for option in self.options if option.code == value), value)

    def sort_key(self, value: str) -> Any:
        """By the order of the options, which is the order of the office's work."""
        return next((n for n, option in enumerate(self.options) if option.code == value), len(self.options))

    def known_words(self) -> dict[str, str]:
        """Folded word -> code, for every word of this choice."""
        if not self._words:
            codes = {option.code for option in self.options}
            self._words.update((w, c) for w, c in further_words(self.table).items() if c in codes)
            self._words.update((fold(w), option.code) for option in self.options for w in _words_of(option))
        return self._words

    def _code(self, text: str, reading: Reading) -> str | None:
        folded = fold(text)
        own = reading.choices.get(folded)
        if own is not None and any(option.code == own for option in self.options):
            return own
        known = self.known_words()
        return known.get(folded) or (known.get(fold(bare)) if (bare := _without_number(text)) else None)

    def _asked(self, text: str, reading: Reading) -> Parsed[str]:
        """Options whose words stand in the text, or the text in theirs, come first."""
        folded, words = fold(text), {**self.known_words(), **reading.choices}
        there = [word for word in words if len(word) > 1 and word in folded]
        whole = [word for word in there if not any(word != other and word in other for other in there)]
        near = [words[word] for word in sorted(whole, key=folded.index)]
        near += [code for word, code in words.items() if len(folded) > 1 and folded in word]
        codes = [option.code for option in self.options]
        return ask(Message("“{raw}” is not one of the words known here; which is meant?", {"raw": shown(text)}),
                   *(code for code in near if code in codes), *codes)


_NUMBERED = re.compile(r"\s*(?:[(（]?\d{1,3}\s*[)）.．、:：\-–—_]\s*|\d{1,3}\s+|\d{1,3}(?=[^\W\d_a-z])|[①-⑳]\s*)"
                       r"(?=[^\W\d])", re.IGNORECASE)


def _without_number(text: str) -> str:
    """03 已签约, 3.已签约, ③已签约: a word behind its number in a list; without 阶段 and a full stop behind it."""
    bare = re.sub(r"(?:(?<=.)阶段)?[。；;.]?\s*$", "", _NUMBERED.sub("", text, count=1))
    return bare if bare != text else ""


def _words_of(option: Option) -> tuple[str, ...]:
    return (option.code, *(option.label(language) for language in LANGUAGES), *option.words)


def choice(*options: Option, table: str = "") -> ChoiceKind:
    """A choice between options; ``table`` names its further words in ``resources/choices.toml``."""
    return ChoiceKind(options, table)


YES = frozenset({
    "是", "有", "对", "真", "已", "属于", "符合", "具备", "需要", "需", "同意", "是的", "y", "yes", "t", "true",
    "√", "✓", "✔", "☑", "✅", "■", "●", "1", "on", "对勾", "打勾",
})
NO = frozenset({
    "否", "无", "没有", "不", "不是", "错", "假", "未", "不属于", "不符合", "不具备", "不需要", "非", "n", "no",
    "f", "false", "×", "✗", "✘", "✕", "☒", "❌", "□", "0", "off", "没", "没有的",
})
UNSURE = frozenset({"x", "○", "o", "☐", "v", "r", "ü", "û", "p", "a"})
"""Marks that mean yes in one sheet and no in another; some are letters that a font of signs shows as a tick."""


@dataclass(frozen=True, slots=True)
class YesNoKind:
    """是/否, 有/无, Y/N, TRUE, √, 1/0. "No" is never true, and no unknown word is either of them."""

    name: str = "yes_no"
    align: Literal["start", "end"] = "start"
    width: int = 6

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[bool]:
        if raw is None or isinstance(raw, bool):
            return Parsed(raw)
        number = exact_number(raw)
        if number is not None:
            raw = str(int(number)) if number in (0, 1) else str(number)
        return _yes_or_no(raw) if isinstance(raw, str) else unreadable(raw)

    def text(self, value: bool, language: str) -> str:
        return say("Yes" if value else "No", language)

    def sort_key(self, value: bool) -> Any:
        return value


def _yes_or_no(raw: str) -> Parsed[bool]:
    if len(raw) > LONGEST_AMOUNT:
        return said_nothing(raw) or unreadable(raw)
    word = re.sub(r"[.。!！]$", "", half_width(raw).casefold())
    if word in YES or word in NO:
        return Parsed(word in YES)
    nothing = said_nothing(raw)
    if nothing is not None:
        return nothing
    if word in UNSURE:
        return ask(Message("“{raw}” is yes in some sheets and no in others; which is meant?", {"raw": raw}),
                   True, False)
    return _begun(raw, word) or refuse(Message("“{raw}” is neither yes nor no.", {"raw": shown(raw)}))


_BEGUN = re.compile(r"(?P<word>不是|没有|[是否有无]|yes|no)\s*(?=[(,、;:/])")
_OTHER = re.compile(r"/\s*(?P<word>不是|没有|[是否有无]|yes|no)$")


def _begun(raw: str, word: str) -> Parsed[bool] | None:
    """是（2017年）, 是/否: a yes or no with more words; a person says which of them counts."""
    told = [match["word"] in YES for match in (_BEGUN.match(word), _OTHER.search(word)) if match]
    if not told or not _BEGUN.match(word):
        return None
    return ask(Message("“{raw}” has words around the answer; is this what is meant?", {"raw": shown(raw)}),
               *dict.fromkeys(told))
