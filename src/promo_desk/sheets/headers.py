"""What a header word means: the labels of every field in every language, and the further words people write.

``resources/headers.toml`` holds only what the labels do not; a label that is shown anywhere leads back to its field by
itself. Words are compared with case, blanks, brackets, units, line breaks, years, full or half width, traditional
characters and English plurals set aside.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import Any

from promo_desk.fields.folders import resources
from promo_desk.fields.kinds import fold
from promo_desk.fields.words import LANGUAGES
from promo_desk.records import fields_of, kinds, label, plural
from promo_desk.sheets.header_words import Word, folded, plain_words, take_apart, unit_behind, without_brackets

__all__ = ["Word", "dictionary", "find", "known_header", "take_apart"]

NOT_RECORDS = ("with_year", "roles", "kinds", "split", "flags", "joins", "left_out", "notes", "generic", "ambiguous",
               "only_for", "beside")
_LEAST_PREFIX = 4
"""A header cut short is believed from so many characters on (a Latin word of eight)."""
_LONGEST = 80
_NUMBER_BEHIND = re.compile(r"(?<=\D)(?P<number>[1-9]|[一二三四])$")
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True)
class Dictionary:
    """Every known header word, folded, with the paths it may mean: "project.total_investment"."""

    paths: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    """The words that are labels, in any language; a label outranks a synonym."""
    places: dict[tuple[str, str], int]
    """(word, path): how far down the word stands among those of its path; the first is the surest."""
    left_out: frozenset[str]
    serial: frozenset[str]
    """Words that may be a mere serial number: 编号. Left out where the cells are nothing else."""
    split: dict[str, str]
    """Words whose cells hold several things, with the path or paths they feed."""
    flags: dict[str, tuple[str, Any]]
    """Words that ask yes or no: the path, and what a yes stands for there (or a pair, for yes and no)."""
    joins: dict[str, tuple[str, ...]]
    """Words that only go with another column of the field: 区号 with the number."""
    notes: frozenset[str]
    """Words that people write and no field is for."""
    generic: frozenset[str]
    """Words that mean the row's own record alone: Status."""
    ambiguous: dict[str, tuple[str, ...]]
    beside: frozenset[str]
    """Words that belong to the person in the column before: 电话, Title."""
    only_for: dict[str, tuple[str, ...]]
    """Slots that stand in rows of some kinds only."""
    with_year: dict[str, str]
    roles: dict[str, dict[str, str]]
    kind_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ledgers: frozenset[str] = frozenset()
    """The kinds of which people keep ledgers."""


@cache
def dictionary() -> Dictionary:
    """The whole dictionary, read once."""
    with (resources() / "headers.toml").open("rb") as file:
        told = tomllib.load(file)
    labels = _labels()
    paths, places = _paths(labels, told)
    ids = (word for word, known in labels.items() if all(path.endswith(".id") for path in known))
    return Dictionary(
        paths, labels, places, frozenset([*_words(told["left_out"]["words"]), *ids]),
        _words(told["left_out"]["serial"]), _turned(told["split"]),
        {word: (path, means) for path, flags in told["flags"].items() for each, means in flags.items()
         for word in _words([each])},
        _gathered(told["joins"]), _words(told["notes"]["words"]), _words(told["generic"]["words"]),
        {take_apart(word).text: tuple(meant) for word, meant in told["ambiguous"].items()},
        _words(told["beside"]["words"]), {slot: tuple(mains) for slot, mains in told["only_for"].items()},
        told["with_year"], told["roles"], _kind_words(told["kinds"]), frozenset(told["kinds"]))


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (take_apart(word).text, folded(plain_words(word))))


def _turned(told: Mapping[str, list[str]]) -> dict[str, str]:
    return {form: path for path, words in told.items() for form in _words(words)}


