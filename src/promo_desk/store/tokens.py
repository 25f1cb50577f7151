"""What the search index holds of a text, and what a query looks for.

A run of Chinese gives its bigrams and its last character, a Latin word itself. A name is marked at both ends
(``MARK``), so that "begins with" and "is" are phrases like any other::

    华为技术      ->  ‹华 ‹华为 华为 为技 技术 术‹
    Huawei Ltd.  ->  ‹huawei huawei ltd ‹

The second token is there for speed: a name's first two characters choose a thousand times better than its first.
Its sound (``sounds.py``) and its initials follow in the same way, without the legal suffix that every name shares.
Text is folded first: NFKC, lower case, accents aside, traditional characters to simplified, punctuation to blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add

from promo_desk.store.sounds import initials, sound

MARK = "‹"
"""Stands before the first and after the last token of a name."""

_HAN = "〇㐀-䶿一-鿿぀-ヿ가-힯豈-﫿\U00020000-\U0003ffff\ue000-\uf8ff"
_RUNS = re.compile(f"[{_HAN}]+|[^{_HAN}\\s]+")
_ALL_HAN = re.compile(f"[{_HAN}]+")
_BLANK_IN_HAN = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
_SUFFIX = re.compile(f"(?<=[^{MARK}])(?:股份)?(?:有限(?:责任)?)?公司(?={MARK}|$)")
_LONG = 64
"""From how many characters slices are faster than a loop."""
_CODE_GAPS = re.compile(r"[\s\-_.()（）+/]+")


class _Folding(dict[int, str]):
    """character -> what it is compared as, for ``str.translate``: filled from OpenCC once, then by character."""

    def __missing__(self, character: int) -> str:
        self[character] = made = _folded_character(chr(character))
        return made


_folding = _Folding({ord("\n"): "\n", ord("'"): "", ord("’"): ""})


def _folded_character(character: str) -> str:
    if character < "\u0530" or "\u1e00" <= character < "\u2000":
        character = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return character if character.isalnum() else " "


@lru_cache(maxsize=1)
def _simplified() -> _Folding:
    """The folding with traditional characters in it; OpenCC is asked once for all characters (5 ms)."""
    from opencc import OpenCC

    characters = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]))
    made = OpenCC("t2s").convert(characters)
    _folding.update((ord(old), new) for old, new in zip(characters, made, strict=True))
    return _folding


def simplified(text: str) -> str:
    """Traditional characters to simplified, one by one: 鴻海 -> 鸿海. All else stays."""
    table = _simplified()
    return "".join(table[ord(c)] if "㐀" <= c <= "鿿" else c for c in text)


def fold(text: str) -> str:
    """The form in which texts are compared: letters and digits of one case and width, single blanks between words.

    Blanks and marks between Chinese characters are not there: 华为（中国） is 华为中国.
    """
    return fold_many([text])[0]


def fold_many(texts: Sequence[str]) -> list[str]:
    """:func:`fold` of each text, done as one text: a third of the time."""
    whole = "\n".join(text.replace("\n", " ") if "\n" in text else text for text in texts)
    if not whole.isascii():
        whole = unicodedata.normalize("NFKC", whole)
    folded = whole.casefold().translate(_simplified()).split("\n") if texts else []
    return [_single_blanks(each) if " " in each else each for each in folded]


def _single_blanks(folded: str) -> str:
    single = " ".join(folded.split())
    return single if single.isascii() else _BLANK_IN_HAN.sub("", single)


def runs(folded: str) -> list[str]:
    """The runs of Chinese and the other words of a folded text, in order."""
    return _RUNS.findall(folded)


def is_han(run: str) -> bool:
    """Whether a run is of Chinese (or kana, hangul, or private characters of sounds): it goes by bigrams."""
    return _ALL_HAN.match(run) is not None


def bigrams(text: str) -> str:
    """Every two neighbouring characters, joined by blanks: "abc" -> "ab bc".

    A hundred thousand names may be given as one text: it is then laid out by slices of its UTF-32 form, as fast as
    copying.
    """
    if len(text) < _LONG:
        return " ".join(map(add, text, text[1:]))
    units = text.encode("utf-32-le")
    laid = bytearray(b" \0\0\0" * (3 * (len(text) - 1)))
    for byte in range(4):
        laid[byte::12] = units[byte:-4:4]
        laid[4 + byte::12] = units[4 + byte::4]
    return laid.decode("utf-32-le")[:-1]


def name_tokens(names: Sequence[str]) -> list[str]:
    """The tokens of each name (any text; folded here), joined by blanks: what the index holds of it.

    Names all in Chinese, the mass of any ledger, are done as one text.
    """
    folded = fold_many(names)
    made = [""] * len(folded)
    plain = [number for number, name in enumerate(folded) if name and _ALL_HAN.fullmatch(name)]
    for number, tokens in zip(plain, _han_names([folded[n] for n in plain]), strict=True):
        made[number] = tokens
    for number, name in enumerate(folded):
        if name and not made[number]:
            made[number] = _mixed_name(name)
    return made


def _han_names(folded: Sequence[str]) -> Iterable[str]:
    """Names of Chinese characters only, all at once: characters, sounds, initials."""
    if not folded:
        return ()
    written = MARK.join(folded)
    spoken = sound(without_suffix(written))
    parts = [_marked(each) for each in (written, spoken, initials(spoken))]
    return map(" ".join, zip(*parts, strict=True))


def _marked(joined: str) -> list[str]:
    """The tokens of names joined by MARK, one text a name."""
    pairs = bigrams(f"{MARK}{joined}{MARK}").replace(f"{MARK} {MARK}", f"{MARK}\n{MARK}")
    return [f"{each[:2]} {MARK}{each[3:5]}{each[2:]}" for each in pairs.split("\n")]


def _mixed_name(folded: str) -> str:
    """A name with Latin words in it: "TCL科技集团", "Huawei Technologies Co., Ltd."."""
    parts = runs(folded)
    spoken = [sound(without_suffix(run)) if is_han(run) else run for run in parts]
    letters = "".join(initials(run) if is_han(run) else _short(run, len(parts)) for run in spoken)
    sounds = [token for run in spoken if is_han(run) for token in run_tokens(run)]
    return " ".join([*sequence(parts, closed=True), *sounds, *(_marked(letters) if len(parts) > 1 else ())])


def sequence(parts: Sequence[str], closed: bool) -> list[str]:
    """The tokens of a name's runs between its marks; without the closing mark, of what a name begins with."""
    first, last = parts[0], parts[-1]
    head = [MARK + first[0], MARK + first[:2]][:len(first)] if is_han(first) else [MARK + first]
    written = [token for run in parts for token in run_tokens(run)]
    end = [f"{written.pop()}{MARK}"] if is_han(last) else [MARK]
    return [*head, *written, *(end if closed else [])]


