"""Telephone numbers: taking a cell apart, and the international form of each number."""

from __future__ import annotations

import re
from functools import lru_cache

from promo_desk.fields.plain import half_width, said_nothing

_HARD = re.compile(r"\s*[;；、,，\n/|]\s*|\s*或\s*|\s+(?:and|or)\s+")
_LABEL = re.compile(r"^(?:电话|手机|联系电话|联系方式|办公电话|座机|固话|热线|传真|移动电话|"
                    r"tel|phone|mobile|mob|cell|office|fax|t|m|p)\s*[.:：]?\s*(?=[+(\d])", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|extension|x)\s*[:：]?\s*(\d{1,7})$|(?<=\d{7})-(\d{1,5})$", re.IGNORECASE)
_PLAIN = re.compile(r"(?:(?:\+|00)?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})|(0\d{2,3})- ?([2-9]\d{6,7})", re.ASCII)
_SAME = re.compile(r"\s*[(（]?(?:微信|电话|手机)?同(?:号|微信|手机)[)）]?\s*[:：]?")
"""微信同号: the number is a WeChat name as well; no part of it."""
_NEIGHBOUR = re.compile(r"(?:852|853|886)[ -]\d", re.ASCII)
"""Hong Kong, Macao and Taiwan are often written without a plus."""
_TELLING = 5
"""Digits that tell whether a Chinese number is one: the numbering plan looks at no further ones."""
_RUN = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)")


def phones_of(text: str, country: str = "CN") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of a cell in international form, each once; and those of them that are doubtful, kept as written."""
    numbers: list[str] = []
    doubtful: list[str] = []
    for part in _parts(text):
        number, sure = _international(part, country)
        numbers.append(number)
        if not sure:
            doubtful.append(number)
    return tuple(dict.fromkeys(numbers)), tuple(doubtful)


def _parts(text: str) -> list[str]:
    """The cell at its separators; mobiles written one behind another are parted too."""
    parts: list[str] = []
    for piece in _HARD.split(text.replace("\r", "\n")):
        part = half_width(piece)
        mobiles = _RUN.findall(part)
        parts.extend(mobiles if len(mobiles) > 1 and not re.search(r"\d", _RUN.sub("", part)) else [part])
    return [part for part in parts if re.search(r"\w", part) and said_nothing(part) is None]


def _international(written: str, country: str) -> tuple[str, bool]:
    """One number in international form and whether it is a number of its country; as written when it is not."""
    number = plain_number(written) if country == "CN" else None
    return (number, True) if number else _asked(written, country)


def plain_number(written: str) -> str | None:
    """The international form of a Chinese mobile or fixed line written alone; None for anything else.

    Most cells of any ledger are one. The numbering plan looks at no digit behind the first ones, so it is asked once
    for all numbers that begin alike: 2 us a cell instead of 80.
    """
    match = _PLAIN.fullmatch(written)
    if match is None:
        return None
    if match[1]:
        return f"+86 {match[1]} {match[2]} {match[3]}" if _begun(match[1] + match[2][:2], 6)[1] else None
    area, line = match[4], match[5]
    known, sure = _begun(f"{area}-{line[:_TELLING]}", len(line) - _TELLING)
    return known[:_TELLING - len(line)] + line[_TELLING:] if sure else None


@lru_cache(maxsize=20_000)
def _begun(head: str, more: int) -> tuple[str, bool]:
    """The international form of a number that begins so and goes on with noughts, and whether there is such a one."""
    return _asked(head + "0" * more, "CN")


@lru_cache(maxsize=20_000)
def _asked(written: str, country: str) -> tuple[str, bool]:
    import phonenumbers

    plain = _LABEL.sub("", _SAME.sub("", written))
    extension = _EXTENSION.search(plain)
    main = plain[: extension.start()] if extension else plain
    try:
        number = phonenumbers.parse(_with_plus(main), country)
    except phonenumbers.NumberParseException:
        return written, False
    if not phonenumbers.is_valid_number(number) and _NEIGHBOUR.match(main):
        number = phonenumbers.parse(f"+{main}", country)  # 852-2345 6789 without its plus
    if not phonenumbers.is_valid_number(number) or re.search(r"[^\d\s()+.-]", main):
        return written, False
    if extension:
        number.extension = extension[1] or extension[2]
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL), True


def _with_plus(main: str) -> str:
    """86-138..., (86)138..., 0086 138...: the Chinese prefix in the ways it is written without its plus."""
    return re.sub(r"^\(?(?:\+|00)?86\)?[ -]?(?=\(?0?[1-9])", "+86", main) if len(re.sub(r"\D", "", main)) > 11 else main
