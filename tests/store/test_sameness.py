"""Is this company one we know? What is the same, what is asked about, what is new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert

from promo_desk.records import Base, kinds, table_of
from promo_desk.store.sameness import Ask, New, Same, SamenessIndex
from promo_desk.store.stems import Stem, stem

KNOWN = {
    1: ["Huawei Technologies Co., Ltd.", "华为技术有限公司"],
    2: ["深圳市恒盛科技有限公司"],
    3: ["鴻海精密工業股份有限公司", "富士康"],
    4: ["美的集团股份有限公司"],
    5: ["广州第一机床厂"],
    6: ["Siemens AG"],
    7: ["飞利浦（中国）投资有限公司"],
    8: ["东方科技有限公司"],
    9: ["东方科技股份有限公司"],
}
HUAWEI_CODE = "914403001922038216"


@pytest.fixture(scope="module")
def known() -> SamenessIndex:
    index = SamenessIndex()
    index.add_many((id, names, HUAWEI_CODE if id == 1 else None) for id, names in KNOWN.items())
    return index


@pytest.mark.parametrize(("name", "bare", "form", "group"), [
    ("华为技术有限公司", "华为技术", "limited", False),
    ("華為技術股份有限公司", "华为技术", "joint_stock", False),
    ("华为技术有限责任公司", "华为技术", "limited", False),
    ("飞利浦(中国)投资有限公司", "飞利浦中国投资", "limited", False),
    ("美的（集团）有限公司", "美的", "limited", True),
    ("HUAWEI TECHNOLOGIES CO.,LTD", "huaweitechnologies", "limited", False),
    ("Apple Inc.", "apple", "inc", False),
    ("Nestlé S.A.", "nestle", "sa", False),
    ("Grab Pte. Ltd.", "grab", "pte", False),
    ("Kuehne & Nagel GmbH & Co. KG", "kuehneandnagel", "gmbh_kg", False),
    ("株式会社日立製作所", "日立制作所", "kk", False),
    ("GAC Group", "gac", "", True),
    ("广州华为技术有限公司深圳分公司", "广州华为技术有限公司深圳分公司", "", False),
    ("有限公司", "有限公司", "", False),
    ("Ltd", "ltd", "", False),
])
def test_a_stem_is_the_name_without_its_legal_form(name: str, bare: str, form: str, group: bool) -> None:
    assert stem(name) == Stem(bare, form, group)


@given(st.text())
def test_any_text_has_a_stem(text: str) -> None:
    assert stem(text).bare == stem(text.upper().lower()).bare or not text.isascii()


@pytest.mark.parametrize("written", [
    "华为技术有限公司", "華為技術有限公司", "华为 技术 有限公司", "华为技术有限公司 ", "华为技术有限责任公司",
    "华为技术", "huawei technologies co ltd", "HUAWEI TECHNOLOGIES CO.,LTD.", "Huawei  Technologies",
    "Ｈuawei Technologies Co., Ltd",
])
def test_case_width_blanks_and_tradition_are_no_difference(known: SamenessIndex, written: str) -> None:
    assert isinstance(same := known.verdict(written), Same) and same.id == 1


def test_what_was_set_aside_is_said(known: SamenessIndex) -> None:
    assert known.verdict("华为技术有限公司") == Same(1)
    written, short = known.verdict("华为 技术有限公司"), known.verdict("华为技术")
    assert isinstance(written, Same) and str(written.reason) == "written otherwise: 华为技术有限公司"
    assert isinstance(short, Same) and str(short.reason) == "the legal form is not stated: 华为技术有限公司"


def test_brackets_are_no_difference(known: SamenessIndex) -> None:
    assert isinstance(same := known.verdict("飞利浦(中国)投资有限公司"), Same) and same.id == 7


@pytest.mark.parametrize(("name", "id", "reason"), [
    ("华为技术股份有限公司", 1, "another legal form"),
    ("美的有限公司", 4, "only one calls itself a group"),
    ("Siemens GmbH", 6, "another legal form"),
    ("深圳市恒胜科技有限公司", 2, "sounds the same, is written otherwise"),
    ("深圳市恒盛科技有限公司南山分公司", 2, "one is a branch or a subsidiary"),
    ("恒盛科技有限公司", 2, "one name is part of the other"),
    ("Huawei Tecnologies Co., Ltd.", 1, "spelt nearly the same"),
])
def test_what_may_be_the_same_is_asked_about(known: SamenessIndex, name: str, id: int, reason: str) -> None:
    verdict = known.verdict(name)
    assert isinstance(verdict, Ask)
    assert (verdict.candidates[0].id, str(verdict.candidates[0].reason)) == (id, reason)


@pytest.mark.parametrize(("name", "reason"), [
    ("广州市恒盛科技有限公司", "another place: 广州, not 深圳"),
    ("广州第二机床厂", "another number: 二, not 一"),
])
def test_other_places_and_numbers_are_shown_but_not_asked_about(known: SamenessIndex, name: str, reason: str) -> None:
    assert known.verdict(name) == New()
    nearest = known.near(name)[0]
    assert nearest.apart and str(nearest.reason) == reason


@pytest.mark.parametrize("name", ["西门子能源有限公司", "Bosch Rexroth", "x", "", "有限公司"])
def test_strangers_are_new(known: SamenessIndex, name: str) -> None:
    assert known.verdict(name) == New()


def test_two_candidates_are_a_question_never_the_first(known: SamenessIndex) -> None:
    verdict = known.verdict("东方科技")
    assert isinstance(verdict, Ask) and {each.id for each in verdict.candidates} == {8, 9}
    assert known.verdict("东方科技股份有限公司") == Same(9)


def test_a_credit_code_decides_before_the_name(known: SamenessIndex) -> None:
    verdict = known.verdict("华为投资控股有限公司", "91440300 1922038216")
    assert isinstance(verdict, Same) and verdict.id == 1
    assert str(verdict.reason) == "the same credit code under another name"


def test_the_same_name_with_another_credit_code_is_asked_about(known: SamenessIndex) -> None:
    verdict = known.verdict("华为技术有限公司", "91440101MA59XXXX0K")
    assert isinstance(verdict, Ask) and verdict.candidates[0].id == 1


@pytest.mark.parametrize(("code", "asked"), [
    ("91440101MA0000001Q", False), ("91440101MA00000019", True), (None, True), ("123", True)])
def test_a_like_name_with_another_sound_code_is_another_firm(known: SamenessIndex, code: str | None,
                                                             asked: bool) -> None:
    """Both codes pass their check, so no slip of a pen made them differ; a code that fails it proves nothing."""
    assert isinstance(known.verdict("华为（广州）技术有限公司", code), Ask) == asked


def test_a_code_of_two_records_is_a_question() -> None:
    index = SamenessIndex()
    index.add(1, ["甲公司"], HUAWEI_CODE)
    index.add(2, ["乙公司"], HUAWEI_CODE)
    assert isinstance(index.verdict("丙", HUAWEI_CODE), Ask)


def test_a_record_of_the_same_file_is_known_at_once() -> None:
    index = SamenessIndex()
    assert index.verdict("新来科技有限公司") == New()
    index.add(-1, ["新来科技有限公司"])
    assert index.verdict("新来科技有限公司") == Same(-1)


def test_a_record_is_near_once_by_its_likest_name(known: SamenessIndex) -> None:
    assert [each.id for each in known.near("富士康科技")].count(3) == 1


def test_many_names_are_near_what_each_is_near_alone(known: SamenessIndex) -> None:
    names = ["华为技木有限公司", "Siemens", "恒盛"]
    assert known.near_many(names) == [known.near(name) for name in names]


def test_the_index_is_read_from_the_base_with_every_kind_of_name() -> None:
    kinds()
    with create_engine("sqlite://").connect() as connection:
        Base.metadata.create_all(connection)
        connection.execute(insert(table_of("company")).values(
            id=5, name="Foxconn", name_zh="富士康", short_name="FII", former_names='["鴻海"]', aliases='["Hon Hai"]',
            credit_code=HUAWEI_CODE, version=1, created_at="", created_by="", changed_at="", changed_by=""))
        index = SamenessIndex.of(connection)
    assert {index.exact(name) for name in ("FOXCONN", "富士康", "fii", "鸿海", "Hon Hai")} == {(5,)}
    assert isinstance(index.verdict("?", HUAWEI_CODE), Same)


LETTERS = st.text(st.sampled_from("恒盛泰鑫科技实业电子"), min_size=2, max_size=6)


@given(st.sampled_from(["广州", "深圳", "上海"]), st.sampled_from(["广州", "深圳", "上海"]), LETTERS)
def test_one_name_in_two_cities_is_never_the_same(here: str, there: str, name: str) -> None:
    index = SamenessIndex()
    index.add(1, [f"{here}{name}有限公司"])
    assert isinstance(index.verdict(f"{there}{name}有限公司"), Same) == (here == there)
