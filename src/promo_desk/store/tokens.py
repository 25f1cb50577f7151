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
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import add

from promo_desk.store.sounds import initials, sound

MARK = "‹"
"""Stands before the first and after the last token of a name."""

_HAN = "〇㐀-䶿一-鿿぀-ヿ가-힯豈-﫿\U00020000-\U0003ffff\ue000-\uf8ff"
_RUNS = re.compile(f"[{_HAN}]+|[^{_HAN}\\s]+")
_ALL_HAN = re.compile(f"[{_HAN}]+")
_BLANK_IN_HAN = re.compile(f"(?<=[{_HAN}]) +(?=[{_HAN}])")
def _suffix(before: str, end: str) -> re.Pattern[str]:
    """有限公司 and its like behind a character of that class; each way begins with a letter, for that is found fast."""
    rest = {"股": "份(?:有限(?:责任)?)?公司", "有": "限(?:责任)?公司", "公": "司"}
    return re.compile(f"(?:{'|'.join(f'{first}(?<={before}{first}){more}' for first, more in rest.items())}){end}")


_SUFFIX = _suffix(f"[^{MARK}]", f"(?={MARK}|$)")
_SUFFIX_OF_RUN = _suffix(f"[{_HAN}]", f"(?![{_HAN}])")
_END = "\U0010fffd"
"""Stands between texts that are done as one."""
_FIRST_WORD = 0xF0000
_WORDS = re.compile(f"[^{_HAN}\\s{_END}]+")
_FIRST_OF_RUN = re.compile(r" {3}\S ")
"""What a blank and the first character of a run would be as a bigram."""
_TEXTS_AT_ONCE, _LONG_TEXT = 1000, 5000
"""So many texts hold fewer words than there are private characters: a cell has 32,767 characters at most."""
_LONG = 64
"""From how many characters slices are faster than a loop."""
_CODE_GAPS = re.compile(r"[\s\-_.()（）+/]+")
_ASCII_GAPS = dict.fromkeys(map(ord, " \t\n\r\f\v\x1c\x1d\x1e\x1f-_.()+/"))


_JAMO = frozenset(map(chr, range(0x1100, 0x1200)))
_Way = Callable[[Sequence[str]], Iterable[str]]


class _Folding(dict[int, str]):
    """character -> what it is compared as, for ``str.translate``: filled from OpenCC once, then by character.

    It knows one character at a time: those that may grow together with the one before are remembered, and a text that
    holds one is composed (NFKC) before.
    """

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__(known)
        self.growing: set[str] = set()

    def __missing__(self, character: int) -> str:
        own = chr(character)
        whole = unicodedata.normalize("NFKC", own)
        if any(unicodedata.category(each)[0] == "M" or each in _JAMO for each in own + whole):
            self.growing.add(own)
        folded = whole.casefold()
        self[character] = made = _folded_character(own) if folded == own else "".join(
            [self[ord(each)] for each in folded])
        return made


class _IsHan(dict[str, bool]):
    """character -> whether it is one of those that go by bigrams."""

    def __missing__(self, character: str) -> bool:
        self[character] = made = is_han(character)
        return made


_is_han = _IsHan()
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
    return [_single_blanks(each) if " " in each else each for each in _cleaned(texts)]