def _gathered(told: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Every word with all the paths it stands under."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, words in told.items():
        for form in _words(words):
            found[form].append(path)
    return {form: tuple(paths) for form, paths in found.items()}


def _labels() -> dict[str, tuple[str, ...]]:
    """The labels of all fields, and "Chinese label\\nEnglish label" as an export in both languages writes them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in kinds():
        for made in fields_of(kind).values():
            shown = [made.label(language) for language in LANGUAGES]
            for word in {*shown, "".join(reversed(shown)), "".join(shown), "\n".join(reversed(shown))}:
                found[take_apart(word).text].append(made.path)
                found[folded(plain_words(word))].append(made.path)
    return {word: tuple(dict.fromkeys(known)) for word, known in found.items()}


def _paths(labels: Mapping[str, tuple[str, ...]], told: Mapping[str, Any]) \
        -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], int]]:
    """Every word with its paths, those it is a label of first; and how sure it is of each."""
    paths: defaultdict[str, list[str]] = defaultdict(list)
    places: dict[tuple[str, str], int] = {}
    for word, known in labels.items():
        paths[word] += known
        places |= {(word, path): -1 for path in known}
    for slot, fields in told.items():
        for key, words in fields.items() if slot not in NOT_RECORDS else ():
            for place, word in enumerate(words):
                for form in (take_apart(word).text, folded(plain_words(word))):
                    paths[form].append(f"{slot}.{key}")
                    places.setdefault((form, f"{slot}.{key}"), place)
    return {word: tuple(dict.fromkeys(known)) for word, known in paths.items()}, places


def _kind_words(told: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The words of sheet names and titles for each kind, its own plural in every language first."""
    return {kind: tuple(dict.fromkeys([*(fold(plural(kind, language)) for language in LANGUAGES),
                                       *(fold(label(kind, language)) for language in LANGUAGES),
                                       *(fold(word) for word in told.get(kind, ()))])) for kind in kinds()}


@lru_cache(maxsize=4096)
def forms(text: str) -> tuple[str, ...]:
    """The folded forms in which a header is looked up, the surest first: without its unit, whole, with a unit that
    has no bracket taken off, without what stands in brackets, without the number of a second 联系人."""
    behind = unit_behind(text)
    made = [take_apart(text).text, folded(plain_words(text)), behind[0] if behind else "", without_brackets(text)]
    made.append(_NUMBER_BEHIND.sub("", made[0]))
    return tuple(dict.fromkeys(form for form in made if form))


def number_of(text: str) -> int:
    """The 2 of 联系人2 and 联系电话二; 0 where no number stands behind."""
    match = _NUMBER_BEHIND.search(take_apart(text).text)
    return (_NUMBERS.get(match["number"]) or int(match["number"])) if match else 0


def find(text: str) -> tuple[str, ...]:
    """The paths a header may mean, labels first; () for a word that is none of ours."""
    word = word_of(text)
    return dictionary().paths[word] if word else _cut_short(text)


def word_of(text: str) -> str:
    """The form under which a header stands in the dictionary; "" for one that does not."""
    known = dictionary()
    if (named := next((form for form in forms(text)[:2] if form in known.labels), "")):
        return named
    if any(form in each for form in forms(text) for each in (known.notes, known.ambiguous, known.joins)):
        return ""
    return next((form for form in forms(text) if form in known.paths), "")


def _cut_short(text: str) -> tuple[str, ...]:
    """The paths of a header that a program has cut; what several words begin with counts where they agree."""
    if is_note(text) or ambiguous(text) or joins_to(text):
        return ()
    return next(filter(None, map(_begun, forms(text))), ())


@cache
def _begun(word: str) -> tuple[str, ...]:
    if len(word) < (_LEAST_PREFIX * 2 if word.isascii() else _LEAST_PREFIX):
        return ()
    words, known = _in_order(), dictionary().paths
    first = bisect_left(words, word)
    longer = list(takewhile(lambda whole: whole.startswith(word), islice(words, first, None)))
    if not longer or not all(whole in known for whole in longer):
        return ()
    return tuple(path for path in known[longer[0]] if all(path in known[whole] for whole in longer))


@cache
def _in_order() -> tuple[str, ...]:
    """All words that a header may have been cut from, in the order of the alphabet."""
    known = dictionary()
    all_words = {word for each in (known.notes, known.split, known.joins, known.flags, known.left_out) for word in each}
    return tuple(sorted({word for word in known.paths if not _both(word)} | all_words))


def _both(word: str) -> bool:
    """Whether a word is a label in two languages at once."""
    return re.search(r"[a-z]", word) is not None and not word.isascii()


def place_of(text: str, path: str) -> int:
    """How sure the header is of a path: -1 a label, then by its place among the words of the path."""
    return dictionary().places.get((word_of(text), path), 99)


def is_label(text: str) -> bool:
    """Whether the header is a field's label, as our own exports write it."""
    return take_apart(text).text in dictionary().labels


def is_left_out(text: str) -> bool:
    """序号, 填报人, and 编号 that may be no more than a number: columns that say nothing of a record."""
    return is_never_taken(text) or is_serial(text)


def is_never_taken(text: str) -> bool:
    """序号, 填报人: columns that say nothing of a record, whatever the cells hold."""
    return not is_serial(text) and (any(form in dictionary().left_out for form in forms(text)[:2])
                                    or text.strip() in ("#", "＃"))


def is_serial(text: str) -> bool:
    return any(form in dictionary().serial for form in forms(text)[:2])


def is_note(text: str) -> bool:
    """Whether people write this word and the desk has no field for it."""
    return any(form in dictionary().notes for form in forms(text)[:4])


def is_generic(text: str) -> bool:
    return any(form in dictionary().generic for form in forms(text))


def ambiguous(text: str) -> tuple[str, ...]:
    """The paths between which a header leaves it open: 负责人."""
    return next((dictionary().ambiguous[form] for form in forms(text)[:4] if form in dictionary().ambiguous), ())


def split_of(text: str) -> str | None:
    """The path, or "path+path", of a column whose cells hold several things: "contact.name"."""
    return next((dictionary().split[form] for form in forms(text) if form in dictionary().split), None)


def flag_of(text: str) -> tuple[str, Any] | None:
    """Of a column of yes and no the path, and what a yes means there: ("company.marks", "规上")."""
    return next((dictionary().flags[form] for form in forms(text)[:4] if form in dictionary().flags), None)


def joins_to(text: str) -> tuple[str, ...]:
    """The paths whose other column this one may go with: 区号 with 电话."""
    return next((dictionary().joins[form] for form in forms(text) if form in dictionary().joins), ())


def is_beside(text: str) -> bool:
    """Whether the word says something of the person in the column before."""
    return any(form in dictionary().beside for form in forms(text))


@lru_cache(maxsize=8192)
def known_header(text: str) -> bool:
    """Whether a text is a header word of ours (for finding the header rows of a sheet)."""
    if not text or len(text) > _LONGEST:
        return False
    known = dictionary()
    return any(form in each for form in forms(text)
               for each in (known.paths, known.split, known.flags, known.joins, known.notes, known.ambiguous)) \
        or is_left_out(text) or bool(_cut_short(text))


def role_values(slot: str) -> dict[str, Any]:
    """What a linked record of a role always is: of "commitment:tax" the kind "tax" and who promised.

    A role may be numbered ("contact:2") or of a time ("indicator:revenue:2019").
    """
    roles = dictionary().roles
    return dict(roles.get(slot) or roles.get(slot.rpartition(":")[0], {}))
