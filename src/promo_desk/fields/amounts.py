"""Finding amounts in what people write, for every kind that holds a number.

A cell may hold one amount (61亿元, US$9.22bn, (1,200), 约30亩), a range (1-2亿), two forms of one amount or two amounts
(61亿元（92.2亿美元）), or words around an amount. This module finds the amounts and says in what shape they stand; what
they mean (currency, square metres, points) is the kind's own business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Literal, TypeVar

from promo_desk.fields.chinese import TO_PLAIN, chinese_number
from promo_desk.fields.kind import Parsed
from promo_desk.fields.message import Message
from promo_desk.fields.plain import ask, number_or_text, refuse, shown, unreadable, with_remark
from promo_desk.fields.units import CHINESE_SCALES, ENGLISH_SCALES, LETTER_SCALES, alternation, scale_of

V = TypeVar("V")
Shape = Literal["none", "one", "range", "several", "words"]

ABOUT_BEFORE = (
    "约", "大约", "约为", "大概", "近", "将近", "接近", "超", "超过", "逾", "不低于", "不少于", "不超过", "至少",
    "最高", "最多", "不足", "高于", "低于", "达", "达到", "共", "共计", "合计", "预计", "计划", "拟", "暂定",
    "估计", "约计", "about", "approx", "approx.", "approximately", "around", "roughly", "circa", "ca.", "ca", "c.",
    "nearly", "almost", "over", "more than", "at least", "up to", "under", "less than", "some", "est.", "estimated",
    "~", "≈", ">", "<", "≥", "≤", ">=", "<=",
)
ABOUT_BEHIND = (
    "左右", "上下", "以上", "以下", "以内", "之内", "多", "余", "+", "or so", "or more", "approx", "approx.", "约",
    "(约)", "(预计)", "(暂定)", "(估)", "(估算)", "(est.)", "(approx.)",
)
DASHES = ("-", "--", "—", "——", "–", "~", "至", "到", "to", "…", "...")
BESIDES = (
    "(", ",", ";", "/", "、", "=", "≈", "即", "折合", "合", "约合", "(约", "(合", "(折合", "(约合", "and", "及",
    "和", "+", ":", "or", "或", "(≈", "(=", "(approx.", "(about",
)
END_MARKS = "。.;,、 "

_ARABIC = r"(?:\d+(?:[, ']\d+)*(?:\.\d+)*|\.\d+)"
_CHINESE = r"[一二两三四五六七八九十][零〇○一二两三四五六七八九十百千]*(?:点[零〇○一二三四五六七八九]+)?"
_BARE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_GROUPED = re.compile(r"\d+(\.\d+)?|\d{1,3}(?:([, '])\d{3}(?:\2\d{3})*)(\.\d+)?|\.\d+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written: ``number`` with the ``scale`` of the cell applied, ``units`` the words beside it.

    A fraction, because arithmetic with Decimals rounds to 28 digits without a word.
    """

    number: Fraction
    scale: int = 1
    units: tuple[str, ...] = ()
    prefixed: bool = False
    chinese: bool = False

    @property
    def bare(self) -> bool:
        """Whether the cell says nothing but the number."""
        return self.scale == 1 and not self.units


