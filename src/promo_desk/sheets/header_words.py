"""A header taken apart: its words folded until only their meaning is left, and the unit, the year, the months in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from promo_desk.fields.kinds import fold
from promo_desk.fields.units import unit_of_header
from promo_desk.store.tokens import simplified

_YEAR = re.compile(r"(?:(?<=\D)|^)((?:19|20)\d{2})(?:\s*年\s*(?:度|底|末|全年)?|\s*(?:度|底|末)?(?!\d))")
_MONTHS = re.compile(r"^(?:(?P<from>\d{1,2})\s*[-—~至到]\s*)?(?P<to>\d{1,2}|N|n)月(?:份|底|末)?|"
                     r"^(?P<half>[上下]半年)|^(?:第?(?P<quarter>[一二三四1-4])季度|Q(?P<q>[1-4]))", re.IGNORECASE)
_CUT_OPEN = re.compile(r"[(（\[【][^)）\]】]*$")
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_NUMBERED = re.compile(r"\s*\(\d{1,2}\)$")
_ENDS = re.compile(r"[\s:：*＊★。.、,，;；_-]+$|^[\s*＊★]+")
_MARKS = re.compile(r"[(\[【]\s*(?:必填|选填|可选|非必填|必选|下拉|下拉选择|required|mandatory|optional)项?\s*[)\]】]|"
                    r"\b(?:required|optional)\s*$|^(?:必填|选填)[:：]?", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z0-9])[_\-–—./&]+(?=[A-Za-z0-9])")
_BEHIND = re.compile(r"(?P<bare>.*[一-鿿])(?P<unit>(?:[十百千万亿]+元|[十百千万亿]*(?:美元|港元|欧元|日元)|元人民币|"
                     r"亩|平方米|公顷|㎡|m2)(?:人民币)?)")
_NO_PLURAL = ("ss", "us", "is", "as", "os")


@dataclass(frozen=True)
class Word:
    """A header taken apart: its folded words, the unit, the year and the part of the year inside it."""

    text: str
    unit: str | None = None
    year: int | None = None
    part: str = ""
    """ "1-6月", "上半年", "一季度"; "" for the whole year, or where no part is named."""


@lru_cache(maxsize=8192)
def take_apart(text: str) -> Word:
    """A header without its unit, year and cut end: "2020年计划完成投资（万元）" is 计划完成投资, 万元, 2020."""
    plain = plain_words(text)
    bare, unit = unit_of_header(plain)
    bare = _CUT_OPEN.sub("", bare) or bare
    year = _YEAR.search(bare)
    rest = _YEAR.sub("", bare).strip()
    part = _MONTHS.match(rest)
    words = folded(rest[part.end():] if part else rest)
    return Word(words or folded(bare) or folded(plain), unit, int(year[1]) if year else None,
                _part(part) if part and words else "")


def _part(match: re.Match[str]) -> str:
    """The part of a year, in words that a date is read from; N月 is no month."""
    if match["to"]:
        return "" if match["to"] in "Nn" else match[0].rstrip("份底末")
    return match["half"] or f"{match['quarter'] or match['q']}季度"


def plain_words(text: str) -> str:
    """Half width, simplified, without the number of a second 电话 and marks such as （必填）."""
    plain = unicodedata.normalize("NFKC", _NUMBERED.sub("", text))
    return _MARKS.sub("", simplified(plain)).strip()


def folded(text: str) -> str:
    """Folded, with stars for "required", colons and full stops at the ends set aside; English words stand in the
    singular, and company_name, companyName and Company names are one."""
    plain = _ENDS.sub("", text)
    if plain.isascii() or any("a" <= letter <= "z" for letter in plain.casefold()):
        plain = " ".join(map(_singular, _BETWEEN_WORDS.sub(" ", _CAMEL.sub(" ", plain)).split()))
    return fold(plain)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.isascii() or word[-1] not in "sS" or word.casefold().endswith(_NO_PLURAL):
        return word
    return f"{word[:-3]}y" if word.casefold().endswith("ies") else word[:-1]


def without_brackets(text: str) -> str:
    """Folded, with everything in brackets set aside: 走访方式(实地走访/电话沟通)."""
    return take_apart(_BRACKETS.sub("", plain_words(text))).text


def unit_behind(text: str) -> tuple[str, str] | None:
    """投资额亿元 without a bracket: the folded word and the unit glued to it; None where there is none."""
    match = _BEHIND.fullmatch(plain_words(text))
    return (take_apart(match["bare"]).text, match["unit"]) if match else None
