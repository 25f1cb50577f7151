"""Reading dates as people write them: tidying, open ends, ranges; the forms themselves are in ``when_points``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from promo_desk.fields.chinese import chinese_number, plain_digits
from promo_desk.fields.kind import Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.plain import (
    LONGEST_AMOUNT,
    ask,
    exact_number,
    half_width,
    is_unknown,
    outer,
    refuse,
    said_nothing,
    shown,
    unreadable,
)
from promo_desk.fields.when import When
from promo_desk.fields.when_numbers import from_day, from_number
from promo_desk.fields.when_points import NoSuchDay, YearMissing, read_point


def read_when(raw: Any, reading: Reading) -> Parsed[When]:
    """What a raw value means as a date; every answer of :class:`Parsed` is possible, nothing is raised."""
    if raw is None or isinstance(raw, When):
        return Parsed(raw)
    if isinstance(raw, date):
        return Parsed(from_day(raw, reading.number_format))
    number = exact_number(raw)
    if number is not None:
        return from_number(number, reading)
    return _read_text(raw, reading) if isinstance(raw, str) else unreadable(raw)


def _read_text(raw: str, reading: Reading) -> Parsed[When]:
    if is_unknown(outer(raw)):
        return Parsed(When(None, None, outer(raw)))
    nothing = said_nothing(raw) or _other_calendar(raw)
    if nothing is not None:
        return nothing
    return _quoting(_with_words(outer(raw), reading), raw)


_ERAS = re.compile(r"(?:中华)?(民国|民國|昭和|平成|令和|大正|明治|宣统|光绪|康德)\s*(?:\d|元|[一二三四五六七八九十]|$)|"
                   r"(农历|阴历|旧历|農曆)|^([mtshr])\s?\d{1,2}\.\d{1,2}\.\d{1,2}$", re.IGNORECASE)
_TIME = re.compile(r"(?:上午|下午|早上|晚上)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?", re.IGNORECASE)


def _other_calendar(raw: str) -> Parsed[When] | None:
    """民国106年 and its like are refused: their years are counted otherwise, and an office means them or a slip."""
    if len(raw) > LONGEST_AMOUNT:
        return None
    era = _ERAS.search(raw)
    if era:
        return refuse(Message("“{raw}” counts by another calendar ({era}); write the date of the common calendar.",
                              {"raw": shown(raw), "era": next(filter(None, era.groups()))}))
    if _TIME.fullmatch(raw.strip()):
        return refuse(Message("“{raw}” is a time of day without a date.", {"raw": shown(raw)}))
    return None


def _quoting(read: Parsed[When], raw: str) -> Parsed[When]:
    """The message quotes the cell as it is, not as it was tidied."""
    if read.message is None or "raw" not in read.message.values:
        return read
    return replace(read, message=Message(read.message.msgid, {**read.message.values, "raw": shown(raw)}))


_MARKED = re.compile(r"\? \((?P<words>.*)\)", re.DOTALL)


def _with_words(raw: str, reading: Reading) -> Parsed[When]:
    """A date, with or without words beside it: "September 2017 (暂定)", 预计2018年6月, "? (as agreed)"."""
    marked = _MARKED.fullmatch(raw)
    if marked is not None:
        return Parsed(When(None, None, marked["words"])) if marked["words"] else unreadable(raw)
    whole = _attempt(raw, raw, reading)
    if whole is not None and whole.level != "error":
        return whole
    return _bracketed(raw, reading) or _planned(raw, reading) or whole or unreadable(raw)


def _bracketed(raw: str, reading: Reading) -> Parsed[When] | None:
    """The part before a bracket is the date, what is in the bracket its words."""
    for match in re.finditer(r"\s?[(（]", raw[:LONGEST_AMOUNT]):
        words = outer(raw[match.end():-1])
        if raw[-1] in ")）" and words and match.start():
            read = _attempt(raw, raw[: match.start()], reading)
            if read is not None and read.level != "error":
                return _worded(read, raw[match.end():-1])
    return None


_PLANNED = re.compile(
    r"(?P<before>(?:预计|计划|拟定?|大?约|暂定|力争|争取|目标|预期|expected|planned|target(?:ed)?|tentatively|estimated|est\.|"
    r"about|approx(?:\.|imately)?|around|circa|ca?\.|~|≈)\s*)?(?P<inner>.*?)(?P<behind>\s*(?:左右|前后|许|tbc))?",
    re.IGNORECASE)


def _planned(raw: str, reading: Reading) -> Parsed[When] | None:
    """预计2018年底, "about September 2017", 9月左右: the word stays beside the date."""
    match = _PLANNED.fullmatch(half_width(raw)) if len(raw) <= LONGEST_AMOUNT else None
    if match is None or not (match["before"] or match["behind"]):
        return None
    read = _attempt(raw, match["inner"], reading)
    return None if read is None else _worded(read, (match["before"] or match["behind"]).strip())


def _worded(read: Parsed[When], words: str) -> Parsed[When]:
    """The same answer with words beside every value in it."""
    value = replace(read.value, words=words) if read.value else None
    return replace(read, value=value, candidates=tuple(replace(c, words=words) for c in read.candidates))


def _attempt(raw: str, text: str, reading: Reading) -> Parsed[When] | None:
    """What the text, a part of the raw cell, means; None where it has no form of a date at all."""
    if len(text) > LONGEST_AMOUNT:
        return None
    try:
        return _spoken(_from_base(tidy(text), reading), reading)
    except YearMissing:
        return _without_year(raw, text, reading)
    except NoSuchDay:
        return refuse(Message("There is no such date as “{raw}”.", {"raw": shown(raw)}))
    except (ValueError, OverflowError):
        return refuse(Message("“{raw}” is no date that can be kept.", {"raw": shown(raw)}))


_TOLD_YEAR = re.compile(r"(?P<which>去年|上年|今年|本年|当年|明年|次年|翌年|来年)(?=\d|[上下第qh初中底末])")
_STEPS = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0}
"""By how many years 明年 and its like differ from the sheet's year; 1 for all others."""
_FOLLOWING = re.compile(r"(?:次年|翌年|来年|明年|第二年|the following year'?s?|next year'?s?)\s*(?=\S)")


