"""The forms in which people write one date, month, quarter, half or year, each with its pattern.

Every reader takes a match and answers a span, or None where the numbers do not fit. A missing year is asked of the
reading; where it is missing there too, :class:`YearMissing` is raised and said in one place.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import ask, remark
from promo_desk.fields.spans import MONTHS, half, month, months, quarter, third, year_span
from promo_desk.fields.when import When
from promo_desk.fields.when_numbers import LIKELY_SERIALS, from_digits, from_serial


class YearMissing(Exception):
    """The text says no year, and neither the header nor the sheet does."""


class NoSuchDay(Exception):
    """The numbers have the form of a date, but there is no such day or month."""


@dataclass(frozen=True)
class Form:
    """One way to write a date: the whole text must fit ``pattern``."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Parsed[When]]


FORMS: list[Form] = []
_NAMES = {name.casefold(): n for n, name in enumerate(MONTHS, 1)} | {
    name.casefold()[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9, "febr": 2, "june": 6, "july": 7}
_MON = "(?P<mon>" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<y>\d{4})"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_ORDINAL = "(?P<n>" + "|".join(_ORDINALS) + ")"
_PART = {
    "上旬": 0, "初": 0, "early": 0, "beginning": 0, "start": 0, "beginning of": 0, "start of": 0,
    "the beginning of": 0, "中旬": 1, "中": 1, "mid": 1, "middle of": 1, "the middle of": 1, "下旬": 2, "底": 2,
    "末": 2, "late": 2, "end of": 2, "end": 2, "the end of": 2,
}
_EN_PART = "(?P<part>" + "|".join(sorted((w for w in _PART if w.isascii()), key=len, reverse=True)) + ")"


def form(pattern: str) -> Callable[[Callable[[re.Match[str], Reading], Parsed[When]]], None]:
    """Registers a reader of a pattern; the first that fits a text reads it."""
    return lambda read: FORMS.append(Form(re.compile(pattern), read))


def read_point(text: str, reading: Reading) -> Parsed[When] | None:
    """What a tidied text means if it is one date or named span; None if it has no such form."""
    for known in FORMS:
        match = known.pattern.fullmatch(text)
        if match is not None:
            return known.read(match, reading)
    return None


def _year(match: re.Match[str], reading: Reading) -> int:
    written = match.groupdict().get("y")
    if written:
        return int(written)
    if reading.year is None:
        raise YearMissing
    return reading.year


def _month(year: int, number: int) -> When:
    if not 1 <= number <= 12:
        raise NoSuchDay
    return When(*month(year, number))


def _day(year: int, number: int, day: int) -> When:
    if not (1 <= number <= 12 and year >= 1 and 1 <= day <= monthrange(year, number)[1]):
        raise NoSuchDay
    return When.day(date(year, number, day))


