"""An office's own loose cells, line by line: what each is read as, what is asked, what is refused and why."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.codes import check_character
from promo_desk.fields.kind import Kind, Parsed, Reading
from promo_desk.fields.kinds import (
    AREA,
    COUNT,
    CREDIT_CODE,
    EMAIL,
    MONEY,
    PERCENT,
    PHONES,
    TEXT,
    WEB,
    WHEN,
    YES_NO,
)
from promo_desk.fields.people import name_and_post, people_of
from promo_desk.records import fields_of

STAGE = fields_of("project")["stage"].kind
GOOD = "91440300708461136T"


def told(kind: Kind[Any], raw: object, **around: Any) -> tuple[str, str | None]:
    """The level and the value in English."""
    read = kind.parse(raw, Reading(**around))
    return read.level, None if read.value is None else kind.text(read.value, "en")


def asked(kind: Kind[Any], raw: object, **around: Any) -> list[str]:
    """The candidates of a question, in English."""
    read = kind.parse(raw, Reading(**around))
    assert (read.level, read.value) == ("question", None), raw
    assert read.message is not None
    return [kind.text(candidate, "en") for candidate in read.candidates]


def refused(kind: Kind[Any], raw: object, **around: Any) -> str:
    """Why a cell is no value."""
    read: Parsed[Any] = kind.parse(raw, Reading(**around))
    assert (read.level, read.value) == ("error", None), raw
    return str(read.message)


# dates


@pytest.mark.parametrize(("raw", "meant"), [
    ("2017.9", "September 2017"), ("2017/9/1", "2017-09-01"), ("20170901", "2017-09-01"), ("201709", "September 2017"),
    ("2017年9月上旬", "early September 2017"), ("2017年9月中旬", "mid September 2017"),
    ("2017年9月下旬", "late September 2017"), ("2017年9月初", "early September 2017"),
    ("2017年9月底", "late September 2017"), ("Q3 2017", "2017 Q3"), ("2017年三季度", "2017 Q3"),
    ("Sept 2017", "September 2017"), ("二〇一七年九月", "September 2017"), ("２０１７年９月", "September 2017"),
    ("2017-2019", "2017 – 2019"), ("2017年3月—2018年12月", "March 2017 – December 2018"),
    ("Nov 2017 – Feb 2018", "November 2017 – February 2018"),
    ("2017年11月-次年2月", "November 2017 – February 2018"), ("2017年11月至翌年2月", "November 2017 – February 2018"),
    ("2017.9-2018.3", "September 2017 – March 2018"), ("2017年9-10月", "September 2017 – October 2017"),
    ("2017。9。1", "2017-09-01"), ("2017、9、1", "2017-09-01"), ("2017,9,1", "2017-09-01"),
    ("待定", "待定"), ("TBD", "TBD"), ("无", "无"), ("2017年6月30日前", "before July 2017"),
    ("2017年09月01日（拟）", "2017-09-01 (拟)"), (datetime(2017, 9, 1, 10, 30), "2017-09-01"),
    (2017, "2017"), (2017.9, "September 2017"), (20170901, "2017-09-01"),
])
def test_a_date_as_precise_as_it_is_written(raw: object, meant: str) -> None:
    assert told(WHEN, raw) == ("ok", meant)


@pytest.mark.parametrize("raw", ["—", "-", "/", "", None])
def test_no_date_at_all(raw: object) -> None:
    assert told(WHEN, raw) == ("ok", None)


@pytest.mark.parametrize(("raw", "meant"), [
    ("9月30日", "2017-09-30"), ("9.30", "2017-09-30"), ("一季度", "2017 Q1"), ("上半年", "first half of 2017"),
    ("3月底", "late March 2017"), ("11月-次年2月", "November 2017 – February 2018"), ("明年3月", "March 2018"),
    ("去年12月", "December 2016"), ("今年上半年", "first half of 2017"), ("9-10月", "September 2017 – October 2017"),
])
def test_a_date_without_a_year_takes_that_of_the_sheet_or_offers_those_of_its_column(raw: str, meant: str) -> None:
    assert told(WHEN, raw, year=2017) == ("ok", meant)
    assert "says no year" in refused(WHEN, raw)
    assert meant in asked(WHEN, raw, years=(2017, 2018)), "the years of the column's other cells are offered, not taken"


def test_the_century_of_a_short_year_is_told_by_the_sheet_or_the_column() -> None:
    assert asked(WHEN, "17年9月") == ["September 2017", "September 1917"]
    assert told(WHEN, "17年9月", year=2018) == ("remark", "September 2017")
    assert told(WHEN, "17年9月", years=(2016, 2019)) == ("remark", "September 2017")
    assert told(WHEN, "98年5月", years=(1995, 2001)) == ("remark", "May 1998")
    assert asked(WHEN, "17/9/15", year=2017) == ["2017-09-15", "2015-09-17"]


def test_a_day_and_a_month_that_may_be_exchanged_are_asked_about_unless_the_column_tells() -> None:
    assert asked(WHEN, "03/04/2017") == ["2017-04-03", "2017-03-04"]
    assert told(WHEN, "03/04/2017", day_first=True) == ("ok", "2017-04-03")


def test_a_span_that_ends_before_it_begins_may_reach_into_the_next_year() -> None:
    assert asked(WHEN, "2017年11月-2月") == ["November 2017 – February 2018"]
    assert "no such date" in refused(WHEN, "2018-2017")


@pytest.mark.parametrize("raw", ["2017-09-31", "2017年9月31日", "2017年13月", "2017-02-29", "0000-00-00"])
def test_a_day_that_never_is(raw: str) -> None:
    assert "There is no such date" in refused(WHEN, raw)


@pytest.mark.parametrize(("raw", "calendar"), [
    ("民国106年", "民国"), ("民國106年9月", "民國"), ("昭和52年", "昭和"), ("昭和", "昭和"), ("平成29年9月1日", "平成"),
    ("令和元年", "令和"), ("R1.5.1", "R"), ("2017年农历八月", "农历"),
])
def test_another_calendar_is_refused_and_named(raw: str, calendar: str) -> None:
    said = refused(WHEN, raw)
    assert "another calendar" in said and calendar in said


@pytest.mark.parametrize("raw", ["10:30", "下午3:30", time(10, 30)])
def test_a_time_of_day_is_no_date(raw: object) -> None:
    assert refused(WHEN, raw)


def test_excels_day_numbers_in_a_column_of_dates_and_nowhere_else() -> None:
    assert told(WHEN, 42979) == ("remark", "2017-09-01")
    assert asked(WHEN, "42979") == ["2017-09-01"]
    assert told(TEXT, 42979) == ("ok", "42979")


# amounts


@pytest.mark.parametrize(("raw", "meant"), [
    ("1.2亿", "CNY 120 m"), ("3,000万", "CNY 30 m"), ("500万美元", "USD 5 m"), ("US$1.5bn", "USD 1.5 bn"),
    ("$1.5 million", "USD 1.5 m"), ("1,234.56", "CNY 1,234.56"), ("１２３", "CNY 123"), ("(1,234)", "CNY -1,234"),
    ("0", "CNY 0"), ("两亿", "CNY 200 m"), ("三千五百万", "CNY 35 m"), ("1.5个亿", "CNY 150 m"),
    ("3000（万元）", "CNY 30 m"), ("3000(USD)", "USD 3,000"), ("1亿2000万", "CNY 120 m"), ("－500万", "CNY -5 m"),
])
def test_an_amount_in_the_offices_words(raw: str, meant: str) -> None:
    assert told(MONEY, raw) == ("ok", meant)


@pytest.mark.parametrize("raw", ["-", "/", "—", ""])
def test_a_mark_for_no_amount(raw: str) -> None:
    assert told(MONEY, raw) == ("ok", None)


@pytest.mark.parametrize(("raw", "candidates"), [
    ("3-5亿", ["CNY 300 m", "CNY 500 m"]), ("3亿元人民币（含流动资金）", ["CNY 300 m"]), ("5.0E+08", ["CNY 500 m"]),
    ("3000w", ["CNY 30 m"]), ("3亿元/4300万美元", ["CNY 300 m", "USD 43 m"]), ("1200元/年", ["CNY 1,200"]),
    (1.2345, ["CNY 1.23"]),
])
def test_an_amount_that_a_person_must_decide(raw: object, candidates: list[str]) -> None:
    assert asked(MONEY, raw) == candidates


def test_an_amount_that_is_not_exact_is_taken_and_said() -> None:
    assert told(MONEY, "约3亿") == ("remark", "CNY 300 m")


@pytest.mark.parametrize("raw", ["数亿", "十几亿", "2亿5", "1,2亿"])
def test_an_amount_that_nobody_can_count(raw: str) -> None:
    assert refused(MONEY, raw)


@pytest.mark.parametrize(("raw", "candidates"), [
    (1.2, ["CNY 120 m", "USD 12,000"]), ("12,000", ["CNY 1,200 bn", "USD 120 m"]),
    ("5000万", ["CNY 50 m", "USD 50 m"]),
])
def test_two_units_in_a_header_ask_once_for_each_where_the_cell_has_none(raw: object, candidates: list[str]) -> None:
    assert asked(MONEY, raw, unit="亿元/万美元") == candidates


def test_two_units_in_a_header_are_settled_by_the_cells_own() -> None:
    assert told(MONEY, "500万美元", unit="亿元/万美元") == ("ok", "USD 5 m")
    assert told(MONEY, "1.2亿元", unit="亿元/万美元") == ("ok", "CNY 120 m")
    assert told(AREA, "120亩", unit="亩、平方米") == ("ok", "80,000 m²")
    assert asked(AREA, 120, unit="亩、平方米") == ["80,000 m²", "120 m²"]


# areas


@pytest.mark.parametrize(("raw", "meant"), [
    ("120亩", "80,000 m²"), ("8万㎡", "80,000 m²"), ("8 ha", "80,000 m²"), ("1.2平方公里", "1,200,000 m²"),
    ("80,000 sq ft", "7,432.2432 m²"), ("120亩/8万㎡", "80,000 m²"), ("120亩（80000平方米）", "80,000 m²"),
    ("8万方", "80,000 m²"), ("0", "0 m²"),
])
def test_an_area_in_any_unit(raw: str, meant: str) -> None:
    assert told(AREA, raw) == ("ok", meant)


def test_two_units_of_an_area_agree_contradict_or_agree_when_rounded() -> None:
    assert asked(AREA, "120亩/9万㎡") == ["80,000 m²", "90,000 m²"]
    assert told(AREA, "100亩/6.67公顷") == ("remark", "100 mu")
    assert asked(AREA, "100亩/6.6公顷") == ["100 mu", "66,000 m²"]


def test_an_area_without_any_unit_is_asked_about() -> None:
    assert asked(AREA, 120) == ["120 m²", "80,000 m²", "1,200,000 m²"]


# percent and counts


def test_percent_by_its_sign_its_format_or_its_header() -> None:
    assert told(PERCENT, "12%") == ("ok", "12%")
    assert told(PERCENT, 0.12, number_format="0.00%") == ("ok", "12%")
    assert told(PERCENT, 12, unit="%") == ("ok", "12%")
    assert asked(PERCENT, 0.12) == ["0.12%", "12%"]
    assert asked(PERCENT, 0.1234567890123, number_format="0%") == ["12.345679%"]


@pytest.mark.parametrize(("raw", "level", "meant"), [
    ("约200人", "remark", "200"), ("200+", "remark", "200"), ("1.2万人", "ok", "12,000"), ("二百人", "ok", "200"),
    (200.0, "ok", "200"), ("１２０", "ok", "120"),
])
def test_a_count_of_people(raw: object, level: str, meant: str) -> None:
    assert told(COUNT, raw) == (level, meant)


def test_a_range_of_people_is_asked_about() -> None:
    assert asked(COUNT, "200-300人") == ["200", "300"]


# telephones


@pytest.mark.parametrize("raw", [
    "13800138000", 13800138000.0, 13800138000, "138-0013-8000", "138 0013 8000", "8613800138000", "+8613800138000",
    "008613800138000", "86 138 0013 8000", "１３８００１３８０００", "13800138000（微信同号）", "手机：13800138000",
])
def test_a_mobile_number_however_it_is_written(raw: object) -> None:
    assert told(PHONES, raw) == ("ok", "+86 138 0013 8000")


@pytest.mark.parametrize(("raw", "meant"), [
    ("020-38888888转8001", "+86 20 3888 8888 ext. 8001"), ("(020)38888888", "+86 20 3888 8888"),
    ("86-20-38888888", "+86 20 3888 8888"), ("852-23456789", "+852 2345 6789"),
    ("13800138000/020-38888888", "+86 138 0013 8000; +86 20 3888 8888"),
    ("13800138000 13900139000", "+86 138 0013 8000; +86 139 0013 9000"),
])
def test_several_numbers_extensions_and_neighbours(raw: str, meant: str) -> None:
    assert told(PHONES, raw) == ("ok", meant)


def test_a_number_with_a_name_a_short_form_and_one_that_is_none() -> None:
    assert told(PHONES, "张三 13800138000") == ("remark", "+86 138 0013 8000")
    assert "Excel" in refused(PHONES, "1.38E+10")
    assert told(PHONES, "38888888") == ("remark", "38888888")


# codes


def test_a_code_with_a_letter_for_a_digit_is_a_question_with_the_right_code() -> None:
    assert told(CREDIT_CODE, GOOD.replace("4403", "44O3", 1)) == ("remark", GOOD), "O is in no code, the check agrees"
    first = "91440101MA5XKMGY5"
    assert asked(CREDIT_CODE, f"91440l{first[6:]}{check_character(first)}") == [f"{first}{check_character(first)}"]
    ours = f"{first}{check_character(first)}"
    assert asked(CREDIT_CODE, ours.replace("A5X", "ASX")) == [ours]


def test_a_wrong_check_an_old_number_and_full_width() -> None:
    assert told(CREDIT_CODE, "91440300708461136A") == ("remark", "91440300708461136A")
    assert told(CREDIT_CODE, "440101000123456") == ("remark", "440101000123456")
    assert told(CREDIT_CODE, "９１４４０３００７０８４６１１３６Ｔ") == ("ok", GOOD)


@pytest.mark.parametrize("raw", ["9.14E+17", "9.14e+17", 9.14401017889253e17, 914401017889253158])
def test_a_code_that_was_a_number_has_lost_its_end(raw: object) -> None:
    assert "Excel" in refused(CREDIT_CODE, raw)


def test_leading_zeros_and_long_numbers_as_text_stay() -> None:
    assert told(TEXT, "00123") == ("ok", "00123")
    assert told(TEXT, "914401017889253158") == ("ok", "914401017889253158")
    assert told(TEXT, 9.14401017889253e17)[0] == "remark"


# addresses


@pytest.mark.parametrize(("kind", "raw", "meant"), [
    (EMAIL, "张三<a@b.com>", "a@b.com"), (EMAIL, "a＠B.com", "a@b.com"), (EMAIL, "mailto:a@b.com", "a@b.com"),
    (WEB, "https：//www.a.com", "https://www.a.com"),
    (WEB, "官网：www.a.com", "www.a.com"), (WEB, "WWW.A.COM", "www.a.com"),
])
def test_a_loose_address(kind: Kind[Any], raw: str, meant: str) -> None:
    assert told(kind, raw) == ("ok", meant)


@pytest.mark.parametrize(("kind", "raw", "candidates"), [
    (EMAIL, "a（at）b.com", ["a@b.com"]), (EMAIL, "a@b，com", ["a@b.com"]),
    (EMAIL, "a@b.com；c@d.com", ["a@b.com", "c@d.com"]),
    (WEB, "www。a。com", ["www.a.com"]), (WEB, "http:\\\\www.a.com", ["http://www.a.com"]),
    (WEB, "www.a.com（官网）", ["www.a.com"]),
])
def test_an_address_with_a_slip_is_asked_about(kind: Kind[Any], raw: str, candidates: list[str]) -> None:
    assert asked(kind, raw) == candidates


def test_words_before_an_address_may_be_its_beginning() -> None:
    assert told(EMAIL, "li wei@a.com") == ("remark", "wei@a.com")
    assert told(EMAIL, "张三 wei@a.com") == ("ok", "wei@a.com")


# yes, no and choices


@pytest.mark.parametrize(("raw", "meant"), [
    ("是", "Yes"), ("√", "Yes"), ("✓", "Yes"), ("Y", "Yes"), ("有", "Yes"), ("1", "Yes"), (1, "Yes"), (True, "Yes"),
    ("否", "No"), ("×", "No"), ("N", "No"), ("无", "No"), ("0", "No"), (0.0, "No"), (False, "No"),
])
def test_yes_and_no(raw: object, meant: str) -> None:
    assert told(YES_NO, raw) == ("ok", meant)


@pytest.mark.parametrize(("raw", "candidates"), [
    ("x", ["Yes", "No"]), ("R", ["Yes", "No"]), ("是/否", ["Yes", "No"]), ("是（2017年）", ["Yes"]),
    ("无，待办", ["No"]),
])
def test_a_yes_with_more_words_is_asked_about(raw: str, candidates: list[str]) -> None:
    assert asked(YES_NO, raw) == candidates


@pytest.mark.parametrize("raw", ["已签约", "签约", "Signed", "03 已签约", "3.已签约", "③已签约", "(1)已签约",
                                 "1-已签约", "签约阶段", "已签约。", "（已签约）"])
def test_a_stage_with_its_number_or_without(raw: str) -> None:
    assert told(STAGE, raw) == ("ok", "Signed")


def test_two_stages_in_a_cell_and_a_word_nobody_knows_are_questions() -> None:
    assert asked(STAGE, "在谈/已签约")[:2] == ["In talks", "Signed"]
    assert asked(STAGE, "已签约（2017年）")[0] == "Signed"
    assert len(asked(STAGE, "03")) == len(STAGE.options)
    assert told(STAGE, "跟进", choices={"跟进": "talks"}) == ("ok", "In talks")


# people


@pytest.mark.parametrize(("raw", "name", "post"), [
    ("张三 处长", "张三", "处长"), ("张三处长", "张三", "处长"), ("张三/总监", "张三", "总监"),
    ("总经理：张三", "张三", "总经理"),
    ("张三副总经理", "张三", "副总经理"), ("欧阳修教授", "欧阳修", "教授"), ("Mr Zhang", "Zhang", "Mr"),
    ("Dr. Li Lei", "Li Lei", "Dr."), ("王总", "王总", ""), ("李处长", "李处长", ""),
    ("张总经理", "张总经理", ""), ("马云", "马云", ""),
])
def test_a_title_is_no_part_of_a_name(raw: str, name: str, post: str) -> None:
    assert name_and_post(raw) == (name, post)


def test_a_number_before_its_name() -> None:
    assert people_of("13800138000（张三）") == [("张三", ("+86 138 0013 8000",))]
    assert WHEN.parse(date(2017, 9, 1)).value is not None


PIECES = ["2017", "9", "30", "17", "1.2", "年", "月", "日", "季度", "上半年", "次年", "明年", "-", "至", "/",
          ".", "、", "（", "）", "约", "亿", "万", "元", "美元", "US$", "个", "亩", "㎡", "公顷", "方", "%",
          "人", "w", "E+17", "转", "+86", "138", "00138000", "是", "否", "已签约", "在谈", "民国", "R", "@",
          "a.com", "待定", " ", "\n", "\x00", "\ud800", "１", "①", "½", "9" * 20]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
       st.sampled_from([{}, {"unit": "亿元/万美元", "year": 2017}, {"unit": "亩、平方米", "years": (1999, 2017)}]))
def test_whatever_an_office_writes_is_answered_and_never_raises(raw: str, around: dict[str, Any]) -> None:
    for kind in (AREA, COUNT, CREDIT_CODE, EMAIL, MONEY, PERCENT, PHONES, STAGE, TEXT, WEB, WHEN, YES_NO):
        read = kind.parse(raw, Reading(**around))
        assert read.level in ("ok", "remark", "question", "error")
        assert (read.level == "ok") == (read.message is None)
        assert read.stands or read.value is None
        if kind is PHONES and read.level != "ok":
            continue  # words kept for a number may hold a number that is better read alone
        for value in (read.value, *read.candidates):
            assert value is None or kind.parse(kind.text(value, "zh")).value == value, (kind.name, value)
    name_and_post(raw)
