"""What a typed text looks for: a few questions to the index, the best first.

A :class:`Question` is an "all of any of" over phrases of tokens; it knows nothing of a database. Names that begin
with the text come first, then names that hold it, then codes and running texts; only when all of these find nothing,
what sounds the same and what is one slip of the fingers away.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from promo_desk.store.sounds import initials, readings_of, sound, spelling
from promo_desk.store.tokens import MARK, bigrams, fold, is_han, runs, sequence, squeeze, without_suffix

_SPELT_SUFFIX = re.compile("(?<=.)(?:gufen)?(?:youxian(?:zeren)?)?gongsi$")
_INITIAL_SUFFIX = re.compile("(?<=..)(?:gf)?yx(?:zr)?gs$")
_MOST_INITIALS = 10


@dataclass(frozen=True)
class Phrase:
    """Tokens that stand one after another; ``open``: the last one may go on."""

    tokens: tuple[str, ...]
    open: bool = False


AnyOf = tuple[Phrase, ...]
Where = Literal["names", "texts", "everywhere"]


@dataclass(frozen=True)
class Question:
    """Every member of ``all_of`` must be answered, by any of its phrases, in a record's names, its codes and texts,
    or all of them together."""

    all_of: tuple[AnyOf, ...]
    where: Where = "names"


class Query:
    """A typed text, taken apart once."""

    def __init__(self, text: str) -> None:
        self.typed = text.strip()
        self.folded = fold(text)
        self.runs = [run for word in text.split() for run in runs(fold(word))]
        self.joined = self.folded.replace(" ", "")
        self._latin = bool(self.runs) and not any(map(is_han, self.runs))

    @property
    def exact(self) -> Question:
        """Names that are the text, or sound so: asked for where too many begin with it."""
        return Question((self._heads(closed=True),))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Names that begin so, names that hold it, anything that holds it."""
        if not self.runs:
            return ()
        names = [Question((self._heads(closed=False),)), *self._joined_sounds(), *self._of_two_letters(),
                 Question(tuple(map(_anywhere, self.runs)))]
        where: Where = "texts" if len(self.runs) == 1 else "everywhere"  # one word in the name, one in a text
        return (*names, Question(tuple(map(_literally, self.runs)), where), *self._code())

    @property
    def sounding(self) -> tuple[Question, ...]:
        """化为 for 华为: names that hold the same sounds."""
        if sum(map(len, filter(is_han, self.runs))) < 2:
            return ()
        return (Question(tuple((_phrase(sound(without_suffix(run))),) if is_han(run) else _anywhere(run)
                               for run in self.runs)),)

    def slipped(self, known: Callable[[Sequence[str]], Iterable[str]]) -> tuple[Question, ...]:
        """Huawie for Huawei: each Latin word of four letters or more replaced by what it may have been meant to be.

        ``known`` says which of some hundreds of words the index holds at all.
        """
        if not any(map(_may_slip, self.runs)):
            return ()
        return (Question(tuple((*_anywhere(run), *(_meant(run, known) if _may_slip(run) else ()))
                               for run in self.runs)),)

    def fits(self, value: str) -> bool:
        """Whether this value (rather than another of the record) is the one that was found."""
        return self.reads(value) or (self._latin and self._sounds_in(fold(value)))

    def _sounds_in(self, folded: str) -> bool:
        spoken = sound(folded)
        return self._letters in initials(spoken) or any(way in spoken for ways in self._readings for way in ways)

    def is_code(self, value: str) -> bool:
        """Whether this code holds what was typed, with whatever gaps."""
        return squeeze(self.typed) in squeeze(value)

    def reads(self, text: str) -> bool:
        """Whether this running text holds every word."""
        folded = fold(text)
        return bool(folded) and all(run in folded for run in self.runs)

    @cached_property
    def _letters(self) -> str:
        return _INITIAL_SUFFIX.sub("", self.joined)

    @cached_property
    def _readings(self) -> tuple[tuple[str, ...], ...]:
        return _readings(self.joined) if self._latin else ()

    def _heads(self, closed: bool) -> AnyOf:
        """Phrases that only the beginning of a name answers, or, closed, only the whole of it."""
        if not self._latin:
            whole = runs(self.folded)  # 华 为 is the beginning of 华为 too
            return (_head(whole[0], closed) if len(whole) == 1 else _mixed_head(whole, closed),)
        if len(self.joined) == 1:
            return (_head(self.joined, closed),)
        return (_mixed_head(self.runs, closed), *self._spelt_heads(closed))

    def _spelt_heads(self, closed: bool) -> list[Phrase]:
        """hw, h w and huawei, hua wei."""
        letters = self._letters
        short = letters.isalpha() and len(letters) <= _MOST_INITIALS and len(self.runs) in (1, len(letters))
        made = [_head(letters, closed)] if short else []
        return made + [_head(way, closed) for ways in self._readings for way in (ways[:1] if closed else ways)]

    def _of_two_letters(self) -> list[Question]:
        """hw as it is, before all that goes on from it: beginnings of one and of three letters are kept by the index,
        those of two are merged when asked for, and in a million names that takes a while."""
        if len(self.runs) != 1 or len(self.joined) != 2 or not self._latin:
            return []
        return [Question((tuple(Phrase(phrase.tokens) for phrase in _literally(self.joined)),))]

    def _joined_sounds(self) -> list[Question]:
        """hua wei: the words together are one spelling, wherever it stands."""
        if len(self.runs) < 2 or not self._readings:
            return []
        return [Question((tuple(_phrase(way) for ways in self._readings for way in ways),))]

    def _code(self) -> list[Question]:
        """A code typed with blanks or hyphens of its own: 138-0013 8000."""
        code = squeeze(self.typed)
        if len(code) < 3 or code == self.folded or not any(map(str.isdigit, code)):
            return []
        return [Question(((Phrase((code,), open=True),),), "texts")]