@dataclass(frozen=True, slots=True)
class Found:
    """The amounts of a text and how they stand in it. ``about``: a word says that the number is not exact."""

    shape: Shape
    amounts: tuple[Amount, ...] = ()
    about: str = ""
    fault: Message | None = None
    shortened: bool = False


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The unit words a kind knows (folded), whether k, m, b are scales beside them, and whether brackets are a minus.

    ``rarely`` is asked for a word that stands where a unit could stand and is not among them.
    """

    units: tuple[str, ...]
    letters: bool = False
    accounting: bool = True
    rarely: Callable[[str], bool] = lambda word: False

    @cached_property
    def scale(self) -> str:
        letters = LETTER_SCALES if self.letters else {"k": 1000}
        return alternation([*CHINESE_SCALES, *ENGLISH_SCALES, *letters])

    @cached_property
    def unit(self) -> str:
        return alternation(self.units) if self.units else r"(?!)"

    @cached_property
    def amount(self) -> re.Pattern[str]:
        han = alternation(CHINESE_SCALES)
        arabic = rf"{_ARABIC}(?:e[+-]?\d+)?(?:\s*[余多])?(?:\s*(?:{self.scale}))?(?:\s*{_ARABIC}\s*(?:{han}))*"
        loose = r"(?P<loose>(?<=[十百千万亿])\s*\d+)?"
        chinese = rf"{_CHINESE}(?:[余多])?(?:[万亿]+(?:零?{_CHINESE})?)*"
        return re.compile(
            rf"(?:(?P<pre>(?:(?:{self.unit})\s*)+)(?P<sign>-\s*)?)?"
            rf"(?P<body>(?P<arabic>{arabic}){loose}|(?P<chinese>{chinese}))"
            rf"(?P<more>\s*[余多])?(?P<post>(?:\s*(?:{self.unit}))*)")

    @cached_property
    def in_brackets(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<pre>(?:(?:{self.unit})\s*)*)\(\s*(?P<inner>(?:{self.unit})?\s*[\d., ]+)\s*\)"
                          rf"(?P<post>\s*(?:{self.scale})?(?:\s*(?:{self.unit}))*)")

    @cached_property
    def segments(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<number>{_ARABIC}(?:e[+-]?\d+)?)\s*[余多]?\s*(?P<scale>{self.scale})?")

    @cached_property
    def only_unit(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.scale})|(?:{self.scale})?(?:\s*(?:{self.unit}))+")

    @cached_property
    def unit_list(self) -> re.Pattern[str]:
        return re.compile(self.unit)


@lru_cache(maxsize=8192)  # a column says the same again and again
def find(text: str, words: Vocabulary) -> Found:
    """The amounts in a cleaned text (see :func:`plain.half_width`)."""
    number = exact(text.lstrip("-")) if _BARE.fullmatch(text) else None
    if number is not None:
        return Found("one", (Amount(-number if text[0] == "-" else number),))
    plain = text.casefold().translate(TO_PLAIN)
    plain = re.sub(r"(?<=元)[整正]$", "", re.sub(r"(?<=[\d一二两三四五六七八九十])\s*个(?=[亿万])", "", plain))
    plain = _unwrapped(plain, words)
    bracketed = words.in_brackets.fullmatch(plain)
    if bracketed is not None:
        plain = f"{'-' if words.accounting else ''}{bracketed['pre']}{bracketed['inner']}{bracketed['post']}"
    matches = [m for m in words.amount.finditer(plain) if not _only_word(m, plain)]
    if not matches:
        return Found("none")
    read = [_amount(match, words) for match in matches]
    faults = [item for item in read if isinstance(item, Message)]
    amounts = tuple(item for item in read if isinstance(item, Amount))
    found = _shaped(plain, matches, amounts, words) if not faults else Found("none", fault=faults[0])
    found = replace(found, amounts=tuple(_as_written(a, text, words) for a in found.amounts))
    about = next((m for m in matches if "余" in m[0] or "多" in m[0]), None)
    shortened = any(re.search(r"\de[+-]?\d", m["body"]) for m in matches)
    return replace(found, about=found.about or ("余" if about else ""), shortened=shortened)


def _unwrapped(plain: str, words: Vocabulary) -> str:
    """3000(万元) as 3000万元: a unit stands in the brackets and nothing else."""
    match = re.fullmatch(r"(.*\d)\s*\(([^()\d]{1,20})\)", plain)
    return f"{match[1]}{match[2]}" if match and words.only_unit.fullmatch(match[2].strip()) else plain


def _only_word(match: re.Match[str], plain: str) -> bool:
    """A Chinese numeral inside a sentence (一期) is a word; with a unit, or alone in the cell, it is a number."""
    return bool(match["chinese"]) and not match["post"] and match[0] != plain and not _great(match["chinese"])


def _great(chinese: str) -> bool:
    return chinese[-1] in "百千万亿" and len(chinese) > 1


def _amount(match: re.Match[str], words: Vocabulary) -> Amount | Message:
    units = tuple(words.unit_list.findall(match["pre"] or "") + words.unit_list.findall(match["post"]))
    if match["chinese"]:
        written = chinese_number(re.sub("[余多]", "", match["chinese"]))
        number = None if written is None else Fraction(written)
        scale = 10 if _great(match["chinese"]) else 1
    else:
        number, scale = _arabic(match, words)
    if number is None:
        return Message("“{number}” is not one plain number: check its points, commas and blanks.",
                       {"number": shown(match["body"])})
    signed = -number if match["sign"] else number
    return Amount(signed, scale, units, bool(match["pre"]) and not match["post"], bool(match["chinese"]))


def _arabic(match: re.Match[str], words: Vocabulary) -> tuple[Fraction | None, int]:
    """The number of 1亿2000万: scales fall, each part is smaller than the scale before it; and its last scale."""
    total, scale = Fraction(0), 1
    limit: int | None = None
    for part in words.segments.finditer(match["arabic"]):
        number = exact(part["number"])
        scale = scale_of(part["scale"]) if part["scale"] else 1
        if number is None or (limit is not None and number * scale >= limit):
            return None, 1
        total, limit = total + number * scale, scale
    return (None, 1) if match["loose"] else (total, scale)


def exact(written: str) -> Fraction | None:
    """A written number with its thousands apart rightly: 1,200 and 1 200 000.5; None for 9,22 or 1.200.000."""
    digits, _, power = written.partition("e")
    if not _GROUPED.fullmatch(digits) or len(power) > 3:
        return None
    return Fraction(re.sub(r"[, ']", "", digits) + (f"e{power}" if power else ""))


def _shaped(plain: str, matches: list[re.Match[str]], amounts: tuple[Amount, ...], words: Vocabulary) -> Found:
    head, tail = plain[: matches[0].start()].strip(), plain[matches[-1].end():].strip()
    between = [plain[a.end(): b.start()].strip() for a, b in pairwise(matches)]
    head, negative = _signed(head)
    head, before = _about(head, ABOUT_BEFORE, str.endswith)
    tail, behind = _about(tail, ABOUT_BEHIND, str.startswith)
    again, negative = (head, negative) if negative else _signed(head)
    if negative:
        amounts = (replace(amounts[0], number=-amounts[0].number), *amounts[1:])
    about = before or behind
    if len(amounts) == 1:
        return _single(again, tail.strip(END_MARKS), amounts[0], about, words)
    if len(amounts) == 2 and between[0] in DASHES and not again and not tail.strip(END_MARKS):
        return Found("range", _shared(*amounts), about)
    beside = all(words_between in BESIDES or not words_between for words_between in between)
    alone = not again and tail.strip(END_MARKS + ")") == ""
    return Found("several" if beside and alone else "words", amounts, about)


def _single(head: str, tail: str, amount: Amount, about: str, words: Vocabulary) -> Found:
    """One amount: alone, in brackets, or with a rarer unit's word beside it."""
    if head in ("(", "[") and tail in (")", "]"):
        head = tail = ""
    if not head and not tail:
        return Found("one", (amount,), about)
    rare = tail if not head else head if not tail else ""
    if rare and words.rarely(rare):
        return Found("one", (replace(amount, units=(*amount.units, rare), prefixed=not tail),), about)
    return Found("words", (amount,), about)


