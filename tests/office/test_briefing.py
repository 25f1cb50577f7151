"""A briefing: made whole at one moment, frozen with its numbers, and the next one says what changed and why."""

import json
from datetime import date
from typing import Any

import pytest

from promo_desk.fields.kinds import Money, Ref
from promo_desk.office.briefing import freeze, last_briefing, make
from promo_desk.office.content import BriefingContent, Section, cell_text
from promo_desk.store import Condition, Missing, Store

from .making import Making, when, yuan

TODAY = date(2017, 12, 8)
GUANGZHOU = Ref("place", 3)
YEAR = when("2017")


@pytest.fixture(scope="module")
def content(guangzhou: Store) -> BriefingContent:
    return make(guangzhou, GUANGZHOU, YEAR, TODAY, "both")


def table(section: Section, language: str = "en") -> list[list[str]]:
    """The section as somebody reads it."""
    return [[cell_text(column.kind, value, language) for column, value in zip(section.columns, row, strict=True)]
            for row in section.rows]


def remarks(section: Section, language: str = "en") -> list[str]:
    return [remark.text(language) for remark in section.remarks]


def test_it_says_what_it_is_of_when_and_on_what_basis(content: BriefingContent) -> None:
    assert content.title.text("en") == "Investment promotion briefing: Guangzhou 广州"
    assert content.title.text("zh") == "招商引资简报：Guangzhou 广州"
    assert (content.subtitle.text("en"), content.subtitle.text("zh")) == (
        "2017, as of 2017-12-08", "2017年，截至2017-12-08")
    assert (content.scope, content.period, content.change_number) == (GUANGZHOU, YEAR, 1)
    assert any("not converted" in basis.text("en") for basis in content.basis)


def test_projects_stand_with_stage_place_and_amount_and_what_is_missing(content: BriefingContent) -> None:
    section = content.section("projects")
    assert [row[2:5] for row in table(section)] == [
        ["Started", "Zengcheng 增城区", "CNY 61 bn"],
        ["About to sign: announced (November 2017), not signed", "Guangzhou 广州", ""]]
    assert remarks(section, "zh") == ["Foxconn industry park 富士康产业园：610亿元，来源所述折合92.2亿美元。",
                                      "列名项目中没有金额的：1个。"]


def test_an_agreement_of_no_stated_kind_is_named_and_counts_as_nothing(content: BriefingContent) -> None:
    assert table(content.section("agreements"))[0][:5] == [
        "Huawei and Baiyun district 华为与白云区协议", "Huawei 华为", "Baiyun district government", "Kind not stated",
        "September 2017"]
    assert table(content.section("signed")) == [
        ["Signed investment", "0", "0"], ["Framework and similar agreements", "0", "0"],
        ["Agreements whose kind is not stated", "1", "1"]]


def test_tenants_stand_as_of_the_day_and_not_as_of_a_day_to_come(content: BriefingContent) -> None:
    section = content.section("tenants")
    assert [row[0] for row in table(section)] == ["Alibaba 阿里巴巴", "Tencent 腾讯", "VIPshop 唯品会"]
    assert "17 companies (Industrial giants, 2017); named here: 3" in remarks(section)[0]


def test_figures_have_their_change_basis_and_a_chart(content: BriefingContent) -> None:
    section = content.section("indicators")
    rows = {row[2]: row for row in table(section)}
    assert rows["Combined sales revenue"][3:6] == ["2017", "CNY 5.9 bn", "220%"]
    assert rows["Cross-border e-commerce trade"][6:8] == ["1", "As stated by the source"]
    assert section.chart is not None and section.chart.values == ("change",)
    assert section.cells("change").count(None) == 2, "a missing change is a gap in the chart"


def test_promises_programmes_targets_and_sources(content: BriefingContent) -> None:
    assert remarks(content.section("promises"))[0].startswith("Companies: Nothing was met or fell due by 2017-12-08")
    programmes = content.section("programmes")
    assert set(programmes.cells("budget")) == {None}
    assert remarks(programmes) == ["Programmes whose budget is not on record: 3."]
    assert len(content.section("sectors").rows) == 7
    [source] = table(content.section("sources"))
    assert source[:4] == ["High-tech boosts Guangzhou's national role", "China Daily", "Li You", "2017-12-08"]
    assert {"4", "10", "12", "20"} <= set(source[4].split(", "))


def test_every_chart_measures_columns_that_are_there(content: BriefingContent) -> None:
    for section in content.sections:
        keys = {column.key for column in section.columns}
        assert all(len(row) == len(section.columns) for row in section.rows)
        assert section.chart is None or {section.chart.categories, *section.chart.values} <= keys


def test_every_word_is_there_in_both_languages(content: BriefingContent) -> None:
    """No heading reads the same in English and Chinese."""
    headings = [message for section in content.sections
                for message in (section.heading, *(column.heading for column in section.columns))]
    assert not [message.msgid for message in headings if message.text("en") == message.text("zh")]


def test_names_stand_in_the_language_that_is_asked_for(guangzhou: Store) -> None:
    names = {language: table(make(guangzhou, GUANGZHOU, YEAR, TODAY, language).section("projects"))[0][:2]
             for language in ("en", "zh")}
    assert names == {"en": ["Foxconn industry park", "Foxconn"], "zh": ["富士康产业园", "富士康"]}