def _phrase(run: str) -> Phrase:
    """The bigrams of a run; of one character, every bigram it begins."""
    return Phrase(tuple(bigrams(run).split())) if len(run) > 1 else Phrase((run,), open=True)


def _head(text: str, closed: bool) -> Phrase:
    """A name's beginning, or all of it, where it is Chinese, a sound or initials: one token where that will do."""
    if len(text) == 1:
        return Phrase((f"{MARK}{text}{MARK}" if closed else MARK + text,))
    first = MARK + text[:2]
    if closed:
        return Phrase((first, *bigrams(text + MARK).split()))
    return Phrase((first, *bigrams(text).split()) if len(text) > 2 else (first,))


def _mixed_head(parts: Sequence[str], closed: bool) -> Phrase:
    """The runs one after another as a name has them."""
    tokens = sequence(parts, closed)[1 if is_han(parts[0]) and len(parts[0]) > 1 else 0:]
    if closed:
        return Phrase(tuple(tokens))
    if is_han(parts[-1]):
        return Phrase((*tokens, *(() if len(parts[-1]) > 1 else parts[-1])), open=len(parts[-1]) == 1)
    return Phrase(tuple(tokens[:1] if len(parts) == 1 else tokens), open=True)


def _literally(run: str) -> AnyOf:
    return (_phrase(run),) if is_han(run) else (Phrase((run,), open=True),)


def _anywhere(run: str) -> AnyOf:
    """A run as it is written, or as initials or spelling of Chinese."""
    if is_han(run) or not run.isalpha():
        return _literally(run)
    letters = _INITIAL_SUFFIX.sub("", run)
    short = [Phrase(tuple(bigrams(letters).split()))] if 2 <= len(letters) <= _MOST_INITIALS else []
    return (*_literally(run), *short, *(_phrase(way) for ways in _readings(run) for way in ways))


def _readings(letters: str) -> tuple[tuple[str, ...], ...]:
    letters = _SPELT_SUFFIX.sub("", letters)
    return readings_of(letters) if len(letters) > 1 and letters.isascii() and letters.isalpha() else ()


def _may_slip(run: str) -> bool:
    return len(run) >= 4 and run.isascii() and run.isalpha()


def _meant(word: str, known: Callable[[Sequence[str]], Iterable[str]]) -> AnyOf:
    """Words and spellings one slip away: a letter left out, too much, wrong, or two exchanged."""
    slips = sorted(_one_slip(word))
    words = [Phrase((slip,)) for slip in known(slips)]
    spelt = [_phrase(way) for way in map(spelling, slips) if len(way) > 1]
    return (*words, *spelt)


def _one_slip(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in cuts if b}
    exchanged = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    wrong = {a + letter + b[1:] for a, b in cuts if b for letter in string.ascii_lowercase}
    too_much = {a + letter + b for a, b in cuts for letter in string.ascii_lowercase}
    return (left_out | exchanged | wrong | too_much) - {word}