def _from_base(text: str, reading: Reading) -> str:
    """明年3月 with the year that the sheet counts from; 11月-次年2月 is left to the range."""
    match = _TOLD_YEAR.match(text)
    if match is None:
        return text
    if reading.year is None:
        raise YearMissing
    return f"{reading.year + _STEPS.get(match['which'], 1)}年{text[match.end():]}"


def _without_year(raw: str, text: str, reading: Reading) -> Parsed[When]:
    """A question where other cells of the column name years, which it may mean; else there is nothing to offer."""
    read = [_attempt(raw, text, replace(reading, year=year)) for year in reading.years]
    values = [value for each in read if each for value in ((each.value,) if each.value else each.candidates)]
    said = Message("“{raw}” says no year, and neither does the sheet.", {"raw": shown(raw)})
    return ask(said, *values) if values else refuse(said)


_NUMERALS = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)|"
                       r"[一二三四五六七八九十]{1,3}(?=[月日号季]|个?季度)|(?<=月)[一二三四五六七八九十]{1,3}$")
_CLOCK = re.compile(r"(?<=[\d日号])(?:t| +)?(?:上午|下午|早上|晚上)? *"
                    r"\d{1,2}(?:[:时点]\d{1,2}分?)(?::\d{2}(?:\.\d+)?)?秒? *(?:[ap]m)?(?:z|[+-]\d{2}:?\d{2})?$")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|"
                      r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?")


_OTHER_POINTS = re.compile(r"(\d{4})[。、,](\d{1,2})[。、,](\d{1,2})[。日号]?")


def tidy(text: str) -> str:
    """Lower case, half width, digits for Chinese numerals, no clock, no weekday, no blanks around 年月日."""
    plain = half_width(text).casefold()
    plain = _OTHER_POINTS.sub(r"\1.\2.\3", plain) if _OTHER_POINTS.fullmatch(plain) else plain
    plain = _CLOCK.sub("", _WEEKDAY.sub("", plain).strip())
    plain = _NUMERALS.sub(_numeral, plain)
    plain = re.sub(r"\s*([年月日号季度旬份])\s*", r"\1", plain)
    return re.sub(r"^(?:于|在|从|in|on|during|of)\s*(?=\d|[a-z])(?<![a-z])|[。,;]$", "", plain).strip()


