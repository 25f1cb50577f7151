"""Text is kept as it was written; only its outer blanks go."""

from datetime import date, datetime

import pytest

from promo_desk.fields.kinds import DATA, LONG_TEXT, TEXT, TEXTS, fold
from promo_desk.fields.plain import half_width


@pytest.mark.parametrize(("raw", "value"), [
    ("  华为 ", "华为"), ("\u3000\u00a0华为\u200b\ufeff", "华为"), ("a\r\nb\rc", "a\nb\nc"), ("e\u0301", "é"),
    ("00123", "00123"),
    (13800138000.0, "13800138000"), (440101000012345, "440101000012345"), (1.5, "1.5"), (0.1 + 0.2, "0.3"),
    (True, "TRUE"),
    (date(2017, 9, 15), "2017-09-15"), (datetime(2017, 9, 15), "2017-09-15"),
    (datetime(2017, 9, 15, 8, 30), "2017-09-15 08:30:00"),
    ("=1+1", "=1+1"), ("ＡＢＣ", "ＡＢＣ"), ("待定", "待定"), ("#N/A", "#N/A"), ("a\x0bb", "a\x0bb"),
])
def test_a_cell_as_text(raw: object, value: str) -> None:
    read = TEXT.parse(raw)
    assert (read.level, read.value) == ("ok", value)


def test_digits_that_excel_may_have_eaten_are_said() -> None:
    read = TEXT.parse(9.14403007084611e17)
    assert (read.level, read.value) == ("remark", "914403007084611000")
    assert TEXT.parse(914403007084611362).level == "ok"


def test_nothing_is_cut_off_a_long_text() -> None:
    assert LONG_TEXT.parse("长" * 100_000).value == "长" * 100_000


def test_what_no_database_can_keep_is_replaced_and_said() -> None:
    assert TEXT.parse("a\x00b\ud800").value == "ab\ufffd"
    assert TEXT.parse("a\x00b").level == "remark"


@pytest.mark.parametrize(("raw", "value"), [
    ("鸿海；富士康、Foxconn\nHon Hai;", ("鸿海", "富士康", "Foxconn", "Hon Hai")),
    ("Huawei Technologies Co., Ltd.", ("Huawei Technologies Co., Ltd.",)),
    ('"a; b"; c', ("a; b", "c")),
    (["a", " b "], ("a", "b")),
])
def test_several_texts(raw: object, value: tuple[str, ...]) -> None:
    assert TEXTS.parse(raw).value == value


def test_items_with_separators_stay_whole_in_print() -> None:
    assert TEXTS.text(("a", "b; c"), "en") == 'a; "b; c"'
    assert TEXTS.text(("甲", "乙"), "zh") == "甲；乙"


@pytest.mark.parametrize(("one", "other"), [
    ("投资额（亿元）", "投资额(亿元)"), ("Total Investment", "totalinvestment"), ("ＵＳＤ", "usd"),
    (" 联系\u3000人\n", "联系人"),
    ("【备注】", "备注"), ("㎡", "m2"),
])
def test_words_are_folded_before_they_are_compared(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_half_width_does_not_make_numbers_of_marks() -> None:
    assert half_width("①5000万") == "①5000万"
    assert half_width("10²") == "10²"
    assert half_width("１２０㎡　x") == "120m2 x"
    assert half_width("120 m²") == "120 m2"


def test_data_is_json_and_nothing_else() -> None:
    assert DATA.parse('{"a": [1]}').value == {"a": [1]}
    assert DATA.parse({"a": (1, 2)}).value == {"a": [1, 2]}
    for wrong in ("{", "3", {"a": float("nan")}, {"a": object()}):
        assert DATA.parse(wrong).level == "error"