def _as_written(amount: Amount, text: str, words: Vocabulary) -> Amount:
    """A unit that no table knows keeps its capitals: 5 TWh."""
    if not amount.units or amount.units[-1] in words.units or len(text.casefold()) != len(text):
        return amount
    at = text.casefold().translate(TO_PLAIN).rfind(amount.units[-1])
    return replace(amount, units=(*amount.units[:-1], text[at: at + len(amount.units[-1])]))


def _signed(head: str) -> tuple[str, bool]:
    """The words before an amount without its sign, and whether it is negative."""
    if head.endswith("-") or head.endswith("负"):
        return head[:-1].strip(), True
    return (head[:-1].strip() if head.endswith("+") else head), False


def _about(words: str, known: Iterable[str], at: Callable[[str, str], bool]) -> tuple[str, str]:
    """The words without an expression that says "about" next to the amount, and that expression."""
    fitting = [word for word in known if at(words, word)]
    if not fitting:
        return words, ""
    longest = max(fitting, key=len)
    rest = words[: -len(longest)] if at is str.endswith else words[len(longest):]
    return rest.strip(), longest


def _shared(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """What one end of a range says for both: 1-2亿 is 1亿 to 2亿, USD 1-2 m both dollars."""
    if first.scale == 1 and (not first.units or first.prefixed) and second.scale > 1:
        first = replace(first, number=first.number * second.scale, scale=second.scale)
    units = second.units or first.units
    return replace(first, units=first.units or units), replace(second, units=units)


Make = Callable[[Amount], Parsed[V]]


def read_amount(raw: Any, words: Vocabulary, make: Make[V]) -> Parsed[V]:
    """Reads a raw cell with the kind's unit words; ``make`` turns one amount into the kind's value."""
    plain = number_or_text(raw)
    if isinstance(plain, Parsed):
        return plain
    if isinstance(plain, Decimal):
        return make(Amount(Fraction(plain)))
    found = find(plain, words)
    if found.fault is not None:
        return refuse(found.fault)
    return _settled(raw, found, make)


def _settled(raw: Any, found: Found, make: Make[V]) -> Parsed[V]:
    """One amount is the value; anything else is a person's decision between the amounts found."""
    if found.shape == "none" or _guessed(found):
        return unreadable(raw)
    made = [make(amount) for amount in found.amounts]
    if found.shape == "one":
        return _one(raw, found, made[0])
    failed = next((p for p in made if p.level == "error"), None)
    if failed is not None and found.shape != "words":
        return failed
    values = [value for p in made for value in ((p.value,) if p.value is not None else p.candidates)]
    if found.shape == "several" and len(set(values)) == 1 and all(p.stands for p in made):
        return made[0]
    return _asked(raw, found.shape, values)


def _guessed(found: Found) -> bool:
    """约三: a bare Chinese numeral behind a word that says "about" could be anything."""
    return any(a.chinese and a.bare for a in found.amounts) and (bool(found.about) or found.shape != "one")


def _one(raw: Any, found: Found, made: Parsed[V]) -> Parsed[V]:
    if found.shortened and made.stands and made.value is not None:
        return ask(Message("{raw} is how Excel shows a long number; are these all of its digits?", {"raw": shown(raw)}),
                   made.value)
    if found.about:
        return with_remark(made, Message("“{raw}” is not exact; the figure is taken as it stands.",
                                         {"raw": shown(raw)}))
    return made


def _asked(raw: Any, shape: Shape, values: list[V]) -> Parsed[V]:
    known = {"raw": shown(raw)}
    if not values:
        return unreadable(raw)
    if shape == "range":
        return ask(Message("“{raw}” is a range; which figure is meant?", known), *values)
    if shape == "several":
        return ask(Message("“{raw}” holds more than one amount; which is meant?", known), *values)
    return ask(Message("“{raw}” has words around the amount; is this what is meant?", known), *values)
