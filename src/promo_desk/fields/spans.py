"""Spans of days that have a name: months, quarters, 上旬, 上半年; their days and their words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from promo_desk.fields.plain import is_unknown

Precision = Literal["day", "ten_days", "month", "quarter", "half", "year", "span", "before", "after", "unknown"]
Span = tuple[date, date]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
THIRDS = ("early", "mid", "late")
THIRDS_ZH = ("上旬", "中旬", "下旬")
HALVES = ("first half of", "second half of")
NAMED_YEARS = range(1000, 3000)
"""Years that are printed and read as a mere number; others only as full days."""


def month(year: int, number: int) -> Span:
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), month(year, last)[1]


def third(year: int, number: int, part: int) -> Span:
    """上旬, 中旬, 下旬 (0, 1, 2) of a month."""
    first, last = month(year, number)
    return (first.replace(day=1 + 10 * part), last if part == 2 else first.replace(day=10 * (part + 1)))


def quarter(year: int, number: int) -> Span:
    return months(year, 3 * number - 2, 3 * number)


def half(year: int, number: int) -> Span:
    return months(year, 6 * number - 5, 6 * number)


def year_span(year: int) -> Span:
    return months(year, 1, 12)


def precision(earliest: date | None, latest: date | None) -> Precision:
    """What kind of span it is."""
    if earliest is None or latest is None:
        return "unknown" if earliest is latest else "before" if earliest is None else "after"
    if earliest == latest:
        return "day"
    return _named(earliest, latest)[0]


def _named(first: date, last: date) -> tuple[Precision, int]:
    """The name of a span within one year, and its number there; ("span", 0) for any other."""
    if first.year == last.year and first.year in NAMED_YEARS:
        year = first.year
        if (first, last) == year_span(year):
            return "year", 0
        for name, count, make in (("half", 2, half), ("quarter", 4, quarter), ("month", 12, month)):
            for number in range(1, count + 1):
                if (first, last) == make(year, number):
                    return name, number  # type: ignore[return-value]  # the names above are Precisions
        for part in range(3):
            if (first, last) == third(year, first.month, part):
                return "ten_days", part
    return "span", 0


def span_text(earliest: date | None, latest: date | None, words: str, language: str) -> str:
    """The words for a span; what was said beside it follows in brackets. Words that would be read otherwise than as
    words (no date, but not a known word for it) stand behind a question mark."""
    if earliest is None and latest is None:
        return words if is_unknown(words) else f"? ({words})"
    shown = _days_text(earliest, latest, language)
    return f"{shown} ({words})" if words else shown


def _days_text(earliest: date | None, latest: date | None, language: str) -> str:
    if earliest and latest:
        return _one_span(earliest, latest, language)
    if latest:
        return _before(latest, language)
    return _after(earliest, language) if earliest else ""


def _one_span(first: date, last: date, language: str) -> str:
    if first == last:
        return first.isoformat()
    name = named_text(first, last, language)
    if name:
        return name
    ends = _ends(first, last, language)
    return f"{ends[0]}至{ends[1]}" if language == "zh" else f"{ends[0]} – {ends[1]}"


def named_text(first: date, last: date, language: str) -> str:
    """2017年3月下旬 or "late March 2017"; "" where the span has no name."""
    kind, number = _named(first, last)
    return (_chinese_name if language == "zh" else _english_name)(kind, number, first)


def _chinese_name(kind: Precision, number: int, first: date) -> str:
    year = f"{first.year}年"
    match kind:
        case "half":
            return f"{year}{'上下'[number - 1]}半年"
        case "quarter":
            return f"{year}第{number}季度"
        case "month" | "ten_days":
            return f"{year}{first.month}月" + (THIRDS_ZH[number] if kind == "ten_days" else "")
    return year if kind == "year" else ""


def _english_name(kind: Precision, number: int, first: date) -> str:
    match kind:
        case "half":
            return f"{HALVES[number - 1]} {first.year}"
        case "quarter":
            return f"{first.year} Q{number}"
        case "month" | "ten_days":
            name = f"{MONTHS[first.month - 1]} {first.year}"
            return f"{THIRDS[number]} {name}" if kind == "ten_days" else name
    return str(first.year) if kind == "year" else ""


def _ends(first: date, last: date, language: str) -> tuple[str, str]:
    """Both ends in the largest unit that fits both: years, months or days."""
    if first.year in NAMED_YEARS and last.year in NAMED_YEARS:
        if first == year_span(first.year)[0] and last == year_span(last.year)[1]:
            return _named_ends(year_span(first.year), year_span(last.year), language)
        if first.day == 1 and last == month(last.year, last.month)[1]:
            return _named_ends(month(first.year, first.month), month(last.year, last.month), language)
    return first.isoformat(), last.isoformat()


def _named_ends(first: Span, last: Span, language: str) -> tuple[str, str]:
    return named_text(*first, language), named_text(*last, language)


def _before(latest: date, language: str) -> str:
    """"before 2018" where the last day ends a year, a month likewise; else "until" that day, which is included."""
    following = latest + timedelta(days=1) if latest < date.max else latest
    if following.day == 1 and following.year in NAMED_YEARS:
        span = year_span(following.year) if following.month == 1 else month(following.year, following.month)
        name = named_text(*span, language)
        return f"{name}前" if language == "zh" else f"before {name}"
    return f"截至{latest.isoformat()}" if language == "zh" else f"until {latest.isoformat()}"


def _after(earliest: date, language: str) -> str:
    """"from 2018", "from September 2017", "from 2017-09-15": the first day is included."""
    name = earliest.isoformat()
    if earliest.day == 1 and earliest.year in NAMED_YEARS:
        span = year_span(earliest.year) if earliest.month == 1 else month(earliest.year, earliest.month)
        name = named_text(*span, language)
    return f"{name}起" if language == "zh" else f"from {name}"
