"""Choices by code, label, synonym or the office's own word; yes and no."""

import pytest

from promo_desk.fields.choices import ChoiceKind, Option, choice, further_words
from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import YES_NO, fold
from promo_desk.records import choices as declared

STAGE = declared.STAGE


@pytest.mark.parametrize(("raw", "code"), [
    ("talks", "talks"), ("In talks", "talks"), ("在谈", "talks"), ("洽谈中", "talks"), ("IN NEGOTIATION", "talks"),
    ("（在谈）", "talks"),
    ("签约", "signed"), ("已开工", "started"), ("On hold", "paused"), ("储备", "target"),
])
def test_a_stage_in_the_words_of_the_field(raw: str, code: str) -> None:
    read = STAGE.parse(raw)
    assert (read.level, read.value) == ("ok", code)


def test_an_unknown_word_is_asked_about_with_every_option_the_likelier_first() -> None:
    read = STAGE.parse("在谈（重点）")
    assert (read.level, read.value) == ("question", None)
    assert read.candidates[0] == "talks"
    assert set(read.candidates) == {option.code for option in STAGE.options}


def test_the_offices_own_word_is_remembered_and_wins() -> None:
    mine = Reading(choices={fold("A类"): "signed", fold("在谈"): "lead", fold("B类"): "no such code"})
    assert STAGE.parse("a类", mine).value == "signed"
    assert STAGE.parse("在谈", mine).value == "lead"
    assert STAGE.parse("B类", mine).level == "question"


def test_a_choice_is_printed_by_its_label_and_sorted_by_its_place() -> None:
    assert (STAGE.text("talks", "en"), STAGE.text("gone", "en")) == ("In talks", "gone")
    assert STAGE.sort_key("target") < STAGE.sort_key("signed") < STAGE.sort_key("gone")
    assert STAGE.parse("—").value is None


DECLARED = [kind for kind in vars(declared).values() if isinstance(kind, ChoiceKind)]


@pytest.mark.parametrize("kind", DECLARED, ids=[kind.table for kind in DECLARED])
def test_every_word_of_a_choice_means_one_code(kind: ChoiceKind) -> None:
    """The words of ``resources/choices.toml`` name codes that exist, and no word is another code's label."""
    codes = {option.code for option in kind.options}
    assert set(further_words(kind.table).values()) <= codes
    for option in kind.options:
        for language in ("en", "zh"):
            assert kind.parse(kind.text(option.code, language)).value == option.code


def test_no_word_stands_under_two_codes() -> None:
    import tomllib

    from promo_desk.fields.folders import resources

    for table, codes in tomllib.loads((resources() / "choices.toml").read_text(encoding="utf-8")).items():
        assert table in {kind.table for kind in DECLARED}
        words = [fold(word) for listed in codes.values() for word in {fold(word) for word in listed}]
        assert sorted(words) == sorted(set(words)), table


def test_further_words_of_an_option_may_stand_in_its_declaration() -> None:
    size = choice(Option("s", "Small", ("小型", "微型")), Option("l", "Large"))
    assert size.parse("微型").value == "s"


@pytest.mark.parametrize("raw", ["是", "有", "Y", "yes", "TRUE", True, "√", "✓", "☑", 1, 1.0, "1", "Yes.", "已"])
def test_yes(raw: object) -> None:
    assert YES_NO.parse(raw).value is True


@pytest.mark.parametrize("raw", ["否", "无", "N", "No", "NO.", "false", False, "×", "✗", 0, "0", "未", "没有"])
def test_no_is_never_true(raw: object) -> None:
    assert YES_NO.parse(raw).value is False


@pytest.mark.parametrize("raw", ["maybe", "No. 5", 2, "已开工", "是否", "Nope", "2017"])
def test_no_other_word_is_yes_or_no(raw: object) -> None:
    assert YES_NO.parse(raw).level == "error"


def test_a_mark_that_means_both_is_asked_about() -> None:
    assert list(YES_NO.parse("x").candidates) == [True, False]
    assert YES_NO.parse("待定").value is None