@form(rf"(?:{_YEAR}年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?")
def _chinese_day(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(_day(_year(match, reading), int(match["m"]), int(match["d"])))


@form(rf"(?:{_YEAR}年)?(?P<m>\d{{1,2}})月(?:份)?(?P<part>上旬|中旬|下旬|初|中|底|末)?(?:内)?")
def _chinese_month(match: re.Match[str], reading: Reading) -> Parsed[When]:
    year, number = _year(match, reading), int(match["m"])
    whole = _month(year, number)
    return Parsed(When(*third(year, number, _PART[match["part"]])) if match["part"] else whole)


@form(rf"{_YEAR}(?:年(?:度|内)?|全年)?")
def _only_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    year = int(match["y"])
    if year < 1000:
        raise NoSuchDay
    return Parsed(When(*year_span(year)))


@form(rf"(?:{_YEAR}年?)?(?:年内|全年|年度|本年|今年内?|本年度|当年|年以内)")
def _this_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(When(*year_span(_year(match, reading))))


@form(r"(?P<which>去年|上年|明年|次年)")
def _next_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(When(*year_span(_year(match, reading) + (1 if match["which"] in ("明年", "次年") else -1))))


@form(rf"(?:{_YEAR}年?|今年|本年)?(?P<half>上|下)半年")
def _chinese_half(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(When(*half(_year(match, reading), 1 if match["half"] == "上" else 2)))


@form(rf"(?:{_YEAR}年?|今年|本年)?第?(?P<n>[1-4])季度?")
def _chinese_quarter(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(When(*quarter(_year(match, reading), int(match["n"]))))


@form(rf"(?:{_YEAR}|今|本)?(?:年)(?P<part>初|中|底|末|终)")
def _part_of_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    """年底 is December; 年初 the first quarter, 年中 April to September: said, because others may mean otherwise."""
    ends = {"初": (1, 3), "中": (4, 9)}.get(match["part"], (12, 12))
    return _read_as(match[0], months(_year(match, reading), *ends))


@form(rf"{_EN_PART}[- ](?:of )?{_YEAR}|year[- ]end(?: {_YEAR.replace('<y>', '<y2>')})?")
def _english_part_of_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    written = match["y"] or match["y2"]
    year = int(written) if written else _year(match, reading)
    part = match["part"] or "end"
    ends = (12, 12) if "end" in part else ((1, 3), (4, 9), (10, 12))[_PART[part]]
    return _read_as(match[0], months(year, *ends))


def _read_as(raw: str, span: tuple[date, date]) -> Parsed[When]:
    first, last = f"{span[0]:%Y-%m}", f"{span[1]:%Y-%m}"
    return remark(When(*span), Message("“{raw}” is read as {span}.", {
        "raw": raw, "span": last if first == last else f"{first} – {last}"}))


@form(r"(?P<digits>\d{8}|\d{6})")
def _run_of_digits(match: re.Match[str], reading: Reading) -> Parsed[When]:
    read = from_digits(match["digits"])
    if read is not None:
        return read
    if len(match["digits"]) == 6:
        return _short_year(match["digits"][:2], f"{match['digits'][2:4]}-{match['digits'][4:]}", "{y}-{rest}", reading)
    raise NoSuchDay


@form(r"(?P<number>\d{5})(?:\.\d+)?")
def _serial_as_text(match: re.Match[str], reading: Reading) -> Parsed[When]:
    from decimal import Decimal

    read = from_serial(Decimal(match[0]), reading)
    if read.value is None or int(match["number"]) not in LIKELY_SERIALS:
        raise NoSuchDay
    return ask(Message("{number} may be Excel's number of a day; is it?", {"number": match[0]}), read.value)


@form(rf"{_YEAR}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})[日号.]?")
def _year_first(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(_day(int(match["y"]), int(match["m"]), int(match["d"])))


@form(rf"{_YEAR}[-/.](?P<m>\d{{1,2}})月?")
def _year_month(match: re.Match[str], reading: Reading) -> Parsed[When]:
    year, number = int(match["y"]), int(match["m"])
    if number == (year + 1) % 100 and number > 12:
        return ask(Message("“{raw}” may be two years; is it?", {"raw": match[0]}),
                   When(year_span(year)[0], year_span(year + 1)[1]))
    return Parsed(_month(year, number))


@form(rf"(?P<m>\d{{1,2}})[-/.]{_YEAR}")
def _month_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(_month(int(match["y"]), int(match["m"])))


@form(rf"(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s){_YEAR}")
def _year_last(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return _day_or_month_first(int(match["a"]), int(match["b"]), int(match["y"]), match[0], reading)


@form(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})")
def _no_year(match: re.Match[str], reading: Reading) -> Parsed[When]:
    first, second = int(match["a"]), int(match["b"])
    read = _day_or_month_first(first, second, _year(match, reading), match[0], reading)
    if first <= 12 or read.value is None:
        return read
    month_of = tuple(_month(year, second) for year in _likely_years(first, reading))  # 17.9 may be September 2017
    return ask(Message("“{raw}”: a day and a month, or a year and a month?", {"raw": match[0]}), read.value, *month_of)


def _day_or_month_first(a: int, b: int, year: int, raw: str, reading: Reading) -> Parsed[When]:
    """03/04/2017: both orders that give a day; one is the value, two are a question unless the column is known."""
    read: dict[bool, When] = {}
    for day_first, number, day in ((True, b, a), (False, a, b)):
        try:
            read[day_first] = _day(year, number, day)
        except NoSuchDay:
            continue
    if not read:
        raise NoSuchDay
    values = tuple(dict.fromkeys(read.values()))
    if len(values) == 1:
        return Parsed(values[0])
    if reading.day_first is not None:
        return Parsed(read[reading.day_first])
    return ask(Message("“{raw}”: which is the day and which the month?", {"raw": raw}), *values)


@form(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.]'?(?P<c>\d{2})")
def _two_digits_each(match: re.Match[str], reading: Reading) -> Parsed[When]:
    """17/9/15: every order of year, month and day that is possible, in both centuries that are likely."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    found = []
    for short, number, day in ((a, b, c), (c, b, a), (c, a, b)):
        for year in _likely_years(short, reading):
            try:
                found.append(_day(year, number, day))
            except NoSuchDay:
                continue
    if not found:
        raise NoSuchDay
    return ask(Message("“{raw}” has a year of two digits; which date is meant?", {"raw": match[0]}), *found)


@form(r"'?(?P<short>\d{2})年(?P<rest>.*)")
def _short_chinese(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return _short_year(match["short"], match["rest"], "{y}年{rest}", reading)


@form(r"(?:(?P<short>\d{2})(?P<rest>[hq][1-4])|(?P<rest2>[hq][1-4]|[1-4][hq])[ ']*(?P<short2>\d{2})|"
      r"'(?P<short3>\d{2}))")
def _short_english(match: re.Match[str], reading: Reading) -> Parsed[When]:
    short = match["short"] or match["short2"] or match["short3"]
    return _short_year(short, match["rest"] or match["rest2"] or "", "{y}{rest}", reading)


@form(rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-/ .]*)?{_MON}[-/ .,]*'?(?P<short>\d{{2}})")
def _short_month(match: re.Match[str], reading: Reading) -> Parsed[When]:
    """Mar-17: March 2017 as Excel shows it, or 17 March; "15 Mar 17" has its day already."""
    name = f"{match['d']} {match['mon']}" if match["d"] else match["mon"]
    asked = _short_year(match["short"], name, "{rest} {y}", reading)
    if match["d"] or "'" in match[0] or reading.year is None:
        return asked
    day = read_point(f"{int(match['short'])} {match['mon']} {reading.year}", reading) if int(match["short"]) else None
    values = [each for each in (asked.value, *asked.candidates, day.value if day else None) if each]
    return ask(Message("“{raw}” has a year of two digits; which date is meant?", {"raw": match[0]}), *values)


def _centuries(short: int) -> tuple[int, int]:
    """The years a number of two digits may mean, the likelier first."""
    return (2000 + short, 1900 + short) if short < 50 else (1900 + short, 2000 + short)


_LIFETIME = 30
"""A year of two digits is within so many years of those that the sheet or the column names, where they name any."""


def _likely_years(short: int, reading: Reading) -> tuple[int, ...]:
    """Those of both centuries that fit the years of the sheet or column; both where neither or each does."""
    told = [reading.year] if reading.year is not None else list(reading.years)
    years = _centuries(short)
    near = tuple(year for year in years if any(abs(year - each) <= _LIFETIME for each in told))
    return near if len(near) == 1 else years


def _short_year(short: str, rest: str, shape: str, reading: Reading) -> Parsed[When]:
    found: list[When] = []
    for year in _likely_years(int(short), reading):
        try:
            read = read_point(shape.format(y=year, rest=rest), reading)
        except NoSuchDay:
            continue
        found.extend(([read.value] if read.value else read.candidates) if read else ())
    if not found:
        raise NoSuchDay
    raw = shape.format(y="'" + short, rest=rest)
    if len(found) == 1 and (reading.year is not None or reading.years):
        return remark(found[0], Message("“{raw}” is read as {span}.", {"raw": raw, "span": _iso(found[0])}))
    return ask(Message("“{raw}” has a year of two digits; which date is meant?", {"raw": raw}), *found)


def _iso(when: When) -> str:
    """The span in digits, for a remark in any language: 2017-09-15, 2017-09, 2017-10 – 2017-12."""
    if when.earliest is None or when.latest is None or when.earliest == when.latest:
        return str(when.earliest or when.latest)
    first, last = f"{when.earliest:%Y-%m}", f"{when.latest:%Y-%m}"
    return first if first == last else f"{first} – {last}"


@form(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-/ .]*(?:of )?{_MON}(?:[-/ .,]*{_YEAR})?")
def _day_month(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(_day(_year(match, reading), _NAMES[match["mon"]], int(match["d"])))


@form(rf"{_MON}[-/ .]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[-/ .,]+{_YEAR})?")
def _month_day(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return Parsed(_day(_year(match, reading), _NAMES[match["mon"]], int(match["d"])))


@form(rf"(?:{_EN_PART}[- ])?{_MON}(?:[-/ .,]*(?:of )?{_YEAR})?")
def _english_month(match: re.Match[str], reading: Reading) -> Parsed[When]:
    year, number = _year(match, reading), _NAMES[match["mon"]]
    return Parsed(When(*third(year, number, _PART[match["part"]])) if match["part"] else _month(year, number))


@form(rf"{_YEAR}[-/ .,]*{_MON}(?:[-/ .,]*(?P<d>\d{{1,2}}))?")
def _year_month_name(match: re.Match[str], reading: Reading) -> Parsed[When]:
    year, number = int(match["y"]), _NAMES[match["mon"]]
    return Parsed(_day(year, number, int(match["d"])) if match["d"] else _month(year, number))


@form(rf"(?:{_YEAR}年?[-/ ]*)?(?:(?P<kind>[qh])(?P<n>[1-4])|(?P<n2>[1-4])(?P<kind2>[qh]))")
def _quarter_behind(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return _part(match, match["kind"] or match["kind2"], int(match["n"] or match["n2"]), reading)


@form(rf"(?:(?P<kind>[qh])(?P<n>[1-4])|(?P<n2>[1-4])(?P<kind2>[qh]))[-/ ,]*(?:of )?{_YEAR}")
def _quarter_before(match: re.Match[str], reading: Reading) -> Parsed[When]:
    return _part(match, match["kind"] or match["kind2"], int(match["n"] or match["n2"]), reading)


@form(rf"(?:the )?{_ORDINAL} (?P<kind>quarter|half)(?:,? (?:of )?{_YEAR})?")
def _worded_part(match: re.Match[str], reading: Reading) -> Parsed[When]:
    number = _ORDINALS[match["n"]]
    last = match["n"] == "last" and match["kind"] == "half"
    return _part(match, match["kind"][0], 2 if last else number, reading)


def _part(match: re.Match[str], kind: str, number: int, reading: Reading) -> Parsed[When]:
    if kind == "h" and number > 2:
        raise NoSuchDay
    return Parsed(When(*(half if kind == "h" else quarter)(_year(match, reading), number)))
