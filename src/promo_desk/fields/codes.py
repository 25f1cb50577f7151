"""Codes that check themselves: 统一社会信用代码 (GB 32100-2015)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import (
    LONGEST_AMOUNT,
    ask,
    digits_of,
    exact_number,
    half_width,
    outer,
    refuse,
    remark,
    said_nothing,
    shown,
    unreadable,
)
from promo_desk.fields.text import LOST_DIGITS

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: no I, O, S, V or Z."""
WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
LOOKALIKES = str.maketrans("OI", "01")
CONFUSED = {"O": "0", "I": "1", "L": "1", "S": "5", "Z": "2", "B": "8", "G": "6", "Q": "0", "D": "0", "V": "U"}
"""Letters that are written for another character."""
SHORTENED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
"""How Excel shows a long number: 9.14E+17."""
_REGISTRATION = re.compile(r"\d{13}|\d{15}")


def check_character(first: str) -> str:
    """The 18th character for the 17 before it. ValueError for a character that the standard does not have."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


@dataclass(frozen=True, slots=True)
class CreditCodeKind:
    """A credit code: 18 characters in capitals without blanks. A doubtful one is kept and remarked upon."""

    name: str = "credit_code"
    align: Literal["start", "end"] = "start"
    width: int = 20

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        if raw is None:
            return Parsed(None)
        if isinstance(raw, str):
            return Parsed(raw) if is_right(raw) else said_nothing(raw) or _read(raw)
        number = exact_number(raw)
        if number is None or number < 0 or number != int(number):
            return unreadable(raw)
        return _eaten(raw) if number >= LOST_DIGITS else _read(digits_of(number))

    def text(self, value: str, language: str) -> str:
        return value

    def sort_key(self, value: str) -> Any:
        return value


_RIGHT = re.compile(f"[{ALPHABET}]{{2}}\\d{{6}}[{ALPHABET}]{{10}}", re.ASCII)
_WEIGHED = tuple({letter: value * weight for value, letter in enumerate(ALPHABET)} for weight in WEIGHTS)


def is_right(code: str) -> bool:
    """Whether it is a whole code already, checked with one look at a table for each character."""
    return _RIGHT.fullmatch(code) is not None and \
        ALPHABET[-sum(map(dict.__getitem__, _WEIGHED, code)) % 31] == code[17]


def _eaten(raw: Any) -> Parsed[str]:
    return refuse(Message("{raw}: Excel has turned this code into a number and lost its last digits; it cannot be "
                          "recovered from this cell.", {"raw": shown(raw)}))


def _read(raw: str) -> Parsed[str]:
    if len(raw) > LONGEST_AMOUNT:
        return unreadable(raw)
    text = half_width(raw).upper()
    codes = [re.sub(r"[\s-]", "", part) for part in re.split(r"[、,;/]|\s+(?=[0-9A-Z]{18}\b)", text)]
    whole = list(dict.fromkeys(code for code in codes if len(code) >= 13))
    if len(whole) > 1:
        return ask(Message("“{raw}” holds more than one code; which is meant?", {"raw": shown(raw)}), *whole)
    code = whole[0] if whole else outer(re.sub(r"[\s-]", "", text))
    if SHORTENED.fullmatch(code):
        return _eaten(raw)
    return _checked(code if len(code) in (13, 15, 18) else text)


def _checked(code: str) -> Parsed[str]:
    """The code as it is kept. O and I are not in the alphabet: they are read as 0 and 1 where the check proves it."""
    likely = code.translate(LOOKALIKES)
    if likely != code and _fault(likely) is None:
        position = next(n for n, pair in enumerate(zip(code, likely, strict=True), 1) if pair[0] != pair[1])
        return remark(likely, Message("Character {position} is a letter that credit codes do not have; it is read as a "
                                      "digit, and the check agrees.", {"position": position}))
    fault = _fault(code)
    if fault is None:
        return Parsed(code)
    mended = _mended(code) if len(code) == 18 else ()
    return Parsed(None, "question", fault, mended) if mended else remark(code, fault)


def _mended(code: str) -> tuple[str, ...]:
    """The code with the letters that cannot stand where they stand read as what they are like, where the check then
    agrees: 91440l… for 914401…"""
    wrong = [at for at, letter in enumerate(code) if letter in CONFUSED and not _may_stand(at, letter)]
    if not wrong:
        return ()
    likely = "".join(CONFUSED[letter] if at in wrong else letter for at, letter in enumerate(code))
    return (likely,) if _fault(likely) is None else ()


def _may_stand(at: int, letter: str) -> bool:
    return letter in ALPHABET and not (2 <= at <= 7)


def _fault(code: str) -> Message | None:
    """What is wrong with a code, naming the position; None when it is right."""
    if _REGISTRATION.fullmatch(code):
        return Message("This is an old registration number of {length} digits, not a credit code.",
                       {"length": len(code)})
    if len(code) != 18:
        return Message("A credit code has 18 characters; this has {length}.", {"length": len(code)})
    for position, character in enumerate(code, 1):
        if character not in ALPHABET or (3 <= position <= 8 and not character.isdigit()):
            return Message("Character {position} of the credit code cannot be {character}.",
                           {"position": position, "character": character})
    wanted = check_character(code[:17])
    if code[17] == wanted:
        return None
    return Message("Character 18 of the credit code should be {wanted}, not {found}: at least one character is wrong.",
                   {"wanted": wanted, "found": code[17]})
