"""A header word leads to its field, however it is written; a label always does, in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.words import LANGUAGES
from promo_desk.records import fields_of, kinds
from promo_desk.sheets.headers import (
    dictionary,
    find,
    is_label,
    is_left_out,
    known_header,
    role_values,
    split_of,
    take_apart,
)
from promo_desk.sheets.related import kind_of


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_leads_back_to_its_field(kind: str, language: str) -> None:
    for key, field in fields_of(kind).items():
        assert f"{kind}.{key}" in find(field.label(language)), field.label(language)
        assert is_label(field.label(language)) and known_header(field.label(language))


def test_a_label_in_both_languages_at_once_is_known() -> None:
    assert "company.registered_capital" in find("注册资本（万元）\nRegistered capital")


@pytest.mark.parametrize(("header", "path"), [
    ("投资额(亿元人民币）", "project.total_investment"),
    ("投 资 额\n（亿元）", "project.total_investment"),
    ("总投资额（亿）", "project.total_investment"),
    ("Capex (USD m)", "project.total_investment"),
    ("用地/房面积（亩、平方米）", "project.land"),
    ("社会统一信用代码", "company.credit_code"),
    ("走访方式(实地走访/电话沟通)", "interaction.kind"),
    ("企业名称：", "company.name"),
    ("*企业名称", "company.name"),
    ("ＣＯＭＰＡＮＹ　ＮＡＭＥ", "company.name"),
    ("租金(元/㎡/月)", "tenancy.rent"),
    ("承诺税收", "commitment:tax.amount"),
    ("备注", "company.notes"),
])
def test_a_header_is_known_however_it_is_written(header: str, path: str) -> None:
    assert path in find(header)


def test_the_unit_and_the_year_stand_apart_from_the_words() -> None:
    word = take_apart("2020年计划完成投资（万元）")
    assert (word.text, word.unit, word.year) == ("计划完成投资", "万元", 2020)
    assert find("2020年计划完成投资（万元）") == ("indicator:planned_in_period.value",)
    assert take_apart("2019年底累计完成投资（万元）").year == 2019
    assert take_apart("1-6月完成投资").text == "完成投资"


@pytest.mark.parametrize(("cut", "path"), [("租金（元_m", "tenancy.rent"), ("统一社会信用", "company.credit_code")])
def test_a_header_that_a_system_has_cut_is_known_by_its_beginning(cut: str, path: str) -> None:
    assert path in find(cut)


def test_two_letters_are_no_beginning() -> None:
    assert not find("统一")
    assert not find("Reg")


@pytest.mark.parametrize("word", ["序号", "No.", "合计", "填报人", "未导入原因", "编号\nNo."])
def test_some_columns_say_nothing_of_a_record(word: str) -> None:
    assert is_left_out(word) and known_header(word)


def test_a_name_and_a_number_may_share_a_column() -> None:
    assert split_of("企业联系人及联系电话") == split_of("投资方联系人及电话") == "contact.name"
    assert split_of("联系人") is None


@pytest.mark.parametrize("word", ["", "广州华创科技有限公司", "2017年", "数据截至11月底"])
def test_a_value_is_no_header(word: str) -> None:
    assert not known_header(word)


def test_the_dictionary_names_fields_that_are_there() -> None:
    for paths in dictionary().paths.values():
        for path in paths:
            slot, _, key = path.rpartition(".")
            assert slot == "*" or key in fields_of(kind_of(slot)), path


def test_a_role_says_what_its_record_always_is() -> None:
    assert role_values("commitment:tax") == {"kind": "tax", "by": "company"}
    assert role_values("indicator:revenue:2019")["metric"] == "Revenue"
    assert role_values("contact:2") == {}


@given(st.text(max_size=40))
def test_no_text_is_too_odd_for_a_header(text: str) -> None:
    known_header(text)
    assert isinstance(find(text), tuple)
