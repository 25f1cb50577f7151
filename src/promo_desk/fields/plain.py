"""What every kind does first with a raw value: clean it, and see whether there is anything in it.

Cells bring full-width digits, odd blanks, zero-width characters, marks that mean "nothing here" and the errors of
formulas. They are dealt with here, once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from promo_desk.fields.kind import Parsed
from promo_desk.fields.message import Message

V = TypeVar("V")

LONGEST_AMOUNT = 300
"""A cell with more characters is prose, not an amount or a date; it is not searched for one."""

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OUTER = "".join(chr(n) for n in range(0x3001) if chr(n).isspace()) + ZERO_WIDTH
_ZERO_WIDTH = dict.fromkeys(map(ord, ZERO_WIDTH))
_ENUMERATED = re.compile("([\u2460-\u24ff\u2776-\u2793\u00bc-\u00be\u2150-\u215f]|"
                         "(?<=[0-9])[\u00b2\u00b3\u00b9\u2070-\u2079])")
_MINUS = str.maketrans({"−": "-", "﹣": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'"})

EMPTY_MARKS = frozenset({
    "", "-", "--", "---", "—", "——", "–", "/", "//", "\\", "n/a", "na", "n.a.", "nil", "none", "null",
})
"""Marks that say only that a cell is empty; folded to lower case and half width."""

UNKNOWN_WORDS = frozenset({
    "待定", "暂无", "无", "没有", "未定", "不详", "未知", "不明", "待确认", "待确定", "待补充", "待明确", "待核实",
    "待商定", "待议", "未确定", "未明确", "暂未确定", "尚未确定", "尚未明确", "暂不确定", "另定", "另行通知",
    "面议", "保密", "不便透露", "tbd", "tba", "tbc", "t.b.d.", "to be determined", "to be decided",
    "to be confirmed", "to be announced", "unknown", "not known", "undecided", "not decided", "pending",
    "confidential", "undisclosed", "not disclosed", "?", "??", "???",
})
"""Words that say that the value is not known; folded likewise."""

LASTING_WORDS = frozenset({
    "长期", "长期有效", "永久", "永久有效", "无固定期限", "持续", "尽快", "适时", "择期",
    "ongoing", "permanent", "indefinite", "open-ended", "asap",
})
"""Words that stand where a date could and name no day; a date keeps them as it keeps 待定."""

SHEET_FAULTS = frozenset({
    "#n/a", "#ref!", "#div/0!", "#value!", "#name?", "#null!", "#num!", "#spill!", "#calc!", "#getting_data",
    "#blocked!", "#####", "######", "#######", "########",
})
"""What a sheet shows where its own formula failed or the column was too narrow."""


def half_width(text: str) -> str:
    """NFKC with care: circled numbers, fractions and superscripts after a digit stay what they are, so that
    ①5000万 never becomes 15000万, nor 10² 102. Zero-width characters go, every blank becomes a plain one."""
    if text.isascii():
        return " ".join(text.split())
    parts = _ENUMERATED.split(text.translate(_ZERO_WIDTH))
    folded = "".join(p if n % 2 else unicodedata.normalize("NFKC", p) for n, p in enumerate(parts))
    return re.sub(r"\s+", " ", folded.translate(_MINUS)).strip()


def outer(text: str) -> str:
    """The text as it is kept: NFC, no blanks (of any kind) or zero-width characters at its ends, \\n between lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip(_OUTER)


def is_unknown(words: str) -> bool:
    """Whether words, as they are kept, are known to say that there is no date (yet)."""
    if len(words) > LONGEST_AMOUNT or outer(words) != words or "\n" in words:
        return False
    folded = half_width(words).casefold()
    return folded in UNKNOWN_WORDS or folded in LASTING_WORDS


def from_float(raw: float) -> Decimal:
    """The 15 significant digits that Excel shows of a number: the one place where a float becomes an amount."""
    return Decimal(format(raw, ".15g"))


def digits_of(number: Decimal) -> str:
    """The number in plain digits: no exponent, no needless zeros behind the point."""
    shown = format(number, "f")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("", "-0") else shown


def grouped(number: Decimal) -> str:
    """Plain digits with thousands apart: 1,234.5."""
    whole, point, fraction = digits_of(number).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{fraction}"


def digits_or_fraction(number: Fraction) -> str:
    """A number for a message: its digits where they end, else a fraction."""
    return shown(str(number) if _places(number) is None else grouped(finite(number)))


def finite(number: Fraction) -> Decimal:
    """A fraction whose decimals end, exactly. ValueError where they do not."""
    places = _places(number)
    if places is None:
        raise ValueError(f"{number} has no last decimal")
    scaled = int(number * 10**places)
    return Decimal((int(scaled < 0), tuple(map(int, str(abs(scaled)))), -places))


def _places(number: Fraction) -> int | None:
    """How many decimals a fraction has; None where they never end."""
    rest, powers = number.denominator, {2: 0, 5: 0}
    for prime in powers:
        while rest % prime == 0:
            rest //= prime
            powers[prime] += 1
    return max(powers.values()) if rest == 1 else None


def refuse(message: Message) -> Parsed[Any]:
    """No value; the message says why."""
    return Parsed(None, "error", message)


def ask(message: Message, *candidates: V) -> Parsed[V]:
    """No value; a person decides between the candidates (each named once)."""
    return Parsed(None, "question", message, tuple(dict.fromkeys(candidates)))


def remark(value: V | None, message: Message) -> Parsed[V]:
    """The value stands, and something is said of it."""
    return Parsed(value, "remark", message)


def with_remark(parsed: Parsed[V], message: Message) -> Parsed[V]:
    """Says something of a value that stands, unless something is said already."""
    return replace(parsed, level="remark", message=message) if parsed.level == "ok" else parsed


def unreadable(raw: Any) -> Parsed[Any]:
    return refuse(Message("“{raw}” cannot be read here.", {"raw": shown(raw)}))


def shown(raw: Any) -> str:
    """The raw value in a message: whole when short, else its beginning."""
    text = str(raw)
    return text if len(text) <= 60 else text[:59] + "…"


def said_nothing(text: str) -> Parsed[Any] | None:
    """The answer to a cell that holds no value: empty, a word for "not known", or a sheet's own error."""
    if len(text) > LONGEST_AMOUNT:
        return None if outer(text) else Parsed(None)
    folded = half_width(text).casefold()
    if folded in EMPTY_MARKS:
        return Parsed(None)
    if folded in UNKNOWN_WORDS:
        return remark(None, Message("“{raw}” is no value; the field stays empty.", {"raw": shown(text)}))
    if folded in SHEET_FAULTS:
        return refuse(Message("{raw} is an error of the sheet itself, not a value.", {"raw": shown(text)}))
    return None


def number_or_text(raw: Any) -> Decimal | str | Parsed[Any]:
    """A raw cell as an exact number, as cleaned text, or the answer already."""
    if raw is None:
        return Parsed(None)
    if isinstance(raw, str):
        nothing = said_nothing(raw)
        if nothing is not None:
            return nothing
        return unreadable(raw) if len(outer(raw)) > LONGEST_AMOUNT else half_width(raw)
    number = exact_number(raw)
    return unreadable(raw) if number is None else number


def exact_number(raw: Any) -> Decimal | None:
    """A number cell as an exact number; None for what is no number that could be meant (True, infinity, 1e-200)."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        return None
    number = from_float(raw) if isinstance(raw, float) else Decimal(raw)
    sensible = number.is_finite() and (not number or -40 < number.adjusted() < 40)
    return number if sensible else None