@pytest.mark.parametrize("scope", [None, Ref("zone", 1), Ref("sector", 4), Ref("company", 1), Ref("place", 6)])
@pytest.mark.parametrize("period", [None, when("2016"), when("2017-09")])
def test_a_briefing_is_of_anything_and_goes_to_json_and_back(guangzhou: Store, scope: Ref | None, period: Any) -> None:
    content = make(guangzhou, scope, period, TODAY)
    assert BriefingContent.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_a_zone_and_a_company_have_their_own(guangzhou: Store) -> None:
    zone, company = (make(guangzhou, scope, YEAR, TODAY, "en") for scope in (Ref("zone", 1), Ref("company", 1)))
    assert [row[2] for row in table(zone.section("indicators"))] == [
        "Industrial giants", "Combined sales revenue", "Fixed-asset investment"]
    assert not zone.section("projects").rows
    assert len(company.section("agreements").rows) == 1
    with pytest.raises(KeyError):
        company.section("tenants")


def test_what_is_not_there_or_not_known_is_refused(guangzhou: Store) -> None:
    with pytest.raises(Missing):
        make(guangzhou, Ref("place", 99), YEAR, TODAY)
    with pytest.raises(ValueError, match="nobody"):
        make(guangzhou, None, YEAR, TODAY, "en", "nobody")


def test_the_first_briefing_has_nothing_to_compare_with(content: BriefingContent) -> None:
    assert remarks(content.section("changes")) == [
        "This is the first briefing about this: there is nothing earlier to compare with."]
    with pytest.raises(KeyError):
        content.section("differences")


def test_a_frozen_briefing_stays_as_it_was(seeded: Store) -> None:
    made = make(seeded, GUANGZHOU, YEAR, TODAY, "en")
    id = freeze(seeded, made, file="briefing.xlsx")
    with seeded.change("Later") as change:
        change.update("project", 1, {"total_investment": yuan(1)})
    kept = seeded.get("briefing", id)
    assert (kept["title"], kept["change_number"], kept["file"]) == (
        "Investment promotion briefing: Guangzhou", 1, "briefing.xlsx")
    assert last_briefing(seeded, GUANGZHOU) == made
    assert last_briefing(seeded, None) is None and last_briefing(seeded, GUANGZHOU, "public") is None


def test_the_next_says_what_changed_and_why_a_figure_differs(seeded: Store) -> None:
    freeze(seeded, make(seeded, GUANGZHOU, YEAR, TODAY, "en"))
    with seeded.change("News", who="Li") as change:
        change.update("project", 2, {"total_investment": Money.of(10**9)})
        change.update("project", 1, {"notes": "Seen from the road."})
        change.add("project", {"title": "Elsewhere", "stage": "lead"})
        change.delete_many("citation", seeded.ids("citation", [Condition("about", "is", Ref("tenancy", 1))]))
        change.delete("tenancy", 1)
    made = make(seeded, GUANGZHOU, YEAR, date(2017, 12, 15), "en")
    changes, differences = made.section("changes"), made.section("differences")
    cloud = "Alibaba Cloud industrial internet project"
    assert sorted(row[1:] for row in table(changes)) == [
        ["Project", cloud, "Total investment: nothing → CNY 1 bn", "Li"],
        ["Project", "Foxconn industry park", "Notes: Its largest investment in the Chinese mainland in recent years. → "
                                             "Seen from the road.", "Li"],
        ["Tenancy", "Alibaba", "deleted", "Li"]]
    assert remarks(changes) == ["The last briefing was as of 2017-12-08 (change 1)."]
    assert table(differences) == [
        ["Pipeline before the signing (CNY)", "nothing", "CNY 1 bn", f"Changed: {cloud}"],
        ["Tenants named", "3", "2", "Changed: Alibaba"]]


@pytest.fixture
def promised(office: Store) -> Ref:
    """One promise, due in January."""
    office_with = Making(office)
    agreement = office_with("agreement", title="A")
    return office_with("commitment", agreement=agreement, by="company", text="Build", due=when("2018-01"))


def test_a_figure_may_differ_because_the_day_moved_on(office: Store, promised: Ref) -> None:
    freeze(office, make(office, None, None, TODAY, "en"))
    made = make(office, None, None, date(2018, 2, 1), "en")
    assert table(made.section("differences")) == [
        ["Promises late", "0", "1", "No record of it changed; the day moved on from 2017-12-08 to 2018-02-01."]]
    assert remarks(made.section("changes")) == [
        "The last briefing was as of 2017-12-08 (change 2).", "Nothing has changed since."]


def test_a_reader_outside_sees_no_confidential_name_and_no_value_that_changed(seeded: Store) -> None:
    with seeded.change("Mark", who="Li") as change:
        change.update("company", 2, {"confidentiality": "confidential"})
        change.update("project", 2, {"confidentiality": "confidential"})
    freeze(seeded, make(seeded, GUANGZHOU, YEAR, TODAY, "en", "park"))
    with seeded.change("Note", who="Li") as change:
        change.update("project", 1, {"notes": "They want more land."})
    made = make(seeded, GUANGZHOU, YEAR, TODAY, "en", "park")
    assert [row[:2] for row in table(made.section("projects"))] == [["Foxconn industry park", "***"]]
    assert "Projects not named to this reader: 1." in remarks(made.section("projects"))
    assert [row[1:] for row in table(made.section("changes"))] == [["Project", "Foxconn industry park", "Notes", ""]]
    shown = json.dumps(made.to_json(), ensure_ascii=False)
    assert not [word for word in ("more land", "Alibaba Cloud industrial", '"Foxconn"') if word in shown]
    assert "Foxconn" in [row[1] for row in table(make(seeded, GUANGZHOU, YEAR, TODAY, "en").section("projects"))]
