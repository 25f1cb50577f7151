"""Day numbers and what their formats make of them: Excel stores 42979 and shows 2017年9月1日.

calamine does this for .xlsx and .xls; the formats that are read here (.ods, .xlsb, web tables, pasted cells) get the
same values by the same rules.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from promo_desk.sheets.cells import Value

_NOUGHT, _NOUGHT_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_466
_MOST_DAYS = 10_000_000
_MILLISECONDS = 86_400_000
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?:\$[^\]]*|[<>=][^\]]*|[a-z]{3,}\d*)\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NO_DATES = ("general", "standard", "g/通用格式")

Shows = Literal["number", "date", "elapsed"]


@lru_cache(4096)
def shows(code: str) -> Shows:
    """What a number format makes of a number: a point in time, a length of time, or a number still."""
    bare = _NOT_SHOWN.sub("", code)
    if _ELAPSED.search(bare):
        return "elapsed"
    first = bare.partition(";")[0].strip().lower()
    if first in _NO_DATES:
        return "number"
    return "date" if re.search("[ymdhs]", first) else "number"


def plain_number(number: float) -> int | float:
    """Whole numbers as int, where no digit is invented by that."""
    return int(number) if -1e15 < number < 1e15 and number.is_integer() else number


def of_serial(number: float, code: str | None, epoch_1904: bool = False) -> Value:
    """The value behind a stored number under its format; the number itself where no calendar reaches."""
    kind = shows(code) if code else "number"
    if kind == "number" or not abs(number) < _MOST_DAYS:
        return plain_number(number)
    since = timedelta(milliseconds=round(number * _MILLISECONDS))
    if kind == "elapsed":
        return since
    if not 0 <= number < _LAST_DAY - (1462 if epoch_1904 else 0):
        return plain_number(number)
    if number < 1:
        return (datetime.min + since).time()
    moment = (_NOUGHT_1904 if epoch_1904 else _NOUGHT) + since + timedelta(days=not epoch_1904 and number < 60)
    return moment.date() if float(number).is_integer() else moment


def of_text(said: str) -> Value:
    """An ISO date, moment or time ("2017-09-01", "2017-09-01T08:30:00", "PT08H30M00S"); the text where it is none.

    Midnight is no time of day: "2017-09-01T00:00:00" is a date."""
    try:
        if said.startswith(("P", "-P")):
            return _lasting(said)
        if len(said) == 10:
            return date.fromisoformat(said)
        moment = datetime.fromisoformat(said).replace(tzinfo=None)
        return moment.date() if moment.time() == time() else moment
    except ValueError:
        return said


_LASTING = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?)?")


def _lasting(said: str) -> timedelta:
    found = _LASTING.fullmatch(said)
    if found is None:
        raise ValueError(said)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:5])
    micro = round(float("0." + (found[6] or "0")[:9]) * 1_000_000)
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=micro)
    return -length if found[1] else length


def time_of(length: timedelta) -> time | timedelta:
    """A length of less than a day as the time of day it is shown as."""
    return (datetime.min + length).time() if timedelta() <= length < timedelta(days=1) else length