def _numeral(match: re.Match[str]) -> str:
    if len(match[0]) == 4:
        return plain_digits(match[0])
    number = chinese_number(match[0])
    return match[0] if number is None else str(number)


def _spoken(text: str, reading: Reading) -> Parsed[When] | None:
    """One date, an open end, or a range; None when it is none of them."""
    point = read_point(text, reading)
    return point or _open(text, reading) or _range(text, reading)


_UNTIL = re.compile(r"(?:截至|截止到?|至|until|till|up to|by|no later than|不晚于|不迟于|最迟|最晚)于?"
                    r"\s*(?P<inner>.+?)止?")
_INCLUDED = re.compile(r"(?P<inner>.+?)(?:止|为止|及以前|及之前|or earlier)")
_BEFORE = re.compile(r"(?:before|prior to|早于)\s*(?P<inner>.+)")
_BY = re.compile(r"(?P<inner>.+?)(?:之前|以前|前)")
_FROM = re.compile(r"(?:from|since|starting|自|从|自从|as of)\s*(?P<inner>.+?)(?:起|开始|以来)?(?:至今| ?onwards?)?|"
                   r"(?P<inner2>.+?)(?:起|开始|以来|至今| ?onwards?|-至今|"
                   r" ?[-–—~]+ ?(?:至今|现在|今|present|now|date)?| to (?:date|present))")
_AFTER = re.compile(r"(?:after|later than|晚于)\s*(?P<inner>.+)|(?P<inner2>.+?)(?:之后|以后|后)")


def _open(text: str, reading: Reading) -> Parsed[When] | None:
    """before 2018, 2017年前, until, by, 截至, 起, since, after. "until", "by" and 截至 include what they name."""
    for pattern, bound in _OPEN:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        inner = match["inner"] or match.groupdict().get("inner2") or ""
        read = read_point(inner.strip(), reading)
        if read is not None:
            return _bounded(read, bound, inner)
    return None


def _bounded(read: Parsed[When], bound: Callable[[When, str], When], inner: str) -> Parsed[When]:
    """The same answer with every span in it opened at one end."""
    value = bound(read.value, inner) if read.value else None
    return replace(read, value=value, candidates=tuple(bound(when, inner) for when in read.candidates))


def _until(when: When, inner: str) -> When:
    return When(None, when.latest)


def _before(when: When, inner: str) -> When:
    """Without the span itself; but the end of a year is reached on its last day."""
    if when.earliest is None or re.search(r"\bend\b", inner):
        return When(None, when.latest)
    return When(None, when.earliest - timedelta(days=1))


def _by(when: When, inner: str) -> When:
    """2017年前 is before 2017; 9月15日前, 3月底前, 上半年前 are reached with that day or part."""
    part = when.precision == "day" or re.search(r"[底末中初旬日号内]$|半年$|季度?$", inner)
    return When(None, when.latest) if part else _before(when, inner)


def _from(when: When, inner: str) -> When:
    return When(when.earliest, None)


def _after(when: When, inner: str) -> When:
    return When((when.latest or date.max) + timedelta(days=1), None)


_OPEN = ((_UNTIL, _until), (_INCLUDED, _until), (_BEFORE, _before), (_BY, _by), (_FROM, _from), (_AFTER, _after))
_DASH = re.compile(r"\s*(?:至|到|—+|–|~+|--+|…+|\.\.\.|\bto\b|\buntil\b|\btill\b)\s*|\s+-\s+|-")
_SHARED_UNIT = re.compile(r"(?<![\d年./-])(\d{1,2})\s*[-–—~至到]\s*(\d{1,2})(月份?|日|号|季度)")
_SHARED_AFTER_YEAR = re.compile(r"(?<=年)(\d{1,2})\s*[-–—~至到]\s*(\d{1,2})(月份?|季度)")


