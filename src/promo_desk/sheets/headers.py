"""What a header word means: the labels of every field in every language, and the further words people write.

``resources/headers.toml`` holds only what the labels do not; a label that is shown anywhere leads back to its field by
itself. Words are compared with case, blanks, brackets, units, line breaks, years and full or half width set aside.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from promo_desk.fields.folders import resources
from promo_desk.fields.kinds import fold
from promo_desk.fields.units import unit_of_header
from promo_desk.fields.words import LANGUAGES
from promo_desk.records import fields_of, kinds, label, plural

NOT_RECORDS = ("with_year", "roles", "kinds", "split", "left_out")
_YEAR = re.compile(r"(?:(?<=\D)|^)((?:19|20)\d{2})\s*年?\s*(?:度|底|末|全年)?(?!\d)")
_MONTHS = re.compile(r"^\d{0,2}\s*[-—~至到]?\s*(?:\d{1,2}|N|n)月(?:份|底|末)?")
_CUT_OPEN = re.compile(r"[(（\[【][^)）\]】]*$")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NUMBERED = re.compile(r"\s*\(\d{1,2}\)$")
_ENDS = re.compile(r"[\s:：*＊。.、,，;；_-]+$|^[\s*＊]+")
_LEAST_PREFIX = 4
"""A header cut short is believed from so many characters on (a Latin word of eight)."""


@dataclass(frozen=True)
class Word:
    """A header taken apart: its folded words, the unit and the year inside it."""

    text: str
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Dictionary:
    """Every known header word, folded, with the paths it may mean: "project.total_investment"."""

    paths: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]]
    """The words that are labels, in any language; a label outranks a synonym."""
    left_out: frozenset[str]
    split: dict[str, str]
    with_year: dict[str, str]
    roles: dict[str, dict[str, str]]
    kind_words: dict[str, tuple[str, ...]] = field(default_factory=dict)


def take_apart(text: str) -> Word:
    """A header without its unit, year and cut end: "2020年计划完成投资（万元）" is 计划完成投资, 万元, 2020."""
    plain = unicodedata.normalize("NFKC", _numbered_away(text)).strip()
    bare, unit = unit_of_header(plain)
    bare = _CUT_OPEN.sub("", bare) or bare
    year = _YEAR.search(bare)
    rest = _MONTHS.sub("", _YEAR.sub("", bare).strip())
    return Word(_folded(rest) or _folded(bare) or _folded(plain), unit, int(year[1]) if year else None)


def _numbered_away(text: str) -> str:
    """ "电话 (2)" is the second 电话 of its sheet."""
    return _NUMBERED.sub("", text)


def _folded(text: str) -> str:
    """Folded, with stars for "required", colons and full stops at the ends set aside."""
    return fold(_ENDS.sub("", text))


@cache
def dictionary() -> Dictionary:
    """The whole dictionary, read once."""
    with (resources() / "headers.toml").open("rb") as file:
        told = tomllib.load(file)
    labels = _labels()
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for word, known in labels.items():
        paths[word] += known
    for slot, fields in told.items():
        if slot not in NOT_RECORDS:
            _add_words(paths, slot, fields)
    left_out = frozenset([*(_folded(word) for word in told["left_out"]["words"]),
                          *(word for word, known in labels.items() if all(path.endswith(".id") for path in known))])
    split = {take_apart(word).text: slot for slot, words in told["split"].items() for word in words}
    return Dictionary({word: tuple(dict.fromkeys(known)) for word, known in paths.items()}, labels, left_out, split,
                      told["with_year"], told["roles"], _kind_words(told["kinds"]))


def _labels() -> dict[str, tuple[str, ...]]:
    """The labels of all fields, and "Chinese label\\nEnglish label" as an export in both languages writes them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind in kinds():
        for made in fields_of(kind).values():
            shown = [made.label(language) for language in LANGUAGES]
            for word in {*shown, "".join(reversed(shown)), "".join(shown)}:
                found[take_apart(word).text].append(made.path)
                found[_folded(word)].append(made.path)
    return {word: tuple(dict.fromkeys(known)) for word, known in found.items()}


def _add_words(paths: defaultdict[str, list[str]], slot: str, fields: dict[str, list[str]]) -> None:
    for key, words in fields.items():
        for word in words:
            paths[take_apart(word).text].append(f"{slot}.{key}")
            paths[_folded(word)].append(f"{slot}.{key}")


def _kind_words(told: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The words of sheet names and titles for each kind, its own plural in every language first."""
    return {kind: tuple(dict.fromkeys([*(fold(plural(kind, language)) for language in LANGUAGES),
                                       *(fold(label(kind, language)) for language in LANGUAGES),
                                       *(fold(word) for word in told.get(kind, ()))])) for kind in kinds()}


def find(text: str) -> tuple[str, ...]:
    """The paths a header may mean, labels first; () for a word that is none of ours.

    Where the whole says nothing, words in brackets are set aside: 走访方式(实地走访/电话沟通).
    """
    return found_by(take_apart(text).text) or found_by(_folded(text)) or found_by(_without_brackets(text))


def _without_brackets(text: str) -> str:
    return take_apart(_BRACKETS.sub("", unicodedata.normalize("NFKC", text))).text


@cache
def found_by(word: str) -> tuple[str, ...]:
    """The paths of a folded word; where a program has cut it short, of the words it begins."""
    known = dictionary()
    if not word or word in known.paths:
        return known.paths.get(word, ())
    if len(word) < (_LEAST_PREFIX * 2 if word.isascii() else _LEAST_PREFIX):
        return ()
    longer = [paths for whole, paths in known.paths.items() if whole.startswith(word)]
    return tuple(dict.fromkeys(path for paths in longer for path in paths))


def is_label(text: str) -> bool:
    """Whether the header is a field's label, as our own exports write it."""
    return take_apart(text).text in dictionary().labels


def is_left_out(text: str) -> bool:
    """序号, No., 填报人: columns that say nothing of a record."""
    return _folded(unicodedata.normalize("NFKC", text)) in dictionary().left_out


def split_of(text: str) -> str | None:
    """The record whose name and telephone number share the column, e.g. "contact"."""
    return dictionary().split.get(take_apart(text).text)


def known_header(text: str) -> bool:
    """Whether a text is a header word of ours (for finding the header rows of a sheet)."""
    if not text or len(text) > 80:
        return False
    word = take_apart(text).text
    return bool(word) and (word in dictionary().paths or word in dictionary().split or is_left_out(text))


def role_values(slot: str) -> dict[str, Any]:
    """What a linked record of a role always is: of "commitment:tax" the kind "tax" and who promised.

    A role may be numbered ("contact:2") or of a year ("indicator:revenue:2019").
    """
    roles = dictionary().roles
    return dict(roles.get(slot) or roles.get(slot.rpartition(":")[0], {}))
