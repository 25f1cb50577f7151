"""统一社会信用代码 (GB 32100-2015): the check character, and what sheets do to codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.codes import ALPHABET, check_character
from promo_desk.fields.kinds import CREDIT_CODE

GOOD = "91440300708461136T"


def test_the_check_character_of_a_real_code() -> None:
    assert check_character(GOOD[:17]) == "T"


@pytest.mark.parametrize("raw", [GOOD, GOOD.lower(), " 9144 0300 7084 6113 6T ",
                                 "９１４４０３００７０８４６１１３６Ｔ", "91440300-708461136-T",
                                 f"{GOOD}、{GOOD}"])
def test_blanks_hyphens_width_and_small_letters_do_not_matter(raw: str) -> None:
    read = CREDIT_CODE.parse(raw)
    assert (read.level, read.value) == ("ok", GOOD)


def test_a_wrong_check_character_is_said_and_the_value_kept() -> None:
    read = CREDIT_CODE.parse("91440300708461136A")
    assert (read.level, read.value) == ("remark", "91440300708461136A")
    assert "18" in str(read.message) and "T" in str(read.message)


@pytest.mark.parametrize(("raw", "said"), [
    ("9144030070846113ST", "Character 17"), ("91A40300708461136T", "Character 3"), ("9144030070846113", "16"),
    ("440101000012345", "15 digits"), (440101000012345.0, "15 digits"), ("HRB 12345", "has 9"),
])
def test_what_is_wrong_is_named_and_the_value_kept(raw: object, said: str) -> None:
    read = CREDIT_CODE.parse(raw)
    assert read.level == "remark" and read.value
    assert said in str(read.message)


def test_o_and_i_are_read_as_digits_only_where_the_check_agrees() -> None:
    read = CREDIT_CODE.parse("9144O300708461136T")
    assert (read.level, read.value) == ("remark", GOOD)
    assert "Character 5" in str(read.message)
    assert CREDIT_CODE.parse("9144O300708461136A").value == "9144O300708461136A"


@pytest.mark.parametrize("raw", ["9.14E+17", "9.14403E+17", 9.14403007084611e17])
def test_a_code_that_excel_has_eaten_cannot_be_recovered(raw: object) -> None:
    read = CREDIT_CODE.parse(raw)
    assert (read.level, read.value) == ("error", None)
    assert "Excel" in str(read.message)


def test_two_codes_in_one_cell_are_asked_about() -> None:
    assert len(CREDIT_CODE.parse(f"{GOOD}；91350100M000100Y43").candidates) == 2


@given(st.integers(10**7, 10**8 - 1), st.text(ALPHABET, min_size=9, max_size=9), st.integers(2, 16),
       st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_noticed(digits: int, rest: str, place: int, other: str) -> None:
    first = f"{digits}{rest}"
    code = first + check_character(first)
    assert CREDIT_CODE.parse(code).level == "ok"
    if code[place] != other:
        assert CREDIT_CODE.parse(code[:place] + other + code[place + 1:]).level != "ok"
