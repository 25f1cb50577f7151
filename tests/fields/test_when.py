"""Dates: how people write them, how precise they are, and how they are printed. No day is ever invented."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import WHEN, When
from promo_desk.fields.when_numbers import format_parts


def span(first: str, last: str, words: str = "") -> When:
    return When(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None, words)


SEPTEMBER = span("2017-09-01", "2017-09-30")
THE_15TH = span("2017-09-15", "2017-09-15")

WRITTEN = [
    ("2017", span("2017-01-01", "2017-12-31")), (2017, span("2017-01-01", "2017-12-31")),
    ("2017年", span("2017-01-01", "2017-12-31")), ("2017年度", span("2017-01-01", "2017-12-31")),
    ("2017-09", SEPTEMBER), ("2017年9月", SEPTEMBER), ("2017.9", SEPTEMBER), ("2017/09", SEPTEMBER),
    (2017.9, SEPTEMBER),
    (201709, SEPTEMBER), ("201709", SEPTEMBER), ("Sept 2017", SEPTEMBER), ("September, 2017", SEPTEMBER),
    ("2017 September", SEPTEMBER), ("09/2017", SEPTEMBER), ("二〇一七年九月", SEPTEMBER), ("２０１７年９月", SEPTEMBER),
    ("2017 年 9 月份", SEPTEMBER), ("Sep-2017", SEPTEMBER),
    ("2017.10", span("2017-10-01", "2017-10-31")), (2017.11, span("2017-11-01", "2017-11-30")),
    ("20170915", THE_15TH), (20170915, THE_15TH), ("2017/9/15", THE_15TH), ("2017.9.15", THE_15TH),
    ("2017-09-15", THE_15TH),
    ("2017年9月15日", THE_15TH), ("2017年9月15号", THE_15TH), ("2017年9月15日 星期五", THE_15TH),
    ("2017-09-15 00:00:00", THE_15TH),
    ("2017-09-15T08:00:00Z", THE_15TH), ("2017年9月15日10时30分", THE_15TH), ("15 September 2017", THE_15TH),
    ("15th Sept. 2017", THE_15TH), ("September 15, 2017", THE_15TH), ("Friday, 15 September 2017", THE_15TH),
    ("15-Sep-2017", THE_15TH), ("二〇一七年九月十五日", THE_15TH), ("15/09/2017", THE_15TH), ("9/15/2017", THE_15TH),
    ("13/04/2017", span("2017-04-13", "2017-04-13")), ("03/03/2017", span("2017-03-03", "2017-03-03")),
    ("2024Q1", span("2024-01-01", "2024-03-31")), ("Q1 2024", span("2024-01-01", "2024-03-31")),
    ("2024年一季度", span("2024-01-01", "2024-03-31")), ("2024年第1季度", span("2024-01-01", "2024-03-31")),
    ("first quarter of 2024", span("2024-01-01", "2024-03-31")), ("1Q2024", span("2024-01-01", "2024-03-31")),
    ("2017年上半年", span("2017-01-01", "2017-06-30")), ("H2 2017", span("2017-07-01", "2017-12-31")),
    ("first half of 2017", span("2017-01-01", "2017-06-30")),
    ("late March 2017", span("2017-03-21", "2017-03-31")), ("2017年3月底", span("2017-03-21", "2017-03-31")),
    ("2017年3月上旬", span("2017-03-01", "2017-03-10")), ("mid-March 2017", span("2017-03-11", "2017-03-20")),
    ("2017年前", span("", "2016-12-31")), ("before 2018", span("", "2017-12-31")), ("2018起", span("2018-01-01", "")),
    ("截至2017年9月", span("", "2017-09-30")), ("until 2017-09-15", span("", "2017-09-15")),
    ("2017年9月15日前", span("", "2017-09-15")), ("2017年3月底前", span("", "2017-03-31")),
    ("2017年3月前", span("", "2017-02-28")),
    ("since 2011", span("2011-01-01", "")), ("2011年至今", span("2011-01-01", "")),
    ("2017 – present", span("2017-01-01", "")),
    ("after 2018", span("2019-01-01", "")), ("2017年12月31日止", span("", "2017-12-31")),
    ("2017-2019", span("2017-01-01", "2019-12-31")), ("2017—2019年", span("2017-01-01", "2019-12-31")),
    ("2017年3月至5月", span("2017-03-01", "2017-05-31")), ("2017年3月-2018年5月", span("2017-03-01", "2018-05-31")),
    ("2017.3-2017.5", span("2017-03-01", "2017-05-31")), ("2017年1-9月", span("2017-01-01", "2017-09-30")),
    ("2017-03-01-2017-05-01", span("2017-03-01", "2017-05-01")), ("2017/3/1-5/1", span("2017-03-01", "2017-05-01")),
    ("5 Mar 2017 – 2 Apr 2018", span("2017-03-05", "2018-04-02")), ("March–May 2017", span("2017-03-01", "2017-05-31")),
    ("5-8 Mar 2017", span("2017-03-05", "2017-03-08")), ("2017年9月15-20日", span("2017-09-15", "2017-09-20")),
    ("Q1-Q3 2017", span("2017-01-01", "2017-09-30")),
    ("预计2018年6月", span("2018-06-01", "2018-06-30", "预计")),
    ("2018年6月（暂定）", span("2018-06-01", "2018-06-30", "暂定")),
    ("about September 2017", span("2017-09-01", "2017-09-30", "about")),
    ("1668", span("1668-01-01", "1668-12-31")),
    ("待定", span("", "", "待定")), ("TBD", span("", "", "TBD")), ("暂无", span("", "", "暂无")),
    ("长期", span("", "", "长期")),
    (date(2017, 9, 15), THE_15TH), (datetime(2017, 9, 15, 10, 30), THE_15TH),
]


@pytest.mark.parametrize(("raw", "value"), WRITTEN)
def test_a_date_as_people_write_it(raw: object, value: When) -> None:
    read = WHEN.parse(raw)
    assert (read.level, read.value) == ("ok", value)


@pytest.mark.parametrize(("raw", "value"), [
    ("3月底", span("2017-03-21", "2017-03-31")), ("上半年", span("2017-01-01", "2017-06-30")),
    ("一季度", span("2017-01-01", "2017-03-31")), ("年内", span("2017-01-01", "2017-12-31")),
    ("1-9月", span("2017-01-01", "2017-09-30")), ("9月15日-20日", span("2017-09-15", "2017-09-20")),
    ("3.15", span("2017-03-15", "2017-03-15")), ("15 Sept", THE_15TH), ("9月", SEPTEMBER),
    ("三月底", span("2017-03-21", "2017-03-31")),
])
def test_a_date_without_a_year_takes_that_of_the_sheet(raw: str, value: When) -> None:
    assert WHEN.parse(raw, Reading(year=2017)).value == value
    missing = WHEN.parse(raw)
    assert (missing.level, missing.value, missing.candidates) == ("error", None, ())
    assert "no year" in str(missing.message)


@pytest.mark.parametrize(("raw", "candidates"), [
    ("03/04/2017", ["2017-04-03", "2017-03-04"]),
    ("3.4.2017", ["2017-04-03", "2017-03-04"]),
    ("'17年", ["2017", "1917"]),
    ("17年9月", ["September 2017", "September 1917"]),
    ("98年", ["1998", "2098"]),
    ("17/9/15", ["2017-09-15", "1917-09-15", "2015-09-17", "1915-09-17"]),
    ("Mar-17", ["March 2017", "March 1917"]),
    ("1Q24", ["2024 Q1", "1924 Q1"]),
    ("2017-18", ["2017 – 2018"]),
    ("43000", ["2017-09-22"]),
    (2017.1, ["January 2017", "October 2017"]),
])
def test_what_may_mean_two_dates_is_asked_about(raw: object, candidates: list[str]) -> None:
    read = WHEN.parse(raw)
    assert (read.level, read.value) == ("question", None)
    assert [WHEN.text(candidate, "en") for candidate in read.candidates] == candidates


def test_a_column_known_to_put_the_day_first_is_read_so() -> None:
    assert WHEN.parse("03/04/2017", Reading(day_first=True)).value == When.day(date(2017, 4, 3))
    assert WHEN.parse("03/04/2017", Reading(day_first=False)).value == When.day(date(2017, 3, 4))


def test_a_number_pair_without_a_year_may_be_a_year_and_a_month() -> None:
    read = WHEN.parse("17.9", Reading(year=2018))
    assert [WHEN.text(c, "en") for c in read.candidates] == ["2018-09-17", "September 2017"]
    assert WHEN.parse("9.17", Reading(year=2018)).value == When.day(date(2018, 9, 17))


def test_before_leaves_out_what_it_names_and_by_does_not() -> None:
    for text, last in (("before 2017-09-15", "2017-09-14"), ("2017-09-15前", "2017-09-15"),
                       ("by 2017-09-15", "2017-09-15"), ("2017年9月前", "2017-08-31"),
                       ("before end of 2017", "2017-12-31"), ("2017年底前", "2017-12-31")):
        assert WHEN.parse(text).value == span("", last), text


@pytest.mark.parametrize("raw", ["2017-02-30", "2017-13", "20171301", "31 June 2017", "2018-2017", "看情况", 60,
                                 1.5, True, "#N/A",
                                 time(8), timedelta(1), "2017年13月", "0000", "民国106年", "x" * 1000])
def test_what_is_no_date_is_refused(raw: object) -> None:
    read = WHEN.parse(raw)
    assert (read.level, read.value) == ("error", None)


@pytest.mark.parametrize(("raw", "value", "said"), [
    ("2017年底", span("2017-12-01", "2017-12-31"), "2017-12"),
    ("early 2017", span("2017-01-01", "2017-03-31"), "2017-01"),
    (43000.0, When.day(date(2017, 9, 22)), "43000"),
])
def test_how_a_loose_word_or_number_was_read_is_said(raw: object, value: When, said: str) -> None:
    read = WHEN.parse(raw)
    assert (read.level, read.value) == ("remark", value)
    assert said in str(read.message)


@pytest.mark.parametrize(("number_format", "value"), [
    ('yyyy"年"m"月"', span("2017-03-01", "2017-03-31")), ("yyyy年m月", span("2017-03-01", "2017-03-31")),
    ("mmm-yy", span("2017-03-01", "2017-03-31")), ("yyyy", span("2017-01-01", "2017-12-31")),
    ("[$-804]yyyy-mm-dd;@", When.day(date(2017, 3, 1))), ("yyyy/m/d h:mm", When.day(date(2017, 3, 1))),
    ("General", When.day(date(2017, 3, 1))), (None, When.day(date(2017, 3, 1))),
])
def test_a_date_cell_is_as_precise_as_it_is_shown(number_format: str | None, value: When) -> None:
    assert WHEN.parse(datetime(2017, 3, 1), Reading(number_format=number_format)).value == value


def test_the_parts_of_a_number_format() -> None:
    assert format_parts("0.00") == "" == format_parts(None) == format_parts('"ymd"0')
    assert format_parts("m月d日") == "md"


@pytest.mark.parametrize(("serial", "epoch_1904", "day"), [
    (1, False, date(1900, 1, 1)), (59, False, date(1900, 2, 28)), (61, False, date(1900, 3, 1)),
    (43000, False, date(2017, 9, 22)), (43000.75, False, date(2017, 9, 22)),
    (0, True, date(1904, 1, 1)), (41538, True, date(2017, 9, 22)),
])
def test_excels_day_numbers_of_both_calendars(serial: float, epoch_1904: bool, day: date) -> None:
    read = WHEN.parse(serial, Reading(number_format="yyyy-mm-dd", epoch_1904=epoch_1904))
    assert read.value == When.day(day)


def test_excels_29_february_1900_never_was() -> None:
    read = WHEN.parse(60, Reading(number_format="yyyy-mm-dd"))
    assert read.level == "error" and "never was" in str(read.message)


@given(st.integers(61, 73_000))
def test_every_day_number_is_the_day_that_excel_shows(serial: int) -> None:
    shown = WHEN.parse(serial, Reading(number_format="yyyy-mm-dd")).value
    assert shown == When.day(date(1900, 3, 1) + timedelta(days=serial - 61))
    assert WHEN.parse(serial - 1462 if serial > 1462 else 0, Reading(number_format="d", epoch_1904=True)).value in (
        shown, When.day(date(1904, 1, 1)))


@pytest.mark.parametrize(("value", "en", "zh", "precision"), [
    (SEPTEMBER, "September 2017", "2017年9月", "month"),
    (THE_15TH, "2017-09-15", "2017-09-15", "day"),
    (span("2017-01-01", "2017-12-31"), "2017", "2017年", "year"),
    (span("2017-01-01", "2017-03-31"), "2017 Q1", "2017年第1季度", "quarter"),
    (span("2017-01-01", "2017-06-30"), "first half of 2017", "2017年上半年", "half"),
    (span("2017-03-21", "2017-03-31"), "late March 2017", "2017年3月下旬", "ten_days"),
    (span("2017-03-05", "2018-04-02"), "2017-03-05 – 2018-04-02", "2017-03-05至2018-04-02", "span"),
    (span("2017-03-01", "2017-05-31"), "March 2017 – May 2017", "2017年3月至2017年5月", "span"),
    (span("2017-01-01", "2019-12-31"), "2017 – 2019", "2017年至2019年", "span"),
    (span("", "2017-12-31"), "before 2018", "2018年前", "before"),
    (span("2018-01-01", ""), "from 2018", "2018年起", "after"),
    (span("", "", "待定"), "待定", "待定", "unknown"),
])
def test_a_date_is_printed_as_precisely_as_it_is_known(value: When, en: str, zh: str, precision: str) -> None:
    assert WHEN.text(value, "en") == en
    assert WHEN.text(value, "zh") == zh
    assert value.precision == precision


def test_a_month_is_never_its_first_day() -> None:
    assert SEPTEMBER.precision == "month"
    assert not SEPTEMBER.surely_after(date(2017, 9, 1))
    assert SEPTEMBER.may_be(date(2017, 9, 1)) and SEPTEMBER.may_be(date(2017, 9, 30))


def test_spans_are_compared_by_what_is_sure() -> None:
    before = span("", "2017-12-31")
    assert before.surely_before(date(2018, 1, 1)) and not before.surely_before(date(2017, 12, 31))
    assert span("2018-01-01", "").surely_after(date(2017, 12, 31))
    assert SEPTEMBER.overlaps(THE_15TH) and SEPTEMBER.overlaps(before)
    assert not SEPTEMBER.overlaps(span("", "", "待定"))


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="after"):
        span("2018-01-01", "2017-01-01")
    with pytest.raises(ValueError, match="a day or a word"):
        When(None, None)