def _cleaned(texts: Sequence[str]) -> list[str]:
    """Each text character by character: compatible forms, lower case, simplified; what is no word is a blank."""
    if not texts:
        return []
    whole, table = "\n".join(text.replace("\n", " ") if "\n" in text else text for text in texts), _simplified()
    folded = whole.translate(table)
    if table.growing and not table.growing.isdisjoint(whole):
        folded = unicodedata.normalize("NFKC", whole).casefold().translate(table)
    return folded.split("\n")


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

    Names all in Chinese, the mass of any ledger, are done as one text, and so are the sounds of the others.
    """
    folded = fold_many(names)
    made = [""] * len(folded)
    latin: list[int] = []
    han: list[int] = []
    mixed: list[int] = []
    for number, name in enumerate(folded):
        if name:
            (latin if name.isascii() else han if _ALL_HAN.fullmatch(name) else mixed).append(number)
    ways: tuple[tuple[_Way, list[int]], ...] = ((_latin_names, latin), (_han_names, han), (_mixed_names, mixed))
    for way, some in ways:
        for number, tokens in zip(some, way([folded[n] for n in some]), strict=True):
            made[number] = tokens
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


def _latin_names(folded: Sequence[str]) -> Iterable[str]:
    """"Huawei Technologies Co., Ltd.": its words, and the first letters of several."""
    words = [name.split(" ") for name in folded]
    letters = ["".join([word[0] for word in some] if len(some) > 2 else [_short(word, 2) for word in some])
               if len(some) > 1 else "" for some in words]
    return _with_initials([f"{MARK}{some[0]} {name} {MARK}" for name, some in zip(folded, words, strict=True)], letters)


def _mixed_names(folded: Sequence[str]) -> Iterable[str]:
    """"TCL科技集团": Chinese with Latin words in it."""
    spoken = sound(_SUFFIX_OF_RUN.sub("", "\n".join(folded))).split("\n") if folded else ()
    made = [_mixed_name(name, said) for name, said in zip(folded, spoken, strict=True)]
    return _with_initials([text for text, _ in made], [letters for _, letters in made])


def _with_initials(texts: Sequence[str], letters: Sequence[str]) -> Iterable[str]:
    marked = _marked(MARK.join(letters)) if letters else ()
    return [f"{text} {short}" if letter else text for text, letter, short in zip(texts, letters, marked, strict=True)]


def _mixed_name(folded: str, spoken: str) -> tuple[str, str]:
    parts, sounds = runs(folded), runs(spoken)
    han = [_is_han[run[0]] for run in parts]
    first = parts[0]
    head = f"{MARK}{first[0]} {MARK}{first[:2]} " if han[0] and len(first) > 1 else f"{MARK}{first} "
    written = " ".join([run_text(run) if is_ else run for run, is_ in zip(parts, han, strict=True)])
    said = " ".join([run_text(run) for run, is_ in zip(sounds, han, strict=True) if is_])
    letters = "".join([initials(run) if is_ else _short(run, len(parts))
                       for run, is_ in zip(sounds, han, strict=True)]) if len(parts) > 1 else ""
    return f"{head}{written}{'' if han[-1] else ' '}{MARK}{' ' if said else ''}{said}", letters


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


def run_text(run: str) -> str:
    """The tokens of a run of Chinese as one text."""
    return f"{bigrams(run)} {run[-1]}" if len(run) > 1 else run


def text_tokens(text: str) -> str:
    """The tokens of running text: no marks, no sounds."""
    return text_tokens_many([text])[0]


def text_tokens_many(texts: Sequence[str]) -> list[str]:
    """:func:`text_tokens` of each text, some hundred thousand characters laid out as one text."""
    made: list[str] = []
    portion: list[str] = []
    for text in texts:
        portion.append(text)
        if len(portion) > _TEXTS_AT_ONCE or len(text) > _LONG_TEXT:
            made += _text_tokens(portion)
            portion = []
    return [*made, *_text_tokens(portion)]


def _text_tokens(texts: Sequence[str]) -> list[str]:
    """A Latin word stands in the one text as a private character, a run of its own; what is left is bigrams."""
    whole = f" {_END} ".join(_cleaned(texts))
    if whole.isascii():
        return [" ".join(each.split()) for each in whole.split(_END)] if texts else []
    words = _Words()
    laid = bigrams(f"  {_WORDS.sub(lambda found: words[found[0]], whole)} ")
    back = {each.strip(): word for word, each in words.items()}
    found = (each.split() for each in _FIRST_OF_RUN.sub(" ", laid).split(_END))
    return [" ".join(map(back.get, some, some)) for some in found]


class _Words(dict[str, str]):
    """word -> a private character that stands for it, between blanks."""

    def __missing__(self, word: str) -> str:
        self[word] = made = f" {chr(_FIRST_WORD + len(self))} "
        return made


def code_tokens(code: str) -> str:
    """A code, a telephone number or an address of e-mail: whole without gaps, its words, its last digits."""
    squeezed = squeeze(code)
    ends = [squeezed[-8:], squeezed[-4:]] if len(squeezed) > 8 and squeezed.isdigit() else []
    national = [squeezed[2:]] if ends and squeezed.startswith("86") else []
    organisation = [squeezed[8:17]] if len(squeezed) == 18 else []
    words = [squeezed] if code.isalnum() and code.isascii() else text_tokens(code).split()
    return " ".join(dict.fromkeys([squeezed, *national, *ends, *organisation, *words]))


def squeeze(code: str) -> str:
    """A code without its blanks, hyphens, dots and brackets, in lower case."""
    if code.isascii():
        return code.lower().translate(_ASCII_GAPS)
    return _CODE_GAPS.sub("", unicodedata.normalize("NFKC", code).casefold())
