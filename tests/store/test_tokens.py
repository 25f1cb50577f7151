"""What the search index holds of a text, and how Chinese sounds."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.store.sounds import SYLLABLES, initials, readings_of, sound, spelling, spelt
from promo_desk.store.tokens import MARK, bigrams, code_tokens, fold, name_tokens, simplified, text_tokens

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


def said(text: str) -> str:
    return spelt(sound(fold(text)))


@pytest.mark.parametrize(("written", "compared"), [
    ("Ｈｕａｗｅｉ　Technologies", "huawei technologies"),
    ("鴻海精密工業", "鸿海精密工业"),
    ("华为（中国）有限公司", "华为中国有限公司"),
    ("华 为", "华为"),
    ("Nestlé S.A.", "nestle s a"),
    ("McDonald's", "mcdonalds"),
    ("TCL 科技", "tcl 科技"),
    (" \n\t", ""),
])
def test_texts_are_compared_without_case_width_marks_and_tradition(written: str, compared: str) -> None:
    assert fold(written) == compared


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_simplifying_leaves_everything_else_alone() -> None:
    assert simplified("鴻海 (Foxconn) 2017") == "鸿海 (Foxconn) 2017"


def test_bigrams_are_neighbours() -> None:
    assert bigrams("华为技术") == "华为 为技 技术"
    assert bigrams("华") == bigrams("") == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_bigrams_are_what_zip_would_give(text: str) -> None:
    assert bigrams(text) == " ".join(a + b for a, b in pairwise(text))


def test_a_chinese_name_gives_bigrams_marks_sounds_and_initials() -> None:
    (tokens,) = name_tokens(["华为技术有限公司"])
    assert tokens.startswith("‹华 ‹华为 华为 为技 技术 术有 有限 限公 公司 司‹ ")
    assert tokens.endswith(" ‹h ‹hw hw wj js s‹"), "the legal form, which all names share, has no initials"


def test_a_latin_name_gives_its_words() -> None:
    assert name_tokens(["Huawei Technologies Co., Ltd."])[0].startswith("‹huawei huawei technologies co ltd ‹")


def test_a_mixed_name_gives_both() -> None:
    tokens = name_tokens(["TCL科技集团股份有限公司"])[0].split()
    assert {"‹tcl", "tcl", "科技", "tc", "lk", "kj"} <= set(tokens)


@given(st.lists(st.one_of(HAN, st.text(max_size=12)), max_size=8))
def test_many_names_at_once_give_what_each_gives_alone(names: list[str]) -> None:
    assert name_tokens(names) == [name_tokens([name])[0] for name in names]


@given(st.text(max_size=20))
def test_only_names_bear_marks(text: str) -> None:
    assert MARK not in text_tokens(text)


def test_codes_are_found_whole_by_their_words_and_by_their_end() -> None:
    assert {"8613800138000", "13800138000", "8000"} <= set(code_tokens("+86 138 0013 8000").split())
    assert {"914403001922038216", "192203821"} <= set(code_tokens("91440300192203821 6").split())
    assert {"li", "ming", "huawei", "com"} <= set(code_tokens("li.ming@huawei.com").split())


@pytest.mark.parametrize(("name", "reading"), [
    ("华为", "hua wei"), ("重庆", "chong qing"), ("重工", "zhong gong"), ("招商银行", "zhao shang yin hang"),
    ("长沙", "chang sha"), ("成长", "cheng zhang"), ("厦门", "xia men"), ("大厦", "da sha"), ("朝阳", "chao yang"),
    ("行业", "hang ye"), ("出行", "chu xing"), ("音乐", "yin yue"), ("快乐", "kuai le"), ("单县", "shan xian"),
    ("六安", "lu an"), ("番禺", "pan yu"), ("成都", "cheng du"), ("绿地", "lv di"), ("鴻海", "hong hai"),
    ("广州市长隆", "guang zhou shi chang long"), ("TCL王牌", "wang pai"),
])
def test_names_are_read_as_people_read_them(name: str, reading: str) -> None:
    assert said(name) == reading


def test_initials_are_first_letters() -> None:
    assert initials(sound("重庆银行")) == "cqyh"


@pytest.mark.parametrize(("letters", "spellings"), [
    ("huawei", ["hua wei"]), ("xian", ["xian", "xiang", "xi an"]), ("huaweij", ["hua wei ji"]), ("lue", ["lve"]),
    ("tcl", []), ("", []),
])
def test_letters_without_blanks_are_cut_into_syllables(letters: str, spellings: list[str]) -> None:
    answers = [spelt(way) for ways in readings_of(letters) for way in ways]
    assert set(spellings) <= set(answers) and bool(spellings) == bool(answers)


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5))
def test_whatever_is_spelt_can_be_read(syllables: list[str]) -> None:
    typed = "".join(syllables)
    assert spelt(spelling(typed)).replace(" ", "") == typed
    assert readings_of(typed)


def test_half_a_syllable_is_no_whole_spelling() -> None:
    assert spelling("huaw") == ""


def test_heavy_tables_are_not_read_at_start() -> None:
    heavy = "import sys, promo_desk.store.tokens; print({'pypinyin', 'opencc'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
