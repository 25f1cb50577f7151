"""Whom a row means: the same firm however written, one that was renamed, one of two, somebody new; and places, people
and lists in a cell. Nobody is ever taken for somebody else."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from offices import empty_office, ledger, planned, taken, verdicts

from promo_desk.fields.kinds import Ref, fold
from promo_desk.sheets.matching import Finder, Found, place_parts
from promo_desk.store import Store
from promo_desk.store.sameness import Ask, New, Same, SamenessIndex, TypedNames

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from names import WORD, companies

CODE = "91440101MA0000001Q"
TRADITIONAL = str.maketrans("华阳东机电汽贸业术龙泽丽实", "華陽東機電汽貿業術龍澤麗實")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def with_companies(store: Store, *firms: dict[str, object]) -> Finder:
    with store.change("made") as change:
        for firm in firms:
            change.add("company", firm)
    return Finder(store)


# a second delivery of ten thousand names


def _bracketed(name: str) -> str:
    return f"{name[:2]}（{name[2:4]}）{name[4:]}"


def _typo(name: str) -> str:
    at, letters = (len(name) // 2, "qz") if name.isascii() else (5, WORD)
    return name[:at] + next(letter for letter in letters if letter != name[at]) + name[at + 1:]


SPELT: dict[str, Callable[[str], str]] = {
    "case": str.upper, "blanks": " ".join, "brackets": _bracketed,
    "width": lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name),
    "traditional": lambda name: name.translate(TRADITIONAL),
    "suffix": lambda name: name.replace("有限公司", "有限责任公司").replace("股份有限责任", "股份有限")
    .replace("Co., Ltd.", "Company Limited"),
    "no suffix": lambda name: name.removesuffix("股份有限公司").removesuffix("有限公司").removesuffix(" Co., Ltd."),
    "typo": _typo,
}


@pytest.fixture(scope="module")
def registry() -> tuple[list[str], SamenessIndex]:
    names, index = companies(10_000), SamenessIndex()
    index.add_many((id, [name], None) for id, name in enumerate(names, 1))
    return names, index


@pytest.mark.parametrize("way", SPELT)
def test_every_near_repeat_is_found_or_asked_about_and_none_is_another_firm(
        registry: tuple[list[str], SamenessIndex], way: str) -> None:
    names, index = registry
    picked = random.Random(way).sample([(id, name) for id, name in enumerate(names, 1) if len(name) > 10
                                        and (way != "case" or name.isascii()) and (name[:1].isascii() or way != "width")
                                        and (way != "brackets" or not name.isascii())
                                        and (way != "blanks" or not name.isascii())], 60)
    lost = []
    for id, name in picked:
        verdict = index.verdict(SPELT[way](name))
        assert not (isinstance(verdict, Same) and verdict.id != id), (name, names[verdict.id - 1])
        if not isinstance(verdict, Same) and not (
                isinstance(verdict, Ask) and id in [each.id for each in verdict.candidates]):
            lost.append((name, SPELT[way](name), verdict))
    assert len(lost) <= (3 if way == "typo" else 0), lost


def test_strangers_are_never_taken_for_somebody_known(registry: tuple[list[str], SamenessIndex]) -> None:
    names, index = registry
    for name in companies(300, seed=99):
        verdict = index.verdict(name)
        assert isinstance(verdict, (New, Ask)) or fold(names[verdict.id - 1]).startswith(fold(name)[:4]), name


@pytest.mark.parametrize("written", [
    "华为（广州）技术有限公司", "广州市华为技术有限公司", "广州华为技术有限公司", "华为技术（广州）有限公司",
    "华为技术股份有限公司", "华为技术有限公司广州分公司",
])
def test_a_place_a_form_or_a_branch_more_is_asked_about(written: str) -> None:
    index = SamenessIndex()
    index.add(1, ["华为技术有限公司"])
    verdict = index.verdict(written)
    assert isinstance(verdict, Ask) and [each.id for each in verdict.candidates] == [1]


def test_another_place_is_another_firm() -> None:
    index = SamenessIndex()
    index.add(1, ["华为（深圳）技术有限公司"])
    assert index.verdict("华为（广州）技术有限公司") == New()


# names and codes


def test_a_firm_under_a_new_name_is_known_by_its_code(office: Store) -> None:
    finder = with_companies(office, {"name": "广州甲科技有限公司", "credit_code": CODE})
    found = finder.find("company", {"name": "广州乙科技有限公司", "credit_code": CODE})
    assert (found.ids, found.renamed_from, found.clash) == ((1,), "广州甲科技有限公司", False)
    english = finder.find("company", {"name": "Canton A Technology Ltd.", "credit_code": CODE})
    assert (english.ids, english.renamed_from) == ((1,), None), "a name in another script is no new name"


def test_two_like_names_with_two_sound_codes_are_two_firms(office: Store) -> None:
    finder = with_companies(office, {"name": "汐朗光电有限公司", "credit_code": CODE})
    name, another = "汐朗光电（临榕）有限公司", "914403001922038216"
    assert finder.find("company", {"name": name, "credit_code": another}) == Found()
    for code in (None, "914403001922038217"):
        assert [each.id for each in finder.find("company", {"name": name, "credit_code": code}).near] == [1]


def test_a_code_with_the_name_of_a_third_record_is_a_clash(office: Store) -> None:
    finder = with_companies(office, {"name": "广州甲科技有限公司", "credit_code": CODE}, {"name": "广州乙科技有限公司"})
    found = finder.find("company", {"name": "广州乙科技有限公司", "credit_code": CODE})
    assert found.clash and found.ids == (1, 2)


def test_the_users_word_for_a_name_goes_before_the_name_and_is_remembered(office: Store) -> None:
    with_companies(office, {"name": "广州甲科技有限公司", "credit_code": CODE}, {"name": "广州乙科技有限公司"})
    finder = Finder(office, named={"company": {"甲科": 1, "乙科": "new", "广州乙科技": 2, "丁": 99}})
    assert finder.find("company", {"name": "甲科"}) == Found((1,), also_called="甲科")
    assert finder.find("company", {"name": "乙科"}) == Found()
    assert finder.find("company", {"name": "广州乙科技"}).also_called is None, "it bears that name already"
    assert finder.find("company", {"name": "丁"}).ids == (), "there is no record 99"


def test_the_users_word_does_not_go_before_another_records_code(office: Store) -> None:
    with_companies(office, {"name": "广州甲科技有限公司", "credit_code": CODE}, {"name": "广州乙科技有限公司"})
    finder = Finder(office, named={"company": {"丙公司": 2}})
    assert finder.find("company", {"name": "丙公司", "credit_code": CODE}).clash


# the file itself


def test_the_same_firm_twice_is_one_and_a_like_one_is_shown_as_like(office: Store) -> None:
    finder = with_companies(office)
    finder.learn("company", -1, {"name": "广州恒盛科技有限公司"})
    assert finder.find("company", {"name": "广州恒盛科技（有限公司）"}).ids == (-1,)
    like = finder.find("company", {"name": "广州恒胜科技有限公司"})
    assert like.ids == () and [each.id for each in like.near] == [-1]


def test_what_a_typist_does_is_found_and_another_number_is_not() -> None:
    typed = TypedNames()
    typed.add(-1, ["Huawei Technologies Co., Ltd."])
    typed.add(-2, ["广州第一机床厂"])
    assert [each.id for each in typed.near("Huawei Tecnologies Co., Ltd.")] == [-1]
    assert typed.near("Huawei Technologies Ltd.") == [], "the same, not merely like"
    assert typed.near("广州第二机床厂") == []


# links


@pytest.mark.parametrize(("name", "parts"), [
    ("广东省广州市天河区", ("广东省", "广州市", "天河区")), ("广州/天河", ("广州", "天河")), ("广州市", ("广州市",)),
    ("浦东新区", ("浦东新区",)), ("津市市", ("津市市",)), ("New York", ("New York",)), ("", ("",)),
])
def test_the_parts_of_a_place(name: str, parts: tuple[str, ...]) -> None:
    assert place_parts(name) == parts


def test_a_place_is_found_by_its_parts_and_not_in_another_city(office: Store) -> None:
    with office.change("made") as change:
        canton = change.add("place", {"name": "广州市"})
        change.add("place", {"name": "佛山市"})
        tianhe = change.add("place", {"name": "天河区", "within": Ref("place", canton)})
    finder = Finder(office)
    for name in ("广州市天河区", "广东省广州市天河区", "广州 天河", "天河"):
        assert finder.find("place", {"name": name}).ids == (tianhe,), name
    assert finder.find("place", {"name": "佛山市天河区"}).ids == ()


def test_a_person_with_a_title_is_the_person(office: Store) -> None:
    with office.change("made") as change:
        change.add("officer", {"name": "张三"})
    finder = Finder(office)
    assert finder.find("officer", {"name": "张三 处长"}).ids == finder.find("officer", {"name": "张三"}).ids == (1,)


def test_a_new_place_lies_within_the_one_before_it(office: Store) -> None:
    with office.change("made") as change:
        change.add("place", {"name": "广州市"})
    taken(office, ledger(("企业名称", "所在区"), ("甲公司", "广州市天河区"), ("乙公司", "天河区")))
    assert office.count("place") == 2
    [(name, within)] = office.read("place", [2], ["name", "within"])
    assert (name, within.id) == ("天河区", 1)


def test_several_sectors_in_a_cell_for_one_are_asked_about(office: Store) -> None:
    with office.change("made") as change:
        change.add("sector", {"name": "电子信息"})
        change.add("sector", {"name": "生物医药"})
    plan = planned(office, ledger(("企业名称", "行业"), ("甲公司", "电子信息、生物医药"), ("乙公司", "生物医药")))
    assert verdicts(plan) == {"new": 1, "error": 1}
    assert office.count("sector") == 2


def test_the_same_name_at_two_firms_is_two_people(office: Store) -> None:
    taken(office, ledger(("企业名称", "联系人"), ("甲公司", "张伟"), ("乙公司", "张伟"), ("甲公司", "张伟")))
    assert office.count("contact") == 2
