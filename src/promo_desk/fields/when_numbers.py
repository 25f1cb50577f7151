"""Dates that arrive as Excel's cells: date cells, day numbers of both calendars, and plain numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import ask, digits_of, refuse, remark
from promo_desk.fields.spans import month, year_span
from promo_desk.fields.when import When

PLAIN_YEARS = range(1800, 2200)
"""Whole numbers that are read as years."""
LIKELY_SERIALS = range(10_000, 100_000)
"""Whole numbers that are read as Excel's day numbers (1927 to 2173)."""
_SHOWN = re.compile(r'"([^"]*)"|\[[^\]]*\]|\\(.)|_.|\*.')


def format_parts(number_format: str | None) -> str:
    """Which of y, m, d and h an Excel number format shows: "ym" for yyyy年m月 and mmm-yy; "" for no date format."""
    bare = _SHOWN.sub("", (number_format or "").split(";")[0]).lower()
    if re.search(r"[hs]|am/pm", bare):
        return "ymdh"
    return "".join(part for part in "ymd" if part in bare or (part == "y" and "e" in bare and "m" in bare))


def from_day(day: date, number_format: str | None) -> When:
    """A date cell: a month where its format shows no day, a year where it shows no month."""
    if isinstance(day, datetime):
        day = day.date()
    shown = format_parts(number_format)
    if shown in ("ym", "m"):
        return When(*month(day.year, day.month))
    return When(*year_span(day.year)) if shown == "y" else When.day(day)


def from_serial(number: Decimal, reading: Reading) -> Parsed[When]:
    """Excel's day number; in the 1900 calendar 60 is 29 February 1900, a day that never was."""
    whole = int(number)
    if reading.epoch_1904:
        start = date(1904, 1, 1)
    elif whole == 60:
        return refuse(Message("Excel's day 60 is 29 February 1900, a day that never was."))
    else:
        start = date(1899, 12, 31) if whole < 60 else date(1899, 12, 30)
    if not (0 if reading.epoch_1904 else 1) <= whole <= (date.max - start).days:
        return refuse(Message("{number} is not a day number of Excel.", {"number": digits_of(number)}))
    return Parsed(from_day(start + timedelta(days=whole), reading.number_format))


def from_number(number: Decimal, reading: Reading) -> Parsed[When]:
    """2017 is a year, 201709 a month, 20170915 a day, 43000 a day number, 2017.9 September; else an error."""
    if format_parts(reading.number_format):
        return from_serial(number, reading)
    if number != int(number):
        return _with_fraction(number, reading)
    whole = int(number)
    if whole in PLAIN_YEARS:
        return Parsed(When(*year_span(whole)))
    if whole in LIKELY_SERIALS:
        return _likely_serial(number, reading)
    return from_digits(str(whole)) or refuse(Message("{number} is no date.", {"number": whole}))


def from_digits(digits: str) -> Parsed[When] | None:
    """201709 and 20170915; None for other numbers of digits, or where there is no such day."""
    if len(digits) not in (6, 8) or int(digits[:4]) not in PLAIN_YEARS:
        return None
    year, number, rest = int(digits[:4]), int(digits[4:6]), digits[6:]
    try:
        return Parsed(When.day(date(year, number, int(rest))) if rest else When(*month(year, number)))
    except (ValueError, IndexError):
        return None


def _likely_serial(number: Decimal, reading: Reading) -> Parsed[When]:
    read = from_serial(number, reading)
    if read.value is None:
        return read
    return remark(read.value, Message("{number} is read as Excel's number of the day {day}.",
                                      {"number": digits_of(number), "day": str(read.value.earliest)}))


def _with_fraction(number: Decimal, reading: Reading) -> Parsed[When]:
    """2017.9 typed into a cell is September; 2017.1 may be January, or October that lost its zero."""
    if int(number) in LIKELY_SERIALS:
        return _likely_serial(number, reading)
    whole, _, behind = digits_of(number).partition(".")
    if int(whole) not in PLAIN_YEARS or len(behind) > 2 or not 1 <= int(behind) <= 12:
        return refuse(Message("{number} is no date.", {"number": digits_of(number)}))
    first = When(*month(int(whole), int(behind)))
    if behind == "1":
        return ask(Message("{number} in a number cell: January, or October with its zero lost?",
                           {"number": digits_of(number)}), first, When(*month(int(whole), 10)))
    return Parsed(first)