def without_suffix(folded: str) -> str:
    """A Chinese name without 有限公司 and its like, unless that is all of it."""
    return _SUFFIX.sub("", folded)


def _short(word: str, parts: int) -> str:
    """What a Latin word gives to the initials: TCL whole, Technologies its first letter."""
    return word if len(word) <= 3 and parts < 3 else word[0]


def run_tokens(run: str) -> list[str]:
    """The tokens of one run: its bigrams and last character, or the Latin word that it is."""
    return [*bigrams(run).split(), run[-1]] if is_han(run) else [run]


def text_tokens(text: str) -> str:
    """The tokens of running text: no marks, no sounds."""
    cleaned = unicodedata.normalize("NFKC", text).casefold().translate(_simplified())
    return " ".join(token for run in runs(cleaned) for token in run_tokens(run))


def code_tokens(code: str) -> str:
    """A code, a telephone number or an address of e-mail: whole without gaps, its words, its last digits."""
    squeezed = squeeze(code)
    ends = [squeezed[-8:], squeezed[-4:]] if squeezed.isdigit() and len(squeezed) > 8 else []
    national = [squeezed[2:]] if ends and squeezed.startswith("86") else []
    organisation = [squeezed[8:17]] if len(squeezed) == 18 else []
    words = text_tokens(code).split()
    return " ".join(dict.fromkeys([squeezed, *national, *ends, *organisation, *words]))


def squeeze(code: str) -> str:
    """A code without its blanks, hyphens, dots and brackets, in lower case."""
    return _CODE_GAPS.sub("", unicodedata.normalize("NFKC", code).casefold())
