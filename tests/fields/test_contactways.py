"""Telephones, people in a cell, e-mail, web addresses, links."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import EMAIL, PHONES, WEB, Ref, link
from promo_desk.fields.people import name_and_post, people_of
from promo_desk.fields.phones import _asked, phones_of, plain_number

ONE, TWO = "+86 138 0013 8000", "+86 139 0013 9000"
OFFICE = "+86 20 8888 8888"


@pytest.mark.parametrize(("raw", "value"), [
    ("13800138000", (ONE,)), (13800138000.0, (ONE,)), ("138 0013 8000", (ONE,)), ("86-13800138000", (ONE,)),
    ("(+86)13800138000", (ONE,)),
    ("0086 13800138000", (ONE,)), ("１３８００１３８０００", (ONE,)), ("020-8888 8888", (OFFICE,)),
    ("(020)88888888", (OFFICE,)),
    ("电话：020-88888888", (OFFICE,)), ("020-88888888转801", (f"{OFFICE} ext. 801",)),
    ("020-88888888-801", (f"{OFFICE} ext. 801",)),
    ("13800138000/13900139000", (ONE, TWO)), ("13800138000 13900139000", (ONE, TWO)),
    ("13800138000，020-88888888", (ONE, OFFICE)),
    ("400-800-8888", ("+86 400 800 8888",)), ("+1 212 555 2368", ("+1 212-555-2368",)),
    ("+852 2123 4567", ("+852 2123 4567",)),
    ((ONE, TWO), (ONE, TWO)),
])
def test_telephone_numbers_in_international_form(raw: object, value: tuple[str, ...]) -> None:
    read = PHONES.parse(raw)
    assert (read.level, read.value) == ("ok", value)


def test_the_country_is_that_of_the_office() -> None:
    assert PHONES.parse("2123 4567", Reading(country="HK")).value == ("+852 2123 4567",)


@pytest.mark.parametrize("raw", ["95588", "8888 8888", "1380013800"])
def test_an_unknown_number_is_kept_as_it_is(raw: str) -> None:
    read = PHONES.parse(raw)
    assert (read.level, read.value) == ("remark", (raw,))


def test_two_people_in_one_cell_are_a_question() -> None:
    read = PHONES.parse("张三—13800138000；李四—13900139000")
    assert (read.level, read.candidates) == ("question", ((ONE,), (TWO,)))
    assert PHONES.parse("张三 13800138000").level == "remark"


@pytest.mark.parametrize(("cell", "people"), [
    ("1.张三—13800138000;\n2.李四—13900139000;", [("张三", (ONE,)), ("李四", (TWO,))]),
    ("1、张三 13800138000 2、李四 13900139000", [("张三", (ONE,)), ("李四", (TWO,))]),
    ("张三13800138000李四13900139000", [("张三", (ONE,)), ("李四", (TWO,))]),
    ("张三（总经理）：13800138000，李四 020-88888888", [("张三（总经理）", (ONE,)), ("李四", (OFFICE,))]),
    ("张三：13800138000、020-88888888；李四", [("张三", (ONE, OFFICE)), ("李四", ())]),
    ("张三\n13800138000\n李四\n13900139000", [("张三", (ONE,)), ("李四", (TWO,))]),
    ("13800138000 张三", [("张三", (ONE,))]),
    ("张三 13800138000（总经理）", [("张三（总经理）", (ONE,))]),
    ("Wang Wei, +86 138 0013 8000; John Smith (CFO) +1 212 555 2368",
     [("Wang Wei", (ONE,)), ("John Smith (CFO)", ("+1 212-555-2368",))]),
    ("张三", [("张三", ())]), ("13800138000", [("", (ONE,))]), ("", []),
])
def test_people_of_a_cell(cell: str, people: list[tuple[str, tuple[str, ...]]]) -> None:
    assert people_of(cell) == people


def test_a_post_in_brackets_is_no_part_of_the_name() -> None:
    assert name_and_post("张三（总经理）") == ("张三", "总经理")
    assert name_and_post("张三") == ("张三", "")


@pytest.mark.parametrize(("raw", "value"), [
    ("zhang@qq.com", "zhang@qq.com"), ("Zhang San <Zhang@QQ.com>", "Zhang@qq.com"), ("mailto:a@b.cn", "a@b.cn"),
    ("ｚｈａｎｇ＠ｑｑ．ｃｏｍ", "zhang@qq.com"), ("张三@例子.中国", "张三@例子.中国"),
])
def test_an_email_address(raw: str, value: str) -> None:
    assert EMAIL.parse(raw).value == value


@pytest.mark.parametrize(("raw", "value"), [
    ("www.huawei.com", "www.huawei.com"), ("HTTP://WWW.Huawei.com/Path", "http://www.huawei.com/Path"),
    ("https://华为.中国/a?b=1", "https://华为.中国/a?b=1"), ("http://x.com:8080/", "http://x.com:8080/"),
])
def test_a_web_address(raw: str, value: str) -> None:
    assert WEB.parse(raw).value == value


def test_what_is_no_address_is_refused_and_two_are_asked_about() -> None:
    assert EMAIL.parse("zhang at qq").level == "error" and EMAIL.parse("a@b").level == "error"
    assert WEB.parse("huawei").level == "error" and WEB.parse("3.14").level == "error"
    assert list(EMAIL.parse("a@b.com; c@d.com").candidates) == ["a@b.com", "c@d.com"]
    assert list(WEB.parse("www.a.com；www.b.com").candidates) == ["www.a.com", "www.b.com"]


def test_a_link_is_a_number_or_a_question() -> None:
    company = link("company")
    assert company.parse("#12").value == Ref("company", 12) == company.parse("company #12").value
    assert company.parse(Ref("company", 3, "Huawei")).value == Ref("company", 3)
    assert company.parse("Huawei").level == "question"
    assert company.parse("zone #3").level == "error" and company.parse(Ref("zone", 3)).level == "error"
    assert company.text(Ref("company", 3, "Huawei"), "en") == "Huawei"
    either = link("company", "place")
    assert list(either.parse("#3").candidates) == [Ref("company", 3), Ref("place", 3)]
    assert either.parse(either.text(Ref("place", 3), "en")).value == Ref("place", 3)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_plain_mobile_is_answered_as_the_numbering_plan_would(number: str) -> None:
    assert phones_of(number) == by_the_plan(number)


def by_the_plan(number: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        plan = phonenumbers.parse(number, "CN")
    except phonenumbers.NumberParseException:
        return (number,), (number,)
    if not phonenumbers.is_valid_number(plan):
        return (number,), (number,)
    return (phonenumbers.format_number(plan, phonenumbers.PhoneNumberFormat.INTERNATIONAL),), ()


@given(st.sampled_from(["010", "020", "0755", "0571", "0769", "0898", "1"]), st.integers(0, 10**10 - 1))
def test_a_plain_number_is_what_the_numbering_plan_says_of_it(area: str, digits: int) -> None:
    """Told by its first digits alone, it is read as the whole of it would be."""
    line = f"{digits:010}"
    for written in ((f"1{line}",) if area == "1" else (f"{area}-{line[:8]}", f"{area}-{line[:7]}")):
        number = plain_number(written)
        whole, sure = _asked(written, "CN")
        assert number is None or (number, True) == (whole, sure)
        if number is None and sure:
            assert written[-8:][0] in "01" or area == "1", written
