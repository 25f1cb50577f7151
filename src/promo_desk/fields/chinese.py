"""Numbers written in Chinese: 三亿五千万, 叁亿伍仟万, 三点五, 二〇一七."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
GREAT = {"亿": 10**8, "万": 10**4}

TO_PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩圓圆畝頃幣",
                         "一二二三三四五六六七八九十百千万亿两元元亩顷币")
"""Capital and traditional forms to the plain ones, before a text is searched for amounts."""


def chinese_number(text: str) -> Decimal | None:
    """The number of plain Chinese numerals (see :data:`TO_PLAIN`), or None when they are not one plain number.

    三点五亿 is 350,000,000. Shortened speech (三亿五, 两三亿) is no plain number: it can be read in two ways.
    """
    head, point, tail = text.partition("点")
    if not point:
        whole = _integer(text)
        return None if whole is None else Decimal(whole)
    digits = tail.rstrip("千百万亿")
    scale = _scale(tail[len(digits):])
    whole = _integer(head)
    if whole is None or scale is None or not digits or any(d not in DIGITS for d in digits):
        return None
    return Decimal(f"{whole}.{plain_digits(digits)}") * scale


def plain_digits(text: str) -> str:
    """二〇一七 as 2017: digit by digit; characters that are no digits stay."""
    return "".join(str(DIGITS.get(c, c)) for c in text)


def _scale(text: str) -> int | None:
    scale = 1
    for character in text:
        scale *= {**SMALL, **GREAT}[character]
    return scale


def _integer(text: str) -> int | None:
    """Sections by 亿 and 万, each under ten thousand: 一千二百万亿 is refused rather than guessed."""
    for unit, value in GREAT.items():
        head, found, tail = text.partition(unit) if unit == "万" else text.rpartition(unit)
        if not found:
            continue
        left, right = _integer(head), _rest(tail, value)
        return None if left is None or right is None or left == 0 else left * value + right
    return _section(text)


def _rest(text: str, unit: int) -> int | None:
    """What follows 亿 or 万: nothing, or a smaller number that is not a shortened one (三亿五)."""
    if not text:
        return 0
    number = _integer(text)
    shortened = len(text) == 1
    return None if number is None or number >= unit or shortened else number


def _section(text: str) -> int | None:
    """A number under ten thousand: 一千二百三十四, 十五, 五, 三百零五."""
    total, digit, last = 0, None, 10_000
    for n, character in enumerate(text):
        if character in SMALL:
            unit = SMALL[character]
            if unit >= last or (digit is None and not (unit == 10 and n == 0)) or digit == 0:
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        elif character not in DIGITS or (digit is not None and digit != 0):
            return None
        else:
            digit = DIGITS[character]
    if not text or (digit and last > 10 and total and text[-2] not in "零〇○"):
        return None
    return total + (digit or 0)