def _range(text: str, reading: Reading) -> Parsed[When] | None:
    """2017-2019, 2017年3月至5月, 1-9月, 9月15-20日, 5 Mar 2017 – 2 Apr 2018, Q1-Q3 2017."""
    plain = re.sub(r"^between (.+) and (.+)$", r"\1 to \2", text)
    plain = re.sub(r"^(?:自|从|from )(?=.*(?:至|到|to))|(?:止|期间)$", "", plain).strip()
    plain = _SHARED_AFTER_YEAR.sub(r"\1\3至\2\3", _SHARED_UNIT.sub(r"\1\3至\2\3", plain))
    plain = re.sub(r"(?<=月)(\d{1,2})[-–—~](?=\d{1,2}[日号])", r"\1日至", plain)
    fault: NoSuchDay | YearMissing | None = None
    for dash in sorted(_DASH.finditer(plain), key=lambda match: match[0] == "-"):
        left, right = plain[: dash.start()].rstrip("起 "), plain[dash.end():].strip()
        try:
            read = _ends(left, right, reading) if left and right else None
        except (NoSuchDay, YearMissing) as missed:
            fault, read = fault or missed, None
        if read is not None:
            return read
    if fault is not None:
        raise fault
    return None


def _ends(left: str, right: str, reading: Reading) -> Parsed[When] | None:
    """A range of two dates; what one end leaves unsaid (year, month) the other says."""
    following = _FOLLOWING.match(right)
    if following:
        return _into_next_year(left, right[following.end():], reading)
    first, last = _end(left, reading, right), _end(right, reading, left)
    if first is None or last is None:
        return None
    for end in (first, last):
        if not end.stands or end.value is None:
            return end
    assert first.value is not None and last.value is not None
    if first.value.earliest is None or last.value.latest is None:
        raise NoSuchDay
    if first.value.earliest > last.value.latest:
        return _backwards(first.value.earliest, left, right, reading)
    return replace(first if first.message else last, value=When(first.value.earliest, last.value.latest))


def _into_next_year(left: str, right: str, reading: Reading) -> Parsed[When] | None:
    """2017年11月-次年2月: the second end counts from the year of the first."""
    first = _end(left, reading, right)
    if first is None or first.value is None or first.value.earliest is None:
        return first
    last = read_point(right, replace(reading, year=first.value.earliest.year + 1))
    if last is None or last.value is None or last.value.latest is None:
        return last
    return Parsed(When(first.value.earliest, last.value.latest))


def _backwards(earliest: date, left: str, right: str, reading: Reading) -> Parsed[When]:
    """2017年11月-2月 may end in the next year; where both ends name their year it is no span at all."""
    if _year_of(right) is not None:
        raise NoSuchDay
    last = read_point(right, replace(reading, year=earliest.year + 1))
    if last is None or last.value is None or last.value.latest is None:
        raise NoSuchDay
    return ask(Message("“{raw}” ends before it begins; is the end in the next year?", {"raw": f"{left}-{right}"}),
               When(earliest, last.value.latest))


def _end(text: str, reading: Reading, other: str) -> Parsed[When] | None:
    """One end by itself; with the other's year where it has none; with the other's month where it is a mere day."""
    alone = replace(reading, year=None)
    try:
        read = read_point(text, alone)
        if read is not None:
            return read
    except YearMissing:
        year = _year_of(other) or reading.year
        if year is None:
            raise
        return read_point(text, replace(reading, year=year, day_first=_order(reading, other)))
    return _mere_number(text, other, reading)


def _order(reading: Reading, other: str) -> bool | None:
    """2017/3/1-5/1: the other end shows that the month stands first."""
    return False if re.match(r"\d{4}[-/.]", other) else reading.day_first


def _year_of(text: str) -> int | None:
    match = re.search(r"(?<!\d)[12]\d{3}(?!\d)", text)
    return int(match[0]) if match else None


def _mere_number(text: str, other: str, reading: Reading) -> Parsed[When] | None:
    """2017.3-5, 5-8 Mar 2017, 9月15日-20日, 2017-03-01至15: the number takes the place of the other's last part."""
    if not re.fullmatch(r"\d{1,2}[日号]?", text):
        return None
    day = re.search(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?=[日号 ]|[-/. ]*[a-z])|\d{1,2}(?=[日号]?$)", other)
    if day is None:
        return None
    return read_point(other[: day.start()] + text.rstrip("日号") + other[day.end():], reading)
