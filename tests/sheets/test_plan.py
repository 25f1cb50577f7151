"""A plan says what an import would do, row by row, and writes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from offices import SAMPLES, empty_office, ledger, notes, planned, taken, values, verdicts

from promo_desk.fields.kinds import WHEN, Money, Ref
from promo_desk.fields.message import WorldFault
from promo_desk.records import fields_of
from promo_desk.sheets.plan import VERDICTS, make_plan
from promo_desk.store import Cancelled, Store

HUAWEI = ("企业名称", "统一社会信用代码", "员工人数")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def test_a_plan_writes_nothing(office: Store) -> None:
    plan = planned(office, ledger(HUAWEI, ("华为技术有限公司", None, 100)))
    assert verdicts(plan) == {"new": 1}
    assert office.count("company") == 0 and office.last_change() == 0


def test_the_json_is_the_contract(office: Store) -> None:
    plan = planned(office, ledger(("项目名称", "投资额(亿元)", "食堂"), ("云中心", "约三", "好"), sheet="签约项目"))
    told = plan.to_json()
    assert (told["file"], told["change"]) == ("ledger.xlsx", None)
    [sheet] = told["sheets"]
    assert {key: sheet[key] for key in ("sheet", "kind", "header_rows", "first_row", "last_row")} == {
        "sheet": "签约项目", "kind": "project", "header_rows": [1], "first_row": 2, "last_row": 2}
    assert all(column.pop("why") for column in sheet["columns"])
    assert sheet["columns"] == [
        {"column": "A", "header": "项目名称", "field": "project.title", "unit": None},
        {"column": "B", "header": "投资额(亿元)", "field": None if sheet["columns"][1]["field"] is None
         else "project.total_investment", "unit": sheet["columns"][1]["unit"]},
        {"column": "C", "header": "食堂", "field": None, "unit": None}]
    assert set(sheet["verdicts"]) == set(VERDICTS)


def test_a_bad_cell_holds_its_row_back_and_says_why(office: Store) -> None:
    plan = planned(office, ledger(("项目名称", "投资额(亿元)"), ("甲", 3), ("乙", "约三"), ("丙", 4)))
    assert verdicts(plan) == {"new": 2, "error": 1}
    [row] = plan.to_json()["sheets"][0]["rows"]
    [cell] = row["cells"]
    assert (row["row"], row["verdict"]) == (3, "error")
    assert (cell["cell"], cell["field"]) == ("B3", "project.total_investment")
    assert (cell["raw"], cell["level"]) == ("约三", "error")
    assert cell["message"]


def test_a_known_company_is_found_by_code_name_alias_and_script(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "Foxconn", "name_zh": "鸿海科技有限公司", "aliases": ("富士康",)})
        change.add("company", {"name": "甲公司", "credit_code": "91440100XY00000019"})
    plan = planned(office, ledger(HUAWEI, ("鴻海科技有限公司", None, None), ("富士康", None, None),
                                  ("FOXCONN", None, None), ("甲公司", "91440100XY00000019", None)))
    assert verdicts(plan) == {"same": 2, "duplicate": 2}
    assert plan.empty


def test_two_candidates_are_asked_about_never_the_first(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "启航科技"})
        change.add("company", {"name": "启航科技"})
    plan = planned(office, ledger(("项目名称", "投资方"), ("云中心", "启航科技")))
    assert verdicts(plan) == {"error": 1}
    [(cell, level, said)] = notes(plan, 2)
    assert (cell, level) == ("B2", "question") and "#1" in said and "#2" in said
    assert [each["id"] for each in plan.to_json()["sheets"][0]["rows"][0]["cells"][0]["candidates"]] == [1, 2]


def test_an_answer_decides_a_question(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "启航科技"})
        change.add("company", {"name": "启航科技"})
    book = ledger(("项目名称", "投资方"), ("云中心", "启航科技"))
    assert verdicts(planned(office, book, answers={"S": {"B2": 2}})) == {"new": 1}
    taken(office, book, answers={"S": {"B2": 2}})
    assert values(office, "project", "company") == [(Ref("company", 2),)]
    plan = planned(office, ledger(("项目名称", "投资方"), ("二期", "启航科技")), answers={"S": {"B2": "new"}})
    assert plan.sheets[0].linked["company"] == {"new": 1}


def test_a_name_that_bears_another_credit_code_is_a_conflict(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "启航科技有限公司", "credit_code": "91440100XY00000019"})
    plan = planned(office, ledger(HUAWEI, ("启航科技有限公司", "91440100XY0000002P", 5)))
    assert verdicts(plan) == {"conflict": 1} and plan.empty


def test_every_differing_cell_shows_old_and_new(office: Store) -> None:
    taken(office, ledger(HUAWEI, ("华为技术有限公司", None, 100)))
    plan = planned(office, ledger(HUAWEI, ("华为技术有限公司", None, 120)))
    [cell] = plan.to_json()["sheets"][0]["rows"][0]["cells"]
    assert (cell["cell"], cell["old"], cell["new"], cell["message"]) == ("C2", "100", "120", "100 → 120")
    assert "level" not in cell


def test_an_alias_may_still_fill_an_empty_name(office: Store) -> None:
    with office.change("made") as change:
        change.add("company", {"name": "Huawei", "aliases": ("华为",)})
    plan = planned(office, ledger(("企业名称", "企业中文名称"), ("Huawei", "华为")))
    assert [update.values for update in plan.updates] == [{"name_zh": "华为"}]


@pytest.mark.parametrize(("blank", "left"), [("keep", 120), ("fill", 100), ("clear", 120)])
def test_what_a_filled_cell_does(office: Store, blank: str, left: int) -> None:
    taken(office, ledger(HUAWEI, ("华为", None, 100)))
    taken(office, ledger(HUAWEI, ("华为", None, 120)), blank=blank)
    assert values(office, "company", "employees") == [(left,)]


@pytest.mark.parametrize(("blank", "left"), [("keep", 100), ("fill", 100), ("clear", None)])
def test_what_an_empty_cell_does(office: Store, blank: str, left: int | None) -> None:
    taken(office, ledger(HUAWEI, ("华为", None, 100)))
    taken(office, ledger(HUAWEI, ("华为", None, None), ("中兴", None, 1)), blank=blank)
    assert values(office, "company", "employees")[0] == (left,)


def test_a_row_that_says_the_same_again_is_a_duplicate(office: Store) -> None:
    plan = planned(office, ledger(HUAWEI, ("华为", None, 100), ("华 为", None, 100), ("华为", None, 90)))
    assert verdicts(plan) == {"new": 1, "duplicate": 2}
    assert notes(plan, 4)[0] == ("C4", "remark", "Row 2 of the file says otherwise; it was believed.")
    assert len(plan.drafts) == 1


def test_the_rows_of_one_company_make_it_once(office: Store) -> None:
    taken(office, ledger(("项目名称", "投资方", "来源地"), ("一期", "甲公司", None), ("二期", "甲公司", "美国")))
    assert values(office, "project", "title", "company") == [("一期", Ref("company", 1)), ("二期", Ref("company", 1))]
    [(name, origin)] = values(office, "company", "name", "origin")
    assert (name, origin.name) == ("甲公司", "美国")


def test_a_project_is_known_within_its_company(office: Store) -> None:
    book = ledger(("项目名称", "投资方"), ("一期", "甲公司"), ("一期", "乙公司"))
    assert verdicts(planned(office, book)) == {"new": 2}
    taken(office, book)
    assert verdicts(planned(office, book)) == {"same": 2}


def test_several_people_in_a_cell_are_several_contacts(office: Store) -> None:
    taken(office, ledger(("企业名称", "企业联系人及联系电话"), ("甲公司", "1.张三—13800138001；\n2.李四—13900139002")))
    assert values(office, "contact", "name", "phones", "company") == [
        ("张三", ("+86 138 0013 8001",), Ref("company", 1)), ("李四", ("+86 139 0013 9002",), Ref("company", 1))]


def test_a_number_without_a_name_is_not_lost(office: Store) -> None:
    taken(office, ledger(("企业名称", "联系人", "联系电话"), ("甲公司", "张三", "13800138001"),
                         ("乙公司", None, "13900139002")))
    assert values(office, "company", "notes")[1] == ("联系电话: +86 139 0013 9002",)
    assert office.count("contact") == 1


def test_a_column_of_no_field_stands_in_the_notes_and_is_not_said_twice(office: Store) -> None:
    book = ledger(("企业名称", "食堂", "备注"), ("甲公司", "很好", "重点"))
    taken(office, book)
    assert values(office, "company", "notes") == [("重点\n食堂: 很好",)]
    with office.change("noted") as change:
        change.update("company", 1, {"notes": "重点\n食堂: 很好\n已拜访"})
    assert planned(office, book).empty, "what somebody has added since stays"


def test_a_merged_cell_holds_for_all_its_rows(office: Store) -> None:
    taken(office, ledger(("投资方", "项目名称"), ("甲公司", "一期"), (None, "二期"), merged=((2, 1, 3, 1),)))
    assert values(office, "project", "company") == [(Ref("company", 1),), (Ref("company", 1),)]


def test_an_unknown_name_is_a_new_record_where_a_name_is_enough(office: Store) -> None:
    plan = planned(office, ledger(("项目名称", "所属园区", "责任人"), ("云中心", "科学城", "王芳")))
    assert plan.sheets[0].linked == {"zone": {"new": 1}, "officer": {"new": 1}}
    assert ("B2", "remark", "New: Zone “科学城”.") in notes(plan, 2)


def test_a_place_is_known_with_and_without_its_rank(office: Store) -> None:
    with office.change("made") as change:
        change.add("place", {"name": "Guangzhou", "name_zh": "广州市"})
    plan = planned(office, ledger(("企业名称", "来源地"), ("甲公司", "广州")))
    assert "place" not in plan.sheets[0].linked


def test_a_required_field_must_not_be_empty(office: Store) -> None:
    plan = planned(office, ledger(("项目名称", "投资方", "进展情况"), (None, "甲公司", "已开工"),
                                  ("乙", "甲公司", None)))
    assert verdicts(plan) == {"new": 1, "error": 1}
    assert notes(plan, 2)[0] == ("A2", "error", f"Project: {fields_of('project')['title'].english} must not be empty.")


def test_a_bad_cell_can_be_mended_in_the_plan(office: Store) -> None:
    book = ledger(("项目名称", "投资额(亿元)"), ("甲", 1), ("乙", "约三"), ("丙", 2))
    taken(office, book, mended={"S": {"B3": "3"}})
    assert values(office, "project", "total_investment")[1] == (Money(300_000_000_00, "CNY"),)


def test_an_error_of_the_sheet_is_no_blank(office: Store) -> None:
    book = ledger(HUAWEI, ("甲公司", None, None), ("乙公司", None, 3))
    book.sheets[0].errors[2, 3] = "#N/A"
    book.sheets[0].formulas_without_value.add((3, 2))
    plan = planned(office, book)
    assert verdicts(plan) == {"error": 2}
    assert notes(plan, 2)[0][2] == "#N/A is an error of the sheet, not a value."


def test_a_complete_tenant_list_tells_who_is_missing_and_ends_them_as_of_a_date(office: Store) -> None:
    header, first = ("企业名称", "所属园区", "入驻时间"), ("甲公司", "科学城", "2015年")
    taken(office, ledger(header, first, ("乙公司", "科学城", "2016年"), sheet="入驻企业"))
    shorter = ledger(header, first, sheet="入驻企业")
    plan = planned(office, shorter, snapshot=True)
    assert plan.to_json()["sheets"][0]["missing"] == [{"kind": "tenancy", "id": 2, "name": "乙公司"}]
    assert plan.empty
    taken(office, shorter, snapshot=True, ended_on=WHEN.parse("2017-12-31").value)
    assert values(office, "tenancy", "status")[1] == ("ended",)


def test_the_zone_of_a_tenant_list_stands_in_its_title(office: Store) -> None:
    taken(office, ledger(("科学城入驻企业名单", None, None), ("企业名称", "入驻时间", "租赁面积(㎡)"),
                         ("甲公司", "2015年", 100), merged=((1, 1, 1, 3),)))
    assert [zone.name for (zone,) in values(office, "tenancy", "zone")] == ["科学城"]


def test_a_file_without_a_table_of_ours_is_refused_in_a_sentence(office: Store) -> None:
    with pytest.raises(WorldFault, match="looks like a table"):
        planned(office, ledger(("食堂", "评价"), ("一号", "好")))
    with pytest.raises(WorldFault, match='has no sheet "T"'):
        planned(office, ledger(HUAWEI, ("甲公司", None, 1)), sheet="T")


def test_a_plan_tells_how_far_it_is_and_can_be_stopped(office: Store) -> None:
    book = ledger(("企业名称", "地址"), *((f"{n}号公司", f"路{n}号") for n in range(5000)))
    told: list[tuple[int, int]] = []
    make_plan(office, book, progress=lambda done, total: told.append((done, total)))
    assert len(told) > 3 and told == sorted(told) and all(done <= total for done, total in told)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_plan(office, book, progress=stop)


@pytest.mark.parametrize("name", [file.name for file in sorted(SAMPLES.iterdir())])
def test_a_sample_ledger_becomes_linked_records_and_says_nothing_new_again(office: Store, name: str) -> None:
    plan = planned(office, SAMPLES / name, on_error="skip")
    assert plan.sheets[0].counts()["new"] > 3 and plan.sheets[0].linked
    assert office.last_change() == 0
    taken(office, SAMPLES / name, on_error="skip")
    again = planned(office, SAMPLES / name, on_error="skip")
    assert again.empty and again.sheets[0].counts()["same"] == plan.sheets[0].counts()["new"]
